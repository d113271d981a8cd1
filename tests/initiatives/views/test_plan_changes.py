"""The pages that write what comes into and goes out of the portfolio: who may, what is asked, nothing typed is lost."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from initiatives import actions
from initiatives.models import ActionPlan, Case, Decision, Initiative, Organisation, PlanChange, PlanEntry, User
from tests.factories import DecisionFactory, GovernanceBodyFactory, MeetingFactory
from tests.initiatives.plans import admission, assessed, entry, plan, revision
from tests.initiatives.views.filling import again, errors_of, opened, text_of

pytestmark = pytest.mark.django_db
NEW = "/portefolje/ny/"
READERS = ("leder", "admin")
TOLD = {
    "name": "Digital hjemmeoppfølging",
    "kind": "project",
    "purpose": "Færre reiser.",
    "category": "planned",
    "segment": "Samstyre",
    "reason": "Fire sykehus planlegger hver sin.",
    **{f"answer_{each}": "ja" for each in ("1", "2a", "2b")},
    **{f"reason_{each}": f"Fordi {each}" for each in ("1", "2a", "2b")},
}
FOUND = {
    **{f"assessed_{each}": "ja" for each in ("1", "2a", "2b")},
    "recommendation": "Tas inn.",
    "asked_kind": "endorsement",
    "asked": "Rådet bes slutte seg til opptaket.",
}


@pytest.fixture(autouse=True)
def portfolio(db: None) -> ActionPlan:
    return plan()


@pytest.fixture
def place(t001: Initiative, portfolio: ActionPlan) -> PlanEntry:
    return entry(t001, portfolio, entered="2024")


@pytest.fixture
def asked(programleder: User, eier: Organisation, portfolio: ActionPlan) -> PlanChange:
    return admission(programleder, portfolio, eier)


def of(change: PlanChange, name: str) -> str:
    return reverse(f"initiatives:{name}", args=[change.uid])


JUDGED = ("assess_plan_change", "put_change_on_agenda", "decide_plan_change")


def signed_in(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


# ── who ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("who", [*READERS, "utenforstaende"])
def test_nobody_else_asks_for_an_initiative(
    who: str, client: Client, cast: dict[str, User], place: PlanEntry, t001: Initiative
) -> None:
    signed_in(client, cast[who])
    own = [NEW] if who in READERS else []
    for url in [*own, *(f"/portefolje/{act}/{t001.code}/" for act in ("opptak", "flytt", "uttak"))]:
        assert client.get(url).status_code == 403, url
        assert client.post(url, TOLD).status_code == 403, url
    assert not PlanChange.objects.exists()


@pytest.mark.parametrize("who", ["programleder", "utenforstaende", *READERS])
def test_only_the_secretariat_assesses_decides_and_puts_before_a_board(
    who: str, client: Client, cast: dict[str, User], asked: PlanChange
) -> None:
    signed_in(client, cast[who])
    before = revision()
    for name in JUDGED:
        assert client.get(of(asked, name)).status_code == 403, name
        response = client.post(of(asked, name), FOUND)
        assert response.status_code == 403
        assert "porteføljekontoret" in response.content.decode()
    assert revision() == before


@pytest.mark.parametrize("who", ["utenforstaende", *READERS])
def test_others_take_nothing_back(who: str, client: Client, cast: dict[str, User], asked: PlanChange) -> None:
    signed_in(client, cast[who])
    assert client.get(of(asked, "withdraw_plan_change")).status_code == 403
    assert client.post(of(asked, "withdraw_plan_change"), {"reason": "Bort"}).status_code == 403


def test_the_anonymous_are_sent_to_sign_in(client: Client, asked: PlanChange) -> None:
    for url in (NEW, *(of(asked, name) for name in (*JUDGED, "withdraw_plan_change"))):
        assert client.get(url)["Location"] == f"/logg-inn/?next={url}"


def test_what_nobody_has_asked_is_not_found(client: Client, sekretariat: User, t001: Initiative) -> None:
    signed_in(client, sekretariat)
    for name in (*JUDGED, "withdraw_plan_change"):
        assert client.get(reverse(f"initiatives:{name}", args=[PlanChange().uid])).status_code == 404
    for act in ("flytt", "uttak"):
        assert client.get(f"/portefolje/{act}/{t001.code}/").status_code == 404
        assert client.get(f"/portefolje/{act}/T404/").status_code == 404


def test_a_form_without_its_token_is_refused(sekretariat: User, asked: PlanChange) -> None:
    client = signed_in(Client(enforce_csrf_checks=True), sekretariat)
    for url in (NEW, *(of(asked, name) for name in (*JUDGED, "withdraw_plan_change"))):
        assert client.post(url, TOLD).status_code == 403


# ── proposed ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_owner_proposes_a_new_initiative(client: Client, programleder: User, eier: Organisation) -> None:
    signed_in(client, programleder)
    sent = opened(client, NEW)
    assert sent["organisation"] == str(eier.pk)
    response = client.post(NEW, sent | TOLD)
    change = PlanChange.objects.get()
    assert response["Location"] == reverse("reporting:portfolio_change", args=[change.uid])
    assert (change.initiative.name, change.category, change.organisation) == (TOLD["name"], "planned", eier)
    client.post(NEW, sent | TOLD)
    assert PlanChange.objects.count() == 1


def test_only_the_persons_own_organisations_are_offered(
    client: Client, programleder: User, annen_eier: Organisation
) -> None:
    signed_in(client, programleder)
    response = client.post(NEW, opened(client, NEW) | TOLD | {"organisation": str(annen_eier.pk)})
    assert (response.status_code, list(errors_of(response))) == (422, ["organisation"])
    assert not PlanChange.objects.exists()


def test_what_is_missing_is_told_beside_its_field_and_nothing_typed_is_lost(client: Client, programleder: User) -> None:
    signed_in(client, programleder)
    sent = opened(client, NEW) | TOLD | {"name": "", "answer_2b": "", "reason_1": "", "category": ""}
    response = client.post(NEW, sent)
    assert response.status_code == 422
    assert set(errors_of(response)) == {"name", "answer_2b", "category"}
    assert again(response)["purpose"] == TOLD["purpose"]
    response = client.post(NEW, sent | {"name": "Navn", "answer_2b": "nei", "category": "wanted"})
    assert errors_of(response) == {"reason_1": "Skriv en begrunnelse. Den blir stående i loggen."}
    assert again(response)["reason_2a"] == "Fordi 2a"


def test_an_identity_number_is_refused_in_the_answers(client: Client, programleder: User) -> None:
    signed_in(client, programleder)
    response = client.post(NEW, opened(client, NEW) | TOLD | {"reason_2a": "Gjelder 01010050053"})
    assert list(errors_of(response)) == ["reason_2a"]
    assert not Initiative.objects.filter(name=TOLD["name"]).exists()


def test_a_registered_initiative_asks_to_come_in(client: Client, programleder: User, t001: Initiative) -> None:
    signed_in(client, programleder)
    url = f"/portefolje/opptak/{t001.code}/"
    sent = opened(client, url)
    assert "name" not in sent
    client.post(url, sent | TOLD)
    assert PlanChange.objects.get().initiative == t001


def test_a_move_and_an_exit_are_asked_of_the_place_there_is(
    client: Client, programleder: User, place: PlanEntry, t001: Initiative, eier: Organisation
) -> None:
    signed_in(client, programleder)
    url = f"/portefolje/flytt/{t001.code}/"
    sent = opened(client, url)
    assert (sent["entry"], sent["organisation"]) == (str(place.pk), str(eier.pk))
    response = client.post(url, sent | {"category": "planned", "reason": "Nå"})
    assert errors_of(response) == {"category": "Tiltaket står der allerede. Velg en annen kategori."}
    client.post(url, sent | {"category": "ongoing", "reason": "Nå"})
    response = client.post("/portefolje/uttak/T001/", opened(client, "/portefolje/uttak/T001/") | {"reason": "Ferdig"})
    assert "Det ligger allerede et forslag" in text_of(response)
    assert [each.kind for each in PlanChange.objects.all()] == ["move"]


# ── assessed, before a board, decided ────────────────────────────────────────────────────────────────────────────────


def test_the_office_assesses_beside_the_owners_answers(client: Client, sekretariat: User, asked: PlanChange) -> None:
    signed_in(client, sekretariat)
    url = of(asked, "assess_plan_change")
    assert "svarer ja. Fordi 2a" in text_of(client.get(url))
    sent = opened(client, url) | FOUND
    response = client.post(url, sent | {"assessed_2b": "nei"})
    assert list(errors_of(response)) == ["assessment_2b"]
    response = client.post(url, sent | {"assessed_2b": "nei", "assessment_2b": "Bidrar bare."})
    asked.refresh_from_db()
    assert response.status_code == 302
    assert (asked.state, asked.criteria.get(criterion="2b").assessed) == ("assessed", False)


def test_who_proposed_is_told_that_another_assesses(client: Client, sekretariat: User, eier: Organisation) -> None:
    change = admission(sekretariat, ActionPlan.objects.get(), eier)
    signed_in(client, sekretariat)
    url = of(change, "assess_plan_change")
    response = client.post(url, opened(client, url) | FOUND)
    assert response.status_code == 422
    assert "En annen ved porteføljekontoret" in text_of(response)
    assert again(response)["asked"] == FOUND["asked"]


def test_what_others_saved_first_is_shown_and_the_next_sending_answers_it(
    client: Client, sekretariat: User, asked: PlanChange
) -> None:
    signed_in(client, sekretariat)
    url = of(asked, "assess_plan_change")
    sent = opened(client, url) | FOUND
    assessed(sekretariat, asked, values=FOUND_BY_OTHERS)
    response = client.post(url, sent)
    assert response.status_code == 422
    assert "Saken er endret siden du åpnet siden" in text_of(response)
    assert "Fra en kollega" in text_of(response)
    assert client.post(url, again(response)).status_code == 302
    asked.refresh_from_db()
    assert asked.recommendation == FOUND["recommendation"]


FOUND_BY_OTHERS = {"recommendation": "Fra en kollega", "asked_kind": "discussion", "asked": "Hva nå?"}


def test_it_is_put_before_a_coming_meeting(client: Client, sekretariat: User, asked: PlanChange) -> None:
    assessed(sekretariat, asked)
    signed_in(client, sekretariat)
    url = of(asked, "put_change_on_agenda")
    assert "Ingen møter er kalt inn" in text_of(client.get(url))
    meeting: Any = MeetingFactory(body=GovernanceBodyFactory(name="NUFA"), date="10.12.2099")
    assert opened(client, url)["meeting"] == str(meeting.uid)
    assert errors_of(client.post(url, {"meeting": ""})) == {"meeting": "Velg et møte."}
    assert client.post(url, {"meeting": str(meeting.uid)}).status_code == 302
    assert Case.objects.get().initiative == asked.initiative


def test_the_decision_is_written_in_and_carried_out_in_its_case(
    client: Client, sekretariat: User, asked: PlanChange
) -> None:
    assessed(sekretariat, asked)
    body: Any = GovernanceBodyFactory(name="NUFA")
    meeting: Any = MeetingFactory(body=body, date="10.12.2099")
    (case,) = actions.put_change_on_agenda(by=sekretariat, change=asked, meeting=meeting).new
    signed_in(client, sekretariat)
    url = of(asked, "decide_plan_change")
    sent = opened(client, url)
    assert (sent["case"], sent["body"], sent["category"]) == (str(case.pk), str(body.pk), "planned")
    response = client.post(url, sent | {"outcome": "granted"})
    assert set(errors_of(response)) == {"title", "date"}
    response = client.post(url, sent | {"outcome": "granted", "title": "Tas inn", "date": "24.12.2099"})
    assert errors_of(response) == {"date": "Vedtaket kan ikke ligge fram i tid. Skriv dagen det ble fattet."}
    response = client.post(
        url, sent | {"outcome": "granted", "title": "Tas inn", "date": "1.2.2025", "category": "ongoing"}
    )
    assert response.status_code == 302
    decision = Decision.objects.get()
    assert (decision.case, decision.body) == (case, body)
    assert asked.initiative.entries.get().category == "ongoing"


def test_a_registered_decision_can_be_chosen(client: Client, sekretariat: User, asked: PlanChange) -> None:
    assessed(sekretariat, asked)
    held = DecisionFactory(initiative=asked.initiative, date="1.2.2025")
    signed_in(client, sekretariat)
    url = of(asked, "decide_plan_change")
    assert client.post(url, opened(client, url)).status_code == 422
    client.post(url, opened(client, url) | {"outcome": "declined", "decision": str(held.pk)})
    asked.refresh_from_db()
    assert (asked.state, asked.decision) == ("declined", held)


def test_an_exit_asks_what_becomes_of_the_initiative(
    client: Client, sekretariat: User, programleder: User, place: PlanEntry, t001: Initiative
) -> None:
    exit_ = actions.propose_exit(by=programleder, entry=place, values={"reason": "Ferdig"})
    assessed(sekretariat, exit_)
    signed_in(client, sekretariat)
    url = of(exit_, "decide_plan_change")
    sent = opened(client, url)
    assert "category" not in sent
    sent |= {"outcome": "granted", "title": "Tas ut", "date": "1.2.2020", "decided_by": "NUFA", "life": "completed"}
    response = client.post(url, sent)
    assert errors_of(response) == {"date": "Tiltaket kom inn i planen 2024 og kan ikke gå ut før det."}
    client.post(url, sent | {"date": "1.2.2025"})
    t001.refresh_from_db()
    assert t001.life == "completed"


def test_the_proposer_takes_it_back_with_a_reason(client: Client, programleder: User, asked: PlanChange) -> None:
    signed_in(client, programleder)
    url = of(asked, "withdraw_plan_change")
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "Slås sammen"}).status_code == 302
    asked.refresh_from_db()
    assert asked.state == "withdrawn"
    response = client.post(url, {"reason": "En gang til"})
    assert "fordi forslaget er trukket" in text_of(response)


def test_looking_writes_nothing(
    client: Client, sekretariat: User, asked: PlanChange, place: PlanEntry, t001: Initiative
) -> None:
    before = revision()
    signed_in(client, sekretariat)
    urls = [NEW, *(f"/portefolje/{act}/{t001.code}/" for act in ("opptak", "flytt", "uttak"))]
    urls += [of(asked, name) for name in (*JUDGED, "withdraw_plan_change")]
    for url in urls:
        response = client.get(url)
        assert (response.status_code, 'aria-label="Brødsmuler"' in response.content.decode()) == (200, True), url
    assert revision() == before
