"""Dependencies between owners in danger, and how far the commitments are carried."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import formatting
from reporting.domain.figures.coverage import DocumentCoverage, coverage
from reporting.domain.figures.overview_relations import Danger, End, Endangered
from reporting.exports.board import words
from reporting.exports.board.ground import Board
from reporting.exports.pdf import elements as e
from reporting.exports.pdf.inline import Inline
from reporting.pages import overview_words

LINES = 60
UNATTACHED = 40
MILD = (Danger.NOTED, Danger.GIVER_DISSOLVED)


def dependencies(board: Board) -> list[e.Element]:
    """Open dependencies across owners that are late, disputed, without a promise or no more than noted."""
    found = board.figure.endangered
    story: list[e.Element] = [e.heading(_("Avhengigheter mellom eiere"), 1, key="avhengigheter")]
    if not found:
        return [*story, e.paragraph(_("Ingen avhengighet mellom eiere er i fare."))]
    told = ngettext(
        "%(count)s åpen avhengighet mellom eiere trenger oppmerksomhet, den verste først.",
        "%(count)s åpne avhengigheter mellom eiere trenger oppmerksomhet, de verste først.",
        len(found),
    )
    columns = [
        e.Column(_("Venter"), row_header=True, width=118),
        e.Column(_("På"), width=118),
        e.Column(_("Hva")),
        e.Column(_("Behov"), width=62),
        e.Column(_("Hvorfor"), width=96),
    ]
    rows = [_row(board, each) for each in found[:LINES]]
    return [
        *story,
        e.paragraph(told % {"count": formatting.number(len(found))}),
        e.table(columns, rows, caption=_("Avhengigheter i fare")),
        *words.more(len(found) - LINES),
    ]


def _row(board: Board, each: Endangered) -> list[e.CellValue]:
    example: list[Inline] = [e.muted(f" {_('eksempel')}")] if each.example else []
    cite = words.cited(board.sources.of(each.uid))
    what = words.said(board, each.description, each.language) if each.description else formatting.MISSING
    return [
        [*_end(board, each.receiver), *example],
        _end(board, each.giver),
        [what, *cite],
        formatting.when(each.need_by),
        [e.toned(overview_words.danger(each), "warn" if each.danger in MILD else "crit")],
    ]


def _end(board: Board, end: End) -> list[Inline]:
    if end.part:
        return words.named(board, end.part, strong=False)
    return [end.name, e.muted(f" {end.owner or _('utenfor porteføljen')}")]


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
