"""A locked round's report: the same numbers on the page, in the PDF, the workbook, the CSV and the JSON; what was not
reported is a class of its own, and what owners declared stands beside what was assessed."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from initiatives import choices
from initiatives.domain.vocabulary import Colour
from initiatives.models import User
from reporting.actions.assessing import return_report
from reporting.actions.closing import lock_round
from reporting.domain.diff import Kind, diff
from reporting.domain.figures.status_grid import grid
from reporting.models import ReportingPeriod, StatusReport
from reporting.pages.compare_finding import sentence
from reporting.pages.overview import context
from reporting.pages.status_words import word_of
from reporting.source.series import series
from tests.demo import TODAY, filled
from tests.exports.board.conftest import Made

PERIOD = "2026-3"
ORDER = (Colour.RED, Colour.YELLOW, Colour.GREEN, Colour.NONE)

Make = Callable[..., Made]


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The demo with its round locked: three were not reported (one of them counts by itself), two not assessed."""
    with filled(django_db_blocker):
        with django_db_blocker.unblock(), time_machine.travel(TODAY, tick=False):
            office, period = User.objects.get(username="sekretariat"), ReportingPeriod.objects.get(code=PERIOD)
            returned = StatusReport.objects.get(period=period, initiative__code="E05")
            return_report(by=office, report=returned, seen=1, comments={}, message="Tallene mangler")
            lock_round(by=office, period=period, reason="Tre eiere har ikke svart")
        yield


def page(made: Made) -> dict[str, Any]:
    """What oversikt shows of the round."""
    with override(made.language):
        return context(made.chosen, made.chosen.previous(), made.chosen.record.texts, ())


def table(made: Made, caption: str) -> list[list[str]]:
    """The rows of a table of the PDF, its head first."""
    for found in made.pdf.tree.all("Table"):
        if any(each.text.startswith(caption) for each in found.all("Caption")):
            return [
                [cell.text.replace("\u00a0", " ").strip() for cell in row.all("TH", "TD")] for row in found.all("TR")
            ]
    raise AssertionError(caption)


def test_counts_and_what_owners_declared_and_did_not_report_are_the_same_everywhere(made: Make) -> None:
    report = made(PERIOD)
    colours = page(report)["figure"].colours
    rows = {each.colour: each for each in colours.rows}
    assert any(rows[each].declared != rows[each].now for each in ORDER)
    assert sum(each.unreported for each in colours.rows) > 0

    for name, values in (
        (f"{PERIOD}, kjent", [rows[each].now for each in ORDER]),
        (f"{PERIOD}, meldt av eierne", [rows[each].declared for each in ORDER]),
    ):
        on_paper = table(report, "Pågående tiltak etter status")
        column = on_paper[0].index(name)
        told = {row[0]: row[column] for row in on_paper[1:]}
        assert [int(told[choices.label(Colour, each)]) for each in ORDER] == values
        (in_json,) = [row["values"] for row in report.sheets["sammendrag"]["rows"] if row["values"]["round"] == name]
        assert [in_json[each] for each in ORDER] == values
        assert [list(row[1:5]) for row in report.xlsx("Sammendrag") if row[0] == name] == [values]
        assert [[int(each) for each in row[1:5]] for row in report.csv("sammendrag") if row[0] == name] == [values]
    assert told["herav ikke rapportert"] == "–"  # of what owners declared none is told
    now = on_paper[0].index(f"{PERIOD}, kjent")
    (silent,) = [row[now] for row in on_paper if row[0] == "herav ikke rapportert"]
    assert int(silent) == sum(each.unreported for each in colours.rows)


def test_key_figures_of_the_round_are_those_of_the_page_and_of_the_summary(made: Make) -> None:
    report = made(PERIOD)
    trust = page(report)["figure"].trust
    told = {row["values"]["key"]: row["values"]["value"] for row in report.sheets["nokkeltall"]["rows"]}

    assert (told["asked"], told["reported"], told["unreported"]) == (trust.asked, trust.reported, len(trust.unreported))
    assert told["better_than_computed"] == len(trust.better_than_computed)
    assert f"{trust.reported} av {trust.asked} pågående tiltak har meldt i {PERIOD}." in report.words
    codes = ", ".join(each.code for each in trust.unreported)
    assert f"{len(trust.unreported)} rapporterte ikke: {codes}." in report.words


def test_the_course_is_the_same_in_the_paper_and_in_the_sheet(made: Make) -> None:
    report = made(PERIOD)
    with override("nb"):
        found = {row.ref.code: [word_of(cell) for cell in row.cells] for row in grid(series(report.chosen)).rows}
    rows = [row["values"] for row in report.sheets["status_over_tid"]["rows"]]
    assert [row["code"] for row in rows] == list(found)
    assert report.xlsx("Status over tid")[0][4] == "2023-3"

    on_paper = table(report, "Status i hver periode")
    assert on_paper[0][1:] == ["2023-3", "2024-1", PERIOD]
    for row in on_paper[1:]:
        (code,) = [each for each in found if each in row[0]]
        assert [cell.startswith(word) for cell, word in zip(row[1:], found[code], strict=True)] == [True] * 3


def test_what_moved_is_said_in_the_same_words_and_agrees_with_the_finding(made: Make) -> None:
    """What the round did not ask of, does not count in it: it cannot have turned there."""
    report = made(PERIOD)
    before = report.chosen.previous()
    assert before is not None
    found = diff(before, report.chosen.record)
    with override("nb"):
        told = sentence(found)
    assert told.replace("\u00a0", " ") in report.words
    assert told in report.sheets["siden_sist"]["notes"]
    asked = {each.uid for each in report.chosen.record.state if report.chosen.record.required(each)}
    turned = [each.part for each in found.of(Kind.WORSE, Kind.BETTER, Kind.GOT_COLOUR) if each.part]
    assert [part.code for part in turned if part.uid not in asked] == []


def test_the_summary_is_one_page_and_the_hash_is_printed(made: Make) -> None:
    report = made(PERIOD)
    finding = page(report)["finding"].replace("\u00a0", " ")
    (title,) = [each for each in report.pdf.tree.all("H1") if each.text.replace("\u00a0", " ") == finding]
    bullets = [each for each in report.pdf.tree.all("LI") if "har meldt i 2026-3" in each.text.replace("\u00a0", " ")]
    trust = next(each for each in report.pdf.tree.all("L") if each.kids and bullets[0] in each.kids)

    assert {each.page for item in trust.kids for each in item.walk() if each.page is not None} == {title.page}
    assert report.chosen.record.chain_head in report.words
    assert "UTKAST" not in report.words
    assert "0 av 0" not in report.words


def test_the_chase_list_of_a_locked_round_is_named_by_its_code_once(made: Make) -> None:
    office = Client()
    office.force_login(User.objects.get(username="sekretariat"))
    answer = office.get(reverse("reporting:round_list", args=[PERIOD, "json"]))

    assert answer.headers["Content-Disposition"] == f'attachment; filename="purreliste-{PERIOD}.json"'
