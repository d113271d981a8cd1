"""The demo, loaded once per module and rolled back after it; each test's own writes are rolled back inside that."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.demo import filled


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, int]]:
    """What the first loading made, per file."""
    with filled(django_db_blocker) as made:
        yield made


@pytest.fixture
def demo(made: dict[str, int], db: None) -> dict[str, int]:
    """The loaded demo, for one test."""
    return made
