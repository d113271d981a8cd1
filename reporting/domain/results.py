"""What was reckoned of a record, as a locked period keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Reason:
    """A fact that decided a colour: its code, what it is about, and a number (days, hundredths of a per cent)."""

    code: str
    subject: str = ""
    value: int | None = None


@dataclass(frozen=True, slots=True)
class Computed:
    """A dimension's colour as the facts give it, and why."""

    dimension: str
    colour: str
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptDate:
    """What the schedule engine found for a milestone or an external party's event: `Feasible`, written down. A driver
    is [predecessor, type, lag]."""

    claimed: date | None = None
    feasible: date | None = None
    missing: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    drivers: tuple[tuple[str | int, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class KeptConcern:
    """What was wrong with an agreement, and its days."""

    concern: str
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """What was reckoned of a record, and by which engines; a locked period keeps the results of its day.

    `schedule` names the schedule engine, "" where the period was locked before there was one: `dates` and `concerns`
    are then reckoned anew.
    """

    engine: str
    computed: Mapping[str, tuple[Computed, ...]] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    schedule: str = ""
    dates: Mapping[str, KeptDate] = field(default_factory=dict)
    concerns: Mapping[str, tuple[KeptConcern, ...]] = field(default_factory=dict)
