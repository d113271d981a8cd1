"""The board report as a workbook: the same figure, a sheet for each part."""

from django.utils.translation import gettext as _

from reporting.domain.figures.register import rows
from reporting.domain.record import Record
from reporting.exports.board.ground import Board
from reporting.exports.register_initiatives import initiatives_sheet
from reporting.exports.register_sheets import created
from reporting.exports.tabular.sheets import Workbook


def board_workbook(record: Record, previous: Record | None, language: str) -> Workbook:
    """The report's numbers, in the active language."""
    board = Board(record, previous, language)
    return Workbook(
        title=_("Porteføljerapport"),
        subtitle=board.told.long,
        language=language,
        created=created(record),
        facts=((_("Viser"), board.told.long),),
        sheets=(initiatives_sheet(record, rows(record, previous)),),
    )
