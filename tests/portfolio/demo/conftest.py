"""The demo, loaded once per module and rolled back after it; each test's own writes are rolled back inside that."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import override_settings

from portfolio.demo.loading import load
from portfolio.demo.locking import lock_demo_periods

BUILT = "2026-11-23 12:00+01:00"  # the day the register was built
QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, int]]:
    """What the first loading made, per file."""
    quick = override_settings(PASSWORD_HASHERS=QUICK, DEMO_CAST=True)
    with django_db_blocker.unblock(), transaction.atomic(), quick:
        with time_machine.travel(BUILT, tick=False):
            made = load()
            lock_demo_periods()
        django_db_blocker.restore()
        yield made
        django_db_blocker.unblock()
        transaction.set_rollback(True)


@pytest.fixture
def demo(made: dict[str, int], db: None) -> dict[str, int]:
    """The loaded demo, for one test."""
    return made
