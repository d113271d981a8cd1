"""The pages of acts on a contract: the wrong person first; then what is asked, what is kept, and what comes back."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from initiatives import actions
from initiatives.domain.dates import parse
from initiatives.models import Dependency, Initiative, Milestone, Notice, Revision, User, WithheldValue
from initiatives.models.base import Act
from tests.factories import DependencyFactory, ExternalPartyFactory, MilestoneFactory, OrganisationFactory
from tests.initiatives.table import GIVER, RECEIVER, Lay, stood
from tests.initiatives.views.filling import again, errors_of, opened, text_of

pytestmark = pytest.mark.django_db

ACTS = ("accept", "dispute", "confirm", "fulfil", "ask", "propose", "withdraw")


def url(act: str, contract: Dependency, query: str = "") -> str:
    return reverse(f"initiatives:{act}_contract", kwargs={"uid": contract.uid}) + query


@pytest.fixture
def as_pia(client: Client, pia: User) -> Client:
    client.force_login(pia)
    return client


@pytest.fixture
def as_office(sekretariat: User) -> Client:
    client = Client()
    client.force_login(sekretariat)
    return client


@pytest.fixture(autouse=True)
def language_of_the_next_test() -> Iterator[None]:
    """A page in another language leaves the language of the thread as it was."""
    with override("nb"):
        yield


def wrote() -> bool:
    return Revision.objects.filter(value__gt=0).exists()


# ── who may ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("act", ACTS)
def test_the_anonymous_are_sent_to_sign_in(act: str, client: Client, lay: Lay) -> None:
    address = url(act, lay("proposed", GIVER))
    assert client.get(address)["Location"] == f"/logg-inn/?next={address}"
    assert client.post(address, {"side": "giver"}).status_code == 403
    assert not wrote()


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("who", ["leder", "admin"])
def test_those_on_neither_side_are_refused(act: str, who: str, client: Client, cast: dict[str, User], lay: Lay) -> None:
    client.force_login(cast[who])
    address = url(act, lay("proposed", GIVER))
    assert client.get(address).status_code == 403
    for side in ("giver", "receiver"):
        assert client.post(address, {"side": side, "reason": "Bort", "objection": "Nei"}).status_code == 403
    assert not wrote()


@pytest.mark.parametrize("act", ["accept", "dispute", "confirm", "fulfil", "ask", "withdraw"])
def test_the_other_sides_name_in_the_form_opens_no_door(act: str, as_pia: Client, lay: Lay) -> None:
    """Pia speaks for the receiver only; the giver is not among her choices, whatever she sends."""
    contract = lay("proposed", RECEIVER)
    sent = {"side": "giver", "objection": "Nei", "reason": "Bort", "ask": "date", "fulfilled": "1.11.2026"}
    response = as_pia.post(url(act, contract), sent | {"version": str(actions.version_of(contract))})
    assert response.status_code == 422
    assert "side" in errors_of(response)
    assert not wrote()


@pytest.mark.parametrize("act", ACTS)
def test_the_unknown_is_not_found_and_the_withdrawn_only_with_a_filled_in_form(
    act: str, as_pia: Client, lay: Lay
) -> None:
    contract = lay("proposed", GIVER)
    contract.withdraw(Act("test", reason="Feil part"))
    assert as_pia.get(url(act, contract)).status_code == 404
    assert as_pia.get(url(act, contract).replace(str(contract.uid), str(contract.uid)[::-1])).status_code == 404
    typed = {
        "side": "receiver", "version": "1", "objection": "Vi rekker det ikke", "objection_language": "nb",
        "ask": "date", "fulfilled": "1.11.2026", "reason": "Dobbelt", "type": "FS", "lag": "3", "buffer": "0",
        "kind": "delivery", "binding": "nei", "language": "nb",
    }  # fmt: skip
    response = as_pia.post(url(act, contract), typed)
    assert response.status_code == 422
    assert "trukket tilbake av noen andre: «Feil part»" in text_of(response)


@pytest.mark.parametrize("act", ACTS)
def test_a_form_without_its_token_is_refused(act: str, pia: User, lay: Lay) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(pia)
    contract = lay("proposed", GIVER)
    assert client.post(url(act, contract), {"side": "receiver"}).status_code == 403
    assert not wrote()


# ── what is done ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_accepting_is_one_button_with_the_terms_above_it(as_pia: Client, ola: User, lay: Lay) -> None:
    contract = lay("proposed", GIVER, promised="1.3.2027", description="Innlogging for timeboken")
    page = text_of(as_pia.get(url("accept", contract)))
    assert "Trengs senest – Lovet 1.3.2027" in page
    assert "Innlogging for timeboken" in page
    response = as_pia.post(url("accept", contract), opened(as_pia, url("accept", contract)), follow=True)
    assert response.redirect_chain[0][0] == f"/samordning/avtaler/{contract.uid}/"
    assert "Avtalen er godtatt og bekreftet. Den andre siden får varsel." in text_of(response)
    contract.refresh_from_db()
    assert (contract.state, stood(contract)) == ("accepted", {"receiver": "Pia Programleder"})


@pytest.mark.parametrize(
    ("last_word", "said"),
    [(GIVER, "Godta 15.3.2027 som ny lovet dato"), (RECEIVER, "Godta 15.3.2027 som ny behovsdato")],
)
def test_what_becomes_of_a_counter_date_is_said_before_the_button_is_pressed(
    last_word: str, said: str, client: Client, pia: User, ola: User, lay: Lay
) -> None:
    client.force_login(pia if last_word == GIVER else ola)
    contract = lay("disputed", last_word, counter_date="15.3.2027", objection="For tidlig")
    page = text_of(client.get(url("accept", contract)))
    assert said in page
    assert "Innvending For tidlig" in page


@pytest.mark.parametrize(("promised", "warned"), [("1.4.2027", True), ("15.3.2027", False), ("", False)])
def test_who_accepts_an_earlier_need_is_told_that_the_promise_stays(
    promised: str, warned: bool, client: Client, ola: User, lay: Lay
) -> None:
    client.force_login(ola)
    values = {"promised": promised} if promised else {}
    contract = lay("disputed", RECEIVER, counter_date="15.3.2027", objection="For sent", **values)
    assert ("Lovet dato står fortsatt som 1.4.2027" in text_of(client.get(url("accept", contract)))) is warned


@pytest.mark.parametrize(
    ("who", "side", "asked"),
    [("programleder", GIVER, "Når må dere senest ha det?"), ("utenforstaende", RECEIVER, "Når kan dere levere?")],
)
def test_each_side_is_asked_for_its_own_date(
    who: str, side: str, asked: str, client: Client, cast: dict[str, User], lay: Lay
) -> None:
    client.force_login(cast[who])
    assert asked in text_of(client.get(url("dispute", lay("proposed", side))))


def test_disputing_needs_words_and_keeps_what_was_typed(as_pia: Client, lay: Lay) -> None:
    contract = lay("proposed", GIVER)
    form = opened(as_pia, url("dispute", contract))
    response = as_pia.post(url("dispute", contract), form | {"objection": "", "counter_date": "22.11.2026"})
    assert response.status_code == 422
    assert "Skriv hva som er i veien" in errors_of(response)["objection"]
    response = as_pia.post(url("dispute", contract), form | {"objection": "Før jul", "counter_date": "22.11.2026"})
    assert errors_of(response) == {
        "counter_date": "22.11.2026 har passert. Skriv en dato som kommer, eller la feltet stå tomt."
    }
    assert again(response)["objection"] == "Før jul"
    as_pia.post(url("dispute", contract), again(response) | {"counter_date": "15.12.2026"})
    contract.refresh_from_db()
    assert (contract.objection, contract.counter_date.edtf) == ("Før jul", "2026-12-15")


def test_what_was_received_is_suggested_as_today_and_not_in_the_future(as_pia: Client, lay: Lay) -> None:
    contract = lay("accepted", GIVER)
    form = opened(as_pia, url("fulfil", contract))
    assert form["fulfilled"] == "23.11.2026"
    response = as_pia.post(url("fulfil", contract), form | {"fulfilled": "24.11.2026"})
    assert "Den dagen har ikke vært ennå" in errors_of(response)["fulfilled"]
    as_pia.post(url("fulfil", contract), form | {"fulfilled": "20.11.2026"})
    contract.refresh_from_db()
    assert (contract.state, contract.fulfilled.edtf) == ("fulfilled", "2026-11-20")


def test_a_question_is_sent_once_a_day_and_says_so(as_pia: Client, ola: User, lay: Lay) -> None:
    contract = lay("accepted", GIVER)
    form = opened(as_pia, url("ask", contract, "?hva=date"))
    assert form["ask"] == "date"
    response = as_pia.post(url("ask", contract), form | {"words": "Vi planlegger nå"}, follow=True)
    assert "Spørsmålet er sendt." in text_of(response)
    response = as_pia.post(url("ask", contract), form)
    assert "Dere har spurt om dette i dag allerede" in errors_of(response)["ask"]
    assert Notice.objects.count() == 1


def test_a_question_nobody_can_hear_is_told(as_pia: Client, lay: Lay) -> None:
    contract = lay("accepted", GIVER)
    response = as_pia.post(url("ask", contract), opened(as_pia, url("ask", contract)), follow=True)
    assert "Ingen på den andre siden kan få varsel ennå" in text_of(response)


def test_the_usual_question_is_what_the_contract_lacks(as_pia: Client, lay: Lay) -> None:
    for state, last_word, promised, ask in (
        ("proposed", RECEIVER, None, "answer"),
        ("accepted", GIVER, None, "date"),
        ("accepted", GIVER, "1.3.2027", "confirmation"),
    ):
        contract = lay(state, last_word, **({"promised": promised} if promised else {}))
        assert opened(as_pia, url("ask", contract, "?hva=tull"))["ask"] == ask


def test_withdrawing_leads_to_coordination(as_pia: Client, lay: Lay) -> None:
    contract = lay("accepted", GIVER)
    form = opened(as_pia, url("withdraw", contract))
    assert as_pia.post(url("withdraw", contract), form).status_code == 422
    response = as_pia.post(url("withdraw", contract), form | {"reason": "Uaktuell"})
    assert response["Location"] == "/samordning/"


def test_new_terms_are_proposed_with_both_ends_by_name(as_pia: Client, ola: User, lay: Lay, gives: Milestone) -> None:
    contract = lay("accepted", GIVER, promised="1.3.2027")
    page = text_of(as_pia.get(url("propose", contract)))
    assert "Mottakeren: T001" in page and "Giveren: T900" in page
    other = MilestoneFactory(initiative=gives.initiative, name="Ny innlogging")
    form = opened(as_pia, url("propose", contract)) | {"other_end": other.pk, "lag": "7", "binding": "ja"}
    response = as_pia.post(url("propose", contract), form, follow=True)
    assert "Forslaget er sendt." in text_of(response)
    contract.refresh_from_db()
    assert (contract.state, contract.lag, contract.predecessor_milestone) == ("proposed", 7, other)
    response = as_pia.post(url("propose", contract), opened(as_pia, url("propose", contract)), follow=True)
    assert "Vilkårene er de samme" in text_of(response)


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"lag": "10000"}, "lag", "fra −3650 til 3650"),
        ({"promised": "1.1.2020"}, "promised", "1.1.2020 har passert"),
        ({"promised": "i går"}, "promised", "Skriv en dato som"),
        ({"buffer": "-1"}, "buffer", "større enn eller lik 0"),
    ],
)
def test_bad_terms_are_told_beside_their_field(
    typed: dict[str, str], field: str, said: str, as_pia: Client, lay: Lay
) -> None:
    contract = lay("accepted", GIVER)
    response = as_pia.post(url("propose", contract), opened(as_pia, url("propose", contract)) | typed)
    assert response.status_code == 422
    assert said in errors_of(response)[field].replace("\u00a0", " ")
    assert again(response)[field] == typed[field]


def test_a_circle_is_told_as_a_path_also_when_accepting(
    as_pia: Client, lay: Lay, gives: Milestone, takes: Milestone
) -> None:
    DependencyFactory(predecessor_milestone=takes, successor_milestone=gives, binding=True)
    contract = lay("proposed", GIVER, binding=True)
    response = as_pia.post(url("accept", contract), opened(as_pia, url("accept", contract)))
    assert response.status_code == 422
    assert "T900 Innlogging → T001 Innføring → T900 Innlogging" in text_of(response)


# ── what cannot be done ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("act", "state", "last_word", "said"),
    [
        ("accept", "proposed", RECEIVER, "Dere sa det siste selv"),
        ("accept", "accepted", GIVER, "fordi avtalen er godtatt"),
        ("confirm", "proposed", GIVER, "fordi avtalen er foreslått"),
        ("propose", "fulfilled", RECEIVER, "fordi avtalen er oppfylt"),
        ("ask", "noted", "", "fordi avtalen er notert"),
    ],
)
def test_a_page_for_what_cannot_be_done_says_why(
    act: str, state: str, last_word: str, said: str, as_pia: Client, lay: Lay
) -> None:
    response = as_pia.get(url(act, lay(state, last_word)))
    assert response.status_code == 200
    assert said in text_of(response)
    assert "<form class=" not in response.content.decode()


def test_only_the_receiver_is_offered_to_receive(client: Client, ola: User, lay: Lay) -> None:
    client.force_login(ola)
    assert "Bare mottakeren kan melde" in text_of(client.get(url("fulfil", lay("accepted", GIVER))))


# ── two editors ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_was_changed_meanwhile_is_shown_and_what_was_typed_is_kept(as_pia: Client, ola: User, lay: Lay) -> None:
    contract = lay("proposed", GIVER, promised="1.3.2027")
    form = opened(as_pia, url("dispute", contract)) | {"objection": "Vi må ha det før", "counter_date": "1.2.2027"}
    actions.propose_contract(by=ola, dependency=contract, side=GIVER, changes={"promised": parse("1.9.2027")})
    response = as_pia.post(url("dispute", contract), form)
    page = text_of(response)
    assert response.status_code == 422
    assert "Avtalen er endret siden du åpnet siden" in page
    assert "Lovet: 1.3.2027 → 1.9.2027" in page
    assert again(response)["objection"] == "Vi må ha det før"
    contract.refresh_from_db()
    assert contract.state == "proposed"
    assert as_pia.post(url("dispute", contract), again(response)).status_code == 302
    contract.refresh_from_db()
    assert (contract.state, contract.objection) == ("disputed", "Vi må ha det før")


def test_a_double_click_is_no_error(as_pia: Client, ola: User, lay: Lay) -> None:
    contract = lay("proposed", GIVER)
    form = opened(as_pia, url("accept", contract))
    assert [as_pia.post(url("accept", contract), form).status_code for _ in "ab"] == [302, 302]
    assert Notice.objects.count() == 1


# ── who speaks for more than one, or for others ──────────────────────────────────────────────────────────────────────


def test_who_speaks_for_both_is_asked_for_which(as_pia: Client, t001: Initiative, lay: Lay, eier: Any) -> None:
    from tests.cast import tiltak

    own = MilestoneFactory(initiative=tiltak("T002", owner=eier))
    contract = DependencyFactory(
        predecessor_milestone=own, successor_milestone=MilestoneFactory(initiative=t001), state="accepted"
    )
    response = as_pia.get(url("confirm", contract))
    assert "På vegne av hvem?" in text_of(response)
    form = {"version": str(actions.version_of(contract))}
    assert "side" in errors_of(as_pia.post(url("confirm", contract), form))
    as_pia.post(url("confirm", contract), form | {"side": "giver"})
    assert stood(contract) == {"giver": "Pia Programleder"}
    assert opened(as_pia, url("confirm", contract, "?side=receiver"))["side"] == "receiver"
    page = text_of(as_pia.get(url("propose", contract)))
    assert "På vegne av hvem?" in page


def test_with_one_side_able_nobody_is_asked(as_office: Client, lay: Lay) -> None:
    response = as_office.get(url("accept", lay("proposed", GIVER)))
    assert "På vegne av hvem?" not in text_of(response)
    assert response.context["form"]["side"].value() == "receiver"


def test_the_office_is_asked_on_whose_word(as_office: Client, lay: Lay) -> None:
    contract = lay("proposed", GIVER)
    form = opened(as_office, url("accept", contract))
    response = as_office.post(url("accept", contract), form)
    assert "Du svarer på vegne av andre" in errors_of(response)["given_by"]
    as_office.post(url("accept", contract), form | {"given_by": "Pia Programleder, prosjektleder"})
    assert contract.history.latest("history_id").history_change_reason == "oppgitt av Pia Programleder, prosjektleder"


def test_the_office_asks_and_registers_in_its_own_way(as_office: Client, ola: User, lay: Lay, t001: Initiative) -> None:
    assert "given_by" not in opened(as_office, url("ask", lay("accepted", GIVER)))
    assert "given_by" in opened(as_office, "/tiltak/T001/avhengigheter/ny/?tiltak=T900")
    contract = lay("accepted")
    moved = as_office.get(f"/tiltak/T001/avhengigheter/{contract.uid}/trekk/")
    assert moved["Location"] == url("withdraw", contract, "?side=receiver")


def test_a_follower_answers_for_somebody_outside(client: Client, ola: User, takes: Milestone) -> None:
    party = ExternalPartyFactory(name="Leverandøren", follower=ola.organisation)
    contract = DependencyFactory(
        predecessor_external=party, successor_milestone=takes, state="proposed", last_word="receiver"
    )
    client.force_login(ola)
    form = opened(client, url("propose", contract)) | {"promised": "1.4.2027"}
    assert client.post(url("propose", contract), form).status_code == 302
    contract.refresh_from_db()
    assert (contract.last_word, contract.promised.edtf) == ("giver", "2027-04-01")


def test_a_withheld_name_of_the_other_side_is_not_told(as_pia: Client, lay: Lay, gives: Milestone) -> None:
    WithheldValue(subject=gives.uid, field="name", grade="exempt", legal_basis="offl. § 23").record(Act("test"))
    page = text_of(as_pia.get(url("accept", lay("proposed", GIVER))))
    assert "Innlogging" not in page
    assert "unntatt" in page


@pytest.mark.parametrize(
    "address",
    [
        "/tiltak/T001/avhengigheter/ny/?tiltak=T900",
        "/tiltak/T001/avhengigheter/",
        "/tiltak/T001/avhengigheter/{uid}/",
        "/tiltak/T001/avhengigheter/{uid}/trekk/",
        "/avtaler/{uid}/foresla/",
    ],
)
def test_a_withheld_milestone_of_the_other_side_is_named_by_no_form(
    address: str, as_pia: Client, as_office: Client, lay: Lay, gives: Milestone
) -> None:
    there = address.format(uid=lay("proposed", GIVER).uid)
    assert "Innlogging" in as_pia.get(there).content.decode()
    WithheldValue(subject=gives.uid, field="name", grade="exempt", legal_basis="offl. § 23").record(Act("test"))
    response = as_pia.get(there)
    assert response.status_code == 200 and "Innlogging" not in response.content.decode()
    assert "Innlogging" in as_office.get(there, follow=True).content.decode()


# ── links, and external parties ──────────────────────────────────────────────────────────────────────────────────────


def test_a_new_contract_and_the_list_lead_to_its_page(as_pia: Client, t900: Initiative) -> None:
    address = "/tiltak/T001/avhengigheter/ny/?tiltak=T900"
    response = as_pia.post(address, opened(as_pia, address))
    contract: Dependency = Dependency.objects.get()
    assert response["Location"] == f"/samordning/avtaler/{contract.uid}/"
    listed = as_pia.get("/tiltak/T001/avhengigheter/").content.decode()
    assert f'href="/samordning/avtaler/{contract.uid}/"' in listed
    assert f'href="/tiltak/T001/avhengigheter/{contract.uid}/"' in listed


@pytest.mark.parametrize("who", ["utenforstaende", "leder"])
def test_an_external_party_is_not_everybodys_to_change(
    who: str, client: Client, cast: dict[str, User], takes: Milestone
) -> None:
    party = ExternalPartyFactory()
    DependencyFactory(predecessor_external=party, successor_milestone=takes)
    client.force_login(cast[who])
    for answer in (client.get(f"/eksterne/{party.uid}/"), client.post(f"/eksterne/{party.uid}/", {"name": "Kapret"})):
        assert answer.status_code == 403
    party.refresh_from_db()
    assert party.name != "Kapret"


def test_an_external_party_gets_a_follower_and_lists_its_contracts(as_pia: Client, takes: Milestone) -> None:
    party, follower = ExternalPartyFactory(name="DIPS"), OrganisationFactory(name="Oppfølgeren")
    contract = DependencyFactory(
        predecessor_external=party, successor_milestone=takes, state="proposed", need_by="1.2.2027"
    )
    address = f"/eksterne/{party.uid}/"
    page = as_pia.get(address)
    assert f'href="/samordning/avtaler/{contract.uid}/"' in page.content.decode()
    assert "1.2.2027 – foreslått" in text_of(page)
    as_pia.post(address, opened(as_pia, address) | {"follower": str(follower.pk)})
    party.refresh_from_db()
    assert party.follower == follower


def test_a_new_external_party_is_registered_with_its_follower(as_pia: Client, t001: Initiative) -> None:
    from initiatives.models import ExternalParty

    follower = OrganisationFactory(name="Oppfølgeren")
    address = "/tiltak/T001/avhengigheter/ekstern/"
    as_pia.post(address, opened(as_pia, address) | {"name": "DIPS", "follower": str(follower.pk)})
    assert ExternalParty.objects.get().follower == follower


@pytest.mark.parametrize("language", ["nn", "en"])
@pytest.mark.parametrize("act", ACTS)
def test_every_page_can_be_shown_in_every_language(act: str, language: str, as_pia: Client, lay: Lay) -> None:
    as_pia.cookies["django_language"] = language
    page = as_pia.get(url(act, lay("accepted" if act == "confirm" else "proposed", GIVER)))
    assert page.status_code == 200
    assert "%(" not in page.content.decode()
