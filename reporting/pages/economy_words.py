"""The findings of økonomi, in words. A real figure comes before an example, and a comparison before a sum."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import choices, formatting
from initiatives.domain.vocabulary import MoneyKind
from reporting.domain.figures.economy import Economy, Place, Row
from reporting.domain.figures.economy_compare import Compared
from reporting.domain.money import Sum
from reporting.pages.money_words import key_words, percent, signed, sum_words, with_unit

NAMED = 2  # sums a finding names


class Told(NamedTuple):
    """A sum of a year, and what it is a sum of."""

    row: Row
    year: int
    sum: Sum


def finding(figure: Economy, today: int) -> str:
    """What the money says, in one sentence."""
    told = _told(figure.kinds)
    for example in (False, True):
        compared = _worst([each for each in figure.compared if each.example == example])
        if compared:
            return deviation_words(compared)
        if own := [each for each in told if each.row.key.example == example]:
            return _of_a_year(own, today)
    if figure.entries:
        return ngettext(
            "%(count)s beløp, ingen for ett år som kan legges sammen.",
            "%(count)s beløp, ingen for ett år som kan legges sammen.",
            len(figure.entries),
        ) % {"count": formatting.number(len(figure.entries))}
    return _("Ingen beløp er oppgitt.")


def deviation_words(one: Compared) -> str:
    """«Regnskapet for 2025 er 0,2 mill. kr (1,4 %) under budsjettet i 7 tiltak (eksempel).»"""
    low, high = one.low or 0, one.high or 0
    news = {MoneyKind.ACTUAL: _("Regnskapet"), MoneyKind.FORECAST: _("Prognosen")}
    words = {
        1: _("%(news)s for %(year)s er %(amount)s%(percent)s over budsjettet i %(count)s%(mark)s."),
        -1: _("%(news)s for %(year)s er %(amount)s%(percent)s under budsjettet i %(count)s%(mark)s."),
        0: _("%(news)s for %(year)s er som budsjettet i %(count)s%(mark)s."),
    }
    side = 0 if signed(low) == "0" and signed(high) == "0" else 1 if low > 0 else -1
    return words[side] % {
        "news": news[MoneyKind(one.news)],
        "year": one.year,
        "amount": with_unit(formatting.millions(abs(low))),
        "percent": f" ({percent(one.share).lstrip('+−')})" if one.share is not None else "",
        "count": initiatives(one.initiatives),
        "mark": _(" (eksempel)") if one.example else "",
    }


def initiatives(count: int) -> str:
    """«1 tiltak», «7 tiltak»."""
    return ngettext("%(count)s tiltak", "%(count)s tiltak", count) % {"count": formatting.number(count)}


def _worst(found: Sequence[Compared]) -> Compared | None:
    """The accounts of the latest year where the deviation is sure, else the forecast of the latest."""
    sure = [each for each in found if each.low is not None and each.low == each.high]
    return max(sure, key=lambda each: (each.news == MoneyKind.ACTUAL, each.year, abs(each.low or 0)), default=None)


def _told(rows: Sequence[Row]) -> list[Told]:
    return [
        Told(row, year, cell.sum)
        for row in rows
        for year, cell in row.cells.items()
        if cell.sum is not None and cell.sum.lines
    ]


def _of_a_year(told: Sequence[Told], today: int) -> str:
    """The largest sums of the year nearest to today, this year and earlier before later."""
    year = min({each.year for each in told}, key=lambda year: (year > today, abs(year - today)))
    sums = sorted((each for each in told if each.year == year), key=lambda each: -_size(each))
    parts = [
        _("%(amount)s %(kind)s")
        % {"amount": with_unit(sum_words(each.sum)), "kind": choices.label(MoneyKind, each.row.key.kind)}
        for each in sums[:NAMED]
    ]
    mark = _(" (eksempel)") if sums[0].row.key.example else ""
    return _("For %(year)s er %(sums)s%(mark)s.") % {"year": year, "sums": _(" og ").join(parts), "mark": mark}


def _size(each: Told) -> int:
    return each.sum.low if each.sum.high is None else each.sum.high


def largest(figure: Economy) -> str:
    """The largest sum of a year, real before examples: the chart's own finding."""
    told = sorted(_told(figure.kinds), key=lambda each: (each.row.key.example, -_size(each), each.year))
    if not told:
        return _("Beløp per år")
    one = told[0]
    words = _("Størst: %(key)s %(year)s, %(amount)s")
    key = key_words(one.row.key)
    return words % {"key": key[:1].lower() + key[1:], "year": one.year, "amount": with_unit(sum_words(one.sum))}


def beside(figure: Economy) -> list[str]:
    """What is in no sum of a year, and why; a line per reason."""
    counts = figure.places
    told = [
        (Place.APART, _("gjelder flere år, deler av et år, en ramme eller en beholdning")),
        (Place.UNLIKE, _("kan ikke legges sammen, se merknaden")),
        (Place.INSIDE, _("inngår i programmets beløp")),
        (Place.OLDER, _("er erstattet av et nyere beløp")),
    ]
    return [f"{formatting.number(counts[place])} {words}" for place, words in told if counts.get(place)]


def lede(figure: Economy) -> str:
    """How many amounts there are, and how many of them are examples."""
    count = len(figure.entries)
    words = ngettext("%(count)s beløp", "%(count)s beløp", count) % {"count": formatting.number(count)}
    if figure.examples:
        words = _("%(words)s, %(count)s av dem eksempler") % {
            "words": words,
            "count": formatting.number(figure.examples),
        }
    return _("%(words)s. Bare like beløp legges sammen, og ingenting deles på år.") % {"words": words}
