"""Money by year, kind and source: only like added to like, each amount with its source, budget beside what came."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from initiatives import formatting
from initiatives.domain.facts import BudgetFact
from reporting.domain.figures.economy import Cell, Economy, Entry, Place, Row, economy
from reporting.domain.figures.economy_compare import Compared
from reporting.exports.board import words
from reporting.exports.board.ground import Board
from reporting.exports.pdf import elements as e
from reporting.exports.pdf import palette
from reporting.exports.pdf.charts import Series, money_bars
from reporting.pages import money_words

YEARS = 7  # columns of years
DRAWN = 4  # kinds in one figure
REAL, EXAMPLES = 80, 12  # amounts listed
FILLED = (palette.ACCENT, palette.ACCENT_SOFT, palette.INK, palette.LINE_STRONG)
HOLLOW = (palette.INK, palette.ACCENT, palette.LINE_STRONG, palette.ACCENT_LINE)


def money(board: Board) -> list[e.Element]:
    """The chapter."""
    found = economy(board.record)
    story: list[e.Element] = [e.heading(_("Penger"), 1, key="penger")]
    if not found.entries:
        return [*story, words.unknown(_("ingen beløp er oppgitt."))]
    years = shown_years(found, board.record.state.today.year)
    return [
        *story,
        e.paragraph(
            _(
                "Beløp legges bare sammen når de er av samme slag, gjelder samme år og har samme prisnivå. "
                "Et program og delene i det legges aldri sammen."
            )
        ),
        *_figures(found, years),
        *_table(found, years),
        *_funding(board, found, years),
        *_compared(found),
        *_amounts(board, found),
    ]


def shown_years(found: Economy, today: int) -> tuple[int, ...]:
    """The years nearest to today that have any sum; those with real amounts first."""
    real = {year for row in found.kinds if not row.key.example for year in row.cells}
    near = sorted(found.years, key=lambda year: (year not in real, abs(year - today), -year))
    return tuple(sorted(near[:YEARS]))


def _figures(found: Economy, years: Sequence[int]) -> Iterator[e.Element]:
    """Real amounts and invented ones are never drawn together."""
    real = _figure([row for row in found.kinds if not row.key.example], years, _("Per år, mill. kr"))
    made_up = _figure([row for row in found.kinds if row.key.example], years, _("Eksempeldata per år, mill. kr"))
    yield from (each for each in (real, made_up) if each)


def _figure(rows: Sequence[Row], years: Sequence[int], caption: str) -> e.Element | None:
    drawn = [row for row in rows if any(_height(row, year) for year in years)][:DRAWN]
    wanted = [year for year in years if any(_height(row, year) for row in drawn)]
    if not drawn:
        return None
    spoken = {_height(row, year): cell_words(row.cells.get(year)) for row in drawn for year in wanted}
    name, shared = _names(drawn)
    caption = ", ".join([caption, *shared])
    series = [
        Series(
            name(row),
            [_height(row, year) for year in wanted],
            _colour(drawn, row),
            hollow=_hollow(row),
        )
        for row in drawn
    ]
    return e.figure(
        money_bars([str(year) for year in wanted], series, text=lambda value: spoken[value], height=140),
        alt=_alt(drawn, wanted),
        caption=caption,
        note=_figure_note(len(rows) - len(drawn)),
    )


def _hollow(row: Row) -> bool:
    """Whether it is neither granted nor spent."""
    return row.key.kind not in money_words.FIRM


def _colour(drawn: Sequence[Row], row: Row) -> str:
    """Apart in grey print too: filled ones by how dark they are, hollow ones by their edge."""
    alike = [each for each in drawn if _hollow(each) == _hollow(row)]
    return (HOLLOW if _hollow(row) else FILLED)[alike.index(row)]


def _names(rows: Sequence[Row]) -> tuple[Callable[[Row], str], list[str]]:
    """How the kinds of a figure are told apart, and what they all are: that stands in the caption, once."""
    if len(rows) == 1:
        return lambda row: money_words.key_words(row.key), [money_words.key_words(rows[0].key)]
    prices = {row.key.price_level for row in rows}
    if len(prices) > 1:
        return lambda row: money_words.key_words(row.key), []
    price = money_words.price_word(rows[0].key.price_level)
    return lambda row: money_words.kind_word(row.key.kind), [price] if price else []


def _figure_note(left: int) -> str:
    told = [_("Stiplet: ikke bevilget eller brukt. En søyle viser det laveste i et intervall.")]
    if left > 0:
        more = ngettext("%(count)s slag til står i tabellen.", "%(count)s slag til står i tabellen.", left)
        told.append(more % {"count": formatting.number(left)})
    return " ".join(told)


def _height(row: Row, year: int) -> float | None:
    """The least the sum can be; of «up to» the most."""
    cell = row.cells.get(year)
    if cell is None or cell.sum is None or not cell.sum.lines:
        return None
    return float(cell.sum.low or cell.sum.high or 0)


def _alt(rows: Sequence[Row], years: Sequence[int]) -> str:
    told = [
        f"{money_words.key_words(row.key)} {year} {cell_words(row.cells.get(year))}"
        for row in rows
        for year in years
        if row.cells.get(year)
    ]
    return _("Mill. kr: %(told)s.") % {"told": "; ".join(told)}


def cell_words(cell: Cell | None) -> str:
    """A sum as the economy page writes it; how many there are where they may not be added."""
    if cell is None:
        return formatting.MISSING
    if cell.sum is not None:
        return money_words.sum_words(cell.sum)
    return f"({formatting.number(len(cell.unlike))})"


def _table(found: Economy, years: Sequence[int]) -> Iterator[e.Element]:
    if not found.kinds:
        yield words.unknown(_("ingen beløp gjelder ett bestemt år."))
        return
    columns = [e.Column(_("Slag"), row_header=True), *_year_columns(years)]
    yield e.table(columns, _rows(found.kinds, years), caption=_("Summer per slag og år, mill. kr"))
    if any(cell.sum is None for row in found.kinds for cell in row.cells.values()):
        yield e.quiet(_("Tall i parentes er antall beløp som ikke kan legges sammen."))
    older = [year for year in found.years if year not in years]
    if older:
        yield e.quiet(_("Ikke vist her: %(years)s. De står i arbeidsboka.") % {"years": ", ".join(map(str, older))})


def _year_columns(years: Sequence[int]) -> list[e.Column]:
    return [e.Column(str(year), align="right", width=52) for year in years]


def _rows(rows: Iterable[Row], years: Sequence[int]) -> list[list[e.CellValue]]:
    """A row per sort of money that has anything in the years shown."""
    return [
        [money_words.key_words(row.key), *(cell_words(row.cells.get(year)) for year in years)]
        for row in rows
        if any(year in row.cells for year in years)
    ]


def _funding(board: Board, found: Economy, years: Sequence[int]) -> Iterator[e.Element]:
    """The same by who pays, as far as it is told."""
    names = board.record.state.registers.funding
    rows: list[list[e.CellValue]] = []
    for each in found.funding:
        payer = names.get(each.uid or "")
        name = payer.name if payer else _("Ikke oppgitt hvem som betaler")
        told = _rows(each.rows, years)
        rows += [[e.Cell(name, colspan=len(years) + 1, header="row")], *told] if told else []
    if rows:
        columns = [e.Column(_("Hvem som betaler"), row_header=True), *_year_columns(years)]
        yield e.table(columns, rows, caption=_("Etter finansieringskilde, mill. kr"))


def _compared(found: Economy) -> Iterator[e.Element]:
    yield e.heading(_("Budsjett mot regnskap og prognose"), 2)
    if not found.compared:
        yield words.unknown(_("ingen tiltak har både budsjett og regnskap eller prognose for samme år."))
        return
    columns = [
        e.Column(_("År og mot hva"), row_header=True),
        e.Column(pgettext("flere", "Tiltak"), align="right", width=60),
        e.Column(_("Budsjett"), align="right", width=62),
        e.Column(_("Ble eller blir"), align="right", width=72),
        e.Column(_("Avvik"), align="right", width=62),
        e.Column(_("Prosent"), align="right", width=56),
    ]
    yield e.table(columns, [_comparison(each) for each in found.compared], summary=_("Mill. kr"))
    yield e.quiet(_("Mill. kr. Avvikets årsaker er ikke fordelt: ingen kilde oppgir dem per beløp."))


def _comparison(each: Compared) -> list[e.CellValue]:
    told = [str(each.year), money_words.kind_word(each.news).lower(), money_words.price_word(each.price_level)]
    told.append(_("eksempel") if each.example else "")
    return [
        ", ".join(part for part in told if part),
        _("%(both)s av %(all)s") % {"both": formatting.number(each.initiatives), "all": formatting.number(each.of)},
        money_words.sum_words(each.budget),
        money_words.sum_words(each.came),
        money_words.deviation(each.low, each.high),
        money_words.percent(each.share),
    ]


def _amounts(board: Board, found: Economy) -> Iterator[e.Element]:
    """Every real amount with its source; of invented ones a few."""
    real = [each for each in found.entries if not each.key.example]
    made_up = [each for each in found.entries if each.key.example]
    columns = [
        e.Column(_("Hva beløpet gjelder"), row_header=True),
        e.Column(_("Slag"), width=62),
        e.Column(_("Gjelder"), width=78),
        e.Column(_("I årssum"), width=66),
        e.Column(_("Mill. kr"), align="right", width=62),
    ]
    yield e.heading(_("Beløpene og kildene"), 2)
    shown = [*real[:REAL], *made_up[:EXAMPLES]]
    yield e.table(columns, [_amount(board, each) for each in shown], summary=_("Hvert beløp med kilde"))
    yield from words.more(len(found.entries) - len(shown))


def _amount(board: Board, each: Entry) -> list[e.CellValue]:
    line = each.line
    payer = board.record.state.registers.funding.get(line.funding or "")
    small = [each.part.code, *([payer.name] if payer else []), *([_("eksempel")] if each.key.example else [])]
    return [
        [
            words.said(board, line.what or each.part.name, line.language),
            e.muted(f" {' · '.join(small)}"),
            *words.cited(board.sources.of(line.uid)),
        ],
        money_words.kind_word(line.kind),
        covers(line),
        place_words(each),
        money_words.line_words(line),
    ]


def covers(line: BudgetFact) -> str:
    """The year or years an amount covers, else the day it was told of."""
    if line.covers_from and line.covers_to:
        first, last = line.covers_from.year, line.covers_to.year
        return str(first) if first == last else f"{first}–{last}"
    return _("per %(day)s") % {"day": formatting.when(line.as_of)} if line.as_of else formatting.MISSING


def place_words(each: Entry) -> str:
    """Whether an amount is in a year's sum, and if not, why."""
    return {
        Place.COUNTED: _("ja"),
        Place.INSIDE: _("inngår i %(code)s") % {"code": each.above or ""},
        Place.OLDER: _("oppgitt på nytt"),
        Place.UNLIKE: _("kan ikke summeres"),
        Place.APART: _("ikke ett år"),
    }[each.place]
