"""Those outside the portfolio that initiatives wait for or give to: registered, and changed by those they concern."""

from uuid import UUID, uuid4

from initiatives.access import may_edit_external, may_name_follower
from initiatives.actions import edits
from initiatives.actions.edits import Changes, Editable
from initiatives.actions.keys import next_key
from initiatives.actions.writing import By, writing
from initiatives.actions.writing_registers import writing_registers
from initiatives.domain import vocabulary as v
from initiatives.domain.refusals import Problem, Why
from initiatives.models import ExternalParty, Initiative, User

EXTERNAL = Editable(
    names=("name", "kind", "organisation", "follower", "note", "language"),
    required=("name", "language"),
    codes={"language": v.Language},
)


def add_external_party(*, by: By, initiative: Initiative, values: Changes, uid: UUID | None = None) -> ExternalParty:
    """Register somebody outside the portfolio that `initiative` waits for or gives to."""
    with writing(by=by, initiative=initiative) as write:
        known = edits.already(ExternalParty, uid, values)
        if known is not None:
            return known
        party = ExternalParty(
            uid=uid or uuid4(), key=next_key(ExternalParty, f"{initiative.code}-E"), example=initiative.example
        )
        edits.add(write, party, EXTERNAL, {"language": write.language} | dict(values), _rules)
        write.touches_registers()
        return party


def edit_external_party(*, by: By, party: ExternalParty, changes: Changes, version: int | None = None) -> bool:
    """Change who it is, whom it belongs to, and who follows it up. Whether anything changed; raises Stale, Refused."""
    with writing_registers(by=by, may=lambda user: may_edit_external(user, party), held=[party]) as write:
        write.touches_registers()
        return edits.edit(write, party, EXTERNAL, changes, version, lambda now, changed: _edit_rules(by, now, changed))


def _edit_rules(by: By, party: ExternalParty, changed: frozenset[str]) -> list[Problem]:
    """Who follows a party up answers in all its contracts: nobody takes that from others."""
    problems = _rules(party, changed)
    if "follower" in changed and isinstance(by, User):
        before = ExternalParty.objects.select_related("follower").get(pk=party.pk)
        if not may_name_follower(by, before):
            problems.append(Problem("follower", Why.OTHERS_TOO))
    return problems


def _rules(party: ExternalParty, changed: frozenset[str]) -> list[Problem]:
    """There is one of each name."""
    twins = ExternalParty.objects.standing().filter(name__iexact=party.name.strip()).exclude(pk=party.pk)
    return [Problem("name", Why.DUPLICATE)] if "name" in changed and party.name and twins.exists() else []
