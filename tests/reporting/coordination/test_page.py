"""Samordning as it is answered: who reads, the finding, conflicts first, the picture, the matrix and the load."""

import re
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import NoReverseMatch, reverse

from initiatives.models import ActionPlan, DependencyConfirmation, Revision, User, WithheldValue
from initiatives.models.base import Act
from reporting.actions.locking import lock_period
from reporting.models import ReportingPeriod
from tests.cast import tiltak
from tests.factories import (
    DependencyFactory,
    MilestoneDateFactory,
    OrganisationFactory,
    PlanEntryFactory,
    known_long_ago,
)
from tests.reporting.coordination.agreed import between, dated, shown, under_way, words

pytestmark = pytest.mark.django_db
SETUP = Act(actor="testoppsett")


def test_who_is_not_signed_in_is_sent_to_sign_in(client: Client) -> None:
    assert client.get("/samordning/")["Location"].startswith("/logg-inn/")


@pytest.mark.parametrize("name", ["programleder", "leder", "sekretariat", "admin_person", "utenforstaende"])
def test_everybody_signed_in_reads(client: Client, name: str, request: pytest.FixtureRequest, agreed: Any) -> None:
    client.force_login(request.getfixturevalue(name))
    assert client.get("/samordning/").status_code == 200


def test_only_the_secretariat_picks_conflicts_for_an_agenda(client: Client, cast: dict[str, User], agreed: Any) -> None:
    for name, user in cast.items():
        client.force_login(user)
        html = shown(client, "/samordning/")
        picks = html.count('type="checkbox" name="avtale"')
        assert picks == (3 if name == "sekretariat" else 0), name
        assert ("Sett på saksliste" in html) is (name == "sekretariat")


def test_nobody_picks_for_an_agenda_in_the_past(client: Client, sekretariat: User, agreed: Any) -> None:
    known_long_ago()
    client.force_login(sekretariat)
    assert 'name="avtale"' not in shown(client, "/samordning/?date=2026-11-22")


def test_only_who_may_export_is_offered_the_report(client: Client, cast: dict[str, User], agreed: Any) -> None:
    for name, user in cast.items():
        client.force_login(user)
        offered = "/rapporter/coordination/" in shown(client, "/samordning/")
        assert not offered or name == "sekretariat"


def test_an_empty_register_says_so(reader: Client) -> None:
    html = shown(reader, "/samordning/")
    assert "Ingen avtaler mellom eiere er registrert." in html
    assert "Ingen avtaler her" in html
    assert "Ingen åpne avtaler mellom eiere å tegne." in html
    assert "Ingen milepæl har en mottaker som er oppgitt" in html


def test_a_time_before_any_agreement_says_so(reader: Client, agreed: Any) -> None:
    known_long_ago()
    assert "Ingen avtaler mellom eiere er registrert." in shown(reader, "/samordning/?date=2020-01-01")


def test_the_headline_is_the_finding(reader: Client, agreed: Any) -> None:
    html = shown(reader, "/samordning/")
    assert re.search(r"<h1[^>]*>Én avtale mellom eiere er i fare. Den har en lovet dato.</h1>", html)
    told = "3 åpne mellom eiere: 1 foreslått, 1 omstridt, 1 bare notert i en kilde · 1 med noen utenfor porteføljen"
    assert told in words(html)
    assert "1 til inni én eier" in html


def test_a_conflict_tells_both_owners_what_is_wrong_and_when_it_can_come(reader: Client, agreed: Any) -> None:
    told = words(between(shown(reader, "/samordning/"), "Konflikter først", "Det vanlige"))
    assert "Felles journal , Helsedirektoratet" in told
    assert "trenger fra Felles innlogging , Norsk helsenett" in told
    assert "«Innlogging klar» til «Første sykehus i bruk»" in told
    assert "omstridt venter på svar fra giveren" in told.replace("omstridt siden i dag ", "omstridt ")
    assert "giveren venter selv 31 dager etter løftet" in told
    assert "lovet 61 dager etter behovet" in told
    assert "1.5.2027 1.7.2027 ventet 1.8.2027" in told
    assert "Løft til beslutning" in told


@pytest.mark.parametrize("address", ["/samordning/", "/samordning/avtaler/", "/samordning/?mottaker=ond"])
def test_names_are_written_safely(reader: Client, agreed: Any, address: str) -> None:
    owner = OrganisationFactory(key="ond", name="<b>Ond</b> eier")
    part = tiltak("T3", owner=owner, name="<script>alert(1)</script>")
    PlanEntryFactory(initiative=part, plan=ActionPlan.objects.get())
    DependencyFactory(predecessor_initiative=agreed.t9, successor_initiative=part, description="<i>Ondt</i>")
    raw = reader.get(address).content.decode()
    assert "&lt;script&gt;alert(1)" in raw
    for text in ("<script>alert", "<b>Ond", "<i>Ondt"):
        assert text not in raw


def test_those_nobody_stands_by_are_folded_and_counted(reader: Client, agreed: Any) -> None:
    html = shown(reader, "/samordning/")
    fold = between(html, '<details class="fold" id="ingen-star-ved">', "</details>")
    assert "2 avtaler til som ingen står ved: 1 uten lovet dato, 1 bare notert i en kilde" in words(fold)
    assert "Lov må endres" in fold


def test_a_delivered_one_is_not_told_as_late(reader: Client, agreed: Any) -> None:
    MilestoneDateFactory(milestone=agreed.disputed.predecessor_milestone, role="actual", date="2026-11-01")
    told = words(between(shown(reader, "/samordning/"), "Konflikter først", "Det vanlige"))
    assert "levert, men ikke kvittert for" in told
    assert "ventet" not in told


# ── the picture ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_picture_has_a_box_for_each_end_and_the_same_as_a_table(reader: Client, agreed: Any) -> None:
    html = between(shown(reader, "/samordning/"), 'id="nettverk"', 'id="nettverk-side"')
    assert len(re.findall(r'<g role="listitem">', html)) == 3
    assert "3 tiltak og parter, 3 avtaler" in html
    assert "Felles journal henger på to andre" in html
    table = words(between(html, "Vis som tabell", "</table>"))
    assert "Felles journal T1 Forskriften Lov må endres – – notert nei" in table
    assert "Felles journal T1 Felles innlogging T9 Innloggingen må virke 1.5.2027 1.7.2027 omstridt ja" in table


@pytest.mark.parametrize(
    ("query", "boxes", "said"),
    [
        ("?vis=fare", 2, "2 tiltak og parter, 1 avtale"),
        ("?eier=utenfor:regelverk", 2, "1 avtale"),
        ("?tilstand=proposed", 2, "1 avtale"),
        ("?innen=ja", 4, "4 avtaler"),
        ("?tiltak=t2&innen=ja", 2, "1 avtale"),
        ("?tiltak=T2&steg=2&innen=ja", 4, "4 avtaler"),
        ("?tiltak=innlogging", 2, "2 avtaler"),
        ("?plan=p1", 3, "3 avtaler"),
    ],
)
def test_what_is_drawn_lives_in_the_address(reader: Client, agreed: Any, query: str, boxes: int, said: str) -> None:
    html = between(shown(reader, f"/samordning/{query}"), 'id="nettverk"', 'id="nettverk-side"')
    assert len(re.findall(r'<g role="listitem">', html)) == boxes
    assert said in html


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?tiltak=finnesikke", "Ingen tiltak med avtaler heter «finnesikke»."),
        ("?tiltak=felles", "Flere tiltak passer: T1, T9. Skriv koden til ett av dem."),
        ("?eier=ingen", "«ingen» finnes ikke blant valgene."),
        ("?tilstand=proposed&vis=fare", "Ingen av avtalene er i fare."),
        ("?tilstand=accepted", "Ingen åpne avtaler passer med valgene."),
    ],
)
def test_what_cannot_be_drawn_is_told(reader: Client, agreed: Any, query: str, said: str) -> None:
    assert said in shown(reader, f"/samordning/{query}")


@pytest.mark.parametrize(
    "query",
    ["?side=0", "?side=x", "?side=999", "?steg=99", "?kvartal=2027-9", "?show=x", "?mottaker=%00", "?tiltak=%00"],
)
def test_nonsense_in_the_address_breaks_nothing(reader: Client, agreed: Any, query: str) -> None:
    assert reader.get(f"/samordning/{query}").status_code == 200


def test_a_circle_is_told_with_its_path_in_names(reader: Client, agreed: SimpleNamespace) -> None:
    gift, need = agreed.disputed.predecessor_milestone, agreed.disputed.successor_milestone
    second = dated(agreed.t2, "Prøve B", forecast="2027-03-01")
    for giver, receiver, text in ((need, second, "Fram"), (second, need, "Tilbake"), (gift, second, "Utenom")):
        DependencyFactory(predecessor_milestone=giver, successor_milestone=receiver, binding=True, description=text)
    told = words(between(shown(reader, "/samordning/"), 'class="ds-alert circles"', "</div>"))
    assert "Én sirkel er holdt utenfor regningen" in told
    assert "«Prøve B» (Prøvesvar)" in told
    assert "«Første sykehus i bruk» (Felles journal)" in told
    assert "Fram" in told
    assert "Utenom" not in told


# ── the matrix and the load ──────────────────────────────────────────────────────────────────────────────────────────


def test_the_matrix_says_in_full_words_who_needs_how_much_of_whom(reader: Client, agreed: Any) -> None:
    html = between(shown(reader, "/samordning/"), 'id="matrise"', "</section>")
    assert 'aria-label="Helsedirektoratet trenger 1 fra Norsk helsenett, 1 i fare"' in html
    assert 'aria-label="Helsedirektoratet trenger 1 fra Helsedirektoratet"' in html
    assert 'aria-label="Helsedirektoratet trenger 1 fra utenfor: regelverk"' in html
    assert 'aria-label="Norsk helsenett trenger 1 fra Helsedirektoratet"' in html
    assert 'aria-label="Alle trenger 4 fra alle, 1 i fare"' in html
    assert html.count("data-risk") == 1


def test_each_cell_leads_to_its_agreements(reader: Client, agreed: Any) -> None:
    html = between(reader.get("/samordning/").content.decode(), 'id="matrise"', "</section>")
    for address in re.findall(r'href="([^"]*/avtaler/[^"]*)" aria-label="[^"]* trenger (\d+)', html):
        url, count = address
        listed = shown(reader, url.replace("&amp;", "&"))
        assert f"Viser {count} av 4 avtaler" in listed, url


def test_the_load_counts_what_comes_and_when(reader: Client, agreed: Any, eier: Any) -> None:
    dated(agreed.t9, "Ny base", forecast="2027-02-01", receiver=eier)
    html = between(shown(reader, "/samordning/"), 'id="mottak"', "</section>")
    assert 'aria-label="Helsedirektoratet: 1 leveranse, 1. kv. 2027"' in html
    assert 'aria-label="Helsedirektoratet: 1 leveranse, 3. kv. 2027"' in html
    assert 'aria-label="Helsedirektoratet: 2 leveranser, uten dato"' in html
    assert 'aria-label="Norsk helsenett: 1 leveranse"' in html


def test_a_cell_of_the_load_opens_the_list_behind_it(reader: Client, agreed: Any) -> None:
    html = shown(reader, "/samordning/?mottaker=helsedirektoratet&kvartal=2027-3")
    told = words(between(html, 'id="mottak-liste"', "</section>"))
    assert "Helsedirektoratet skal ta imot, 3. kv. 2027" in told
    assert "1.8.2027 Innlogging klar fra Felles innlogging , Norsk helsenett · til Felles journal" in told
    assert "Lov må endres" not in told
    every = words(between(shown(reader, "/samordning/?mottaker=helsedirektoratet"), 'id="mottak-liste"', "</section>"))
    assert "Lov må endres" in every
    assert "fra Forskriften" in every


def test_a_quarter_without_anything_says_so(reader: Client, agreed: Any) -> None:
    assert "Ingenting er ventet her." in shown(reader, "/samordning/?mottaker=helsedirektoratet&kvartal=2028-1")


# ── other times, and who sees what ───────────────────────────────────────────────────────────────────────────────────


def test_a_locked_period_and_a_date_keep_their_time_in_every_address(reader: Client, agreed: Any) -> None:
    period = ReportingPeriod(code="2026-2", cut_off=date(2026, 11, 23), state="open")
    period.record(SETUP)
    lock_period(period=period, act=SETUP, known_by=date(2026, 11, 23))
    for query in ("period=2026-2", "date=2026-11-23"):
        html = reader.get(f"/samordning/?{query}").content.decode()
        assert "Én avtale mellom eiere er i fare." in html.replace("\u00a0", " ")
        inside = between(html, 'id="innhold"', "</main>")
        own = re.findall(r'href="(/(?:tiltak|samordning)/[^"]*|\?[^"]+)"', inside)
        addresses = [each for each in own if "/samordning/mine/" not in each and each != "/samordning/"]
        timeless = [each for each in addresses if query not in each.replace("&amp;", "&")]
        assert len(addresses) > 10
        assert [each for each in timeless if "period" not in each and "date" not in each] == []


def test_what_is_withheld_is_said_to_be_and_never_told(
    client: Client, leder: User, utenforstaende: User, agreed: Any
) -> None:
    for field in ("promised", "description"):
        WithheldValue(subject=agreed.disputed.uid, field=field, legal_basis="offl. § 23").record(SETUP)
    Revision.objects.update(value=99, registers=99)
    client.force_login(leder)
    assert "Innloggingen må virke" in shown(client, "/samordning/")
    client.force_login(utenforstaende)
    for address in ("/samordning/", "/samordning/?date=2026-11-23", "/samordning/avtaler/"):
        html = shown(client, address)
        assert "unntatt" in html
        assert "1.7.2027" not in html


def test_confirmations_are_what_makes_an_agreement_calm(reader: Client, eier: Any, annen_eier: Any) -> None:
    t1, t9 = tiltak("T1", owner=eier), tiltak("T9", owner=annen_eier)
    under_way(t1, t9)
    calm = DependencyFactory(predecessor_initiative=t9, successor_initiative=t1, promised="2027", need_by="2028")
    for side in ("giver", "receiver"):
        DependencyConfirmation(dependency=calm, side=side).assert_(SETUP)
    html = shown(reader, "/samordning/")
    assert "Ingen avtaler mellom eiere er i fare." in html
    assert "ingen-star-ved" not in html


def test_the_what_if_box_asks_what_the_what_if_page_reads(reader: Client, agreed: Any) -> None:
    try:
        address = reverse("reporting:what_if")
    except NoReverseMatch:
        pytest.skip("the what-if page is not mounted")
    DependencyFactory(
        predecessor_milestone=agreed.disputed.predecessor_milestone,
        successor_milestone=agreed.disputed.successor_milestone,
        state="accepted",
        binding=True,
    )
    html = shown(reader, "/samordning/")
    form = between(html, f'action="{address}"', "</form>")
    key = re.search(r'<option value="([^"]+)"', form)
    assert key
    assert key[1] == agreed.disputed.predecessor_milestone.uid.hex
    assert "Felles innlogging: Innlogging klar (1.8.2027)" in form
    answer = reader.get(address, {"v": key[1], "n": "6", "u": "uker", "regn": "1"}, follow=True)
    assert answer.status_code == 200


def test_a_page_that_is_kept_is_kept_for_its_day_only(reader: Client, leder: User, agreed: Any) -> None:
    first = words(shown(reader, "/samordning/"))
    assert words(shown(reader, "/samordning/")) == first
    with time_machine.travel("2026-12-03T10:00:00+01:00", tick=False):
        reader.force_login(leder)
        assert "i 10 dager" in shown(reader, "/samordning/")
