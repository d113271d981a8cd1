"""`manage.py send_notices`: send the outbox by e-mail; for a scheduler, every few minutes."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from initiatives.notices import send_due


class Command(BaseCommand):
    help = "Sends the notices that are due by e-mail, and says what became of them. A second run sends nothing twice."

    def handle(self, *args: Any, **options: Any) -> None:
        done = send_due(timezone.now())
        self.stdout.write(_("Sendt: %(sent)s. Venter: %(waiting)s.") % {"sent": done.sent, "waiting": done.waiting})
        if done.failed:
            self.stderr.write(_("Feilet, prøves igjen: %(failed)s.") % {"failed": done.failed})
        if done.given_up:
            self.stderr.write(_("Gitt opp: %(given_up)s. Varslene viser hvorfor.") % {"given_up": done.given_up})
