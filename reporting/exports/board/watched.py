"""What is watched: yellow ones in a line each, common causes, a highlight, and the moves since last time in words."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import choices, formatting
from initiatives.domain import vocabulary as v
from reporting.domain.figures.overview_exceptions import Exceptional
from reporting.domain.standing import Standing
from reporting.domain.vocabulary import TextKind
from reporting.exports.board import words
from reporting.exports.board.ground import Board
from reporting.exports.pdf import elements as e
from reporting.exports.pdf.inline import Inline

LINES = 60  # rows of a table on paper
BRIGHT = 8  # highlights


def watched(board: Board) -> list[e.Element]:
    """Those that are neither critical nor worse: a line each, with cause and measure."""
    found = board.watched
    rest = board.full[board.pages :]
    story: list[e.Element] = [e.page_break(), e.heading(_("Det vi følger med på"), 1, key="folges")]
    if not board.full:
        story.append(e.paragraph(_none(board)))
    if rest:
        told = ngettext(
            "%(count)s kritisk eller forverret tiltak til, uten egen side.",
            "%(count)s kritiske eller forverrede tiltak til, uten egen side.",
            len(rest),
        )
        story.append(e.paragraph(told % {"count": formatting.number(len(rest))}))
        story.append(exception_table(board, rest[:LINES], caption=_("Kritiske og forverrede uten egen side")))
        story += words.more(len(rest) - LINES)
    story.append(exception_table(board, found[:LINES], caption=_("Gule tiltak, én linje hver")))
    story += words.more(len(found) - LINES)
    return [*story, *_causes(board), *_highlight(board)]


def _none(board: Board) -> str:
    """What is said where none is critical and none turned to the worse: of a round only of what was assessed in it."""
    if not board.figure.colours.known:
        return _("Ingen tiltak er vurdert, så ingen kan sies å være i orden heller.")
    if board.record.campaign:
        return _("Ingen av de vurderte tiltakene er kritiske, og ingen av dem ble verre siden sist.")
    return _("Ingen tiltak er kritiske, og ingen ble verre siden sist.")


def exception_table(
    board: Board, found: Sequence[Exceptional], *, caption: str, letters: int | None = None
) -> e.Element:
    """Initiative and owner, status, cause, and what is done; texts cut to `letters` where that is asked for."""
    columns = [
        e.Column(_("Tiltak og eier"), row_header=True, width=130),
        e.Column(_("Status"), width=96),  # a turn takes more
        e.Column(_("Årsak"), width=122),
        e.Column(_("Hva gjøres")),
    ]
    empty = _("Ingen.") if board.figure.exceptions else _("Ingen tiltak er røde eller gule.")
    return e.table(columns, [_row(board, each, letters) for each in found], caption=caption, empty=empty)


def _row(board: Board, each: Exceptional, letters: int | None) -> list[e.CellValue]:
    told = each.standing
    if letters:
        reason, measure, comment = (
            Truncator(text).chars(letters) for text in (told.reason, told.measure, told.comment)
        )
        told = replace(told, reason=reason, measure=measure, comment=comment)
    small = [_("per %(day)s") % {"day": formatting.when(told.as_of)}]
    if told.overruled:
        declared = choices.label(v.Colour, told.declared).lower()
        small.append(f"{_('meldt')} {declared}")
    if each.contradicted:
        computed = choices.label(v.Colour, each.computed).lower()
        small.append(_("beregnet %(colour)s") % {"colour": computed})
    return [
        words.named(board, each.part),
        [words.turned(each), "\n", e.muted(" · ".join(small))],
        [*words.cause(board, told), *_overruled(board, told), *words.cited(board.sources.of(each.part.uid))],
        words.measure(board, told),
    ]


def _overruled(board: Board, told: Standing) -> Iterator[Inline]:
    """Why the office gave another colour: without it the owner's words would stand as the cause of ours."""
    if told.overruled and told.comment:
        yield "\n"
        yield e.muted(f"{_('Porteføljekontoret:')} ")
        yield words.said(board, told.comment, told.comment_language)


def _causes(board: Board) -> Iterator[e.Element]:
    yield e.heading(_("Vanlige årsaker til gult og rødt"), 2, in_contents=False)
    told = board.text(TextKind.COMMON_CAUSES)
    if told:
        cite = words.cited(board.sources.number(told.source))
        yield e.paragraph([words.said(board, told.text, told.language), *cite])
    if board.figure.causes:
        listed = ", ".join(
            f"{choices.label(v.Cause, cause)} {formatting.number(count)}" for cause, count in board.figure.causes
        )
        yield e.small(_("Kodet årsak på tiltakene over: %(causes)s.") % {"causes": listed})
    elif not told:
        yield words.unknown(_("ingen årsaker er oppgitt."))


def _highlight(board: Board) -> Iterator[e.Element]:
    yield e.heading(_("Lyspunkt"), 2, in_contents=False)
    told = board.text(TextKind.HIGHLIGHT)
    if told:
        cite = words.cited(board.sources.number(told.source))
        yield e.paragraph([words.said(board, told.text, told.language), *cite])
    bright = board.figure.bright
    if bright:
        shown = bright[:BRIGHT]
        yield e.bullets(
            [
                [
                    words.said(board, each.text, each.language),
                    e.muted(f" {each.part.code}{' · ' + _('eksempel') if each.part.example else ''}"),
                ]
                for each in shown
            ]
        )
        left = len(bright) - len(shown)
        if left > 0:
            more = ngettext("og %(count)s til", "og %(count)s til", left)
            yield e.quiet(more % {"count": formatting.number(left)})
    elif not told:
        yield words.unknown(_("ingen lyspunkt er meldt."))


def cause_word(code: str) -> str:
    """A coded cause with a capital."""
    return capfirst(choices.label(v.Cause, code)) if code else ""
