"""A large synthetic record without a database: seeded, with what a real portfolio holds."""

from datetime import date, timedelta
from random import Random

from initiatives.domain.dates import exact
from initiatives.domain.facts import (
    BudgetFact,
    DateWord,
    EntryFact,
    GoalFact,
    MilestoneFact,
    OrganisationFact,
    OwnerFact,
    PlanFact,
    Slice,
)
from initiatives.domain.state import PortfolioState, Registers
from reporting.domain.facts import InitiativeStatus, Observation
from reporting.domain.record import Record

TODAY = date(2026, 11, 23)
KNOWN = date(2024, 1, 1)
COLOURS = ("green",) * 6 + ("yellow",) * 3 + ("red",)
PHASES = ("concept", "planning", "execution", "closing", "realisation")
NOUNS = ("Pasientjournal", "Prøvesvar", "Legemiddelliste", "Kjernejournal", "Helsedata", "Velferdsteknologi")


def many(count: int, seed: int = 1) -> Record:
    """A record of `count` initiatives, each tenth a programme of the nine that follow."""
    dice = Random(seed)
    organisations = {f"o{n}": OrganisationFact(f"o{n}", f"eier-{n}", f"Virksomhet {n}", f"V{n}") for n in range(25)}
    goals = {f"g{n}": GoalFact(f"g{n}", f"mal-{n}", "d", "mål", str(n), f"Mål nummer {n}") for n in range(5)}
    plans = {f"p{n}": PlanFact(f"p{n}", f"plan-{n}", f"Plan {n}", position=n) for n in range(3)}
    slices = {each.uid: each for each in (_slice(number, dice) for number in range(count))}
    statuses = {uid: _status(dice) for uid in slices if dice.random() < 0.8}
    state = PortfolioState(slices, Registers(organisations=organisations, goals=goals, plans=plans), TODAY, revision=1)
    return Record(state, statuses)


def _slice(number: int, dice: Random) -> Slice:
    uid = f"{number:032x}"
    return Slice(
        uid=uid,
        code=f"S{number:05}",
        name=f"{dice.choice(NOUNS)} {number}",
        kind="programme" if number % 10 == 0 else "project",
        life="active",
        phase=dice.choice(PHASES),
        risk=dice.choice(("low", "medium", "high", "")),
        whole=f"{number // 10 * 10:032x}" if number % 10 else None,
        owners=(OwnerFact(f"o{number // 10 % 25}", "accountable"),),
        entries=(EntryFact(f"e{number}", f"p{number // 10 % 3}", "ongoing", "Samstyre", None, f"g{number % 5}"),),
        milestones=tuple(_milestone(uid, n, dice) for n in range(8)),
        budget=tuple(_line(uid, n, dice) for n in range(12)),
    )


def _milestone(uid: str, number: int, dice: Random) -> MilestoneFact:
    plan = date(2022, 1, 1) + timedelta(dice.randrange(3000))
    word = DateWord(exact(plan), KNOWN)
    moved = DateWord(exact(plan + timedelta(dice.choice((0, 0, 30, 200)))), KNOWN + timedelta(30))
    done = DateWord(moved.date, moved.date.latest) if moved.date.latest < TODAY and dice.random() < 0.7 else None
    return MilestoneFact(f"{uid}m{number}", f"M{number}", f"Leveranse {number}", "delivery", word, word, moved, done)


def _line(uid: str, number: int, dice: Random) -> BudgetFact:
    year = 2023 + number // 3
    return BudgetFact(
        uid=f"{uid}b{number}",
        key=f"{uid}b{number}",
        what="Gjennomføring",
        kind=("budget", "forecast", "actual")[number % 3],
        amount=dice.randrange(1, 400) * 500_000,
        covers_from=date(year, 1, 1),
        covers_to=date(year, 12, 31),
    )


def _status(dice: Random) -> InitiativeStatus:
    days = sorted(date(2024, 1, 1) + timedelta(dice.randrange(1000)) for _ in range(6))
    return InitiativeStatus(tuple(Observation(f"s{day}", exact(day), dice.choice(COLOURS)) for day in days))
