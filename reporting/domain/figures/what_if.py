"""What a slip leads to, with names: the chain in order and why, where it stops, and whom and what it hits.

Nothing is written: the facts are read and a few dates tried. Days are calendar days; a moved date is told from what is
reckoned now, beside the day its owner stands by.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from initiatives.domain.cascade import Cascade, Hit, Step, cascade
from initiatives.domain.facts import CommitmentFact, DependencyFact, DocumentFact, LinkFact, OrganisationFact, Slice
from initiatives.domain.feasible import Feasible, Notice
from initiatives.domain.network import Link
from initiatives.domain.portfolio_network import baseline
from initiatives.domain.state import PortfolioState
from initiatives.domain.vocabulary import Contribution
from reporting.domain.figures.coordination import Named
from reporting.domain.figures.network_names import is_example, node_named
from reporting.domain.figures.what_if_conflicts import Conflict, conflicts
from reporting.domain.figures.what_if_money import MoneyHit, money_hit
from reporting.domain.figures.what_if_question import Line, Question, ground, question
from reporting.domain.figures.what_if_stops import Stop, stops
from reporting.domain.memo import once
from reporting.domain.reckoned import Reckoned
from reporting.domain.record import Record

KEPT = 12
"""Questions kept per record."""


class Push(StrEnum):
    """What moves a milestone."""

    TRIED = "tried"  # the question itself
    AGREEMENT = "agreement"
    INNER = "inner"  # a declared order inside the initiative
    ASSUMED = "assumed"  # an assumed one


@dataclass(frozen=True, slots=True)
class Why:
    """Why something moves: what pushes it over which link, the agreement where it is one, whether that is only
    proposed, whether what moves is a bare event without work, how many days of the pusher's move slack took up, and
    how many other links push exactly as far."""

    push: Push
    pusher: Named | None = None
    link: Link | None = None
    agreement: DependencyFact | None = None
    proposed: bool = False
    event: bool = False
    absorbed: int = 0
    others: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A milestone or an external party's promise that moves. `claimed` is the day its owner stands by; `missing` are
    those whose dates nobody has given; `earliest` tells that what is overdue holds it and the rest is unknown."""

    key: str
    name: Named
    claimed: date | None
    before: date
    after: date
    tried: int
    why: Why
    is_end: bool
    missing: tuple[Named, ...]
    earliest: bool

    @property
    def days(self) -> int:
        """How far it moves."""
        return (self.after - self.before).days

    @property
    def example(self) -> bool:
        """Whether it is an invented one."""
        return is_example(self.name)


@dataclass(frozen=True, slots=True)
class CommitmentHit:
    """A commitment some of the initiatives hit carry, and how each carries it, main contributions first."""

    commitment: CommitmentFact
    document: DocumentFact | None
    carriers: tuple[tuple[Slice, LinkFact], ...]

    @property
    def main(self) -> bool:
        """Whether one of them is a main contribution."""
        return any(link.contribution == Contribution.MAIN for _, link in self.carriers)


@dataclass(frozen=True, slots=True)
class InitiativeHit:
    """An initiative that is hit. `end` is its end milestone's row where that moves; `plan` the plan that stands for
    it."""

    part: Slice
    owner: OrganisationFact | None
    rows: tuple[Row, ...]
    end: Row | None
    plan: date | None
    years: range
    commitments: tuple[CommitmentHit, ...]

    @property
    def days(self) -> int:
        """The farthest any of its milestones moves."""
        return max(row.days for row in self.rows)

    @property
    def after_plan(self) -> int:
        """Days from the plan that stands to the new end; 0 where there is none or it holds."""
        return max(0, (self.end.after - self.plan).days) if self.end and self.plan else 0


@dataclass(frozen=True)
class Outcome:
    """What the slips lead to. `rows` are everything that moves, each after what pushes it, the slips among them."""

    asked: Question
    today: date
    rows: tuple[Row, ...]
    stops: tuple[Stop, ...]
    hits: tuple[InitiativeHit, ...]
    commitments: tuple[CommitmentHit, ...]
    conflicts: tuple[Conflict, ...]
    money: MoneyHit
    circles: int

    @property
    def tried(self) -> tuple[Row, ...]:
        """The slips themselves."""
        return tuple(row for row in self.rows if row.tried)

    @property
    def moved(self) -> tuple[Row, ...]:
        """What only follows."""
        return tuple(row for row in self.rows if not row.tried)

    @cached_property
    def owners(self) -> tuple[OrganisationFact | None, ...]:
        """The owners of what follows, each once, by the first milestone hit; None stands for those no source tells."""
        return tuple(dict.fromkeys(row.name.owner for row in self.moved))

    @cached_property
    def incomplete(self) -> tuple[Row, ...]:
        """Rows reckoned without a date from somebody."""
        return tuple(row for row in self.rows if row.missing)

    @cached_property
    def worst_end(self) -> InitiativeHit | None:
        """The end milestone that only follows and moves farthest, real before example; None where none moves."""
        ends = [hit for hit in self.hits if hit.end and not hit.end.tried]
        return min(ends, key=lambda hit: (hit.part.example, -(hit.end.days if hit.end else 0)), default=None)

    @property
    def examples(self) -> int:
        """How many rows are invented."""
        return sum(row.example for row in self.rows)


def what_if_of(record: Record, lines: Iterable[Line]) -> Outcome:
    """What these lines lead to; the last few questions are kept with the record."""
    kept: dict[tuple[Line, ...], Outcome] = once(record, "what-if outcomes", dict)
    asked = tuple(lines)
    if asked not in kept:
        while len(kept) >= KEPT:
            kept.pop(next(iter(kept)), None)
        kept[asked] = _outcome(record, asked)
    return kept[asked]


def _outcome(record: Record, lines: tuple[Line, ...]) -> Outcome:
    found = ground(record)
    asked = question(found, lines)
    led = cascade(found.state, found.net, asked.slips)
    teller = _Teller(found, led)
    rows = tuple(teller.rows())
    by_key = {row.key: row for row in rows}
    hits = tuple(teller.hit(each, by_key) for each in led.hits)
    return Outcome(
        asked,
        found.state.today,
        rows,
        stops(found, led.result),
        hits,
        _merged(hits),
        conflicts(found, led.result, led.slips),
        money_hit(record, {hit.part.uid: hit.years for hit in hits}),
        len(found.net.circles),
    )


class _Teller:
    """The engine's answer with names."""

    def __init__(self, found: Reckoned, led: Cascade) -> None:
        self.state: PortfolioState = found.state
        self.found, self.led = found, led
        self.steps: Mapping[str, Step] = {step.milestone.uid: step for step in led.steps}
        self.moved = {move.key: move for move in led.result.moves}

    def rows(self) -> Iterator[Row]:
        """The promises of external parties that slip, which nothing pushes; then the milestones in order."""
        outside = [key for key in self.led.slips if key in self.moved and key not in self.steps]
        for key in (*sorted(outside, key=lambda key: self.moved[key].after), *self.steps):
            yield self.row(key)

    def row(self, key: str) -> Row:
        move, step, after = self.moved[key], self.steps.get(key), self.led.result.after[key]
        name = node_named(self.state, key)
        return Row(
            key,
            name,
            after.claimed,
            move.before,
            move.after,
            self.led.slips.get(key, 0),
            self.why(key, step, after),
            step is not None and step.is_end,
            tuple(node_named(self.state, each) for each in sorted(after.missing)),
            Notice.EARLIEST in after.notices,
        )

    def why(self, key: str, step: Step | None, after: Feasible) -> Why:
        if step is None or step.via is None:
            return Why(Push.TRIED)
        link, bond = step.via, step.bond
        pusher = self.moved.get(link.predecessor)
        absorbed = max(0, pusher.days - step.days) if pusher and not self.led.slips.get(key) else 0
        agreement = self.state.dependencies.get(bond.contract) if bond else None
        inner = Push.ASSUMED if bond and bond.assumed else Push.INNER
        return Why(
            Push.AGREEMENT if agreement else inner,
            node_named(self.state, link.predecessor),
            link,
            agreement,
            bond is not None and bond.proposed,
            self.found.net.by_key[key].duration == 0,
            absorbed,
            len(after.drivers) - 1,
        )

    def hit(self, hit: Hit, rows: Mapping[str, Row]) -> InitiativeHit:
        end = hit.end
        plan = baseline(end.milestone) if end else None
        return InitiativeHit(
            hit.part,
            self.state.organisation(hit.owner),
            tuple(rows[step.milestone.uid] for step in hit.steps),
            rows[end.milestone.uid] if end else None,
            plan.date.latest if plan else None,
            hit.years,
            tuple(self.commitments(hit.part, hit.commitments)),
        )

    def commitments(self, part: Slice, links: Sequence[LinkFact]) -> Iterator[CommitmentHit]:
        registers = self.state.registers
        for link in sorted(links, key=lambda each: each.contribution != Contribution.MAIN):
            commitment = registers.commitments.get(link.commitment)
            if commitment is not None:
                yield CommitmentHit(commitment, registers.documents.get(commitment.document), ((part, link),))


def _merged(hits: Iterable[InitiativeHit]) -> tuple[CommitmentHit, ...]:
    """Each commitment once with all its carriers; those with a main contribution first."""
    held: dict[str, CommitmentHit] = {}
    for each in (one for hit in hits for one in hit.commitments):
        known = held.get(each.commitment.uid)
        held[each.commitment.uid] = replace(known, carriers=(*known.carriers, *each.carriers)) if known else each
    return tuple(sorted(held.values(), key=lambda each: not each.main))


def span(outcome: Outcome) -> tuple[date, date]:
    """The first and the last day a picture of the rows must hold, today included."""
    days = [outcome.today, *(day for row in outcome.rows for day in (row.before, row.after))]
    return min(days), max(days) + timedelta(days=1)
