"""A contract on the table: T001 of Pia waits for T900 of Ola."""

from typing import Any

import pytest

from initiatives.models import Dependency, Initiative, Milestone, User
from tests.factories import DependencyFactory, MilestoneFactory
from tests.initiatives.table import Lay


@pytest.fixture
def pia(programleder: User) -> User:
    """The receiver's."""
    return programleder


@pytest.fixture
def ola(utenforstaende: User) -> User:
    """The giver's."""
    utenforstaende.first_name, utenforstaende.last_name = "Ola", "Nett"
    utenforstaende.save()
    return utenforstaende


@pytest.fixture
def gives(t900: Initiative) -> Milestone:
    return MilestoneFactory(initiative=t900, name="Innlogging")


@pytest.fixture
def takes(t001: Initiative) -> Milestone:
    return MilestoneFactory(initiative=t001, name="Innføring")


@pytest.fixture
def lay(gives: Milestone, takes: Milestone) -> Lay:
    """Lay a contract on the table: lay("proposed", GIVER, promised="2027-03-01")."""

    def make(state: str, last_word: str = "", **values: Any) -> Dependency:
        return DependencyFactory(
            predecessor_milestone=gives, successor_milestone=takes, state=state, last_word=str(last_word), **values
        )

    return make
