"""The named cast and what they have to do with the facts. Every page is tested with the wrong person first.

| fixture | role | relation |
|---|---|---|
| `programleder` | tiltaksansvarlig | steward of `eier`, which owns `T001` |
| `utenforstaende` | tiltaksansvarlig | steward of `annen_eier`, which owns `T900`; nothing to do with `T001` |
| `leder` | ledelse | reads all |
| `sekretariat` | porteføljekontor | changes all, exports, runs periods |
| `admin_person` (sign-in name `admin`) | administrator | people and reference data |
"""

from typing import Any

import pytest

from initiatives.domain.vocabulary import Role
from initiatives.models import Initiative, Organisation, User
from tests.factories import (
    InitiativeFactory,
    OrganisationFactory,
    OwnershipFactory,
    StewardshipFactory,
    UserFactory,
)

NAMES = ("programleder", "leder", "sekretariat", "admin", "utenforstaende")


def tiltak(code: str = "T001", *, owner: Organisation | None = None, **values: Any) -> Initiative:
    """An initiative, with an accountable owner if one is given."""
    initiative: Initiative = InitiativeFactory(code=code, **values)
    if owner is not None:
        OwnershipFactory(initiative=initiative, organisation=owner)
    return initiative


@pytest.fixture
def eier(db: None) -> Organisation:
    return OrganisationFactory(key="helsedirektoratet", name="Helsedirektoratet")


@pytest.fixture
def annen_eier(db: None) -> Organisation:
    return OrganisationFactory(key="norsk-helsenett", name="Norsk helsenett")


@pytest.fixture
def t001(eier: Organisation) -> Initiative:
    """What `programleder` is steward of, through its owner."""
    return tiltak("T001", owner=eier, name="Program pasientens legemiddelliste")


@pytest.fixture
def t900(annen_eier: Organisation) -> Initiative:
    """What `utenforstaende` is steward of."""
    return tiltak("T900", owner=annen_eier, name="Helsenettet")


@pytest.fixture
def programleder(t001: Initiative, eier: Organisation) -> User:
    user: User = UserFactory(username="programleder", first_name="Pia", last_name="Programleder", organisation=eier)
    StewardshipFactory(user=user, organisation=eier)
    return user


@pytest.fixture
def utenforstaende(t900: Initiative, annen_eier: Organisation) -> User:
    user: User = UserFactory(username="utenforstaende", organisation=annen_eier)
    StewardshipFactory(user=user, organisation=annen_eier)
    return user


@pytest.fixture
def leder(db: None) -> User:
    return UserFactory(username="leder", role=Role.LEADERSHIP.value)


@pytest.fixture
def sekretariat(db: None) -> User:
    return UserFactory(username="sekretariat", role=Role.SECRETARIAT.value)


@pytest.fixture
def admin_person(db: None) -> User:
    return UserFactory(username="admin", role=Role.ADMINISTRATOR.value)


@pytest.fixture
def cast(
    programleder: User, leder: User, sekretariat: User, admin_person: User, utenforstaende: User
) -> dict[str, User]:
    """All five, by sign-in name."""
    return dict(zip(NAMES, (programleder, leder, sekretariat, admin_person, utenforstaende), strict=True))
