"""How far the figures can be trusted, in the words of the overview."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import choices, formatting
from initiatives.domain.vocabulary import Colour
from reporting.domain.figures.overview_colours import Colours
from reporting.domain.figures.overview_ground import Ref
from reporting.domain.figures.verification_course import course
from reporting.exports.board.ground import Board
from reporting.exports.pdf import elements as e
from reporting.pages import overview_words
from reporting.pages.overview_words import in_words
from reporting.pages.verification_words import share

CODES = 8  # initiatives named by code in a line


def sentences(board: Board) -> list[e.Element]:
    """A bullet a fact."""
    return [e.bullets([[e.small(each)] for each in lines(board)])]


def lines(board: Board) -> list[str]:
    """The facts in words."""
    found = board.figure.trust
    told = []
    if found.reported or (board.told.draft and found.period):
        values = {"reported": number(found.reported), "total": number(found.asked), "period": found.period}
        told.append(_("%(reported)s av %(total)s pågående tiltak har meldt i %(period)s") % values)
    if found.unreported:
        words = ngettext("%(count)s rapporterte ikke", "%(count)s rapporterte ikke", len(found.unreported))
        told.append(words % {"count": number(len(found.unreported))} + codes(found.unreported))
    told.append(overview_words.known(board.figure.colours))
    told += declared(board.figure.colours)
    if found.median_age is not None and found.oldest_age is not None and found.oldest:
        values = {
            "median": overview_words.age(found.median_age),
            "oldest": overview_words.age(found.oldest_age),
            "code": found.oldest.code,
        }
        told.append(_("Statusenes middels alder er %(median)s, eldste %(oldest)s (%(code)s)") % values)
    told.append(_better(found.better_than_computed))
    if found.greens:
        told.append(_slipped(found.greens, found.slipped))
    if found.changed:
        words = ngettext(
            "Porteføljekontoret har satt en annen farge enn eieren på %(count)s tiltak",
            "Porteføljekontoret har satt en annen farge enn eieren på %(count)s tiltak",
            len(found.changed),
        )
        told.append(words % {"count": number(len(found.changed))} + codes(found.changed))
    told += _replanned(board)
    return [f"{each}." for each in told]


def declared(colours: Colours) -> list[str]:
    """The published counts beside what owners declared; nothing where no report stands, or all are alike."""
    rows = [each for each in colours.rows if each.declared is not None]
    if all(each.declared == each.now for each in rows):
        return []
    parts = [
        _("%(status)s %(now)s (meldt %(declared)s)")
        % {
            "status": choices.label(Colour, each.colour).lower(),
            "now": number(each.now),
            "declared": number(each.declared or 0),
        }
        for each in rows
    ]
    return [_("Publisert mot meldt: %(counts)s") % {"counts": ", ".join(parts)}]


def _replanned(board: Board) -> list[str]:
    """Colours that only a new plan made better since the record before, and over the records followed."""
    found = course(board.series)
    told = []
    if found.by_replanning:
        words = ngettext(
            "%(count)s farge ble bedre bare ved omplanlegging", "%(count)s farger ble bedre bare ved omplanlegging",
            len(found.by_replanning),
        )  # fmt: skip
        refs = [each.ref for each in found.by_replanning]
        told.append(words % {"count": number(len(refs))} + codes(refs))
    if found.pairs > 1 and found.whole.greens:
        values = {"share": share(found.whole), "count": in_words(found.pairs)}
        told.append(_("%(share)s grønne ble forsinket i neste periode, fulgt over %(count)s perioder") % values)
    return told


def _better(found: Sequence[Ref]) -> str:
    words = ngettext("%(count)s er meldt bedre enn beregnet", "%(count)s er meldt bedre enn beregnet", len(found))
    return words % {"count": number(len(found))} + codes(found)


def _slipped(greens: int, found: Sequence[Ref]) -> str:
    words = ngettext(
        "%(slipped)s av %(count)s grønn ble forsinket siden sist",
        "%(slipped)s av %(count)s grønne ble forsinket siden sist",
        greens,
    )
    return words % {"slipped": number(len(found)), "count": number(greens)} + codes(found)


def codes(found: Sequence[Ref]) -> str:
    """«: T001, T013»; beyond a few how many more."""
    if not found:
        return ""
    named = ", ".join(each.code for each in found[:CODES])
    left = len(found) - CODES
    more = ngettext(" og %(count)s til", " og %(count)s til", left) % {"count": number(left)} if left > 0 else ""
    return f": {named}{more}"


def number(value: int) -> str:
    """A number as it is written."""
    return formatting.number(value)
