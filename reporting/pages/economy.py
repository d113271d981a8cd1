"""Økonomi's context: the figure as tables, a chart and the amounts behind, with words and addresses."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from initiatives.domain.facts import CitationFact
from reporting.charts.economy_years import drawn_years, money_by_year
from reporting.domain.figures.economy import NOT_STATED, Economy, Of, Row, economy
from reporting.domain.figures.register import Register, select
from reporting.domain.record import Record
from reporting.filters import EconomyFilter
from reporting.pages import economy_words
from reporting.pages.economy_lines import apart_shown, line_shown
from reporting.pages.economy_query import BOTH, EXAMPLE, KEYS, REAL, EconomyAsked
from reporting.pages.economy_tables import Group, table_rows, url
from reporting.pages.initiatives import Chip, picks
from reporting.pages.money_words import deviation, held, key_words, kind_word, percent, price_word, sum_words
from reporting.pages.pager import paged

PICKS = ("kind", "plan", "owner", "funding", "year")
MORE_PICKS = ("measure", "price")
INITIATIVES, APART, LINES = 12, 12, 20
"""Rows of each list on a page."""
Cited = Callable[[Collection[str]], Mapping[str, Sequence[CitationFact]]]


def figure_of(record: Record, register: Register, asked: EconomyAsked) -> Economy:
    """The money that is asked for."""
    wanted = asked.wanted(record.state.registers)
    if not asked.criteria:
        return economy(record, wanted)
    return economy(record, wanted, [row.uid for row in select(register.rows, asked.criteria).rows])


def context(
    record: Record, figure: Economy, filters: EconomyFilter, asked: EconomyAsked, cited: Cited
) -> dict[str, Any]:
    """What the template shows; `cited` hands out the citations of some facts."""
    lines = paged(figure.entries, asked.pages["lines"], LINES, lambda page: asked.query(lines=page) + "#belop")
    sources = cited([each.line.uid for each in lines.rows]) if lines.rows else {}
    apart = paged(figure.apart, asked.pages["apart"], APART, lambda page: asked.query(apart=page) + "#h-apart")
    return {
        "asked": asked,
        "figure": figure,
        "finding": economy_words.finding(figure, record.state.today.year),
        "lede": economy_words.lede(figure),
        "beside": economy_words.beside(figure),
        "picks": picks(filters, PICKS),
        "more_picks": picks(filters, MORE_PICKS),
        "data": _data(asked),
        "active": _active(filters, asked),
        "chart": _chart(record, figure, asked),
        "kinds": (Group("", table_rows(figure.kinds, figure.years, asked)),) if figure.kinds else (),
        "funding": [_funding(each, record, figure, asked) for each in figure.funding],
        "compared": [_compared(each) for each in figure.compared],
        "apart": apart,
        "apart_rows": [apart_shown(each) for each in apart.rows],
        "lines": lines,
        "lines_open": asked.filtered or asked.pages["lines"] > 1 or not lines.several,
        "line_rows": [line_shown(each, record, sources) for each in lines.rows],
        **_initiatives(record, figure, asked),
    }


def _initiatives(record: Record, figure: Economy, asked: EconomyAsked) -> dict[str, Any]:
    shown = paged(
        figure.initiatives, asked.pages["page"], INITIATIVES, lambda page: asked.query(page=page) + "#h-initiatives"
    )
    base = reverse("reporting:initiatives")
    query = f"?{asked.time}" if asked.time else ""
    groups = []
    for each in shown.rows:
        part = record.state.slices[each.uid or ""]
        rows = table_rows(each.rows, figure.years, asked, tiltak=[part.code])
        groups.append(Group(part.name, rows, f"{base}{part.code}/{query}", part.language, part.code, part.example))
    return {"initiatives": shown, "initiative_groups": groups}


def _funding(of: Of, record: Record, figure: Economy, asked: EconomyAsked) -> Group:
    found = record.state.registers.funding.get(of.uid or "")
    key = found.key if found else NOT_STATED
    rows = table_rows(of.rows, figure.years, asked, funding=[key])
    return Group(found.name if found else _("Ikke oppgitt"), rows, asked.narrowed({"funding": [key]}))


def _compared(one: Any) -> dict[str, Any]:
    return {
        "one": one,
        "news": kind_word(one.news),
        "price": price_word(one.price_level),
        "budget": sum_words(one.budget),
        "budget_held": held(one.budget),
        "came": sum_words(one.came),
        "came_held": held(one.came),
        "deviation": deviation(one.low, one.high),
        "percent": percent(one.share),
        "over": one.low is not None and one.low > 0,
    }


def _data(asked: EconomyAsked) -> list[tuple[str, str, bool]]:
    """Real, example or both, as links."""
    words = ((BOTH, _("Alle")), (REAL, _("Bare ekte")), (EXAMPLE, _("Bare eksempler")))
    return [(label, asked.narrowed({}, key), asked.data == key) for key, label in words]


def _active(filters: EconomyFilter, asked: EconomyAsked) -> list[Chip]:
    """Everything that is on, each with the address of the page without it."""
    found = []
    for name in KEYS:
        field = filters.form.fields[name]
        labels = dict(field.choices)
        found += [
            Chip(f"on-{name}-{number}", f"{field.label}: {labels[key]}", 0, asked.toggled(name, key), on=True)
            for number, key in enumerate(filters.known(name))
        ]
    return found


def _chart(record: Record, figure: Economy, asked: EconomyAsked) -> dict[str, Any] | None:
    rows = [row for row in figure.kinds if any(cell.sum and cell.sum.lines for cell in row.cells.values())]
    if not rows:
        return None
    years = drawn_years(sorted({year for row in rows for year, cell in row.cells.items() if cell.sum}), _today(record))
    base = reverse("reporting:economy")
    return {
        "id": "aar",
        "title": economy_words.largest(figure),
        "note": _("mill. kr, typene stables aldri"),
        "size": "l",
        "wide": True,
        "figure": money_by_year(
            rows,
            years,
            name=lambda row: key_words(row.key),
            words=sum_words,
            url=lambda row, year: base + url(row.key, year, asked),
            unit=_("mill. kr"),
        ),
        "table": {
            "columns": [_("Type"), *map(str, years)],
            "numeric": True,
            "rows": [{"head": key_words(row.key), "cells": [_words(row, year) for year in years]} for row in rows],
        },
    }


def _today(record: Record) -> int:
    return record.state.today.year


def _words(row: Row, year: int) -> str:
    cell = row.cells.get(year)
    return sum_words(cell.sum) if cell and cell.sum else "–"


def chosen_words(filters: EconomyFilter, asked: EconomyAsked) -> list[str]:
    """The filters that are on, in words: «Type: bevilget», «Data: Ekte»."""
    told = [each.label for each in _active(filters, asked)]
    if asked.data != BOTH:
        told.append(f"{filters.form.fields['data'].label}: {dict(filters.form.fields['data'].choices)[asked.data]}")
    return told
