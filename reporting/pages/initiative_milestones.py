"""Milestones in words: the finding, what stands beside each, the table's lines, and how dates were moved."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import choices, formatting
from initiatives.domain.dates import Precision, SlipKind
from initiatives.domain.facts import DateWord, Slice
from initiatives.domain.portfolio_network import end_milestone
from initiatives.domain.vocabulary import Colour, DateRole
from reporting.charts.initiative import Timeline, Words, timeline
from reporting.domain.evidence import Evidence
from reporting.domain.figures.feasible_dates import MilestoneDate, milestone_dates
from reporting.domain.figures.initiative_milestones import MilestoneRow, Move, moves, rows
from reporting.domain.figures.register_milestones import Timeliness
from reporting.domain.limits import Limits
from reporting.domain.reckoned import Reckoned
from reporting.pages import feasible_words
from reporting.pages.initiative_sources import Library, Ref, basis_of, basis_word
from reporting.pages.initiative_words import span, withheld_of

TONES = {Colour.RED: "crit", Colour.YELLOW: "warn"}


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    """One row of the table."""

    row: MilestoneRow
    name: str
    original: str
    approved: str
    now: str
    role: str  # whose word «now» is: prognose, vedtatt, opprinnelig, nådd
    deviation: str
    tone: str
    standing: str  # a second line: unconfirmed since, reached
    kept: str  # the date that can be kept, where it is another
    why: tuple[str, ...]  # what holds it back, and what is not known
    room: str
    bases: tuple[str, ...]
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class MoveLine:
    """That a date was moved, in words; what is not stated is said."""

    move: Move
    role: str
    change: str
    reason: str
    decision: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The section."""

    finding: str
    summary: str
    end: str  # that the end milestone cannot hold, "" when it can
    end_why: tuple[str, ...]
    held: bool  # whether the figure has dates that can be kept
    chart: Timeline | None
    lines: tuple[MilestoneLine, ...]
    moves: tuple[MoveLine, ...]
    replans: int


def plan(part: Slice, reckoned: Reckoned, limits: Limits, evidence: Evidence, library: Library) -> Plan:
    """Everything the section shows."""
    today = reckoned.state.today
    found = rows(part, today, milestone_dates(reckoned, part))
    last = _end(found, part)
    moved = tuple(_move(each, part) for each in moves(part, evidence.told))
    return Plan(
        finding=finding(found),
        summary=_summary(found),
        end=feasible_words.end(last) if last else "",
        end_why=feasible_words.why(last, part) if last and last.held else (),
        held=any(row.reckoned and row.reckoned.held for row in found),
        chart=timeline(found, [beside(each, limits) for each in found], today),
        lines=tuple(_line(each, part, limits, evidence, library) for each in found),
        moves=moved,
        replans=sum(each.move.replanned for each in moved),
    )


def _end(found: Sequence[MilestoneRow], part: Slice) -> MilestoneDate | None:
    """What is reckoned of the milestone the initiative ends in."""
    last = end_milestone(part)
    return next((row.reckoned for row in found if last is not None and row.fact.uid == last.uid), None)


def finding(found: Sequence[MilestoneRow]) -> str:
    """What the figure shows, in a sentence."""
    open_ones = [row for row in found if row.fact.actual is None]
    worst = max(open_ones, key=lambda row: row.late, default=None)
    silent = [row for row in open_ones if row.state is Timeliness.UNCONFIRMED]
    if worst and worst.late:
        late = _("«%(name)s» er %(span)s etter opprinnelig plan") % {"name": worst.fact.name, "span": span(worst.late)}
        return f"{late}; {_silent(len(silent))}" if silent else late
    if silent:
        return _silent(len(silent))[:1].upper() + _silent(len(silent))[1:]
    coming = next((row for row in open_ones if row.now), None)
    if coming and coming.now:
        return _("Neste milepæl er «%(name)s», %(day)s") % {
            "name": coming.fact.name,
            "day": formatting.when(coming.now.date),
        }
    if found and not open_ones:
        return ngettext("Milepælen er nådd", "Alle milepælene er nådd", len(found))
    return _("Milepæler")


def _silent(count: int) -> str:
    words = ngettext("én milepæl er passert uten nytt", "%(count)s milepæler er passert uten nytt", count)
    return words % {"count": formatting.number(count)}


def _summary(found: Sequence[MilestoneRow]) -> str:
    """How many there are of each: «14 milepæler, 11 nådd»."""
    reached = sum(row.fact.actual is not None for row in found)
    words = ngettext("%(count)s milepæl, %(reached)s nådd", "%(count)s milepæler, %(reached)s nådd", len(found))
    return words % {"count": formatting.number(len(found)), "reached": formatting.number(reached)}


def beside(row: MilestoneRow, limits: Limits) -> Words:
    """What stands beside a milestone in the figure."""
    if row.now is None:
        return Words(_("ikke datert nå"), "")
    day = formatting.when(row.now.date)
    if row.state is Timeliness.REACHED:
        return Words(f"{day} · {deviation(row)}" if row.late else day, "")
    told = [deviation(row)] if row.late else []
    if row.state is Timeliness.UNCONFIRMED:
        told.append(_("ubekreftet siden %(day)s") % {"day": day})
        return Words(" · ".join(told), _tone(row, limits) or "warn")
    if row.late:
        return Words(f"{day} · {told[0]}", _tone(row, limits))
    return Words(_("%(day)s som planlagt") % {"day": day} if row.slip and not row.slip.days else day, "")


def _tone(row: MilestoneRow, limits: Limits) -> str:
    return TONES.get(limits.colour(row.late), "") if row.late else ""  # type: ignore[call-overload]


def deviation(row: MilestoneRow) -> str:
    """How far it is from the first plan: +53 uker, −2 uker, 0, presisert; «–» where there is nothing to compare."""
    if row.slip is None:
        return formatting.MISSING
    if row.slip.kind is SlipKind.SPECIFIED:
        return _("presisert")
    if row.late:
        about = "" if row.slip.precision in (Precision.DAY, Precision.MONTH) else _("minst ")
        return f"{about}{formatting.slip_words(row.late)}"
    return formatting.slip_words(row.slip.days if row.slip.kind is SlipKind.EARLIER else 0)


def _line(row: MilestoneRow, part: Slice, limits: Limits, evidence: Evidence, library: Library) -> MilestoneLine:
    fact = row.fact
    words = evidence.told.get(fact.uid, ())
    citations = evidence.of(fact.uid, *(each.uid for each in words))
    name = fact.name or withheld_of(part, fact.uid, "name")
    told = (fact.original, fact.approved, row.now)
    bases = dict.fromkeys(basis_word(each.basis) for each in told if each)
    told_of = row.reckoned
    bases[basis_word(basis_of(evidence.of(*(each.uid for each in words)), "date"))] = None
    return MilestoneLine(
        row=row,
        name=name,
        original=_day(fact.original),
        approved=_day(fact.approved),
        now=_day(row.now),
        role=choices.label(DateRole, row.role) if row.now else "",
        deviation=deviation(row),
        tone={"crit": "delta--late", "warn": "delta--warn"}.get(_tone(row, limits) if fact.actual is None else "", ""),
        standing=_standing(row),
        kept=feasible_words.kept(told_of) if told_of else "",
        why=feasible_words.why(told_of, part) if told_of else (),
        room=feasible_words.room(told_of.room) if told_of else "",
        bases=tuple(each for each in bases if each and not row.example),
        refs=library.refs(citations, _("milepælen «%(name)s»") % {"name": name}),
    )


def _day(word: DateWord | None) -> str:
    return formatting.when(word.date if word else None)


def _standing(row: MilestoneRow) -> str:
    if row.state is Timeliness.UNCONFIRMED and row.now:
        return _("ubekreftet siden %(day)s") % {"day": formatting.when(row.now.date)}
    return ""


def _move(move: Move, part: Slice) -> MoveLine:
    decision = move.told.decision
    if not decision and move.told.word.decision:
        decision = next((each.title for each in part.decisions if each.uid == move.told.word.decision), "")
    reason = move.told.word.reason
    return MoveLine(
        move=move,
        role=choices.label(DateRole, move.told.role),
        change=formatting.slip_words(move.days),
        reason="" if reason == decision else reason,
        decision=decision,
    )
