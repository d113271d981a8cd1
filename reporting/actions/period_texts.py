"""The secretariat's own words for a round, in each language; frozen with the lock. After it, a dated addendum."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from initiatives.access import may_lock
from initiatives.actions import edits
from initiatives.actions.edits import Editable, refuse_stale
from initiatives.actions.writing import By, text_problems
from initiatives.actions.writing_registers import writing_registers
from initiatives.domain import free_text
from initiatives.domain.refusals import Clash, Problem, Refused, Stale, Why, refuse
from initiatives.domain.vocabulary import Language
from initiatives.models import Initiative
from reporting.domain.vocabulary import PeriodState, TextKind
from reporting.models import PeriodAddendum, PeriodText, ReportingPeriod

TEXT = Editable(
    names=("kind", "language", "text"),
    required=("kind", "language"),
    codes={"kind": TextKind, "language": Language},
)
LONGEST = 6_000  # characters


def save_texts(
    *,
    by: By,
    period: ReportingPeriod,
    language: str,
    texts: Mapping[str, str],
    versions: Mapping[str, int] | None = None,
) -> bool:
    """Write the texts of a round in one language: kind → text. Whether anything changed.

    `versions`: kind → the version of the text the form was opened with, 0 for none. Raises Stale, whose clashes name
    the kinds, and Refused.
    """
    seen = dict(versions or {})
    with writing_registers(by=by, may=may_lock, held=[period]) as write:
        if write.fresh(period).state == PeriodState.LOCKED:
            raise Refused(Problem("", Why.ROUND_NOT_NOW, {"state": PeriodState.LOCKED}))
        tidied = {kind: free_text.tidy(text) for kind, text in texts.items()}
        refuse([one for kind, text in tidied.items() for one in text_problems(kind, text, LONGEST)])
        there = {each.kind: each for each in period.texts.standing().filter(language=language)}
        clashes: list[Clash] = []
        for kind, text in tidied.items():
            values = {"kind": kind, "language": language, "text": text}
            try:
                _save(write, period, there.get(kind), values, seen.get(kind))
            except Stale as stale:
                clashes += [_of_kind(each, kind, unwritten=not seen.get(kind)) for each in stale.clashes]
        refuse_stale(tuple(clashes))
        if write.wrote:
            write.touches_registers()
        return write.wrote


def _of_kind(clash: Clash, kind: str, *, unwritten: bool) -> Clash:
    """The clash of one kind of text. Where there was none when the form was opened, who left the field empty has not
    touched it, and has nothing to choose."""
    return replace(clash, field=kind, touched=bool(clash.mine) if unwritten else clash.touched)


def _save(
    write: Any, period: ReportingPeriod, row: PeriodText | None, values: dict[str, str], seen: int | None
) -> None:
    if row is not None:
        edits.edit(write, row, TEXT, {"text": values["text"]}, seen)
    elif values["text"]:
        edits.add(write, PeriodText(period=period), TEXT, values)


def add_addendum(
    *, by: By, period: ReportingPeriod, text: str, language: str, initiative: Initiative | None = None
) -> PeriodAddendum:
    """Add to a locked round what came or was corrected after the lock. The same twice is one. Raises Refused."""
    tidied = free_text.tidy(text)
    with writing_registers(by=by, may=may_lock, held=[period]) as write:
        if write.fresh(period).state != PeriodState.LOCKED:
            raise Refused(Problem("", Why.ROUND_NOT_NOW))
        if not tidied:
            raise Refused(Problem("text", Why.REQUIRED))
        refuse(text_problems("text", tidied, LONGEST))
        same = period.addenda.standing().filter(initiative=initiative, text=tidied).first()
        if same is not None:
            found: PeriodAddendum = same
            return found
        row = PeriodAddendum(period=period, initiative=initiative, text=tidied, language=language)
        write.assert_(row)
        return row
