"""The whole register as a workbook: every initiative, in the order of its plan and code."""

from reporting.domain.figures.register import rows
from reporting.domain.record import Record
from reporting.exports.register_sheets import citations_of, register_workbook
from reporting.exports.tabular.sheets import Workbook


def whole_register(record: Record, previous: Record | None, language: str) -> Workbook:
    """Every initiative with all its facts and their sources."""
    return register_workbook(record, rows(record, previous), language, citations=citations_of(record))
