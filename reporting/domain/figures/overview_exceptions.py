"""Exceptions first: what is red, what turned to the worse, what is yellow; then the calm rest."""

from collections import Counter
from datetime import date
from typing import NamedTuple

from initiatives.domain.facts import Slice
from initiatives.domain.vocabulary import Colour, LifeState
from reporting.domain.figures.overview_ground import Ground, Ref
from reporting.domain.limits import badness
from reporting.domain.standing import Standing

SILENT, UNREPORTED, UNASSESSED, LEFT_OUT = "silent", "unreported", "unassessed", "left_out"


class Exceptional(NamedTuple):
    """A red or yellow initiative: what was said, the colour before ("" when not compared), the one facts give."""

    part: Ref
    standing: Standing
    before: str
    computed: str
    within: str  # code of the programme it is part of

    @property
    def turned(self) -> bool:
        """Whether it had another colour at the record before."""
        return self.before not in ("", Colour.NONE, self.standing.colour)

    @property
    def worse(self) -> bool:
        """Whether it turned to the worse."""
        return self.turned and badness(self.standing.colour) > badness(self.before)

    @property
    def contradicted(self) -> bool:
        """Whether facts give a worse colour than the one that stands."""
        return badness(self.computed) > badness(self.standing.colour)

    def overdue(self, today: date) -> bool:
        """Whether the measure should have been done."""
        due = self.standing.measure_due
        return due is not None and due.latest < today


class Resting(NamedTuple):
    """An initiative without a colour, and why: `UNREPORTED` when it was to report in a locked round and did not,
    `UNASSESSED` when its report was not assessed, `LEFT_OUT` when it was not asked, `SILENT` when nobody has spoken,
    else its life or category."""

    part: Ref
    why: str


def exceptions(ground: Ground) -> tuple[Exceptional, ...]:
    """Red ones, then those that turned to the worse, then yellow ones; real ones before examples, then by code."""
    codes = {each.uid: each.code for each in ground.active}
    found = [
        Exceptional(
            ground.refs[each.uid],
            said,
            ground.before.get(each.uid, ""),
            ground.computed[each.uid],
            codes.get(each.whole or "", ""),
        )
        for each in ground.asked
        if (said := ground.standings.get(each.uid)) and said.colour in (Colour.RED, Colour.YELLOW)
    ]
    return tuple(sorted(found, key=_rank))


def _rank(each: Exceptional) -> tuple[bool, bool, bool, bool, str]:
    red = each.standing.colour == Colour.RED
    return not red, not each.worse, not each.turned, each.part.example, each.part.code


def causes(found: tuple[Exceptional, ...]) -> tuple[tuple[str, int], ...]:
    """Coded causes of yellow and red, the most common first."""
    told = Counter(each.standing.cause for each in found if each.standing.cause)
    return tuple(sorted(told.items(), key=lambda item: (-item[1], item[0])))


def calm(ground: Ground) -> tuple[Ref, ...]:
    """The green ones, real ones before examples, by code."""
    green = [ground.refs[each.uid] for each in ground.asked if ground.colour(each.uid) == Colour.GREEN]
    return tuple(sorted(green, key=lambda each: (each.example, each.code)))


def resting(ground: Ground) -> tuple[Resting, ...]:
    """Those without a colour: active ones that did not report or that nobody has spoken of, then paused, planned and
    wanted ones."""
    silent = [
        Resting(ground.refs[each.uid], _silence(each, ground))
        for each in ground.active
        if not ground.record.required(each) or not _spoken(each, ground)
    ]
    silent.sort(key=lambda each: each.why != UNREPORTED)
    active = {each.uid for each in ground.active}
    others = [
        Resting(ground.refs[each.uid], why)
        for each in ground.record.state.ordered
        if each.uid not in active and (why := _why(each, ground))
    ]
    return (*silent, *others)


def _spoken(part: Slice, ground: Ground) -> bool:
    return ground.colour(part.uid) != Colour.NONE


def _silence(part: Slice, ground: Ground) -> str:
    """Why an active one has no colour."""
    if not ground.record.required(part):
        return LEFT_OUT
    if ground.unreported(part.uid):
        return UNREPORTED
    said = ground.standings.get(part.uid)
    return UNASSESSED if said and said.declared not in ("", Colour.NONE) else SILENT


def _why(part: Slice, ground: Ground) -> str:
    if part.life == LifeState.PAUSED:
        return LifeState.PAUSED
    if part.life != LifeState.ACTIVE:
        return ""
    runs = (each for each in part.entries if each.left is None and ground.record.state.plan_runs(each.plan))
    return next((each.category for each in runs if each.category), "")
