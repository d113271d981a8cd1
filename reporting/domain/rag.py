"""Colours computed from facts, with the facts that decided them (Danish and Dutch lesson: against the ORIGINAL plan).

Time and money are computed; scope, resources and benefit have no facts that a limit could be set on and stay «ikke
vurdert»; risk is a scale of its own and never becomes a colour. Overall is the worst of time and money. Only active
initiatives get a colour.

Reasons: `late_against_original` and `unreached_unconfirmed` (subject: milestone, value: days), `over_original`
(subject: budget line, value: hundredths of a per cent), `within_limits`, `no_basis`, `not_active`, `own_scale`
(subject: the stated risk), `better_against_approved` (subject: the colour against the latest approved plan, value: the
largest deviation from it): the last marks what is better only because the plan was moved.
"""

from collections import Counter
from datetime import date

from initiatives.domain.facts import Slice
from initiatives.domain.vocabulary import Colour, Dimension
from reporting.domain import deviation, overrun
from reporting.domain.counted import counted
from reporting.domain.deviation import NO_BASIS, Weighed
from reporting.domain.limits import Limits, badness, limits, worst
from reporting.domain.memo import once
from reporting.domain.record import Record
from reporting.domain.results import Computed, Reason, Results

ENGINE = "rag 1"
NOT_ACTIVE = "not_active"
OWN_SCALE = "own_scale"
BETTER_AGAINST_APPROVED = "better_against_approved"

_WITHOUT_FACTS = tuple(
    Computed(each, Colour.NONE, (Reason(NO_BASIS),))
    for each in (Dimension.SCOPE, Dimension.RESOURCES, Dimension.BENEFIT)
)
_RESTING = tuple(Computed(each, Colour.NONE, (Reason(NOT_ACTIVE),)) for each in Dimension)


def compute(record: Record) -> Results:
    """Every initiative's colours by the limits of the day, and `counts`: active ones by computed overall colour, a
    programme or its parts but never both."""
    today = record.state.today
    time = limits(record.tolerances, Dimension.TIME, today)
    money = limits(record.tolerances, Dimension.MONEY, today)
    ground = (today, time, money)
    computed = {
        each.uid: _remembered(each, ground) if record.state.is_active(each) else _RESTING
        for each in record.state.ordered
    }
    counts = Counter(overall(computed[each.uid]) for each in counted(record.state))
    return Results(ENGINE, computed, {each.value: counts[each.value] for each in Colour})


def as_record_results(record: Record) -> Results:
    """The results a locked period keeps; of any other record what is computed now, once per record."""
    return record.results or once(record, "rag", lambda: compute(record))


def overall(computed: tuple[Computed, ...]) -> str:
    """The overall colour among an initiative's computed ones."""
    return next((each.colour for each in computed if each.dimension == Dimension.OVERALL), Colour.NONE)


def of(computed: tuple[Computed, ...], dimension: str) -> Computed | None:
    """One dimension among an initiative's computed ones."""
    return next((each for each in computed if each.dimension == dimension), None)


def only_by_replanning(computed: tuple[Computed, ...]) -> bool:
    """Whether some colour is better against the latest approved plan than against the original."""
    return any(reason.code == BETTER_AGAINST_APPROVED for each in computed for reason in each.reasons)


# uid → (slice, day and limits, its colours). A colour follows from its own slice alone, so after a write only the
# slices that were read again are reckoned again. Holds one entry per initiative.
_held: dict[str, tuple[Slice, tuple[date, Limits, Limits], tuple[Computed, ...]]] = {}


def _remembered(part: Slice, ground: tuple[date, Limits, Limits]) -> tuple[Computed, ...]:
    held = _held.get(part.uid)
    if held is not None and held[0] is part and held[1] == ground:
        return held[2]
    found = _colours(part, *ground)
    _held[part.uid] = (part, ground, found)
    return found


def _colours(part: Slice, today: date, time: Limits, money: Limits) -> tuple[Computed, ...]:
    both = (
        _both(
            Dimension.TIME,
            deviation.weigh(part.milestones, today, time),
            deviation.weigh(part.milestones, today, time, approved=True),
        ),
        _both(
            Dimension.MONEY,
            overrun.weigh(part.budget, today, money),
            overrun.weigh(part.budget, today, money, approved=True),
        ),
    )
    colour = worst(each.colour for each in both)
    decisive = tuple(reason for each in both if each.colour == colour for reason in each.reasons)
    whole = Computed(Dimension.OVERALL, colour, decisive if colour != Colour.NONE else (Reason(NO_BASIS),))
    risk = Computed(Dimension.RISK, Colour.NONE, (Reason(OWN_SCALE, part.risk),))
    return (whole, *both, *_WITHOUT_FACTS, risk)


def _both(dimension: str, original: Weighed, approved: Weighed) -> Computed:
    reasons = original.reasons
    if approved.colour != Colour.NONE and badness(approved.colour) < badness(original.colour):
        reasons += (Reason(BETTER_AGAINST_APPROVED, approved.colour, approved.reasons[0].value),)
    return Computed(dimension, original.colour, reasons)
