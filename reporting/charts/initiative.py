"""The two figures of an initiative's page as plain SVG numbers: its milestones along time, its money as bars.

Coordinates are text with a dot, as SVG writes them in every language. Words are given by the caller.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from initiatives.domain.dates import PartialDate, exact
from reporting.domain.figures.initiative_milestones import MilestoneRow
from reporting.domain.figures.initiative_money import Amount, Money, MoneyRow

WIDTH = 876
LEFT, RIGHT = 236, 690  # the plot of time; names to the left, words to the right
TOP, STEP = 36, 30  # the first row's middle, and from row to row
NAME, LINES = 36, 2  # letters in a line of a name, and its lines
TICKS = 9
BARS_LEFT, BARS_WIDE = 420, 330
BAR_STEP, BAR = 21, 10
LABEL = 40  # letters of what an amount is


class Tick(NamedTuple):
    """A year's line and where its number stands."""

    x: str
    text_x: str
    year: str


class Mark(NamedTuple):
    """A date: where its last day is, and where its first, when it is no single day."""

    x: str
    start: str
    wide: bool


@dataclass(frozen=True, slots=True)
class TimeRow:
    """One milestone's shapes. `line` runs from the first plan to now; `words` stand at `words_x`."""

    y: str
    text_y: str
    name: tuple[tuple[str, str], ...]  # (y, text)
    language: str
    original: Mark | None
    ring: str  # radius of the original's circle: it goes around the mark that stands on it
    approved: Mark | None
    now: Mark | None
    kept: str  # where the date that can be kept stands, "" where it is the one that holds now
    reached: bool
    line: tuple[str, str] | None
    tone: str
    words: str
    words_x: str
    words_end: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole figure."""

    height: str
    width: int
    ticks: tuple[Tick, ...]
    today: str
    today_text: str
    today_end: bool
    rows: tuple[TimeRow, ...]


class Words(NamedTuple):
    """What is written beside a milestone, and its tone: crit, warn or ''."""

    text: str
    tone: str


def timeline(rows: Sequence[MilestoneRow], words: Sequence[Words], today: date) -> Timeline | None:
    """The milestones that have a date, along time; None when none has."""
    dated = [(row, said) for row, said in zip(rows, words, strict=True) if row.dated]
    if not dated:
        return None
    scale = _Scale.of([each for row, _ in dated for each in _dates(row)], today)
    drawn = tuple(_time_row(row, said, place, scale) for place, (row, said) in enumerate(dated))
    at = scale.x(today)
    bottom = TOP + STEP * len(dated) - 6
    return Timeline(
        _text(bottom), WIDTH, scale.ticks(), _text(at), _text(at + (-5 if at > RIGHT else 5)), at > RIGHT, drawn
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days to pixels, over whole years."""

    first: int
    last: int

    @classmethod
    def of(cls, dates: Sequence[PartialDate], today: date) -> "_Scale":
        years = [year for each in dates for year in (each.earliest.year, each.latest.year)]
        return cls(min(*years, today.year), max(*years, today.year) + 1)

    def x(self, day: date) -> float:
        start, end = date(self.first, 1, 1).toordinal(), date(self.last, 1, 1).toordinal()
        return LEFT + (RIGHT - LEFT) * (day.toordinal() - start) / (end - start)

    def ticks(self) -> tuple[Tick, ...]:
        step = next(each for each in (1, 2, 5, 10, 20, 50, 100, 200) if (self.last - self.first) / each <= TICKS)
        shown = range(self.first + (-self.first) % step, self.last + 1, step)
        found = [(self.x(date(year, 1, 1)), year) for year in shown]
        return tuple(Tick(_text(x), _text(x + 5), str(year)) for x, year in found)

    def mark(self, value: PartialDate | None) -> Mark | None:
        if value is None:
            return None
        end, start = self.x(value.latest), self.x(value.earliest)
        return Mark(_text(end), _text(start), end - start > 3)


def _dates(row: MilestoneRow) -> list[PartialDate]:
    words = (row.fact.original, row.fact.approved, row.now)
    kept = _kept(row)
    return [*(each.date for each in words if each), *([exact(kept)] if kept else [])]


def _kept(row: MilestoneRow) -> date | None:
    """The date that can be kept where what it waits for makes it later."""
    return row.reckoned.found.feasible if row.reckoned and row.reckoned.held else None


def _time_row(row: MilestoneRow, said: Words, place: int, scale: _Scale) -> TimeRow:
    y = TOP + STEP * place
    plan, approved = row.fact.original, row.fact.approved
    marks = [scale.mark(each.date if each else None) for each in (plan, approved, row.now)]
    kept = _kept(row)
    stated = [float(each.x) for each in marks if each]
    ends = [*stated, *([scale.x(kept)] if kept else [])]
    moved = row.slip is not None and marks[2] is not None and abs(float(marks[2].x) - min(stated)) > 6
    left = max(ends) > RIGHT - 4 and min(ends) > LEFT + 200  # no room to the right of the last mark
    at = min(ends) - 14 if left else max(ends) + 14
    return TimeRow(
        y=_text(y),
        text_y=_text(y + 4),
        name=_name(row.fact.name, y),
        language=row.fact.language,
        original=marks[0],
        ring=_text(9 if marks[0] and marks[2] and abs(float(marks[0].x) - float(marks[2].x)) < 8 else 5),
        approved=marks[1],
        now=marks[2],
        kept=_text(scale.x(kept)) if kept else "",
        reached=row.fact.actual is not None,
        line=(_text(min(stated)), _text(max(stated))) if moved else None,
        tone=said.tone,
        words=said.text,
        words_x=_text(at),
        words_end=left,
    )


def _name(name: str, y: int) -> tuple[tuple[str, str], ...]:
    """A name in at most two lines, cut with a mark when it is longer: the table has it whole."""
    lines = [""]
    for word in name.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > NAME:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    if len(lines) > LINES:
        lines = [lines[0], f"{lines[1]} …"]
    first = y + 4 if len(lines) == 1 else y - 3
    return tuple((_text(first + 14 * place), cut(line, NAME + 4)) for place, line in enumerate(lines))


# ── money ────────────────────────────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class BarRow:
    """One amount: a bar to `low`, paler on to `wide` where it is an interval, «over» or «inntil»."""

    y: str
    bar_y: str
    head: str
    label: str
    language: str
    low: str
    wide: str
    open_end: bool
    strong: bool
    value: str
    value_x: str
    rule: str  # where a line above a new kind stands, "" for none


@dataclass(frozen=True, slots=True)
class Bars:
    """The whole figure; `frame` is where the passed frame's line stands, "" when none is passed."""

    height: str
    frame: str
    rows: tuple[BarRow, ...]


class BarWords(NamedTuple):
    """What is written of one row: what it is, and how much."""

    label: str
    value: str


STRONG = ("frame", "decided", "granted", "budget")


def bars(money: Money, heads: Sequence[str], words: Sequence[BarWords]) -> Bars | None:
    """The rows of every kind in order; None when there is no amount that may be drawn."""
    if not money.largest:
        return None
    drawn: list[BarRow] = []
    y = 6.0
    said = iter(words)
    for head, group in zip(heads, money.groups, strict=True):
        rule = _text(y - 3) if drawn else ""
        y += 6 if drawn else 0
        for place, row in enumerate(group.rows):
            drawn.append(
                _bar(row, next(said), y, money.largest, head if place == 0 else "", rule if place == 0 else "")
            )
            y += BAR_STEP
        y += 3
    limit = money.frame.amount.size if money.frame and money.passing else None
    frame = _text(BARS_LEFT + _wide(limit, money.largest)) if limit else ""
    return Bars(_text(y), frame, tuple(drawn))


def _bar(row: MoneyRow, said: BarWords, y: float, largest: int, head: str, rule: str) -> BarRow:
    low, size = _ends(row.amount)
    wide = _wide(size, largest)
    return BarRow(
        y=_text(y + 9),
        bar_y=_text(y),
        head=head,
        label=cut(said.label, LABEL),
        language=row.line.language,
        low=_text(_wide(low, largest)),
        wide=_text(wide),
        open_end=row.amount.qualifier in ("over", "up_to") or low < size,
        strong=row.line.kind in STRONG,
        value=said.value,
        value_x=_text(BARS_LEFT + wide + 8),
        rule=rule,
    )


def _ends(amount: Amount) -> tuple[int, int]:
    """From where the bar is sure to where it ends; nothing is drawn of a withheld amount."""
    size = amount.size or 0
    if amount.qualifier == "up_to":
        return 0, size
    return (amount.least if amount.least is not None else size), size


def _wide(kroner: int, largest: int) -> float:
    return max(1.5, BARS_WIDE * kroner / largest) if kroner else 0.0


def cut(text: str, letters: int) -> str:
    """The text, or as much of it as there is room for and a mark."""
    return text if len(text) <= letters else f"{text[: letters - 1].rstrip()}…"


def _text(value: float) -> str:
    return f"{value:.1f}"
