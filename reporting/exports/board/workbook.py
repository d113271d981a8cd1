"""The board report as a workbook: the same figure, a sheet for each part."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from reporting.domain.outline import Outlined
from reporting.domain.record import Record
from reporting.exports.board import (
    course,
    front,
    sheets_changes,
    sheets_counts,
    sheets_lists,
    sheets_money,
    sheets_parts,
)
from reporting.exports.board.ground import Board
from reporting.exports.register_sheets import created
from reporting.exports.tabular.sheets import Sheet, Workbook
from reporting.pages import overview_words


def board_workbook(
    record: Record, previous: Record | None, language: str, earlier: Sequence[Outlined] = ()
) -> Workbook:
    """The report's numbers, in the active language; `earlier` as on paper."""
    board = Board(record, previous, language, earlier)
    return Workbook(
        title=_("Porteføljerapport"),
        subtitle=board.told.long,
        language=language,
        created=created(record),
        facts=(
            (_("Hovedfunn"), overview_words.finding(board.figure)),
            *((label, str(value)) for label, value in front.details(board).items()),
        ),
        sheets=_sheets(board),
    )


def _sheets(board: Board) -> tuple[Sheet, ...]:
    return (
        sheets_counts.counts(board),
        sheets_counts.key_figures(board),
        sheets_lists.exceptions(board),
        sheets_lists.movements(board),
        course.status_rows(board),
        course.told_dates(board),
        sheets_changes.since_last(board),
        sheets_parts.initiatives(board),
        sheets_counts.goals(board),
        sheets_parts.milestones(board),
        sheets_money.by_year(board),
        sheets_money.sums(board),
        sheets_money.compared(board),
        sheets_money.amounts(board),
        sheets_lists.dependencies(board),
        sheets_lists.late_ends(board),
        sheets_lists.waiting(board),
        sheets_counts.commitments(board),
        sheets_lists.gaps(board),
        sheets_lists.sources(board),
    )
