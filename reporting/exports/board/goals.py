"""Every active initiative under its main goal, those without one, and those kept out of the counts."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import formatting
from initiatives.domain.facts import Slice
from initiatives.domain.vocabulary import LifeState, PlanCategory
from reporting.domain.figures.board import GoalGroup, by_goal
from reporting.domain.figures.overview_exceptions import SILENT, UNASSESSED, UNREPORTED
from reporting.exports.board import words
from reporting.exports.board.ground import Board
from reporting.exports.pdf import elements as e
from reporting.exports.pdf.charts import Bar, horizontal_bars
from reporting.pages import overview_words
from reporting.pages.register_words import phase_word

LINES = 240  # initiatives listed on paper
RESTING = 60
COUNTED = frozenset({SILENT, UNASSESSED, UNREPORTED})  # without a colour, and among those that are counted


def goals(board: Board) -> list[e.Element]:
    """The chapter."""
    return [
        e.heading(_("Tiltak per hovedmål"), 1, key="maal"),
        *_chart(board),
        *_table(board),
        *_rest(board),
    ]


def _chart(board: Board) -> Iterator[e.Element]:
    found = board.figure.groups.goals
    if not found.rows:
        yield words.unknown(_("ingen pågående tiltak har et oppgitt hovedmål."))
        return
    bars = [Bar(f"{each.number} {each.label}", each.size, formatting.number(each.size)) for each in found.rows]
    bars.append(Bar(_("Hovedmål ikke oppgitt"), found.unstated, formatting.number(found.unstated), "#77797b"))
    told = ", ".join(f"{bar.label} {bar.text}" for bar in bars)
    note = _("Et program og delene i det telles én gang. Alle pågående tiltak er listet under.")
    yield e.figure(
        horizontal_bars(bars, label_width=250),
        alt=_("Pågående tiltak per hovedmål: %(told)s.") % {"told": told},
        caption=_("Pågående tiltak per hovedmål"),
        note=note,
    )


def _table(board: Board) -> Iterator[e.Element]:
    """All that is under way; nothing where nothing is."""
    columns = [
        e.Column(_("Tiltak og eier"), row_header=True),
        e.Column(_("Status"), width=106),
        e.Column(_("Fase"), width=76),
        e.Column(_("Neste milepæl"), width=130),
    ]
    rows: list[list[e.CellValue]] = []
    listed = 0
    for group in by_goal(board.ground, board.figure.groups):
        shown = group.parts[: max(0, LINES - listed)]
        listed += len(shown)
        if group.goal is None and not group.parts:
            continue
        rows.append([e.Cell(_title(group, len(shown), board.figure.groups.goals.unstated), colspan=4, header="row")])
        rows += [_row(board, part) for part in shown]
        if not group.parts:
            rows.append([e.Cell(_("Ingen pågående tiltak har dette som hovedmål."), colspan=4)])
    if rows:
        yield e.table(columns, rows, summary=_("Alle pågående tiltak, gruppert etter hovedmål"))


def _title(group: GoalGroup, shown: int, unstated: int) -> str:
    goal = group.goal
    name = f"{goal.number} {goal.label}".strip() if goal else _("Hovedmål ikke oppgitt")
    title = f"{name} · {_size(group, unstated)}"
    left = len(group.parts) - shown
    if not left:
        return title
    more = ngettext("%(count)s til i arbeidsboka", "%(count)s til i arbeidsboka", left)
    return f"{title}, {more % {'count': formatting.number(left)}}"


def _size(group: GoalGroup, unstated: int) -> str:
    """How many are counted, and how many more are listed because they are parts of one that is."""
    size = group.goal.size if group.goal else unstated
    words_ = ngettext("%(count)s tiltak", "%(count)s tiltak", size) % {"count": formatting.number(size)}
    parts = len(group.parts) - size
    if parts <= 0:
        return words_
    inside = ngettext("%(count)s del av et program", "%(count)s deler av et program", parts)
    return f"{words_}, {inside % {'count': formatting.number(parts)}}"


def _row(board: Board, part: Slice) -> list[e.CellValue]:
    row, ref = board.rows[part.uid], board.ground.refs[part.uid]
    step = row.next
    inside = [e.muted(" · " + _("del av %(code)s") % {"code": row.whole_code})] if row.whole_code else []
    return [
        [*words.named(board, ref), *inside],
        [words.status(row.colour)],
        phase_word(row),
        [words.said(board, step.name, step.language), e.muted(f" {formatting.when(step.now)}")]
        if step
        else formatting.MISSING,
    ]


def _rest(board: Board) -> Iterator[e.Element]:
    """Planned, wanted and paused ones, and those a round did not ask of: kept out of every count by colour."""
    found = [each for each in board.figure.resting if each.why not in COUNTED]
    yield e.heading(_("Holdt utenfor tallene"), 2)
    if not found:
        yield e.small(_("Ingen planlagte eller pausede tiltak er kjent."))
        return
    order = (LifeState.PAUSED, PlanCategory.PLANNED, PlanCategory.WANTED)
    ranked = sorted(found, key=lambda each: (order.index(each.why) if each.why in order else 9, each.part.code))
    yield e.bullets(
        [[*words.named(board, each.part), f", {overview_words.resting(each)}"] for each in ranked[:RESTING]]
    )
    yield from words.more(len(found) - RESTING)
