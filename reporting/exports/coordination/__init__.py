"""The coordination report: what the initiatives have promised each other, where the promises no longer meet, whose
dates that moves, and who can settle it.

The figures are those of the coordination page (`reporting.domain.figures.coordination_*`), written as a paper and as a
workbook.
"""

from reporting.exports.coordination.paper import coordination_pdf
from reporting.exports.coordination.workbook import coordination_workbook

__all__ = ["coordination_pdf", "coordination_workbook"]
