"""The page of probabilities as its template is given it: a range for each end, what decides it, what cannot be told."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import formatting
from initiatives.domain.facts import Slice
from reporting.charts import probability_range as ranges
from reporting.charts import what_if_lines as lines
from reporting.domain.figures.probability import COMMON, RUNS, SEED, Probability, probabilities
from reporting.domain.figures.probability_list import Refusals, Sorted, sort, told
from reporting.domain.figures.register import Register, Selection
from reporting.domain.memo import once
from reporting.domain.record import Record
from reporting.filters import InitiativeFilter
from reporting.pages import initiatives as shared
from reporting.pages import probability_words as words
from reporting.pages.coordination_links import Links
from reporting.pages.pager import paged
from reporting.pages.probability_query import SHOWN, ProbabilityAsked
from reporting.pages.what_if import try_url
from reporting.pages.what_if_rows import NameShown, Shower, tick_words

TOLD = 40
"""Refused initiatives told by name in each group."""
KEPT = 12
"""Pages kept per record."""


class DeciderShown(NamedTuple):
    """What often decides an end."""

    name: NameShown
    share: str


class RowShown(NamedTuple):
    """One end that can be reckoned."""

    found: Probability
    owner: str
    url: str
    try_url: str
    when: str
    meets: tuple[str, ...]
    chances: tuple[str, str]
    deciders: tuple[DeciderShown, ...]
    rests_on: tuple[str, ...]
    picture: SafeString


class GroupShown(NamedTuple):
    """Initiatives that cannot be reckoned for one reason."""

    title: str
    total: int
    rows: tuple[tuple[Slice, str, str], ...]
    more: int


def context(
    record: Record, register: Register, filters: InitiativeFilter, selection: Selection, asked: ProbabilityAsked
) -> dict[str, Any]:
    """What the template shows: only the ends of this page are simulated."""
    parts, unknown = _parts(record, selection, asked)
    held = sort(record, parts)
    pager = paged(held.reckonable, asked.page, SHOWN, lambda page: asked.query(page=page))
    found = _reckoned(record, tuple(pager.rows), asked.common)
    axis = _axis(record.state.today, found)
    links = Links(asked.time)
    return {
        "asked": asked,
        "finding": _finding(record, held, found, len(parts)),
        "count": _count(len(held.reckonable), len(parts)),
        "rows": [_row(record, each, axis, links) for each in found],
        "groups": [_group(record, each, links) for each in held.refusals],
        "refused": held.refused,
        "unknown": unknown,
        "pager": pager,
        "axis": [(tick, tick_words(tick)) for tick in axis.ticks],
        "grid": lines.grid(axis.ticks),
        "today_line": lines.upright(record.state.today, axis),
        "today": record.state.today,
        "width": lines.WIDTH,
        "lucks": [(words.luck(each), asked.query(common=each), each == asked.common) for each in COMMON],
        "ground": words.ground(asked.common, RUNS, SEED),
        "filters": filters,
        "picks": shared.picks(filters, ("plan", "owner")),
        "active": shared.active_filters(filters, asked),
    }


def _finding(record: Record, held: Sorted, found: Sequence[Probability], total: int) -> str:
    """Of one initiative that cannot be reckoned, why; else what can be said of them all."""
    if total != 1 or found or not held.refusals:
        return words.finding(found, len(held.reckonable), total)
    (refusals,) = held.refusals
    (one,) = told(record, refusals, 1)
    return words.because(one.obstacle, one.more) if one.obstacle else words.has_no_end(refusals.reason)


def _parts(record: Record, selection: Selection, asked: ProbabilityAsked) -> tuple[Sequence[Slice], list[str]]:
    """The initiatives asked for, and the codes there are none of."""
    state = record.state
    if asked.codes:
        return [state.codes[code] for code in asked.codes if code in state.codes], [
            code for code in asked.codes if code not in state.codes
        ]
    return [state.slices[row.uid] for row in selection.rows], []


def _reckoned(record: Record, parts: tuple[Slice, ...], common: float) -> tuple[Probability, ...]:
    """The ends of a page, simulated once per record and question."""
    kept: dict[tuple[tuple[str, ...], float], tuple[Probability, ...]] = once(record, "probability pages", dict)
    key = tuple(part.uid for part in parts), common
    if key not in kept:
        while len(kept) >= KEPT:
            kept.pop(next(iter(kept)), None)
        kept[key] = tuple(each for each in probabilities(record, parts, common) if isinstance(each, Probability))
    return kept[key]


def _axis(today: date, found: Sequence[Probability]) -> lines.Axis:
    days = [today]
    for each in found:
        days += [each.p10, each.p85, *(day for day in (each.original, each.approved, each.claimed) if day)]
    return lines.Axis(min(days), max(days) + timedelta(days=1))


def _row(record: Record, each: Probability, axis: lines.Axis, links: Links) -> RowShown:
    owner = record.state.owner(each.part)
    shower = Shower(links, axis)
    return RowShown(
        each,
        (owner.short_name or owner.name) if owner else _("eier ikke oppgitt"),
        links.initiative(each.part),
        try_url(each.end.uid, links.query),
        words.when(each),
        words.meets(each),
        (words.chance(each.meets_original), words.chance(each.meets_approved)),
        tuple(DeciderShown(shower.name(one.name), words.decider(one)) for one in each.deciders),
        words.rests_on(each),
        picture(each, axis),
    )


def picture(each: Probability, axis: lines.Axis) -> SafeString:
    """One range as an image that says in words what it shows."""
    drawn = ranges.shapes(
        (each.p10, each.p50, each.p85), axis, original=each.original, approved=each.approved, claimed=each.claimed
    )
    marks = [
        format_html('<path class="{}" d="{}"/>', css, path)
        for css, path in (
            ("s-ink", drawn.approved),
            ("s-ring", drawn.original),
            ("s-hole", drawn.original),
            ("f-open", drawn.claimed),
            ("f-ink", drawn.middle),
        )
        if path
    ]
    return format_html(
        '<svg viewBox="0 0 {} {}" role="img" aria-label="{}"><rect class="b-solid" x="{}" y="{}" width="{}" '
        'height="8"/>{}</svg>',
        lines.WIDTH,
        lines.HEIGHT,
        words.when(each),
        drawn.x,
        lines.MIDDLE - 4,
        drawn.width,
        SafeString("".join(marks)),
    )


def _group(record: Record, group: Refusals, links: Links) -> GroupShown:
    rows = told(record, group, TOLD)
    return GroupShown(
        words.reason_title(group.reason),
        len(group.parts),
        tuple(
            (each.part, links.initiative(each.part), words.because(each.obstacle, each.more) if each.obstacle else "")
            for each in rows
        ),
        max(0, len(group.parts) - TOLD),
    )


def _count(reckonable: int, total: int) -> str:
    words_ = ngettext(
        "%(count)s av %(total)s tiltak kan beregnes", "%(count)s av %(total)s tiltak kan beregnes", reckonable
    )
    return words_ % {"count": formatting.number(reckonable), "total": formatting.number(total)}
