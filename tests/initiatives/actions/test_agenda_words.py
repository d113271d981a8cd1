"""What a case is first called, and what it asks: from the contract as it stands, in the writer's language."""

from typing import Any

import pytest

from initiatives import actions
from initiatives.domain.dates import parse
from initiatives.models import Case, Dependency, Initiative, Meeting, Milestone, Notice, User, WithheldValue
from initiatives.models.base import Act
from tests.cast import tiltak
from tests.factories import (
    DependencyFactory,
    ExternalPartyFactory,
    GovernanceBodyFactory,
    MeetingFactory,
    MilestoneFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(db: None) -> Meeting:
    return MeetingFactory(body=GovernanceBodyFactory(name="NUFA (Fagutvalget)"), date="10.12.2026")


@pytest.fixture
def login(t900: Initiative) -> Milestone:
    return MilestoneFactory(initiative=t900, name="Felles innlogging i drift")


@pytest.fixture
def conflict(login: Milestone, t001: Initiative) -> Dependency:
    return DependencyFactory(predecessor_milestone=login, successor_initiative=t001, state="disputed")


def put(by: User, meeting: Meeting, *dependencies: Dependency) -> Any:
    return actions.put_on_agenda(by=by, meeting=meeting, dependencies=dependencies)


DELIVERS = "slutte seg til at Norsk helsenett leverer «Felles innlogging i drift» til Helsedirektoratet innen"
NEED = "innen 1.2.2027, som Helsedirektoratet trenger"


@pytest.mark.parametrize(
    ("facts", "asked"),
    [
        ({"need_by": "1.2.2027"}, f"{DELIVERS} 1.2.2027."),
        ({"promised": "2027"}, f"{DELIVERS} 2027."),
        ({"need_by": "1.2.2027", "promised": "2027"}, f"{NEED}, eller innen 2027, som Norsk helsenett kan love."),
        ({"need_by": "1.2.2027", "promised": "1.1.2027"}, f"{DELIVERS} 1.2.2027."),
        ({"need_by": "1.2.2026", "promised": "1.3.2026"}, "drøfte når Norsk helsenett skal levere"),
        (
            {"state": "disputed", "last_word": "receiver", "need_by": "1.2.2027", "counter_date": "1.1.2027"},
            f"{DELIVERS} 1.1.2027.",
        ),
    ],
)
def test_what_is_asked_follows_the_dates_that_can_still_be_kept(
    facts: dict[str, str], asked: str, sekretariat: User, meeting: Meeting, login: Milestone, t001: Initiative
) -> None:
    contract = DependencyFactory(predecessor_milestone=login, successor_initiative=t001, **facts)
    assert asked in put(sekretariat, meeting, contract).new[0].text


def test_a_case_is_written_in_the_secretariats_own_language(
    sekretariat: User, meeting: Meeting, conflict: Dependency
) -> None:
    sekretariat.language = "en"
    assert put(sekretariat, meeting, conflict).new[0].language == "en"
    sekretariat.language = "se"
    MeetingFactory(body=meeting.body)
    actions.take_off_agenda(by=sekretariat, case=Case.objects.get(), reason="På nytt")
    assert put(sekretariat, meeting, conflict).new[0].language == "nb"


def test_long_names_leave_room_in_the_title(sekretariat: User, meeting: Meeting, t001: Initiative) -> None:
    outside = ExternalPartyFactory(name="Svært lang ekstern part " * 8)
    contract = DependencyFactory(predecessor_external=outside, successor_initiative=t001)
    assert len(put(sekretariat, meeting, contract).new[0].title) <= 300


def test_one_owner_on_both_sides_is_not_asked_to_deliver_to_itself(
    sekretariat: User, meeting: Meeting, login: Milestone, annen_eier: Any
) -> None:
    own = tiltak("T901", owner=annen_eier, name="Ny portal")
    contract = DependencyFactory(predecessor_milestone=login, successor_initiative=own, need_by="1.2.2027")
    assert put(sekretariat, meeting, contract).new[0].text == (
        "NUFA (Fagutvalget) bes slutte seg til at Norsk helsenett leverer «Felles innlogging i drift» til «Ny portal»"
        " innen 1.2.2027."
    )


def test_a_giver_nobody_owns_delivers_what_is_waited_for(sekretariat: User, meeting: Meeting, t001: Initiative) -> None:
    contract = DependencyFactory(predecessor_initiative=tiltak("T902"), successor_initiative=t001, need_by="1.2.2027")
    (case,) = put(sekretariat, meeting, contract).new
    assert case.title == "Leveransen fra «Tiltak T902» til «Program pasientens legemiddelliste»"
    assert (
        "at Tiltak T902 leverer det «Program pasientens legemiddelliste» venter på til Helsedirektoratet" in case.text
    )


# ── what is withheld ─────────────────────────────────────────────────────────────────────────────────────────────────


def withhold(subject: Any, field: str, **values: Any) -> None:
    WithheldValue(subject=subject.uid, field=field, grade="exempt", legal_basis="offl. § 23", **values).record(
        Act("test")
    )


@pytest.mark.parametrize(
    ("state", "facts", "field"),
    [
        ("accepted", {"need_by": "1.2.2027"}, "need_by"),
        ("accepted", {"promised": "1.2.2027"}, "promised"),
        ("disputed", {"last_word": "giver", "counter_date": "1.2.2027"}, "counter_date"),
    ],
)
def test_a_withheld_date_is_told_to_no_meeting_nor_said_to_be_missing(
    state: str,
    facts: dict[str, str],
    field: str,
    sekretariat: User,
    meeting: Meeting,
    login: Milestone,
    t001: Initiative,
) -> None:
    contract = DependencyFactory(predecessor_milestone=login, successor_initiative=t001, state=state, **facts)
    withhold(contract, field)
    (case,) = put(sekretariat, meeting, contract).new
    assert "2027" not in case.title + case.text and "mangler" not in case.title
    assert "bes drøfte når Norsk helsenett skal levere" in case.text
    assert "2027" not in str(Notice.objects.values_list("values__words", flat=True))


def test_a_withheld_name_is_told_to_no_meeting(
    sekretariat: User, meeting: Meeting, conflict: Dependency, login: Milestone, t001: Initiative, t900: Initiative
) -> None:
    for each in (login, t001, t900):
        withhold(each, "name")
    (case,) = put(sekretariat, meeting, conflict).new
    told = case.title + case.text
    assert not any(name in told for name in ("innlogging", "legemiddelliste", "Helsenettet"))
    assert case.title == "Uenighet om når «T900» er klar"


def test_what_is_released_is_told(sekretariat: User, meeting: Meeting, conflict: Dependency, login: Milestone) -> None:
    withhold(login, "name", release=parse("23.11.2026").earliest)
    assert "innlogging" in put(sekretariat, meeting, conflict).new[0].title
