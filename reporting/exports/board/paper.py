"""The board report on paper, chapter by chapter."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from reporting.domain.outline import Outlined
from reporting.domain.record import Record
from reporting.exports import paper
from reporting.exports.board import (
    course,
    dependencies,
    exceptions,
    front,
    goals,
    milestones,
    money,
    moved,
    summary,
    unknown,
)
from reporting.exports.board.ground import Board
from reporting.exports.board.watched import watched
from reporting.exports.pdf import elements as e
from reporting.exports.pdf import fonts
from reporting.exports.pdf.document import build


def board_pdf(record: Record, previous: Record | None, language: str, earlier: Sequence[Outlined] = ()) -> bytes:
    """The report as an archivable, accessible PDF, in the active language; `earlier` are the locked records before it
    that the course is followed over."""
    fonts.register()  # figures measure their words before the document is built
    board = Board(record, previous, language, earlier)
    meta = paper.meta(record, _("Porteføljerapport"), language, subject=board.told.long)
    return build(story(board), meta)


def story(board: Board) -> list[e.Element]:
    """Every chapter, in the order it is read: what turned first, what stands behind it last."""
    return [
        front.cover(board),
        *front.contents(board),
        *summary.summary(board),
        *exceptions.exceptions(board),
        *watched(board),
        *moved.moved(board),
        *course.course(board),
        *goals.goals(board),
        *milestones.milestones(board),
        *money.money(board),
        *dependencies.dependencies(board),
        *dependencies.commitments(board),
        *unknown.gaps(board),
        *unknown.sources(board),
    ]
