"""Dependencies between initiatives, milestones and external parties: proposed and changed by either side."""

from collections.abc import Iterator
from uuid import UUID, uuid4

from initiatives.actions import edits
from initiatives.actions.circles import LIVE, refuse_circle
from initiatives.actions.edits import Changes, Editable, keep, revised
from initiatives.actions.keys import next_key
from initiatives.actions.provenance import basis_for
from initiatives.actions.values import stored
from initiatives.actions.writing import By, Writing, needed_reason, writing
from initiatives.domain import vocabulary as v
from initiatives.domain.refusals import Problem, Refused, Why
from initiatives.models import Dependency, ExternalParty, Initiative, Milestone
from initiatives.models.base import Fact

DEPENDENCY = Editable(
    names=(
        "predecessor_milestone", "successor_milestone", "type", "lag", "buffer", "need_by", "promised", "fulfilled",
        "kind", "binding", "description", "consequence", "language",
    ),
    required=("type", "lag", "buffer", "kind", "language"),
    codes={"type": v.LinkType, "kind": v.DependencyKind, "language": v.Language},
)  # fmt: skip
TERMS = frozenset(
    {"predecessor_milestone", "successor_milestone", "type", "lag", "buffer", "need_by", "promised", "binding"}
)
"""What the two sides agree on. Who changes one of these proposes anew."""
LAGS = (-3650, 3650)  # days
LONGEST_BUFFER = 3650
EXTERNAL = Editable(names=("name", "kind", "note", "language"), required=("name", "language"))

Party = Initiative | Milestone | ExternalParty
SIDES = ("predecessor", "successor")


def add_dependency(
    *,
    by: By,
    initiative: Initiative,
    predecessor: Party,
    successor: Party,
    values: Changes,
    uid: UUID | None = None,
) -> Dependency:
    """Propose that the successor waits for the predecessor. `initiative` is the side that registers it.

    Raises Circle, and Refused when the two are one, or neither is the initiative's own.
    """
    _refuse_parties(initiative, predecessor, successor)
    with writing(by=by, initiative=initiative, others=_initiatives(predecessor, successor)) as write:
        known = edits.already(
            Dependency, uid, values, **_ends("predecessor", predecessor), **_ends("successor", successor)
        )
        if known is not None:
            return known
        dependency = Dependency(
            uid=uid or uuid4(),
            key=next_key(Dependency, f"{initiative.code}-A"),
            state=v.DependencyState.FULFILLED if values.get("fulfilled") else v.DependencyState.PROPOSED,
            basis=basis_for(initiative, v.Basis.STATED),
            **_ends("predecessor", predecessor),
            **_ends("successor", successor),
        )
        edits.add(write, dependency, DEPENDENCY, _defaults(write, dependency) | dict(values), _rules)
        _refuse_circle(write, dependency)
        return dependency


def edit_dependency(
    *, by: By, initiative: Initiative, dependency: Dependency, changes: Changes, version: int | None = None
) -> bool:
    """Change a dependency from `initiative`'s side. Whether anything changed; raises Stale, Circle and Refused."""
    with writing(by=by, initiative=initiative, others=parties(dependency)) as write:
        _refuse_stranger(write, dependency, initiative)
        owners = _owners(write.fresh(dependency))
        now, changed = revised(write, dependency, DEPENDENCY, changes, version, _rules)
        _keep_ends(now, owners)
        _settle(now, changed)
        kept = keep(write, now, changed)
        if kept:
            _refuse_circle(write, now)
        return kept


def withdraw_dependency(*, by: By, initiative: Initiative, dependency: Dependency, reason: str) -> None:
    """Take a dependency back from `initiative`'s side."""
    with writing(by=by, initiative=initiative, others=parties(dependency), reason=needed_reason(reason)) as write:
        now = _refuse_stranger(write, dependency, initiative)
        if not edits.taken_back(write, now):
            now.state = v.DependencyState.WITHDRAWN
            write.withdraw(now)


def add_external_party(*, by: By, initiative: Initiative, values: Changes, uid: UUID | None = None) -> ExternalParty:
    """Register somebody outside the portfolio that `initiative` waits for or gives to."""
    with writing(by=by, initiative=initiative) as write:
        known = edits.already(ExternalParty, uid, values)
        if known is not None:
            return known
        twin = ExternalParty.objects.standing().filter(name__iexact=str(values.get("name", "")).strip()).first()
        if twin is not None:
            raise Refused(Problem("name", Why.DUPLICATE))
        party = ExternalParty(
            uid=uid or uuid4(), key=next_key(ExternalParty, f"{initiative.code}-E"), example=initiative.example
        )
        edits.add(write, party, EXTERNAL, {"language": write.language} | dict(values))
        write.touches_registers()
        return party


def parties(dependency: Dependency) -> list[Initiative]:
    """The initiatives on its two sides, a milestone's owner included."""
    return [owner for owner in _owners(dependency).values() if owner is not None]


def _owners(dependency: Dependency) -> dict[str, Initiative | None]:
    found: dict[str, Initiative | None] = {}
    for side in SIDES:
        milestone: Milestone | None = getattr(dependency, f"{side}_milestone")
        found[side] = milestone.initiative if milestone is not None else getattr(dependency, f"{side}_initiative")
    return found


def _initiatives(*ends: Party) -> Iterator[Initiative]:
    for end in ends:
        if isinstance(end, Milestone):
            yield end.initiative
        elif isinstance(end, Initiative):
            yield end


def _ends(side: str, party: Party) -> dict[str, Fact]:
    parts = {Initiative: "initiative", Milestone: "milestone", ExternalParty: "external"}
    return {f"{side}_{parts[type(party)]}": party}


def _defaults(write: Writing, dependency: Dependency) -> dict[str, object]:
    milestones = {f"{side}_milestone": getattr(dependency, f"{side}_milestone") for side in SIDES}
    return {"language": write.language, **milestones}


def _refuse_parties(initiative: Initiative, predecessor: Party, successor: Party) -> None:
    owners = [each.pk for each in _initiatives(predecessor, successor)]
    if type(predecessor) is type(successor) and predecessor.pk == successor.pk:
        raise Refused(Problem("other", Why.ITSELF))
    if len(owners) == 2 and owners[0] == owners[1]:
        raise Refused(Problem("other", Why.SAME_INITIATIVE))
    if initiative.pk not in owners:
        raise Refused(Problem("other", Why.NOT_A_PARTY))
    if any(each.withdrawn_at is not None for each in (predecessor, successor)):
        raise Refused(Problem("other", Why.WITHDRAWN, {"reason": ""}))


def _refuse_stranger(write: Writing, dependency: Dependency, initiative: Initiative) -> Dependency:
    """The dependency as it stands now, if `initiative` is one of its sides."""
    now = write.fresh(dependency)
    if initiative.pk not in {owner.pk for owner in parties(now)}:
        raise Refused(Problem("", Why.NOT_A_PARTY))
    return now


def _keep_ends(dependency: Dependency, owners: dict[str, Initiative | None]) -> None:
    """An end is a milestone of the same initiative as before, or that initiative as a whole. Raises Refused."""
    for side, owner in owners.items():
        milestone: Milestone | None = getattr(dependency, f"{side}_milestone")
        if milestone is None:
            setattr(dependency, f"{side}_initiative", owner)
        elif owner is None or milestone.initiative_id != owner.pk or milestone.withdrawn_at is not None:
            raise Refused(Problem(f"{side}_milestone", Why.ELSEWHERE))
        else:
            setattr(dependency, f"{side}_initiative", None)


def _settle(dependency: Dependency, changed: frozenset[str]) -> None:
    """The state that follows from what was changed: new terms are a new proposal, a day of fulfilment fulfils."""
    if stored(dependency, "fulfilled") is not None:
        dependency.state = v.DependencyState.FULFILLED
    elif changed & TERMS or "fulfilled" in changed:
        dependency.state = v.DependencyState.PROPOSED


def _rules(dependency: Dependency, changed: frozenset[str]) -> list[Problem]:
    low, high = LAGS
    problems = []
    if dependency.lag is not None and not low <= dependency.lag <= high:
        problems.append(Problem("lag", Why.OUT_OF_RANGE, {"low": low, "high": high}))
    if dependency.buffer is not None and not 0 <= dependency.buffer <= LONGEST_BUFFER:
        problems.append(Problem("buffer", Why.OUT_OF_RANGE, {"low": 0, "high": LONGEST_BUFFER}))
    ends = (dependency.predecessor_milestone_id, dependency.successor_milestone_id)
    if ends[0] is not None and ends[0] == ends[1]:
        problems.append(Problem("successor_milestone", Why.ITSELF))
    return problems


def _refuse_circle(write: Writing, dependency: Dependency) -> None:
    """With the dependency saved, its link may not close on itself. Only milestones are looked at."""
    ends = (dependency.predecessor_milestone_id, dependency.successor_milestone_id)
    if dependency.binding and dependency.state in LIVE and None not in ends:
        write.serialise()
        refuse_circle("binding", [ends])  # type: ignore[list-item]
