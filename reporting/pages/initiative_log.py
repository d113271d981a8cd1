"""The change log in words: what was added, changed or withdrawn, field by field, old → new."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from initiatives import choices, formatting
from initiatives.domain import vocabulary as v
from initiatives.domain.dates import from_edtf
from initiatives.domain.facts import Withheld
from reporting.pages.initiative_words import field_label, withheld_words
from reporting.source.changelog import ADDED, CHANGED, WITHDRAWN, Entry, Log
from reporting.source.changelog_places import PLACES, Column

LONG = 160  # letters of an old or new text
Hidden = Mapping[str, Mapping[str, Withheld]]


class Diff(NamedTuple):
    """One field: its label, what it was ('' when it was not stated) and what it is; texts in the row's language."""

    label: str
    was: str
    now: str
    prose: bool


@dataclass(frozen=True, slots=True)
class Veil:
    """What the reader may not see: uid → field → why, and the uids of what may not be named."""

    fields: Hidden = field(default_factory=dict)
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LogLine:
    """One entry in words."""

    act: str
    about: str
    language: str
    diffs: tuple[Diff, ...]
    reason: str
    actor: str
    known: datetime
    recorded: datetime
    later: bool  # written down on a later day than it was known
    withdrawn: str


def lines(log: Log, veil: Veil, until: datetime | None = None) -> tuple[LogLine, ...]:
    """The entries of a page, without what `veil` covers. What was withdrawn after `until` still stood."""
    return tuple(_line(each, veil, until) for each in log.entries)


@cache
def _columns(kind: str) -> tuple[Column, ...]:
    return next(place.columns for place in PLACES if place.kind == kind)


@cache
def _about_field(kind: str) -> str:
    return next(place.about_field for place in PLACES if place.kind == kind)


def _line(entry: Entry, covers: Veil, until: datetime | None) -> LogLine:
    veil = {**covers.fields.get(entry.owner, {}), **covers.fields.get(entry.uid, {})}
    known, recorded = timezone.localtime(entry.known), timezone.localtime(entry.recorded)
    about = entry.about
    covered = veil.get(_about_field(entry.kind))
    if covered:
        about = withheld_words(covered)
    elif not covers.names.isdisjoint(_ends(entry)):
        about = _("unntatt")
    return LogLine(
        act=_act(entry),
        about=about,
        language=entry.language if about == entry.about else "",
        diffs=tuple(_diffs(entry, veil)),
        reason=_reason(entry),
        actor=entry.actor,
        known=known,
        recorded=recorded,
        later=known.date() != recorded.date(),
        withdrawn=_withdrawn(entry, until),
    )


def _ends(entry: Entry) -> set[str]:
    """uids of the milestones that the name of a dependency is made of."""
    return {str(entry.row[side]).replace("-", "") for side in ("giver", "receiver") if entry.row.get(side)}


def _withdrawn(entry: Entry, until: datetime | None) -> str:
    if entry.withdrawn is None or (until and entry.withdrawn > until):
        return ""
    told = _("trukket %(day)s") % {"day": formatting.day(entry.withdrawn)}
    return f"{told}: {entry.withdrawn_reason}" if entry.withdrawn_reason else told


def _reason(entry: Entry) -> str:
    decision = entry.row.get("decision") or ""
    if decision and decision != entry.reason:
        told = _("vedtak: %(decision)s") % {"decision": decision}
        return f"{entry.reason}, {told}" if entry.reason else told
    given = entry.row.get("given_by") or ""
    return _("oppgitt av %(who)s") % {"who": given} if given else entry.reason


def _act(entry: Entry) -> str:
    """«Milepæl lagt til», «Beløp endret»."""
    things = {
        "initiative": _("tiltaket"), "ownership": _("eierskap"), "reporter": _("rapporterende virksomhet"),
        "part_of": _("del av"), "entry": _("plass i plan"), "milestone": _("milepæl"), "date": _("dato"),
        "duration": _("anslått varighet"), "dependency": _("avhengighet"), "confirmation": _("bekreftelse"),
        "money": _("beløp"), "estimate": _("kostnadsanslag"), "risk": _("risiko"), "benefit": _("gevinst"),
        "indicator": _("indikator"), "target": _("måltall"), "measurement": _("måling"), "commitment": _("føring"),
        "succession": _("forløp"), "decision": _("vedtak"), "case": _("sak"), "observation": _("status i åpen kilde"),
        "plan_change": _("forslag om porteføljen"), "plan_criterion": _("inngangskriterium"),
        "duty": _("rapport"), "report": _("statusrapport"), "assessment": _("porteføljekontorets vurdering"),
    }  # fmt: skip
    thing = capfirst(things[entry.kind])
    words = {
        ADDED: _("%(thing)s lagt til"),
        CHANGED: _("%(thing)s endret"),
        WITHDRAWN: _("%(thing)s trukket"),
    }
    return words[entry.act] % {"thing": thing}


def _diffs(entry: Entry, veil: Mapping[str, Withheld]) -> Iterator[Diff]:
    if entry.act == WITHDRAWN:
        return
    if entry.kind == "date":
        yield _date_diff(entry, veil.get(str(entry.row["role"])))
        return
    for column in _columns(entry.kind):
        was = _said(column, entry.before) if entry.before else ""
        now = _said(column, entry.row)
        if was == now or (entry.before is None and not column.main):
            continue
        if column.name in veil:
            was, now = (withheld_words(veil[column.name]) if each else "" for each in (was, now))
        label = (
            choices.label(v.Dimension, column.name[6:])
            if column.name.startswith("rated_")
            else field_label("money_measure" if column.kind == "MoneyMeasure" else column.name)
        )
        yield Diff(label, was, now, column.kind == "prose")


def _date_diff(entry: Entry, covered: Withheld | None) -> Diff:
    """A word about a date, in its role, with the word that stood before it when that was another date; neither where
    dates of that role are withheld."""
    column = next(each for each in _columns("date") if each.name == "date")
    now = _said(column, entry.row)
    was = _said(column, entry.before) if entry.before else ""
    if covered is not None:
        was, now = "", withheld_words(covered)
    return Diff(choices.label(v.DateRole, str(entry.row["role"])), "" if was == now else was, now, prose=False)


def _said(column: Column, row: Mapping[str, Any]) -> str:
    """One field of a row in words; '' when it is not stated."""
    value = row.get(column.name)
    if value is None or value == "":
        return ""
    if column.kind in _PLAIN:
        return _PLAIN[column.kind](value)
    if column.kind == "date":
        return formatting.when(from_edtf(str(value), str(row.get(f"{column.name}_literal") or "")))
    kind: Any = getattr(v, column.kind, None)
    return choices.label(kind, str(value)) if kind else _short(str(value))


def _short(text: str) -> str:
    return text if len(text) <= LONG else f"{text[: LONG - 1].rstrip()}…"


def _flag(value: Any) -> str:
    return _("ja") if value else _("nei")


_PLAIN: dict[str, Callable[[Any], str]] = {
    "text": lambda value: _short(str(value)),
    "prose": lambda value: _short(str(value)),
    "day": lambda value: formatting.day(date.fromisoformat(str(value)[:10])),
    "money": lambda value: formatting.money(int(value)),
    "number": lambda value: formatting.number(int(value)),
    "year": str,
    "decimal": lambda value: formatting.number(Decimal(str(value)).normalize(), _decimals(value)),
    "flag": _flag,
}


def _decimals(value: Any) -> int:
    exponent = Decimal(str(value)).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
