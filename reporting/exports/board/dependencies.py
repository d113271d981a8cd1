"""Agreements between owners, what they do to the ends of the initiatives, and how far the commitments are carried."""

from collections.abc import Iterator
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import formatting
from reporting.domain.figures.coverage import DocumentCoverage, coverage
from reporting.exports.board import agreements as tables
from reporting.exports.board import words
from reporting.exports.board.ground import Board
from reporting.exports.pdf import elements as e
from reporting.exports.pdf.inline import Inline
from reporting.pages import coordination_words

LINES = 60
UNATTACHED = 40


def dependencies(board: Board) -> list[e.Element]:
    """What is in danger between owners, what nobody stands by, and which ends cannot hold."""
    found = board.figure.agreements
    story: list[e.Element] = [
        e.heading(_("Avhengigheter mellom eiere"), 1, key="avhengigheter"),
        e.lead(coordination_words.finding(found)),
    ]
    if told := coordination_words.beside(found):
        story.append(e.small(f"{told}."))
    if found.endangered:
        shown = found.endangered[:LINES]
        caption = _("Avtaler i fare, verst først")
        story.append(tables.agreements(shown, board.language, _cite(board), caption=caption, hidden=board.hidden))
        story += words.more(len(found.endangered) - LINES)
    if found.unsupported:
        story.append(e.small(f"{coordination_words.loose_summary(found)}."))
    return [*story, *_ends(board), *_chances(board)]


def _cite(board: Board) -> tables.Cite:
    return partial(_cited, board)


def _cited(board: Board, uid: str) -> list[Inline]:
    return words.cited(board.sources.of(uid))


def _ends(board: Board) -> Iterator[e.Element]:
    """The initiatives that cannot end when their owners say."""
    found = board.late_ends
    yield e.heading(_("Oppgitt dato mot gjennomførbar"), 2)
    if not found:
        yield e.small(_("Ingen sluttmilepæl holdes igjen av noe den venter på, så langt avtalene kan regnes."))
        return
    told = ngettext(
        "%(count)s tiltak kan ikke slutte når eieren sier, når alle det venter på, tas på ordet.",
        "%(count)s tiltak kan ikke slutte når eieren sier, når alle de venter på, tas på ordet.",
        len(found),
    )
    yield e.paragraph(told % {"count": formatting.number(len(found))})
    caption = _("Sluttmilepæler som ikke kan holde")
    yield tables.late_ends(found[:LINES], board.language, _cite(board), caption=caption)
    yield from words.more(len(found) - LINES)


def _chances(board: Board) -> Iterator[e.Element]:
    """How likely those ends are, where it can be reckoned."""
    found = board.chances
    if found:
        yield tables.chances(found, board.language, caption=_("Sannsynlighet for dem som kan beregnes"))


def commitments(board: Board) -> list[e.Element]:
    """What the white papers commit to, and how much of it some initiative carries."""
    found = coverage(board.record)
    story: list[e.Element] = [e.heading(_("Føringer"), 1, key="foringer")]
    if not found.obligations:
        return [*story, words.unknown(_("ingen forpliktelser er registrert."))]
    told = _("%(carried)s av %(total)s forpliktelser bæres av minst ett tiltak.") % {
        "carried": formatting.number(found.carried),
        "total": formatting.number(found.obligations),
    }
    columns = [
        e.Column(_("Dokument"), row_header=True),
        e.Column(_("Forpliktelser"), align="right", width=74),
        e.Column(_("Båret"), align="right", width=52),
        e.Column(_("Uten tiltak"), align="right", width=66),
    ]
    rows = [_document(board, each) for each in board.documents]
    note = _("Bare forpliktelser kan mangle tiltak; mål, prinsipper og konstateringer er holdt utenfor.")
    return [
        *story,
        e.paragraph(told),
        e.table(columns, rows, caption=_("Forpliktelser per dokument")),
        e.quiet(note),
        *_unattached(board),
    ]


def _document(board: Board, each: DocumentCoverage) -> list[e.CellValue]:
    document = each.document
    name = f"{document.number} {document.title}".strip()
    later = ", ".join(one.number or one.title for one in each.replaced_by)
    replaced = [e.muted(" " + _("erstattet av %(document)s") % {"document": later})] if later else []
    example = [e.muted(f" {_('eksempel')}")] if document.example else []
    return [
        [words.said(board, name, document.language), *replaced, *example],
        formatting.number(each.obligations),
        formatting.number(each.carried),
        formatting.number(each.gaps),
    ]


def _unattached(board: Board) -> Iterator[e.Element]:
    found = coverage(board.record).unattached
    if not found:
        return
    told = ngettext(
        "%(count)s pågående tiltak bærer ingen registrert føring: %(names)s.",
        "%(count)s pågående tiltak bærer ingen registrert føring: %(names)s.",
        len(found),
    )
    names = ", ".join(each.code for each in found[:UNATTACHED])
    left = len(found) - UNATTACHED
    if left > 0:
        names += ngettext(" og %(count)s til", " og %(count)s til", left) % {"count": formatting.number(left)}
    yield e.small(told % {"count": formatting.number(len(found)), "names": names})
