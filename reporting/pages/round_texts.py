"""Beside each of the office's texts: facts that could be told in it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.domain.vocabulary import Cause, Colour
from initiatives.formatting import number
from reporting import choices
from reporting.domain.facts import PeriodFact, TextFact
from reporting.domain.figures.overview import Overview, overview
from reporting.domain.figures.overview_exceptions import Exceptional
from reporting.domain.figures.overview_ground import Ref
from reporting.domain.record import Record
from reporting.domain.vocabulary import TextKind
from reporting.models import PeriodText
from reporting.pages.overview_words import finding

LANGUAGES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
SHOWN = 8


class Hint(NamedTuple):
    """Something that could be told: in our own words, about an initiative, or in somebody's own words."""

    text: str = ""
    part: Ref | None = None
    quote: str = ""
    language: str = ""


class Tab(NamedTuple):
    """One language, how many of the texts are written in it, and whether it is the one shown."""

    code: str
    name: str
    written: int
    current: bool


def frozen(record: Record, language: str) -> list[tuple[str, str]]:
    """What was written in a language when the round was locked: the text's kind and its words."""
    held = {each.kind: each.text for each in record.texts if each.language == language}
    return [(choices.label(TextKind, kind), held.get(kind.value, "")) for kind in TextKind]


def tabs(rows: Iterable[PeriodText | TextFact], language: str) -> list[Tab]:
    """The languages, with how far each has come."""
    written = [each.language for each in rows if each.text.strip()]
    return [Tab(code, name, written.count(code), code == language) for code, name in LANGUAGES.items()]


def told(record: Record, previous: Record | None, period: PeriodFact) -> dict[str, list[Hint]]:
    """kind → what could be told in it."""
    found = overview(record, previous)
    made = {
        TextKind.SUMMARY: _summary(found),
        TextKind.SELECTED_ISSUES: _issues(found, record, period),
        TextKind.HIGHLIGHT: _bright(found),
        TextKind.COMMON_CAUSES: _causes(found),
    }
    return {kind.value: list(hints)[:SHOWN] for kind, hints in made.items()}


def _summary(found: Overview) -> Iterator[Hint]:
    yield Hint(finding(found))
    counts = found.colours
    labels = {each: choices.label(Colour, each) for each in Colour}
    if counts.total:
        yield Hint(", ".join(f"{number(counts.count(each))} {labels[each].lower()}" for each in Colour))
    for each in found.exceptions:
        if each.turned:
            yield Hint(_turned(each), each.part)


def _turned(each: Exceptional) -> str:
    values = {
        "before": choices.label(Colour, each.before).lower(),
        "now": choices.label(Colour, each.standing.colour).lower(),
    }
    return _("%(before)s → %(now)s") % values


def _issues(found: Overview, record: Record, period: PeriodFact) -> Iterator[Hint]:
    refs = {each.part.uid: each.part for each in found.exceptions}
    for part in record.state.ordered:
        report = record.status(part).report_in(period.code)
        if report and report.decision_asked:
            yield Hint(_("ber om:"), refs.get(part.uid, _ref(record, part.uid)), report.decision_asked, report.language)
    for each in found.exceptions:
        if each.standing.colour == Colour.RED:
            yield Hint(_cause(each.standing.cause), each.part, each.standing.reason, each.standing.language)


def _ref(record: Record, uid: str) -> Ref:
    part = record.state.slices[uid]
    return Ref(part.uid, part.code, part.name, part.language, "", "", part.example)


def _cause(cause: str) -> str:
    return choices.label(Cause, cause) if cause else ""


def _bright(found: Overview) -> Iterator[Hint]:
    for each in found.bright:
        yield Hint("", each.part, each.text, each.language)
    for one in found.colours.turned:
        if not one.worse:
            yield Hint(_("ble bedre"), one.part)


def _causes(found: Overview) -> Iterator[Hint]:
    for cause, count in found.causes:
        words = ngettext("%(cause)s: %(count)s tiltak", "%(cause)s: %(count)s tiltak", count)
        yield Hint(words % {"cause": choices.label(Cause, cause), "count": number(count)})
