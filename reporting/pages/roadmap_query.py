"""What the roadmap is asked for: the list's filters, and a grouping, a window of years, and what stands open."""

from dataclasses import dataclass, fields, replace

from django.http import QueryDict

from reporting.domain.figures.roadmap import Grouping
from reporting.filters import InitiativeFilter
from reporting.pages.register_query import Asked
from reporting.pages.register_query import asked as list_asked

FIRST_YEAR, LAST_YEAR = 1900, 2199
MOST_OPEN = 20
TABLE = "tabell"


@dataclass(frozen=True, slots=True)
class RoadmapAsked(Asked):
    """As the list's, with `group`, the years asked for (None: the usual ones), the codes of the initiatives whose
    milestones are shown, and whether it is shown as a table."""

    group: Grouping = Grouping.GOAL
    first: int | None = None
    last: int | None = None
    open: tuple[str, ...] = ()
    table: bool = False

    def pairs(self) -> list[tuple[str, str]]:
        """Everything but the page, as pairs of an address."""
        pairs = [(name, value) for name, _, value in (each.partition("=") for each in self.time.split("&")) if name]
        pairs += self.filters()
        if self.group is not Grouping.GOAL:
            pairs.append(("gruppe", self.group.value))
        pairs += [(name, str(year)) for name, year in (("fra", self.first), ("til", self.last)) if year is not None]
        pairs += [("tiltak", code) for code in self.open]
        return [*pairs, ("vis", TABLE)] if self.table else pairs

    def opened(self, code: str) -> str:
        """The query with one more initiative's milestones open, or shut when they are; the page is kept."""
        held = tuple(each for each in self.open if each != code)
        return self.query(open=held if code in self.open else (*held, code)[-MOST_OPEN:], page=self.page)

    def with_group(self, group: Grouping) -> str:
        """The query grouped otherwise."""
        return self.query(group=group)

    def with_window(self, first: int, last: int) -> str:
        """The query over other years."""
        return self.query(first=first, last=last)

    @property
    def usual_window(self) -> str:
        """The query over the usual years."""
        return self.query(first=None, last=None)

    @property
    def other_view(self) -> str:
        """The query of the table, or of the picture."""
        return self.query(table=not self.table)


def asked(data: QueryDict, filters: InitiativeFilter, time: str) -> RoadmapAsked:
    """What the address asks for; what is not understood is left out."""
    base = list_asked(data, filters, time, None)
    group = data.get("gruppe", "")
    return replace(
        RoadmapAsked(**{each.name: getattr(base, each.name) for each in fields(base)}),
        sort="",
        group=Grouping(group) if group in set(Grouping) else Grouping.GOAL,
        first=_year(data.get("fra", "")),
        last=_year(data.get("til", "")),
        open=tuple(dict.fromkeys(each for each in data.getlist("tiltak") if each and "\x00" not in each))[-MOST_OPEN:],
        table=data.get("vis") == TABLE,
    )


def _year(text: str) -> int | None:
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        return None
    return int(text) if FIRST_YEAR <= int(text) <= LAST_YEAR else None
