"""The demo cast: six people with a stated relation to the demo's facts.

load_demo makes them, and the sign-in page of a demo lists them.
"""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Printed on the sign-in page of a demo; elsewhere the cast cannot sign in.
PASSWORD = "samstyr-demo"  # noqa: S105


class Member(NamedTuple):
    username: str
    does: str | Promise


CAST = (
    Member("programleder", _("Oppdaterer egne tiltak")),
    Member("leder", _("Leser styringsbildene i direktoratet")),
    Member("sekretariat", _("Styrer rapporteringen og lager rapportene")),
    Member("kollega", _("Godkjenner det sekretariatet selv har ført inn")),
    Member("admin", _("Steller med brukere og grunndata")),
    Member("utenforstaende", _("Programleder hos en annen eier")),
)
