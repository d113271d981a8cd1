"""Oversikt as it is answered: for everybody signed in, at any time, in a fixed number of queries."""

import re
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from initiatives import reading
from initiatives.formatting import NBSP
from initiatives.models.base import Act
from portfolio.synthetic.generate import generate
from reporting.source import forget
from reporting.source.changes import latest_changes
from tests.cast import tiltak
from tests.factories import ActionPlanFactory, MilestoneFactory, PlanEntryFactory, RiskFactory, UserFactory

TODAY = "2026-11-23T12:00:00+01:00"
WARM, COLD = 6, 60


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The public portfolio with its locked periods, loaded once for the tests of this file."""
    with django_db_blocker.unblock(), time_machine.travel(TODAY, tick=False), transaction.atomic():
        call_command("load_demo", stdout=StringIO())
        yield
        transaction.set_rollback(True)


def text(response):
    """What is read on the page: tags gone, white space one."""
    main = response.content.decode().split('<main class="page"')[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)).replace(NBSP, " ")


def signed_in(client, **values):
    client.force_login(UserFactory(role="leadership", **values))
    return client


@pytest.mark.django_db
def test_who_is_not_signed_in_is_sent_to_sign_in(client):
    response = client.get("/")
    assert (response.status_code, response["Location"]) == (302, "/logg-inn/?next=/")


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["programleder", "utenforstaende", "leder", "sekretariat", "admin_person"])
def test_everybody_signed_in_reads_the_overview(client, request, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get("/").status_code == 200


@pytest.mark.django_db
def test_an_empty_register_says_what_will_stand_here(client):
    told = text(signed_in(client).get("/"))
    assert "Ingen pågående tiltak er registrert." in told
    assert "Her er det ingen tiltak" in told


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
    assert re.search(r"E05 · Eksempeletaten\s+eksempel", told)
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
    assert "DIGI-UNG</a>\n          venter på" not in cut
    assert text(client.get("/?show=dependencies")).count("venter på") > 10 > text(client.get("/")).count("venter på")
    assert "Vis færre" in full


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


@pytest.mark.django_db
def test_what_was_written_last_is_told_with_both_times(client):
    part = tiltak("T1", name="Nytt tiltak")
    PlanEntryFactory(initiative=part, plan=ActionPlanFactory())
    with time_machine.travel("2026-11-23T12:05:00+01:00", tick=False):
        risk = RiskFactory(initiative=part, actor="Pia", known_from=None)
        MilestoneFactory(initiative=part, actor="Pia")
        risk.title = "Annet"
        risk.record(Act("Pia", reason="Ny vurdering"))
    told = text(signed_in(client).get("/"))
    assert "1 milepæl og 1 risiko lagt til, 1 risiko endret" in told.lower()
    assert "Pia · kjent og registrert 23.11.2026 kl. 12.05 · Ny vurdering" in told


@pytest.mark.django_db
def test_changes_are_the_newest_first_and_only_those_known_by_a_day():
    with time_machine.travel("2026-01-05T09:00:00+01:00", tick=False):
        part = tiltak("T1")
        early = RiskFactory(initiative=part)
    RiskFactory(initiative=part)
    found = latest_changes()
    assert [each.kind for each in found] == ["risk", "risk", "initiative"]
    assert found[0].recorded > found[1].recorded
    assert {each.initiative for each in found} == {part.uid.hex}
    by_then = latest_changes(early.history.first().history_date)
    assert [each.kind for each in by_then] == ["risk", "initiative"]


def cold():
    reading.forget()
    forget()


def queries(client, path="/"):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


@pytest.mark.django_db
def test_queries_do_not_grow_with_the_portfolio(client):
    signed_in(client)
    counts = []
    for more in (40, 260):
        generate(more, seed=more)
        cold()
        counts.append((queries(client), queries(client)))
    assert counts[0] == counts[1]
    assert counts[0][0] <= COLD
    assert counts[0][1] <= WARM


def test_queries_of_the_demo_warm_and_at_a_locked_period(client, db, demo):
    signed_in(client)
    for path in ("/", "/?period=2024-1", "/?show=dependencies"):
        queries(client, path)
        assert queries(client, path) <= WARM, path
