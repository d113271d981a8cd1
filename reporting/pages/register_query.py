"""What the list is asked for, read from its address and written back as one: nothing there crashes it, and a link
carries only what says something."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from reporting.domain.figures.register import FACETS, Criteria
from reporting.filters import InitiativeFilter
from reporting.pages.register_columns import ALWAYS, BY_KEY, BY_SORT, USUAL

SIZES = (50, 100, 500)
STANDARD = "standard"
"""What `cols=` says for the usual columns, whatever one chose before."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is asked for. `time` keeps the period or the date; `sort` is "" for the usual order; `columns` are
    keys, and `wrong_columns` those there are not."""

    criteria: Criteria
    time: str = ""
    sort: str = ""
    columns: tuple[str, ...] = USUAL
    size: int = SIZES[0]
    page: int = 1
    wrong_columns: tuple[str, ...] = ()
    chose_columns: bool = False

    @property
    def column(self) -> str:
        """The column it is sorted by, "" for the usual order."""
        return self.sort.lstrip("-")

    @property
    def descending(self) -> bool:
        """Whether the column is turned round."""
        return self.sort.startswith("-")

    def filters(self) -> list[tuple[str, str]]:
        """The filters as pairs of an address."""
        pairs = [("q", self.criteria.q)] if self.criteria.q else []
        return pairs + [(name, key) for name in FACETS for key in sorted(getattr(self.criteria, name))]

    def pairs(self) -> list[tuple[str, str]]:
        """Everything but the page, as pairs of an address."""
        pairs = [tuple(each.split("=", 1)) for each in self.time.split("&") if each]
        pairs += self.filters()
        if self.sort:
            pairs.append(("sort", self.sort))
        if self.columns != USUAL:
            pairs.append(("cols", ",".join(self.columns)))
        if self.size != SIZES[0]:
            pairs.append(("size", str(self.size)))
        return pairs  # type: ignore[return-value]

    def query(self, **changes: object) -> str:
        """The query of the same list with some things changed, from its first page: "?q=…", "?" for nothing at all."""
        there = replace(self, **({"page": 1} | changes))  # type: ignore[arg-type]
        pairs = there.pairs() + ([("page", str(there.page))] if there.page > 1 else [])
        return f"?{urlencode(pairs)}"

    def with_filter(self, name: str, keys: "frozenset[str] | str") -> str:
        """The query with one filter changed."""
        return self.query(criteria=replace(self.criteria, **{name: keys}))  # type: ignore[arg-type]

    def toggled(self, name: str, key: str) -> str:
        """The query with one value of a filter added, or taken out if it is there."""
        return self.with_filter(name, getattr(self.criteria, name) ^ {key})

    def usual_order(self) -> str:
        """The query of the same list plan by plan."""
        return self.query(sort="")

    def chip_filters(self) -> list[tuple[str, str]]:
        """The filters that are turned on by links, not by the form."""
        return [each for each in self.filters() if each[0] in ("colour", "flag")]

    def without_filters(self) -> str:
        """The query that shows everything."""
        return self.query(criteria=Criteria())

    def as_query_dict(self) -> QueryDict:
        """The address as Django hands it to templates that make links of their own."""
        return QueryDict(self.query(page=self.page)[1:])


def asked(data: QueryDict, filters: InitiativeFilter, time: str, remembered: "Mapping[str, object] | None") -> Asked:
    """What the address asks for; columns that it does not name are those remembered, else the usual ones."""
    sort = data.get("sort", "").split(",")[0]
    columns, wrong = _columns(data, remembered)
    size = data.get("size", "")
    return Asked(
        criteria=filters.criteria(),
        time=time,
        sort=sort if sort.removeprefix("-") in BY_SORT else "",
        columns=columns,
        size=int(size) if size in {str(each) for each in SIZES} else SIZES[0],
        page=_page(data.get("page", "")),
        wrong_columns=wrong,
        chose_columns="cols" in data,
    )


def _columns(data: QueryDict, remembered: "Mapping[str, object] | None") -> tuple[tuple[str, ...], tuple[str, ...]]:
    given = [key.strip() for each in data.getlist("cols") for key in each.split(",") if key.strip()]
    known = {key for key in given if key in BY_KEY}
    wrong = tuple(key for key in given if key not in BY_KEY and key != STANDARD)
    if known:
        return _in_order(known), wrong
    held = (remembered or {}).get("columns") if STANDARD not in given else None
    return (_in_order(set(held)) if isinstance(held, list) and held else USUAL), wrong


def _in_order(keys: set[str]) -> tuple[str, ...]:
    return tuple(key for key in BY_KEY if key in keys or key == ALWAYS)


def _page(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 9 else 1
