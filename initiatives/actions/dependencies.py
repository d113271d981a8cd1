"""Dependencies between initiatives, milestones and external parties: proposed, changed and withdrawn by either side.

What becomes of one that is proposed stands in `contracts`.
"""

from collections.abc import Iterator
from uuid import UUID, uuid4

from initiatives import notices
from initiatives.access import stewarded
from initiatives.actions import edits
from initiatives.actions.contract_terms import DEPENDENCY, change, refuse_circle_of, rules, side_of
from initiatives.actions.contract_writing import fresh, speaking_for, stand_by, tell
from initiatives.actions.edits import Changes
from initiatives.actions.keys import next_key
from initiatives.actions.provenance import basis_for
from initiatives.actions.writing import By, Writing, needed_reason, writing
from initiatives.domain import behalf, free_text
from initiatives.domain import vocabulary as v
from initiatives.domain.negotiation import NEGOTIATED
from initiatives.domain.refusals import Problem, Refused, Why
from initiatives.models import Dependency, ExternalParty, Initiative, Milestone, User
from initiatives.models.base import Fact
from initiatives.models.sides import END

Party = Initiative | Milestone | ExternalParty
SIDES = tuple(END.values())


def add_dependency(
    *,
    by: By,
    initiative: Initiative,
    predecessor: Party,
    successor: Party,
    values: Changes,
    uid: UUID | None = None,
    given_by: str = "",
) -> Dependency:
    """Propose that the successor waits for the predecessor. `initiative` is the side that registers it, and confirms.

    Raises Circle, and Refused when the two are one, or neither is the initiative's own.
    """
    _refuse_parties(initiative, predecessor, successor)
    name = free_text.one_line(given_by)
    others = _initiatives(predecessor, successor)
    with writing(by=by, initiative=initiative, others=others, reason=behalf.kept("", name)) as write:
        known = edits.already(
            Dependency, uid, values, **_ends("predecessor", predecessor), **_ends("successor", successor)
        )
        if known is not None:
            return known
        if not name and isinstance(by, User) and not stewarded(by, initiative):
            raise Refused(Problem("given_by", Why.GIVEN_BY_NEEDED))
        return _add(write, initiative, predecessor, successor, values, uid)


def _add(
    write: Writing, initiative: Initiative, predecessor: Party, successor: Party, values: Changes, uid: UUID | None
) -> Dependency:
    dependency = Dependency(
        uid=uid or uuid4(),
        key=next_key(Dependency, f"{initiative.code}-A"),
        state=v.DependencyState.PROPOSED,
        basis=basis_for(initiative, v.Basis.STATED),
        **_ends("predecessor", predecessor),
        **_ends("successor", successor),
    )
    side = side_of(dependency, initiative)
    dependency.last_word = side.value
    edits.add(write, dependency, DEPENDENCY, _defaults(write, dependency) | dict(values), rules)
    refuse_circle_of(write, dependency)
    stand_by(write, dependency, side)
    tell(write, v.NoticeKind.PROPOSED, fresh(dependency), side)
    return dependency


def edit_dependency(
    *,
    by: By,
    initiative: Initiative,
    dependency: Dependency,
    changes: Changes,
    version: int | None = None,
    given_by: str = "",
) -> bool:
    """Change a dependency from `initiative`'s side. Whether anything changed; raises Stale, Circle and Refused."""
    return change(
        by=by,
        dependency=dependency,
        side=side_of(dependency, initiative),
        changes=changes,
        version=version,
        given_by=given_by,
    )


def withdraw_dependency(
    *, by: By, initiative: Initiative, dependency: Dependency, reason: str, given_by: str = ""
) -> None:
    """Take a dependency back from `initiative`'s side."""
    withdraw_contract(
        by=by, dependency=dependency, side=side_of(dependency, initiative), reason=reason, given_by=given_by
    )


def withdraw_contract(*, by: By, dependency: Dependency, side: v.Side, reason: str, given_by: str = "") -> None:
    """Take a contract back from a side. The office needs nobody's word for what is only noted or over."""
    needed_reason(reason)
    needs = dependency.state in NEGOTIATED
    with speaking_for(by=by, dependency=dependency, side=side, given_by=given_by, reason=reason, needs_word=needs) as (
        write,
        now,
    ):
        if edits.taken_back(write, now):
            return
        now.state = v.DependencyState.WITHDRAWN
        write.withdraw(now)
        tell(
            write,
            v.NoticeKind.WITHDRAWN,
            now,
            side,
            notices.News(words=free_text.tidy(reason), language=write.language),
        )


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
