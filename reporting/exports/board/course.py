"""The course over periods: every initiative's status in the last locked periods, and how its dates have been told."""

from collections.abc import Iterator, Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import choices, formatting
from initiatives.domain import vocabulary as v
from initiatives.domain.facts import Slice
from reporting.domain.figures.status_grid import Cell, Grid, Row, Why, grid
from reporting.domain.limits import limits
from reporting.domain.trend import Line, Trend, marks_of, trend, words_kept
from reporting.exports.board import words
from reporting.exports.board.ground import Board
from reporting.exports.pdf import elements as e
from reporting.exports.pdf import palette
from reporting.exports.pdf.charts import TrendLine, milestone_trend
from reporting.exports.pdf.inline import Inline
from reporting.exports.register_values import field, partial, sheet, word
from reporting.exports.status_workbook import status_sheet
from reporting.exports.tabular.sheets import Kind, Sheet
from reporting.pages import trend as trend_words
from reporting.pages.overview_words import in_words
from reporting.pages.status_grid import finding
from reporting.pages.status_words import shown, turn_words, word_of

LINES = 60  # rows on paper
ACROSS = 5  # columns on paper
DRAWN = 8  # milestones in a figure
LETTERS = 44
COLOURS = {"crit": palette.TEXT["crit"], "warn": palette.TEXT["warn"], "": palette.INK}


# ── status over time ─────────────────────────────────────────────────────────────────────────────────────────────────
def course(board: Board) -> list[e.Element]:
    """The chapter «Status over tid»."""
    found, heads = grid(board.series), heads_of(board)
    story: list[e.Element] = [
        e.heading(_("Status over tid"), 1, key="over-tid"),
        e.paragraph(finding(found)),
    ]
    if len(found.columns) < 2:
        return [*story, words.unknown(_("det finnes ingen låst periode før denne å sammenligne med."))]
    known = [each for each in found.rows if _known(each)]
    rows = [_row(board, each) for each in known[:LINES]]
    columns = [
        e.Column(_("Tiltak og eier"), row_header=True, width=150 if len(heads) > 4 else 190),
        *(e.Column(head) for head in heads[-ACROSS:]),
    ]
    return [
        *story,
        e.table(columns, rows, caption=_("Status i hver periode, de verste først"), empty=_("Ingen.")),
        e.quiet(_("Årsak og hva som gjøres i hver periode, står i arbeidsboka.")),
        *words.more(len(known) - LINES),
        *_silent(len(found.rows) - len(known)),
    ]


def _known(row: Row) -> bool:
    """Whether anybody gave it a colour, or owed one, in some column on paper."""
    return any(each.why in (Why.STATUS, Why.UNREPORTED, Why.UNASSESSED) for each in row.cells[-ACROSS:])


def _silent(count: int) -> Iterator[e.Element]:
    """How many have no known status in any of the periods: they fill no lines on paper."""
    if count:
        words_ = ngettext(
            "%(count)s tiltak har ikke kjent status i noen av periodene, og står bare i arbeidsboka.",
            "%(count)s tiltak har ikke kjent status i noen av periodene, og står bare i arbeidsboka.",
            count,
        )
        yield e.quiet(capfirst(words_ % {"count": in_words(count)}))


def heads_of(board: Board) -> list[str]:
    """The columns' names."""
    return [each.code or board.now for each in board.series]


def _row(board: Board, row: Row) -> list[e.CellValue]:
    cells = row.cells[-ACROSS:]
    return [
        words.named(board, row.ref),
        *(_cell(each, left) for each, left in zip(cells, (None, *cells), strict=False)),
    ]


def _cell(cell: Cell, left: Cell | None) -> e.CellValue:
    """The status; a turn from another colour than the one to the left of it says which."""
    if not shown(cell):
        return [e.muted(word_of(cell))]
    beside = left is not None and shown(left) and left.colour == cell.before
    told = [_("verre") if cell.worse else _("bedre")] if beside else [turn_words(cell)]
    told = told if cell.turned else []
    if cell.explained and cell.standing and cell.standing.cause:
        told.append(capfirst(choices.label(v.Cause, cell.standing.cause)))
    small: list[Inline] = ["\n", e.muted(" · ".join(told))] if told else []
    return [words.status(cell.colour, word_of(cell)), *small]


def status_rows(board: Board) -> Sheet:
    """«Status over tid» in the workbook, with cause and measure of every period."""
    found: Grid = grid(board.series)
    return status_sheet(found.rows, heads_of(board))


# ── how dates have been told ─────────────────────────────────────────────────────────────────────────────────────────
def trend_of(board: Board, part: Slice) -> Trend:
    """The milestones of an initiative as the records followed keep their dates."""
    kept = words_kept(board.series, part.uid)
    return trend(part.milestones, kept, marks_of(board.series), board.record.state.today)


def figure(board: Board, part: Slice) -> Iterator[e.Element]:
    """The milestone trend of an initiative, where a date has moved."""
    found = trend_of(board, part)
    if not any(line.moved for line in found.lines):
        return
    held = limits(board.record.tolerances, v.Dimension.TIME, board.record.state.today)
    drawn = _drawn(found)
    lines = [
        TrendLine(
            trend_words.beside(line, LETTERS),
            [(point.said, point.date.latest) for point in line.points],
            line.end,
            line.reached,
            COLOURS[trend_words.tone(line, held)],
        )
        for line in drawn
    ]
    drawing = milestone_trend(
        lines,
        today=found.today,
        marks=[(each.day, each.code) for each in found.seen],
        today_label=_("i dag"),
        label_width=212,
    )
    note = _("Bortover: når det ble sagt. Oppover: datoen som gjaldt da.")
    yield e.figure(drawing, alt=_told(drawn), caption=trend_words.finding(found), note=note)


def _drawn(found: Trend) -> Sequence[Line]:
    """Those that slipped most, and those not reached, where there is no room for all; from the top down."""
    ranked = sorted(found.lines, key=lambda line: (-line.late, line.reached, line.last.date.latest))[:DRAWN]
    return [line for line in found.lines if line in ranked]


def _told(lines: Sequence[Line]) -> str:
    """The figure in words: every date that was told, and when."""
    told = []
    for line in lines:
        dates = [f"{formatting.when(point.date)} ({formatting.day(point.said)})" for point in line.points]
        told.append(f"{line.name}: {', '.join(dates)}")
    return f"{_('Hvilken dato som gjaldt, og når det ble sagt.')} {'. '.join(told)}."


def told_dates(board: Board) -> Sheet:
    """«Milepæltrend»: a row for each word about a date, of every active initiative."""
    items = [
        (board.ground.refs[part.uid], line, point)
        for part in board.ground.active
        for line in trend_of(board, part).lines
        for point in line.points
    ]
    role = word(v.DateRole)
    return sheet(
        "milepaeltrend",
        _("Milepæltrend"),
        [
            field("code", _("Kode"), lambda item: item[0].code),
            field("name", _("Tiltak"), lambda item: item[0].name, width=30),
            field("milestone", _("Milepæl"), lambda item: item[1].name, width=38),
            field("said", _("Sagt"), lambda item: item[2].said, Kind.DATE),
            field("role", _("Hva slags dato"), lambda item: role(item[2].role)),
            field("date", _("Dato da"), lambda item: partial(item[2].date), Kind.PARTIAL_DATE),
            field("moved", _("Endret"), lambda item: item[2].moved, Kind.INTEGER, unit=_("dager")),
        ],
        items,
        is_example=lambda item: item[0].example or item[1].example,
        notes=(_("Det som ble sagt og trukket mellom to låste perioder, står bare på tiltakets egen side."),),
    )
