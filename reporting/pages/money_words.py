"""Sums and amounts in words: as sure as they are, and never more."""

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from initiatives import choices, formatting
from initiatives.domain import vocabulary as v
from initiatives.domain.facts import BudgetFact
from reporting.domain.money import MoneyKey, Sum, total

FIRM = (
    v.MoneyKind.GRANTED,
    v.MoneyKind.DECIDED,
    v.MoneyKind.BUDGET,
    v.MoneyKind.FRAME,
    v.MoneyKind.ACTUAL,
    v.MoneyKind.COMMITTED,
)
"""Kinds that somebody has decided or spent; the others are proposals and guesses."""


def sum_words(sum: Sum) -> str:
    """Millions without the unit: «276», «302–332», «minst 12», «over 4 000», «inntil 30», «ca. 200», «unntatt»."""
    return _sum_words(sum, get_language())


@lru_cache(maxsize=65_536)
def _sum_words(sum: Sum, _language: str | None) -> str:
    """Each written once: writing numbers costs more than the sums themselves."""
    if not sum.lines:
        return _("unntatt") if sum.withheld else formatting.MISSING
    about = f"{choices.label(v.Qualifier, v.Qualifier.ABOUT)}{formatting.NBSP}" if sum.about else ""
    low = formatting.millions(sum.low)
    if sum.high is None:
        words = _("over %(amount)s") if sum.lines == 1 and not sum.withheld else _("minst %(amount)s")
        return about + _joined(words, low)
    high = formatting.millions(sum.high)
    if low == high:
        return about + low
    return about + (_joined(_("inntil %(amount)s"), high) if sum.low == 0 else f"{low}–{high}")


def _joined(words: str, amount: str) -> str:
    return words.replace(" ", formatting.NBSP) % {"amount": amount}


def line_words(line: BudgetFact) -> str:
    """One amount as `sum_words` writes a sum of it alone."""
    return sum_words(total([line]))


def with_unit(words: str) -> str:
    """«302–332 mill. kr»."""
    return words if words == _("unntatt") else _joined(_("%(amount)s mill. kr"), words)


def held(sum: Sum) -> str:
    """What a sum holds: «3 beløp», «2 beløp, 1 unntatt»."""
    return _held(sum.lines, sum.withheld, get_language())


@lru_cache(maxsize=4_096)
def _held(lines: int, withheld: int, _language: str | None) -> str:
    words = ngettext("%(count)s beløp", "%(count)s beløp", lines) % {"count": formatting.number(lines)}
    if withheld:
        words = _("%(words)s, %(count)s unntatt") % {"words": words, "count": formatting.number(withheld)}
    return words


def kind_word(kind: str) -> str:
    """«Bevilget»; «Ikke oppgitt» for none."""
    return capfirst(choices.label(v.MoneyKind, kind)) if kind else _("Ikke oppgitt")


def price_word(price_level: int | None) -> str:
    """«2025-kroner», "" where no price level is stated."""
    return _("%(year)s-kroner") % {"year": price_level} if price_level else ""


def key_words(key: MoneyKey) -> str:
    """A row's name in one line: «Budsjett, 2025-kroner, eksempel»."""
    mark = _("eksempel") if key.example else ""
    return ", ".join(each for each in (kind_word(key.kind), price_word(key.price_level), mark) if each)


def deviation(low: int | None, high: int | None) -> str:
    """Millions with their sign: «+1,2», «−0,4 til +0,3», «minst +2», «høyst −1», «–» where nothing is sure."""
    if low is None and high is None:
        return formatting.MISSING
    if high is None:
        return _joined(_("minst %(amount)s"), signed(low or 0))
    if low is None:
        return _joined(_("høyst %(amount)s"), signed(high))
    if signed(low) == signed(high):
        return signed(low)
    return _("%(low)s til %(high)s") % {"low": signed(low), "high": signed(high)}


def signed(kroner: int) -> str:
    """Millions with a sign; nothing is «0»."""
    words = formatting.millions(abs(kroner))
    return words if words == "0" else f"{'+' if kroner > 0 else '−'}{words}"


def percent(share: float | None) -> str:
    """«+4,2 %» with its sign, «–» where there is none."""
    if share is None:
        return formatting.MISSING
    value = (Decimal(repr(abs(share))) * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    sign = "" if not value else "+" if share > 0 else "−"
    return f"{sign}{formatting.percent(value, 1)}"
