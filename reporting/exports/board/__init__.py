"""The board report: what turned, what is in danger, what is asked for, and what stands behind it.

One frozen figure (`reporting.domain.figures.overview`), the one the screen shows, written as a paper and as a workbook.
"""

from reporting.exports.board.paper import board_pdf
from reporting.exports.board.workbook import board_workbook

__all__ = ["board_pdf", "board_workbook"]
