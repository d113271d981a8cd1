"""The course of a contract in words: every move, change of terms and confirmation; who, for whom, on whose word."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from initiatives import choices, formatting
from initiatives.actions.contract_terms import TERMS
from initiatives.domain import behalf
from initiatives.domain import vocabulary as v
from initiatives.domain.dates import PartialDate
from initiatives.domain.facts import Withheld
from initiatives.domain.vocabulary import DependencyState as State
from reporting.pages.initiative_words import field_label, withheld_words
from reporting.source.contract_course import FIELDS, Confirmed, Course, Written

LONG = 240  # letters of an old or new text
SAME_ACT = 5  # seconds within which a confirmation belongs to the act it came with
_PROSE = frozenset({"description", "consequence"})
_CODES = {"type": v.LinkType, "kind": v.DependencyKind}
_DAYS = frozenset({"lag", "buffer"})
Fields = Mapping[str, Withheld]


class Diff(NamedTuple):
    """One field: its label, what it was ("" when it was not stated) and what it is; texts in their language."""

    label: str
    was: str
    now: str
    language: str


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened. `words` are the actor's own; `given_by` on whose word it was done."""

    title: str
    tone: str
    side: str
    actor: str
    given_by: str
    words: str
    diffs: tuple[Diff, ...]
    note: str
    known: datetime
    recorded: datetime
    later: bool  # written down on a later day than it was known


@dataclass(frozen=True, slots=True)
class Veil:
    """What the reader may not see: fields of the contract, and milestones (uids) whose names are withheld. `named` are
    the names of milestones at the time shown; a name given later is not of that time."""

    fields: Fields
    names: frozenset[str] = frozenset()
    named: Mapping[str, str] = field(default_factory=dict)


def lines(found: Course, veil: Veil) -> tuple[Line, ...]:
    """Everything that happened, newest known first. A confirmation that came with an act is told with it."""
    alone = [each for each in found.confirmed if not any(_of_act(each, row) for row in found.written)]
    told = [_written(row, found, veil) for row in found.written] + [_confirmed(each) for each in alone]
    return tuple(sorted(told, key=lambda line: line.known, reverse=True))


def _of_act(each: Confirmed, row: Written) -> bool:
    near = abs((each.known - row.known).total_seconds()) <= SAME_ACT
    return near and each.actor == row.actor and each.side == row.last_word


def _written(row: Written, found: Course, veil: Veil) -> Line:
    diffs = tuple(_diffs(row, veil))
    spoken = behalf.taken_apart(row.reason)
    confirms = any(_of_act(each, row) for each in found.confirmed)
    return _line(
        title=_title(row),
        tone=choices.tone(State, row.state) if row.before is None or row.state != row.before.state else "",
        side=_side(row),
        row=row,
        spoken=spoken,
        diffs=diffs,
        note=_("bekreftet samtidig") if confirms else "",
    )


def _confirmed(each: Confirmed) -> Line:
    spoken = behalf.taken_apart(each.note)
    note = ""
    if each.ended is not None:
        note = _("gjelder ikke lenger fra %(day)s: %(why)s") % {"day": formatting.day(each.ended), "why": each.why}
    return _line(
        title=_("Bekreftet avtalen"), tone="", side=_for(each.side), row=each, spoken=spoken, diffs=(), note=note
    )


def _line(
    *, title: str, tone: str, side: str, row: Any, spoken: behalf.Spoken, diffs: tuple[Diff, ...], note: str
) -> Line:
    known, recorded = timezone.localtime(row.known), timezone.localtime(row.recorded)
    return Line(
        title=title,
        tone=tone,
        side=side,
        actor=row.actor,
        given_by=spoken.given_by,
        words=spoken.words,
        diffs=diffs,
        note=note,
        known=known,
        recorded=recorded,
        later=known.date() != recorded.date(),
    )


# ── what it was ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _title(row: Written) -> str:
    """«Godtok avtalen», «Foreslo nye vilkår»."""
    if row.withdrawn:
        return _("Trakk avtalen")
    if row.before is None:
        return _FIRST.get(row.state, lambda: _("Registrerte avtalen"))()
    if row.state != row.before.state:
        return _MOVED.get(row.state, lambda: _("Endret avtalen"))()
    changed = {name for name in FIELDS if row.row[name] != row.before.row[name]}
    return _("Foreslo nye vilkår") if changed & TERMS and row.state == State.PROPOSED else _("Endret avtalen")


_FIRST: Mapping[str, Callable[[], str]] = {
    State.NOTED: lambda: _("Notert i en kilde"),
    State.PROPOSED: lambda: _("Foreslo avtalen"),
}
_MOVED: Mapping[str, Callable[[], str]] = {
    State.PROPOSED: lambda: _("Foreslo nye vilkår"),
    State.ACCEPTED: lambda: _("Godtok avtalen"),
    State.DISPUTED: lambda: _("Sa at avtalen ikke holder"),
    State.FULFILLED: lambda: _("Meldte leveransen mottatt"),
    State.WITHDRAWN: lambda: _("Trakk avtalen"),
}


def _side(row: Written) -> str:
    """On whose behalf: the side whose word the row is; "" where the row was no side's word."""
    moved = row.before is None or (row.state, row.last_word) != (row.before.state, row.before.last_word)
    terms = row.before is not None and any(row.row[name] != row.before.row[name] for name in TERMS)
    return _for(row.last_word) if not row.withdrawn and (moved or terms) else ""


def _for(side: str) -> str:
    return {v.Side.GIVER: _("for giveren"), v.Side.RECEIVER: _("for mottakeren")}.get(v.Side(side), "") if side else ""


def _diffs(row: Written, veil: Veil) -> Iterator[Diff]:
    if row.withdrawn:
        return
    for name in FIELDS:
        was = _said(row.before, name, veil) if row.before is not None else ""
        now = _said(row, name, veil)
        changed = row.before is None or row.row[name] != row.before.row[name]
        if changed and (was or now) and not (row.before is None and name in _UNTOLD_AT_FIRST):
            yield Diff(capfirst(field_label(name)), was, now, _language(row, name, veil))


_UNTOLD_AT_FIRST = frozenset({"type", "kind", "description", "consequence"})


def _language(row: Written, name: str, veil: Veil) -> str:
    milestone = row.row[name]
    if isinstance(milestone, tuple):
        return "" if name in veil.fields or milestone[0] in veil.names else str(milestone[2])
    return row.language if name in _PROSE else row.objection_language if name == "objection" else ""


def _said(row: Written, name: str, veil: Veil) -> str:
    """One field in words; "" when it is not stated, and that it is withheld where it is."""
    value = row.row[name]
    if value in (None, "", False) or (name in _DAYS and not value):
        return _("nei") if value is False and name == "binding" and row.before is not None else ""
    if name in veil.fields:
        return withheld_words(veil.fields[name])
    if isinstance(value, PartialDate):
        return formatting.when(value)
    if isinstance(value, tuple):
        return _("unntatt") if value[0] in veil.names else veil.named.get(value[0]) or str(value[1])
    if name in _DAYS:
        return formatting.number(int(value))
    if name in _CODES:
        return choices.label(_CODES[name], str(value))
    return _("ja") if value is True else Truncator(str(value)).chars(LONG)
