"""What may have changed between two records, as a closed set; each kind with its group and its mirror.

Kinds stand in the order of importance: what is told first of a group, and what a sentence cut short still says.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from reporting.domain.figures.overview_ground import Ref


class Group(StrEnum):
    """What sort of thing changed, in the order they are told."""

    STATUS = "status"
    PORTFOLIO = "portfolio"
    MILESTONES = "milestones"
    MONEY = "money"
    AGREEMENTS = "agreements"
    RISKS = "risks"
    DECISIONS = "decisions"
    PROFILE = "profile"


class Kind(StrEnum):
    """What happened, the most important first."""

    WORSE = "worse"
    UNREPORTED = "unreported"  # was to report in a locked round, and did not
    LOST_COLOUR = "lost_colour"
    BETTER = "better"
    GOT_COLOUR = "got_colour"
    REPORTED = "reported"  # had not reported the time before; no colour yet
    DECLARED_WORSE = "declared_worse"  # the owner's own colour, where the one that counts stands still
    DECLARED_BETTER = "declared_better"

    STOPPED = "stopped"
    PAUSED = "paused"
    CAME = "came"  # in the plan, and was not
    LEFT = "left"
    COMPLETED = "completed"
    RESUMED = "resumed"
    MOVED = "moved"  # to another category of its plan
    COUNTED = "counted"  # for no other reason told
    UNCOUNTED = "uncounted"

    REPLANNED = "replanned"  # the approved date is another
    LATER = "later"  # the date that is expected
    UNCONFIRMED = "unconfirmed"  # its date has passed in silence
    GONE = "gone"
    REACHED = "reached"
    EARLIER = "earlier"
    UNDATED = "undated"
    UNREACHED = "unreached"  # no longer told as reached
    NEW = "new"
    DATED = "dated"
    SPECIFIED = "specified"  # told more finely, not moved

    SUM_MORE = "sum_more"  # of a year and kind of money
    SUM_LESS = "sum_less"
    SUM_OTHER = "sum_other"  # nobody can tell which way: withheld or inexact
    AMOUNT_MORE = "amount_more"  # of one initiative
    AMOUNT_LESS = "amount_less"
    AMOUNT_OTHER = "amount_other"

    DISPUTED = "disputed"
    ENDANGERED = "endangered"
    SETTLED = "settled"  # no longer disputed
    SAFE = "safe"
    ACCEPTED = "accepted"
    FULFILLED = "fulfilled"
    PROPOSED = "proposed"
    NOTED_NEW = "noted_new"  # an agreement nobody knew of
    DROPPED = "dropped"

    RISK_OCCURRED = "risk_occurred"
    RISK_RAISED = "risk_raised"
    RISK_NEW = "risk_new"
    RISK_REOPENED = "risk_reopened"
    RISK_LOWERED = "risk_lowered"
    RISK_CLOSED = "risk_closed"

    DECIDED = "decided"
    REVOKED = "revoked"  # a decision that is no longer told
    GRANTED = "granted"  # admission, move or exit
    DECLINED = "declined"
    ASKED = "asked"

    OWNER = "owner"
    PHASE = "phase"
    NAME = "name"


RANK: Mapping[Kind, int] = {each: rank for rank, each in enumerate(Kind)}

_FIRST = {
    Kind.WORSE: Group.STATUS,
    Kind.STOPPED: Group.PORTFOLIO,
    Kind.REPLANNED: Group.MILESTONES,
    Kind.SUM_MORE: Group.MONEY,
    Kind.DISPUTED: Group.AGREEMENTS,
    Kind.RISK_OCCURRED: Group.RISKS,
    Kind.DECIDED: Group.DECISIONS,
    Kind.OWNER: Group.PROFILE,
}


def _groups() -> dict[Kind, Group]:
    found: dict[Kind, Group] = {}
    group = Group.STATUS
    for kind in Kind:
        group = _FIRST.get(kind, group)
        found[kind] = group
    return found


GROUPS: Mapping[Kind, Group] = _groups()
"""Kind → its group; each group is a stretch of `Kind`."""

_PAIRS = (
    (Kind.WORSE, Kind.BETTER),
    (Kind.GOT_COLOUR, Kind.LOST_COLOUR),
    (Kind.DECLARED_WORSE, Kind.DECLARED_BETTER),
    (Kind.CAME, Kind.LEFT),
    (Kind.MOVED, Kind.MOVED),
    (Kind.COUNTED, Kind.UNCOUNTED),
    (Kind.LATER, Kind.EARLIER),
    (Kind.DATED, Kind.UNDATED),
    (Kind.REACHED, Kind.UNREACHED),
    (Kind.NEW, Kind.GONE),
    (Kind.SUM_MORE, Kind.SUM_LESS),
    (Kind.SUM_OTHER, Kind.SUM_OTHER),
    (Kind.AMOUNT_MORE, Kind.AMOUNT_LESS),
    (Kind.AMOUNT_OTHER, Kind.AMOUNT_OTHER),
    (Kind.ENDANGERED, Kind.SAFE),
    (Kind.NOTED_NEW, Kind.DROPPED),
    (Kind.RISK_RAISED, Kind.RISK_LOWERED),
    (Kind.RISK_REOPENED, Kind.RISK_CLOSED),
    (Kind.DECIDED, Kind.REVOKED),
    (Kind.OWNER, Kind.OWNER),
    (Kind.PHASE, Kind.PHASE),
    (Kind.NAME, Kind.NAME),
)
MIRROR: Mapping[Kind, Kind] = {one: other for pair in _PAIRS for one, other in (pair, pair[::-1])}
"""Kind → what it is called the other way round. Kinds without one are events: they happened, whichever way one
looks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of one initiative, or of a sum (`part` is None). `known` is the day it became known, None where
    nobody has told. `within` is the code of a programme that is told beside it: where changes are counted, a programme
    and its parts count once. `size` is days or kroner, for sorting."""

    kind: Kind
    part: Ref | None = None
    known: date | None = None
    within: str = ""
    size: int = 0
    example: bool = False
    others: tuple[Ref, ...] = ()  # further initiatives it is about

    @property
    def group(self) -> Group:
        """What sort of thing changed."""
        return GROUPS[self.kind]

    @property
    def importance(self) -> int:
        """0 for what is told first."""
        return RANK[self.kind]

    @property
    def subject(self) -> str:
        """What of the initiative changed, as stored; "" for the initiative itself."""
        return ""

    @property
    def language(self) -> str:
        """The language of the subject."""
        return ""

    @property
    def refs(self) -> tuple[Ref, ...]:
        """Every initiative it is about."""
        return (self.part, *self.others) if self.part else self.others

    @property
    def owners(self) -> frozenset[str]:
        """Keys of the owners it concerns; "" for those nobody has stated."""
        return frozenset(each.owner_key for each in self.refs)

    @property
    def order(self) -> tuple[Any, ...]:
        """The most important first; of one kind real ones before examples, the largest first, then by code."""
        code = self.part.code if self.part else ""
        return RANK[self.kind], self.example, bool(self.within), -self.size, code, self.subject
