"""The summary page: the finding, who moved, what is asked for, exceptions, the next 90 days, how far to trust it."""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import choices, formatting
from initiatives.domain import vocabulary as v
from reporting.domain.figures.overview_cases import Waiting
from reporting.domain.vocabulary import TextKind
from reporting.exports.board import movement, trust, words
from reporting.exports.board.fitting import fullest
from reporting.exports.board.ground import Board
from reporting.exports.board.watched import exception_table
from reporting.exports.pdf import elements as e
from reporting.exports.pdf.inline import Content
from reporting.pages import overview_words


class Amount(NamedTuple):
    """Rows of each list on the page; the chapters behind it have more."""

    exceptions: int
    asked: int
    coming: int


AMOUNTS = (
    Amount(8, 5, 6),
    Amount(6, 5, 5),
    Amount(5, 3, 4),
    Amount(4, 3, 3),
    Amount(3, 2, 2),
    *(Amount(2, 2, 2), Amount(2, 1, 1)),
)
LETTERS = 84  # of a cause or a measure in the table; the chapters have the whole text
LONG = 420  # letters of a summary that is set as a lead; a longer one is running text


def summary(board: Board) -> list[e.Element]:
    """One page, as full as it can be."""
    return fullest(lambda amount: _page(board, amount), AMOUNTS)


def _page(board: Board, amount: Amount) -> list[e.Element]:
    found = board.figure
    return [
        e.page_break(),
        e.kicker(_("Sammendrag")),
        e.heading(overview_words.finding(found), 1, key="sammendrag"),
        *_told(board),
        e.columns(
            [_figure(board)], [e.heading(_("Til beslutning"), 2, in_contents=False), *_asked(board, amount.asked)]
        ),
        exception_table(board, found.exceptions[: amount.exceptions], caption=_("Unntak"), letters=LETTERS),
        *words.more(len(found.exceptions) - amount.exceptions, to="folges"),
        e.columns(
            [e.heading(_("Neste 90 dager"), 2, in_contents=False), *_coming(board, amount.coming)],
            [e.heading(_("Kan vi stole på tallene?"), 2, in_contents=False), *trust.sentences(board)],
            shares=(2, 3),
        ),
    ]


def _told(board: Board) -> Iterator[e.Element]:
    """The secretariat's own words, and what the counts hold."""
    told = board.text(TextKind.SUMMARY)
    if told:
        cite = words.cited(board.sources.number(told.source))
        body = [words.said(board, told.text, told.language), *cite]
        yield e.lead(body) if len(told.text) <= LONG else e.paragraph(body)
    else:
        yield e.lead(_("Planlagte og pausede tiltak er holdt utenfor tallene."))


def _figure(board: Board) -> e.Element:
    found = board.figure.colours
    count = ngettext("%(count)s pågående tiltak", "%(count)s pågående tiltak", found.total)
    return e.figure(
        movement.movement(found, board.before, board.now),
        alt=overview_words.movement(found),
        caption=count % {"count": formatting.number(found.total)},
        note=_note(board),
    )


def _note(board: Board) -> Content:
    found = board.figure.colours
    told = [overview_words.known(found)]
    if found.examples:
        words_ = ngettext("%(count)s er et eksempel", "%(count)s er eksempler", found.examples)
        told.append(words_ % {"count": formatting.number(found.examples)})
    told.append(_("planlagte og pausede er holdt utenfor"))
    return f"{capfirst(', '.join(told))}."


def _asked(board: Board, most: int) -> list[e.Element]:
    """What the bodies are asked to decide."""
    found = board.figure.waiting
    if not found:
        return [e.small(_("Ikke kjent. Ingen saker er registrert for perioden."))]
    return [e.numbered([_case(board, each) for each in found[:most]]), *words.more(len(found) - most)]


def _case(board: Board, each: Waiting) -> Content:
    small = [each.part.code, *([_("eksempel")] if each.part.example else [])]
    if each.asked:
        small.insert(0, _("bes om i rapporten"))
    if each.case or not each.asked:
        small = [f"{each.body} {formatting.when(each.meeting)}" if each.meeting else each.body, *small]
    kind = capfirst(choices.label(v.CaseKind, each.kind)) if each.kind else _("Beslutning")
    text = words.said(board, each.title, each.language)
    return [e.strong(f"{kind}: "), text, e.muted(f" {' · '.join(part for part in small if part)}")]


def _coming(board: Board, most: int) -> Iterator[e.Element]:
    """The next dates, and how many are late or unconfirmed."""
    dates = board.figure.dates
    if dates.coming:
        rows: list[tuple[Content, Content]] = [
            (formatting.when(each.date), words.due(board, each)) for each in dates.coming[:most]
        ]
        yield e.facts(rows, label_width=62)
        yield from words.more(len(dates.coming) - most, to="milepaeler")
    else:
        yield e.small(_("Ingen milepæl har dato de neste 90 dagene."))
    late = ngettext(
        "%(count)s forsinket mot opprinnelig plan", "%(count)s forsinket mot opprinnelig plan", len(dates.late)
    )
    silent = ngettext("%(count)s ubekreftet", "%(count)s ubekreftet", len(dates.unconfirmed))
    told = [
        late % {"count": formatting.number(len(dates.late))},
        silent % {"count": formatting.number(len(dates.unconfirmed))},
    ]
    yield e.quiet(f"{', '.join(told)}.")
