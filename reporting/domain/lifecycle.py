"""The life of a period and of a report in it: which move leads from which state.

    planned ──open──▸ open ──lock──▸ locked

    draft ──submit──▸ submitted ──approve──▸ approved
      ▴ │                │  ▴ └───return──▸ returned ◂──return── approved
      │ └─exempt─▸ exempt  │                   │
      └──include───┘       └──────submit───────┘

Who makes a move: those who report submit, the secretariat all the rest; nobody approves what he or she has entered.
After the lock nothing moves: what is submitted then is an addendum, which changes nothing that was locked.
"""

from collections.abc import Mapping
from enum import StrEnum

from reporting.domain.vocabulary import PeriodState, ReportState


class PeriodMove(StrEnum):
    """What can be done with a period."""

    OPEN = "open"
    LOCK = "lock"


class ReportMove(StrEnum):
    """What can be done with a report."""

    SUBMIT = "submit"
    RETURN = "return"
    APPROVE = "approve"
    EXEMPT = "exempt"
    INCLUDE = "include"


PERIOD_MOVES: Mapping[PeriodState, Mapping[PeriodMove, PeriodState]] = {
    PeriodState.PLANNED: {PeriodMove.OPEN: PeriodState.OPEN},
    PeriodState.OPEN: {PeriodMove.LOCK: PeriodState.LOCKED},
    PeriodState.LOCKED: {},
}
REPORT_MOVES: Mapping[ReportState, Mapping[ReportMove, ReportState]] = {
    ReportState.DRAFT: {
        ReportMove.SUBMIT: ReportState.SUBMITTED,
        ReportMove.EXEMPT: ReportState.EXEMPT,
    },
    ReportState.SUBMITTED: {
        ReportMove.APPROVE: ReportState.APPROVED,
        ReportMove.RETURN: ReportState.RETURNED,
    },
    ReportState.RETURNED: {
        ReportMove.SUBMIT: ReportState.SUBMITTED,
        ReportMove.EXEMPT: ReportState.EXEMPT,
    },
    ReportState.APPROVED: {
        ReportMove.APPROVE: ReportState.APPROVED,  # the secretariat looks at it once more
        ReportMove.RETURN: ReportState.RETURNED,
    },
    ReportState.EXEMPT: {ReportMove.INCLUDE: ReportState.DRAFT},
}

AWAITED = frozenset({ReportState.DRAFT, ReportState.RETURNED})
"""States in which the owner has something to do."""
DELIVERED = frozenset({ReportState.SUBMITTED, ReportState.APPROVED})
"""States in which the owner has reported."""


def period_after(state: str, move: PeriodMove) -> PeriodState | None:
    """The state a move leads to; None when it cannot be made."""
    return PERIOD_MOVES.get(PeriodState(state), {}).get(move)


def report_after(state: str, move: ReportMove) -> ReportState | None:
    """The state a move leads to; None when it cannot be made."""
    return REPORT_MOVES.get(ReportState(state), {}).get(move)


def report_moves(state: str) -> tuple[ReportMove, ...]:
    """What can be done with a report in a state."""
    return tuple(REPORT_MOVES.get(ReportState(state), {}))
