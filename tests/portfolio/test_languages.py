"""Nynorsk and English are whole: no page, workbook or PDF shows an interface word of bokmål."""

import io
import re
import shutil
from collections.abc import Iterator
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Any

import pytest
import time_machine
from babel.messages.mofile import write_mo
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.test import Client, override_settings
from django.urls import URLPattern, reverse
from django.utils.translation import override
from openpyxl import load_workbook

import initiatives.urls
import reporting.urls
from initiatives import models as m
from initiatives.choices import label
from initiatives.domain.vocabulary import Colour
from initiatives.models.base import Act
from portfolio import catalogues
from reporting.exports import registry
from reporting.exports.pdf import fonts
from reporting.models import Scenario, StatusReport, Tolerance
from reporting.source import choose
from tests.demo import filled
from tests.exports.pdf.reader import Seen, read
from tests.portfolio.words import Inspector, Said, Stored, foreign_words, of_page

pytestmark = pytest.mark.slow

TODAY = "2026-11-23T12:00:00+01:00"
LANGUAGES = ("nn", "en")
FILES = {"initiatives_export", "economy_export", "report_file", "issued_file", "issue", "agenda_file"}  # no pages
FILES |= {"contracts_export", "what_if_file", "scenario_file", "compare_export", "portfolio_export", "round_list"}
FILES |= {"status_grid_export", "verification_export"}
FILES |= {"move_case", "read_notices", "scenario_save", "scenario_slips", "report_draft"}  # only written to
FILES |= {"round_remind", "round_approve", "round_addendum"}
HYPHENED = re.compile(r"(?<=[a-zæøå]{4})- (?=[a-zæøå]{4})")
PART = "E02"
OPEN = "2026-3"
TIMES = ("?period=2024-1", "?date=2024-02-01", "?date=2012-01-01", "?period=1999-9", "?date=2999-01-01")
ODD = (
    "/finst-ikkje/",
    "/tiltak/?q=zzzz",
    "/tiltak/?colour=zz&owner=zz&columns=zz",
    "/tiltak/?colour=red&flag=late&group=none&size=500&sort=-slip",
    "/okonomi/?year=zz",
    "/okonomi/?data=example",
    "/okonomi/?data=both",
    "/foringer/wp-m9-1213/?vis=gaps",
    "/tiltak/T001/",
    "/tiltak/T012/?period=2024-1",
    "/tiltak/T104/?period=2023-3",
    "/tiltak/E01/?date=2025-06-01",
    f"/tiltak/{PART}/avhengigheter/ny/?tiltak=zzzz",
    f"/tiltak/{PART}/foringer/?sok=helse",
)
MARKED: dict[Any, str] = {
    m.Initiative: "name",
    m.Milestone: "name",
    m.Risk: "title",
    m.Benefit: "name",
    m.Decision: "title",
    m.Commitment: "statement",
    m.Goal: "text",
    m.Source: "title",
}
UNMARKABLE = ("option", "label", "title", "b")  # choices and what repeats them; a page's title has one language


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The catalogues as they lie in the sources, whatever was compiled last."""
    root: Path = tmp_path_factory.mktemp("locale")
    for language in LANGUAGES:
        target = root / language / "LC_MESSAGES" / "django.po"
        target.parent.mkdir(parents=True)
        shutil.copy(catalogues.path(language), target)
        with target.with_suffix(".mo").open("wb") as stream:
            write_mo(stream, catalogues.read(language))
    with override_settings(LOCALE_PATHS=[root]):
        yield


@pytest.fixture(scope="module")
def loaded(compiled: None, django_db_setup: None, django_db_blocker: Any) -> Iterator[Stored]:
    """The public portfolio, and every text stored in it."""
    with filled(django_db_blocker):
        yield Stored()


@pytest.fixture
def stored(loaded: Stored, db: None) -> Iterator[Stored]:
    with time_machine.travel(TODAY, tick=False):
        yield loaded


@pytest.fixture
def typeface() -> None:
    """Inter, as `make setup` puts it in place."""
    try:
        fonts.register(settings.PDF_FONT_DIR)
    except fonts.FontsMissing as missing:
        pytest.skip(str(missing))


CHANGES = (
    *("portfolio_change", "assess_plan_change", "put_change_on_agenda", "decide_plan_change", "withdraw_plan_change"),
)  # of what is asked of the plan


def addresses() -> list[str]:
    """Every page there is, with facts of the fictional initiatives: they have all sorts."""
    part = m.Initiative.objects.get(code=PART)
    facts: dict[str, Any] = {
        "milestone": m.Milestone,
        "budget_line": m.BudgetLine,
        "estimate": m.CostEstimate,
        "risk": m.Risk,
        "benefit": m.Benefit,
        "decision": m.Decision,
        "commitment_link": m.InitiativeCommitment,
    }
    one: dict[str, Any] = {
        name: model._default_manager.filter(initiative__code__startswith="E").first() for name, model in facts.items()
    }
    one["partner"] = part.owners.exclude(role="accountable").first()
    one["dependency"] = part_of_a_dependency(part)
    free = m.Commitment.objects.exclude(carriers__initiative=part).first()
    one["case"] = m.Case.objects.filter(meeting__isnull=False).last()
    one["meeting"] = one["case"].meeting
    one["scenario"] = Scenario(
        name="Eksempel", author=m.User.objects.get(username="sekretariat"), language="nn",
        slips=[[part.milestones.last().uid.hex, 42]],
    )  # fmt: skip
    one["scenario"].record(Act(actor="testoppsett"))
    one["contract"], one["external_party"] = one["dependency"], m.ExternalParty.objects.filter(example=True).first()
    named = {"agenda": one["meeting"], "take_off_agenda": one["case"], "contract": one["contract"]}
    named |= dict.fromkeys(("scenario", "scenario_edit", "scenario_withdraw"), one["scenario"])
    named["report"] = StatusReport.objects.filter(state="returned", period__state="open").first()
    reports = StatusReport.objects.filter(period__code=OPEN, initiative__code__startswith="E")
    named["assess"] = reports.filter(state="submitted").first()
    named |= dict.fromkeys(("report_deadline", "report_exempt", "report_include"), reports.first())
    named |= dict.fromkeys(CHANGES, m.PlanChange.objects.filter(state="assessed").first())
    named["tolerance_withdraw"] = Tolerance.objects.first()
    assert all(one.values()) and free
    keys = {"link_commitment": free.key, "choose_initiative": free.key, "commitment_document": "wp-m9-1213"}
    found = []
    for room in (initiatives.urls, reporting.urls):
        for pattern in (each for each in room.urlpatterns if isinstance(each, URLPattern) and each.name not in FILES):
            name = str(pattern.name)
            fact = named.get(name, one.get(name.partition("_")[2])) if "uid" in pattern.pattern.converters else None
            code = getattr(getattr(fact, "initiative", part), "code", PART)
            code = OPEN if name.startswith("round") else code
            given = {"code": code, "key": keys.get(str(pattern.name)), "uid": getattr(fact, "uid", None)}
            wanted = {name: given[name] for name in pattern.pattern.converters}
            found.append(reverse(f"{room.app_name}:{pattern.name}", kwargs=wanted))
    asks = reports.exclude(cases=None).get()
    found.append(f"{reverse('reporting:round_agenda', args=[OPEN])}?rapport={asks.uid}")
    return found


def part_of_a_dependency(part: m.Initiative) -> m.Dependency | None:
    """A dependency with the initiative on one side."""
    ends = ("predecessor_initiative", "successor_initiative")
    milestones = ("predecessor_milestone__initiative", "successor_milestone__initiative")
    sides = [Q(**{end: part}) for end in (*ends, *milestones)]
    return m.Dependency.objects.filter(reduce(or_, sides)).first()


def visitor(language: str) -> Client:
    client = Client()
    client.force_login(m.User.objects.get(username="sekretariat"))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client


def said_on(client: Client, url: str, *, empty_form: bool = False) -> list[Said]:
    answer = client.post(url, {}, follow=True) if empty_form else client.get(url, follow=True)
    assert answer.status_code in (200, 400, 404, 422), url
    return of_page(answer.content.decode())


def test_the_look_for_foreign_words_finds_them() -> None:
    assert {"ikke", "hva", "fra", "eier", "opprinnelig", "milepæler"} <= foreign_words("nn")
    assert {"ikke", "hva", "fra", "eier", "tiltak", "milepæler", "og", "nå"} <= foreign_words("en")
    assert not {"tiltak", "milepæl", "vedtak", "føring", "gevinst"} & foreign_words("nn")
    page = of_page('<p lang="en">Owner <b lang="nb">eier</b><a title="Hva">x</a></p>')
    assert [each.text for each in page if each.language == "en"] == ["Owner", "Hva", "x"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_has_an_untranslated_word(stored: Stored, language: str) -> None:
    client, inspector = visitor(language), Inspector(language, stored)
    pages = addresses()
    pages += [*ODD, *(reverse(f"reporting:{name}") + time for name in ("overview", "initiatives") for time in TIMES)]
    pages += [reverse(f"reporting:{name}") + TIMES[0] for name in ("roadmap", "economy", "commitments", "reports")]
    found = {url: left for url in pages if (left := inspector.leftovers(said_on(client, url)))}
    assert found == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_for_strangers_has_an_untranslated_word(stored: Stored, language: str) -> None:
    inspector, client = Inspector(language, stored), Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    for url in ("/logg-inn/", "/tilgjengelighet/"):
        assert inspector.leftovers(said_on(client, url)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_form_refuses_with_an_untranslated_word(stored: Stored, language: str) -> None:
    client, inspector = visitor(language), Inspector(language, stored)
    forms = [url for url in addresses() if url.endswith(("/ny/", "/ny-eier/", "/ekstern/", "/trekk/"))]
    assert len(forms) > 12
    with transaction.atomic():
        found = {url: left for url in forms if (left := inspector.leftovers(said_on(client, url, empty_form=True)))}
    assert found == {}


def test_stored_names_are_marked_with_their_language(stored: Stored) -> None:
    written: dict[str, str] = {}
    for model, field in MARKED.items():
        written |= dict(model._default_manager.filter(language="nb").values_list(field, "language"))
    names = {each for each in written if " " in each}
    client = visitor("en")
    pages = [*addresses(), *ODD]
    seen = {(url, said) for url in pages for said in said_on(client, url) if said.text in names}
    wrong = {(url, said) for url, said in seen if said.language != "nb" and not said.where.startswith(UNMARKABLE)}
    assert len({said.text for _url, said in seen}) > 40
    assert {each for each in wrong if "@" not in each[1].where} == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("report", list(registry.REPORTS))
@pytest.mark.parametrize("period", ["", "2024-1"])
def test_no_workbook_has_an_untranslated_word(stored: Stored, language: str, report: str, period: str) -> None:
    chosen = choose(period).seen_by("internal", frozenset())
    book = load_workbook(io.BytesIO(registry.render_chosen(report, "xlsx", chosen, language).content))
    cells = (cell.value for sheet in book for row in sheet.iter_rows() for cell in row)
    texts = {*book.sheetnames, *(value for value in cells if isinstance(value, str))}
    assert Inspector(language, stored).leftovers(Said(each, "", "") for each in texts) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("report", list(registry.REPORTS))
@pytest.mark.parametrize("period", ["", "2024-1"])
def test_no_pdf_has_an_untranslated_word(
    stored: Stored, typeface: None, language: str, report: str, period: str
) -> None:
    chosen = choose(period).seen_by("board", frozenset())
    seen = read(registry.render_chosen(report, "pdf", chosen, language).content)
    furniture = [Said(text, "", "artifact") for page in seen.artifacts for text in page]
    assert Inspector(language, stored).leftovers([*_spoken(seen.tree, language), *furniture]) == []


@pytest.mark.parametrize("language", ["nb", *LANGUAGES])
def test_no_status_word_is_cut_in_the_board_report(stored: Stored, typeface: None, language: str) -> None:
    chosen = choose("2024-1").seen_by("board", frozenset())
    seen = read(registry.render_chosen("board", "pdf", chosen, language).content)
    drawn = " ".join(each.text for each in seen.tree.all("Figure"))
    with override(language):
        assert [word for colour in Colour if (word := label(Colour, colour)) not in drawn] == []


def _spoken(element: Seen, language: str) -> Iterator[Said]:
    """The words of each block; a figure's are its alternative text, as names drawn in it are broken over lines."""
    language = element.entries.get("Lang", language)[:2]
    if "Alt" in element.entries:
        yield Said(element.entries["Alt"], language, "alt")
    if element.tag == "Figure":
        return
    own = "".join(each if isinstance(each, str) else each.text if _inline(each) else " · " for each in element.order)
    # A long name over a narrow column is broken with a hyphen.
    yield Said(HYPHENED.sub("", own), language, element.tag)
    for kid in element.kids:
        yield from _spoken(kid, language) if not _inline(kid) else ()


def _inline(element: Seen) -> bool:
    return element.tag in ("Span", "Link", "Strong", "Em") and "Lang" not in element.entries
