"""The same call gives the same bytes, in every format and language; another time gives others."""

from collections.abc import Callable

import pytest

from initiatives import reading
from reporting.exports import registry
from reporting.source import forget
from tests.exports.board.conftest import Made

Make = Callable[..., Made]


@pytest.mark.parametrize("report", ["board", "register"])
@pytest.mark.parametrize("form", ["pdf", "xlsx", "csv", "json"])
def test_the_same_call_twice_gives_the_same_bytes(demo: None, report: str, form: str) -> None:
    for period in ("2024-1", ""):
        first = registry.render(report, form, period=period)
        reading.forget()
        forget()
        second = registry.render(report, form, period=period)
        assert first.sha256 == second.sha256
        assert first.name == second.name


@pytest.mark.parametrize("form", ["pdf", "json"])
def test_languages_and_times_are_files_of_their_own(demo: None, form: str) -> None:
    calls = [{"period": "2024-1"}, {"period": "2024-1", "language": "nn"}, {"period": "2024-1", "language": "en"}]
    calls += [{"period": "2023-3"}, {"day": "2024-06-01"}, {}]
    made = [registry.render("board", form, **each) for each in calls]
    assert len({each.sha256 for each in made}) == len(made)
    assert len({each.name for each in made}) == len(made)


def test_a_locked_report_does_not_move_with_the_calendar(demo: None) -> None:
    import time_machine

    first = registry.render("board", "pdf", period="2024-1")
    with time_machine.travel("2027-05-17", tick=False):
        reading.forget()
        forget()
        assert registry.render("board", "pdf", period="2024-1").sha256 == first.sha256
