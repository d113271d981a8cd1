"""The board report on paper, chapter by chapter."""

from django.utils.translation import gettext as _

from reporting.domain.record import Record
from reporting.exports import paper
from reporting.exports.board import front, summary
from reporting.exports.board.ground import Board
from reporting.exports.pdf import fonts
from reporting.exports.pdf.document import build


def board_pdf(record: Record, previous: Record | None, language: str) -> bytes:
    """The report as an archivable, accessible PDF, in the active language."""
    fonts.register()  # figures measure their words before the document is built
    board = Board(record, previous, language)
    meta = paper.meta(record, _("Porteføljerapport"), language, subject=board.told.long)
    return build([front.cover(board), *front.contents(board), *summary.summary(board)], meta)
