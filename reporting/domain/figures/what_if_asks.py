"""What a what-if would put before the decision bodies: agreements to settle, and plans that no longer hold."""

from collections.abc import Iterator
from dataclasses import dataclass

from initiatives.domain.facts import BodyFact
from initiatives.domain.settling import settler_of
from initiatives.domain.state import PortfolioState
from initiatives.domain.vocabulary import DependencyKind
from reporting.domain.figures.what_if import InitiativeHit, Outcome
from reporting.domain.figures.what_if_conflicts import Conflict


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing to settle: an agreement in danger, or an end milestone after the plan that stands. `body` is our
    proposal, None where no such body exists."""

    body: BodyFact | None
    conflict: Conflict | None = None
    hit: InitiativeHit | None = None


@dataclass(frozen=True, slots=True)
class Agenda:
    """What one body would be asked."""

    body: BodyFact | None
    asks: tuple[Ask, ...]


def agendas(state: PortfolioState, found: Outcome) -> tuple[Agenda, ...]:
    """What each body would be asked, in the order of the first thing asked; what no body can be named for last."""
    held: dict[str, list[Ask]] = {}
    for each in _asks(state, found):
        held.setdefault(each.body.uid if each.body else "", []).append(each)
    ordered = sorted(held.values(), key=lambda asks: asks[0].body is None)
    return tuple(Agenda(asks[0].body, tuple(asks)) for asks in ordered)


def _asks(state: PortfolioState, found: Outcome) -> Iterator[Ask]:
    for conflict in found.conflicts:
        yield Ask(conflict.row.body, conflict=conflict)
    for hit in found.hits:
        if hit.end is not None and hit.after_plan:
            yield Ask(settler_of(state, DependencyKind.COORDINATION, example=hit.part.example), hit=hit)
