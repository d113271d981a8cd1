"""Initiatives with all their facts, put together from one query per table."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Q

from initiatives import models as m
from initiatives.domain import facts as f
from initiatives.domain.vocabulary import DateRole, Side
from initiatives.reading import shapes
from initiatives.reading.rows import Moment, read
from initiatives.reading.shape import Shape

Groups = Mapping[str, tuple[Any, ...]]


def slices(moment: Moment) -> dict[str, f.Slice]:
    """uid → slice of every initiative of the moment."""
    own = moment.only("initiative_id")
    children = {
        "owners": _grouped(shapes.OWNERSHIP, moment, own),
        "reporters": _reporters(moment, own),
        "entries": _entries(moment, own),
        "milestones": _milestones(moment, own),
        "budget": _grouped(shapes.BUDGET, moment, own),
        "estimates": _grouped(shapes.ESTIMATE, moment, own),
        "risks": _grouped(shapes.RISK, moment, own),
        "links": _grouped(shapes.LINK, moment, own),
        "decisions": _grouped(
            shapes.DECISION, moment, own & Q(initiative__isnull=False)
        ),
        "cases": _cases(moment, own),
        **_dependencies(moment),
        **_benefits(moment, own),
        **_successions(moment),
    }
    wholes = _wholes(moment)
    own_id = moment.only("id")
    return {
        bare.uid: _put_together(bare, children, wholes)
        for _, bare in shapes.INITIATIVE.facts(moment, own_id)
    }


def _put_together(
    bare: f.Slice, children: Mapping[str, Groups], wholes: Mapping[str, tuple[str, str]]
) -> f.Slice:
    whole, basis = wholes.get(bare.uid, (None, ""))
    return replace(
        bare,
        whole=whole,
        whole_basis=basis,
        **{name: each.get(bare.uid, ()) for name, each in children.items()},
    )


def _grouped(shape: Shape[Any], moment: Moment, where: Q) -> Groups:
    """uid of the initiative (the first extra column) → facts, in order of entry."""
    found: dict[str, list[Any]] = defaultdict(list)
    for extra, fact in shape.facts(moment, where):
        found[extra[0].hex].append(fact)
    return {uid: tuple(facts) for uid, facts in found.items()}


def _reporters(moment: Moment, own: Q) -> Groups:
    found: dict[str, list[f.ReporterFact]] = defaultdict(list)
    for (owner, ended), fact in shapes.REPORTER.facts(moment, own):
        if not ended:
            found[owner.hex].append(fact)
    return {
        uid: tuple(sorted(each, key=lambda one: not one.lead))
        for uid, each in found.items()
    }


def _wholes(moment: Moment) -> dict[str, tuple[str, str]]:
    """uid of a part → uid of its whole and on what basis."""
    columns = ("part__uid", "whole__uid", "basis", "valid_to_edtf")
    rows = read(m.PartOf, moment, columns, moment.only("part_id"))
    return {
        part.hex: (whole.hex, basis) for part, whole, basis, ended in rows if not ended
    }


def _entries(moment: Moment, own: Q) -> Groups:
    goals: dict[str, list[str]] = defaultdict(list)
    others = read(
        m.PlanEntryGoal,
        moment,
        ("entry__uid", "goal__uid"),
        moment.only("entry__initiative_id"),
    )
    for entry, goal in others:
        goals[entry.hex].append(goal.hex)
    found: dict[str, list[f.EntryFact]] = defaultdict(list)
    for (owner,), fact in shapes.ENTRY.facts(moment, own):
        more = goals.get(fact.uid)
        found[owner.hex].append(
            replace(fact, other_goals=tuple(more)) if more else fact
        )
    return {uid: tuple(each) for uid, each in found.items()}


# ── milestones ───────────────────────────────────────────────────────────────────────────────────────────────────────
def _milestones(moment: Moment, own: Q) -> Groups:
    words = _words(moment)
    of_milestone = moment.only("milestone__initiative_id")
    durations = {
        extra[0].hex: fact
        for extra, fact in shapes.DURATION.facts(moment, of_milestone)
    }
    found: dict[str, list[tuple[int, f.MilestoneFact]]] = defaultdict(list)
    for (owner, position), bare in shapes.MILESTONE.facts(moment, own):
        dates = words.get(bare.uid)
        duration = durations.get(bare.uid)
        whole = replace(bare, duration=duration, **dates) if dates or duration else bare
        found[owner.hex].append((position, whole))
    return {
        uid: tuple(
            each
            for _, each in sorted(
                placed, key=lambda one: (one[0], _when(one[1]), one[1].key)
            )
        )
        for uid, placed in found.items()
    }


def _words(moment: Moment) -> dict[str, dict[str, Any]]:
    """uid of a milestone → its latest word in each role; `replans` counts approved dates after the first."""
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for (milestone, role), word in shapes.DATE.facts(
        moment, moment.only("milestone__initiative_id")
    ):
        dates = found[milestone.hex]
        if role == DateRole.ORIGINAL and role in dates:
            continue
        if role == DateRole.APPROVED:
            original = dates.get(DateRole.ORIGINAL)
            moved = role in dates or (
                original is not None and original.date.latest != word.date.latest
            )
            dates["replans"] = dates.get("replans", 0) + bool(moved)
        dates[role] = word
    return found


def _when(milestone: f.MilestoneFact) -> date:
    for word in (
        milestone.actual,
        milestone.forecast,
        milestone.approved,
        milestone.original,
    ):
        if word:
            return word.date.latest
    return date.max


# ── dependencies ─────────────────────────────────────────────────────────────────────────────────────────────────────
def _dependencies(moment: Moment) -> dict[str, Groups]:
    where = moment.only(
        "predecessor_initiative_id",
        "predecessor_milestone__initiative_id",
        "successor_initiative_id",
        "successor_milestone__initiative_id",
    )
    confirmed = _confirmations(moment)
    waits: dict[str, list[f.DependencyFact]] = defaultdict(list)
    gives: dict[str, list[f.DependencyFact]] = defaultdict(list)
    for ends, fact in _with_ends(moment, where):
        whole = replace(
            fact,
            predecessor=ends[0],
            successor=ends[1],
            confirmations=confirmed.get(fact.uid, ()),
        )
        if whole.successor.initiative:
            waits[whole.successor.initiative].append(whole)
        if whole.predecessor.initiative:
            gives[whole.predecessor.initiative].append(whole)
    return {
        "waits": {uid: tuple(each) for uid, each in waits.items()},
        "gives": {uid: tuple(each) for uid, each in gives.items()},
    }


NOWHERE = f.Endpoint()


def _with_ends(
    moment: Moment, where: Q
) -> Iterator[tuple[tuple[f.Endpoint, f.Endpoint], f.DependencyFact]]:
    for row in read(
        shapes.DEPENDENCY.model, moment, shapes.DEPENDENCY.columns(), where
    ):
        yield (
            (_endpoint(row[0:4]), _endpoint(row[4:8])),
            shapes.DEPENDENCY.build(row, predecessor=NOWHERE, successor=NOWHERE),
        )


def _endpoint(columns: tuple[Any, ...]) -> f.Endpoint:
    initiative, owner, milestone, external = (
        uid.hex if uid else None for uid in columns
    )
    return f.Endpoint(
        initiative=initiative or owner, milestone=milestone, external=external
    )


def _confirmations(moment: Moment) -> Groups:
    """uid of a dependency → each side's latest confirmation."""
    where = moment.only(
        "dependency__predecessor_initiative_id",
        "dependency__predecessor_milestone__initiative_id",
        "dependency__successor_initiative_id",
        "dependency__successor_milestone__initiative_id",
    )
    found: dict[str, dict[str, f.ConfirmationFact]] = defaultdict(dict)
    for (dependency,), fact in shapes.CONFIRMATION.facts(moment, where):
        found[dependency.hex][fact.side] = fact
    return {
        uid: tuple(each[side] for side in Side if side in each)
        for uid, each in found.items()
    }


# ── benefits and indicators ──────────────────────────────────────────────────────────────────────────────────────────
def _benefits(moment: Moment, own: Q) -> dict[str, Groups]:
    of_benefit: dict[str, list[f.IndicatorFact]] = defaultdict(list)
    of_initiative: dict[str, list[f.IndicatorFact]] = defaultdict(list)
    targets = _under_indicators(shapes.TARGET, moment)
    measured = _under_indicators(shapes.MEASUREMENT, moment)
    where = moment.only("initiative_id", "benefit__initiative_id")
    for (benefit, initiative), bare in shapes.INDICATOR.facts(moment, where):
        whole = replace(
            bare,
            targets=targets.get(bare.uid, ()),
            measurements=measured.get(bare.uid, ()),
        )
        if benefit:
            of_benefit[benefit.hex].append(whole)
        elif initiative:
            of_initiative[initiative.hex].append(whole)
    benefits: dict[str, list[f.BenefitFact]] = defaultdict(list)
    for (owner,), fact in shapes.BENEFIT.facts(moment, own):
        indicators = of_benefit.get(fact.uid)
        benefits[owner.hex].append(
            replace(fact, indicators=tuple(indicators)) if indicators else fact
        )
    return {
        "benefits": {uid: tuple(each) for uid, each in benefits.items()},
        "indicators": {uid: tuple(each) for uid, each in of_initiative.items()},
    }


def _under_indicators(shape: Shape[Any], moment: Moment) -> Groups:
    where = moment.only("indicator__initiative_id", "indicator__benefit__initiative_id")
    return _grouped(shape, moment, where)


# ── what became of it, and what waits for a meeting ──────────────────────────────────────────────────────────────────
def _successions(moment: Moment) -> dict[str, Groups]:
    fates: dict[str, list[f.SuccessionFact]] = defaultdict(list)
    origins: dict[str, list[f.SuccessionFact]] = defaultdict(list)
    for _, fact in shapes.SUCCESSION.facts(
        moment, moment.only("predecessor_id", "successor_id")
    ):
        fates[fact.predecessor].append(fact)
        if fact.successor:
            origins[fact.successor].append(fact)
    return {
        "fates": {uid: tuple(each) for uid, each in fates.items()},
        "origins": {uid: tuple(each) for uid, each in origins.items()},
    }


def _cases(moment: Moment, own: Q) -> Groups:
    decided = {
        row[0] for row in read(m.Decision, moment, ("case_id",), Q(case__isnull=False))
    }
    found: dict[str, list[f.CaseFact]] = defaultdict(list)
    for (owner, pk), fact in shapes.CASE.facts(
        moment, own & Q(initiative__isnull=False)
    ):
        found[owner.hex].append(replace(fact, decided=True) if pk in decided else fact)
    return {uid: tuple(each) for uid, each in found.items()}
