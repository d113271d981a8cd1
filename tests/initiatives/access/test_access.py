"""Who may change what: the wrong person first."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404

from initiatives import access
from initiatives.domain.vocabulary import OwnershipRole, Role
from initiatives.models import Initiative, Organisation, Ownership, Stewardship, User
from initiatives.models.base import Act
from tests.cast import tiltak
from tests.factories import (
    InitiativeFactory,
    OwnershipFactory,
    ReportingLineFactory,
    StewardshipFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["utenforstaende", "leder", "admin"])
def test_those_who_are_not_stewards_are_refused(who: str, cast: dict[str, User], t001: Initiative) -> None:
    with pytest.raises(PermissionDenied):
        access.editable_initiative(cast[who], "T001")
    assert not access.may_edit(cast[who], t001)


def test_stewards_and_the_secretariat_get_the_initiative(
    programleder: User, sekretariat: User, t001: Initiative
) -> None:
    assert access.editable_initiative(programleder, "T001") == t001
    assert access.editable_initiative(sekretariat, "T001") == t001


@pytest.mark.parametrize("who", ["programleder", "sekretariat", "leder", "utenforstaende"])
def test_an_unknown_code_is_not_found_whoever_asks(who: str, cast: dict[str, User]) -> None:
    with pytest.raises(Http404):
        access.editable_initiative(cast[who], "T404")


def test_a_withdrawn_initiative_is_not_found_and_nobodys_to_change(sekretariat: User, t001: Initiative) -> None:
    t001.withdraw(Act("test", reason="dobbelt"))
    with pytest.raises(Http404):
        access.editable_initiative(sekretariat, "T001")
    assert not access.may_edit(sekretariat, t001)
    assert access.editable_codes(sekretariat) == frozenset()


def test_the_anonymous_and_the_closed_out_may_nothing(programleder: User, sekretariat: User, t001: Initiative) -> None:
    for user in (programleder, sekretariat):
        user.is_active = False
        assert not access.may_edit(user, t001)
        assert not access.may_read(user)
        assert access.editable_codes(user) == frozenset()
        with pytest.raises(PermissionDenied):
            access.editable_initiative(user, "T001")
    assert not access.may_edit(AnonymousUser(), t001)
    assert access.permissions(AnonymousUser()) == frozenset()


@pytest.mark.parametrize("who", ["programleder", "utenforstaende", "leder", "admin"])
def test_only_the_secretariat_prepares_agendas(who: str, cast: dict[str, User]) -> None:
    with pytest.raises(PermissionDenied):
        access.preparer(cast[who])
    with pytest.raises(PermissionDenied):
        access.preparer(AnonymousUser())
    assert access.preparer(cast["sekretariat"]) == cast["sekretariat"]


def test_an_unknown_role_gives_nothing(t001: Initiative) -> None:
    assert access.permissions(UserFactory(role="king")) == frozenset()


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "may"),
    [
        (None, None, True),
        (date(2026, 11, 23), date(2026, 11, 23), True),
        (date(2026, 11, 24), None, False),
        (None, date(2026, 11, 22), False),
    ],
)
@time_machine.travel("2026-11-23T09:00:00+01:00", tick=False)
def test_a_stewardship_holds_from_its_first_day_to_its_last(
    valid_from: date | None, valid_to: date | None, may: bool, t001: Initiative
) -> None:
    user = UserFactory()
    StewardshipFactory(user=user, initiative=t001, valid_from=valid_from, valid_to=valid_to)
    assert access.may_edit(user, t001) is may


@time_machine.travel("2026-11-22T23:30:00+00:00", tick=False)
def test_the_day_is_counted_in_norway(t001: Initiative) -> None:
    user = UserFactory()
    StewardshipFactory(user=user, initiative=t001, valid_from=date(2026, 11, 23))
    assert access.may_edit(user, t001)


def test_a_withdrawn_stewardship_gives_nothing(programleder: User, t001: Initiative) -> None:
    Stewardship.objects.get(user=programleder).withdraw(Act("test", reason="sluttet"))
    assert not access.may_edit(programleder, t001)


def test_a_deputy_may_what_the_steward_may(t001: Initiative) -> None:
    user = UserFactory()
    StewardshipFactory(user=user, initiative=t001, deputy=True)
    assert access.may_edit(user, t001)


def test_a_former_owners_steward_may_no_longer(programleder: User, t001: Initiative) -> None:
    ownership = Ownership.objects.get(initiative=t001)
    ownership.valid_to = _date("2020")
    ownership.record(Act("test"))
    assert not access.may_edit(programleder, t001)


@pytest.mark.parametrize("role", [each for each in OwnershipRole if each != OwnershipRole.ACCOUNTABLE])
def test_a_partners_steward_may_not(role: OwnershipRole, utenforstaende: User, t001: Initiative) -> None:
    OwnershipFactory(initiative=t001, organisation=utenforstaende.organisation, role=role.value)
    assert not access.may_edit(utenforstaende, t001)


def test_a_reporting_organisations_steward_may(
    utenforstaende: User, annen_eier: Organisation, t001: Initiative
) -> None:
    ReportingLineFactory(initiative=t001, organisation=annen_eier)
    assert access.may_edit(utenforstaende, t001)


def test_a_stewardship_gives_a_leader_no_right_to_change(leder: User, t001: Initiative) -> None:
    StewardshipFactory(user=leder, initiative=t001)
    assert not access.may_edit(leder, t001)


def test_editable_codes_and_may_edit_agree(cast: dict[str, User], t001: Initiative, t900: Initiative) -> None:
    tiltak("T777")
    for user in cast.values():
        codes = access.editable_codes(user)
        assert codes == {each.code for each in Initiative.objects.all() if access.may_edit(user, each)}
    assert access.editable_codes(cast["programleder"]) == {"T001"}
    assert access.editable_codes(cast["sekretariat"]) == {"T001", "T777", "T900"}


def test_the_number_of_queries_is_the_same_for_many(
    programleder: User, eier: Organisation, django_assert_num_queries: Any
) -> None:
    for each in InitiativeFactory.create_batch(20):
        OwnershipFactory(initiative=each, organisation=eier)
    with django_assert_num_queries(1):
        assert len(access.editable_codes(programleder)) == 21


def test_roles_give_what_the_table_says(cast: dict[str, User]) -> None:
    def who(may: Any) -> set[str]:
        return {name for name, user in cast.items() if may(user)}

    assert who(access.may_read) == set(cast)
    assert who(access.may_export) == who(access.may_lock) == who(access.may_edit_all) == {"sekretariat"}
    assert who(access.administers) == {"admin"}
    assert set(access.ROLES) == set(Role)


def _date(text: str) -> Any:
    from initiatives.domain.dates import parse

    return parse(text)
