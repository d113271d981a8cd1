"""The sheet of all that changed since the record before."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from reporting.exports.board.ground import Board
from reporting.exports.compare_sheets import changes_sheet
from reporting.exports.tabular.sheets import Sheet
from reporting.pages.compare_finding import sentence


def since_last(board: Board) -> Sheet:
    """«Siden sist»: every change, the most important first; the finding stands under it."""
    found = board.difference
    notes = (sentence(found),) if found else (_("Det finnes ingen låst periode før denne å sammenligne med."),)
    heads = (board.before or _("Før"), capfirst(board.now))
    changes = found.changes if found else ()
    return changes_sheet(
        changes, board.record.state.registers, heads, key="siden_sist", title=_("Siden sist"), notes=notes
    )
