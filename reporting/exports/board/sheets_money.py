"""The sheets of money: by year with a chart, every sum with its bounds, budget beside what came, every amount."""

from typing import Any

from django.utils.translation import gettext as _

from initiatives.domain import vocabulary as v
from reporting.domain.figures.economy import Cell, Entry, Row, economy
from reporting.domain.figures.economy_compare import Compared
from reporting.domain.money import Sum
from reporting.exports.board.ground import Board
from reporting.exports.board.money import place_words
from reporting.exports.register_values import field, kroner, partial, sheet, text, word
from reporting.exports.tabular.sheets import Absent, CellValue, Chart, ChartKind, Column, Kind, Sheet
from reporting.pages import money_words

DRAWN = 6  # kinds in the chart


def by_year(board: Board) -> Sheet:
    """«Penger»: a row per year, a column per sort of money; the least each sum can be."""
    found = economy(board.record)
    columns = [Column("year", _("År"), width=10)]
    columns += [Column(_key(row), money_words.key_words(row.key), Kind.KRONER, width=16) for row in found.kinds]
    rows: list[tuple[CellValue, ...]] = [
        (str(year), *(_least(row.cells.get(year)) for row in found.kinds)) for year in found.years
    ]
    examples = [_key(row) for row in found.kinds if row.key.example]
    marks = frozenset(
        (index, key)
        for index, year in enumerate(found.years)
        for row in found.kinds
        if (key := _key(row)) in examples and year in row.cells
    )
    notes = (
        _("Bare like beløp er lagt sammen: samme slag, år og prisnivå. Kolonnene skal ikke summeres."),
        _("Cella har det laveste summen kan være. Arket «Summer» har begge ender."),
    )
    return Sheet("penger", _("Penger"), tuple(columns), rows, notes, _chart(found.kinds, rows), marks)


def _key(row: Row) -> str:
    return "_".join(map(str, (row.key.kind, row.key.price_level or "", "example" if row.key.example else "real")))


def _least(cell: Cell | None) -> CellValue:
    if cell is None:
        return None
    if cell.sum is None:
        return Absent("unlike", _("kan ikke summeres"))
    return cell.sum.low if cell.sum.lines else Absent("withheld", _("unntatt"))


def _chart(kinds: tuple[Row, ...], rows: list[tuple[CellValue, ...]]) -> Chart | None:
    """Real amounts first; at most a few sorts, so that it can be read."""
    drawn = [row for row in kinds if any(cell.sum and cell.sum.lines for cell in row.cells.values())]
    real = [row for row in drawn if not row.key.example]
    shown = (real or drawn)[:DRAWN]
    if not shown:
        return None
    told = [
        f"{money_words.key_words(row.key)} {year} {money_words.sum_words(cell.sum)}"
        for row in shown
        for year, cell in sorted(row.cells.items())
        if cell.sum
    ]
    alt = _("Mill. kr: %(told)s.") % {"told": "; ".join(told)}
    return Chart(ChartKind.BAR, _("Beløp per år"), alt, "year", tuple(_key(row) for row in shown))


def _year(value: int | None) -> str | None:
    """A year is a name, not a number."""
    return str(value) if value else None


def sums(board: Board) -> Sheet:
    """«Summer»: every sum with what it holds, and what may not be added."""
    items = [(row, year, cell) for row in economy(board.record).kinds for year, cell in sorted(row.cells.items())]

    def of_sum(take: Any) -> Any:
        def value(item: Any) -> CellValue:
            found: Sum | None = item[2].sum
            return take(found) if found and found.lines else None

        return value

    return sheet(
        "summer",
        _("Summer"),
        [
            field("kind", _("Slag"), lambda item: money_words.kind_word(item[0].key.kind)),
            field("price_level", _("Prisnivå"), lambda item: _year(item[0].key.price_level)),
            field("year", _("År"), lambda item: str(item[1])),
            field("low", _("Minst"), of_sum(lambda found: found.low), Kind.KRONER),
            field("high", _("Høyst"), of_sum(lambda found: found.high), Kind.KRONER),
            field("words", _("Som i rapporten"), of_sum(money_words.sum_words), unit=_("mill. kr")),
            field("lines", _("Beløp i summen"), lambda item: item[2].sum.lines if item[2].sum else 0, Kind.INTEGER),
            field("withheld", _("Unntatt"), lambda item: item[2].sum.withheld if item[2].sum else 0, Kind.INTEGER),
            field("unlike", _("Kan ikke summeres"), lambda item: len(item[2].unlike), Kind.INTEGER),
        ],
        items,
        is_example=lambda item: item[0].key.example,
        frozen_columns=1,
    )


def compared(board: Board) -> Sheet:
    """«Avvik»: budget beside accounts and forecast, for exactly the same initiatives."""
    found = economy(board.record).compared
    return sheet(
        "avvik",
        _("Avvik"),
        [
            field("year", _("År"), lambda each: str(each.year)),
            field("news", _("Mot"), lambda each: money_words.kind_word(each.news)),
            field("price_level", _("Prisnivå"), lambda each: _year(each.price_level)),
            field("initiatives", _("Tiltak med begge"), lambda each: each.initiatives, Kind.INTEGER),
            field("of", _("Tiltak med budsjett"), lambda each: each.of, Kind.INTEGER),
            field("budget", _("Budsjett"), lambda each: each.budget.low, Kind.KRONER),
            field("came", _("Ble eller blir"), lambda each: each.came.low, Kind.KRONER),
            field("deviation", _("Avvik"), _one_deviation, Kind.KRONER),
            field("share", _("Avvik i prosent"), lambda each: each.share, Kind.PERCENT),
            field(
                "words",
                _("Avvik som i rapporten"),
                lambda each: money_words.deviation(each.low, each.high),
                unit=_("mill. kr"),
            ),
        ],
        found,
        is_example=lambda each: each.example,
        notes=()
        if found
        else (_("Ikke kjent: ingen tiltak har både budsjett og regnskap eller prognose for samme år."),),
        frozen_columns=1,
    )


def _one_deviation(each: Compared) -> int | None:
    """The deviation where it is one figure."""
    return each.low if each.low == each.high else None


def amounts(board: Board) -> Sheet:
    """«Beløp»: every amount behind it all, whether it is in a year's sum, and where it is told."""
    registers = board.record.state.registers
    measure, qualifier = word(v.MoneyMeasure), word(v.Qualifier)

    def payer(each: Entry) -> str | None:
        held = registers.funding.get(each.line.funding or "")
        return held.name if held else None

    def of_line(name: str) -> Any:
        return lambda each: kroner(getattr(each.line, name))

    return sheet(
        "belop",
        _("Beløp"),
        [
            field("code", _("Kode"), lambda each: each.part.code),
            field("what", _("Hva beløpet gjelder"), lambda each: text(each.line.what), width=36),
            field("kind", _("Slag"), lambda each: money_words.kind_word(each.line.kind)),
            field("measure", _("Mål"), lambda each: measure(each.line.measure), width=14),
            field("qualifier", _("Sikkerhet"), lambda each: qualifier(each.line.qualifier), width=10),
            field("amount", _("Beløp"), of_line("amount"), Kind.KRONER),
            field("low", _("Fra"), of_line("low"), Kind.KRONER),
            field("high", _("Til"), of_line("high"), Kind.KRONER),
            field("covers_from", _("Gjelder fra"), lambda each: each.line.covers_from, Kind.DATE),
            field("covers_to", _("Gjelder til"), lambda each: each.line.covers_to, Kind.DATE),
            field("as_of", _("Oppgitt per"), lambda each: partial(each.line.as_of), Kind.PARTIAL_DATE),
            field("price_level", _("Prisnivå"), lambda each: _year(each.line.price_level)),
            field("funding", _("Hvem som betaler"), payer, width=22),
            field("place", _("I årssum"), place_words, width=16),
            field(
                "sources",
                _("Kilder"),
                lambda each: text(", ".join(map(str, board.sources.of(each.line.uid)))),
                help=_("Numrene viser til arket «Kilder»."),
            ),
        ],
        economy(board.record).entries,
        is_example=lambda each: each.key.example,
    )
