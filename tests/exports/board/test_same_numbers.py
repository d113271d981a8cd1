"""One figure, five renderers: the page, the PDF, the workbook, the CSV and the JSON carry the same numbers."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils.translation import override

from initiatives import choices, formatting
from initiatives.domain.vocabulary import Colour
from reporting.domain.figures.economy import economy
from reporting.domain.figures.feasible_dates import late_ends
from reporting.domain.figures.probability import Probability, probability_of
from reporting.pages import money_words
from reporting.pages.overview import context
from tests.exports.board.conftest import Made
from tests.exports.pdf.reader import Seen

TIMES = ["2024-1", "2023-3", ""]
ORDER = (Colour.RED, Colour.YELLOW, Colour.GREEN, Colour.NONE)

Make = Callable[..., Made]


def page(made: Made) -> dict[str, Any]:
    """What oversikt shows at the time of the report."""
    with override(made.language):
        return context(made.chosen, made.chosen.previous(), made.chosen.record.texts, ())


def table(made: Made, caption: str) -> list[list[str]]:
    """The rows of a table of the PDF, its head first, over all pages."""
    (found,) = [each for each in made.pdf.tree.all("Table") if _caption(each).startswith(caption)]
    rows = [[cell.text.replace("\u00a0", " ").strip() for cell in row.all("TH", "TD")] for row in found.all("TR")]
    assert rows
    return rows


def _caption(found: Seen) -> str:
    return next((each.text for each in found.all("Caption")), "")


@pytest.mark.parametrize("time", TIMES)
def test_counts_by_status_are_the_same_everywhere(made: Make, time: str) -> None:
    report = made(time)
    colours = page(report)["figure"].colours
    now = [next(each.now for each in colours.rows if each.colour == colour) for colour in ORDER]
    known = f"{report.period or 'nå'}, kjent"

    on_paper = table(report, "Pågående tiltak etter status")
    column = on_paper[0].index(known)
    assert [row[0] for row in on_paper[1:5]] == [choices.label(Colour, each) for each in ORDER]
    assert [int(row[column]) for row in on_paper[1:]] == [*now, colours.total]

    rows = [row["values"] for row in report.sheets["sammendrag"]["rows"]]
    (in_json,) = [row for row in rows if row["round"] == known]
    assert [in_json[colour] for colour in ORDER] == now
    assert in_json["total"] == colours.total == sum(now)

    (in_excel,) = [row for row in report.xlsx("Sammendrag") if row[0] == known]
    assert list(in_excel[1:6]) == [*now, colours.total]
    (in_csv,) = [row for row in report.csv("sammendrag") if row[0] == known]
    assert [int(value) for value in in_csv[1:6]] == [*now, colours.total]


def test_published_sums_stand_beside_what_is_known_and_are_never_filled_in(made: Make) -> None:
    report = made("2024-1")
    told = {row["values"]["round"]: row["values"] for row in report.sheets["sammendrag"]["rows"]}
    published = told["2024-1, publisert"]
    assert [published[each] for each in ORDER] == [1, 17, 14, None]
    assert published["total"] == 32
    assert told["2024-1, kjent"]["total"] < 32
    head, *rows = table(report, "Pågående tiltak etter status")
    column = head.index("2024-1, publisert")
    assert [row[column] for row in rows] == ["1", "17", "14", "–", "32"]
    assert "2023-3, publisert" not in head  # nobody has published those


@pytest.mark.parametrize("time", TIMES)
def test_the_finding_is_said_in_the_same_words(made: Make, time: str) -> None:
    report = made(time)
    finding = page(report)["finding"]
    assert finding.replace("\u00a0", " ") in report.words
    assert report.sheets["sammendrag"]["chart"]["title"] == finding


@pytest.mark.parametrize("time", TIMES)
def test_exceptions_come_in_the_same_order_everywhere(made: Make, time: str) -> None:
    report = made(time)
    codes = [each.part.code for each in page(report)["figure"].exceptions]
    assert [row["values"]["code"] for row in report.sheets["unntak"]["rows"]] == codes
    assert [row[0] for row in report.xlsx("Unntak")[1:]] == codes
    assert [row[0] for row in report.csv("unntak")[1:]] == codes
    on_paper = table(report, "Unntak")[1:]
    assert [code for row, code in zip(on_paper, codes, strict=False) if code not in row[0]] == []


@pytest.mark.parametrize("time", TIMES)
def test_initiatives_per_goal_are_the_same_everywhere(made: Make, time: str) -> None:
    report = made(time)
    goals = page(report)["figure"].groups.goals
    wanted = [(f"{each.number} {each.label}".strip(), each.size) for each in goals.rows]
    rows = [row["values"] for row in report.sheets["per_maal"]["rows"]]
    assert [(row["goal"], row["count"]) for row in rows][: len(wanted)] == wanted
    assert rows[-1]["count"] == goals.unstated
    assert sum(row["count"] for row in rows) == page(report)["figure"].colours.total
    bars = next(each.entries["Alt"] for each in report.pdf.tree.all("Figure") if "per hovedmål" in each.entries["Alt"])
    assert all(f"{name} {size}" in bars for name, size in wanted)


@pytest.mark.parametrize("time", ["2024-1", ""])
def test_every_sum_of_money_is_written_as_on_the_economy_page(made: Make, time: str) -> None:
    report = made(time)
    found = economy(report.chosen.record)
    wanted = {
        (money_words.kind_word(row.key.kind), str(row.key.price_level or ""), str(year)): money_words.sum_words(
            cell.sum
        )
        for row in found.kinds
        for year, cell in row.cells.items()
        if cell.sum and cell.sum.lines
    }
    rows = [row["values"] for row in report.sheets["summer"]["rows"]]
    told = {(row["kind"], row["price_level"] or "", row["year"]): row["words"] for row in rows if row["words"]}
    assert told == wanted

    head, *paper = table(report, "Summer per slag og år")
    shown = {
        (row[0], year): value
        for row in paper
        for year, value in zip(head[1:], row[1:], strict=True)
        if value not in ("–", "") and not value.startswith("(")
    }
    names = {
        (money_words.key_words(row.key), str(year)): money_words.sum_words(cell.sum).replace(formatting.NBSP, " ")
        for row in found.kinds
        for year, cell in row.cells.items()
        if cell.sum and cell.sum.lines and str(year) in head
    }
    assert shown == names


@pytest.mark.parametrize("time", TIMES)
def test_key_figures_are_those_of_the_page(made: Make, time: str) -> None:
    report = made(time)
    figure = page(report)["figure"]
    told = {row["values"]["key"]: row["values"]["value"] for row in report.sheets["nokkeltall"]["rows"]}
    assert told["known"] == figure.colours.known
    assert told["late"] == len(figure.dates.late)
    assert told["unconfirmed"] == len(figure.dates.unconfirmed)
    assert told["coming"] == len(figure.dates.coming)
    assert told["dependencies"] == len(figure.endangered) == len(report.sheets["avhengigheter"]["rows"])
    assert told["waiting"] == len(figure.waiting)
    for title, count in (
        ("Neste 90 dager", told["coming"]),
        ("Forsinket mot opprinnelig plan", told["late"]),
        ("Ubekreftet: datoen er passert uten nytt", told["unconfirmed"]),
    ):
        assert f"{title} · {count}" in report.words


def test_agreements_in_danger_are_the_same_everywhere_and_real_ones_are_never_behind_their_like(made: Make) -> None:
    report = made()
    shown = page(report)["dependencies"]
    endangered = page(report)["figure"].endangered
    assert shown.total == len(endangered) > 3
    rows = [row["values"] for row in report.sheets["avhengigheter"]["rows"]]
    assert [(row["waits"], row["gives"]) for row in rows] == [
        (each.receiver.name, each.giver.name) for each in endangered
    ]
    assert [row[0] for row in report.xlsx("Avhengigheter")[1:]] == [each.receiver.name for each in endangered]
    head, *on_paper = table(report, "Avtaler i fare, verst først")
    assert head[:5] == ["Hvem venter på hvem", "Tilstand", "Behov", "Lovet", "Mulig"]
    for row, cells, each in zip(rows, on_paper, endangered, strict=True):
        assert each.receiver.name in cells[0] and each.giver.name in cells[0]
        assert row["danger"].split(",")[0].replace("\u00a0", " ") in cells[5]
        assert ("kan avgjøres av" in cells[5]) == (row["body"] is not None)
    assert {each.words for each in shown.rows} <= {row["danger"] for row in rows}


def test_ends_that_cannot_hold_are_the_same_everywhere(made: Make) -> None:
    report = made()
    found = late_ends(report.chosen.record)
    assert [each.part.code for each in found] == ["E03", "E02", "E04", "E01", "E06"]
    rows = [row["values"] for row in report.sheets["gjennomforbart"]["rows"]]
    assert [(row["code"], row["feasible"], row["days"]) for row in rows] == [
        (each.part.code, each.date.found.feasible.isoformat(), each.days) for each in found if each.date.found.feasible
    ]
    assert [row[0] for row in report.csv("gjennomforbart")[1:]] == [each.part.code for each in found]
    _head, *on_paper = table(report, "Sluttmilepæler som ikke kan holde")
    for cells, each in zip(on_paper, found, strict=True):
        assert each.part.code in cells[0] and formatting.day(each.date.found.claimed) == cells[1]
        assert formatting.day(each.date.found.feasible) in cells[2]
        assert cells[3] == formatting.slip_words(each.days).replace("\u00a0", " ")
    told = {row["values"]["key"]: row["values"]["value"] for row in report.sheets["nokkeltall"]["rows"]}
    assert told["late_ends"] == len(found)


def test_how_likely_an_end_is_stands_in_the_paper_and_the_sheet(made: Make) -> None:
    report = made()
    part = report.chosen.record.state.codes["E02"]
    likely = probability_of(report.chosen.record, part)
    assert isinstance(likely, Probability)
    (row,) = [row["values"] for row in report.sheets["gjennomforbart"]["rows"] if row["values"]["code"] == "E02"]
    assert (row["p50"], row["p85"]) == (likely.p50.isoformat(), likely.p85.isoformat())
    (cells,) = [cells for cells in table(report, "Sannsynlighet for dem som kan beregnes") if "E02" in cells[0]]
    assert cells[1:4] == [formatting.day(day) for day in (likely.p10, likely.p50, likely.p85)]
