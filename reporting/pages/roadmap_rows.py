"""The rows of the roadmap as HTML, written in one go: a hundred of them are a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from urllib.parse import quote

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from initiatives import choices
from initiatives.domain import vocabulary as v
from initiatives.domain.facts import Slice
from initiatives.domain.feasible import Feasible
from reporting.charts import roadmap_lines as lines
from reporting.domain.figures.register import RegisterRow
from reporting.domain.figures.register_milestones import Timeliness
from reporting.domain.figures.roadmap_courses import Course, Step, steps_of
from reporting.pages import roadmap_words as words
from reporting.pages.register_words import status_word
from reporting.pages.roadmap_query import RoadmapAsked

TALL, LOW = 38, 30
EMPTY = SafeString("")
NOTHING: Mapping[str, Feasible] = MappingProxyType({})
MARKS = (
    ("slip", "s-crit"),
    ("moved", "s-soft"),
    ("original", "s-ring"),
    ("original", "s-hole"),
    ("approved", "s-ink"),
    ("kept_line", "s-kept"),
    ("more", "f-more"),
    ("kept", "f-kept"),
    ("now", "f-ink"),
    ("late", "f-crit"),
    ("unconfirmed", "f-unc"),
    ("silent", "f-open"),
    ("reached", "s-ink"),
)
"""Kinds of marks in the order they are drawn, each with its class. A ring is a dot with a smaller one on it."""


@dataclass(frozen=True, slots=True)
class Around:
    """What every row of a page needs."""

    slices: Mapping[str, Slice]
    courses: Mapping[str, Course]
    later: Mapping[str, Mapping[str, Feasible]]
    axis: lines.Axis
    asked: RoadmapAsked
    base: str
    time_query: str
    today: date

    def kept(self, row: RegisterRow) -> Mapping[str, Feasible]:
        """The milestones of a row that others delay; of what is stopped or completed none."""
        return self.later.get(row.uid, NOTHING) if row.living else NOTHING


def row_html(row: RegisterRow, around: Around) -> SafeString:
    """One initiative: its name, its line, what is said of it, and its milestones when they are open."""
    part, course = around.slices[row.uid], around.courses[row.uid]
    steps = tuple(steps_of(part, around.today, around.kept(row)))
    shapes = lines.initiative(part.start, part.end, steps, around.axis, living=row.living)
    dates = words.span(part.start, part.end)
    opened = row.code in around.asked.open
    inner = format_html('<ul class="plain gantt__ms">{}</ul>', _milestones(steps, around)) if opened else EMPTY
    return format_html(
        '<li class="gantt__row" id="t-{}"><p class="gantt__name">{}<a href="{}{}/{}"{}>{}</a>{}<br>'
        '<span class="micro"><span class="code">{}</span>{}{}</span></p>{}<p class="gantt__say">{}</p>{}</li>',
        row.code,
        _glyph(row),
        around.base,
        quote(row.code, safe=""),
        around.time_query,
        _lang(row.language),
        row.name,
        _example() if row.example else EMPTY,
        row.code,
        f" · {row.owner.label}" if row.owner else "",
        f" · {dates}" if dates else "",
        picture(shapes, TALL, words.picture_words(row, dates), over=not row.living),
        _said(row, course, around, opened=opened),
        inner,
    )


def _milestones(steps: tuple[Step, ...], around: Around) -> SafeString:
    return SafeString("".join(_milestone(each, around) for each in steps))


def _milestone(step: Step, around: Around) -> str:
    said = words.step_words(step)
    look = {Timeliness.LATE: " delta--late", Timeliness.UNCONFIRMED: " delta--warn"}.get(step.state, "")
    look = " delta--late" if step.kept else look
    shapes = lines.milestone(step, around.axis)
    return format_html(
        '<li class="gantt__step"><p class="gantt__name"{}>{}{}</p>{}'
        '<p class="gantt__say"><span class="delta{}">{}</span></p></li>',
        _lang(step.milestone.language),
        step.milestone.name,
        _example() if step.example else EMPTY,
        picture(shapes, LOW, said),
        look,
        said,
    )


def picture(shapes: lines.Shapes, height: int, label: str, *, over: bool = False) -> SafeString:
    """The shapes as an image; `over` for what is stopped or completed."""
    told = [
        f'<rect class="b-{piece.kind}{" b-over" if over else ""}" x="{piece.x}" y="{lines.BAR_TOP}" '
        f'width="{piece.width}" height="{lines.BAR}"/>'
        for piece in shapes.pieces
    ]
    if shapes.plan:
        told.append(
            f'<rect class="b-plan" x="{shapes.plan.x}" y="{lines.PLAN - 1}" width="{shapes.plan.width}" height="2"/>'
        )
    told += [f'<path class="{css}" d="{shapes.paths[kind]}"/>' for kind, css in MARKS if kind in shapes.paths]
    return SafeString(
        f'<svg viewBox="0 0 {lines.WIDTH} {height}" role="img" aria-label="{escape(label)}">{"".join(told)}</svg>'
    )


def _said(row: RegisterRow, course: Course, around: Around, *, opened: bool) -> SafeString:
    late, silent = words.late_words(course), words.silent_words(course.tally)
    told = [format_html('<span class="delta delta--late">{}</span>', late)] if late else []
    if silent:
        told.append(format_html('<span class="delta delta--warn">{}</span>', silent))
    if row.held:
        told.append(format_html('<span class="delta delta--late">{}</span>', words.held_words(row.held)))
    if course.tally.milestones:
        told.append(
            format_html(
                '<a class="micro" href="{}#t-{}" aria-expanded="{}">{}</a>',
                around.asked.opened(row.code),
                row.code,
                "true" if opened else "false",
                words.reached_words(course.tally),
            )
        )
    return SafeString("<br>".join(told))


def _glyph(row: RegisterRow) -> SafeString:
    shape = choices.tone(v.Colour, row.colour)
    return format_html(
        '<svg class="g g-{0}" aria-hidden="true"><use href="#g-{0}"/></svg><span class="ds-sr-only">{1} </span>',
        shape,
        status_word(row),
    )


def _lang(language: str) -> SafeString:
    return EMPTY if language == (get_language() or "nb")[:2] else format_html(' lang="{}"', language)


def _example() -> SafeString:
    return format_html(' <span class="tag" data-tone="warn">{}</span>', _("eksempel"))
