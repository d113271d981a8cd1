"""Why a change is refused: codes and values, never sentences. The forms say it in the reader's language."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class Why(StrEnum):
    """A rule that a change breaks. The values given with each stand behind it."""

    REQUIRED = "required"
    UNKNOWN_CODE = "unknown_code"  # value
    TOO_LONG = "too_long"  # length, limit
    IDENTITY_NUMBER = "identity_number"
    REASON_NEEDED = "reason_needed"
    REASON_WITHOUT_CHANGE = "reason_without_change"
    WITHDRAWN = "withdrawn"
    STALE = "stale"
    IN_USE = "in_use"  # names
    ENDS_BEFORE_START = "ends_before_start"
    IN_FUTURE = "in_future"
    ORIGINAL_STANDS = "original_stands"  # date
    OUT_OF_ORDER = "out_of_order"
    INCOMPLETE = "incomplete"
    ITSELF = "itself"
    SAME_INITIATIVE = "same_initiative"
    ELSEWHERE = "elsewhere"
    NOT_A_PARTY = "not_a_party"
    CIRCLE = "circle"  # path
    DUPLICATE = "duplicate"
    SENT_BEFORE = "sent_before"
    OUT_OF_RANGE = "out_of_range"  # low, high
    AMOUNT_OR_RANGE = "amount_or_range"
    LOW_OVER_HIGH = "low_over_high"
    PERIOD_NEEDED = "period_needed"
    PASSED = "passed"  # date: a promise or a counter-proposal that lies behind us
    NOT_NOW = "not_now"  # state: the contract's move does not lead from there
    OWN_WORD = "own_word"  # the side spoke last itself; the other one answers
    CHANGED = "changed"  # the contract was changed since the page was opened
    RECEIVER_ONLY = "receiver_only"  # only who receives says that it has received
    NOT_RECEIVED_YET = "not_received_yet"  # a day of receipt that has not come
    ASKED_TODAY = "asked_today"  # the side has asked for the same today already
    GIVEN_BY_NEEDED = "given_by_needed"  # who speaks for others says on whose word
    OTHERS_TOO = "others_too"  # what one would change speaks for others' contracts too
    NOT_A_DAY = "not_a_day"
    MEETS_ALREADY = "meets_already"  # the body has another meeting that day
    MEETING_PASSED = "meeting_passed"
    MEETING_HELD = "meeting_held"  # what it was asked stands as it was
    DECIDED = "decided"
    CHANGE_OPEN = "change_open"  # something is already asked of the plan for the initiative
    IN_PLAN = "in_plan"  # it stands in the plan already
    NOT_IN_PLAN = "not_in_plan"  # it does not stand in the plan (any more)
    PLAN_ENDED = "plan_ended"
    SAME_CATEGORY = "same_category"
    OWN_PROPOSAL = "own_proposal"  # nobody assesses what he or she proposed
    CHANGE_MOVED = "change_moved"  # somebody else has written on it since the page was opened
    CHANGE_NOT_NOW = "change_not_now"  # state: the move does not lead from there
    NOT_DECIDED_YET = "not_decided_yet"  # a decision that lies ahead
    LEFT_BEFORE_ENTERED = "left_before_entered"  # start
    ROUND_NOT_NOW = "round_not_now"  # state: the period's or the report's move does not lead from there
    REPORT_CHANGED = "report_changed"  # the report was changed since the page was opened
    NOT_DELIVERED = "not_delivered"  # code: the report of this initiative is not given, or was sent back
    ASKS_NOTHING = "asks_nothing"  # code: the report of this initiative asks no body for anything
    ROUND_UNDER_WAY = "round_under_way"  # what cannot be changed once a round is opened
    REMINDED_TODAY = "reminded_today"  # all of them have been reminded by hand today already
    DEADLINE_FIRST = "deadline_first"  # date: a deadline before the opening
    DEADLINE_SHORTENED = "deadline_shortened"  # date: an extension that ends before the round's own deadline
    OWN_REPORT = "own_report"  # who entered a report does not approve it
    BETTER_THAN_FACTS = "better_than_facts"  # declared better than computed, and no reason
    BETTER_THAN_PARTS = "better_than_parts"  # the whole declared better than its worst dimension, and no reason
    OTHER_COLOUR = "other_colour"  # assessed to another colour than declared, and no comment
    CAUSE_NEEDED = "cause_needed"  # yellow and red need a coded cause
    MEASURE_NEEDED = "measure_needed"  # … and what is done, by whom, until when
    UNASSESSED_NEEDS_REASON = "unassessed_needs_reason"  # the owner leaves it unrated
    GAPS = "gaps"  # names: locking although something is missing needs a reason
    NOTHING_SAID = "nothing_said"  # sent back without a word
    BACK_IN_TIME = "back_in_time"  # what holds from a day cannot begin before today
    GREEN_OVER_YELLOW = "green_over_yellow"
    HOLDS_ALREADY = "holds_already"  # what has begun to hold is not taken back


@dataclass(frozen=True, slots=True)
class Problem:
    """One broken rule: the field it concerns («» for the whole), why, and the values to tell it with."""

    field: str
    why: Why
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)


class Refused(Exception):
    """A change that breaks rules. Nothing was written."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*((each.field, each.why.value) for each in problems))
        self.problems = problems

    @property
    def whys(self) -> dict[str, Why]:
        """Field → first reason."""
        return {each.field: each.why for each in reversed(self.problems)}


class Circle(Refused):
    """Binding links would wait for each other. `path` names them, first = last."""

    def __init__(self, field: str, path: tuple[str, ...]) -> None:
        super().__init__(Problem(field, Why.CIRCLE, {"path": path}))
        self.path = path


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that somebody else changed after the form was opened: as it was, as it is, as typed."""

    field: str
    base: Any
    now: Any
    mine: Any
    touched: bool
    """The second editor has typed something else than what stood there."""
    actor: str = ""
    when: datetime | None = None


class Stale(Refused):
    """Somebody else saved first. Both values of every such field are in `clashes`; nothing was written."""

    def __init__(self, clashes: tuple[Clash, ...]) -> None:
        super().__init__(*(Problem(each.field, Why.STALE) for each in clashes))
        self.clashes = clashes


def refuse(problems: "list[Problem]") -> None:
    """Raise Refused if there is anything to refuse."""
    if problems:
        raise Refused(*problems)
