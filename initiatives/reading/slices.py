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
from initiatives.reading.rows import Moment, Row, read
from initiatives.reading.shape import Shape, local_day

Groups = Mapping[int, tuple[Any, ...]]


def slices(moment: Moment) -> dict[str, f.Slice]:
    """uid → slice of every initiative of the moment."""
    own = moment.only("initiative_id")
    children: dict[str, Groups] = {
        "owners": _grouped(shapes.OWNERSHIP, moment, own),
        "reporters": _reporters(moment, own),
        "entries": _entries(moment, own),
        "milestones": _milestones(moment, own),
        "budget": _grouped(shapes.BUDGET, moment, own),
        "estimates": _grouped(shapes.ESTIMATE, moment, own),
        "risks": _grouped(shapes.RISK, moment, own),
        "links": _grouped(shapes.LINK, moment, own),
        "decisions": _grouped(shapes.DECISION, moment, own & Q(initiative__isnull=False)),
        "cases": _cases(moment, own),
        "plan_changes": _plan_changes(moment, own),
        **_dependencies(moment),
        **_benefits(moment, own),
        **_successions(moment),
    }
    wholes = _wholes(moment)
    return {each.uid: each for each in _put_together(moment, children, wholes)}


def _put_together(
    moment: Moment, children: Mapping[str, Groups], wholes: Mapping[int, tuple[str, str]]
) -> Iterator[f.Slice]:
    for row in _rows(shapes.INITIATIVE, moment, moment.only("id")):
        whole, basis = wholes.get(row[0], (None, ""))
        facts = {name: found for name, each in children.items() if (found := each.get(row[0]))}
        yield shapes.INITIATIVE.build(row, whole=whole, whole_basis=basis, **facts)


def _rows(shape: Shape[Any], moment: Moment, where: Q) -> Iterator[Row]:
    return read(shape.model, moment, shape.columns(), where)


def _frozen(found: Mapping[int, list[Any]]) -> Groups:
    return {pk: tuple(facts) for pk, facts in found.items()}


def _grouped(shape: Shape[Any], moment: Moment, where: Q) -> Groups:
    """id of the owning row (the first extra column) → facts, in order of entry."""
    found: dict[int, list[Any]] = defaultdict(list)
    for extra, fact in shape.facts(moment, where):
        found[extra[0]].append(fact)
    return _frozen(found)


def _reporters(moment: Moment, own: Q) -> Groups:
    found: dict[int, list[f.ReporterFact]] = defaultdict(list)
    for (owner, ended), fact in shapes.REPORTER.facts(moment, own):
        if not ended:
            found[owner].append(fact)
    return {pk: tuple(sorted(each, key=lambda one: not one.lead)) for pk, each in found.items()}


def _wholes(moment: Moment) -> dict[int, tuple[str, str]]:
    """id of a part → uid of its whole and on what basis."""
    columns = ("part_id", "whole__uid", "basis", "valid_to_edtf")
    rows = read(m.PartOf, moment, columns, moment.only("part_id"))
    return {part: (whole.hex, basis) for part, whole, basis, ended in rows if not ended}


def _entries(moment: Moment, own: Q) -> Groups:
    goals: dict[int, list[str]] = defaultdict(list)
    others = read(m.PlanEntryGoal, moment, ("entry_id", "goal__uid"), moment.only("entry__initiative_id"))
    for entry, goal in others:
        goals[entry].append(goal.hex)
    found: dict[int, list[f.EntryFact]] = defaultdict(list)
    for row in _rows(shapes.ENTRY, moment, own):
        found[row[0]].append(shapes.ENTRY.build(row, other_goals=tuple(goals.get(row[1], ()))))
    return _frozen(found)


def _plan_changes(moment: Moment, own: Q) -> Groups:
    criteria = _grouped(shapes.CRITERION, moment, moment.only("change__initiative_id"))
    found: dict[int, list[f.PlanChangeFact]] = defaultdict(list)
    for row in _rows(shapes.PLAN_CHANGE, moment, own):
        order = tuple(sorted(criteria.get(row[1], ()), key=lambda each: each.criterion))
        found[row[0]].append(shapes.PLAN_CHANGE.build(row, criteria=order))
    return _frozen(found)


# ── milestones ───────────────────────────────────────────────────────────────────────────────────────────────────────
def _milestones(moment: Moment, own: Q) -> Groups:
    words = _words(moment)
    of_milestone = moment.only("milestone__initiative_id")
    durations = {extra[0]: fact for extra, fact in shapes.DURATION.facts(moment, of_milestone)}
    found: dict[int, list[tuple[int, f.MilestoneFact]]] = defaultdict(list)
    for row in _rows(shapes.MILESTONE, moment, own):
        owner, pk, position = row[:3]
        fact = shapes.MILESTONE.build(row, duration=durations.get(pk), **words.get(pk, NO_WORDS))
        found[owner].append((position, fact))
    return {
        pk: tuple(each for _, each in sorted(placed, key=lambda one: (one[0], _when(one[1]), one[1].key)))
        for pk, placed in found.items()
    }


NO_WORDS: dict[str, Any] = {}


def _words(moment: Moment) -> dict[int, dict[str, Any]]:
    """id of a milestone → its latest word in each role; `replans` counts approved dates after the first."""
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    for (milestone, role), word in shapes.DATE.facts(moment, moment.only("milestone__initiative_id")):
        dates = found[milestone]
        if role == DateRole.ORIGINAL and role in dates:
            continue
        if role == DateRole.APPROVED:
            original = dates.get(DateRole.ORIGINAL)
            moved = role in dates or (original is not None and original.date.latest != word.date.latest)
            dates["replans"] = dates.get("replans", 0) + bool(moved)
        dates[role] = word
    return found


def _when(milestone: f.MilestoneFact) -> date:
    for word in (milestone.actual, milestone.forecast, milestone.approved, milestone.original):
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
    told = _told(moment, where)
    waits: dict[int, list[f.DependencyFact]] = defaultdict(list)
    gives: dict[int, list[f.DependencyFact]] = defaultdict(list)
    for row in _rows(shapes.DEPENDENCY, moment, where):
        pk, giver, givers, receiver, receivers = row[:5]
        known, since = told.get(pk, (None, None))
        fact = shapes.DEPENDENCY.build(
            row,
            predecessor=_endpoint(row[5:9]),
            successor=_endpoint(row[9:13]),
            confirmations=confirmed.get(pk, ()),
            known=known,
            since=since,
        )
        if receiver or receivers:
            waits[receiver or receivers].append(fact)
        if giver or givers:
            gives[giver or givers].append(fact)
    return {"waits": _frozen(waits), "gives": _frozen(gives)}


def _told(moment: Moment, where: Q) -> dict[int, tuple[date, date]]:
    """id of a dependency → the day it became known, and the day it came into the state it is in."""
    past: Any = m.Dependency.history
    rows = past.filter(where) if moment.known_by is None else past.filter(where, history_date__lte=moment.known_by)
    found: dict[int, tuple[date, date, str]] = {}
    for pk, state, when in rows.order_by("history_date", "history_id").values_list("id", "state", "history_date"):
        held = found.get(pk)
        day = local_day(when)
        if held is None:
            found[pk] = (day, day, state)
        elif held[2] != state:
            found[pk] = (held[0], day, state)
    return {pk: (known, since) for pk, (known, since, _) in found.items()}


def _endpoint(columns: tuple[Any, ...]) -> f.Endpoint:
    initiative, owner, milestone, external = (uid.hex if uid else None for uid in columns)
    return f.Endpoint(initiative=initiative or owner, milestone=milestone, external=external)


def _confirmations(moment: Moment) -> Groups:
    """id of a dependency → each side's latest confirmation."""
    where = moment.only(
        "dependency__predecessor_initiative_id",
        "dependency__predecessor_milestone__initiative_id",
        "dependency__successor_initiative_id",
        "dependency__successor_milestone__initiative_id",
    )
    found: dict[int, dict[str, f.ConfirmationFact]] = defaultdict(dict)
    for (dependency,), fact in shapes.CONFIRMATION.facts(moment, where):
        found[dependency][fact.side] = fact
    return {pk: tuple(each[side] for side in Side if side in each) for pk, each in found.items()}


# ── benefits and indicators ──────────────────────────────────────────────────────────────────────────────────────────
def _benefits(moment: Moment, own: Q) -> dict[str, Groups]:
    of_benefit: dict[int, list[f.IndicatorFact]] = defaultdict(list)
    of_initiative: dict[int, list[f.IndicatorFact]] = defaultdict(list)
    targets = _under_indicators(shapes.TARGET, moment)
    measured = _under_indicators(shapes.MEASUREMENT, moment)
    for row in _rows(shapes.INDICATOR, moment, moment.only("initiative_id", "benefit__initiative_id")):
        pk, benefit, initiative = row[:3]
        fact = shapes.INDICATOR.build(row, targets=targets.get(pk, ()), measurements=measured.get(pk, ()))
        if benefit:
            of_benefit[benefit].append(fact)
        elif initiative:
            of_initiative[initiative].append(fact)
    benefits: dict[int, list[f.BenefitFact]] = defaultdict(list)
    for row in _rows(shapes.BENEFIT, moment, own):
        benefits[row[0]].append(shapes.BENEFIT.build(row, indicators=tuple(of_benefit.get(row[1], ()))))
    return {"benefits": _frozen(benefits), "indicators": _frozen(of_initiative)}


def _under_indicators(shape: Shape[Any], moment: Moment) -> Groups:
    return _grouped(shape, moment, moment.only("indicator__initiative_id", "indicator__benefit__initiative_id"))


# ── what became of it, and what waits for a meeting ──────────────────────────────────────────────────────────────────
def _successions(moment: Moment) -> dict[str, Groups]:
    fates: dict[int, list[f.SuccessionFact]] = defaultdict(list)
    origins: dict[int, list[f.SuccessionFact]] = defaultdict(list)
    where = moment.only("predecessor_id", "successor_id")
    for (predecessor, successor), fact in shapes.SUCCESSION.facts(moment, where):
        fates[predecessor].append(fact)
        if successor:
            origins[successor].append(fact)
    return {"fates": _frozen(fates), "origins": _frozen(origins)}


def _cases(moment: Moment, own: Q) -> Groups:
    decided = {row[0] for row in read(m.Decision, moment, ("case_id",), Q(case__isnull=False))}
    found: dict[int, list[f.CaseFact]] = defaultdict(list)
    for (owner, pk), fact in shapes.CASE.facts(moment, own & Q(initiative__isnull=False)):
        found[owner].append(replace(fact, decided=True) if pk in decided else fact)
    return _frozen(found)
