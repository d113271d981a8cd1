"""What a comparison is asked for, read from its address and written back as one."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from reporting.domain.diff import Difference, Group
from reporting.domain.figures.register_search import collation
from reporting.filters import CompareFilter
from reporting.pages.compare_kinds import group_label

NOW, DATE = "now", "dato"
NOT_STATED = "-"
"""What the filter calls the owner nobody has stated."""


@dataclass(frozen=True, slots=True)
class TimesAsked:
    """The two times as they were given: a period's code, `now`, an ISO date, or "" for the usual one."""

    fra: str = ""
    til: str = ""

    def query(self) -> str:
        """The query of the same times."""
        return f"?{urlencode([('fra', self.fra), ('til', self.til)])}"

    def swapped(self) -> str:
        """The query of the times the other way round."""
        return TimesAsked(self.til, self.fra).query()


def times_asked(data: QueryDict) -> TimesAsked:
    """The times an address asks for; «dato» stands for the date beside it."""
    return TimesAsked(*(_given(data, name) for name in ("fra", "til")))


def _given(data: QueryDict, name: str) -> str:
    given = data.get(name, "").strip()
    return data.get(f"{name}_dato", "").strip() or DATE if given == DATE else given


@dataclass(frozen=True, slots=True)
class CompareAsked:
    """The two times and the filters; `page` of the table, from 1."""

    times: TimesAsked
    groups: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    page: int = 1

    def query(self, **changes: Any) -> str:
        """The query of the same comparison with some things changed, from its first page."""
        there = replace(self, **({"page": 1} | changes))
        pairs = [("fra", there.times.fra), ("til", there.times.til)]
        pairs += [("slag", key) for key in sorted(there.groups)] + [("eier", key) for key in sorted(there.owners)]
        return f"?{urlencode(pairs + ([('page', str(there.page))] if there.page > 1 else []))}"

    def toggled(self, group: str) -> str:
        """The query with one group added, or taken out if it is there."""
        return self.query(groups=self.groups ^ {group})

    def only(self, group: str) -> str:
        """The query of one group, at the table."""
        return f"{self.query(groups=frozenset({group}))}#endringer"

    @property
    def without_filters(self) -> str:
        """The query that shows everything."""
        return self.query(groups=frozenset(), owners=frozenset())

    @property
    def owner_keys(self) -> frozenset[str]:
        """Keys of the owners asked for, as changes have them."""
        return frozenset("" if each == NOT_STATED else each for each in self.owners)


def offered(found: Difference) -> dict[str, list[tuple[str, Any]]]:
    """What there is to choose among: groups and owners with some change."""
    refs = (ref for each in found.changes for ref in each.refs)
    owners = {ref.owner_key or NOT_STATED: ref.owner or _("Eier ikke oppgitt") for ref in refs}
    return {
        "slag": [(each.value, group_label(each)) for each in Group],
        "eier": sorted(owners.items(), key=lambda item: (item[0] == NOT_STATED, collation(item[1]))),
    }


def asked(data: QueryDict, filters: CompareFilter, times: TimesAsked) -> CompareAsked:
    """What the address asks for, without what is unknown."""
    filters.form.full_clean()
    page = data.get("page", "")
    return CompareAsked(
        times,
        frozenset(filters.known("slag")),
        frozenset(filters.known("eier")),
        max(1, int(page)) if page.isascii() and page.isdigit() and len(page) < 9 else 1,
    )
