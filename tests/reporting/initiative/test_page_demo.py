"""The page on the public portfolio: Helseplattformen now and in 2024, prøvesvar with its sibling, an example."""

import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.demo import filled
from tests.factories import UserFactory
from tests.reporting.initiative.test_page import TODAY, read


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The public portfolio with its locked periods, loaded once for the tests of this file."""
    with filled(django_db_blocker):
        yield


@pytest.fixture
def reader(client, db, demo):
    client.force_login(UserFactory(role="leadership"))
    return client


def test_helseplattformen_now_shows_that_facts_contradict_the_source(reader):
    told = read(reader, "/tiltak/T012/")
    assert "Sist oppgitt i åpen kilde Noen utfordringer" in told
    assert "Fakta gir en dårligere farge enn den som er oppgitt." in told
    assert "«Helse Nord-Trøndelag innføring» er 371 dager etter opprinnelig dato, og ikke meldt nådd." in told
    assert "var 4.11.2023 → ble 9.11.2024 (+53 uker) . Vedtak: Revidert innføringsplan vedtatt" in told
    assert "Anslått brukt ved utgangen av 2023 (over 4 000) er over rammen på 3 700" in told
    assert "eksempel" not in told


def test_what_is_made_up_for_an_example_is_not_said_to_be_from_a_public_source(reader):
    told = read(reader, "/tiltak/E05/?date=2026-09-15")
    assert "Sist oppgitt eksempel" in told and "31.8.2026 eksempel" in told
    assert "Sist oppgitt i åpen kilde" not in told and "31.8.2026 åpen kilde" not in told


def test_helseplattformen_in_january_2024_knows_nothing_of_what_came_after(reader):
    told = read(reader, "/tiltak/T012/?period=2024-1")
    assert "Ingen farge meldt" in told  # its status became known in April
    assert "Regional tiltakspakke" not in told
    assert "Styrebehandling av videre innføring" not in told
    assert "«Feilretting ved St. Olavs ferdigstilt» er ikke meldt nådd, 261 dager etter planen." in told
    assert "47 endringer" in told


def test_a_locked_page_cites_the_sources_of_its_record(reader):
    assert "Endret innføringsplan for Helseplattformen" in read(reader, "/tiltak/T012/?period=2024-1")


def test_two_reports_of_one_origin_stand_side_by_side(reader):
    told = read(reader, "/tiltak/T016/")
    assert "Flere meldinger, samme opphav." in told
    assert "Pasientens prøvesvar (Norsk helsenetts rapportering) T017" in told
    assert "Uenighet mellom Hdir og NHN om personvernkrav" in told
    assert read(reader, "/tiltak/T016/?period=2024-1", status=404)


def test_an_example_is_marked_wherever_it_stands(reader):
    told = read(reader, "/tiltak/E05/")
    assert told.count("eksempel") > 20
    assert "Eksempel: alt her er oppdiktet og har ingen kilde." in told
    assert "Sum av 2 kilder" in told


def test_what_was_stopped_says_what_was_spent(reader):
    assert "Dette tiltaket → stanset 2023 · 200 mill. kr brukt" in read(reader, "/tiltak/T031/")


def test_every_initiative_answers_now_then_and_on_any_day(reader, demo):
    from reporting.source import live

    codes = [part.code for part in live().state]
    assert len(codes) > 50
    for code in codes:
        for query in ("", "?period=2024-1", "?date=2023-06-30"):
            assert reader.get(f"/tiltak/{code}/{query}").status_code in ((200,) if not query else (200, 404)), code


def test_a_locked_page_costs_one_query_more_for_the_names_in_its_log(reader):
    counts = []
    for code in ("T012", "T104"):
        reader.get(f"/tiltak/{code}/?period=2024-1")
        with CaptureQueriesContext(connection) as caught:
            reader.get(f"/tiltak/{code}/?period=2024-1")
        counts.append(len(caught))
    assert counts[0] - counts[1] in (0, 1)
    assert counts[0] <= 11


# ── coordination ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_date_that_cannot_hold_stands_beside_the_claimed_one_with_what_holds_it_back(reader):
    told = read(reader, "/tiltak/E02/")
    assert "Sluttmilepælen «Eksempel: Alle legekontor i bruk» er ventet 30.6.2027" in told
    assert "men kan ikke nås før 30.8.2027 (+9 uker)." in told
    assert "29.1.2027 prognose gjennomførbar 2.4.2027" in told
    assert (
        "holdes igjen av «Eksempel: Innloggingen klar for timeboken» (Eksempelforetaket), lovet 15.1.2027 "
        "på kritisk vei til «Eksempel: Alle legekontor i bruk»"
    ) in told
    assert "holdes igjen av" not in read(reader, "/tiltak/T012/")  # whose dates nobody has tied to anything


def test_an_overdue_date_is_told_as_the_earliest(reader):
    told = read(reader, "/tiltak/E06/")
    assert "30.6.2026 prognose gjennomførbar tidligst 23.11.2026" in told


def test_the_probability_of_the_end_is_told_or_why_it_cannot_be(reader):
    told = read(reader, "/tiltak/E02/")
    assert re.search(r"Halvparten av gangene innen \d+\.\d+\.\d{4}, 85 av 100 ganger innen", told)
    assert "Opprinnelig plan 30.6.2027 holder" in told
    page = reader.get("/tiltak/E02/").content.decode()
    assert 'href="/samordning/sannsynlighet/?tiltak=E02"' in page
    assert "Kan ikke beregnes fordi «" in read(reader, "/tiltak/T013/")
    assert "Sannsynlighet" not in read(reader, "/tiltak/T031/")  # stopped: there is no end


def test_an_agreement_leads_to_its_page_and_says_whether_plans_go_by_it(reader):
    told, page = read(reader, "/tiltak/E02/"), reader.get("/tiltak/E02/").content.decode()
    section = page.split('id="avhengigheter"')[1].split("</section>")[0]
    assert len(set(re.findall(r'href="/samordning/avtaler/([0-9a-f-]{36})/"', section))) == 3
    assert "omstridt: regnes ikke" in told and "venter på svar fra mottakeren" in told
    assert len(re.findall(r'href="/samordning/hva-om/\?m=[0-9a-f]{32}:42"', section)) == 1  # of the one that binds both
    reader.force_login(UserFactory(role="leadership"))
    then = reader.get("/tiltak/E02/?date=2026-11-23").content.decode()
    assert re.search(r'href="/samordning/hva-om/\?m=[0-9a-f]{32}:42&amp;date=2026-11-23"', then)


def test_what_a_source_merely_notes_is_no_agreement_to_reckon_with(reader):
    told = read(reader, "/tiltak/T001/")
    assert "notert i en kilde for" in told and "regnes ikke" not in told
