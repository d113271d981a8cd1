"""The milestone trend in words: the finding, what stands at each line, and the same as a table."""

from collections.abc import Iterator
from typing import Any

from django.utils.html import escape
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import choices, formatting
from initiatives.domain.vocabulary import Colour, DateRole
from reporting.charts.milestone_trend import LETTERS, milestone_trend
from reporting.domain.limits import Limits
from reporting.domain.trend import Line, Point, Trend

TONES = {Colour.RED: "crit", Colour.YELLOW: "warn"}


def chart(trend: Trend, limits: Limits) -> dict[str, Any] | None:
    """The figure with its table, as components/chart.html takes it; None where there is no course to see."""
    if not trend.lines or not trend.told:
        return None
    return {
        "id": "trend",
        "title": finding(trend),
        "note": _("bortover: når det ble sagt, oppover: datoen som gjaldt da"),
        "wide": True,
        "figure": milestone_trend(
            trend,
            label=lambda line: str(escape(beside(line, LETTERS))),
            tone=lambda line: tone(line, limits),
            today=_("i dag"),
            day=formatting.day,
        ),
        "table": {"columns": columns(), "rows": list(rows(trend))},
    }


def finding(trend: Trend) -> str:
    """What the course shows, in a sentence."""
    late = [line for line in trend.lines if line.late]
    if not late:
        return _("Datoene har stått fast siden de først ble sagt")
    worst = max(late, key=lambda line: line.late)
    told = ngettext("%(count)s av %(total)s milepæl er flyttet ut", "%(count)s av %(total)s milepæler er flyttet ut",
        len(trend.lines))  # fmt: skip
    values = {"count": formatting.number(len(late)), "total": formatting.number(len(trend.lines))}
    most = _("mest «%(name)s», %(slip)s") % {"name": worst.name, "slip": formatting.slip_words(worst.late)}
    return f"{told % values}, {most}"


def tone(line: Line, limits: Limits) -> str:
    """Crit or warn where the date has slipped beyond the limits of the day, else nothing."""
    return TONES.get(limits.colour(line.late), "") if line.late else ""  # type: ignore[call-overload]


def beside(line: Line, letters: int) -> str:
    """What stands where a line ends: its name, the date that counts, and how far it has slipped."""
    told = [formatting.when(line.last.date)]
    if line.reached:
        told[0] = _("nådd %(day)s") % {"day": told[0]}
    elif line.last.date.latest < line.end:
        told[0] = _("passert %(day)s uten nytt") % {"day": told[0]}
    if line.late:
        told.append(formatting.slip_words(line.late))
    tail = f" · {' · '.join(told)}"
    return f"{Truncator(line.name).chars(max(letters - len(tail), 12))}{tail}"


def columns() -> list[str]:
    """The heads of the table: a row is a word."""
    return [_("Milepæl"), _("Sagt"), _("Hva slags dato"), _("Dato da"), _("Endret")]


def rows(trend: Trend) -> Iterator[dict[str, Any]]:
    """A row for each word that counted, by milestone."""
    for line in trend.lines:
        for point in line.points:
            yield {"head": line.name, "language": line.language, "cells": (formatting.day(point.said), *cells(point))}


def cells(point: Point) -> tuple[str, str, str]:
    """A word: whose date it is, the date, and how far it moved."""
    moved = formatting.MISSING if point.moved is None else formatting.slip_words(point.moved)
    return choices.label(DateRole, point.role), formatting.when(point.date), moved
