"""Dependencies: proposed by either side, free of circles where they bind, changed only by those they concern."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from initiatives import actions
from initiatives.domain.dates import parse
from initiatives.domain.refusals import Circle, Refused, Stale, Why
from initiatives.models import Dependency, ExternalParty, Initiative, Milestone, User
from tests.factories import DependencyFactory, ExternalPartyFactory, MilestoneFactory

pytestmark = pytest.mark.django_db

TERMS = {"kind": "delivery", "type": "FS", "lag": 0, "buffer": 0}


@pytest.fixture
def a(t001: Initiative) -> Milestone:
    return MilestoneFactory(initiative=t001, name="A", position=1)


@pytest.fixture
def b(t900: Initiative) -> Milestone:
    return MilestoneFactory(initiative=t900, name="B", position=1)


def propose(by: User, initiative: Initiative, predecessor: Any, successor: Any, **values: Any) -> Dependency:
    return actions.add_dependency(
        by=by, initiative=initiative, predecessor=predecessor, successor=successor, values=TERMS | values
    )


@pytest.mark.parametrize("who", ["utenforstaende", "leder", "admin"])
def test_the_wrong_person_writes_nothing(
    who: str, cast: dict[str, User], t001: Initiative, a: Milestone, revision: Any
) -> None:
    dependency = DependencyFactory(predecessor_external=ExternalPartyFactory(), successor_milestone=a)
    with pytest.raises(PermissionDenied):
        propose(cast[who], t001, ExternalPartyFactory(), a)
    with pytest.raises(PermissionDenied):
        actions.edit_dependency(by=cast[who], initiative=t001, dependency=dependency, changes={"lag": 3})
    with pytest.raises(PermissionDenied):
        actions.withdraw_dependency(by=cast[who], initiative=t001, dependency=dependency, reason="Bort")
    with pytest.raises(PermissionDenied):
        actions.add_external_party(by=cast[who], initiative=t001, values={"name": "Meg"})
    assert revision.moved == 0
    assert Dependency.objects.count() == 1


def test_a_dependency_is_a_proposal_and_touches_both_sides(
    programleder: User, t001: Initiative, t900: Initiative, a: Milestone, b: Milestone, revision: Any
) -> None:
    dependency = propose(programleder, t001, b, a, need_by=parse("2027"), binding=True, description="Vi trenger nettet")
    assert (dependency.key, dependency.state, dependency.language) == ("T001-A1", "proposed", "nb")
    assert dependency.history.get().actor == "Pia Programleder"
    t001.refresh_from_db()
    t900.refresh_from_db()
    assert revision.moved == 1
    assert t001.stamp == t900.stamp == revision.value


def test_a_whole_initiative_an_external_party_and_a_milestone_may_stand_on_either_side(
    programleder: User, t001: Initiative, t900: Initiative, a: Milestone
) -> None:
    outside = ExternalPartyFactory()
    for predecessor, successor in ((t900, t001), (t001, t900), (outside, a), (a, outside), (t900, a)):
        assert propose(programleder, t001, predecessor, successor).pk


def test_nothing_depends_on_itself(programleder: User, t001: Initiative, a: Milestone, revision: Any) -> None:
    other = MilestoneFactory(initiative=t001)
    for predecessor, successor, why in (
        (t001, t001, Why.ITSELF), (a, a, Why.ITSELF), (a, other, Why.SAME_INITIATIVE), (t001, a, Why.SAME_INITIATIVE)
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            propose(programleder, t001, predecessor, successor)
        assert refused.value.whys == {"other": why}
    assert revision.moved == 0


def test_nobody_registers_a_dependency_between_others(programleder: User, t001: Initiative, t900: Initiative) -> None:
    with pytest.raises(Refused) as refused:
        propose(programleder, t001, ExternalPartyFactory(), t900)
    assert refused.value.whys == {"other": Why.NOT_A_PARTY}


@pytest.mark.parametrize(("lag", "fits"), [(3650, True), (-3650, True), (3651, False), (-3651, False)])
def test_a_lag_is_at_most_ten_years(
    lag: int, fits: bool, programleder: User, t001: Initiative, a: Milestone, b: Milestone
) -> None:
    if fits:
        assert propose(programleder, t001, b, a, lag=lag).lag == lag
        return
    with pytest.raises(Refused) as refused:
        propose(programleder, t001, b, a, lag=lag)
    assert refused.value.whys == {"lag": Why.OUT_OF_RANGE}


# ── circles ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_binding_links_that_close_a_circle_are_refused_with_the_path(
    programleder: User, sekretariat: User, t001: Initiative, t900: Initiative, a: Milestone, b: Milestone, revision: Any
) -> None:
    last = MilestoneFactory(initiative=t900, name="C", predecessor=b, position=2)
    propose(programleder, t001, a, b, binding=True)
    with pytest.raises(Circle) as circle:
        actions.add_dependency(
            by=sekretariat,
            initiative=t900,
            predecessor=last,
            successor=a,
            values=TERMS | {"binding": True},
            given_by="Ola i Norsk helsenett",
        )
    assert circle.value.path == ("T900 C", "T001 A", "T900 B", "T900 C")
    assert (Dependency.objects.count(), revision.moved) == (1, 1)


def test_a_link_that_becomes_binding_is_held_against_circles(
    programleder: User, t001: Initiative, a: Milestone, b: Milestone
) -> None:
    propose(programleder, t001, a, b, binding=True)
    loose = propose(programleder, t001, b, a)
    with pytest.raises(Circle) as circle:
        actions.edit_dependency(by=programleder, initiative=t001, dependency=loose, changes={"binding": True})
    assert circle.value.path == ("T900 B", "T001 A", "T900 B")
    loose.refresh_from_db()
    assert not loose.binding


def test_what_does_not_bind_is_noted_fulfilled_or_withdrawn_makes_no_circle(
    programleder: User, t001: Initiative, a: Milestone, b: Milestone
) -> None:
    propose(programleder, t001, a, b)
    DependencyFactory(predecessor_milestone=a, successor_milestone=b, binding=True, state="noted")
    DependencyFactory(predecessor_milestone=a, successor_milestone=b, binding=True, state="fulfilled")
    gone = propose(programleder, t001, a, b, binding=True)
    actions.withdraw_dependency(by=programleder, initiative=t001, dependency=gone, reason="Uaktuell")
    assert propose(programleder, t001, b, a, binding=True).binding


def test_whole_initiatives_may_depend_on_each_other(programleder: User, t001: Initiative, t900: Initiative) -> None:
    propose(programleder, t001, t001, t900, binding=True)
    assert propose(programleder, t001, t900, t001, binding=True).binding


def test_an_assumed_sequence_counts_in_a_circle(
    programleder: User, t001: Initiative, a: Milestone, b: Milestone
) -> None:
    later = MilestoneFactory(initiative=t001, name="Sist", position=2)
    actions.edit_initiative(by=programleder, initiative=t001, changes={"sequential": True})
    propose(programleder, t001, later, b, binding=True)
    with pytest.raises(Circle):
        propose(programleder, t001, b, a, binding=True)


# ── changing ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("before", ["accepted", "disputed", "noted"])
def test_new_terms_are_a_new_proposal(
    before: str, programleder: User, t001: Initiative, a: Milestone, b: Milestone
) -> None:
    dependency = DependencyFactory(predecessor_milestone=b, successor_milestone=a, state=before)

    def change(**changes: Any) -> str:
        actions.edit_dependency(by=programleder, initiative=t001, dependency=dependency, changes=changes)
        dependency.refresh_from_db()
        return dependency.state

    assert change(description="Presisert") == before
    assert change(need_by=parse("2027")) == "proposed"
    assert (dependency.last_word, dependency.counter_date, dependency.objection) == ("receiver", None, "")


def test_that_it_was_received_is_no_term(programleder: User, t001: Initiative, a: Milestone, b: Milestone) -> None:
    """It is an act of its own, and the receiver's."""
    dependency = DependencyFactory(predecessor_milestone=b, successor_milestone=a)
    with pytest.raises(ValueError, match="fulfilled"):
        actions.edit_dependency(
            by=programleder, initiative=t001, dependency=dependency, changes={"fulfilled": parse("2026")}
        )


def test_an_end_moves_between_the_initiative_and_its_milestones_only(
    programleder: User, t001: Initiative, t900: Initiative, a: Milestone, b: Milestone
) -> None:
    dependency = propose(programleder, t001, b, a)

    def move(**changes: Any) -> bool:
        return actions.edit_dependency(by=programleder, initiative=t001, dependency=dependency, changes=changes)

    assert move(successor_milestone=None)
    dependency.refresh_from_db()
    assert (dependency.successor_milestone, dependency.successor_initiative) == (None, t001)
    assert move(successor_milestone=a)
    dependency.refresh_from_db()
    assert (dependency.successor_milestone, dependency.successor_initiative) == (a, None)
    for wrong in (b, MilestoneFactory(initiative=t001, withdrawn_at=a.history.latest().history_date)):
        with pytest.raises(Refused):
            move(successor_milestone=wrong)
    with pytest.raises(Refused) as refused:
        move(predecessor_milestone=a)
    assert set(refused.value.whys) <= {"predecessor_milestone", "successor_milestone"}


def test_a_stranger_among_initiatives_does_not_change_a_dependency(
    sekretariat: User, t001: Initiative, t900: Initiative
) -> None:
    dependency = DependencyFactory(predecessor_external=ExternalPartyFactory(), successor_initiative=t900)
    with pytest.raises(Refused) as refused:
        actions.edit_dependency(by=sekretariat, initiative=t001, dependency=dependency, changes={"lag": 1})
    assert refused.value.whys == {"": Why.NOT_A_PARTY}


def test_the_second_editor_is_told(programleder: User, utenforstaende: User, a: Milestone, b: Milestone) -> None:
    dependency = propose(programleder, a.initiative, b, a)
    version = actions.version_of(dependency)
    actions.edit_dependency(
        by=utenforstaende, initiative=b.initiative, dependency=dependency, changes={"promised": parse("2028")}
    )
    with pytest.raises(Stale) as stale:
        actions.edit_dependency(
            by=programleder,
            initiative=a.initiative,
            dependency=dependency,
            changes={"promised": parse("2027"), "lag": 0},
            version=version,
        )
    (clash,) = stale.value.clashes
    assert (clash.field, clash.base, clash.now.edtf, clash.actor) == ("promised", None, "2028", "utenforstaende")


def test_saving_what_stands_writes_nothing(programleder: User, a: Milestone, b: Milestone, revision: Any) -> None:
    dependency = propose(programleder, a.initiative, b, a)
    assert not actions.edit_dependency(
        by=programleder, initiative=a.initiative, dependency=dependency, changes=TERMS | {"successor_milestone": a}
    )
    assert (dependency.history.count(), revision.moved) == (1, 1)


def test_withdrawing_keeps_the_history(programleder: User, a: Milestone, b: Milestone, revision: Any) -> None:
    dependency = propose(programleder, a.initiative, b, a)
    with pytest.raises(Refused):
        actions.withdraw_dependency(by=programleder, initiative=a.initiative, dependency=dependency, reason="")
    actions.withdraw_dependency(by=programleder, initiative=a.initiative, dependency=dependency, reason="Uaktuell")
    dependency.refresh_from_db()
    assert (dependency.state, dependency.withdrawn_reason) == ("withdrawn", "Uaktuell")
    assert [row.state for row in dependency.history.order_by("history_id")] == ["proposed", "withdrawn"]
    assert revision.moved == 2


def test_a_form_sent_twice_adds_one(programleder: User, a: Milestone, b: Milestone, revision: Any) -> None:
    sent = [
        actions.add_dependency(
            by=programleder, initiative=a.initiative, predecessor=b, successor=a, values=TERMS, uid=a.uid
        )
        for _ in "ab"
    ]
    assert sent[0] == sent[1]
    assert revision.moved == 1


def test_a_form_gone_back_to_is_not_taken_for_saved(programleder: User, a: Milestone, b: Milestone) -> None:
    def send(giver: Any, **changes: Any) -> None:
        actions.add_dependency(
            by=programleder, initiative=a.initiative, predecessor=giver, successor=a, values=TERMS | changes, uid=a.uid
        )

    send(b)
    for again in (lambda: send(b, lag=9), lambda: send(b.initiative)):
        with pytest.raises(Refused) as refused:
            again()
        assert refused.value.whys == {"": Why.SENT_BEFORE}


def test_a_withdrawal_sent_twice_is_one(programleder: User, a: Milestone, b: Milestone, revision: Any) -> None:
    dependency = actions.add_dependency(
        by=programleder, initiative=a.initiative, predecessor=b, successor=a, values=TERMS
    )
    for _ in "ab":
        actions.withdraw_dependency(by=programleder, initiative=a.initiative, dependency=dependency, reason="Uaktuell")
    assert revision.moved == 2


def test_the_uid_of_another_party_is_not_taken_for_a_new_one(programleder: User, t001: Initiative) -> None:
    known = actions.add_external_party(by=programleder, initiative=t001, values={"name": "DIPS"})
    with pytest.raises(Refused) as refused:
        actions.add_external_party(by=programleder, initiative=t001, values={"name": "En annen"}, uid=known.uid)
    assert refused.value.whys == {"": Why.SENT_BEFORE}


def test_a_new_external_party_touches_the_registers_and_is_there_once(
    programleder: User, t001: Initiative, revision: Any
) -> None:
    from initiatives.models import Revision

    values = {"name": "DIPS AS", "kind": "leverandør"}
    party = actions.add_external_party(by=programleder, initiative=t001, values=values)
    assert (party.key, ExternalParty.objects.count()) == ("T001-E1", 1)
    assert Revision.objects.get().registers == revision.value == 1
    with pytest.raises(Refused) as refused:
        actions.add_external_party(by=programleder, initiative=t001, values={"name": " dips as "})
    assert refused.value.whys == {"name": Why.DUPLICATE}
