"""Etterprøving in words: every section's rows, with the finding above them."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import formatting
from initiatives.domain.facts import Slice
from initiatives.domain.vocabulary import Colour
from reporting.domain.figures.overview_ground import Ref
from reporting.domain.figures.verification import COMPUTED, DECLARED, SILENT, Planned, Verification
from reporting.domain.figures.verification_course import Course
from reporting.domain.replans import Replanned
from reporting.pages import verification_words as words
from reporting.pages.initiative_words import withheld_of
from reporting.source import Chosen
from reporting.source.series import FEWEST, MOST

FITS = 25  # rows of each list before the rest is left to the file


class MatrixCell(NamedTuple):
    """Who declared one colour while facts give another; `better` where the word is better than the facts."""

    computed: str
    refs: Sequence[Ref]
    better: bool


class MatrixRow(NamedTuple):
    """One declared class."""

    label: str
    colour: str
    cells: tuple[MatrixCell, ...]
    total: int


class Cut(NamedTuple):
    """The first rows of a list, and how many there are beyond."""

    rows: Sequence[Any]
    left: int


def context(
    chosen: Chosen, found: Verification, course: Course, log: Sequence[Replanned], periods: int
) -> dict[str, Any]:
    """Everything the page shows but its frame."""
    parts = chosen.record.state.slices
    return {
        "finding": words.finding(found, course),
        "found": found,
        "course": course,
        "counts": [(words.class_word(each.key), words.class_colour(each.key), each) for each in found.counts],
        "matrix": _matrix(found),
        "computed": [words.computed_word(each) for each in COMPUTED],
        "uncomputed": next(each.computed for each in found.counts if each.key == SILENT),
        "better": cut(found.better),
        "unreported": cut(found.unreported),
        "ages": cut(found.ages),
        "buckets": [(words.bucket(end), count) for end, count in found.buckets()],
        "median": words.median(found),
        "planned": cut([_planned(each) for each in found.planned]),
        "only_by_replanning": sum(each.only_by_replanning for each in found.planned),
        "by_replanning": cut(course.by_replanning),
        "log": cut([log_line(each, parts) for each in log]),
        "log_total": len(log),
        "without_reason": sum(not (each.word.reason or each.decision) for each in log),
        "whole": words.share(course.whole),
        "shares": cut([(each, words.share(each)) for each in course.shares]),
        "slipped": cut(course.slipped),
        "changed": cut(course.changed),
        "assessed": cut(course.assessed),
        "periods": periods,
        "over": [(str(each), each == periods) for each in range(FEWEST, MOST + 1)],
    }


def cut(rows: Sequence[Any]) -> Cut:
    """As many rows as a page has room for."""
    return Cut(rows[:FITS], max(0, len(rows) - FITS))


def _matrix(found: Verification) -> list[MatrixRow]:
    made = []
    for declared in DECLARED:
        cells = tuple(
            MatrixCell(each, found.who.get((declared, each), ()), words.is_better(declared, each)) for each in COMPUTED
        )
        total = sum(len(each.refs) for each in cells)
        made.append(MatrixRow(words.class_word(declared), words.class_colour(declared), cells, total))
    return made


class PlannedLine(NamedTuple):
    """A milestone with both its plans, in words."""

    one: Planned
    original: str
    approved: str
    now: str
    against_original: str
    against_approved: str


def _planned(one: Planned) -> PlannedLine:
    return PlannedLine(
        one,
        formatting.when(one.original.date),
        formatting.when(one.approved.date),
        formatting.when(one.now.date),
        formatting.slip_words(one.against_original),
        formatting.slip_words(one.against_approved),
    )


class LogLine(NamedTuple):
    """One new approved plan in words; a name that is withheld says so."""

    one: Replanned
    part: Slice
    name: str
    was: str
    now: str
    slip: str


def log_line(one: Replanned, parts: Any) -> LogLine:
    """A line of the log of new plans."""
    part = parts[one.initiative]
    name = one.milestone.name or withheld_of(part, one.milestone.uid, "name")
    moved = formatting.slip_words(one.days) if one.days is not None else formatting.MISSING
    return LogLine(one, part, name, formatting.when(one.was), formatting.when(one.word.date), moved)


def published_words(found: Verification) -> str:
    """«12 av 30 grønne publisert, 15 meldt»: the published count with the declared one beside it."""
    told = []
    for each in found.counts:
        if each.key in (Colour.RED, Colour.YELLOW, Colour.GREEN):
            values = {"published": formatting.number(each.published), "declared": formatting.number(each.declared)}
            label = words.class_word(each.key).lower()
            told.append(f"{label} {_('%(published)s (meldt %(declared)s)') % values}")
    return ", ".join(told)


def left_words(count: int) -> str:
    """«og 3 til i fila»."""
    return ngettext("og %(count)s til i fila", "og %(count)s til i fila", count) % {"count": formatting.number(count)}
