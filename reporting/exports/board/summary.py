"""The summary page: the finding, who moved, what is asked for, exceptions, the next 90 days, how far to trust it."""

from django.utils.translation import gettext as _

from reporting.domain.vocabulary import TextKind
from reporting.exports.board import movement, words
from reporting.exports.board.ground import Board
from reporting.exports.pdf import elements as e
from reporting.pages import overview_words


def summary(board: Board) -> list[e.Element]:
    """One page."""
    told = board.text(TextKind.SUMMARY)
    story: list[e.Element] = [
        e.page_break(),
        e.kicker(_("Sammendrag")),
        e.heading(overview_words.finding(board.figure), 1),
    ]
    if told:
        story.append(e.lead(words.said(board, told.text, told.language)))
    story.append(_figure(board))
    story.append(_exceptions(board))
    return story


def _figure(board: Board) -> e.Element:
    found = board.figure.colours
    return e.figure(
        movement.movement(found, board.before, board.now),
        alt=overview_words.movement(found),
        caption=_("Pågående tiltak, forrige og denne perioden"),
        note=overview_words.known(found),
    )


def _exceptions(board: Board) -> e.Element:
    columns = [
        e.Column(_("Tiltak og eier"), row_header=True),
        e.Column(_("Status")),
        e.Column(_("Årsak")),
        e.Column(_("Hva gjøres")),
    ]
    rows: list[list[e.CellValue]] = [
        [
            words.named(board, each.part),
            e.text(words.turned(each)),
            words.cause(board, each.standing),
            words.measure(board, each.standing),
        ]
        for each in board.figure.exceptions
    ]
    return e.table(columns, rows, caption=_("Unntak"), empty=_("Ingen tiltak er røde eller gule."))
