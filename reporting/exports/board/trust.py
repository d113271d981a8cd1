"""How far the figures can be trusted, in the words of the overview."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import formatting
from reporting.domain.figures.overview_ground import Ref
from reporting.exports.board.ground import Board
from reporting.exports.pdf import elements as e
from reporting.pages import overview_words

CODES = 8  # initiatives named by code in a line


def sentences(board: Board) -> list[e.Element]:
    """A bullet a fact."""
    return [e.bullets(lines(board))]


def lines(board: Board) -> list[str]:
    """The facts in words."""
    found = board.figure.trust
    told = []
    if found.reported or (board.told.draft and found.period):
        values = {"reported": number(found.reported), "total": number(found.total), "period": found.period}
        told.append(_("%(reported)s av %(total)s har meldt i %(period)s") % values)
    told.append(overview_words.known(board.figure.colours))
    if found.median_age is not None and found.oldest_age is not None and found.oldest:
        values = {
            "median": overview_words.age(found.median_age),
            "oldest": overview_words.age(found.oldest_age),
            "code": found.oldest.code,
        }
        told.append(_("Statusenes middels alder er %(median)s, eldste %(oldest)s (%(code)s)") % values)
    told.append(_better(found.better_than_computed))
    if found.greens is not None:
        told.append(_slipped(found.greens, found.slipped))
    return [f"{each}." for each in told]


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
