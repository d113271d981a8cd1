"""The whole register as a workbook: every initiative, in the order of its plan and code."""

from dataclasses import replace

from django.utils.translation import gettext as _

from initiatives.formatting import number
from reporting.domain.figures.register import rows
from reporting.domain.record import Record
from reporting.exports.register_sheets import citations_of, register_workbook
from reporting.exports.tabular.sheets import Workbook

LARGE = 2_000
"""Above this many initiatives a workbook with every fact has hundreds of thousands of rows: no spreadsheet to read."""


def whole_register(record: Record, previous: Record | None, language: str) -> Workbook:
    """Every initiative with all its facts and their sources."""
    return register_workbook(record, rows(record, previous), language, citations=citations_of(record))


def readable_register(record: Record, previous: Record | None, language: str) -> Workbook:
    """The register for a spreadsheet: all facts, or of a large portfolio the initiatives alone; «Om» says so."""
    found = rows(record, previous)
    if len(found) <= LARGE:
        return whole_register(record, previous, language)
    book = register_workbook(record, found, language, only={"tiltak"})
    words = _(
        "Milepæler, avhengigheter, penger og kilder er utelatt, fordi registeret har mer enn %(most)s tiltak. "
        "De står i CSV og JSON, og i Excel av et filtrert utvalg fra tiltakslisten."
    )
    return replace(book, facts=(*book.facts, (_("Utelatt"), words % {"most": number(LARGE)})))
