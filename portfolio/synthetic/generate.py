"""Make N initiatives with what a large portfolio holds: per initiative eight milestones in a declared chain with
original, approved and forecast dates and estimates of what remains, two dependencies, twelve budget cells and twelve
statuses.

The same seed on the same number of synthetic initiatives gives the same portfolio, uid for uid. Everything is written
in bulk with its history, in one transaction.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from django.db import transaction

from initiatives import models as m
from initiatives.domain import vocabulary as v
from initiatives.domain.dates import PartialDate, exact, from_edtf
from initiatives.models.base import Act, Fact, record_all
from portfolio.synthetic import words
from reporting.models import StatusObservation

FIRST_DAY = date(2022, 1, 1)
MILESTONES, DEPENDENCIES, CELLS, STATUSES = 8, 2, 12, 12
COLOURS = (v.Colour.GREEN,) * 6 + (v.Colour.YELLOW,) * 3 + (v.Colour.RED,)
BATCH = 2_000


@dataclass
class World:
    """What is being made, and the dice."""

    dice: Random
    act: Act
    organisations: list[m.Organisation]
    goals: list[m.Goal]
    plan: m.ActionPlan
    funding: list[m.FundingSource]

    def new(self, model: Any, **values: Any) -> Any:
        """A new row with a uid out of the dice."""
        return model(uid=uuid.UUID(int=self.dice.getrandbits(128), version=4), **values)


def generate(count: int, seed: int = 1) -> dict[str, int]:
    """Add `count` synthetic initiatives; the number of rows made per kind."""
    act = Act(actor="system: generate_portfolio", known_from=datetime(2022, 1, 1, 12, tzinfo=UTC))
    taken = m.Initiative.objects.filter(code__startswith="S").count()
    with transaction.atomic():
        world = _world(Random(f"{seed}/{taken}"), act)
        initiatives = record_all(list(_initiatives(world, taken, count)), act)
        made = {"initiatives": len(initiatives), **_around(world, initiatives)}
        made |= _dates(world, initiatives) | _money(world, initiatives) | _statuses(world, initiatives)
        _raise_revision(initiatives)
    return made


def _world(dice: Random, act: Act) -> World:
    def new(model: Any, **values: Any) -> Any:
        return model(uid=uuid.UUID(int=dice.getrandbits(128), version=4), **values)

    mark = f"{dice.getrandbits(32):08x}"
    owners = [
        new(m.Organisation, key=f"syn-{mark}-o{n}", name=f"Syntetisk virksomhet {n + 1}", example=True)
        for n in range(25)
    ]
    document = new(m.PolicyDocument, key=f"syn-{mark}-doc", kind="strategy", title="Syntetisk strategi", example=True)
    record_all([document], act)
    goals = [
        new(m.Goal, key=f"syn-{mark}-g{n}", document=document, level="mål", code=str(n + 1), text=text, position=n)
        for n, text in enumerate(words.GOALS)
    ]
    plan = new(m.ActionPlan, key=f"syn-{mark}-plan", name="Syntetisk portefølje", document=document, position=90)
    funding = [
        new(m.FundingSource, key=f"syn-{mark}-f{n}", name=f"Syntetisk kilde {n + 1}", example=True) for n in range(4)
    ]
    for rows in (owners, goals, [plan], funding):
        record_all(rows, act)
    return World(dice, act, owners, goals, plan, funding)


def _initiatives(world: World, taken: int, count: int) -> Iterator[m.Initiative]:
    dice = world.dice
    for n in range(taken + 1, taken + count + 1):
        start = FIRST_DAY + timedelta(days=dice.randrange(900))
        yield world.new(
            m.Initiative,
            code=f"S{n:05d}",
            name=f"{dice.choice(words.ACTIONS)} {dice.choice(words.THINGS)} {dice.choice(words.PLACES)} {n}",
            kind=dice.choice(("project", "project", "programme", "measure")),
            purpose="Syntetisk tiltak, laget for måling og utprøving.",
            phase=dice.choice(list(v.Phase)).value,
            risk=dice.choice(("low", "medium", "high", "not_reported")),
            start=exact(start),
            end=exact(start + timedelta(days=dice.randrange(700, 2200))),
            example=True,
        )


def _around(world: World, initiatives: list[m.Initiative]) -> dict[str, int]:
    owners, entries = [], []
    for each in initiatives:
        owners.append(world.new(m.Ownership, initiative=each, organisation=world.dice.choice(world.organisations)))
        entries.append(
            world.new(
                m.PlanEntry,
                initiative=each,
                plan=world.plan,
                category=world.dice.choice(("ongoing", "ongoing", "ongoing", "planned", "wanted")),
                segment=world.dice.choice(("Samstyre", "Koordinere", "Observere")),
                main_goal=world.dice.choice(world.goals),
            )
        )
    return {"owners": len(record_all(owners, world.act)), "entries": len(record_all(entries, world.act))}


# ── milestones, their dates and what waits for what ──────────────────────────────────────────────────────────────────
def _dates(world: World, initiatives: list[m.Initiative]) -> dict[str, int]:
    chains = _chains(world, initiatives)
    milestones = [each for chain in chains for each in chain]
    words_ = [word for each in milestones for word in _words(world, each)]
    m.MilestoneDate.objects.bulk_create(words_, batch_size=BATCH)
    reached = {word.milestone_id for word in words_ if word.role == "actual"}
    estimates = record_all([_estimate(world, each) for each in milestones if each.pk not in reached], world.act)
    links = record_all(list(_dependencies(world, milestones)), world.act)
    return {
        "milestones": len(milestones),
        "dates": len(words_),
        "estimates": len(estimates),
        "dependencies": len(links),
    }


def _chains(world: World, initiatives: list[m.Initiative]) -> list[tuple[m.Milestone, ...]]:
    """Per initiative its milestones, each declared to follow the one before; that one must be written first."""
    rounds: list[list[m.Milestone]] = []
    before: list[m.Milestone | None] = [None] * len(initiatives)
    for n in range(MILESTONES):
        pairs = zip(initiatives, before, strict=True)
        rounds.append(record_all([_milestone(world, part, n, earlier) for part, earlier in pairs], world.act))
        before = list(rounds[-1])
    return list(zip(*rounds, strict=True))


def _milestone(world: World, part: m.Initiative, n: int, before: m.Milestone | None) -> m.Milestone:
    row: m.Milestone = world.new(
        m.Milestone,
        initiative=part,
        key=f"{part.code}-M{n + 1}",
        name=words.MILESTONES[n],
        position=n,
        predecessor=before,
    )
    return row


def _estimate(world: World, milestone: m.Milestone) -> m.DurationEstimate:
    """What remains before a milestone: most often less than the half year from one to the next."""
    likely = world.dice.randrange(40, 160)
    row: m.DurationEstimate = world.new(
        m.DurationEstimate,
        milestone=milestone,
        low=likely * 7 // 10,
        likely=likely,
        high=likely * world.dice.choice((12, 15, 20)) // 10,
        basis=v.Basis.EXAMPLE.value,
    )
    return row


def _words(world: World, milestone: m.Milestone) -> Iterator[m.MilestoneDate]:
    dice = world.dice
    start: PartialDate = milestone.initiative.start
    planned = start.earliest + timedelta(days=180 * (milestone.position + 1) + dice.randrange(60))
    slipped = planned + timedelta(days=dice.choice((0, 0, 0, 10, 45, 120)))
    known = world.act.known_from or datetime.now(UTC)
    yield _word(world, milestone, "original", exact(planned), known)
    if slipped != planned and dice.random() < 0.5:
        yield _word(
            world, milestone, "approved", exact(slipped), known + timedelta(days=200), dice.choice(words.REASONS)
        )
    if slipped < date(2026, 9, 1):
        yield _word(
            world,
            milestone,
            "actual",
            exact(slipped),
            datetime(slipped.year, slipped.month, slipped.day, 12, tzinfo=UTC),
        )
    else:
        month = from_edtf(f"{slipped:%Y-%m}")
        yield _word(world, milestone, "forecast", month if dice.random() < 0.3 else exact(slipped), known)


def _word(
    world: World, milestone: m.Milestone, role: str, when: PartialDate, known: datetime, reason: str = ""
) -> m.MilestoneDate:
    row: m.MilestoneDate = world.new(
        m.MilestoneDate,
        milestone=milestone,
        role=role,
        date=when,
        reason=reason,
        known_from=known,
        actor=world.act.actor,
        basis=v.Basis.EXAMPLE.value,
    )
    return row


def _dependencies(world: World, milestones: list[m.Milestone]) -> Iterator[Fact]:
    """Binding links go from earlier to later places in one order, so that no circle can arise."""
    dice = world.dice
    for n in range(DEPENDENCIES * len(milestones) // MILESTONES):
        giver, receiver = sorted(dice.sample(range(len(milestones)), 2))
        yield world.new(
            m.Dependency,
            key=f"{milestones[receiver].key}-D{n}",
            predecessor_milestone=milestones[giver],
            successor_milestone=milestones[receiver],
            kind=dice.choice(("technical", "delivery", "organisational")),
            state=dice.choice(("accepted", "accepted", "proposed", "disputed", "noted")),
            binding=dice.random() < 0.5,
            need_by=exact(FIRST_DAY + timedelta(days=dice.randrange(900, 2500))),
            description="Syntetisk avhengighet.",
            basis=v.Basis.EXAMPLE.value,
        )


# ── money and statuses ───────────────────────────────────────────────────────────────────────────────────────────────
def _money(world: World, initiatives: list[m.Initiative]) -> dict[str, int]:
    lines = record_all([each for part in initiatives for each in _lines(world, part)], world.act)
    return {"budget lines": len(lines)}


def _lines(world: World, part: m.Initiative) -> Iterator[m.BudgetLine]:
    dice = world.dice
    kinds = (("budget", "Budsjett"), ("actual", "Regnskap"), ("forecast", "Prognose"))
    base = dice.randrange(1, 80) * 500_000
    for n in range(CELLS):
        kind, what = kinds[n % 3]
        year = 2024 + n // 3
        yield world.new(
            m.BudgetLine,
            initiative=part,
            key=f"{part.code}-B{n + 1}",
            what=what,
            kind=kind,
            amount=base + dice.randrange(-20, 20) * 10_000,
            covers_from=date(year, 1, 1),
            covers_to=date(year, 12, 31),
            funding=dice.choice(world.funding),
            basis=v.Basis.EXAMPLE.value,
        )


def _statuses(world: World, initiatives: list[m.Initiative]) -> dict[str, int]:
    rows = [each for part in initiatives for each in _words_of_status(world, part)]
    StatusObservation.objects.bulk_create(rows, batch_size=BATCH)
    return {"statuses": len(rows)}


def _words_of_status(world: World, part: m.Initiative) -> Iterator[StatusObservation]:
    for n in range(STATUSES):
        day = date(2023, 1, 15) + timedelta(days=120 * n)
        colour = world.dice.choice(COLOURS)
        if day > date(2026, 11, 1):
            return
        yield world.new(
            StatusObservation,
            key=f"{part.code}-S{n + 1}",
            initiative=part,
            as_of=exact(day),
            colour=colour.value,
            reason="" if colour is v.Colour.GREEN else world.dice.choice(words.REASONS),
            cause="" if colour is v.Colour.GREEN else "schedule",
            known_from=datetime(day.year, day.month, day.day, 12, tzinfo=UTC),
            actor=world.act.actor,
            basis=v.Basis.EXAMPLE.value,
        )


def _raise_revision(initiatives: list[m.Initiative]) -> None:
    row, _ = m.Revision.objects.select_for_update().get_or_create(id=1)
    row.value += 1
    row.registers = row.value
    row.save(update_fields=["value", "registers"])
    codes = [each.code for each in initiatives]
    for n in range(0, len(codes), BATCH):
        m.Initiative.objects.filter(code__in=codes[n : n + BATCH]).update(stamp=row.value)
