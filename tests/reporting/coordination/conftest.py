"""A day that stands still, a reader, and some agreements."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.test import Client

from initiatives.models import User
from tests.reporting.coordination.agreed import TODAY, some


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def reader(client: Client, leder: User) -> Client:
    client.force_login(leder)
    return client


@pytest.fixture
def agreed(eier: Any, annen_eier: Any) -> SimpleNamespace:
    return some(eier, annen_eier)
