"""The last words about an initiative's status as a grid: who spoke and when across, the dimensions down."""

from dataclasses import dataclass

from initiatives.domain.dates import PartialDate, exact
from initiatives.domain.vocabulary import Basis, Dimension
from reporting.domain.facts import InitiativeStatus, Observation, RatingFact, ReportFact
from reporting.domain.figures.initiative_verdicts import rating_of
from reporting.domain.vocabulary import ReportState


@dataclass(frozen=True, slots=True)
class Column:
    """One word: an organisation's report in a period, or a public source's (`period` empty)."""

    as_of: PartialDate
    period: str
    organisation: str | None
    language: str
    example: bool
    ratings: dict[str, RatingFact]
    key: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """`rows`: dimension → its cell under each column, None where that word says nothing of it."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, tuple[RatingFact | None, ...]], ...]


def grid(status: InitiativeStatus, *, last: int = 6) -> Grid:
    """The last words, oldest first; overall always, other dimensions where somebody rated them."""
    columns = [*map(_observed, status.observations), *map(_reported, _submitted(status))]
    shown = tuple(sorted(columns, key=lambda each: each.as_of.latest)[-last:])
    rated = {name for each in shown for name in each.ratings}
    names = [name for name in Dimension if name in rated]
    return Grid(shown, tuple((name, tuple(each.ratings.get(name) for each in shown)) for name in names))


def _submitted(status: InitiativeStatus) -> list[ReportFact]:
    return [each for each in status.reports if each.state != ReportState.DRAFT]


def _observed(said: Observation) -> Column:
    ratings = {Dimension.OVERALL.value: rating_of(said)}
    return Column(said.as_of, "", None, said.language, said.basis == Basis.EXAMPLE, ratings, said.key)


def _reported(said: ReportFact) -> Column:
    ratings = {each.dimension: each for each in said.ratings}
    return Column(exact(said.submitted), said.period, said.organisation, said.language, False, ratings)
