"""Who is told: the other side's people, and the office where there are none. The wrong people first."""

from datetime import date
from typing import Any

import pytest

from initiatives.domain.vocabulary import Side
from initiatives.models import Dependency, ExternalParty, Initiative, Organisation, Stewardship, User
from initiatives.models.base import Act
from initiatives.models.sides import RELATED
from initiatives.notices import of_side
from initiatives.notices.recipients import recipients
from tests.factories import DependencyFactory, ExternalPartyFactory, StewardshipFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_each_side_has_its_own_people_and_nobody_of_the_other(
    contract: Dependency, cast: dict[str, User], pia: User, ola: User
) -> None:
    assert of_side(contract, Side.RECEIVER) == [pia]
    assert of_side(contract, Side.GIVER) == [ola]


def test_the_side_of_a_whole_initiative_is_found_too(t001: Initiative, t900: Initiative, pia: User, ola: User) -> None:
    whole = DependencyFactory(predecessor_initiative=t900, successor_initiative=t001)
    assert (of_side(whole, Side.GIVER), of_side(whole, Side.RECEIVER)) == ([ola], [pia])


def test_whose_duty_has_ended_or_was_withdrawn_is_not_told_and_the_office_is(
    contract: Dependency, pia: User, t001: Initiative, sekretariat: User
) -> None:
    StewardshipFactory(user=UserFactory(), initiative=t001, valid_to=date(2026, 11, 22))
    Stewardship.objects.get(user=pia).withdraw(Act("test", reason="sluttet"))
    assert recipients(contract, Side.RECEIVER) == ([sekretariat], True)


@pytest.fixture
def supplier(eier: Organisation, annen_eier: Organisation) -> ExternalParty:
    return ExternalPartyFactory(name="Leverandøren", organisation=eier, follower=annen_eier)


def test_an_external_party_is_answered_for_by_who_follows_it(
    supplier: ExternalParty, t001: Initiative, pia: User, ola: User, sekretariat: User
) -> None:
    followed = DependencyFactory(predecessor_external=supplier, successor_initiative=t001)
    assert recipients(followed, Side.GIVER) == ([ola], False)
    Stewardship.objects.get(user=ola).withdraw(Act("test", reason="sluttet"))
    assert recipients(followed, Side.GIVER) == ([sekretariat], True)


def test_an_external_party_nobody_follows_is_the_offices_not_its_own_organisations(
    t001: Initiative, annen_eier: Organisation, pia: User, ola: User, sekretariat: User
) -> None:
    alone = ExternalPartyFactory(name="Stortinget", organisation=annen_eier)
    dependency = DependencyFactory(predecessor_external=alone, successor_initiative=t001)
    assert of_side(dependency, Side.GIVER) == [sekretariat]


def test_asking_costs_at_most_two_queries(contract: Dependency, pia: User, django_assert_num_queries: Any) -> None:
    fetched = Dependency.objects.select_related(*RELATED).get(pk=contract.pk)
    with django_assert_num_queries(1):
        of_side(fetched, Side.RECEIVER)
    Stewardship.objects.get(user=pia).withdraw(Act("test", reason="sluttet"))
    with django_assert_num_queries(2):
        of_side(fetched, Side.RECEIVER)
