"""Can the colours be trusted, over time: greens that slipped, colours that only a new plan made better, and what the
secretariat changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from initiatives.domain.facts import MilestoneFact
from initiatives.domain.vocabulary import Colour
from reporting.domain.deviation import days_late, expected
from reporting.domain.figures.overview_ground import Ref
from reporting.domain.limits import badness
from reporting.domain.outline import Outline, Outlined


class Slipped(NamedTuple):
    """A green whose milestone was expected or reached later in the next record: how many days, and between which."""

    ref: Ref
    milestone: MilestoneFact
    days: int
    before: str
    after: str


class Share(NamedTuple):
    """Of one owner's greens: how many there were, how many had a date that could slip, and how many did. "" is the key
    of those without an owner."""

    key: str
    name: str
    greens: int
    dated: int
    slipped: int


class ByReplanning(NamedTuple):
    """A colour that got better between two records although nothing went better: only the approved plan was moved."""

    ref: Ref
    before: str
    after: str
    from_code: str
    to_code: str
    milestones: tuple[MilestoneFact, ...]


class Changed(NamedTuple):
    """A colour the secretariat set otherwise than the owner: in which record."""

    ref: Ref
    code: str
    declared: str
    assessed: str

    @property
    def stricter(self) -> bool:
        """Whether it was made worse."""
        return badness(self.assessed) > badness(self.declared)


class Assessed(NamedTuple):
    """Of one owner's reports: how many the secretariat has assessed, and how many it made worse or better."""

    key: str
    name: str
    reports: int
    stricter: int
    milder: int


@dataclass(frozen=True, slots=True)
class Course:
    """What a series of records shows; `whole` is the share of the portfolio."""

    whole: Share
    shares: tuple[Share, ...]
    slipped: tuple[Slipped, ...]
    by_replanning: tuple[ByReplanning, ...]
    changed: tuple[Changed, ...]
    assessed: tuple[Assessed, ...]
    pairs: int


def course(records: Sequence[Outlined]) -> Course:
    """The course of some records, oldest first."""
    greens = list(_greens(records))
    return Course(
        whole=_share("", "", greens),
        shares=tuple(_shares(greens)),
        slipped=tuple(each for _, _, found in greens for each in found[:1]),
        by_replanning=tuple(_by_replanning(records)),
        changed=tuple(_changed(records)),
        assessed=tuple(_assessed(records)),
        pairs=max(0, len(records) - 1),
    )


# ── greens that slipped ──────────────────────────────────────────────────────────────────────────────────────────────
Green = tuple[Ref, bool, list[Slipped]]
"""A green of a record that is in the next one: whether any date of it could slip, and which did, the longest first."""


def _greens(records: Sequence[Outlined]) -> Iterator[Green]:
    for before, after in pairwise(records):
        for uid, part in before.parts.items():
            now = after.parts.get(uid)
            if part.counted and part.colour == Colour.GREEN and now is not None:
                open_ones = [each for each in part.milestones if each.actual is None and expected(each)]
                found = [one for each in open_ones if (one := _slip(now, each, before, after))]
                yield now.ref, bool(open_ones), sorted(found, key=lambda one: -one.days)


def _slip(now: Outline, then: MilestoneFact, before: Outlined, after: Outlined) -> Slipped | None:
    fact = next((each for each in now.milestones if each.uid == then.uid), None)
    was = expected(then)
    word = (fact.actual or expected(fact)) if fact else None
    days = days_late(was.date, word.date) if was and word else 0
    return Slipped(now.ref, fact, days, before.code, after.code) if fact and days else None


def _share(key: str, name: str, greens: Sequence[Green]) -> Share:
    dated = sum(each for _, each, _ in greens)
    return Share(key, name, len(greens), dated, sum(bool(found) for *_, found in greens))


def _shares(greens: Sequence[Green]) -> list[Share]:
    """Per owner, those with most slips first."""
    by: dict[tuple[str, str], list[Green]] = {}
    for each in greens:
        by.setdefault((each[0].owner_key, each[0].owner), []).append(each)
    found = [_share(*owner, held) for owner, held in by.items()]
    return sorted(found, key=lambda one: (-one.slipped, -one.greens, one.name))


# ── better only by a new plan ────────────────────────────────────────────────────────────────────────────────────────
def _by_replanning(records: Sequence[Outlined]) -> Iterator[ByReplanning]:
    for before, after in pairwise(records):
        for uid, part in before.parts.items():
            now = after.parts.get(uid)
            moved = _only_replanned(part, now) if now is not None and _better(part, now) else ()
            if now is not None and moved:
                yield ByReplanning(now.ref, part.colour, now.colour, before.code, after.code, moved)


def _better(before: Outline, after: Outline) -> bool:
    return 0 < badness(after.colour) < badness(before.colour)


def _only_replanned(before: Outline, after: Outline) -> tuple[MilestoneFact, ...]:
    """The milestones whose approved date was moved later; none where anything was reached or is forecast earlier."""
    then = {each.uid: each for each in before.milestones}
    pairs = [(then[each.uid], each) for each in after.milestones if each.uid in then]
    if any(_went_better(was, now) for was, now in pairs):
        return ()
    return tuple(now for was, now in pairs if _moved(was, now))


def _went_better(was: MilestoneFact, now: MilestoneFact) -> bool:
    if now.actual and not was.actual:
        return True
    forecast, earlier = now.forecast, was.forecast or was.original
    return bool(forecast and earlier and days_late(forecast.date, earlier.date))


def _moved(was: MilestoneFact, now: MilestoneFact) -> bool:
    plan = was.approved or was.original
    return bool(now.approved and plan and now.approved != was.approved and days_late(plan.date, now.approved.date))


# ── what the secretariat changed ─────────────────────────────────────────────────────────────────────────────────────
def _words(records: Sequence[Outlined]) -> dict[tuple[str, str], tuple[Outlined, Outline]]:
    """(initiative, period of the report) → the assessed report as the latest record has it."""
    return {
        (uid, part.standing.period): (record, part)
        for record in records
        for uid, part in record.parts.items()
        if part.standing and part.assessed and part.declared
    }


def _changed(records: Sequence[Outlined]) -> list[Changed]:
    found = [
        Changed(part.ref, period, part.declared, part.assessed)
        for (_, period), (_, part) in _words(records).items()
        if part.declared != part.assessed
    ]
    return sorted(found, key=lambda one: (one.code, one.ref.code), reverse=True)


def _assessed(records: Sequence[Outlined]) -> list[Assessed]:
    """Per owner, those with most changes first."""
    by: dict[tuple[str, str], list[Changed]] = {}
    for (_, period), (_, part) in _words(records).items():
        one = Changed(part.ref, period, part.declared, part.assessed)
        by.setdefault((part.ref.owner_key, part.ref.owner), []).append(one)
    found = [
        Assessed(
            *owner,
            len(held),
            sum(each.stricter for each in held),
            sum(badness(each.assessed) < badness(each.declared) for each in held),
        )
        for owner, held in by.items()
    ]
    return sorted(found, key=lambda one: (-(one.stricter + one.milder), -one.reports, one.name))
