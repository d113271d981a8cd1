"""`manage.py load_demo`: the public portfolio, its periods, example data and the cast."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from portfolio.demo.loading import load
from portfolio.demo.locking import lock_demo_periods


class Command(BaseCommand):
    help = "Loads the real public portfolio and the example data. Creates what is missing; a second run writes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        made = {name: count for name, count in load().items() if count}
        locked = lock_demo_periods()
        for name, count in made.items():
            self.stdout.write(f"  {name:28}{count:>6}")
        for code in locked:
            self.stdout.write(_("  Periode %(code)s er låst.") % {"code": code})
        if not made and not locked:
            self.stdout.write(_("Alt var lastet fra før. Ingenting ble opprettet."))
        else:
            self.stdout.write(_("Opprettet %(count)s rader.") % {"count": sum(made.values())})
