"""`manage.py send_reminders`: remind those who are to report, by the deadlines of the open rounds; for a scheduler."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from initiatives.formatting import number
from reporting.actions.reminding import send_reminders


class Command(BaseCommand):
    help = "Reminds those who are to report in open rounds. Run it every morning; a second run reminds nobody twice."

    def handle(self, *args: Any, **options: Any) -> None:
        count = send_reminders()
        words = ngettext("Minnet om %(count)s rapport.", "Minnet om %(count)s rapporter.", count)
        self.stdout.write(words % {"count": number(count)})
