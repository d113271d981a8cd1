"""The comparison of any two times as it is answered: who reads, defaults, bad input, filters, files, and the cost."""

import io
import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from html import unescape
from typing import Any

import openpyxl
import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from initiatives import models as m
from initiatives import reading
from initiatives.models.base import Act
from portfolio.synthetic.generate import generate
from reporting import source
from reporting.actions.locking import lock_period
from reporting.models import ExportLog, ReportingPeriod, Snapshot, StatusObservation
from tests.cast import tiltak
from tests.factories import (
    ActionPlanFactory,
    BudgetLineFactory,
    OrganisationFactory,
    OwnershipFactory,
    PlanEntryFactory,
)

pytestmark = pytest.mark.django_db
TODAY = "2026-11-23T10:00:00+01:00"
PAGE = "/rapportering/sammenlign/"
MILLION = 1_000_000
YEAR = {"covers_from": date(2026, 1, 1), "covers_to": date(2026, 12, 31)}


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(TODAY, tick=False):
        yield


def known(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def written() -> None:
    """A write the actions would have told of."""
    row, _ = m.Revision.objects.get_or_create(id=1)
    row.value += 1
    row.registers = row.value
    row.save()
    m.Initiative.objects.update(stamp=row.value)


def says(part: m.Initiative, colour: str, day: date) -> None:
    from initiatives.domain.dates import exact

    word = StatusObservation(key=f"{part.code}-{day}", initiative=part, as_of=exact(day), colour=colour)  # type: ignore[misc]
    word.assert_(Act(actor="Kilde", known_from=known(day)))
    written()


def locked(code: str, day: date) -> ReportingPeriod:
    row = ReportingPeriod(code=code, cut_off=day, state="open")
    row.record(Act(actor="Siri"))
    lock_period(period=row, act=Act(actor="Siri"), known_by=day)
    return row


@pytest.fixture
def portfolio(annen_eier: m.Organisation) -> dict[str, m.Initiative]:
    """T1 turned red between two locked periods; T2 came after the last of them, with an amount."""
    plan = ActionPlanFactory(key="plan", name="Plan 1", known_from=known(date(2025, 1, 1)))
    one = tiltak("T1", name="Legemiddellisten", known_from=known(date(2025, 1, 1)))
    owner = OrganisationFactory(key="etaten", name="Etaten", known_from=known(date(2025, 1, 1)))
    OwnershipFactory(initiative=one, organisation=owner, known_from=known(date(2025, 1, 1)))
    PlanEntryFactory(initiative=one, plan=plan, category="ongoing", known_from=known(date(2025, 1, 1)))
    says(one, "green", date(2026, 3, 1))
    locked("2026-1", date(2026, 4, 30))
    says(one, "red", date(2026, 6, 1))
    locked("2026-2", date(2026, 8, 31))
    two = tiltak("T2", owner=annen_eier, name="Journalen")
    PlanEntryFactory(initiative=two, plan=plan, category="ongoing")
    BudgetLineFactory(initiative=two, kind="granted", amount=30 * MILLION, what="Bevilget", **YEAR)
    written()
    return {"T1": one, "T2": two}


@pytest.fixture
def reader(client: Client, leder: m.User) -> Client:
    client.force_login(leder)
    return client


def text(response: Any) -> str:
    """What is read on the page."""
    html = re.sub(r"<(script|style|template|svg)\b.*?</\1>", "", response.content.decode(), flags=re.S)
    return (
        re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))
        .replace(" ;", ";")
        .replace(" .", ".")
        .replace(" :", ":")
        .replace(" ,", ",")
    )


def asked(client: Client, fra: str = "", til: str = "", status: int = 200, **more: str) -> Any:
    response = client.get(PAGE, {"fra": fra, "til": til, **more})
    assert response.status_code == status, response.content.decode()[:2_000]
    return response


# ── who, and which two ───────────────────────────────────────────────────────────────────────────────────────────────


def test_only_those_who_read_the_register_may_compare(client: Client, portfolio: Any) -> None:
    for address in (PAGE, f"{PAGE}eksport/xlsx/"):
        assert client.get(address)["Location"].startswith("/logg-inn/")
    client.force_login(m.User.objects.create(username="ukjent", role=""))
    for address in (PAGE, f"{PAGE}eksport/xlsx/"):
        assert client.get(address).status_code == 403
    assert not ExportLog.objects.exists()


def test_without_a_choice_the_newest_locked_period_is_compared_with_now(reader: Client, portfolio: Any) -> None:
    told = text(asked(reader))
    assert "Fra 2026-2 til nå" in told
    assert (
        "Ett nytt." in told.replace("; nytt", ". Nytt").replace("nytt for 2026: 30 mill. kr (bevilget); ett", "Ett")
        or "ett nytt" in told
    )
    assert "Bevilget for 2026" in told and "Legemiddellisten" not in told


@pytest.mark.parametrize(
    ("fra", "til", "head", "finding"),
    [
        ("2026-1", "2026-2", "Fra 2026-1 til 2026-2", "Ett ble rødt: Legemiddellisten."),
        ("2026-1", "now", "Fra 2026-1 til nå", "Ett ble rødt: Legemiddellisten; nytt for 2026"),
        ("2026-05-01", "2026-07-01", "Fra 1.5.2026 til 1.7.2026", "Ett ble rødt: Legemiddellisten."),
        ("2026-05-01", "2026-2", "Fra 1.5.2026 til 2026-2", "Ett ble rødt: Legemiddellisten."),
        ("2026-2", "2026-1", "Fra 2026-2 til 2026-1", "Ett ble bedre: Legemiddellisten."),
    ],
)
def test_any_two_times_can_be_compared(
    reader: Client, portfolio: Any, fra: str, til: str, head: str, finding: str
) -> None:
    told = text(asked(reader, fra, til))
    assert head in told and finding in told


def test_the_choosers_date_stands_for_itself_and_looking_back_offers_to_swap(reader: Client, portfolio: Any) -> None:
    response = asked(reader, "dato", "2026-1", fra_dato="2026-07-01")
    told, html = text(response), response.content.decode()
    assert "Fra 1.7.2026 til 2026-1" in told and "Du ser bakover i tid" in told
    assert "?fra=2026-1&amp;til=2026-07-01" in html
    assert 'name="fra_dato" value="2026-07-01"' in html
    assert "Du ser bakover" not in text(asked(reader, "2026-1", "2026-07-01"))


@pytest.mark.parametrize(
    ("fra", "til", "message"),
    [
        ("2099-9", "now", "«2099-9» er verken en kjent periode eller en dato som 2026-02-28."),
        ("2026-13-40", "now", "«2026-13-40» er ikke en dato."),
        ("dato", "now", "Velg datoen."),
        ("2026-1", "2099-01-01", "1. januar 2099 har ikke vært ennå."),
        ("1990-01-01", "now", "Ingenting er kjent før 1. januar 2025. Velg den dagen eller en senere."),
        ("2026-1", "2026-1", "Begge tidspunktene er det samme. Velg to forskjellige."),
        ("now", "now", "Begge tidspunktene er det samme."),
        ("<b>", "now", "«<b>» er verken en kjent periode"),
    ],
)
def test_what_cannot_be_compared_is_said_beside_its_chooser_and_what_was_given_stays(
    reader: Client, portfolio: Any, fra: str, til: str, message: str
) -> None:
    response = asked(reader, fra, til, status=422)
    assert message in unescape(response.content.decode())
    assert 'aria-describedby="' in response.content.decode()
    assert response.context["times"].fra == fra and response.context["times"].til == til
    assert reader.get(f"{PAGE}eksport/xlsx/", {"fra": fra, "til": til}).status_code == 422
    assert not ExportLog.objects.exists()


def test_both_can_be_wrong_at_once_and_each_is_told(reader: Client, portfolio: Any) -> None:
    told = text(asked(reader, "1990-01-01", "2099-01-01", status=422))
    assert "Ingenting er kjent før" in told and "har ikke vært ennå" in told


def test_an_open_round_is_what_is_known_now(reader: Client, portfolio: Any) -> None:
    ReportingPeriod(code="2026-3", cut_off=date(2026, 12, 31), state="open").record(Act(actor="Siri"))
    assert "Fra 2026-1 til 2026-3" in text(asked(reader, "2026-1", "2026-3"))
    asked(reader, "2026-3", "now", status=422)


def test_without_a_locked_period_a_date_is_asked_for(reader: Client, t001: Any) -> None:
    assert "Ingen periode er låst ennå." in text(asked(reader, status=422))


def test_a_changed_snapshot_is_never_compared(reader: Client, portfolio: Any) -> None:
    first = "id = (SELECT min(id) FROM reporting_snapshot)"
    connection.cursor().execute(f"UPDATE reporting_snapshot SET sha256 = 'x' WHERE {first}")  # noqa: S608
    source.forget()
    assert "stemmer ikke med sin kontrollsum" in text(asked(reader, "2026-1", "now", status=500))


def test_a_date_before_the_first_record_says_the_first_day_on_any_page(reader: Client, portfolio: Any) -> None:
    for address in ("/", "/tiltak/", "/okonomi/"):
        response = reader.get(f"{address}?date=1990-01-01")
        assert response.status_code == 400
        assert "Ingenting er kjent før 1. januar 2025." in text(response)


def test_the_time_switch_leads_to_the_comparison_with_the_time_shown(reader: Client, portfolio: Any) -> None:
    for query, wanted in (
        ("", PAGE),
        ("?period=2026-1", f"{PAGE}?fra=2026-1&amp;til=now"),
        ("?date=2026-06-01", f"{PAGE}?fra=2026-06-01&amp;til=now"),
    ):
        assert f'href="{wanted}"' in reader.get(f"/tiltak/{query}").content.decode()


# ── what is shown ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_names_lead_to_the_initiative_at_the_later_time_or_to_where_it_was(reader: Client, portfolio: Any) -> None:
    assert 'href="/tiltak/T1/?period=2026-2"' in asked(reader, "2026-1", "2026-2").content.decode()
    assert 'href="/tiltak/T2/?period=2026-1"' not in asked(reader, "now", "2026-1").content.decode()
    assert 'href="/tiltak/T2/"' in asked(reader, "now", "2026-1").content.decode()


def test_lines_are_filtered_by_what_changed_and_by_owner_and_chips_count(reader: Client, portfolio: Any) -> None:
    every = asked(reader, "2026-1", "now")
    counts = {chip.id: chip.count for chip in every.context["chips"]}
    assert counts == {"chip-all": 4, "chip-status": 1, "chip-portfolio": 1, "chip-money": 2}
    status = asked(reader, "2026-1", "now", slag="status")
    assert [each.change.part.code for each in status.context["lines"]] == ["T1"]
    assert "Viser 1 av 4 endringer" in text(status)
    theirs = asked(reader, "2026-1", "now", eier="norsk-helsenett")
    assert {each.change.part.code for each in theirs.context["lines"]} == {"T2"}
    counts = {chip.id: chip.count for chip in theirs.context["chips"]}
    assert counts == {"chip-all": 2, "chip-portfolio": 1, "chip-money": 1}
    none = asked(reader, "2026-1", "now", eier="norsk-helsenett", slag="status")
    assert "Ingen endringer passer" in text(none)


def test_filters_nobody_knows_are_said_and_left_out(reader: Client, portfolio: Any) -> None:
    told = asked(reader, "2026-1", "now", slag="tull", eier="ingen", page="x")
    assert "«tull» finnes ikke blant valgene." in text(told) and "«ingen» finnes ikke" in text(told)
    assert len(told.context["lines"]) == 4


def test_what_is_withheld_now_is_withheld_of_both_times(client: Client, portfolio: Any, utenforstaende: m.User) -> None:
    secret = {"what": "Hemmelig", "known_from": known(date(2025, 2, 1)), **YEAR}
    line = BudgetLineFactory(initiative=portfolio["T1"], kind="budget", amount=5 * MILLION, **secret)
    moved = m.BudgetLine.objects.get(pk=line.pk)
    moved.amount = 777 * MILLION
    moved.record(Act(actor="Kilde", known_from=known(date(2026, 7, 1))))
    m.WithheldValue(subject=line.uid, field="amount", legal_basis="offl. § 23").record(Act(actor="Siri"))
    written()
    for who, seen in ((m.User.objects.create(username="ser-alt", role="secretariat"), True), (utenforstaende, False)):
        client.force_login(who)
        for fra, til in (("2026-05-01", "now"), ("2026-05-01", "2026-08-01")):
            response = asked(client, fra, til)
            assert ("777" in text(response)) is seen
            assert seen or "Noen opplysninger er unntatt" in text(response)
            file = client.get(f"{PAGE}eksport/json/", {"fra": fra, "til": til})
            assert (b"777000000" in file.content or "777" in file.content.decode()) is seen


# ── files ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_file_has_what_is_filtered_and_is_logged(reader: Client, portfolio: Any) -> None:
    query = {"fra": "2026-1", "til": "now", "slag": "money"}
    response = reader.get(f"{PAGE}eksport/xlsx/", query)
    assert 'filename="sammenligning-2026-1-til-2026-11-23.xlsx"' in response["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    head, *rows = book["Endringer"].values
    assert {"2026-1", "nå"} <= {str(each) for each in head}
    assert [row[:3] for row in rows if row[0]] == [("Økonomi", "Ny sum", None), ("Økonomi", "Nytt beløp", "T2")]
    entry = ExportLog.objects.get()
    assert (entry.kind, entry.format, entry.rows) == ("comparison", "xlsx", 2)
    assert entry.criteria == "fra=2026-1&til=now&slag=money"


def test_csv_and_json_are_the_same_rows_and_other_formats_are_not_found(reader: Client, portfolio: Any) -> None:
    found = reader.get(f"{PAGE}eksport/json/", {"fra": "2026-1", "til": "2026-2"})
    (sheet,) = json.loads(found.content)["sheets"]
    assert [row["values"]["code"] for row in sheet["rows"]] == ["T1"]
    assert reader.get(f"{PAGE}eksport/csv/", {"fra": "2026-1", "til": "2026-2"}).status_code == 200
    assert reader.get(f"{PAGE}eksport/pdf/", {"fra": "2026-1", "til": "2026-2"}).status_code == 404


# ── for ever, and what it costs ──────────────────────────────────────────────────────────────────────────────────────


def test_two_locked_periods_compare_the_same_whatever_is_written_later(reader: Client, portfolio: Any) -> None:
    query = {"fra": "2026-1", "til": "2026-2"}
    visit = re.compile(rb'"csrfmiddlewaretoken" value="[^"]*"|"X-CSRFToken": "[^"]*"')
    addresses = (PAGE, *(f"{PAGE}eksport/{each}/" for each in ("json", "xlsx", "csv")))
    before = [visit.sub(b"", reader.get(each, query).content) for each in addresses]
    now = text(asked(reader, "2026-1", "now"))

    for part in portfolio.values():
        says(part, "green", date(2026, 11, 20))
        part.name, part.life = f"Etter låsen {part.code}", "stopped"
        part.record(Act(actor="Etter Låsen"))
    m.BudgetLine.objects.update(amount=1)
    m.PlanEntry.objects.update(category="wanted")
    written()
    reading.forget()
    source.forget()

    assert [visit.sub(b"", reader.get(each, query).content) for each in addresses] == before
    assert text(asked(reader, "2026-1", "now")) != now
    assert Snapshot.objects.count() == 2


def queries(client: Client, fra: str, til: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        asked(client, fra, til)
    return len(captured)


def test_the_number_of_queries_does_not_grow_with_the_portfolio(reader: Client) -> None:
    pairs = (("2026-1", "2026-2"), ("2026-2", "now"), ("2026-05-01", "2026-07-01"))
    found = []
    for size in (1, 24):
        generate(size)
        for code in ("2026-1", "2026-2"):
            day = {"2026-1": date(2026, 4, 30), "2026-2": date(2026, 8, 31)}[code]
            if not ReportingPeriod.objects.filter(code=code).exists():
                locked(code, day)
        costs = {}
        for pair in pairs:
            reading.forget()
            source.forget()
            costs[pair] = (queries(reader, *pair), queries(reader, *pair))
        found.append(costs)
    assert found[0] == found[1]
    session = 2  # session and user
    # per side the periods; of a locked one the chain, and cold its content; now its revision, a date the revision twice
    (cold, warm), *_ = found[1].values()
    assert warm == session + 2 * 2
    assert cold == warm + 2
    assert found[1]["2026-2", "now"][1] <= session + 5
    assert found[1]["2026-05-01", "2026-07-01"][1] <= session + 8
    assert max(cost for cost, _ in found[1].values()) <= 130
