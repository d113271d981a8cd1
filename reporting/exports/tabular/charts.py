"""Native Excel charts over the sheets' own cells, gathered on one sheet, each with its words beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart import Series as make_series
from openpyxl.chart.data_source import AxDataSource, NumData, NumVal, StrData, StrRef, StrVal
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.utils import column_index_from_string
from openpyxl.writer.excel import ExcelWriter

from reporting.exports.tabular import formats, text
from reporting.exports.tabular.cells import plain_number
from reporting.exports.tabular.layout import Layout
from reporting.exports.tabular.sheets import Chart, ChartKind, Sheet
from reporting.exports.tabular.styles import MARKS, SERIES

ROWS_PER_CHART = 24
_SYMBOLS = ("circle", "triangle", "diamond", "square", "x", "plus")
_WIDTH_CM, _HEIGHT_CM = 24.0, 10.0


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart, the sheet it is about and the words for those who do not see it."""

    chart: Any
    sheet: Sheet
    words: Chart


def draw(sheet: Sheet, layout: Layout, worksheet: Any) -> Drawn | None:
    """The chart of a sheet; None where the sheet has none or no rows to draw."""
    words = sheet.chart
    if words is None or not sheet.rows:
        return None
    chart = _empty(words)
    value_format = formats.number(sheet.columns[sheet.index_of(words.series[0])])
    chart.y_axis.number_format = value_format
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=_line("D5DAE0", 9_525))
    # Without this, Excel draws no axes for charts that openpyxl has made.
    chart.x_axis.delete = chart.y_axis.delete = False
    for number, key in enumerate(words.series):
        series = _series(sheet, layout, worksheet, words, key)
        series.val.numRef.numCache.formatCode = value_format
        _colour(series, words, number)
        chart.series.append(series)
    return Drawn(chart, sheet, words)


def _empty(words: Chart) -> Any:
    """A chart without series. Its finding stands in the cell above it, so it has no title of its own."""
    chart: Any = LineChart() if words.kind is ChartKind.LINE else BarChart()
    if words.kind is not ChartKind.LINE:
        chart.type = "bar" if words.horizontal else "col"
        chart.gapWidth = 60
        if words.horizontal:
            chart.x_axis.scaling.orientation = "maxMin"
            chart.y_axis.crosses = "max"
    if words.kind is ChartKind.STACKED_BAR:
        chart.grouping, chart.overlap = "stacked", 100
    chart.legend.position = "b"
    if len(words.series) == 1:
        chart.legend = None
    chart.width, chart.height = _WIDTH_CM, _HEIGHT_CM
    chart.anchor = "A1"
    return chart


def _line(colour: str, width: int) -> Any:
    properties = GraphicalProperties(solidFill=None)
    properties.line.solidFill, properties.line.width = colour, width
    return properties.line


def _series(sheet: Sheet, layout: Layout, worksheet: Any, words: Chart, key: str) -> Any:
    """One series: its cells, and their values as they are now, for programs that do not look the cells up."""
    last = len(sheet.rows) + 1
    letter, category_letter = layout.letters[key], layout.letters[words.category]
    column, category = column_index_from_string(letter), column_index_from_string(category_letter)
    index, category_index = sheet.index_of(key), sheet.index_of(words.category)
    series = make_series(Reference(worksheet, column, 1, column, last), title_from_data=True)
    header = next(one.header for one in layout.columns if one.letter == letter)
    series.tx.strRef.strCache = StrData(ptCount=1, pt=[StrVal(idx=0, v=header)])
    series.val.numRef.numCache = NumData(ptCount=len(sheet.rows), pt=_numbers([row[index] for row in sheet.rows]))
    series.cat = AxDataSource(strRef=StrRef(f=str(Reference(worksheet, category, 2, category, last))))
    series.cat.strRef.strCache = StrData(
        ptCount=len(sheet.rows), pt=_strings([row[category_index] for row in sheet.rows])
    )
    return series


def _colour(series: Any, words: Chart, number: int) -> None:
    """A colour, and on lines a mark of its own shape."""
    colour = MARKS[words.tones[number]] if number < len(words.tones) else SERIES[number % len(SERIES)]
    if words.kind is not ChartKind.LINE:
        series.graphicalProperties.solidFill = colour
        return
    series.graphicalProperties.line.solidFill, series.graphicalProperties.line.width = colour, 28_575
    series.marker.symbol = _SYMBOLS[number % len(_SYMBOLS)]
    series.marker.graphicalProperties = GraphicalProperties(solidFill=colour)
    series.smooth = False


def _numbers(values: Sequence[object]) -> list[NumVal]:
    return [
        NumVal(idx=index, v=plain_number(value))
        for index, value in enumerate(values)
        if isinstance(value, int | float | Decimal) and not isinstance(value, bool)
    ]


def _strings(values: Sequence[object]) -> list[StrVal]:
    return [StrVal(idx=index, v=text.one_line(formats.shown(value), 255)) for index, value in enumerate(values)]


class DescribingWriter(ExcelWriter):
    """openpyxl's writer, giving each chart the alternative text that openpyxl leaves out."""

    def __init__(self, workbook: Any, archive: Any, drawn: Sequence[Drawn]) -> None:
        super().__init__(workbook, archive)
        self._alternatives = [one.words for one in drawn]

    def _write_drawing(self, drawing: Any) -> None:
        make_frame = drawing._chart_frame

        def described(number: int) -> Any:
            frame = make_frame(number)
            properties, words = frame.nvGraphicFramePr.cNvPr, self._alternatives[number - 1]
            properties.title = text.one_line(words.title, 250)
            properties.descr = text.clean(words.alt)
            return frame

        drawing._chart_frame = described
        super()._write_drawing(drawing)
