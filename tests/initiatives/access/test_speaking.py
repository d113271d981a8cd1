"""Who speaks for a side of a contract: the wrong person first. T001 of `programleder` waits for T900."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.http import Http404

from initiatives import access
from initiatives.domain.vocabulary import Side
from initiatives.models import Dependency, Initiative, Organisation, Stewardship, User
from initiatives.models.base import Act
from tests.factories import (
    DependencyFactory,
    ExternalPartyFactory,
    MilestoneFactory,
    OrganisationFactory,
    StewardshipFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

GIVER, RECEIVER = Side.GIVER, Side.RECEIVER


@pytest.fixture
def contract(t001: Initiative, t900: Initiative) -> Dependency:
    return DependencyFactory(
        predecessor_milestone=MilestoneFactory(initiative=t900), successor_milestone=MilestoneFactory(initiative=t001)
    )


@pytest.fixture
def follower(db: None) -> Organisation:
    return OrganisationFactory(name="Oppfølgeren")


def outside(t001: Initiative, **values: Any) -> Dependency:
    return DependencyFactory(predecessor_external=ExternalPartyFactory(**values), successor_initiative=t001)


def spoken_for(user: User, dependency: Dependency) -> set[Side]:
    return {side for side in Side if access.may_speak(user, dependency, side)}


@pytest.mark.parametrize("who", ["leder", "admin"])
def test_those_on_neither_side_are_refused(who: str, cast: dict[str, User], contract: Dependency) -> None:
    with pytest.raises(PermissionDenied):
        access.speaking(cast[who], contract.uid)
    assert spoken_for(cast[who], contract) == set()


def test_a_programme_manager_of_a_third_owner_is_refused(contract: Dependency) -> None:
    stranger = UserFactory()
    StewardshipFactory(user=stranger, organisation=OrganisationFactory())
    with pytest.raises(PermissionDenied):
        access.speaking(stranger, contract.uid)


def test_each_side_speaks_for_itself_alone(
    programleder: User, utenforstaende: User, contract: Dependency, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(3):
        found = access.speaking(programleder, contract.uid)
    assert (found.dependency, found.sides) == (contract, {RECEIVER})
    assert access.speaking(utenforstaende, contract.uid).sides == {GIVER}


def test_the_office_may_speak_for_either_but_on_somebodys_word(sekretariat: User, contract: Dependency) -> None:
    assert access.speaking(sekretariat, contract.uid).sides == {GIVER, RECEIVER}
    assert not any(access.keeps(sekretariat, contract, side) for side in Side)


def test_a_person_of_the_office_who_is_steward_speaks_on_ones_own_word(
    sekretariat: User, t001: Initiative, contract: Dependency
) -> None:
    StewardshipFactory(user=sekretariat, initiative=t001)
    assert access.keeps(sekretariat, contract, RECEIVER)
    assert not access.keeps(sekretariat, contract, GIVER)


@time_machine.travel("2026-11-23T09:00:00+01:00", tick=False)
def test_an_ended_stewardship_gives_nothing(t001: Initiative, contract: Dependency) -> None:
    user = UserFactory()
    StewardshipFactory(user=user, initiative=t001, valid_to=date(2026, 11, 22))
    with pytest.raises(PermissionDenied):
        access.speaking(user, contract.uid)


def test_a_withdrawn_stewardship_gives_nothing(programleder: User, contract: Dependency) -> None:
    Stewardship.objects.get(user=programleder).withdraw(Act("test", reason="sluttet"))
    assert spoken_for(programleder, contract) == set()


def test_a_stewardship_makes_no_speaker_of_a_leader(leder: User, t001: Initiative, contract: Dependency) -> None:
    StewardshipFactory(user=leder, initiative=t001)
    assert spoken_for(leder, contract) == set()


def test_the_closed_out_speak_for_nobody(programleder: User, sekretariat: User, contract: Dependency) -> None:
    for user in (programleder, sekretariat):
        user.is_active = False
        with pytest.raises(PermissionDenied):
            access.speaking(user, contract.uid)


def test_what_is_unknown_or_withdrawn_is_not_found(programleder: User, contract: Dependency) -> None:
    with pytest.raises(Http404):
        access.speaking(programleder, uuid4())
    contract.withdraw(Act("test", reason="dobbelt"))
    with pytest.raises(Http404):
        access.speaking(programleder, contract.uid)
    assert access.speaking(programleder, contract.uid, withdrawn=True).sides == {RECEIVER}


def test_nobody_speaks_for_a_withdrawn_initiative(sekretariat: User, t900: Initiative, contract: Dependency) -> None:
    t900.withdraw(Act("test", reason="dobbelt"))
    assert access.speaking(sekretariat, contract.uid).sides == {RECEIVER}


# ── external parties ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_followers_steward_speaks_for_the_external_party_and_the_other_side_does_not(
    programleder: User, utenforstaende: User, t001: Initiative, annen_eier: Organisation
) -> None:
    contract = outside(t001, follower=annen_eier)
    assert spoken_for(utenforstaende, contract) == {GIVER}
    assert spoken_for(programleder, contract) == {RECEIVER}


def test_without_a_follower_those_on_the_other_side_write_in_its_word_but_never_as_their_own(
    programleder: User, utenforstaende: User, t001: Initiative
) -> None:
    contract = outside(t001)
    assert spoken_for(programleder, contract) == {GIVER, RECEIVER}
    assert spoken_for(utenforstaende, contract) == set()
    assert access.keeps(programleder, contract, RECEIVER)
    assert not access.keeps(programleder, contract, GIVER)


def test_steward_of_the_external_partys_own_organisation_is_nobody(
    utenforstaende: User, t001: Initiative, annen_eier: Organisation, follower: Organisation
) -> None:
    assert spoken_for(utenforstaende, outside(t001, organisation=annen_eier, follower=follower)) == set()


@pytest.mark.parametrize(
    ("who", "may"),
    [("utenforstaende", False), ("leder", False), ("admin", True), ("sekretariat", True), ("programleder", True)],
)
def test_who_may_change_an_external_party(who: str, may: bool, cast: dict[str, User], t001: Initiative) -> None:
    party = outside(t001).predecessor_external
    if may:
        assert access.editable_external(cast[who], party.uid) == party
    else:
        with pytest.raises(PermissionDenied):
            access.editable_external(cast[who], party.uid)


def test_an_external_party_without_ones_own_contract_is_not_ones_to_change(
    programleder: User, t001: Initiative, t900: Initiative
) -> None:
    party = outside(t900).predecessor_external
    with pytest.raises(PermissionDenied):
        access.editable_external(programleder, party.uid)
    own = DependencyFactory(predecessor_milestone=MilestoneFactory(initiative=t001), successor_external=party)
    assert access.editable_external(programleder, party.uid) == party
    own.withdraw(Act("test", reason="uaktuell"))
    with pytest.raises(PermissionDenied):
        access.editable_external(programleder, party.uid)


def test_an_unknown_external_party_is_not_found(sekretariat: User, t001: Initiative) -> None:
    party = outside(t001).predecessor_external
    party.withdraw(Act("test", reason="dobbelt"))
    for uid in (uuid4(), party.uid):
        with pytest.raises(Http404):
            access.editable_external(sekretariat, uid)
