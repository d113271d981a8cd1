"""Who is told of what happens to an initiative: those on duty, and nobody who was or might have been."""

from datetime import date
from typing import Any

import pytest
import time_machine

from initiatives import access
from initiatives.domain.vocabulary import OwnershipRole, Role
from initiatives.models import Initiative, Organisation, Ownership, Stewardship, User
from initiatives.models.base import Act
from tests.factories import OwnershipFactory, ReportingLineFactory, StewardshipFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now() -> Any:
    with time_machine.travel("2026-11-23T09:00:00+01:00", tick=False):
        yield


def test_those_with_nothing_to_do_with_it_are_not_among_them(cast: dict[str, User], t001: Initiative) -> None:
    assert access.stewards(t001) == [cast["programleder"]]


@pytest.mark.parametrize(
    ("valid_from", "valid_to"), [(date(2026, 11, 24), None), (None, date(2026, 11, 22)), (None, date(2020, 1, 1))]
)
def test_a_duty_that_has_ended_or_not_begun_gives_nothing(
    valid_from: date | None, valid_to: date | None, t001: Initiative
) -> None:
    StewardshipFactory(user=UserFactory(), initiative=t001, valid_from=valid_from, valid_to=valid_to)
    assert access.stewards(t001) == []


def test_a_withdrawn_duty_a_closed_account_and_a_role_that_changes_nothing_give_nothing(
    programleder: User, leder: User, t001: Initiative, eier: Organisation
) -> None:
    StewardshipFactory(user=leder, initiative=t001)
    StewardshipFactory(user=UserFactory(is_active=False), initiative=t001)
    Stewardship.objects.get(user=programleder).withdraw(Act("test", reason="sluttet"))
    assert access.stewards(t001) == []
    assert access.stewards_of(eier) == []


def test_a_former_owners_and_a_partners_steward_are_not_among_them(
    programleder: User, utenforstaende: User, t001: Initiative, annen_eier: Organisation
) -> None:
    OwnershipFactory(initiative=t001, organisation=annen_eier, role=OwnershipRole.PARTNER.value)
    ownership = Ownership.objects.get(initiative=t001, role=OwnershipRole.ACCOUNTABLE)
    ownership.withdraw(Act("test", reason="ny eier"))
    assert access.stewards(t001) == []


def test_a_withdrawn_initiative_is_nobodys(programleder: User, t001: Initiative) -> None:
    t001.withdraw(Act("test", reason="dobbelt"))
    assert access.stewards(t001) == []


def test_deputies_and_those_of_the_owner_and_of_a_reporting_organisation_are_among_them(
    programleder: User, utenforstaende: User, t001: Initiative, annen_eier: Organisation, django_assert_num_queries: Any
) -> None:
    deputy = UserFactory(username="vikar")
    StewardshipFactory(user=deputy, initiative=t001, deputy=True)
    StewardshipFactory(user=programleder, initiative=t001)  # named twice, told once
    ReportingLineFactory(initiative=t001, organisation=annen_eier)
    with django_assert_num_queries(1):
        assert access.stewards(t001) == [programleder, utenforstaende, deputy]


def test_stewards_mirror_who_may_edit_by_duty(cast: dict[str, User], t001: Initiative, t900: Initiative) -> None:
    StewardshipFactory(user=cast["leder"], initiative=t900)
    StewardshipFactory(user=cast["sekretariat"], initiative=t900)
    managers = [each for each in cast.values() if each.role == Role.PROGRAMME_MANAGER]
    for initiative in (t001, t900):
        found = access.stewards(initiative)
        assert [each for each in managers if access.may_edit(each, initiative)] == [
            each for each in found if each.role == Role.PROGRAMME_MANAGER
        ]
        assert all(access.may_edit(each, initiative) for each in found)
    assert cast["sekretariat"] in access.stewards(t900)


def test_who_reports_is_the_same_asked_of_one_report_or_of_many(
    cast: dict[str, User], eier: Organisation, annen_eier: Organisation, t001: Initiative, t900: Initiative
) -> None:
    ReportingLineFactory(initiative=t001, organisation=eier, lead=True)
    ReportingLineFactory(initiative=t001, organisation=annen_eier, lead=False)
    for number, place in enumerate((eier, annen_eier, None)):
        for part in (t001, t900):
            person = UserFactory(username=f"{part.code}-{number}", organisation=place)
            StewardshipFactory(user=person, initiative=part)

    asked = [(part, body) for part in (t001, t900) for body in (eier, annen_eier, None)]
    found = access.reporters_of(asked)

    assert found == [access.reporters(part, body) for part, body in asked]
    assert [each.username for each in found[0]] == ["T001-0", "programleder"]


def test_an_organisations_stewards_are_its_own(
    programleder: User, utenforstaende: User, eier: Organisation, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        assert access.stewards_of(eier) == [programleder]


def test_the_office_is_the_active_secretariat(cast: dict[str, User], django_assert_num_queries: Any) -> None:
    UserFactory(role=Role.SECRETARIAT.value, is_active=False)
    with django_assert_num_queries(1):
        assert access.office() == [cast["sekretariat"]]
