"""The clock stands still in every test of an action."""

from collections.abc import Iterator

import pytest
import time_machine

from initiatives.models import Revision


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    with time_machine.travel("2026-11-23T09:00:00+01:00", tick=False):
        yield


class Counted:
    """How far the revision has moved."""

    def __init__(self) -> None:
        self.start = self._value()

    @staticmethod
    def _value() -> int:
        return Revision.objects.filter(id=1).values_list("value", flat=True).first() or 0

    @property
    def moved(self) -> int:
        return self._value() - self.start

    @property
    def value(self) -> int:
        return self._value()


@pytest.fixture
def revision(db: None) -> Counted:
    return Counted()
