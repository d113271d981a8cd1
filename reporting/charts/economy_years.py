"""Money by year as a plotly figure: bars side by side, one trace per row, never stacked, each with its amount above it.

What is decided or spent is filled, what is proposed or guessed hollow, and examples are hatched. Where only a least
and a most are known the bar reaches the most, and a whisker down to the least.
"""

from collections.abc import Callable, Sequence
from typing import Any

from initiatives.domain.vocabulary import MoneyKind
from reporting.domain.figures.economy import Row
from reporting.domain.money import Sum

CLICKS = ("itemclick", "itemdoubleclick")
YEARS = 12
"""The widest span of years that is drawn."""
MILLION = 1_000_000
COLOURS = {
    MoneyKind.BUDGET: "var(--accent-line)",
    MoneyKind.GRANTED: "var(--ds-color-accent-base-default)",
    MoneyKind.DECIDED: "var(--ds-color-accent-text-default)",
    MoneyKind.ACTUAL: "var(--ink)",
    MoneyKind.FORECAST: "var(--ink-2)",
    MoneyKind.PROPOSED: "var(--ds-color-accent-base-default)",
}
HOLLOW = (MoneyKind.FORECAST, MoneyKind.PROPOSED, MoneyKind.ESTIMATE, MoneyKind.AUTHORISED, MoneyKind.RESERVE)


def drawn_years(years: Sequence[int], today: int) -> tuple[int, ...]:
    """The years nearest to today that fit; all of them when they do."""
    found: list[int] = []
    for year in sorted(years, key=lambda year: (abs(year - today), -year)):
        if max([*found, year]) - min([*found, year]) < YEARS:
            found.append(year)
    return tuple(sorted(found))


def money_by_year(
    rows: Sequence[Row],
    years: Sequence[int],
    *,
    name: Callable[[Row], str],
    words: Callable[[Sum], str],
    url: Callable[[Row, int], str],
    unit: str,
) -> dict[str, Any]:
    """The figure of some rows over some years; `url` is where a bar leads."""
    shown = [row for row in rows if any(_sum(row, year) for year in years)]
    slots = _slots(shown, years)
    traces = [_trace(row, years, slots[index], name(row), words, url) for index, row in enumerate(shown)]
    layout = {
        "barmode": "group",
        "bargap": round(max(0.14, 1 - 0.22 * len(set(slots))), 2),
        "bargroupgap": 0.06,
        "height": 384,
        "margin": {"l": 8, "r": 8, "t": 40, "b": 28, "pad": 4},
        "showlegend": True,
        "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", **dict.fromkeys(CLICKS, False)},
        "xaxis": {
            "tickmode": "array",
            "tickvals": list(years),
            "ticktext": [str(year) for year in years],
            "showgrid": False,
        },
        "yaxis": {"title": {"text": unit}, "rangemode": "tozero", "zeroline": True},
        "uniformtext": {"minsize": 9, "mode": "show"},
    }
    return {"data": traces, "layout": layout}


def _sum(row: Row, year: int) -> Sum | None:
    cell = row.cells.get(year)
    return cell.sum if cell and cell.sum and cell.sum.lines else None


def _most(found: Sum) -> int:
    return found.low if found.high is None else found.high


def _slots(rows: Sequence[Row], years: Sequence[int]) -> list[int]:
    """Which place in the year each row's bars take; rows without a year in common share one, so that bars stay wide."""
    taken: list[set[int]] = []
    slots = []
    for row in rows:
        own = {year for year in years if _sum(row, year)}
        place = next((index for index, held in enumerate(taken) if held.isdisjoint(own)), len(taken))
        if place == len(taken):
            taken.append(set())
        taken[place] |= own
        slots.append(place)
    return slots


def _trace(
    row: Row,
    years: Sequence[int],
    slot: int,
    name: str,
    words: Callable[[Sum], str],
    url: Callable[[Row, int], str],
) -> dict[str, Any]:
    told = [(year, found) for year in years if (found := _sum(row, year))]
    spread = [(_most(found) - found.low) / MILLION for _, found in told]
    trace = {
        "type": "bar",
        "name": name,
        "x": [year for year, _ in told],
        "y": [_most(found) / MILLION for _, found in told],
        "text": [words(found) for _, found in told],
        "textposition": "outside",
        "textangle": 0,
        "textfont": {"size": 11, "color": "var(--ink)"},
        "cliponaxis": False,
        "constraintext": "none",
        "hovertemplate": "%{fullData.name} %{x}: %{text}<extra></extra>",
        "offsetgroup": str(slot),
        "customdata": [url(row, year) for year, _ in told],
        "marker": _marker(row),
    }
    if any(spread):
        trace["error_y"] = {
            "type": "data", "symmetric": False,
            "array": [0.0] * len(spread), "arrayminus": [each or None for each in spread],
            "color": "var(--ink-2)", "thickness": 1.5, "width": 5,
        }  # fmt: skip
    return trace


def _marker(row: Row) -> dict[str, Any]:
    kind = row.key.kind
    colour = COLOURS.get(kind, "var(--none)")  # type: ignore[call-overload]
    hollow = kind in HOLLOW
    marker: dict[str, Any] = {
        "color": "var(--paper)" if hollow else colour,
        "line": {"color": colour, "width": 1.5},
    }
    if row.key.example:
        marker["pattern"] = {
            "shape": "/", "size": 6, "solidity": 0.35, "fillmode": "replace", "bgcolor": "var(--paper)",
            "fgcolor": colour,
        }  # fmt: skip
        if hollow:
            marker["pattern"]["shape"] = "."
    return marker
