"""The chain of a what-if as it is shown: each milestone that moves, why and how far, and where it stops."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from initiatives import formatting
from reporting.charts import what_if_lines as lines
from reporting.domain.figures.coordination import Named
from reporting.domain.figures.network_names import is_example
from reporting.domain.figures.what_if import Outcome, Push, Row, span
from reporting.domain.figures.what_if_stops import Stop
from reporting.pages import what_if_words as words
from reporting.pages.coordination_links import Links

DRAWN = 30
"""Rows drawn and told at once; the others are folded."""


class NameShown(NamedTuple):
    """What a milestone or an external party is called, whose it is, and where it leads."""

    text: str
    language: str
    whole: str
    whole_language: str
    code: str
    owner: str
    url: str
    example: bool


class RowShown(NamedTuple):
    """Something that moves."""

    name: NameShown
    before: date
    after: date
    moved: str
    claimed: date | None
    why: str
    standing: str
    proposed: bool
    assumed: bool
    agreement_url: str
    tried: bool
    is_end: bool
    missing: str
    earliest: bool
    picture: SafeString


class StopShown(NamedTuple):
    """Where it goes no further."""

    giver: NameShown
    receiver: NameShown
    why: str
    agreement_url: str


@dataclass(frozen=True)
class Shower:
    """What every part needs: where names lead, and the axis of the picture."""

    links: Links
    axis: lines.Axis

    def name(self, each: Named) -> NameShown:
        """A milestone or an external party."""
        own = bool(each.milestone)
        return NameShown(
            words.name(each),
            each.milestone.language if each.milestone else each.language,
            each.name if own else "",
            each.language,
            each.part.code if each.part else "",
            words.owner(each),
            self.links.initiative(each.part) if each.part else "",
            is_example(each),
        )

    def row(self, each: Row) -> RowShown:
        """One row of the chain."""
        return RowShown(
            self.name(each.name),
            each.before,
            each.after,
            words.moved(each.days),
            each.claimed if each.claimed != each.before else None,
            words.why(each),
            words.standing(each.why),
            each.why.proposed,
            each.why.push is Push.ASSUMED,
            self.links.contract(each.why.agreement.uid) if each.why.agreement else "",
            bool(each.tried),
            each.is_end,
            words.listed(dict.fromkeys(map(words.name, each.missing))),
            each.earliest,
            picture(each, self.axis),
        )

    def stop(self, each: Stop) -> StopShown:
        """One place where it stops."""
        url = self.links.contract(each.agreement.agreement.uid) if each.agreement else ""
        return StopShown(self.name(each.giver), self.name(each.receiver), words.stop(each), url)


def picture(row: Row, axis: lines.Axis) -> SafeString:
    """A row as an image that says in words what it shows."""
    drawn = lines.shapes(row.before, row.after, row.claimed, axis, tried=bool(row.tried))
    label = _("Fra %(before)s til %(after)s") % {
        "before": formatting.day(row.before),
        "after": formatting.day(row.after),
    }
    claimed = format_html('<path class="s-ink" d="{}"/>', drawn.claimed) if drawn.claimed else ""
    return format_html(
        '<svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}<path class="s-crit" d="{}"/>'
        '<path class="s-ring" d="{}"/><path class="s-hole" d="{}"/><path class="{}" d="{}"/></svg>',
        lines.WIDTH,
        lines.HEIGHT,
        label,
        claimed,
        drawn.line,
        drawn.was,
        drawn.was,
        "f-ink" if row.tried else "f-crit",
        drawn.now,
    )


def axis_of(found: Outcome) -> lines.Axis:
    """The axis that holds every row."""
    return lines.Axis(*span(found))


def tick_words(tick: lines.Tick) -> str:
    """«2027», «3. kv. 2027»; "" where the words would run out of the picture."""
    wide = 30 if tick.quarter is None else 72
    if float(tick.x) > lines.WIDTH - wide:
        return ""
    if tick.quarter is None:
        return str(tick.day.year)
    return _("%(quarter)s. kv. %(year)s") % {"quarter": tick.quarter, "year": tick.day.year}


def split(rows: Sequence[Row]) -> tuple[Sequence[Row], Sequence[Row]]:
    """Those that are told at once, and those that are folded."""
    return rows[:DRAWN], rows[DRAWN:]
