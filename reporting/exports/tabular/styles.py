"""The looks of cells, registered once in the workbook and from then on known by number."""

from functools import cache
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle

from reporting.exports.tabular import formats
from reporting.exports.tabular.sheets import Tone

INK, MUTED, LINE, WASH, ACCENT = "1E2B3C", "4B5563", "D5DAE0", "EEF1F4", "0B5CAD"
FILLS = {Tone.GREEN: "DDF3E4", Tone.YELLOW: "FFEFC2", Tone.RED: "FCE0E0", Tone.NONE: "F1F3F5"}
INKS = {Tone.GREEN: "0A5A2B", Tone.YELLOW: "6B4700", Tone.RED: "9B1414", Tone.NONE: "4B5563"}
MARKS = {Tone.GREEN: "2E9E5B", Tone.YELLOW: "E0A100", Tone.RED: "C81E1E", Tone.NONE: "8A94A0"}
"""Status colours: ground and text of cells (contrast above 4.5 to 1), and the stronger ones of charts."""
SERIES = ("0B5CAD", "E08A1E", "3A8F8A", "8A4FA0", "7A8794", "B0413E")
"""Colours of chart series that are no statuses; they differ in lightness too."""

_PARTIAL_FORMATS = 120


class Styles:
    """Numbers of cell styles in one workbook. Each is made on first use."""

    def __init__(self, worksheet: Any, language: str) -> None:
        self._worksheet = worksheet
        self._language = language
        self._partials: set[str] = set()
        # One memory for each workbook: numbers mean nothing in another.
        self.body = cache(self._body)
        self.special = cache(self._special)

    def _body(
        self,
        number_format: str,
        *,
        right: bool = False,
        wrap: bool = False,
        quote: bool = False,
        link: bool = False,
        muted: bool = False,
    ) -> int:
        """A data cell. `quote` is Excel's own mark for «this is text», `muted` is for what is not a value."""
        cell = WriteOnlyCell(self._worksheet)
        cell.number_format = number_format
        cell.alignment = Alignment(horizontal="right" if right else "left", vertical="top", wrap_text=wrap, indent=1)
        cell.border = Border(bottom=Side("thin", color=LINE))
        cell.font = Font(
            "Calibri", 11, i=muted, u="single" if link else None, color=ACCENT if link else MUTED if muted else INK
        )
        cell.quotePrefix = quote
        return int(cell.style_id)

    def _special(self, role: str, quote: bool = False) -> int:
        """A cell that is no data: title, subtitle, heading, label, words, link, head (left) or number_head."""
        cell = WriteOnlyCell(self._worksheet)
        size = {"title": 18, "subtitle": 12, "heading": 13}.get(role, 11)
        bold = role in {"title", "heading", "label", "head", "number_head"}
        colour = {"subtitle": MUTED, "link": ACCENT}.get(role, INK)
        cell.font = Font("Calibri", size, b=bold, u="single" if role == "link" else None, color=colour)
        if role in {"head", "number_head"}:
            right = "right" if role == "number_head" else "left"
            cell.alignment = Alignment(horizontal=right, vertical="bottom", wrap_text=True, indent=1)
            cell.fill = PatternFill("solid", fgColor=WASH)
            cell.border = Border(bottom=Side("medium", color=INK))
        else:
            cell.alignment = Alignment(vertical="top", wrap_text=role in {"label", "words"})
        cell.number_format = formats.TEXT if role in {"label", "words"} else formats.GENERAL
        cell.quotePrefix = quote
        return int(cell.style_id)

    def partial(self, number_format: str) -> int | None:
        """A date shown in words; None when the workbook has as many such formats as Excel takes."""
        if number_format not in self._partials and len(self._partials) >= _PARTIAL_FORMATS:
            return None
        self._partials.add(number_format)
        return self.body(number_format)

    def day(self) -> int:
        """A day."""
        return self.body(formats.day(self._language))


def differential(ink: str, fill: str | None = None, *, italic: bool = False) -> DifferentialStyle:
    """What a conditional format changes."""
    return DifferentialStyle(
        font=Font(color=ink, i=True if italic else None), fill=PatternFill(bgColor=fill) if fill else None
    )
