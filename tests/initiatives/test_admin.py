"""The administrator's lists: people and reference data, and nothing that may be withheld."""

import pytest
from django.contrib import admin
from django.test import Client

from initiatives import models as m
from initiatives.models import Initiative, User
from tests.factories import StewardshipFactory

pytestmark = pytest.mark.django_db
SHOWN = {each._meta.model_name for each in admin.site._registry if each.__module__.startswith("initiatives.")}


def test_nothing_that_may_be_withheld_is_listed() -> None:
    assert {"user", "organisation", "stewardship", "source"} <= SHOWN
    for model in (m.Initiative, m.MilestoneDate, m.BudgetLine, m.Risk, m.WithheldValue, m.Notice, m.Case):
        assert model._meta.model_name not in SHOWN


@pytest.mark.parametrize("name", sorted(str(each) for each in SHOWN))
def test_administrators_look_up_and_change_nothing(
    client: Client, admin_person: User, leder: User, sekretariat: User, name: str
) -> None:
    User.objects.update(is_staff=True)  # the door is open to all; what stands behind it is not
    client.force_login(admin_person)
    assert client.get(f"/admin/initiatives/{name}/").status_code == 200
    assert client.get(f"/admin/initiatives/{name}/add/").status_code == 403
    for other in (leder, sekretariat):
        client.force_login(other)
        assert client.get(f"/admin/initiatives/{name}/").status_code == 403


def test_a_stewardship_tells_the_code_of_its_initiative_and_not_the_name(
    client: Client, admin_person: User, t001: Initiative
) -> None:
    User.objects.update(is_staff=True)
    duty = StewardshipFactory(user=admin_person, initiative=t001)
    client.force_login(admin_person)
    html = client.get(f"/admin/initiatives/stewardship/{duty.pk}/change/").content.decode()
    assert "T001" in html
    assert t001.name not in html
