"""A contract between two owners: T001 of `pia` waits for T900 of `ola`. The clock stands still."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.conf import LazySettings
from django.utils.translation import override

from initiatives.domain.vocabulary import NoticeKind, Side
from initiatives.models import Dependency, Initiative, Milestone, Notice, User
from initiatives.notices import News, tell_other_side
from tests.factories import DependencyFactory, MilestoneFactory

NOW = "2026-11-23T09:00:00+01:00"


@pytest.fixture(autouse=True)
def clock(settings: LazySettings) -> Iterator[Any]:
    settings.SITE_URL = "https://samstyr.test"
    with time_machine.travel(NOW, tick=False) as traveller, override("nb"):
        yield traveller


@pytest.fixture
def pia(programleder: User) -> User:
    programleder.email = "pia@example.org"
    programleder.save()
    return programleder


@pytest.fixture
def ola(utenforstaende: User) -> User:
    utenforstaende.email = "ola@example.org"
    utenforstaende.first_name, utenforstaende.last_name = "Ola", "Nett"
    utenforstaende.save()
    return utenforstaende


@pytest.fixture
def innlogging(t900: Initiative) -> Milestone:
    return MilestoneFactory(initiative=t900, name="Felles innlogging")


@pytest.fixture
def innforing(t001: Initiative) -> Milestone:
    return MilestoneFactory(initiative=t001, name="Bred innføring")


@pytest.fixture
def contract(innlogging: Milestone, innforing: Milestone) -> Dependency:
    return DependencyFactory(
        predecessor_milestone=innlogging,
        successor_milestone=innforing,
        need_by="30.11.2026",
        promised="15.1.2027",
        binding=True,
        state="accepted",
        last_word="receiver",
        description="Timeboken trenger felles innlogging",
    )


Tell = Callable[..., Notice]


@pytest.fixture
def tell(contract: Dependency, pia: User, ola: User) -> Tell:
    """Pia acts for the receiver unless told otherwise; the one notice that comes of it."""

    def act(kind: NoticeKind = NoticeKind.CHANGED, *, side: Side = Side.RECEIVER, **news: Any) -> Notice:
        before = set(Notice.objects.values_list("pk", flat=True))
        user = pia if side == Side.RECEIVER else ola
        told = tell_other_side(kind=kind, dependency=contract, side=side, actor=str(user), user=user, news=News(**news))
        assert told == 1
        return Notice.objects.exclude(pk__in=before).select_related("recipient", "dependency", "initiative").get()

    return act
