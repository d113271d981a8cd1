"""The pages and files of agendas: who reads, who prepares, what is shown of which time."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from initiatives import actions
from initiatives.domain.dates import parse
from initiatives.models import Case, Dependency, GovernanceBody, Initiative, Meeting, User
from initiatives.models.base import Act
from reporting.actions.locking import lock_period
from reporting.models import ExportLog, ReportingPeriod
from reporting.source import forget
from tests.factories import (
    ActionPlanFactory,
    DependencyFactory,
    ExternalPartyFactory,
    GovernanceBodyFactory,
    InitiativeFactory,
    MeetingFactory,
    MilestoneDateFactory,
    MilestoneFactory,
    PlanEntryFactory,
)
from tests.initiatives.views.filling import text_of

pytestmark = pytest.mark.django_db
LIST = "/samordning/saksliste/"
FORMS = ("pdf", "xlsx", "txt", "csv", "json")


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    with time_machine.travel("2026-11-23T09:00:00+01:00", tick=False) as traveller:
        yield traveller


@pytest.fixture
def meeting(db: None) -> Meeting:
    body: GovernanceBody = GovernanceBodyFactory(key="nufa", name="NUFA (Fagutvalget)")
    return MeetingFactory(body=body, date="10.12.2026", number="4/2026")


@pytest.fixture
def conflict(t001: Initiative, t900: Initiative) -> Dependency:
    PlanEntryFactory(initiative=t001, plan=ActionPlanFactory(), category="ongoing")
    login = MilestoneFactory(initiative=t900, name="Felles innlogging i drift")
    rollout = MilestoneFactory(initiative=t001, name="Bred innføring")
    for milestone, day in ((login, "10.1.2027"), (rollout, "1.2.2027")):
        MilestoneDateFactory(milestone=milestone, role="original", date=day)
    return DependencyFactory(
        predecessor_milestone=login,
        successor_milestone=rollout,
        binding=True,
        state="disputed",
        last_word="giver",
        need_by="15.1.2027",
        counter_date="4.3.2027",
        description="Innloggingen må på plass",
        objection="Det rekker vi ikke",
    )


@pytest.fixture
def case(sekretariat: User, meeting: Meeting, conflict: Dependency) -> Case:
    (made,) = actions.put_on_agenda(by=sekretariat, meeting=meeting, dependencies=[conflict]).new
    return made


@pytest.fixture
def office(client: Client, sekretariat: User) -> Client:
    client.force_login(sekretariat)
    return client


def page(meeting: Meeting) -> str:
    return f"{LIST}{meeting.uid}/"


def later(clock: Any, client: Client, user: User, moment: str) -> None:
    """Another day, signed in anew."""
    clock.move_to(moment)
    client.force_login(user)


def lock(code: str = "2026-3") -> ReportingPeriod:
    period = ReportingPeriod(code=code, cut_off=date(2026, 11, 23), state="open")
    period.record(Act(actor="Kontoret"))
    lock_period(period=period, act=Act(actor="Kontoret", reason="Runden er over"))
    forget()
    return period


# ── who ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_anonymous_are_sent_to_sign_in(client: Client, case: Case, meeting: Meeting) -> None:
    for url in (LIST, page(meeting), f"{page(meeting)}pdf/"):
        assert client.get(url)["Location"].startswith("/logg-inn/")


@pytest.mark.parametrize("who", ["utenforstaende", "leder", "programleder", "admin"])
def test_those_who_do_not_prepare_it_read_it_and_take_no_file(
    who: str, client: Client, cast: dict[str, User], case: Case, meeting: Meeting
) -> None:
    client.force_login(cast[who])
    response = client.get(page(meeting))
    content = response.content.decode()
    assert "Uenighet om når «Felles innlogging i drift» er klar" in text_of(response)
    assert "/saksliste/sak/" not in content and "rediger" not in content
    assert re.search(r"<form[^>]*method=.post", content.split("<main")[1].split("</main>")[0]) is None
    assert "Nytt møte" not in client.get(LIST).content.decode()
    for form in FORMS:
        assert client.get(f"{page(meeting)}{form}/").status_code == 403
    assert not ExportLog.objects.exists()


def test_the_secretariat_changes_moves_and_takes_out(office: Client, case: Case, meeting: Meeting) -> None:
    content = office.get(page(meeting)).content.decode()
    assert f"/saksliste/sak/{case.uid}/" in content and f"/saksliste/{meeting.uid}/rediger/" in content
    assert f"/samordning/saksliste/{meeting.uid}/txt/" in content
    assert "/flytt/" not in content  # one case has nowhere to go


# ── what is shown ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_list_shows_every_meeting_with_its_cases(office: Client, case: Case, meeting: Meeting) -> None:
    MeetingFactory(body=meeting.body, date="1.10.2026")
    response = office.get(LIST)
    assert "Ett møte venter, med én sak." in text_of(response)
    coming, past = response.context["coming"], response.context["past"]
    assert [(row.body, row.listed.cases, row.listed.undecided, row.url) for row in coming] == [
        ("NUFA (Fagutvalget)", 1, 1, page(meeting))
    ]
    assert [row.listed.cases for row in past] == [0]


def test_an_empty_list_invites_whoever_may(office: Client, client: Client, leder: User) -> None:
    assert "Velg avtaler i samordningen" in text_of(office.get(LIST))
    client.force_login(leder)
    said = text_of(client.get(LIST))
    assert "Ingen møter venter." in said and "Velg avtaler" not in said


def test_a_case_shows_both_sides_what_is_wrong_and_what_it_costs(office: Client, case: Case, meeting: Meeting) -> None:
    said = text_of(office.get(page(meeting)))
    for part in (
        "NUFA (Fagutvalget) har én sak 10. desember 2026.", "Giver · Norsk helsenett", "Mottaker · Helsedirektoratet",
        "Trengs senest 15.1.2027", "Giverens motforslag 4.3.2027", "omstridt", "Innloggingen må på plass",
        "Norsk helsenett innvender Det rekker vi ikke", "flyttes én milepæl i ett tiltak med 4 uker",
        "Bred innføring", "+4 uker", "Hva møtet bes om", "ta stilling til når Norsk helsenett skal levere",
    ):  # fmt: skip
        assert part in said, part


def test_several_cases_may_change_places(office: Client, case: Case, meeting: Meeting, sekretariat: User) -> None:
    other = DependencyFactory(
        predecessor_external=ExternalPartyFactory(name="DIPS"), successor_initiative=case.initiative
    )
    actions.put_on_agenda(by=sekretariat, meeting=meeting, dependencies=[other])
    first, second = office.get(page(meeting)).context["cases"]
    assert (first.order, second.order) == ((0, 2), (1, 0))
    office.post(f"/saksliste/sak/{second.uid}/flytt/", {"to": "1", "seen": "2"})
    assert [each.uid for each in office.get(page(meeting)).context["cases"]] == [second.uid, first.uid]


def test_a_meeting_nobody_knows_is_not_found(office: Client) -> None:
    assert office.get(f"{LIST}00000000-0000-0000-0000-000000000000/").status_code == 404


def test_an_agenda_costs_the_same_however_many_cases(
    office: Client, case: Case, meeting: Meeting, sekretariat: User, django_assert_num_queries: Any
) -> None:
    def reads() -> None:
        office.get(page(meeting))
        with django_assert_num_queries(4):  # session, user · periods, revision
            office.get(page(meeting))

    reads()
    more = [
        DependencyFactory(predecessor_external=ExternalPartyFactory(), successor_initiative=case.initiative)
        for _ in range(5)
    ]
    actions.put_on_agenda(by=sekretariat, meeting=meeting, dependencies=more)
    reads()


def test_once_the_meeting_has_been_nothing_on_it_is_moved_or_taken_off(
    office: Client, case: Case, meeting: Meeting, sekretariat: User, clock: Any
) -> None:
    take_off, move = (reverse(f"initiatives:{name}", args=[case.uid]) for name in ("take_off_agenda", "move_case"))
    assert take_off in office.get(page(meeting)).content.decode()
    later(clock, office, sekretariat, "2026-12-11T09:00:00+01:00")
    shown = office.get(page(meeting)).content.decode()
    assert take_off not in shown and reverse("initiatives:edit_case", args=[case.uid]) in shown
    refused = office.post(take_off, {"reason": "Bort"})
    assert refused.status_code == 422 and "Møtet er holdt" in text_of(refused)
    assert "Møtet er holdt" in text_of(office.post(move, {"to": 1, "seen": 1}, follow=True))


# ── the time ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_date_shows_the_agenda_as_it_was_then_for_reading_only(
    office: Client, case: Case, meeting: Meeting, sekretariat: User, clock: Any
) -> None:
    later(clock, office, sekretariat, "2026-11-25T09:00:00+01:00")
    actions.edit_case(by=sekretariat, case=case, changes={"title": "En ny tittel"})
    actions.edit_meeting(by=sekretariat, meeting=meeting, changes={"date": parse("17.12.2026")})
    then, now = office.get(f"{page(meeting)}?date=2026-11-24"), office.get(page(meeting))
    assert "10. desember 2026" in text_of(then) and "Uenighet om når" in text_of(then)
    assert "17. desember 2026" in text_of(now) and "En ny tittel" in text_of(now)
    assert "/rediger/" not in then.content.decode() and "/rediger/" in now.content.decode()
    InitiativeFactory(known_from=datetime(2019, 1, 1, tzinfo=UTC))  # something was known before the meeting
    assert office.get(f"{page(meeting)}?date=2020-01-01").status_code == 404
    assert "?date=2026-11-24" in office.get(f"{LIST}?date=2026-11-24").context["coming"][0].url


def test_a_locked_period_keeps_its_agenda_whatever_comes_after(
    office: Client, case: Case, meeting: Meeting, conflict: Dependency, sekretariat: User, clock: Any
) -> None:
    lock()
    address = f"{page(meeting)}?period=2026-3"
    locked = office.get(address)
    text = office.get(f"{page(meeting)}txt/?period=2026-3").content
    later(clock, office, sekretariat, "2026-12-09T09:00:00+01:00")
    actions.edit_case(by=sekretariat, case=case, changes={"title": "En ny tittel"})
    actions.take_off_agenda(by=sekretariat, case=case, reason="Løst")
    actions.withdraw_meeting(by=sekretariat, meeting=meeting, reason="Avlyst")
    assert office.get(page(meeting)).status_code == 404
    assert text_of(office.get(address)).split("Saker")[1] == text_of(locked).split("Saker")[1]
    assert office.get(f"{page(meeting)}txt/?period=2026-3").content == text
    assert b"Uenighet om" in text and b"2026-3" in text


def test_the_overview_shows_a_new_case_and_a_locked_period_does_not(
    office: Client, sekretariat: User, meeting: Meeting, conflict: Dependency
) -> None:
    lock()
    (made,) = actions.put_on_agenda(by=sekretariat, meeting=meeting, dependencies=[conflict]).new
    sekretariat.language = "en"
    now, then = office.get("/"), office.get("/?period=2026-3")
    assert f'href="{page(meeting)}#sak-{made.uid}"' in now.content.decode()
    assert "Uenighet om når" in text_of(now) and "NUFA (Fagutvalget) 10.12.2026" in text_of(now)
    assert "Uenighet om når" not in text_of(then)


def test_the_title_stands_in_its_own_language_on_the_overview_and_the_initiative(
    office: Client, case: Case, meeting: Meeting, sekretariat: User
) -> None:
    actions.edit_case(by=sekretariat, case=case, changes={"title": "When is it ready?", "language": "en"})
    link = re.compile(rf'href="{page(meeting)}#sak-{case.uid}" lang="en">\s*When is it ready')
    for url in ("/", "/tiltak/T001/"):
        assert link.search(office.get(url).content.decode()), url


def test_the_givers_page_shows_the_case_too(office: Client, case: Case, meeting: Meeting) -> None:
    said = office.get("/tiltak/T900/").content.decode()
    assert f"{page(meeting)}#sak-{case.uid}" in said


# ── files ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("form", FORMS)
def test_a_file_is_taken_out_twice_alike_and_written_down(
    form: str, office: Client, case: Case, meeting: Meeting
) -> None:
    url = f"{page(meeting)}{form}/?lang=en"
    first, second = office.get(url), office.get(url)
    assert first.status_code == 200 and first.content == second.content
    assert first["Content-Disposition"].startswith('attachment; filename="saksliste-nufa-2026-12-10-en.')
    assert "no-store" in first["Cache-Control"]
    entry = ExportLog.objects.latest("pk")
    assert (entry.kind, entry.format, entry.rows, entry.language, entry.audience) == ("agenda", form, 1, "en", "board")
    assert (entry.actor, entry.criteria) == ("sekretariat", f"mote={meeting.uid}")


def test_text_is_plain_utf_8(office: Client, case: Case, meeting: Meeting) -> None:
    response = office.get(f"{page(meeting)}txt/")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "Uenighet om når «Felles innlogging i drift» er klar" in response.content.decode()


def test_what_no_file_can_be_is_not_found(office: Client, case: Case, meeting: Meeting) -> None:
    for form in ("exe", "PDF", "docx"):
        assert office.get(f"{page(meeting)}{form}/").status_code == 404
    assert office.post(f"{page(meeting)}pdf/").status_code == 405
    assert not ExportLog.objects.exists()


def test_a_file_of_a_date_says_which(
    office: Client, case: Case, meeting: Meeting, sekretariat: User, clock: Any
) -> None:
    later(clock, office, sekretariat, "2026-11-25T09:00:00+01:00")
    said = office.get(f"{page(meeting)}txt/?date=2026-11-24").content.decode()
    assert "Slik det var kjent 24. november 2026" in said
    assert ExportLog.objects.get().as_of == date(2026, 11, 24)
