"""The terms of a dependency contract: what the two sides agree on, which rules they keep, and proposing new ones."""

from collections.abc import Iterable

from django.utils import timezone

from initiatives import notices
from initiatives.actions import edits
from initiatives.actions.circles import LIVE, refuse_circle
from initiatives.actions.contract_writing import (
    differences,
    fresh,
    refuse_borrowed,
    refuse_withdrawn,
    speaking_for,
    stand_by,
    take_back,
    tell,
)
from initiatives.actions.edits import Changes, Editable, revised
from initiatives.actions.provenance import cite
from initiatives.actions.values import put, stored
from initiatives.actions.writing import By, Writing
from initiatives.domain import vocabulary as v
from initiatives.domain.dates import PartialDate
from initiatives.domain.negotiation import NEGOTIATED, Move, leads_to
from initiatives.domain.refusals import Problem, Refused, Why
from initiatives.models import Dependency, Initiative, Milestone
from initiatives.models.sides import END, initiative_of

DEPENDENCY = Editable(
    names=(
        "predecessor_milestone", "successor_milestone", "type", "lag", "buffer", "need_by", "promised",
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
UNSETTLED = (v.DependencyState.NOTED, v.DependencyState.DISPUTED)
"""States in which the very same terms can be proposed: nobody has agreed to them."""


def propose_contract(
    *,
    by: By,
    dependency: Dependency,
    side: v.Side,
    changes: Changes,
    version: int | None = None,
    given_by: str = "",
) -> bool:
    """Propose new terms, or those that are only noted or disputed as they are. Whether anything was written.

    The proposer confirms; what either side confirmed before was about the old terms and is taken back, and so is what
    was objected to them. Raises Stale, Circle, and Refused (CHANGED: the other side has answered since `version`).
    """
    return change(
        by=by, dependency=dependency, side=side, changes=changes, version=version, given_by=given_by, proposes=True
    )


def change(
    *,
    by: By,
    dependency: Dependency,
    side: v.Side,
    changes: Changes,
    version: int | None,
    given_by: str = "",
    proposes: bool = False,
) -> bool:
    """Change a contract from a side; changed terms are a new proposal. Whether anything was written."""
    with speaking_for(by=by, dependency=dependency, side=side, given_by=given_by, needs_word=False) as (write, before):
        refuse_withdrawn(before)
        now, changed = revised(write, before, DEPENDENCY, changes, version, rules)
        _keep_ends(now, before)
        new_terms = _agreed_anew(changed, now.state) or (proposes and now.state in UNSETTLED)
        if not changed and not new_terms:
            return False
        if new_terms:
            _refuse_proposal(write, now, side, version, given_by)
            _propose(now, side)
        write.record(now)
        cite(write, now, changed)
        refuse_circle_of(write, now)
        if new_terms:
            take_back(write, now)
            stand_by(write, now, side)
        _tell(write, before, fresh(now), side, changed)
        return True


def _agreed_anew(changed: frozenset[str], state: str) -> bool:
    """Whether the other side must agree again. What the contract is about decides whether anybody waits at all, and
    which council settles it: of one that is negotiated nobody changes that alone."""
    return bool(changed & TERMS) or ("kind" in changed and state in NEGOTIATED)


def _refuse_proposal(write: Writing, now: Dependency, side: v.Side, version: int | None, given_by: str) -> None:
    if not given_by.strip():
        refuse_borrowed(write, now, side)
    if leads_to(now.state, Move.PROPOSE) is None:
        raise Refused(Problem("", Why.NOT_NOW, {"state": now.state}))
    seen = edits.row_of(now, version) if version else None
    if seen is not None and (seen.state, seen.last_word) != (now.state, now.last_word):
        raise Refused(Problem("", Why.CHANGED))


def _propose(now: Dependency, side: v.Side) -> None:
    now.state, now.last_word, now.objection = v.DependencyState.PROPOSED, side.value, ""
    put(now, "counter_date", None)


def _tell(write: Writing, before: Dependency, now: Dependency, side: v.Side, changed: Iterable[str]) -> None:
    """A first proposal is told as one; what comes after as a change."""
    first = before.state == v.DependencyState.NOTED and now.state == v.DependencyState.PROPOSED
    kind = v.NoticeKind.PROPOSED if first else v.NoticeKind.CHANGED
    told = [name for name in DEPENDENCY.names if name in set(changed) and name != "language"]
    tell(write, kind, now, side, notices.News(changes=differences(before, now, told)))


# ── the rules ────────────────────────────────────────────────────────────────────────────────────────────────────────


def rules(dependency: Dependency, changed: frozenset[str]) -> list[Problem]:
    """What is wrong with the terms, when these fields have got new values."""
    low, high = LAGS
    problems = []
    if dependency.lag is not None and not low <= dependency.lag <= high:
        problems.append(Problem("lag", Why.OUT_OF_RANGE, {"low": low, "high": high}))
    if dependency.buffer is not None and not 0 <= dependency.buffer <= LONGEST_BUFFER:
        problems.append(Problem("buffer", Why.OUT_OF_RANGE, {"low": 0, "high": LONGEST_BUFFER}))
    ends = (dependency.predecessor_milestone_id, dependency.successor_milestone_id)
    if ends[0] is not None and ends[0] == ends[1]:
        problems.append(Problem("successor_milestone", Why.ITSELF))
    if "promised" in changed:
        problems += passed("promised", stored(dependency, "promised"))
    return problems


def passed(field: str, date: PartialDate | None, *, offered: bool = False) -> list[Problem]:
    """That a promised day has passed; `offered`: by the other side, who must then offer another."""
    if date is None or date.latest >= timezone.localdate():
        return []
    return [Problem(field, Why.PASSED, {"date": date, "offered": offered})]


def _keep_ends(now: Dependency, before: Dependency) -> None:
    """An end is a milestone of the same initiative as before, or that initiative as a whole. Raises Refused."""
    for side, end in END.items():
        owner = initiative_of(before, side)
        milestone: Milestone | None = getattr(now, f"{end}_milestone")
        if milestone is None:
            setattr(now, f"{end}_initiative", owner)
        elif owner is None or milestone.initiative_id != owner.pk or milestone.withdrawn_at is not None:
            raise Refused(Problem(f"{end}_milestone", Why.ELSEWHERE))
        else:
            setattr(now, f"{end}_initiative", None)


def refuse_circle_of(write: Writing, dependency: Dependency) -> None:
    """With the dependency saved, its link may not close on itself. Only milestones are looked at."""
    ends = (dependency.predecessor_milestone_id, dependency.successor_milestone_id)
    if dependency.binding and dependency.state in LIVE and None not in ends:
        write.serialise()
        refuse_circle("binding", [ends])  # type: ignore[list-item]


def side_of(dependency: Dependency, initiative: Initiative) -> v.Side:
    """The side an initiative stands on. Raises Refused when it is on neither."""
    for side in v.Side:
        whole = initiative_of(dependency, side)
        if whole is not None and whole.pk == initiative.pk:
            return side
    raise Refused(Problem("", Why.NOT_A_PARTY))
