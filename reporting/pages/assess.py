"""Assessing a report in words: claims beside facts, what moved, what is in danger, and who says what."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from initiatives import choices, formatting
from initiatives.domain.dates import PartialDate
from initiatives.domain.vocabulary import CaseKind, Cause, Colour, Dimension
from reporting.domain.answers import OVERALL
from reporting.domain.evidence import Evidence
from reporting.domain.figures.assessment import Agreement, Assessment, Beside, DimensionRow
from reporting.domain.figures.deciding import deciding
from reporting.domain.figures.initiative_verdicts import verdicts
from reporting.domain.lifecycle import ReportMove, report_moves
from reporting.domain.reckoned import reckoned_for
from reporting.domain.record import Record
from reporting.pages import round_words as words
from reporting.pages.coordination_links import Links
from reporting.pages.initiative_dependencies import DependencyLine, web
from reporting.pages.initiative_milestones import MoveLine, plan
from reporting.pages.initiative_sources import Library
from reporting.pages.initiative_verdicts import Line, limit_words, reasons
from reporting.pages.round_links import of_report
from reporting.pages.round_rows import QueueLine, queued

FIELDS = {
    "reason": gettext_lazy("Begrunnelse"),
    "cause": gettext_lazy("Årsak"),
    "measure": pgettext_lazy("mot risiko eller avvik", "Tiltak"),
    "measure_owner": gettext_lazy("Ansvarlig"),
    "measure_due": gettext_lazy("Frist"),
    "decision_asked": gettext_lazy("Ber om"),
    "highlight": gettext_lazy("Lyspunkt"),
    "summary": gettext_lazy("Kort om perioden"),
}
AGREED = {
    Agreement.SAME: (gettext_lazy("Samme"), "ok"),
    Agreement.DIFFERENT: (gettext_lazy("Ulikt"), "crit"),
    Agreement.ONE_SOURCE: (gettext_lazy("Én kilde"), "warn"),
}


class Claim(NamedTuple):
    """One dimension: what the owner says and why, and what facts say."""

    row: DimensionRow
    name: str
    cause: str
    facts: tuple[Line, ...]


class Cell(NamedTuple):
    """What one organisation says in one field: a colour, or words in its language."""

    text: str = ""
    colour: str = ""
    language: str = ""


class BesideLine(NamedTuple):
    """One field side by side."""

    name: str
    cells: tuple[Cell, ...]
    tag: str
    tone: str


def context(record: Record, found: Assessment, evidence: Evidence, username: str) -> dict[str, Any]:
    """Everything the page shows of facts and claims; what the reader can do is the form's."""
    row, part = found.row, found.part
    links = Links(f"period={row.report.period}" if row.report else "")
    reckoned, told = reckoned_for(record, part), verdicts(record, part)
    library = Library(record.state.registers.sources)
    course = plan(part, reckoned, told.time, evidence, library)
    overall = found.report.rating()
    line = queued(row, links, username)
    return {
        "found": found,
        "part": part,
        "report": found.report,
        "line": line,
        "kicker": _kicker(found),
        "claims": {each.row.dimension: each for each in claims(record, found)},
        "unrated": [each.name for each in claims(record, found) if not each.row.rating.declared],
        "limits": limit_words(told.time, told.money),
        "measure": overall if overall and overall.measure else None,
        "measure_late": bool(overall and overall.measure_due and overall.measure_due.latest < record.state.today),
        "asks": choices.label(CaseKind, found.report.decision_kind) if found.report.decision_kind else "",
        "milestones_open": [each for each in course.lines if each.row.fact.actual is None],
        "milestones_reached": [each for each in course.lines if each.row.fact.actual is not None],
        "milestone_finding": course.finding,
        "moves": _moves(found, course.moves),
        "since": formatting.long_day(found.since) if found.since else "",
        "dangers": _dangers(web(reckoned, part, evidence, library, links).lines),
        "beside": [_beside(each, found) for each in found.beside],
        "heads": found.organisations,
        "may": _may(found, line),
        "own": line.own,
        "previous_url": of_report("assess", found.previous) if found.previous else "",
        "next_url": of_report("assess", found.next) if found.next else "",
        "initiative_url": links.initiative(part),
    }


def _kicker(found: Assessment) -> str:
    told = [_("Runde %(code)s") % {"code": found.report.period}]
    if found.place:
        values = {"place": formatting.number(found.place), "total": formatting.number(found.total)}
        told.append(_("%(place)s av %(total)s til vurdering") % values)
    told.append(str(words.STEPS[found.row.step]).lower())
    return " · ".join(told)


def claims(record: Record, found: Assessment) -> Iterator[Claim]:
    """What is said of each dimension, and why facts give the colour they do."""
    names = deciding(record, found.part)
    for each in found.dimensions:
        lines = tuple(reasons(each.computed, names)) if each.computed else ()
        name = _("Samlet") if each.dimension == OVERALL else choices.label(Dimension, each.dimension)
        cause = choices.label(Cause, each.rating.cause) if each.rating.cause else ""
        yield Claim(each, name, cause, lines)


def _moves(found: Assessment, moves: tuple[MoveLine, ...]) -> tuple[MoveLine, ...]:
    """The plans that were moved since the round before."""
    return tuple(
        each
        for each in moves
        if each.move.replanned and (found.since is None or each.move.told.word.known > found.since)
    )


def _dangers(lines: tuple[DependencyLine, ...]) -> tuple[DependencyLine, ...]:
    """The agreements that are in danger."""
    return tuple(each for each in lines if each.row.agreement.open and each.dangers)


def _beside(line: Beside, found: Assessment) -> BesideLine:
    text, tone = AGREED[line.agreement]
    name = str(FIELDS[line.field]) if line.field in FIELDS else _dimension(line.field)
    cells = tuple(
        _cell(line.field, value, each.language) for value, each in zip(line.values, found.reports, strict=True)
    )
    return BesideLine(name, cells, str(text), tone)


def _dimension(name: str) -> str:
    return _("Status") if name == OVERALL else choices.label(Dimension, name)


def _cell(field: str, value: "str | PartialDate", language: str) -> Cell:
    if not value:
        return Cell(_("Ikke meldt"))
    if isinstance(value, PartialDate):
        return Cell(formatting.when(value))
    if field == "cause":
        return Cell(choices.label(Cause, value))
    if field not in FIELDS:
        return Cell(choices.label(Colour, value), colour=value)
    return Cell(value, language=language)


def _may(found: Assessment, line: QueueLine) -> dict[str, bool]:
    """What can be done with the report now."""
    moves = report_moves(found.row.duty.state)
    return {
        "approve": ReportMove.APPROVE in moves and not line.own,
        "return": ReportMove.RETURN in moves,
        "again": found.row.duty.state == "approved",
    }


def who_can(names: list[str]) -> str:
    """Who else at the office can approve."""
    if not names:
        return _("Ingen andre ved porteføljekontoret har tilgang. Be administratoren gi en kollega rollen.")
    return _("%(names)s kan godkjenne den.") % {"names": words.listed(names)}
