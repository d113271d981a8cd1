"""The cast signs in only where it is let in."""

import pytest
from django.test import override_settings

from initiatives.models import User
from portfolio.cast import CAST
from portfolio.demo.files import EXAMPLE, table
from portfolio.demo.loading import load
from tests.demo import QUICK


@pytest.mark.django_db
@override_settings(PASSWORD_HASHERS=QUICK, DEMO_CAST=False)
def test_where_the_cast_is_not_let_in_nobody_has_a_password() -> None:
    load()
    assert User.objects.count() == 6
    assert not any(user.has_usable_password() for user in User.objects.all())


def test_the_sign_in_page_of_a_demo_lists_everybody_once() -> None:
    names = [line["username"] for line in table(EXAMPLE / "users.csv")]
    assert len(names) == len(set(names)) == 6
    assert sorted(names) == sorted(each.username for each in CAST)
