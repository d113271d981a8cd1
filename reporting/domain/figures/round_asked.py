"""Who would be asked in a round, before anybody is: the reports, by the organisation that gives them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from initiatives.domain.state import PortfolioState
from reporting.domain.duties import Duty, duties
from reporting.domain.facts import PeriodFact
from reporting.domain.figures.overview_ground import short


@dataclass(frozen=True, slots=True)
class AskedRow:
    """One report that would be asked for; `contacts` are those who would be written to."""

    duty: Duty
    code: str
    name: str
    language: str
    example: bool
    organisation: str
    contacts: tuple[str, ...] = ()


@dataclass(frozen=True)
class AskedOf:
    """All of them: by organisation, those without one last, then by code."""

    rows: tuple[AskedRow, ...]

    @cached_property
    def organisations(self) -> tuple[str, ...]:
        """The organisations that would report, each once."""
        return tuple(dict.fromkeys(each.organisation for each in self.rows if each.organisation))

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Those who would be written to, each once."""
        return tuple(dict.fromkeys(one for each in self.rows for one in each.contacts))

    @cached_property
    def unreachable(self) -> tuple[AskedRow, ...]:
        """Those with nobody to write to."""
        return tuple(each for each in self.rows if not each.contacts)


def wanted(
    state: PortfolioState, period: PeriodFact, but: Collection[tuple[str, str | None]] = frozenset()
) -> tuple[Duty, ...]:
    """The duties of a round, without those that are asked for already."""
    return tuple(each for each in duties(state, period) if (each.initiative, each.organisation) not in but)


def asked_of(state: PortfolioState, found: Sequence[Duty], contacts: Sequence[Sequence[str]]) -> AskedOf:
    """The duties as they are told; `contacts` are those of each, in their order."""
    rows = [
        AskedRow(
            each,
            (part := state.slices[each.initiative]).code,
            part.name,
            part.language,
            part.example,
            short(state.organisation(each.organisation)),
            tuple(people),
        )
        for each, people in zip(found, contacts, strict=True)
    ]
    return AskedOf(tuple(sorted(rows, key=lambda row: (not row.organisation, row.organisation, row.code))))
