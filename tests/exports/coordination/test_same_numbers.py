"""One figure, all renderers: the pages of coordination, the PDF, the workbook, the CSV and the JSON say the same."""

from collections.abc import Callable
from typing import Any

import pytest

from initiatives import formatting
from reporting.domain.figures.agenda import agenda, agendas
from reporting.domain.figures.coordination_contracts import contracts
from reporting.domain.figures.coordination_counts import counts
from reporting.domain.figures.coordination_load import load
from reporting.domain.figures.coordination_matrix import matrix
from reporting.domain.figures.feasible_dates import late_ends
from reporting.domain.figures.probability import Probability, probability_of
from reporting.domain.figures.probability_list import sort
from reporting.pages import coordination_words
from tests.exports.board.conftest import Made
from tests.exports.pdf.reader import Seen

TIMES = ["", "2024-1", "2023-3"]

Make = Callable[..., Made]


def values(made: Made, sheet: str) -> list[dict[str, Any]]:
    """The rows of a sheet by column."""
    return [row["values"] for row in made.sheets[sheet]["rows"]]


def table(made: Made, start: str) -> list[list[str]]:
    """The rows of the table of the PDF whose head begins with these words."""
    found = [each for each in made.pdf.tree.all("Table") if _head(each).startswith(start)]
    return [_cells(row) for row in found[0].all("TR")[1:]]


def _head(found: Seen) -> str:
    return " ".join(_cells(found.all("TR")[0]))


def _cells(row: Seen) -> list[str]:
    return [cell.text.replace("\u00a0", " ").strip() for cell in row.all("TH", "TD")]


@pytest.mark.parametrize("time", TIMES)
def test_the_finding_is_the_pages(made: Make, time: str) -> None:
    report = made(time)
    finding = coordination_words.finding(counts(report.chosen.record)).replace("\u00a0", " ")
    assert finding in [each.text.replace("\u00a0", " ") for each in report.pdf.tree.all("H1")]
    assert report.sheets["nokkeltall"]["chart"]["title"].replace("\u00a0", " ") == finding


@pytest.mark.parametrize("time", TIMES)
def test_conflicts_come_in_the_same_order_everywhere(made: Make, time: str) -> None:
    report = made(time)
    found = counts(report.chosen.record)
    keys = [each.agreement.fact.key for each in found.endangered]
    assert keys or time == "2023-3"
    assert [row["key"] for row in values(report, "i-fare")] == keys
    assert [row[0] for row in report.xlsx("I fare")[1:]] == keys
    assert [row[0] for row in report.csv("i-fare")[1:]] == keys
    told = [each.text for each in report.pdf.tree.all("H2") if " venter på " in each.text]
    assert told == [f"{each.receiver.name} venter på {each.giver.name}" for each in found.endangered]


@pytest.mark.parametrize("time", TIMES)
def test_key_figures_are_those_of_the_page(made: Make, time: str) -> None:
    report = made(time)
    record = report.chosen.record
    found = counts(record)
    told = {row["key"]: row["value"] for row in values(report, "nokkeltall")}
    assert told["open"] == len(found.rows) and told["endangered"] == len(found.endangered)
    assert told["undated"] == found.undated
    assert {key: count for key, count in told.items() if key in found.states} == dict(found.states)
    assert sum(count for key, count in told.items() if key.startswith("loose_")) == found.unsupported
    assert told["reckonable"] == len(sort(record, record.state.ordered).reckonable)
    assert told["held_ends"] == len(late_ends(record))
    assert len(values(report, "uten-feste")) == found.unsupported
    assert len(values(report, "avtaler")) == found.known


@pytest.mark.parametrize("time", TIMES)
def test_the_matrix_is_the_pages(made: Make, time: str) -> None:
    report = made(time)
    found = matrix(contracts(report.chosen.record).rows, None, None)
    rows = values(report, "matrise")
    assert [row["sum"] for row in rows] == [found.of_receiver(each.key).count for each in found.receivers]
    for row, receiver in zip(rows, found.receivers, strict=True):
        assert [row[giver.key] or 0 for giver in found.givers] == [
            found.cell(receiver.key, giver.key).count for giver in found.givers
        ]
    *_receivers, sums = table(report, "Mottaker")  # the first of the two tables by receiver
    assert sums[0] == "Alle"
    assert int(sums[-1].split()[0]) == found.total.count
    assert sum(int(each.split()[0]) for each in sums[1:-1]) == found.total.count


@pytest.mark.parametrize("time", TIMES)
def test_what_each_receives_is_the_pages(made: Make, time: str) -> None:
    report = made(time)
    found = load(report.chosen.record)
    assert [row["sum"] for row in values(report, "mottak")] == [line.total for line in found.lines]
    assert len(values(report, "leveranser")) == sum(line.total for line in found.lines)
    on_paper = table(report, f"Mottaker {coordination_words.quarter(found.keys[0])}".replace("\u00a0", " "))
    assert [int(row[-1]) for row in on_paper] == [line.total for line in found.lines]


def test_dates_and_chances_are_the_pages(made: Make) -> None:
    report = made()
    record = report.chosen.record
    parts = sort(record, record.state.ordered).reckonable
    likely = [each for part in parts if isinstance(each := probability_of(record, part), Probability)]
    assert len(likely) == len(parts) > 0
    rows = values(report, "sannsynlighet")
    assert [row["p85"] for row in rows] == [each.p85.isoformat() for each in likely]
    on_paper = table(report, "Sluttmilepæl")
    assert [row[4] for row in on_paper] == [formatting.day(each.p85) for each in likely]
    held = values(report, "datoer")
    assert len(held) == len(table(report, "Milepæl Opprinnelig plan"))
    assert all(row["days"] > 0 and row["why"] for row in held)


def test_the_cases_are_those_of_the_meetings_to_come(made: Make) -> None:
    report = made()
    record = report.chosen.record
    coming = [agenda(record, each.meeting.uid) for each in agendas(record) if each.coming]
    titles = [item.case.title for each in coming if each for item in each.items]
    assert titles
    assert [row["title"] for row in values(report, "saker")] == titles
    assert len(table(report, "Sak nr.")) == len(titles)


def test_plans_that_move_are_counted_once_for_each_agreement(made: Make) -> None:
    report = made()
    moved = {row["key"]: row["moved"] for row in values(report, "i-fare")}
    rows = values(report, "planer")
    assert rows and all(row["days"] > 0 for row in rows)
    assert {key: sum(row["key"] == key for row in rows) for key in moved} == moved
    told = {row["key"]: row["value"] for row in values(report, "nokkeltall")}
    assert told["moved"] == len({row["code"] for row in rows})
