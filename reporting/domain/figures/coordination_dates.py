"""The date of a delivery that counts, and which fields of agreements a reader is not shown."""

from collections.abc import Mapping
from datetime import date

from initiatives.domain.agreements import Agreement
from initiatives.domain.feasible import Feasible
from initiatives.domain.state import PortfolioState


def counts(found: Feasible | None) -> date | None:
    """What the engine says can be kept, else what its owner claims; None where nobody has dated it."""
    return (found.feasible or found.claimed) if found else None


def expected(agreement: Agreement) -> date | None:
    """When the delivery comes: what the engine says of the giver, else what was promised."""
    return counts(agreement.giver_date) or agreement.terms.promised


def hidden_of(state: PortfolioState) -> Mapping[str, frozenset[str]]:
    """uid of a fact → the names of its fields that are withheld from whoever this state is shown to."""
    found: dict[str, set[str]] = {}
    for part in state.slices.values():
        for each in part.withheld:
            found.setdefault(each.subject, set()).add(each.field)
    return {uid: frozenset(names) for uid, names in found.items()}
