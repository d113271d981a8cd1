"""The list of initiatives: what is shown, filters in the address, and nothing in it that crashes the page."""

import re
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.test import Client

from initiatives.models.base import Act
from reporting.models import ReportingPeriod
from tests.cast import tiltak
from tests.factories import DependencyFactory, MilestoneDateFactory, MilestoneFactory, OrganisationFactory
from tests.reporting.lists.facts import place, plan, status

pytestmark = pytest.mark.django_db
NOW = datetime.fromisoformat("2026-11-23T12:00:00+01:00")


@pytest.fixture(autouse=True)
def _clock() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def portfolio() -> dict[str, Any]:
    """Six initiatives in two plans: a programme with a part, and each colour there is."""
    hdir = OrganisationFactory(key="hdir", name="Helsedirektoratet", short_name="Hdir")
    ks = OrganisationFactory(key="ks", name="KS")
    new, old = plan("ny", "Nasjonal portefølje", 1), plan("gammel", "Handlingsplan 2014–2016", 2)
    parts = {
        "T001": tiltak("T001", owner=hdir, name="Program prøvesvar", kind="programme", phase="execution"),
        "T002": tiltak("T002", owner=hdir, name="Del av prøvesvar", kind="subproject"),
        "T003": tiltak("T003", owner=ks, name="Felles journal", phase="planning"),
        "T004": tiltak("T004", owner=ks, name="<script>alert(1)</script>"),
        "T005": tiltak("T005", name="Gammelt tiltak", life="completed"),
        "E01": tiltak("E01", owner=ks, name="Oppdiktet", example=True),
    }
    place(parts["T002"], whole=parts["T001"])
    for code in ("T001", "T002", "T003", "T004", "E01"):
        place(parts[code], new, category="ongoing", segment="Samstyre")
    place(parts["T005"], old)
    status(parts["T002"], "red", "2026-11-01")
    status(parts["T003"], "yellow", "2026-11-10")
    status(parts["T001"], "green", "2024-01-31")
    milestone = MilestoneFactory(initiative=parts["T003"], name="Pilot i Tromsø", key="M1")
    MilestoneDateFactory(milestone=milestone, role="original", date="2026-12-01")
    MilestoneDateFactory(milestone=milestone, role="forecast", date="2027-06-01")
    return parts


@pytest.fixture
def reader(client: Client, leder: Any) -> Client:
    client.force_login(leder)
    return client


def shown(client: Client, query: str = "", **headers: str) -> str:
    response = client.get(f"/tiltak/{query}", headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def codes(html: str) -> list[str]:
    """The codes of the rows, in their order."""
    return re.findall(r'<td class="code" data-l="Kode">([^<]+)</td>', html)


def hrefs(html: str, id_: str) -> dict[str, list[str]]:
    """The query of the link with an id."""
    found = re.search(rf'id="{id_}" href="([^"]*)"', html)
    assert found, id_
    return parse_qs(urlsplit(found[1].replace("&amp;", "&")).query)


# ── what is shown ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_who_is_not_signed_in_is_asked_to(client: Client, portfolio: Any) -> None:
    assert client.get("/tiltak/").status_code == 302


@pytest.mark.parametrize("name", ["programleder", "leder", "sekretariat", "admin", "utenforstaende"])
def test_everybody_of_the_cast_reads_the_list(client: Client, cast: Any, name: str) -> None:
    client.force_login(cast[name])
    assert {"T001", "T900"} <= set(codes(shown(client)))


def test_plan_by_plan_the_worst_family_first_and_parts_under_their_programme(reader: Client, portfolio: Any) -> None:
    html = shown(reader)
    assert codes(html) == ["T001", "T002", "T003", "E01", "T004", "T005"]
    assert re.search(r'<tr class="sub">.{0,80}T002', html)
    assert re.findall(r'rowgroup" colspan="10">([^<]+)<span class="meta">· ([^<]+)<', html) == [
        ("Nasjonal portefølje ", "5 tiltak"),
        ("Handlingsplan 2014–2016 ", "1 tiltak"),
    ]
    assert "Viser 6 av 6 tiltak, verst først i hver plan" in html


def test_a_part_whose_programme_is_filtered_away_is_not_indented(reader: Client, portfolio: Any) -> None:
    html = shown(reader, "?kind=subproject")
    assert codes(html) == ["T002"]
    assert 'class="sub"' not in html


def test_a_row_shows_original_beside_now_and_what_is_not_stated_as_a_dash(reader: Client, portfolio: Any) -> None:
    html = shown(reader, "?q=felles journal")
    assert re.search(r'data-l="Opprinnelig, sist vedtatt">1.12.2026<', html)
    assert re.search(r'data-l="Nå"><span>1.6.2027<br><span class="delta delta--late">\+26\xa0?.?uker', html)
    assert re.search(r'data-l="Fase">Planlegging<', html)
    assert re.search(r'x-narrow" data-l="Fase">–<', shown(reader, "?q=T002"))


def test_names_are_escaped_and_examples_are_marked(reader: Client, portfolio: Any) -> None:
    html = shown(reader)
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html
    assert re.search(r'Oppdiktet</a> <span class="tag" data-tone="warn">eksempel</span>', html)


def test_each_row_leads_to_its_own_page_at_the_same_time(reader: Client, portfolio: Any) -> None:
    assert 'href="/tiltak/T001/"' in shown(reader)
    assert 'href="/tiltak/T001/?date=2026-11-23"' in shown(reader, "?date=2026-11-23")


# ── filters ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?q=PROVESVAR", ["T001", "T002"]),
        ("?q=tromsø", ["T003"]),
        ("?q=hdir del", ["T002"]),
        ("?owner=ks", ["T003", "E01", "T004"]),
        ("?owner=ks&owner=hdir&colour=red&colour=yellow", ["T002", "T003"]),
        ("?plan=gammel", ["T005"]),
        ("?phase=planning", ["T003"]),
        ("?segment=Samstyre&kind=programme", ["T001"]),
        ("?life=completed", ["T005"]),
        ("?flag=late", ["T003"]),
        ("?flag=old", ["T001"]),
        ("?flag=example&flag=late", ["T003", "E01"]),
        ("?category=ongoing&colour=none", ["E01", "T004"]),
        ("?q=&plan=&colour=", ["T001", "T002", "T003", "E01", "T004", "T005"]),
    ],
)
def test_filters_combine_and_accept_several_values(
    reader: Client, portfolio: Any, query: str, expected: list[str]
) -> None:
    assert codes(shown(reader, query)) == expected


def test_a_chip_counts_under_the_other_filters_and_turns_itself_on_and_off(reader: Client, portfolio: Any) -> None:
    html = shown(reader, "?owner=ks&colour=yellow")
    assert re.search(r'id="chip-none"[^>]*>.*?Ikke vurdert <b>2</b>', html)
    assert re.search(r'id="chip-red"[^>]*>.*?Kritisk <b>0</b>', html)
    assert re.search(r'id="chip-yellow"[^>]* aria-current="true"', html)
    assert hrefs(html, "chip-yellow") == {"owner": ["ks"]}
    assert hrefs(html, "chip-none") == {"owner": ["ks"], "colour": ["none", "yellow"]}


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("?owner=finnesikke", "«finnesikke» finnes ikke blant valgene."),
        ("?colour=blå", "«blå» finnes ikke blant valgene."),
        ("?flag=x", "«x» finnes ikke blant valgene."),
        ("?cols=zz,code", "Det finnes ingen kolonne «zz»."),
        ("?q=" + "x" * 10_000, "Søket er for langt. Skriv høyst 200 tegn."),
        ("?plan=" + "y" * 5_000, "«" + "y" * 39 + "…» finnes ikke blant valgene."),
    ],
)
def test_what_is_not_understood_is_told_and_the_rest_still_filters(
    reader: Client, portfolio: Any, query: str, message: str
) -> None:
    html = shown(reader, query + "&kind=programme")
    assert message in html
    assert codes(html) == ["T001"]


@pytest.mark.parametrize(
    "query",
    [
        *(
            "page=0",
            "page=-1",
            "page=99999999999999999999",
            "page=x",
            "page=²",
            "page=1&page=2",
            "size=7",
            "size=999999",
        ),
        *("sort=garbage", "sort=-", "sort=--code", "sort=rounds", "sort=__class__", "cols=", "cols=,,,"),
        *("q=%00", "owner=%00", "owner=&owner=", "q=   "),
    ],
)
def test_no_address_crashes_the_list(reader: Client, portfolio: Any, query: str) -> None:
    assert len(codes(shown(reader, f"?{query}"))) == 6


def test_bytes_that_are_no_text_find_nothing(reader: Client, portfolio: Any) -> None:
    assert codes(shown(reader, "?q=%FF%FE")) == []


def test_an_empty_list_says_what_to_loosen_and_what_it_gives(reader: Client, portfolio: Any) -> None:
    html = shown(reader, "?q=journal&colour=green")
    assert "Ingen tiltak passer" in html
    assert re.findall(r"Uten «([^»]+)»</a> <span class=\"meta\">gir (\d+) tiltak", html) == [
        ("Søk", "1"),
        ("Status", "1"),
    ]


def test_a_portfolio_without_initiatives_says_so(reader: Client) -> None:
    assert "Det finnes ingen tiltak her" in shown(reader)


# ── order, pages, columns ────────────────────────────────────────────────────────────────────────────────────────────


def test_sorting_by_a_column_is_told_to_eye_and_ear_and_can_be_undone(reader: Client, portfolio: Any) -> None:
    html = shown(reader, "?sort=-code")
    assert codes(html) == ["T005", "T004", "T003", "T002", "T001", "E01"]
    assert re.search(r'aria-sort="descending">\s*<a id="sort-code"', html)
    assert "rowgroup" not in html
    assert hrefs(html, "usual-order") == {}


def test_filters_and_time_survive_sorting_and_paging(reader: Client, portfolio: Any) -> None:
    html = shown(reader, "?date=2026-11-23&owner=ks&flag=late&colour=&plan=")
    assert hrefs(html, "sort-name") == {"date": ["2026-11-23"], "owner": ["ks"], "flag": ["late"], "sort": ["name"]}
    assert '<input type="hidden" name="date" value="2026-11-23">' in html
    assert '<input type="hidden" form="filters" name="flag" value="late">' in html


def test_pages_hold_fifty_and_the_last_is_where_a_page_too_far_leads(reader: Client) -> None:
    for number in range(53):
        tiltak(f"X{number:03}")
    first, last = shown(reader), shown(reader, "?page=17")
    assert (len(codes(first)), len(codes(last))) == (50, 3)
    assert "Viser 51–53 av 53" in last
    assert len(codes(shown(reader, "?size=500"))) == 53


def test_columns_are_chosen_in_the_address_and_remembered(reader: Client, portfolio: Any) -> None:
    chosen = shown(reader, "?cols=risk,code&cols=goal")
    assert _heads(chosen) == ["Kode", "Tiltak", "Risiko", "Hovedmål"]
    assert _heads(shown(reader)) == ["Kode", "Tiltak", "Risiko", "Hovedmål"]
    assert hrefs(shown(reader), "chip-red")["cols"] == ["code,name,risk,goal"]
    assert len(_heads(shown(reader, "?cols=standard"))) == 10
    assert len(_heads(shown(reader))) == 10


def test_every_column_there_is_can_be_shown_at_once(reader: Client, portfolio: Any) -> None:
    from reporting.pages.register_columns import COLUMNS

    assert len(_heads(shown(reader, "?cols=" + ",".join(each.key for each in COLUMNS)))) == len(COLUMNS)


def _heads(html: str) -> list[str]:
    head = re.search(r"<thead>(.*?)</thead>", html, re.DOTALL)
    assert head
    cells = re.findall(r"<th[^>]*>(.*?)</th>", head[1], re.DOTALL)
    return [re.sub(r"<[^>]+>", "", cell).strip() for cell in cells]


# ── partial updates ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_htmx_gets_the_list_with_its_count_and_a_clean_address(reader: Client, portfolio: Any) -> None:
    response = reader.get("/tiltak/?q=journal&owner=&cols=", headers={"HX-Request": "true", "HX-Trigger": "filters"})
    html = response.content.decode()
    assert "<html" not in html
    assert 'data-announce="Viser 1 av 6 tiltak"' in html
    assert response["HX-Replace-Url"] == "/tiltak/?q=journal"
    assert "HX-Request" in response["Vary"]


def test_a_link_that_htmx_follows_becomes_a_step_one_can_go_back_from(reader: Client, portfolio: Any) -> None:
    response = reader.get("/tiltak/?colour=red", headers={"HX-Request": "true", "HX-Trigger": "chip-red"})
    assert response["HX-Push-Url"] == "/tiltak/?colour=red"


def test_going_back_gets_the_whole_page(reader: Client, portfolio: Any) -> None:
    html = shown(reader, "", **{"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert "<html" in html


# ── other times ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_locked_period_is_shown_as_it_was(reader: Client, portfolio: Any) -> None:
    from reporting.actions.locking import lock_period

    period = ReportingPeriod(code="2026-2", name="2. tertial 2026", kind="tertial", state="open", cut_off=NOW.date())
    act = Act(actor="test")
    period.record(act)
    lock_period(period=period, act=act)
    portfolio["T003"].name = "Nytt navn"
    portfolio["T003"].record(act)
    html = shown(reader, "?period=2026-2")
    assert "Felles journal" in html
    assert "Periode 2026-2, låst" in html
    assert 'href="/tiltak/T001/?period=2026-2"' in html
    assert hrefs(html, "chip-red") == {"period": ["2026-2"], "colour": ["red"]}


def test_a_time_that_cannot_be_shown_is_told(reader: Client, portfolio: Any) -> None:
    response = reader.get("/tiltak/?date=i går")
    assert response.status_code == 400
    assert "ikke en dato" in response.content.decode()


def test_only_pages_that_swap_parts_carry_the_weight_of_htmx(reader: Client, portfolio: Any) -> None:
    pages = ("/tiltak/", "/veikart/", "/", "/okonomi/", "/foringer/", "/rapporter/")
    carrying = [url for url in pages if "htmx-2" in reader.get(url).content.decode()]
    assert carrying == ["/tiltak/", "/veikart/"]


# ── what others delay ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def delayed(portfolio: dict[str, Any]) -> None:
    """T003's pilot, now expected 1 June 2027, waits for a milestone of T001 that comes on 1 July."""
    giver = MilestoneFactory(initiative=portfolio["T001"], name="Meldingsutveksling")
    MilestoneDateFactory(milestone=giver, role="original", date="2027-07-01")
    receiver = portfolio["T003"].milestones.get()
    DependencyFactory(
        predecessor_initiative=None,
        successor_initiative=None,
        predecessor_milestone=giver,
        successor_milestone=receiver,
        state="accepted",
        binding=True,
    )


def test_what_others_delay_can_be_filtered_and_its_date_chosen_as_a_column(reader: Client, delayed: None) -> None:
    html = reader.get("/tiltak/?flag=held_back&cols=code,name,held").content.decode()
    assert re.findall(r'<td class="code"[^>]*>([^<]+)</td>', html) == ["T003"]
    (cell,) = re.findall(r'data-l="Gjennomførbar">(.*?)</td>', html)
    assert re.sub(r"<[^>]+>", "|", cell).replace("\u00a0", " ") == "|1.7.2027 |+4 uker|||Pilot i Tromsø||"
    assert "Gjennomførbar dato er senere enn lovet" in html
    assert 'data-l="Gjennomførbar"' not in reader.get("/tiltak/?cols=standard").content.decode()


def test_the_roadmap_has_the_same_filter(reader: Client, delayed: None) -> None:
    html = reader.get("/veikart/?flag=held_back").content.decode()
    assert re.findall(r'class="gantt__row" id="t-([^"]+)"', html) == ["T003"]
    assert 'class="f-kept"' in html and "gjennomførbar 1.7.2027" in html
