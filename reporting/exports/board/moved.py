"""The moves since last time: the counts with what is published, who turned, who came and went, what was reached."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import formatting
from reporting.domain.figures.board import Moves, moves
from reporting.domain.figures.overview_colours import ColourCount, Movement
from reporting.domain.figures.overview_ground import Ref
from reporting.exports.board import words
from reporting.exports.board.ground import Board
from reporting.exports.pdf import elements as e
from reporting.exports.pdf.inline import Content, Inline
from reporting.pages.overview_words import capital, in_words

LINES = 40  # of each list


def moved(board: Board) -> list[e.Element]:
    """The chapter."""
    story: list[e.Element] = [
        e.heading(_("Bevegelser siden sist"), 1, key="bevegelser"),
        _counts(board),
        *_published(board),
    ]
    if board.previous is None:
        return [*story, words.unknown(_("det finnes ingen låst periode før denne å sammenligne med."))]
    return [*story, *_words(board)]


def _counts(board: Board) -> e.Element:
    """The counts of both times beside what is published; nothing is filled in."""
    found = board.figure.colours
    compared, published, before = (
        found.total_before is not None,
        _has(board, "published"),
        _has(board, "published_before"),
    )
    columns = [e.Column(_("Status"), row_header=True)]
    if compared:
        columns.append(e.Column(_("%(code)s, kjent") % {"code": board.before}, align="right"))
    if before:
        columns.append(e.Column(_("%(code)s, publisert") % {"code": board.before}, align="right"))
    columns.append(e.Column(_("%(code)s, kjent") % {"code": board.now}, align="right"))
    if published:
        columns.append(e.Column(_("%(code)s, publisert") % {"code": board.now}, align="right"))
    if found.examples:
        columns.append(e.Column(_("herav eksempler"), align="right"))

    def row(label: Content, told: tuple[int | None, int | None, int, int | None, int]) -> list[e.CellValue]:
        shown = (compared, before, True, published, bool(found.examples))
        return [label, *(formatting.number(value) for value, wanted in zip(told, shown, strict=True) if wanted)]

    rows = [row([words.status(each.colour)], _numbers(each)) for each in found.rows]
    total = (found.total_before, found.published_total_before, found.total, found.published_total, found.examples)
    rows.append(row([e.strong(_("I alt"))], total))
    return e.table(columns, rows, caption=_("Pågående tiltak etter status"))


def _numbers(each: ColourCount) -> tuple[int | None, int | None, int, int | None, int]:
    return each.before, each.published_before, each.now, each.published, each.examples


def _has(board: Board, name: str) -> bool:
    return any(getattr(each, name) is not None for each in board.figure.colours.rows)


def _published(board: Board) -> Iterator[e.Element]:
    if _has(board, "published") or _has(board, "published_before"):
        code = board.record.period.code if board.record.period else ""
        figures = board.record.state.registers.figures
        source = next((each.source for each in figures if each.period == code), None)
        text = _("Publisert er summen kilden oppgir for runden. Den fylles ikke inn på enkelttiltak: tallene ved siden av er det som er kjent om hvert tiltak.")  # noqa: E501  # fmt: skip
        yield e.quiet([text, *words.cited(board.sources.number(source))])


def _words(board: Board) -> Iterator[e.Element]:
    found = board.figure.colours.moved
    worse = [each for each in found if each.worse]
    better = [each for each in found if each.assessed and not each.worse]
    other = [each for each in found if not each.assessed]
    yield e.paragraph(_sentence(board, len(worse), len(better)))
    yield from _turns(board, _("Ble verre"), worse)
    yield from _turns(board, _("Ble bedre"), better)
    yield from _turns(board, _("Fikk eller mistet en kjent status"), other)
    yield from _came(board, moves(board.ground))


def _sentence(board: Board, worse: int, better: int) -> str:
    if not worse and not better:
        return _("Ingen tiltak med kjent status begge ganger snudde siden %(code)s.") % {"code": board.before}
    words_ = _("%(worse)s ble verre og %(better)s ble bedre siden %(code)s, av %(total)s pågående.")
    total = formatting.number(board.figure.colours.total)
    told = {"worse": in_words(worse), "better": in_words(better), "code": board.before, "total": total}
    return capital(words_ % told)


def _turns(board: Board, label: str, found: Sequence[Movement]) -> Iterator[e.Element]:
    if found:
        yield e.heading(label, 2, in_contents=False)
        yield e.bullets([_turn(board, each) for each in found[:LINES]])
        yield from words.more(len(found) - LINES)


def _turn(board: Board, each: Movement) -> Content:
    return [words.turn(each.before, each.now), "  ", *words.named(board, each.part)]


def _came(board: Board, found: Moves) -> Iterator[e.Element]:
    lists = (
        (_("Kommet til"), found.came),
        (_("Gått ut av tallene"), found.left),
    )
    for label, refs in lists:
        if refs:
            yield e.heading(label, 2, in_contents=False)
            yield e.small(_names(board, refs))
    yield e.heading(_("Milepæler nådd siden sist"), 2, in_contents=False)
    if not found.reached:
        yield e.small(_("Ingen er meldt nådd."))
        return
    shown = found.reached[:LINES]
    yield e.bullets(
        [
            [
                words.said(board, each.milestone.name, each.milestone.language),
                f", {formatting.when(each.milestone.actual.date if each.milestone.actual else None)}",
                e.muted(f" {each.part.code}{' · ' + _('eksempel') if each.part.example else ''}"),
                *words.cited(board.sources.of(each.milestone.uid)),
            ]
            for each in shown
        ]
    )
    yield from words.more(len(found.reached) - LINES)


def _names(board: Board, refs: Sequence[Ref]) -> list[Inline]:
    """Names one after the other."""
    parts: list[Inline] = []
    for each in refs[:LINES]:
        parts += [", ", words.said(board, each.name, each.language), e.muted(f" {each.code}")]
    left = len(refs) - LINES
    more = ngettext(" og %(count)s til", " og %(count)s til", left) % {"count": formatting.number(left)}
    return [*parts[1:], *([more] if left > 0 else [])]
