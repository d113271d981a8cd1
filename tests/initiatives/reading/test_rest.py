"""The collector rests while a whole portfolio is read, and works again afterwards."""

import gc
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from initiatives import reading
from initiatives.reading import cache, past
from initiatives.reading.rest import collector_rests


def test_it_works_again_afterwards_whatever_went_wrong() -> None:
    with pytest.raises(RuntimeError), collector_rests():
        raise RuntimeError
    assert gc.isenabled()


def test_one_that_is_off_stays_off() -> None:
    gc.disable()
    try:
        with collector_rests():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("module", "read"),
    [(cache, reading.current), (past, lambda: reading.as_of(date(2024, 6, 30)))],
    ids=["now", "a past day"],
)
def test_it_rests_while_all_is_read(monkeypatch: pytest.MonkeyPatch, module: Any, read: Callable[[], Any]) -> None:
    seen: list[bool] = []

    def slices(_: Any) -> dict[str, Any]:
        seen.append(gc.isenabled())
        return {}

    monkeypatch.setattr(module, "slices", slices)
    read()
    assert (seen, gc.isenabled()) == ([False], True)
