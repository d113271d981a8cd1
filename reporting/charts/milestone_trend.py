"""The milestone trend as a plotly figure: across, when it was said; up, which date was expected then.

A line per milestone that stands level until the next word, the diagonal «i dag», an upright line at each locked period,
and each milestone's name where its line ends.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from reporting.domain.trend import Line, Trend, apart

LABELS = 372  # pixels for the names to the right of the plot
TOP, BOTTOM = 30, 34
ROW, LEAST = 21, 260  # pixels for each line's name, and for the plot at the least
LETTERS = 58
COLOURS = {"crit": "var(--crit)", "warn": "var(--warn)", "": "var(--ink)"}
SYMBOLS = {"original": "circle-open", "approved": "line-ns-open", "forecast": "circle", "actual": "diamond"}


def milestone_trend(
    trend: Trend, *, label: Callable[[Line], str], tone: Callable[[Line], str], today: str, day: Callable[[date], str]
) -> dict[str, Any]:
    """The figure of a trend that has lines. `label` is what stands at the end of a line, `tone` crit, warn or nothing,
    `today` the word at the diagonal, `day` a date in words."""
    span = _Span.of(trend)
    plot = max(LEAST, ROW * len(trend.lines))
    traces = [_diagonal(span), *(_trace(line, tone(line), day) for line in trend.lines)]
    layout = {
        "height": plot + TOP + BOTTOM,
        "margin": {"l": 8, "r": LABELS, "t": TOP, "b": BOTTOM, "pad": 4},
        "hovermode": "closest",
        "xaxis": {"type": "date", "range": [_iso(span.first), _iso(span.today)], "showgrid": False},
        "yaxis": {"type": "date", "range": [_iso(span.low), _iso(span.high)], "tickformat": "%Y", "dtick": span.tick},
        "shapes": [_upright(each.day) for each in trend.seen],
        "annotations": [
            *(_above(each.day, each.code) for each in trend.seen),
            _diagonal_word(span, today),
            *_labels(trend.lines, span, plot, label, tone),
        ],
    }
    return {"data": traces, "layout": layout}


class _Span:
    """What the axes hold: days across and up."""

    def __init__(self, first: date, today: date, low: date, high: date) -> None:
        self.first, self.today, self.low, self.high = first, today, low, high

    @classmethod
    def of(cls, trend: Trend) -> "_Span":
        dates = [point.date.latest for line in trend.lines for point in line.points]
        first = min(trend.first, trend.today - timedelta(days=30))
        room = timedelta(days=max(20, (max(dates) - min(dates)).days // 14))
        return cls(first, trend.today, min(dates) - room, max(*dates, trend.today) + room)

    @property
    def tick(self) -> str:
        """A line a year, fewer over many."""
        years = self.high.year - self.low.year
        return f"M{12 * (1 if years <= 8 else 2 if years <= 16 else 5)}"

    def share(self, day: date) -> float:
        """How far up a date stands, 0 to 1."""
        return (day - self.low).days / max((self.high - self.low).days, 1)


def _trace(line: Line, tone: str, day: Callable[[date], str]) -> dict[str, Any]:
    points = [(each.said, each.date.latest, SYMBOLS[each.role]) for each in line.points]
    if line.end > points[-1][0]:
        points.append((line.end, points[-1][1], SYMBOLS["actual"] if line.reached else "circle-open-dot"))
    colour = "var(--none)" if line.reached and not tone else COLOURS[tone]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": line.name,
        "x": [_iso(said) for said, _, _ in points],
        "y": [_iso(expected) for _, expected, _ in points],
        "text": [f"{day(said)}: {day(expected)}" for said, expected, _ in points],
        "hovertemplate": "%{fullData.name}<br>%{text}<extra></extra>",
        "line": {"shape": "hv", "color": colour, "width": 2.5 if tone else 1.75},
        "marker": {
            "symbol": [symbol for *_, symbol in points],
            "size": 8,
            "color": colour,
            "line": {"color": colour, "width": 1.5},
        },
        "cliponaxis": False,
    }


def _diagonal(span: _Span) -> dict[str, Any]:
    """Where what was expected is the day it was said."""
    ends = [max(span.first, span.low), min(span.today, span.high)]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [_iso(each) for each in ends],
        "y": [_iso(each) for each in ends],
        "line": {"color": "var(--accent)", "width": 1.5, "dash": "dot"},
        "hoverinfo": "skip",
    }


def _diagonal_word(span: _Span, word: str) -> dict[str, Any]:
    """The word at the middle of the diagonal that is seen."""
    start, end = max(span.first, span.low), min(span.today, span.high)
    middle = start + (end - start) / 2
    return {
        "x": _iso(middle), "y": _iso(middle), "text": word, "showarrow": False, "font": {"color": "var(--accent)"},
        "bgcolor": "var(--paper)", "borderpad": 2,
    }  # fmt: skip


def _upright(day: date) -> dict[str, Any]:
    line = {"color": "var(--line-2)", "width": 1}
    return {
        "type": "line", "layer": "below", "yref": "paper",
        "x0": _iso(day), "x1": _iso(day), "y0": 0, "y1": 1, "line": line,
    }  # fmt: skip


def _above(day: date, code: str) -> dict[str, Any]:
    return {"x": _iso(day), "y": 1, "yref": "paper", "yanchor": "bottom", "text": code, "showarrow": False}


def _labels(
    lines: Sequence[Line], span: _Span, plot: int, label: Callable[[Line], str], tone: Callable[[Line], str]
) -> list[dict[str, Any]]:
    """The names beside the ends of their lines, moved apart where they would lie on each other."""
    marks = [span.share(line.last.date.latest) * plot for line in lines]
    places = apart(marks, ROW - 3, 6, plot - 6)
    return [
        {
            **_where(line, span), "xanchor": "left", "xshift": 12, "y": round(place / plot, 4), "yref": "paper",
            "yanchor": "middle", "align": "left", "text": label(line), "showarrow": False,
            "font": {"color": {"crit": "var(--crit-ink)", "warn": "var(--warn-ink)"}.get(tone(line), "var(--ink)")},
        }
        for line, place in zip(lines, places, strict=True)
    ]  # fmt: skip


def _where(line: Line, span: _Span) -> dict[str, Any]:
    """At the end of the line; where that is near the right edge, at the edge, so that all stand in one column."""
    if (line.end - span.first) < (span.today - span.first) * 0.6:
        return {"x": _iso(line.end), "bgcolor": "var(--paper)"}
    return {"x": 1, "xref": "paper"}


def _iso(day: date) -> str:
    return day.isoformat()
