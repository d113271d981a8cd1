"""What the register of agreements is asked for, read from its address and written back as one: nothing there crashes
it, and a link carries only what says something."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode

from django.http import QueryDict

from reporting.domain.figures.coordination_contracts import FACETS, SORT_KEYS, SWITCHES, Criteria
from reporting.filters import NO, YES, ContractFilter

SIZES = (50, 100, 500)
Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ContractsAsked:
    """What the list is asked for. `time` keeps the period or the date; `sort` is "" for the usual order."""

    criteria: Criteria
    time: str = ""
    sort: str = ""
    size: int = SIZES[0]
    page: int = 1

    @property
    def column(self) -> str:
        """The column it is sorted by, "" for the usual order."""
        return self.sort.lstrip("-")

    @property
    def descending(self) -> bool:
        """Whether the column is turned round."""
        return self.sort.startswith("-")

    def filters(self) -> Pairs:
        """The filters as pairs of an address."""
        return list(_filters(self.criteria))

    def pairs(self) -> Pairs:
        """Everything but the page, as pairs of an address."""
        pairs = [*parse_qsl(self.time), *self.filters()]
        pairs += [("sort", self.sort)] if self.sort else []
        return pairs + ([("size", str(self.size))] if self.size != SIZES[0] else [])

    def query(self, **changes: object) -> str:
        """The query of the same list with some things changed, from its first page: "?q=…", "?" for nothing at all."""
        there = replace(self, **({"page": 1} | changes))  # type: ignore[arg-type]
        return f"?{urlencode(there.pairs() + ([('page', str(there.page))] if there.page > 1 else []))}"

    def with_filter(self, name: str, value: "frozenset[str] | str | bool | None") -> str:
        """The query with one filter changed."""
        return self.query(criteria=with_filter(self.criteria, name, value))

    def toggled(self, name: str, key: str) -> str:
        """The query with one value of a filter added, or taken out if it is there."""
        return self.with_filter(name, getattr(self.criteria, name) ^ {key})

    def usual_order(self) -> str:
        """The query of the same list in the usual order."""
        return self.query(sort="")

    def chip_filters(self) -> Pairs:
        """The filters that are turned on by links, not by the form."""
        return [each for each in self.filters() if each[0] in ("state", "initiative", *SWITCHES)]

    def without_filters(self) -> str:
        """The query that shows everything."""
        return self.query(criteria=Criteria())

    def as_query_dict(self) -> QueryDict:
        """The address as Django hands it to templates that make links of their own."""
        return QueryDict(self.query(page=self.page)[1:])


def with_filter(criteria: Criteria, name: str, value: "frozenset[str] | str | bool | None") -> Criteria:
    """The criteria with one filter changed."""
    return replace(criteria, **{name: value})  # type: ignore[arg-type]


def asked(data: QueryDict, filters: ContractFilter, time: str) -> ContractsAsked:
    """What the address asks for."""
    sort, size, page = data.get("sort", "").split(",")[0], data.get("size", ""), data.get("page", "")
    return ContractsAsked(
        criteria=filters.criteria(),
        time=time,
        sort=sort if sort.removeprefix("-") in SORT_KEYS else "",
        size=int(size) if size in {str(each) for each in SIZES} else SIZES[0],
        page=max(1, int(page)) if page.isascii() and page.isdigit() and len(page) < 9 else 1,
    )


def _filters(criteria: Criteria) -> Iterator[tuple[str, str]]:
    if criteria.q:
        yield "q", criteria.q
    for name in FACETS:
        yield from ((name, key) for key in sorted(getattr(criteria, name)))
    for name in SWITCHES:
        value = getattr(criteria, name)
        if value is not None:
            yield name, YES if value else NO
