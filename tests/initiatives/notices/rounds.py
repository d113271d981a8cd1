"""Values of a round of reporting: «2024-3», due 15 January 2025, on its way to NUFA on 12 February."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import NAMESPACE_DNS, uuid5

from initiatives.domain.dates import parse
from initiatives.domain.vocabulary import NoticeKind
from initiatives.models import Notice
from initiatives.notices import Colours, Name, Outcome, Remark, RoundChange, RoundReport, RoundTold
from initiatives.notices.letters import Letter, letter

DUE = date(2025, 1, 15)
ON = date(2025, 1, 8)


def uid(name: str) -> str:
    return uuid5(NAMESPACE_DNS, name).hex


def report(number: int = 1, **values: Any) -> RoundReport:
    code = f"T{number:03}"
    known: dict[str, Any] = {"report": uid(f"rapport {code}"), "organisation": "Helsedirektoratet", "form": "full"}
    return RoundReport(**{"uid": uid(code), "code": code, "name": f"Tiltak nummer {number}", **known, **values})


def told(*reports: RoundReport, **values: Any) -> RoundTold:
    known: dict[str, Any] = {
        "period": "2024-3",
        "name": "Høsten 2024",
        "on": ON,
        "deadline": DUE,
        "body": Name(uid("NUFA"), "NUFA"),
        "meeting": parse("12.2.2025"),
        "reports": reports or (report(),),
        "personal": True,
        "organisation": "Helsedirektoratet",
    }
    return RoundTold(**known | values)


COLOURS = (
    Colours("overall", "green", "yellow", "Milepælen fra februar er ikke nådd."),
    Colours("time", "green", "red"),
    Colours("money", "green", "green"),
)
EVENTS: dict[str, tuple[NoticeKind, RoundTold]] = {
    "opened": (NoticeKind.ROUND_OPENED, told(words="Nytt skjema denne gangen.", language="nn")),
    "week before": (NoticeKind.ROUND_REMINDED, told(stage="week_before", personal=False)),
    "day before": (NoticeKind.ROUND_REMINDED, told(stage="day_before", personal=False, on=date(2025, 1, 14))),
    "on the day": (NoticeKind.ROUND_REMINDED, told(stage="day_before", personal=False, on=DUE)),
    "late": (NoticeKind.ROUND_REMINDED, told(stage="late", personal=False, on=date(2025, 1, 16))),
    "week late": (NoticeKind.ROUND_REMINDED, told(stage="week_late", personal=False, on=date(2025, 1, 22))),
    "by hand": (NoticeKind.ROUND_REMINDED, told(stage="manual", words="Vi trenger den til mandag.")),
    "returned": (
        NoticeKind.ROUND_RETURNED,
        told(report(remarks=(Remark("reason_time", "Hvorfor grønn?"), Remark("", "Takk for en grundig rapport.")))),
    ),
    "approved": (NoticeKind.ROUND_APPROVED, told(report(colours=COLOURS[2:]))),
    "seen otherwise": (NoticeKind.ROUND_APPROVED, told(report(colours=COLOURS))),
    "extended": (
        NoticeKind.ROUND_CHANGED,
        told(report(deadline=date(2025, 1, 30), before=DUE), change=RoundChange.EXTENDED, words="Ny leder."),
    ),
    "exempt": (NoticeKind.ROUND_CHANGED, told(change=RoundChange.EXEMPT, words="Tiltaket er avsluttet.")),
    "included": (NoticeKind.ROUND_CHANGED, told(change=RoundChange.INCLUDED)),
    "locked": (
        NoticeKind.ROUND_LOCKED,
        told(report(outcomes=(Outcome.EXCEPTION, Outcome.DECISION), colours=COLOURS[:1]), on=date(2025, 2, 14)),
    ),
}
"""One event of every sort."""


def notice(event: str = "opened", **values: Any) -> Notice:
    kind, values_of = EVENTS[event]
    return Notice(kind=kind.value, values=replace(values_of, **values).plain(), actor="Kari Kontor")


def written(row: Notice, veils: Any = None) -> Letter:
    return letter(row, veils or {})
