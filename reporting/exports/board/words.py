"""How initiatives, stored texts, missing values and sources are written in every chapter."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import choices, formatting
from initiatives.domain import vocabulary as v
from reporting.domain.figures.overview_dates import Due
from reporting.domain.figures.overview_exceptions import Exceptional
from reporting.domain.figures.overview_ground import Ref
from reporting.domain.standing import Standing
from reporting.exports import paper
from reporting.exports.board.ground import Board
from reporting.exports.pdf import elements as e
from reporting.exports.pdf.inline import Inline

SOURCES = "kilder"
"""Key of the chapter of sources, for links to it."""


def said(board: Board, text: str, language: str, *, strong: bool = False) -> Inline:
    """A stored text: in another language than the paper's it says so."""
    return paper.foreign(text, language, board.language, strong=strong)


def gap(text: str) -> Inline:
    """What should have been told and is not."""
    return e.toned(text, "crit")


def named(board: Board, ref: Ref, *, owner: bool = True, strong: bool = True) -> list[Inline]:
    """An initiative's name with owner and code small after it; an example says so."""
    small = [ref.owner or _("eier ikke oppgitt")] if owner else []
    small += [ref.code, *([_("eksempel")] if ref.example else [])]
    return [said(board, ref.name, ref.language, strong=strong), e.muted(f" {' · '.join(small)}")]


def status(colour: str, word: str = "") -> Inline:
    """A status as shape, word and colour."""
    return paper.status(colour, word)


def turned(each: Exceptional) -> Inline:
    """The status of an exception, with the one it turned from."""
    colour = each.standing.colour
    if not each.turned:
        return status(colour)
    return turn(each.before, colour)


def turn(before: str, now: str) -> Inline:
    """A status that changed."""
    was = choices.label(v.Colour, before)
    spoken = _("fra %(status)s til") % {"status": was}
    return e.turn(paper.TONES[before], paper.TONES[now], choices.label(v.Colour, now), spoken=spoken)


def cause(board: Board, told: Standing) -> list[Inline]:
    """The coded cause and the owner's words; what is not stated is said."""
    parts: list[Inline] = []
    if told.cause:
        parts.append(e.strong(f"{capfirst(choices.label(v.Cause, told.cause))}. "))
    if told.reason:
        parts.append(said(board, told.reason, told.language))
    return parts or [gap(_("Ikke oppgitt"))]


def measure(board: Board, told: Standing) -> list[Inline]:
    """What is done, by whom and by when; what is not stated is said."""
    if not told.measure:
        red = told.colour == v.Colour.RED
        return [gap(_("Ikke oppgitt. Rødt krever ansvarlig og frist") if red else _("Ikke oppgitt"))]
    return [said(board, told.measure, told.language), "\n", *responsible(board, told)]


def responsible(board: Board, told: Standing) -> list[Inline]:
    """Who does it and by when; a date that has passed is said."""
    owner = e.muted(told.measure_owner) if told.measure_owner else gap(_("ansvarlig mangler"))
    due = told.measure_due
    if due is None:
        return [owner, e.muted(" · "), gap(_("frist mangler"))]
    if due.latest < board.record.state.today:
        return [owner, e.muted(" · "), gap(_("fristen %(day)s er passert") % {"day": formatting.when(due)})]
    return [owner, e.muted(" · " + _("frist %(day)s") % {"day": formatting.when(due)})]


def cited(numbers: Sequence[int]) -> list[Inline]:
    """Numbers of sources in brackets, each leading to the list of sources."""
    if not numbers:
        return []
    return [" ", e.link(f"[{', '.join(map(str, numbers))}]", to=SOURCES, description=_sources(numbers))]


def _sources(numbers: Iterable[int]) -> str:
    return _("kilde %(numbers)s") % {"numbers": ", ".join(map(str, numbers))}


def due(board: Board, each: Due) -> list[Inline]:
    """A milestone with its initiative, and how late it is."""
    small = [each.part.name, *([_("eksempel")] if each.example else [])]
    late: list[Inline] = [" ", e.toned(formatting.slip_words(each.days), "crit")] if each.days else []
    return [said(board, each.name, each.language), e.muted(f" {' · '.join(small)}"), *late]


def more(count: int, to: str = "", *, register: bool = False) -> Iterator[e.Element]:
    """«og 3 til» where a list is cut, with the way to the rest: a chapter, the register, else the workbook. Nothing
    where the list is whole."""
    if count > 0:
        words = ngettext("og %(count)s til", "og %(count)s til", count) % {"count": formatting.number(count)}
        rest = (_("%(more)s, se tiltaksregisteret") if register else _("%(more)s, se arbeidsboka")) % {"more": words}
        yield e.quiet([e.link(words, to=to)] if to else rest)


def unknown(text: str) -> e.Element:
    """What stands where nothing is known."""
    return e.small(_("Ikke kjent: %(what)s") % {"what": text})
