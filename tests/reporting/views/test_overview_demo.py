"""Oversikt of the public portfolio: the January 2024 report as far as it is known, now, and any day."""

import re

import pytest
import time_machine

from tests.demo import filled
from tests.reporting.views.overview_reading import TODAY, WARM, queries, signed_in, text


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The public portfolio with its locked periods, loaded once for the tests of this file."""
    with filled(django_db_blocker):
        yield


def test_the_january_2024_report_is_shown_with_what_is_known_of_it(client, db, demo):
    told = text(signed_in(client).get("/?period=2024-1"))
    assert "Ett tiltak er kritisk. Ett ble verre og ett bedre siden sist." in told
    assert "9 av 32 er kjent i åpne kilder" in told
    assert all(f"publisert {count}" in told for count in (1, 17, 14))
    assert "Usikker finansiering. Finansiering bare ut februar 2024" in told
    assert "Ikke oppgitt. Rødt krever ansvarlig og frist" in told
    assert "OUS, Sykehuset Telemark og Betanien" in told  # the highlight
    assert "Det som oftest gir gul status" in told  # the common causes
    assert "eksempel" not in told


def test_a_locked_period_is_not_touched_by_what_came_after(client, db, demo):
    told = text(signed_in(client).get("/?period=2024-1"))
    assert "Pasientens prøvesvar (Helsedirektoratets rapportering)" not in told
    assert "Perioden er låst. Endringer etter låsen vises i «Nå»." in told


def test_now_compares_with_the_last_locked_period_and_marks_examples(client, db, demo):
    told = text(signed_in(client).get("/"))
    assert "Sammenlignet med 2024-1" in told
    assert "Tre tiltak er kritiske (ett er eksempel). Ett ble verre siden sist." in told
    assert "Pasientens prøvesvar (Helsedirektoratets rapportering) T016" in told
    assert re.search(r"E05 · Eksempelforetaket\s+eksempel", told)
    assert "18 pågående tiltak · 15 har kjent status · 4 er eksempler" in told


def test_a_date_shows_what_was_known_then(client, db, demo):
    told = text(signed_in(client).get("/?date=2023-12-31"))
    assert "Prosessplattform" in told
    assert "Rødt krever" not in told  # what made T008 red became known a month later


def test_a_time_that_cannot_be_shown_is_told(client, db, demo):
    assert signed_in(client).get("/?period=2099-9").status_code == 400


def test_links_keep_the_time_and_rows_lead_to_the_filtered_list(client, db, demo):
    page = signed_in(client).get("/?period=2024-1").content.decode()
    assert 'href="/tiltak/T008/?period=2024-1"' in page
    assert "/tiltak/?goal=strategi-2023-2030%2Fmal-1&amp;life=active&amp;category=ongoing&amp;period=2024-1" in page
    assert "/tiltak/?colour=red&amp;colour=yellow" in signed_in(client, username="b").get("/").content.decode()


def test_every_list_it_leads_to_answers(client, db, demo):
    page = signed_in(client).get("/").content.decode()
    links = {link.replace("&amp;", "&") for link in re.findall(r'href="(/tiltak/\?[^"]*)"', page)}
    assert len(links) > 15
    for link in links:
        answer = client.get(link)
        assert answer.status_code == 200, link
        assert "finnes ikke blant valgene" not in answer.content.decode(), link


def test_a_cut_list_is_shown_in_full_when_asked_for(client, db, demo):
    cut = signed_in(client).get("/").content.decode()
    full = client.get("/?show=dependencies").content.decode()
    assert 'href="?show=dependencies#h-dependencies"' in cut
    assert [text(client.get(path)).count("venter på") for path in ("/", "/?show=dependencies")] == [3, 6]
    assert "Vis færre" in full


def test_what_is_in_danger_leads_to_the_agreement_and_what_nobody_stands_by_is_one_line(client, db, demo):
    page = signed_in(client).get("/").content.decode()
    listed = page.split('aria-labelledby="h-dependencies"')[1].split("</section>")[0]
    assert len(re.findall(r'href="/samordning/avtaler/[0-9a-f-]{36}/"', listed)) == 3
    (line,) = re.findall(r'<a href="/samordning/#ingen-star-ved">([^<]*)</a>', listed)
    assert re.match(r"\d+ avtaler til som ingen står ved: .*bare notert i", line)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("query", ["", "?period=2024-1", "?period=2023-3", "?date=2025-06-01"])
def test_it_answers_in_every_language_at_every_time(client, db, demo, language, query):
    signed_in(client)
    client.cookies["django_language"] = language
    response = client.get(f"/{query}")
    assert response.status_code == 200
    assert "%(" not in response.content.decode()


def test_no_inline_style_breaks_the_security_policy(client, db, demo):
    page = signed_in(client).get("/").content.decode()
    assert " style=" not in page
    assert "<style" not in page


def test_queries_of_the_demo_warm_and_at_a_locked_period(client, db, demo):
    signed_in(client)
    for path in ("/", "/?period=2024-1", "/?show=dependencies"):
        queries(client, path)
        assert queries(client, path) <= WARM, path
