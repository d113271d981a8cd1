"""The pages that write agendas: who may, what is asked, and that nothing typed is lost."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from initiatives import actions
from initiatives.models import Case, Dependency, GovernanceBody, Initiative, Meeting, Revision, User
from initiatives.models.base import Act
from tests.factories import (
    CaseFactory,
    DecisionFactory,
    DependencyFactory,
    ExternalPartyFactory,
    GovernanceBodyFactory,
    MeetingFactory,
    MilestoneFactory,
)
from tests.initiatives.views.filling import again, errors_of, opened, text_of

pytestmark = pytest.mark.django_db

PUT = "/saksliste/ny/"


@pytest.fixture
def council(db: None) -> GovernanceBody:
    return GovernanceBodyFactory(name="NUFA (Fagutvalget)", level="faglig", period="minst 2015–")


@pytest.fixture
def meeting(council: GovernanceBody) -> Meeting:
    return MeetingFactory(body=council, date="10.12.2026", number="4/2026")


@pytest.fixture
def conflict(t001: Initiative, t900: Initiative) -> Dependency:
    login = MilestoneFactory(initiative=t900, name="Felles innlogging i drift")
    return DependencyFactory(
        predecessor_milestone=login,
        successor_initiative=t001,
        kind="technical",
        state="disputed",
        last_word="giver",
        need_by="1.2.2027",
        counter_date="15.3.2027",
    )


@pytest.fixture
def case(meeting: Meeting, t001: Initiative) -> Case:
    return CaseFactory(meeting=meeting, initiative=t001, title="Innloggingen", position=1)


@pytest.fixture
def office(client: Client, sekretariat: User) -> Client:
    client.force_login(sekretariat)
    return client


def addresses(meeting: Meeting, case: Case) -> list[str]:
    names = {"edit_meeting": meeting, "withdraw_meeting": meeting, "edit_case": case, "take_off_agenda": case}
    return [PUT, *(reverse(f"initiatives:{name}", args=[fact.uid]) for name, fact in names.items())]


def move(case: Case) -> str:
    return reverse("initiatives:move_case", args=[case.uid])


# ── who ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("who", ["programleder", "utenforstaende", "leder", "admin"])
def test_only_the_secretariat_sets_up_agendas(
    who: str, client: Client, cast: dict[str, User], meeting: Meeting, case: Case
) -> None:
    client.force_login(cast[who])
    sent = {"reason": "Bort", "title": "Kapret", "to": "1"}
    for url in addresses(meeting, case):
        assert client.get(url).status_code == 403
        response = client.post(url, sent)
        assert response.status_code == 403
        assert "porteføljekontoret" in response.content.decode()
    assert client.post(move(case), sent).status_code == 403
    assert not Revision.objects.filter(value__gt=0).exists()


def test_the_anonymous_are_sent_to_sign_in(client: Client, meeting: Meeting, case: Case) -> None:
    for url in addresses(meeting, case):
        assert client.get(url)["Location"] == f"/logg-inn/?next={url}"
    assert client.post(move(case), {"to": "1"}).status_code == 403


def test_a_form_without_its_token_is_refused(sekretariat: User, meeting: Meeting, case: Case) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(sekretariat)
    for url in (*addresses(meeting, case), move(case)):
        assert client.post(url, {"reason": "Bort"}).status_code == 403
    assert not Revision.objects.filter(value__gt=0).exists()


def test_the_secretariat_sees_every_page_and_looking_writes_nothing(
    office: Client, meeting: Meeting, case: Case
) -> None:
    for url in addresses(meeting, case):
        response = office.get(url)
        assert (response.status_code, 'aria-label="Brødsmuler"' in response.content.decode()) == (200, True)
    assert office.get(move(case)).status_code == 405
    assert not Revision.objects.filter(value__gt=0).exists()


# ── conflicts on an agenda ───────────────────────────────────────────────────────────────────────────────────────────


def test_the_conflicts_of_the_address_are_shown_with_what_would_be_asked(
    office: Client, meeting: Meeting, conflict: Dependency
) -> None:
    other = DependencyFactory(
        predecessor_external=ExternalPartyFactory(name="DIPS"), successor_initiative=conflict.successor_initiative
    )
    url = f"{PUT}?avtale={conflict.uid}&avtale=abc&avtale={other.uid}&avtale={conflict.uid}&avtale=%00"
    said = text_of(office.get(url))
    assert said.count("Uenighet om når «Felles innlogging i drift» er klar") == 1
    assert "ta stilling til når Norsk helsenett skal levere" in said
    assert said.index("Felles innlogging") < said.index("mangler dato fra «DIPS»")


def test_the_nearest_meeting_of_the_body_that_can_settle_it_is_chosen(
    office: Client, meeting: Meeting, conflict: Dependency
) -> None:
    nearer = MeetingFactory(body=GovernanceBodyFactory(level="taktisk"), date="1.12.2026")
    MeetingFactory(body=meeting.body, date="20.1.2027")
    MeetingFactory(body=meeting.body, date="20.1.2026", number="for lengst over")
    form = office.get(f"{PUT}?avtale={conflict.uid}").context["form"]
    assert form["meeting"].value() == str(meeting.uid)
    offered = [value for value, _ in form.fields["meeting"].choices]
    assert offered[:2] == [str(nearer.uid), str(meeting.uid)]
    assert "for lengst over" not in str(form.fields["meeting"].choices)
    asked = office.get(f"{PUT}?avtale={conflict.uid}&mote={nearer.uid}").context["form"]
    assert asked["meeting"].value() == str(nearer.uid)


def test_where_the_body_has_no_meeting_a_new_one_is_proposed(
    office: Client, council: GovernanceBody, conflict: Dependency
) -> None:
    GovernanceBodyFactory(name="Nasjonalt e-helsestyre", period="minst 2017–2021")
    form = office.get(f"{PUT}?avtale={conflict.uid}").context["form"]
    assert (form["meeting"].value(), form["body"].value()) == ("ny", council.pk)
    assert [str(each) for each in form.fields["body"].queryset] == ["NUFA (Fagutvalget)"]


def test_chosen_conflicts_become_cases_and_lead_to_the_agenda(
    office: Client, meeting: Meeting, conflict: Dependency, programleder: User
) -> None:
    url = f"{PUT}?avtale={conflict.uid}"
    response = office.post(url, opened(office, url) | {"dependencies": [str(conflict.uid)]}, follow=True)
    assert response.redirect_chain == [(f"/samordning/saksliste/{meeting.uid}/", 302)]
    assert "1 sak er satt på sakslista, og eierne er varslet" in text_of(response)
    assert Case.objects.get().meeting == meeting
    said = text_of(office.post(url, opened(office, url) | {"dependencies": [str(conflict.uid)]}, follow=True))
    assert "Står alt på sakslista, og ble ikke satt opp igjen: Uenighet om når" in said
    assert Case.objects.count() == 1
    assert "Står alt på sakslista for NUFA (Fagutvalget) 10.12.2026" in text_of(office.get(url))


def test_a_new_meeting_is_called_with_its_cases(office: Client, council: GovernanceBody, conflict: Dependency) -> None:
    url = f"{PUT}?avtale={conflict.uid}"
    sent = opened(office, url) | {"dependencies": [str(conflict.uid)], "date": "17.12.2026", "number": "5/2026"}
    office.post(url, sent)
    office.post(url, sent)  # a double click
    made = Meeting.objects.get()
    assert (made.body, made.number, made.cases.count()) == (council, "5/2026", 1)


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"dependencies": []}, "dependencies", "Velg minst én avtale"),
        ({"meeting": "borte"}, "meeting", "flyttet eller avlyst"),
        ({"body": ""}, "body", "Velg råd eller utvalg."),
        ({"date": ""}, "date", "Skriv hvilken dag møtet holdes."),
        ({"date": "22.11.2026"}, "date", "Velg i dag eller en senere dag."),
        ({"date": "i vår"}, "date", "Skriv"),
        ({"date": "des. 2026"}, "date", "på en bestemt dag"),
        ({"date": "10.12.2026"}, "date", "har allerede et møte den dagen"),
    ],
)
def test_what_is_wrong_is_told_beside_the_field_and_nothing_is_lost(
    changes: dict[str, Any], field: str, said: str, office: Client, meeting: Meeting, conflict: Dependency
) -> None:
    url = f"{PUT}?avtale={conflict.uid}"
    usual = {"meeting": "ny", "date": "17.12.2026", "number": "5/2026", "dependencies": [str(conflict.uid)]}
    response = office.post(url, opened(office, url) | usual | changes)
    assert response.status_code == 422
    assert said in errors_of(response)[field]
    content = response.content.decode()
    assert f'aria-describedby="id_{field}' in content
    (link,) = re.findall(rf'href="#(id_{field}\w*)"', content)
    assert f'id="{link}"' in content
    assert again(response)["number"] == "5/2026"
    assert (Meeting.objects.count(), Case.objects.count()) == (1, 0)


def test_a_conflict_withdrawn_meanwhile_is_told(office: Client, meeting: Meeting, conflict: Dependency) -> None:
    url = f"{PUT}?avtale={conflict.uid}"
    sent = opened(office, url) | {"dependencies": [str(conflict.uid)]}
    conflict.withdraw(Act("test", reason="Løst"))
    response = office.post(url, sent)
    assert (response.status_code, Case.objects.count()) == (422, 0)


def test_a_list_sent_with_nothing_ticked_is_shown_again_and_asks_for_it(office: Client) -> None:
    response = office.get(f"{PUT}?valg=1", follow=True)
    assert response.redirect_chain == [("/samordning/", 302)]
    assert "Kryss av avtalene som skal løftes." in text_of(response)


def test_without_conflicts_a_meeting_is_called(office: Client, council: GovernanceBody) -> None:
    sent = opened(office, PUT) | {"body": council.pk, "date": "17.12.2026"}
    assert set(sent) == {"uid", "body", "date", "number"}
    response = office.post(PUT, sent, follow=True)
    assert "Møtet er lagret." in text_of(response)
    assert Meeting.objects.get().cases.count() == 0
    empty = office.post(PUT, {})
    assert (empty.status_code, set(errors_of(empty))) == (422, {"body", "date"})
    assert "Velg råd eller utvalg." in errors_of(empty)["body"]


def test_the_form_costs_a_fixed_number_of_queries(
    office: Client, meeting: Meeting, conflict: Dependency, django_assert_num_queries: Any
) -> None:
    from initiatives import reading

    more = [
        DependencyFactory(
            predecessor_external=ExternalPartyFactory(), successor_initiative=conflict.successor_initiative
        )
        for _ in range(3)
    ]
    reading.current()
    # session, user · contracts, owners, withheld, cases · meetings · revision, body · bodies twice
    for chosen in ([conflict], [conflict, *more]):
        with django_assert_num_queries(11):
            office.get(PUT, {"avtale": [each.uid for each in chosen]})


# ── meetings and cases ───────────────────────────────────────────────────────────────────────────────────────────────


def test_a_meeting_is_moved(office: Client, meeting: Meeting) -> None:
    url = reverse("initiatives:edit_meeting", args=[meeting.uid])
    response = office.post(url, opened(office, url) | {"date": "14.1.2027"}, follow=True)
    assert "Møtedag: 10.12.2026 → 14.1.2027" in text_of(response)
    wrong = office.post(url, opened(office, url) | {"date": "1.1.2026"})
    assert (wrong.status_code, "senere dag" in errors_of(wrong)["date"]) == (422, True)


def test_a_meeting_somebody_else_has_moved_is_asked_about(office: Client, meeting: Meeting, sekretariat: User) -> None:
    from initiatives.domain.dates import parse

    url = reverse("initiatives:edit_meeting", args=[meeting.uid])
    sent = opened(office, url) | {"date": "14.1.2027"}
    actions.edit_meeting(by=sekretariat, meeting=meeting, changes={"date": parse("21.1.2027")})
    response = office.post(url, sent)
    assert (response.status_code, "21.1.2027" in text_of(response)) == (422, True)
    office.post(url, again(response) | {"valg_date": "min"})
    meeting.refresh_from_db()
    assert meeting.date == parse("14.1.2027")


def test_a_meeting_with_cases_is_not_called_off(office: Client, meeting: Meeting, case: Case) -> None:
    url = reverse("initiatives:withdraw_meeting", args=[meeting.uid])
    response = office.post(url, {"reason": "Avlyst"})
    assert (response.status_code, "Innloggingen" in text_of(response)) == (422, True)
    office.post(reverse("initiatives:take_off_agenda", args=[case.uid]), {"reason": "Utsatt"})
    assert office.post(url, {"reason": "Avlyst"})["Location"] == "/samordning/saksliste/"


def test_a_case_is_written_over(office: Client, case: Case) -> None:
    url = reverse("initiatives:edit_case", args=[case.uid])
    sent = opened(office, url) | {"number": "22/26", "kind": "discussion", "text": "Hva haster?"}
    response = office.post(url, sent)
    assert response["Location"] == f"/samordning/saksliste/{case.meeting.uid}/"
    case.refresh_from_db()
    assert (case.number, case.kind, case.text) == ("22/26", "discussion", "Hva haster?")
    wrong = office.post(url, opened(office, url) | {"title": "", "text": "Fødselsnummer 01010112377"})
    assert (wrong.status_code, set(errors_of(wrong))) == (422, {"title", "text"})
    assert again(wrong)["number"] == "22/26"


def test_a_case_is_moved_from_where_it_was_seen(office: Client, meeting: Meeting, case: Case) -> None:
    second = CaseFactory(meeting=meeting, position=2)
    response = office.post(move(second), {"to": "1", "seen": "2"})
    assert response["Location"] == f"/samordning/saksliste/{meeting.uid}/#rad-{second.uid}"
    assert list(meeting.cases.order_by("position")) == [second, case]
    for sent in ({"to": "2", "seen": "2"}, {"to": "x"}, {"to": "9" * 30}, {}):
        said = text_of(office.post(move(second), sent, follow=True))
        assert "Lista er endret siden du åpnet den" in said
    assert list(meeting.cases.order_by("position")) == [second, case]


def test_a_case_is_taken_off_with_a_reason(office: Client, case: Case) -> None:
    url = reverse("initiatives:take_off_agenda", args=[case.uid])
    assert office.post(url, {"reason": ""}).status_code == 422
    decision = DecisionFactory(case=case, date="2026")
    response = office.post(url, {"reason": "Utsatt"})
    assert (response.status_code, "har fått et vedtak" in text_of(response)) == (422, True)
    decision.withdraw(Act("test", reason="Feil"))
    assert office.post(url, {"reason": "Utsatt"})["Location"] == f"/samordning/saksliste/{case.meeting.uid}/"
    assert office.get(url).status_code == 404
