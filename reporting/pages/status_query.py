"""What status over time is asked for, read from its address and written back as one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from initiatives import choices
from initiatives.domain.vocabulary import Colour
from reporting.domain.figures.status_grid import Criteria, Grid, Turned, Why
from reporting.filters import StatusFilter
from reporting.pages.status_words import why_words
from reporting.source.series import FEWEST, MOST, USUAL

KEYS = ("owner", "goal", "colour", "turned")
"""The filters that hold sets of keys, in the order they are shown."""
PERIODS = "perioder"
WORST_FIRST = (Colour.RED, Colour.YELLOW, Colour.GREEN)
CLASSES = (Why.UNREPORTED, Why.UNASSESSED, Why.SILENT, Why.LEFT_OUT, Why.RESTING)


@dataclass(frozen=True, slots=True)
class StatusAsked:
    """`keys`: filter → keys; `periods` before the chosen time; `time` asks for that time, `page` counts from 1."""

    keys: Mapping[str, frozenset[str]]
    periods: int = USUAL
    time: str = ""
    page: int = 1

    @property
    def criteria(self) -> Criteria:
        """The filters."""
        return Criteria(**{name: self.keys[name] for name in KEYS})

    @property
    def filtered(self) -> bool:
        """Whether anything is left out."""
        return any(self.keys.values())

    def query(self, page: int = 1) -> str:
        """The query of the same wishes at a page: "?owner=…"."""
        pairs = [*parse_qsl(self.time), *((name, key) for name in KEYS for key in sorted(self.keys[name]))]
        pairs += [(PERIODS, str(self.periods))] if self.periods != USUAL else []
        pairs += [("page", str(page))] if page > 1 else []
        return f"?{urlencode(pairs)}"

    def toggled(self, name: str, key: str) -> str:
        """The query with one value of a filter added, or taken out if it is there."""
        return replace(self, keys={**self.keys, name: self.keys[name] ^ {key}}).query()

    def over(self, periods: int) -> str:
        """The query of the same filters over another number of periods."""
        return replace(self, periods=periods).query()

    @property
    def without_filters(self) -> str:
        """The query that shows every row."""
        return replace(self, keys=dict.fromkeys(KEYS, frozenset())).query()


def periods_asked(data: QueryDict) -> int:
    """How many locked periods are asked for; the usual number where none of those that can be is."""
    text = data.get(PERIODS, "")
    wanted = int(text) if text.isascii() and text.isdigit() and len(text) < 3 else USUAL
    return wanted if FEWEST <= wanted <= MOST else USUAL


def asked(data: QueryDict, filters: StatusFilter, time: str) -> StatusAsked:
    """What the address asks for, without what is unknown."""
    filters.form.full_clean()
    page = data.get("page", "")
    return StatusAsked(
        keys={name: frozenset(filters.known(name)) for name in KEYS},
        periods=periods_asked(data),
        time=time,
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1,
    )


def offered(grid: Grid, goals: Mapping[str, str]) -> dict[str, Iterable[tuple[str, Any]]]:
    """What there is to choose among; `goals` is key → words of the goals there are."""
    owners = {row.ref.owner_key: row.ref.owner for row in grid.rows if row.ref.owner_key}
    held = {row.goal for row in grid.rows}
    words = why_words()
    return {
        "owner": sorted(owners.items(), key=itemgetter(1)),
        "goal": [(key, words_) for key, words_ in sorted(goals.items(), key=itemgetter(1)) if key in held],
        "colour": [
            *((each.value, choices.label(Colour, each)) for each in WORST_FIRST),
            *((each.value, words[each]) for each in CLASSES),
        ],
        "turned": [
            (Turned.WORSE.value, _("verre siden sist")),
            (Turned.BETTER.value, _("bedre siden sist")),
            (Turned.EVER.value, _("noen gang i tabellen")),
        ],
        PERIODS: [(str(each), str(each)) for each in range(FEWEST, MOST + 1)],
    }
