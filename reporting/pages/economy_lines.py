"""The amounts behind the sums, one by one: what each is, why it is or is not in a sum, and who says so."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from initiatives import choices, formatting
from initiatives.domain import vocabulary as v
from initiatives.domain.facts import BudgetFact, CitationFact, Slice, SourceFact
from reporting.domain.figures.economy import Apart, Entry, Place
from reporting.domain.record import Record
from reporting.pages.money_words import kind_word, line_words, price_word, sum_words


class SourceRef(NamedTuple):
    """A source behind an amount; `url` is "" where there is none to follow."""

    title: str
    url: str
    language: str = ""


class LineShown(NamedTuple):
    """An amount as the list shows it. `why` says why it is in no sum, "" for one that is."""

    part: Slice
    line: BudgetFact
    amount: str
    kind: str
    stated: str
    covers: str
    price: str
    funding: str
    example: bool
    basis: str
    why: str
    sources: tuple[SourceRef, ...]


class ApartShown(NamedTuple):
    """Amounts of one sort apart from the years."""

    part: Slice
    what: tuple[str, ...]
    language: str
    amount: str
    held: int
    kind: str
    measure: str
    covers: str
    price: str
    note: str
    example: bool


def line_shown(entry: Entry, record: Record, cited: Mapping[str, Sequence[CitationFact]]) -> LineShown:
    """One amount with its sources."""
    line = entry.line
    funding = record.state.registers.funding.get(line.funding or "")
    told = cited.get(line.uid, ())
    bases = {line.basis, *(each.basis for each in told if each.field in ("amount", "covers_from", "covers_to"))}
    return LineShown(
        part=entry.part,
        line=line,
        amount=line_words(line),
        kind=kind_word(line.kind),
        stated=_stated(line),
        covers=covers_words(line),
        price=price_word(line.price_level),
        funding=funding.name if funding else "",
        example=entry.key.example,
        basis=choices.label(v.Basis, v.Basis.INFERRED) if v.Basis.INFERRED in bases else "",
        why=why(entry),
        sources=_sources(told, record.state.registers.sources),
    )


def _stated(line: BudgetFact) -> str:
    """The source's own word for the kind, where it says more than ours."""
    own = line.kind_as_stated
    said = (choices.label(v.MoneyKind, line.kind), choices.label(v.Basis, line.basis))
    return "" if own.casefold() in ("", *(each.casefold() for each in said)) else own


def _sources(told: Sequence[CitationFact], known: Mapping[str, SourceFact]) -> tuple[SourceRef, ...]:
    uids = dict.fromkeys(each.source for each in told if each.source)
    found = (known[uid] for uid in uids if uid in known)
    return tuple(SourceRef(each.title, followable(each.url), each.language) for each in found)


def followable(url: str) -> str:
    """The address when a browser may follow it, else ""."""
    return url if urlsplit(url).scheme in ("http", "https") else ""


def why(entry: Entry) -> str:
    """Why an amount is not in the sum of a year; "" when it is."""
    line = entry.line
    if entry.place is Place.UNLIKE:
        return line.note or _("kan ikke legges sammen med andre")
    if entry.place is Place.INSIDE:
        return _("inngår i beløpet til %(code)s") % {"code": entry.above}
    if entry.place is Place.OLDER:
        return _("erstattet av et nyere beløp")
    if entry.place is Place.COUNTED:
        return ""
    if line.measure != v.MoneyMeasure.PERIOD:
        return choices.label(v.MoneyMeasure, line.measure)
    if line.covers_from is None or line.covers_to is None:
        return _("uten oppgitt år")
    return _("gjelder flere år") if line.covers_from.year != line.covers_to.year else _("gjelder del av et år")


def covers_words(line: BudgetFact) -> str:
    """What time an amount covers or stood at: «2024», «2024–2029», «per 31.10.2026», «–»."""
    told = []
    if line.covers_from and line.covers_to:
        told.append(_span(line))
    if line.as_of:
        told.append(_("per %(when)s") % {"when": formatting.when(line.as_of)})
    return ", ".join(told) or formatting.MISSING


def _span(line: BudgetFact) -> str:
    first, last = line.covers_from, line.covers_to
    if first is None or last is None:
        return ""
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    return f"{formatting.day(first)}–{formatting.day(last)}"


def apart_shown(one: Apart) -> ApartShown:
    """Amounts of one sort apart, as the table shows them."""
    line = one.line
    return ApartShown(
        part=one.part,
        what=tuple(dict.fromkeys(each.what for each in one.lines)),
        language=line.language,
        amount=sum_words(one.sum) if one.sum else line_words(line),
        held=len(one.lines),
        kind=kind_word(line.kind),
        measure=capfirst(choices.label(v.MoneyMeasure, one.measure)),
        covers=covers_words(line),
        price=price_word(line.price_level),
        note="" if one.sum else line.note or _("kan ikke legges sammen med andre"),
        example=one.key.example,
    )
