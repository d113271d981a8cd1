"""The words of the network's picture: its headings and the marks in its boxes."""

from datetime import date

from django.utils.translation import gettext as _

from initiatives import formatting
from initiatives.domain.dates import from_edtf
from reporting.domain.figures.coordination_layout import Column, Lane, Mark, PlacedNode


def heading(column: Column) -> str:
    """What stands over a column: «Utenfor porteføljen», 2. halvår 2026, 2027, til og med 2024."""
    if column.lane is not None:
        return _lanes()[column.lane]
    if column.first and column.last:
        words = _span(column.first, column.last)
    elif column.last:
        words = _("til og med %(period)s") % {"period": _last(column.last)}
    elif column.first:
        words = _("fra %(period)s") % {"period": _first(column.first)}
    else:
        words = _("alle år")
    return _("%(period)s · nå") % {"period": words} if column.now else words


def mark_word(placed: PlacedNode) -> str:
    """The word at the right of a box's last line, "" for none."""
    words = {Mark.CODE: placed.node.code, Mark.EXAMPLE: _("eksempel"), Mark.UNDATED: _("uten dato")}
    return words.get(placed.mark, "")


def _lanes() -> dict[Lane, str]:
    return {
        Lane.OUTSIDE: _("Utenfor porteføljen"),
        Lane.GIVES: _("Leverer til andre"),
        Lane.BETWEEN: _("Trenger og leverer"),
        Lane.NEEDS: _("Trenger andre"),
        Lane.ALONE: _("Henger ikke sammen med noen"),
        Lane.UNDATED: _("Uten dato"),
    }


def _span(first: date, last: date) -> str:
    if first.year < last.year:
        return f"{first.year}–{last.year}"
    return _half(first) if (last.month - first.month) < 6 else str(first.year)


def _first(day: date) -> str:
    return _half(day) if day.month > 1 else str(day.year)


def _last(day: date) -> str:
    return _half(day) if day.month < 12 else str(day.year)


def _half(day: date) -> str:
    return formatting.when(from_edtf(f"{day.year}-{40 + (day.month > 6)}"))
