"""Two writers at the same moment. SQLite lets one in at a time; PostgreSQL shows whether our locks hold."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from initiatives import actions
from initiatives.actions import SystemRun
from initiatives.domain.refusals import Circle, Stale
from initiatives.models import Dependency, Initiative, Milestone, Revision
from tests.cast import tiltak
from tests.factories import MilestoneFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgres,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="asks two connections at once"),
]

BY = SystemRun("to samtidige")
TERMS = {"kind": "delivery", "type": "FS", "lag": 0, "buffer": 0, "binding": True}


def together(*acts: Callable[[], Any]) -> list[Any]:
    """Let the acts start at the same moment, each on its own connection; what each gave, or how it failed."""
    start = threading.Barrier(len(acts))
    results: list[Any] = [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            start.wait(timeout=10)
            results[place] = act()
        except Exception as failure:  # handed to the test, which says which it expects
            results[place] = failure
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    return results


@pytest.fixture
def pair() -> tuple[Milestone, Milestone]:
    first, second = (MilestoneFactory(initiative=tiltak(code), name=code) for code in ("T001", "T900"))
    return first, second


@pytest.mark.parametrize("attempt", range(5))
def test_two_forms_of_one_version_never_both_win(attempt: int) -> None:
    initiative = tiltak("T001")
    version = actions.version_of(initiative)

    def save(name: str) -> Callable[[], bool]:
        return lambda: actions.edit_initiative(by=BY, initiative=initiative, changes={"name": name}, version=version)

    results = together(save("Første"), save("Andre"))
    assert sorted(type(each).__name__ for each in results) == ["Stale", "bool"]
    assert any(isinstance(each, Stale) for each in results)
    assert Revision.objects.get().value == 1


@pytest.mark.parametrize("attempt", range(5))
def test_two_links_far_apart_never_close_a_circle_together(attempt: int) -> None:
    """b→c and d→a stand; a→b and c→d touch no initiative in common, and only one of them may come."""
    a, b, c, d = (MilestoneFactory(initiative=tiltak(code), name=code) for code in ("A", "B", "C", "D"))
    for predecessor, successor in ((b, c), (d, a)):
        link(predecessor, successor)()
    results = together(link(a, b), link(c, d))
    assert sorted(type(each).__name__ for each in results) == ["Circle", "Dependency"]
    assert any(isinstance(each, Circle) for each in results)
    assert Dependency.objects.count() == 3


def link(predecessor: Milestone, successor: Milestone) -> Callable[[], Dependency]:
    return lambda: actions.add_dependency(
        by=BY, initiative=predecessor.initiative, predecessor=predecessor, successor=successor, values=TERMS
    )


@pytest.mark.parametrize("attempt", range(5))
def test_links_and_edits_across_initiatives_never_wait_for_each_other_for_ever(
    attempt: int, pair: tuple[Milestone, Milestone]
) -> None:
    a, b = pair

    def loose(one: Milestone, other: Milestone) -> Callable[[], Any]:
        return lambda: actions.add_dependency(
            by=BY, initiative=one.initiative, predecessor=one, successor=other, values=TERMS | {"binding": False}
        )

    def rename(initiative: Initiative, name: str) -> Callable[[], Any]:
        return lambda: actions.edit_initiative(by=BY, initiative=initiative, changes={"name": name})

    results = together(
        loose(a, b), loose(b, a), rename(a.initiative, "Ny a"), rename(b.initiative, "Ny b"), loose(a, b), loose(b, a)
    )
    assert not [each for each in results if isinstance(each, Exception) or each is None]
    assert Revision.objects.get().value == 6
    assert len(set(Dependency.objects.values_list("key", flat=True))) == 4
