"""«Siden sist»: what changed since the record before, in one sentence; the counts with what is published; then every
change, group by group, as on the page that compares any two times."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import formatting
from reporting.domain.diff import AmountChange, Change, DateChange, Difference, Group, Kind, narrowed
from reporting.domain.figures.overview_colours import ColourCount
from reporting.exports import paper
from reporting.exports.board import words
from reporting.exports.board.ground import Board
from reporting.exports.pdf import elements as e
from reporting.exports.pdf.inline import Content, Inline, Run
from reporting.pages.compare_finding import sentence
from reporting.pages.compare_kinds import group_label, sorts
from reporting.pages.compare_lines import Line, line
from reporting.pages.overview_words import capital, in_words

NAMES = 10  # named of a kind
IN_WORDS = (Group.PORTFOLIO, Group.AGREEMENTS, Group.RISKS, Group.PROFILE)
"""Groups where names say it; agreements have a chapter of their own."""
IN_TABLE = {Group.STATUS: 12, Group.MILESTONES: 8, Group.MONEY: 4, Group.DECISIONS: 6}
"""Group → rows of it: a page, the workbook has them all. Of money only sums: amounts stand in the workbook."""


def moved(board: Board) -> list[e.Element]:
    """The chapter."""
    found = board.difference
    story: list[e.Element] = [e.heading(_("Siden sist"), 1, key="bevegelser")]
    if found is not None:
        story.append(e.lead(sentence(found)))
    story += [_counts(board), *_published(board)]
    if found is None:
        return [*story, words.unknown(_("det finnes ingen låst periode før denne å sammenligne med."))]
    return [*story, *_words(board, found)]


def _counts(board: Board) -> e.Element:
    """The counts of both times beside what is published; nothing is filled in."""
    found = board.figure.colours
    compared = found.total_before is not None
    published, before, declared = (_has(board, name) for name in ("published", "published_before", "declared"))
    columns = [e.Column(_("Status"), row_header=True)]
    if compared:
        columns.append(e.Column(_("%(code)s, kjent") % {"code": board.before}, align="right"))
    if before:
        columns.append(e.Column(_("%(code)s, publisert") % {"code": board.before}, align="right"))
    columns.append(e.Column(_("%(code)s, kjent") % {"code": board.now}, align="right"))
    if declared:
        columns.append(e.Column(_("%(code)s, meldt av eierne") % {"code": board.now}, align="right"))
    if published:
        columns.append(e.Column(_("%(code)s, publisert") % {"code": board.now}, align="right"))
    if found.examples:
        columns.append(e.Column(_("herav eksempler"), align="right"))

    shown = (compared, before, True, declared, published, bool(found.examples))

    def row(label: Content, told: Sequence[int | None]) -> list[e.CellValue]:
        return [label, *(formatting.number(value) for value, wanted in zip(told, shown, strict=True) if wanted)]

    rows = [row([words.status(each.colour)], _numbers(each)) for each in found.rows]
    unreported = sum(each.unreported for each in found.rows)
    if unreported:
        rows.append(row(_("herav ikke rapportert"), (None, None, unreported, None, None, None)))
    reported = found.total if declared else None
    totals = (found.total_before, found.published_total_before, found.total, reported, found.published_total)
    rows.append(row([e.strong(_("I alt"))], (*totals, found.examples)))
    return e.table(columns, rows, caption=_("Pågående tiltak etter status"))


def _numbers(each: ColourCount) -> Sequence[int | None]:
    return each.before, each.published_before, each.now, each.declared, each.published, each.examples


def _has(board: Board, name: str) -> bool:
    return any(getattr(each, name) is not None for each in board.figure.colours.rows)


def _published(board: Board) -> Iterator[e.Element]:
    if _has(board, "published") or _has(board, "published_before"):
        code = board.record.period.code if board.record.period else ""
        figures = board.record.state.registers.figures
        source = next((each.source for each in figures if each.period == code), None)
        text = _("Publisert er summen kilden oppgir for runden. Den fylles ikke inn på enkelttiltak: tallene ved siden av er det som er kjent om hvert tiltak.")  # noqa: E501  # fmt: skip
        yield e.quiet([text, *words.cited(board.sources.number(source))])


def _words(board: Board, found: Difference) -> Iterator[e.Element]:
    """The turns in a sentence, who is told by name, and the changes that need both times beside each other."""
    turned = [each for each in found.of(Kind.WORSE, Kind.BETTER) if not each.within]
    worse = sum(each.kind is Kind.WORSE for each in turned)
    yield e.paragraph(_sentence(board, worse, len(turned) - worse))
    told = sorts(narrowed(found.changes, IN_WORDS))
    if told:
        yield e.bullets([_bullet(board, name, changes) for name, changes in told.items()])
    yield from _table(board, found)


def _bullet(board: Board, name: str, changes: Sequence[Change]) -> Content:
    """«Nytt i planen (9): SAFEST T010, …»: a programme and its parts each by name."""
    parts: list[Inline] = [e.strong(f"{name} ({formatting.number(len(changes))}): ")]
    named = list(dict.fromkeys(each.part for each in changes if each.part))
    for place, each in enumerate(named[:NAMES]):
        small = f" {each.code}{' · ' + _('eksempel') if each.example else ''}"
        parts += [*([", "] if place else []), words.said(board, each.name, each.language), e.muted(small)]
    left = max(0, len(named) - NAMES)
    more = ngettext(" og %(count)s til", " og %(count)s til", left) % {"count": formatting.number(left)}
    return [*parts, *([more] if left else [])]


def _sentence(board: Board, worse: int, better: int) -> str:
    if not worse and not better:
        return _("Ingen tiltak med kjent status begge ganger snudde siden %(code)s.") % {"code": board.before}
    if worse and better:
        words_ = _("%(worse)s ble verre og %(better)s ble bedre siden %(code)s, av %(total)s pågående.")
    elif worse:
        words_ = _("%(worse)s ble verre siden %(code)s, av %(total)s pågående.")
    else:
        words_ = _("%(better)s ble bedre siden %(code)s, av %(total)s pågående.")
    total = formatting.number(board.figure.colours.total)
    told = {"worse": in_words(worse), "better": in_words(better), "code": board.before, "total": total}
    return capital(words_ % told)


def _table(board: Board, found: Difference) -> Iterator[e.Element]:
    """One table, group by group, the most important first; a long group is cut, and says so."""
    rows: list[list[e.CellValue]] = []
    for group, most in IN_TABLE.items():
        changes = [each for each in narrowed(found.changes, [group]) if not isinstance(each, AmountChange)]
        if changes:
            title = f"{group_label(group)} · {formatting.number(len(changes))}"
            rows.append([e.Cell([e.strong(title)], colspan=4, header="row")])
            rows += [_row(board, each) for each in changes[:most]]
        if len(changes) > most:
            rows.append([e.Cell([*_left(len(changes) - most)], colspan=4)])
    if rows:
        columns = [
            e.Column(_("Hva, og hvilket tiltak"), row_header=True),
            e.Column(board.before, width=104),
            e.Column(capital(board.now), width=104),
            e.Column(_("Hvorfor, og hvem som vedtok"), width=112),
        ]
        yield e.table(columns, rows, caption=_("Før og nå"))


def _left(count: int) -> Iterator[Inline]:
    words_ = ngettext("og %(count)s til, se arket «Siden sist»", "og %(count)s til, se arket «Siden sist»", count)
    yield e.muted(words_ % {"count": formatting.number(count)})


def _row(board: Board, change: Change) -> list[e.CellValue]:
    told = line(change, board.record.state.registers)
    what: list[Inline] = [told.what]
    if told.subject.text:
        what += [": ", words.said(board, told.subject.text, told.subject.language)]
    elif change.part:
        what += [": ", words.said(board, change.part.name, change.part.language)]
    whose = _whose(board, change, named=bool(told.subject.text))
    return [[*what, "\n", *whose], _then(told), _now(told), _why(board, change, told)]


def _whose(board: Board, change: Change, *, named: bool) -> Iterator[Inline]:
    """Under what happened, small: whose it is, by name where that does not stand above."""
    example = [_("eksempel")] if change.example else []
    if change.part is None:
        yield e.muted(" · ".join([_("alle tiltak")] * (change.group is Group.MONEY) + example))
        return
    within = [_("del av %(code)s") % {"code": change.within}] if change.within else []
    small = [change.part.code, *within, *(each.code for each in change.others), *example]
    if named:
        tag = paper.other(change.part.language, board.language)
        yield Run(f"{change.part.name} ", tone="muted", small=True, lang=tag)
    yield e.muted(" · ".join(small))


def _then(told: Line) -> Content:
    return [words.status(told.colours[0], told.before)] if told.colours else told.before


def _now(told: Line) -> Content:
    """How it is now, and how far it moved."""
    shown: list[Inline] = [words.status(told.colours[1], told.after)] if told.colours else [told.after]
    return [*shown, "\n", e.muted(told.moved)] if told.moved else shown


def _why(board: Board, change: Change, told: Line) -> Content:
    """Why, who decided, and what it is told by."""
    parts: list[Inline] = []
    for each in (told.why, told.decided):
        if each.text:
            parts += [*(["\n"] if parts else []), words.said(board, each.text, each.language)]
    source = change.milestone.uid if isinstance(change, DateChange) else ""
    cite = words.cited(board.sources.of(source)) if source else []
    return [*parts, *cite] or [formatting.MISSING]
