"""Milestones: the coming ones, the late ones, those nobody has confirmed, and new plans with their decisions."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import formatting
from initiatives.domain.facts import DateWord, MilestoneFact
from reporting.domain.deviation import expected
from reporting.domain.figures.board import Replan, milestone_of, replans
from reporting.domain.figures.overview_dates import Due
from reporting.exports.board import words
from reporting.exports.board.ground import Board
from reporting.exports.pdf import elements as e
from reporting.exports.pdf import palette
from reporting.exports.pdf.charts import GanttRow, Milestone, gantt
from reporting.exports.pdf.inline import Inline

LINES = 60  # rows of each table
DRAWN = 12  # milestones in the figure
FEW = 2


def milestones(board: Board) -> list[e.Element]:
    """The chapter."""
    dates = board.figure.dates
    return [
        e.heading(_("Milepæler"), 1, key="milepaeler"),
        e.paragraph(
            _(
                "Avvik er regnet mot opprinnelig plan. En dato som er passert uten nytt, er ubekreftet; "
                "det er noe annet enn forsinket."
            )
        ),
        *_figure(board, dates.late),
        *_table(board, _("Neste 90 dager"), dates.coming, _("Ingen milepæl har dato de neste 90 dagene.")),
        *_table(board, _("Forsinket mot opprinnelig plan"), dates.late, _("Ingen er forsinket.")),
        *_silent(board, dates.unconfirmed),
        *_replans(board),
    ]


def _table(board: Board, title: str, found: Sequence[Due], empty: str) -> Iterator[e.Element]:
    yield e.heading(_counted(title, len(found)), 2)
    if not found:
        yield e.small(empty)
        return
    columns = [
        e.Column(_("Milepæl"), row_header=True),
        e.Column(_("Opprinnelig"), width=74),
        e.Column(_("Sist vedtatt"), width=74),
        e.Column(_("Nå"), width=74),
        e.Column(_("Avvik"), align="right", width=58),
    ]
    yield e.table(columns, [_row(board, each) for each in found[:LINES]], summary=title)
    yield from words.more(len(found) - LINES)


def _counted(title: str, count: int) -> str:
    return f"{title} · {formatting.number(count)}"


def _row(board: Board, each: Due) -> list[e.CellValue]:
    fact = milestone_of(board.part(each.part), each)
    late = formatting.slip_words(each.days) if each.days else formatting.MISSING
    return [
        _name(board, each, fact),
        _when(fact.original if fact else None),
        _when(fact.approved if fact else None),
        formatting.when(each.date),
        [e.toned(late, "crit")] if each.days else "0" if fact and fact.original is not expected(fact) else late,
    ]


def _name(board: Board, each: Due, fact: MilestoneFact | None) -> list[Inline]:
    small = [each.part.name, each.part.code, *([_("eksempel")] if each.example else [])]
    cite = words.cited(board.sources.of(fact.uid)) if fact else []
    return [words.said(board, each.name, each.language), e.muted(f" {' · '.join(small)}"), *cite]


def _when(word: DateWord | None) -> str:
    return formatting.when(word.date) if word else formatting.MISSING


def _silent(board: Board, found: Sequence[Due]) -> Iterator[e.Element]:
    """Those whose date has passed in silence: apart from the late ones."""
    title = _("Ubekreftet: datoen er passert uten nytt")
    yield e.heading(_counted(title, len(found)), 2)
    if not found:
        yield e.small(_("Ingen."))
        return
    columns = [
        e.Column(_("Milepæl"), row_header=True),
        e.Column(_("Dato"), width=84),
        e.Column(_("Uten nytt i"), align="right", width=84),
    ]
    rows: list[list[e.CellValue]] = [
        [
            _name(board, each, milestone_of(board.part(each.part), each)),
            formatting.when(each.date),
            formatting.slip_words(each.days).lstrip("+"),
        ]
        for each in found[:LINES]
    ]
    yield e.table(columns, rows, summary=title)
    yield from words.more(len(found) - LINES)


def _replans(board: Board) -> Iterator[e.Element]:
    found = replans(board.ground)
    yield e.heading(_counted(_("Flyttede planer"), len(found)), 2)
    if not found:
        yield e.small(_("Ingen vedtatt dato er en annen enn den opprinnelige."))
        return
    since = sum(each.since_last for each in found)
    told = ngettext("%(count)s er ny siden sist.", "%(count)s er nye siden sist.", since)
    if board.previous is not None:
        yield e.small(told % {"count": formatting.number(since)} if since else _("Ingen er nye siden sist."))
    columns = [
        e.Column(_("Milepæl"), row_header=True),
        e.Column(_("Fra"), width=70),
        e.Column(_("Til"), width=70),
        e.Column(_("Vedtak og grunn"), width=160),
        e.Column(_("Flyttet"), align="right", width=54),
    ]
    yield e.table(columns, [_replan(board, each) for each in found[:LINES]], summary=_("Flyttede planer"))
    yield from words.more(len(found) - LINES)


def _replan(board: Board, each: Replan) -> list[e.CellValue]:
    fact, approved = each.milestone, each.milestone.approved
    small = [each.part.name, each.part.code, *([_("eksempel")] if each.part.example else [])]
    return [
        [
            words.said(board, fact.name, fact.language),
            e.muted(f" {' · '.join(small)}"),
            *words.cited(board.sources.of(fact.uid)),
        ],
        _when(fact.original),
        _when(approved),
        _why(board, each),
        formatting.slip_words(each.days),
    ]


def _why(board: Board, each: Replan) -> list[Inline]:
    approved = each.milestone.approved
    parts: list[Inline] = []
    if each.decision:
        parts.append(words.said(board, each.decision.title, each.decision.language))
        parts.append(e.muted(f" {formatting.when(each.decision.date)}"))
    else:
        known = formatting.day(approved.known) if approved else formatting.MISSING
        parts.append(_("vedtak ikke oppgitt"))
        parts.append(e.muted(" " + _("kjent %(day)s") % {"day": known}))
    if approved and approved.reason and not (each.decision and approved.reason == each.decision.title):
        parts += ["\n", words.said(board, approved.reason, each.milestone.language)]
    return parts


def _figure(board: Board, found: Sequence[Due]) -> Iterator[e.Element]:
    """Where the latest stood in the first plan, and where they stand now."""
    rows: list[GanttRow] = []
    days: list[date] = [board.record.state.today]
    for each in found[:DRAWN]:
        fact = milestone_of(board.part(each.part), each)
        original = fact.original.date.latest if fact and fact.original else None
        days += [day for day in (original, each.date.latest) if day]
        rows.append(GanttRow(f"{each.part.code} {each.name}", milestones=[_marks(original, each.date.latest)]))
    if len(rows) < FEW:
        return
    told = "; ".join(f"{each.part.code} {each.name} {formatting.slip_words(each.days)}" for each in found[:DRAWN])
    yield e.figure(
        gantt(
            rows,
            first=min(days) - timedelta(45),
            last=max(days) + timedelta(45),
            today=board.record.state.today,
            today_label=formatting.day(board.record.state.today),
            label_width=190,
        ),
        alt=_("Flyttet fra opprinnelig plan: %(told)s.") % {"told": told},
        caption=_("De mest forsinkede, fra opprinnelig plan til nå"),
        note=_("Åpen rute: opprinnelig plan. Fylt rute: datoen som gjelder nå."),
    )


def _marks(original: date | None, now: date) -> Milestone:
    return Milestone(original, now, palette.FILL["crit"])
