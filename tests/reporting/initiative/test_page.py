"""The page of one initiative as answered: who may edit, what is withheld, what was not known then, and the cost."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives import reading
from initiatives.formatting import NBSP
from initiatives.models import WithheldValue
from initiatives.models.base import Act
from reporting.source import forget
from tests.cast import tiltak
from tests.factories import (
    ActionPlanFactory,
    BudgetLineFactory,
    CitationFactory,
    DependencyFactory,
    ExternalPartyFactory,
    MilestoneDateFactory,
    MilestoneFactory,
    PlanEntryFactory,
    RiskFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db
TODAY = "2026-11-23T12:00:00+01:00"
WARM, COLD = 10, 61  # queries, with session and user; a day asks for its statuses anew
ON_A_DAY = 13


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY, tick=False):
        yield


def read(client, path="/tiltak/T001/", status=200):
    """What is read on the page: tags gone, white space one."""
    response = client.get(path)
    assert response.status_code == status
    main = response.content.decode().split('<main class="page"')[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)).replace(NBSP, " ")


def page(client, path="/tiltak/T001/"):
    return client.get(path).content.decode()


# ── who ──────────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_who_is_not_signed_in_is_sent_to_sign_in(client, t001):
    assert client.get("/tiltak/T001/")["Location"] == "/logg-inn/?next=/tiltak/T001/"


@pytest.mark.parametrize(
    ("who", "edits"),
    [("programleder", 2), ("sekretariat", 2), ("utenforstaende", 0), ("leder", 0), ("admin_person", 0)],
)
def test_everybody_reads_and_only_those_who_may_are_led_to_edit(client, request, t001, who, edits):
    client.force_login(request.getfixturevalue(who))
    told = page(client)
    assert told.count('href="/tiltak/T001/rediger/"') == edits  # beside the name, and at the facts
    assert ('href="/tiltak/T001/milepaeler/"' in told) is bool(edits)


def test_nobody_is_led_to_edit_what_is_past(client, programleder, t001):
    client.force_login(programleder)
    assert "rediger" not in page(client, "/tiltak/T001/?date=2026-11-23")


# ── when ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_code_nobody_knows_is_not_found(client, leder):
    client.force_login(leder)
    assert client.get("/tiltak/T999/").status_code == 404
    assert client.get("/tiltak/T999/?date=2026-01-01").status_code == 404


def test_an_initiative_not_known_then_says_so_and_offers_now(client, leder, t001):
    tiltak("T002", known_from=datetime(2025, 1, 1, tzinfo=UTC))  # something was
    client.force_login(leder)
    told = read(client, "/tiltak/T001/?date=2026-01-01", status=404)
    assert "T001 var ikke kjent i registeret 1. januar 2026" in told
    assert "Vis tiltaket nå" in told


def test_a_day_shows_the_dates_and_the_log_of_that_day(client, leder):
    with time_machine.travel("2026-01-10T12:00:00+01:00", tick=False):
        milestone = MilestoneFactory(initiative=tiltak("T001"), name="I bruk")
        MilestoneDateFactory(milestone=milestone, role="original", date="2026-06-01")
    MilestoneDateFactory(milestone=milestone, role="approved", date="2027-06-01", reason="Leverandøren er sen")
    client.force_login(leder)
    then, now = read(client, "/tiltak/T001/?date=2026-02-01"), read(client)
    assert "Leverandøren er sen" in now and "1 ny vedtatt plan, den opprinnelige står" in now
    assert "Leverandøren er sen" not in then and "1.6.2027" not in then


# ── what ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_bare_initiative_invents_nothing_and_tells_the_empty_sections_in_one_line(client, leder):
    tiltak("T001")
    client.force_login(leder)
    told = read(client)
    assert "Ikke registrert for dette tiltaket: milepæler, penger, avhengigheter, risikoer" in told
    assert told.count("ikke oppgitt") >= 6
    assert "Ingen farge meldt" in told


def test_a_passed_date_without_news_is_unconfirmed_and_not_reached(client, leder):
    milestone = MilestoneFactory(initiative=tiltak("T001"), name="I bruk")
    MilestoneDateFactory(milestone=milestone, role="original", date="2026-06-01")
    client.force_login(leder)
    told = read(client)
    assert "Én milepæl er passert uten nytt" in told
    assert "ubekreftet siden 1.6.2026" in told


def test_a_fact_has_its_source_beside_it_and_the_source_its_facts(client, leder):
    part = tiltak("T001")
    line = BudgetLineFactory(initiative=part, what="Ramme", amount=5_000_000)
    source = SourceFactory(title="Tildelingsbrev 2026", publisher="Departementet", url="https://example.org/brev")
    CitationFactory(subject=line.uid, source=source, basis="stated")
    CitationFactory(subject=line.uid, field="known_from", source=None, basis="stated", note="kildens dato")
    client.force_login(leder)
    told = page(client)
    assert re.search(r'<a href="https://example.org/brev"[^>]*>Departementet</a>', told)
    assert "Tildelingsbrev 2026" in told and "Beløpet «Ramme»" in told
    assert "Kildens dato" in told


def test_an_address_that_is_no_web_address_is_never_a_link(client, leder):
    source = SourceFactory(title="Notat", url="javascript:alert(1)")
    CitationFactory(subject=tiltak("T001").uid, source=source)
    client.force_login(leder)
    assert "javascript:" not in page(client)


def test_stored_texts_are_escaped_and_carry_their_language(client, leder):
    RiskFactory(initiative=tiltak("T001"), title="<b>Fråfall</b>", language="nn")
    client.force_login(leder)
    assert '<span lang="nn">&lt;b&gt;Fråfall&lt;/b&gt;</span>' in page(client)


def test_a_dependency_stands_on_both_pages_and_links_keep_the_time(client, leder):
    one, two = tiltak("T001", name="Journal"), tiltak("T002", name="Timebok")
    DependencyFactory(predecessor_initiative=one, successor_initiative=two, description="Felles pålogging")
    client.force_login(leder)
    assert "Gir til Timebok T002" in read(client, "/tiltak/T001/")
    assert "Venter på Journal T001" in read(client, "/tiltak/T002/")
    assert 'href="/tiltak/T002/?date=2026-11-23"' in page(client, "/tiltak/T001/?date=2026-11-23")


def withhold(line):
    hidden = WithheldValue(subject=line.uid, field="amount", legal_basis="offl. § 23", grade="exempt")
    hidden.record(Act("oppsett"))
    reading.forget()
    forget()


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("programleder", True),
        ("leder", True),
        ("sekretariat", True),
        ("utenforstaende", False),
        ("admin_person", False),
    ],
)
def test_a_withheld_amount_is_withheld_in_figures_tables_and_log(client, request, t001, who, sees):
    line = BudgetLineFactory(initiative=t001, what="Tilbud", amount=77_000_000)
    withhold(line)
    client.force_login(request.getfixturevalue(who))
    for path in ("/tiltak/T001/", "/tiltak/T001/?date=2026-11-23"):
        told = read(client, path)
        assert ("77" in told) is sees
        assert ("unntatt, offl. § 23" in told) is not sees


@pytest.mark.parametrize(("who", "sees"), [("utenforstaende", False), ("programleder", True), ("leder", True)])
def test_a_withheld_promise_is_not_told_by_the_engine_nor_said_to_be_missing(client, request, t001, who, sees):
    """T001's pilot waits for somebody outside who has promised 20.5.2027, which is withheld."""
    PlanEntryFactory(initiative=t001, plan=ActionPlanFactory())
    milestone = MilestoneFactory(initiative=t001, name="Pilot")
    MilestoneDateFactory(milestone=milestone, role="original", date="2027-03-01")
    outside = ExternalPartyFactory(name="Leverandøren")
    made = DependencyFactory(
        predecessor_external=outside, successor_milestone=milestone, binding=True, promised="2027-05-20"
    )
    hidden = WithheldValue(subject=made.uid, field="promised", legal_basis="offl. § 23", grade="exempt")
    hidden.record(Act("oppsett"))
    reading.forget()
    forget()
    client.force_login(request.getfixturevalue(who))
    told = read(client)
    assert ("20.5.2027" in told) is sees
    assert ("gjennomførbar 20.5.2027" in told) is sees
    assert ("unntatt" in told) is not sees
    assert "ingen lovet dato" not in told


# ── the cost ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def furnish(part, parts=20):
    """An initiative with something in every section that grows."""
    PlanEntryFactory(initiative=part, plan=ActionPlanFactory())
    source = SourceFactory()
    for n in range(parts):
        milestone = MilestoneFactory(initiative=part)
        MilestoneDateFactory(milestone=milestone, role="original", date=f"2026-{n % 12 + 1:02}-01")
        MilestoneDateFactory(milestone=milestone, role="approved", date=f"2027-{n % 12 + 1:02}-01")
        line = BudgetLineFactory(initiative=part, amount=n * 1_000_000 + 1)
        RiskFactory(initiative=part)
        DependencyFactory(predecessor_initiative=part, successor_initiative=tiltak(f"X{part.code}{n}"))
        CitationFactory(subject=line.uid, source=source)


def cost(client, path, *, cold):
    if cold:
        reading.forget()
        forget()
    else:
        client.get(path)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return len(caught)


@pytest.mark.parametrize(("query", "most"), [("", WARM), ("?date=2026-11-23", ON_A_DAY)])
def test_a_full_page_costs_one_query_more_than_a_bare_one_warm_or_cold(client, sekretariat, query, most):
    furnish(tiltak("T012"))
    tiltak("T104")
    client.force_login(sekretariat)
    warm = {code: cost(client, f"/tiltak/{code}/{query}", cold=False) for code in ("T012", "T104")}
    cold = {code: cost(client, f"/tiltak/{code}/{query}", cold=True) for code in ("T012", "T104")}
    assert warm["T012"] - warm["T104"] in (0, 1)
    assert cold["T012"] - cold["T104"] in (0, 1)
    assert warm["T012"] <= most
    assert cold["T012"] <= COLD


def test_a_page_of_the_log_is_asked_for_by_its_number(client, leder):
    part = tiltak("T001")
    for n in range(25):
        RiskFactory(initiative=part, title=f"Risiko {n}")
    client.force_login(leder)
    first = page(client)
    assert "Side 1 av 2" in first and 'href="?page=2#logg"' in first
    assert "Side 2 av 2" in page(client, "/tiltak/T001/?page=2")
    assert "Side 1 av 2" in page(client, "/tiltak/T001/?page=tull")


def test_where_a_withheld_date_stood_before_is_told_nowhere(client, leder, admin_person, t001):
    milestone = MilestoneFactory(initiative=t001, name="Pilot")
    for day in ("17.8.2031", "18.9.2032"):
        MilestoneDateFactory(milestone=milestone, role="forecast", date=day)
    WithheldValue(subject=milestone.uid, field="forecast", legal_basis="offl. § 23").record(Act("Siri"))
    client.force_login(leder)
    assert "17.8.2031" in page(client)
    client.force_login(admin_person)
    assert "17.8.2031" not in page(client) and "18.9.2032" not in page(client)
