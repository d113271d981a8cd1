"""The tables of how many initiatives there are per goal, owner, phase and segment; each row leads to the list."""

from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from initiatives.domain.vocabulary import Phase
from reporting.choices import label
from reporting.domain.figures.overview_groups import Group, Grouping, Groups
from reporting.pages.overview_links import Links
from reporting.pages.overview_words import capital

BARS = 6  # rows before the rest is folded
WIDE = 96  # pixels of the longest bar


class BarRow(NamedTuple):
    """A row: what it is called, how many, the bar's width in pixels, and the list it leads to."""

    number: str
    label: str
    size: int
    examples: int
    width: int
    url: str
    language: str = ""  # of a label that is a stored text


@dataclass(frozen=True, slots=True)
class BarTable:
    """A table of bars; `more` leads to all rows when it is cut."""

    name: str
    caption: str
    head: str
    rows: tuple[BarRow, ...]
    total: int
    unstated: int
    more: str


def tables(groups: Groups, links: Links, show: str) -> tuple[BarTable, ...]:
    """The four tables."""
    return (
        _table("goal", _("Tiltak per hovedmål"), _("Hovedmål"), groups.goals, links, show),
        _table("owner", _("Tiltak per eier"), _("Eier"), groups.owners, links, show),
        _table("phase", _("Tiltak per fase"), _("Fase"), groups.phases, links, show),
        _table("segment", _("Tiltak per segment"), _("Segment"), groups.segments, links, show),
    )


def _table(name: str, caption: str, head: str, grouping: Grouping, links: Links, show: str) -> BarTable:
    longest = max((each.size for each in grouping.rows), default=0)
    shown = grouping.rows if show == name else grouping.rows[:BARS]
    rows = tuple(
        BarRow(
            each.number,
            each.label or capital(label(Phase, each.key)),
            each.size,
            each.examples,
            _width(each, longest),
            links.filtered(**{name: each.key, "life": "active", "category": "ongoing"}),
            each.language,
        )
        for each in shown
    )
    more = links.whole(name) if len(shown) < len(grouping.rows) else ""
    return BarTable(name, caption, head, rows, len(grouping.rows), grouping.unstated, more)


def _width(each: Group, longest: int) -> int:
    return max(2, round(WIDE * each.size / longest)) if each.size else 0
