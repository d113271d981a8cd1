"""Mine avtaler: one's own sides and nobody else's, what comes first, and notices marked as read."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.template.loader import render_to_string
from django.test import Client
from django.urls import NoReverseMatch, reverse

from initiatives import actions, notices
from initiatives.domain.dates import parse
from initiatives.domain.vocabulary import NoticeKind, Side
from initiatives.models import Notice, Revision, User, WithheldValue
from initiatives.models.base import Act
from tests.factories import (
    DependencyFactory,
    ExternalPartyFactory,
    OrganisationFactory,
    StewardshipFactory,
    UserFactory,
    known_long_ago,
)
from tests.reporting.coordination.agreed import between, shown, words

pytestmark = pytest.mark.django_db
ADDRESS = "/samordning/mine/"
SETUP = Act(actor="testoppsett")


def part(client: Client, key: str, query: str = "") -> str:
    """One list of the queue in words."""
    return words(between(shown(client, ADDRESS + query), f'<section class="blk" id="{key}"', "</section>"))


def test_who_is_not_signed_in_is_sent_to_sign_in(client: Client) -> None:
    assert client.get(ADDRESS)["Location"].startswith("/logg-inn/")


def test_an_outsider_has_an_empty_queue_and_is_told_whose_answers_all_wait_for(client: Client, agreed: Any) -> None:
    client.force_login(UserFactory(username="nykommer"))
    html = shown(client, ADDRESS)
    assert "Du er ikke ansvarlig for noe tiltak" in html
    assert "To avtaler venter på svar fra to eiere." in html
    told = words(html)
    assert "Helsedirektoratet · 1 ubesvart" in told
    assert "Norsk helsenett · 1 ubesvart" in told
    assert 'id="oss"' not in html


def test_each_side_sees_its_own_half(client: Client, programleder: User, utenforstaende: User, agreed: Any) -> None:
    client.force_login(programleder)
    assert "Kodeverket" in part(client, "oss")
    assert "Innloggingen må virke" in part(client, "dem")
    assert "Innloggingen må virke" not in part(client, "oss")
    client.force_login(utenforstaende)
    assert "Innloggingen må virke" in part(client, "oss")
    assert "Kodeverket" in part(client, "dem")
    html = shown(client, ADDRESS)
    assert "Lov må endres" not in html
    assert "Felles base" not in html


def test_what_needs_an_answer_is_first_and_counted_in_the_headline(
    client: Client, programleder: User, agreed: Any
) -> None:
    client.force_login(programleder)
    assert "Én avtale venter på svar fra dere." in shown(client, ADDRESS)
    told = part(client, "oss")
    assert "Andre venter på oss · 1 avtale: 1 trenger svar" in told
    assert "Svar på forslaget" in told
    waits = part(client, "dem")
    assert "2 avtaler: 1 i fare, 1 ikke bekreftet" in waits
    assert waits.index("Be om svar") < waits.index("Foreslå en avtale")
    assert "venter på svar fra giveren" in waits


def test_the_list_that_waits_for_our_answer_comes_first(client: Client, programleder: User, agreed: Any) -> None:
    client.force_login(programleder)
    html = shown(client, ADDRESS)
    assert html.index('id="oss"') < html.index('id="dem"'), "the usual order"
    for each in (agreed.proposed, agreed.disputed):
        each.last_word = "giver"
        each.record(SETUP)
    with transaction.atomic():
        actions.revise([agreed.t1.pk, agreed.t9.pk])
    html = shown(client, ADDRESS)
    assert html.index('id="dem"') < html.index('id="oss"')
    assert "Vi venter på andre · 2 avtaler: 1 trenger svar" in part(client, "dem")


def test_where_the_other_side_is_dissolved_the_word_is_not_ours(
    client: Client, programleder: User, agreed: Any, annen_eier: Any
) -> None:
    annen_eier.valid_to = parse("31.12.2023")
    annen_eier.record(SETUP)
    with transaction.atomic():
        actions.revise([agreed.t9.pk])
    client.force_login(programleder)
    told = part(client, "dem")
    assert "Norsk helsenett er avviklet. Porteføljekontoret fører inn ny eier." in told
    assert "Utpek ny part" not in told


def test_between_two_of_our_own_stands_apart(client: Client, programleder: User, agreed: Any) -> None:
    client.force_login(programleder)
    assert "Felles base" in part(client, "egne")


def test_the_count_stands_on_the_coordination_page_too(
    client: Client, programleder: User, leder: User, agreed: Any
) -> None:
    known_long_ago()
    client.force_login(programleder)
    assert "Mine avtaler 1 venter på svar" in words(shown(client, "/samordning/"))
    assert "1 venter på svar" not in shown(client, "/samordning/?date=2026-11-22")
    client.force_login(leder)
    assert "1 venter på svar" not in shown(client, "/samordning/")


def test_the_secretariat_answers_for_nobody_of_its_own(client: Client, sekretariat: User, agreed: Any) -> None:
    client.force_login(sekretariat)
    html = shown(client, ADDRESS)
    assert "porteføljekontoret kan svare for andre" in html
    assert 'id="oss"' not in html


def test_an_organisation_speaks_for_whom_it_follows(client: Client, agreed: Any) -> None:
    follower = OrganisationFactory(key="hod", name="Departementet")
    rule = ExternalPartyFactory(name="Loven", follower=follower)
    DependencyFactory(predecessor_external=rule, successor_initiative=agreed.t1, description="Lovendring")
    user = UserFactory(username="oppfolger", organisation=follower)
    StewardshipFactory(user=user, organisation=follower)
    client.force_login(user)
    assert "Lovendring" in part(client, "oss")
    assert "Kodeverket" not in shown(client, ADDRESS)


def test_it_is_of_now_and_says_so_when_another_time_is_asked_for(
    client: Client, programleder: User, agreed: Any
) -> None:
    client.force_login(programleder)
    for query in ("?date=2020-01-01", "?period=2023-3"):
        html = shown(client, ADDRESS + query)
        assert "Køen viser alltid nå" in html
        assert f'href="/samordning/{query}"' in html
        assert "Kodeverket" in html
    assert "Køen viser alltid nå" not in shown(client, ADDRESS)


def test_an_empty_queue_is_said(client: Client, programleder: User) -> None:
    client.force_login(programleder)
    html = shown(client, ADDRESS)
    assert "Dere har ingen åpne avtaler." in html
    assert "Ingen venter på noe fra dere." in html


def test_a_long_list_has_pages(client: Client, programleder: User, agreed: Any) -> None:
    for number in range(30):
        DependencyFactory(
            predecessor_initiative=agreed.t9, successor_initiative=agreed.t1, description=f"Mange {number:02}"
        )
    client.force_login(programleder)
    assert "Viser 1–25 av 32" in part(client, "dem")
    assert "Viser 26–32 av 32" in part(client, "dem", "?dem=2")
    for nonsense in ("?dem=0", "?dem=x", "?oss=99", "?dem=-1"):
        assert client.get(ADDRESS + nonsense).status_code == 200


def test_a_button_leads_to_the_act_that_can_be_made(client: Client, programleder: User, agreed: Any) -> None:
    try:
        act = reverse("initiatives:ask_contract", args=[agreed.disputed.uid])
        first = reverse("initiatives:propose_contract", args=[agreed.noted.uid])
    except NoReverseMatch:
        pytest.skip("the acts are not mounted")
    client.force_login(programleder)
    html = shown(client, ADDRESS)
    assert f'href="{act}?side=receiver"' in html
    assert f'href="{first}?side=receiver"' in html
    assert client.get(act, {"side": "receiver"}).status_code == 200
    assert client.get(first, {"side": "receiver"}).status_code == 200


def test_what_is_withheld_of_others_is_not_told_in_the_queue(client: Client, utenforstaende: User, agreed: Any) -> None:
    WithheldValue(subject=agreed.t1.uid, field="name", legal_basis="offl. § 23").record(SETUP)
    Revision.objects.update(value=99, registers=99)
    client.force_login(utenforstaende)
    assert "Felles journal" not in shown(client, ADDRESS)


# ── notices ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def told(agreed: Any, programleder: User, utenforstaende: User) -> dict[str, Notice]:
    """One notice each: both sides have proposed."""
    for side in Side:
        with transaction.atomic():
            notices.tell_other_side(
                kind=NoticeKind.PROPOSED, dependency=agreed.proposed, side=side, actor="Ola", user=None
            )
    return {each.recipient.username: each for each in Notice.objects.all()}


def test_nobody_reads_the_notices_of_another(client: Client, utenforstaende: User, told: dict[str, Notice]) -> None:
    client.force_login(utenforstaende)
    other = told["programleder"]
    assert client.post("/samordning/mine/lest/", {"varsel": str(other.uid)}).status_code == 302
    other.refresh_from_db()
    assert other.read_at is None
    client.post("/samordning/mine/lest/")
    other.refresh_from_db()
    assert other.read_at is None


def test_marking_as_read_needs_a_form(client: Client, programleder: User, told: dict[str, Notice]) -> None:
    assert client.post("/samordning/mine/lest/").status_code == 302  # to sign-in
    client.force_login(programleder)
    assert client.get("/samordning/mine/lest/").status_code == 405
    told["programleder"].refresh_from_db()
    assert told["programleder"].read_at is None


def test_all_or_one_can_be_marked_as_read(client: Client, programleder: User, told: dict[str, Notice]) -> None:
    client.force_login(programleder)
    assert "1 ulest" in shown(client, ADDRESS)
    client.post("/samordning/mine/lest/", {"varsel": ["tull", str(told["programleder"].uid)]})
    told["programleder"].refresh_from_db()
    assert told["programleder"].read_at is not None
    html = shown(client, ADDRESS)
    assert "1 varsel er merket som lest." in html
    assert "Merk alle som lest" not in html


ROUND = notices.RoundTold(
    period="2024-3",
    on=date(2025, 1, 8),
    deadline=date(2025, 1, 15),
    reports=(notices.RoundReport(uid="0" * 31 + "1", code="T001", name="Legemiddelliste"),),
)


@pytest.fixture
def round_told(told: dict[str, Notice], programleder: User) -> Notice:
    """A letter of a round beside the one of a contract."""
    with transaction.atomic():
        notices.tell_of_round(
            kind=NoticeKind.ROUND_OPENED, recipients=[programleder], told=ROUND, actor="Kari", user=None
        )
    return Notice.objects.get(kind="round_opened")


def test_what_was_told_of_a_round_stands_beside_what_was_told_of_agreements(
    client: Client, programleder: User, round_told: Notice
) -> None:
    client.force_login(programleder)
    html = shown(client, ADDRESS)
    assert "2 uleste" in html
    assert "rapportering åpnet" in html and "T001: lever rapporten for 2024-3 senest 15.1.2025" in html


def test_only_those_of_rounds_are_marked_where_only_those_are_shown(
    client: Client, programleder: User, told: dict[str, Notice], round_told: Notice
) -> None:
    client.force_login(programleder)
    client.post("/samordning/mine/lest/", {"slag": "runder"})
    for each in (told["programleder"], round_told):
        each.refresh_from_db()
    assert (told["programleder"].read_at, round_told.read_at is None) == (None, False)


@pytest.mark.parametrize(
    ("given", "leads"),
    [
        ("/rapportering/?side=2", "/rapportering/?side=2"),
        ("", ADDRESS),
        ("https://ondt.example/", ADDRESS),
        ("//ondt.example/", ADDRESS),
        ("/\\ondt.example/", ADDRESS),
        ("javascript:alert(1)", ADDRESS),
        ("rapportering/", ADDRESS),
        ("/a\r\nSet-Cookie: x=1", "/a%0D%0ASet-Cookie:%20x=1"),
    ],
)
def test_one_is_led_back_to_a_page_of_ours_and_nowhere_else(
    client: Client, programleder: User, told: dict[str, Notice], given: str, leads: str
) -> None:
    client.force_login(programleder)
    assert client.post("/samordning/mine/lest/", {"next": given})["Location"] == leads


def test_the_block_of_notices_leads_back_to_the_page_it_stands_on(
    client: Client, programleder: User, round_told: Notice
) -> None:
    client.force_login(programleder)
    html = shown(client, ADDRESS + "?oss=2")
    assert '<input type="hidden" name="next" value="/samordning/mine/?oss=2">' in html
    assert 'name="slag"' not in html
    alone = render_to_string("initiatives/_notices_block.html", {"unread": 1, "notice_kinds": "runder"})
    assert '<input type="hidden" name="slag" value="runder">' in alone
