"""A line of time per initiative and per milestone, as plain SVG shapes: what somebody has stated, and no more.

An exact date is a sharp edge; a partial one is soft from its first day to its last. Where only a start or only an end
is stated the bar fades out at once: nobody has said how far it runs. Milestones stand on their last possible day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from initiatives.domain.dates import PartialDate, exact
from reporting.domain.figures.register_milestones import Timeliness
from reporting.domain.figures.roadmap import Window
from reporting.domain.figures.roadmap_courses import Step

WIDTH = 840
BAR, BAR_TOP, BAR_MIDDLE = 10, 8, 13
PLAN = 29  # where the original plan lies, under what holds now
FADE = 26  # how far a bar without its other end fades


class Piece(NamedTuple):
    """A part of a bar; `kind` is solid, soft, out (fades to the right) or in (fades in from the left)."""

    x: str
    width: str
    kind: str


@dataclass(slots=True)
class Shapes:
    """What a row is drawn of. Paths by kind: original, approved, now, late, unconfirmed, silent, reached, slip, moved,
    kept and kept_line (when it can be reached, and from now to then), more."""

    pieces: list[Piece] = field(default_factory=list)
    plan: Piece | None = None
    paths: dict[str, str] = field(default_factory=dict)

    def add(self, kind: str, path: str) -> None:
        """Draw one more mark of a kind."""
        self.paths[kind] = self.paths.get(kind, "") + path


@dataclass(frozen=True, slots=True)
class Axis:
    """Days to places across the picture."""

    window: Window
    width: int = WIDTH

    def x(self, day: date) -> float:
        """The place of a day, also outside the picture."""
        days = (self.window.end - self.window.start).days + 1
        return (day - self.window.start).days / days * self.width

    def clipped(self, first: float, last: float) -> tuple[float, float] | None:
        """What of a stretch is in the picture, None for nothing."""
        left, right = max(0.0, first), min(float(self.width), last)
        return (left, right) if right > left else None

    def holds(self, day: date) -> bool:
        """Whether a day is in the picture."""
        return self.window.start <= day <= self.window.end


def initiative(
    start: PartialDate | None, end: PartialDate | None, steps: Sequence[Step], axis: Axis, *, living: bool = True
) -> Shapes:
    """One line for an initiative: its span above, the original plan below, and its milestones on both. Of what is
    stopped or completed nothing is late any more."""
    shapes = Shapes()
    shapes.pieces += _span(start, end, axis)
    shapes.plan = _plan([each.original for each in steps if each.original], axis)
    for each in steps:
        _original(each, shapes, axis, PLAN)
        if each.approved and axis.holds(each.approved.latest):
            shapes.add("approved", f"M{_n(axis.x(each.approved.latest))} {PLAN - 7}v14")
        if each.original and each.now and each.state is Timeliness.LATE:
            _line(each.original, each.now, shapes, axis, PLAN, BAR_MIDDLE, late=living)
        _now(each, shapes, axis, BAR_MIDDLE, living=living)
        _kept(each, shapes, axis, BAR_MIDDLE)
    dates = (start, end, *(one for each in steps for one in (each.original, each.now, _day(each))))
    _more(dates, shapes, axis, PLAN)
    return shapes


def milestone(step: Step, axis: Axis, middle: int = 15) -> Shapes:
    """One line for a milestone: from the original date by the approved one to what holds now."""
    shapes = Shapes()
    if step.now and step.now.earliest != step.now.latest:
        shapes.pieces += _soft(step.now.earliest, step.now.latest, axis)
    if step.original and step.now and step.slip:
        _line(step.original, step.now, shapes, axis, middle, middle, late=step.state is Timeliness.LATE)
    if step.original is not step.now or step.state is Timeliness.REACHED:
        _original(step, shapes, axis, middle)
    if step.approved and axis.holds(step.approved.latest):
        shapes.add("approved", f"M{_n(axis.x(step.approved.latest))} {middle - 8}v16")
    _now(step, shapes, axis, middle)
    _kept(step, shapes, axis, middle)
    _more((step.original, step.now, _day(step)), shapes, axis, middle)
    return shapes


def year_lines(window: Window) -> tuple[str, str]:
    """Lines where years and quarters begin, for a picture as high as what it lies under."""
    axis = Axis(window)
    years = "".join(f"M{_n(axis.x(date(year, 1, 1)))} 0v1" for year in window.years)
    few = len(window.years) <= 8
    quarters = "".join(
        f"M{_n(axis.x(date(year, month, 1)))} 0v1" for year in window.years for month in (4, 7, 10) if few
    )
    return years, quarters


def today_line(today: date, window: Window) -> str:
    """The line of today, "" when it is not in the picture."""
    axis = Axis(window)
    return f"M{_n(axis.x(today))} 0v1" if axis.holds(today) else ""


def _n(value: float) -> str:
    """A place in whole units: a day is narrower than that in any window wider than two years."""
    return f"{value:.0f}"


def _span(start: PartialDate | None, end: PartialDate | None, axis: Axis) -> Iterable[Piece]:
    if start and end:
        if start.latest >= end.earliest:
            return _soft(start.earliest, end.latest, axis)
        sharp = _piece(axis.x(start.latest), axis.x(end.earliest + timedelta(1)), "solid", axis)
        return [*_before(start, axis), *sharp, *_soft(end.earliest + timedelta(1), end.latest, axis)]
    if start:
        at = axis.x(start.latest)
        return [*_before(start, axis), *_piece(at, at + FADE, "out", axis)]
    if end:
        at = axis.x(end.earliest)
        return [*_piece(at - FADE, at, "in", axis), *_soft(end.earliest, end.latest, axis)]
    return []


def _before(start: PartialDate, axis: Axis) -> list[Piece]:
    """The days a start may fall on, when it is told as more than one."""
    return _piece(axis.x(start.earliest), axis.x(start.latest), "soft", axis) if start.earliest < start.latest else []


def _soft(first: date, last: date, axis: Axis) -> list[Piece]:
    return _piece(axis.x(first), axis.x(last + timedelta(1)), "soft", axis) if first <= last else []


def _piece(first: float, last: float, kind: str, axis: Axis) -> list[Piece]:
    held = axis.clipped(first, last)
    return [Piece(_n(held[0]), _n(held[1] - held[0]), kind)] if held else []


def _plan(originals: Sequence[PartialDate], axis: Axis) -> Piece | None:
    """From the first original date to the last."""
    if len(originals) < 2:
        return None
    days = [each.latest for each in originals]
    held = _piece(axis.x(min(days)), axis.x(max(days)), "plan", axis)
    return held[0] if held else None


def _original(step: Step, shapes: Shapes, axis: Axis, y: int) -> None:
    if step.original and axis.holds(step.original.latest):
        shapes.add("original", f"M{_n(axis.x(step.original.latest))} {y}h.1")  # a dot; the stylesheet makes it a ring


def _now(step: Step, shapes: Shapes, axis: Axis, y: int, *, living: bool = True) -> None:
    if step.now is None or not axis.holds(step.now.latest):
        return
    x = axis.x(step.now.latest)
    if step.state is Timeliness.REACHED:
        shapes.add("reached", f"M{_n(x - 5)} {y}l4 4 7-8")
        return
    kinds = {Timeliness.LATE: "late", Timeliness.UNCONFIRMED: "unconfirmed"} if living else {}
    kind = kinds.get(step.state, "silent" if step.state is Timeliness.UNCONFIRMED else "now")
    shapes.add(kind, f"M{_n(x)} {y - 6}l6 6-6 6-6-6z")


def _kept(step: Step, shapes: Shapes, axis: Axis, y: int) -> None:
    """When it can be reached, where what it waits for makes that later."""
    day = _day(step)
    if day is None:
        return
    held = axis.clipped(axis.x(step.now.latest), axis.x(day.latest)) if step.now else None
    if held:
        shapes.add("kept_line", f"M{_n(held[0])} {y}H{_n(held[1])}")
    if axis.holds(day.latest):
        shapes.add("kept", f"M{_n(axis.x(day.latest))} {y - 5}l5 5-5 5-5-5z")


def _day(step: Step) -> PartialDate | None:
    return exact(step.kept.feasible) if step.kept and step.kept.feasible else None


def _line(
    first: PartialDate, last: PartialDate, shapes: Shapes, axis: Axis, y_first: int, y_last: int, *, late: bool = True
) -> None:
    """From a date to another; what runs out of the picture is cut at its edge."""
    start, end = axis.x(first.latest), axis.x(last.latest)
    if start == end or not axis.clipped(min(start, end), max(start, end)):
        return
    a, b = (min(max(each, 0.0), float(axis.width)) for each in (start, end))
    rise = (y_last - y_first) / (end - start)
    ends = ((a, y_first + rise * (a - start)), (b, y_first + rise * (b - start)))
    shapes.add("slip" if late else "moved", f"M{_n(ends[0][0])} {_n(ends[0][1])}L{_n(ends[1][0])} {_n(ends[1][1])}")


def _more(dates: Iterable[PartialDate | None], shapes: Shapes, axis: Axis, y: int) -> None:
    """An arrow at each edge that something lies beyond."""
    stated = [each for each in dates if each]
    if any(each.earliest < axis.window.start for each in stated):
        shapes.add("more", f"M6 {y - 4}l-5 4 5 4z")
    if any(each.latest > axis.window.end for each in stated):
        shapes.add("more", f"M{axis.width - 6} {y - 4}l5 4-5 4z")
