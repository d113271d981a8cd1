"""What a person keeps, for lists: one's own and nobody else's, and not what the office may do for others."""

from typing import Any

import pytest

from initiatives.access import kept
from initiatives.domain.vocabulary import Role
from initiatives.models import User
from tests.cast import tiltak
from tests.factories import ReportingLineFactory, StewardshipFactory, UserFactory

pytestmark = pytest.mark.django_db
NOTHING: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())


def test_an_outsider_keeps_nothing_of_others(programleder: User, utenforstaende: User, t001: Any, t900: Any) -> None:
    initiatives, _ = kept(utenforstaende)
    assert initiatives == {t900.uid.hex}
    assert t001.uid.hex not in initiatives


@pytest.mark.parametrize("name", ["leder", "sekretariat", "admin_person"])
def test_who_is_steward_of_nothing_keeps_nothing(name: str, request: pytest.FixtureRequest, t001: Any) -> None:
    assert kept(request.getfixturevalue(name)) == NOTHING


def test_a_leader_with_a_stewardship_still_changes_nothing(t001: Any) -> None:
    leader = UserFactory(role=Role.LEADERSHIP.value)
    StewardshipFactory(user=leader, initiative=t001)
    assert kept(leader) == NOTHING


def test_owned_reported_and_named_initiatives_are_kept_and_the_organisation_too(programleder: User, eier: Any) -> None:
    named, reported = tiltak("T5"), tiltak("T6")
    StewardshipFactory(user=programleder, initiative=named)
    ReportingLineFactory(initiative=reported, organisation=eier)
    initiatives, organisations = kept(programleder)
    assert {named.uid.hex, reported.uid.hex} < initiatives
    assert len(initiatives) == 3
    assert organisations == {eier.uid.hex}


def test_a_person_of_the_office_keeps_what_it_is_named_steward_of(sekretariat: User, t001: Any, t900: Any) -> None:
    StewardshipFactory(user=sekretariat, initiative=t900)
    assert kept(sekretariat) == (frozenset({t900.uid.hex}), frozenset())


def test_a_duty_that_is_over_keeps_nothing(t001: Any) -> None:
    user = UserFactory()
    StewardshipFactory(user=user, initiative=t001, valid_to="2020-01-01")
    assert kept(user) == NOTHING
