"""A page for each that is critical or turned to the worse."""

from collections.abc import Iterator
from functools import partial

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from initiatives import choices, formatting
from initiatives.domain import vocabulary as v
from initiatives.domain.facts import Slice
from initiatives.domain.state import subjects
from reporting.domain.figures.overview_exceptions import Exceptional
from reporting.domain.standing import Standing
from reporting.exports import paper
from reporting.exports.board import course, facts, words
from reporting.exports.board.fitting import fullest
from reporting.exports.board.ground import Board
from reporting.exports.pdf import elements as e
from reporting.exports.pdf.inline import Content, Inline


def exceptions(board: Board) -> list[e.Element]:
    """A page each, as many as fit into a report that somebody reads; the next chapter tells of the others."""
    shown = board.full[: board.pages]
    story: list[e.Element] = []
    for number, each in enumerate(shown, 1):
        story += fullest(partial(_page, board, each, number), facts.ROOMS, over=facts.OVER)
    return story


def _page(board: Board, each: Exceptional, number: int, room: facts.Room) -> list[e.Element]:
    part = board.part(each.part)
    return [
        e.page_break(),
        *_head(board, each, number),
        *facts.milestones(board, part, room.milestones),
        *course.figure(board, part),
        *facts.needs(board, part, room.needs),
        *facts.amounts(board, part, room.amounts),
        *facts.risks(board, part, room.risks),
        *_sources(board, part),
    ]


def _head(board: Board, each: Exceptional, number: int) -> Iterator[e.Element]:
    part, told = board.part(each.part), each.standing
    language = paper.other(each.part.language, board.language)
    kicker = _("Unntak %(number)s av %(total)s, kritiske og forverrede")
    yield e.kicker(kicker % {"number": formatting.number(number), "total": formatting.number(len(board.full))})
    yield e.heading(each.part.name, 1, lang=language)
    yield e.paragraph(_status_line(board, each))
    if told.reason:
        cite = words.cited(board.sources.of(part.uid))
        yield e.lead([words.said(board, told.reason, told.language), *cite])
    changed = facts.changed(board, part, each)
    about = [e.heading(_("Hva det gjelder"), 2, in_contents=False), e.facts(_about(board, part, each), label_width=84)]
    if changed:
        yield e.columns(about, [changed])
    else:
        yield from about


def _status_line(board: Board, each: Exceptional) -> list[Inline]:
    """Colour as a pill, the one before, owner, code, segment, stated risk, the day it was told, and what facts give."""
    row, told = board.rows[each.part.uid], each.standing
    small = []
    if each.before and board.before:
        was = choices.label(v.Colour, each.before)
        small.append(_("var %(status)s i %(code)s") % {"status": was, "code": board.before})
    small += [each.part.owner or _("eier ikke oppgitt"), each.part.code, *row.segments[:1]]
    if row.risk:
        small.append(_("risiko %(risk)s") % {"risk": choices.label(v.RiskLevel, row.risk)})
    small.append(_("per %(day)s") % {"day": formatting.when(told.as_of)})
    if each.part.example:
        small.append(_("eksempel"))
    return [paper.status(told.colour, ground=True), e.muted(f"  {' · '.join(small)}")]


def _about(board: Board, part: Slice, each: Exceptional) -> list[tuple[Content, Content]]:
    told = each.standing
    goal = board.rows[part.uid].goal
    cause: Content = capfirst(choices.label(v.Cause, told.cause)) if told.cause else [words.gap(_("Ikke oppgitt"))]
    purpose = words.said(board, part.purpose, part.language) if part.purpose else formatting.MISSING
    return [
        *facts.reckoned(board, part),
        *_declared(board, told),
        (_("Formål"), [purpose]),
        (_("Hovedmål"), goal.label if goal else formatting.MISSING),
        (_("Årsak"), cause),
        (_("Hva gjøres"), words.measure(board, told)),
        (_("Beslutning"), _decision(board, part)),
        (_("Beregnet"), facts.computed(board, part)),
    ]


def _declared(board: Board, told: Standing) -> Iterator[tuple[Content, Content]]:
    """The owner's colour where the secretariat gave another, and why."""
    if not told.overruled:
        return
    line: list[Inline] = [paper.status(told.declared)]
    if told.comment:
        line += [". ", _("Porteføljekontoret:"), " ", words.said(board, told.comment, told.comment_language)]
    yield _("Meldt av eieren"), line


def _decision(board: Board, part: Slice) -> Content:
    """The case that waits, else the last decision."""
    waiting = next((case for case in part.cases if not case.decided), None)
    bodies = board.record.state.registers.bodies
    if waiting:
        held = bodies.get(waiting.body or "")
        body = held.name if held else ""
        small = f" {choices.label(v.CaseKind, waiting.kind)} · {body} {formatting.when(waiting.meeting)}"
        return [words.said(board, waiting.title, part.language), e.muted(small)]
    dated = [each for each in part.decisions if each.date]
    last = max(dated, key=lambda each: each.date.latest if each.date else board.record.state.today, default=None)
    if last is None:
        return formatting.MISSING
    return [words.said(board, last.title, last.language), e.muted(f" {formatting.when(last.date)}")]


def _sources(board: Board, part: Slice) -> Iterator[e.Element]:
    yield e.heading(_("Kilder"), 2, in_contents=False)
    numbers = board.sources.of(*subjects(part))
    if not numbers:
        yield words.unknown(_("ingen kilde er registrert."))
        return
    told = []
    for number in numbers:
        source = board.sources.sources[number - 1]
        about = ", ".join(
            each for each in (source.publisher, formatting.when(source.date) if source.date else "") if each
        )
        told.append(f"[{number}] {source.title}{f' ({about})' if about else ''}")
    yield e.quiet(". ".join(told) + ".")
