"""An agenda of two cases, and its files."""

from typing import Any

from initiatives.domain.dates import from_edtf
from reporting.domain.figures.agenda import agenda
from reporting.exports.agenda import render_agenda
from tests.reporting.agenda.facts import case, decided, meeting, record

TITLE = "Uenighet om når innloggingen er klar"
ASKED = "NUFA bes ta stilling til når innloggingen skal være klar, og be partene komme tilbake."


def two_cases(**changes: Any) -> Any:
    """One about a dispute, one about nothing in particular, which has a number and is decided."""
    cases = [
        ("T2", case("c1", 1, dependency="d1", title=TITLE, text=ASKED, **changes)),
        ("T3", case("c2", 2, title="Orientering om timeboken", kind="information", number="23/26", decided=True)),
    ]
    found = record(
        meeting(number="4/2026", note="Teams"),
        cases=cases,
        description="Felles innlogging",
        objection="Det haster ikke",
    )
    return decided(found, "T3", case="23/26", body="nufa", date=from_edtf("2026-12-10"), text="Rådet tok det til seg.")


def made(form: str, found: Any = None, language: str = "nb") -> bytes:
    held = found or two_cases()
    return render_agenda(held, agenda(held, "6d" * 16), form, language).content  # type: ignore[arg-type]
