"""A range of likely days as plain SVG shapes, against what was planned and claimed; on the axis of a what-if."""

from datetime import date
from typing import NamedTuple

from reporting.charts.what_if_lines import HEIGHT, MIDDLE, Axis


class Range(NamedTuple):
    """A row: a bar from P10 to P85, P50 as a diamond, the original day as a ring, the approved one as an upright line,
    the claimed one as a hollow diamond; "" for what nobody has stated."""

    x: str
    width: str
    middle: str
    original: str
    approved: str
    claimed: str


def shapes(
    days: tuple[date, date, date], axis: Axis, *, original: date | None, approved: date | None, claimed: date | None
) -> Range:
    """The shapes of one end."""
    p10, p50, p85 = (axis.x(day) for day in days)
    return Range(
        _n(p10),
        _n(max(p85 - p10, 1.5)),
        _diamond(p50, 6),
        f"M{_n(axis.x(original))} {MIDDLE}h.1" if original else "",
        f"M{_n(axis.x(approved))} 2v{HEIGHT - 4}" if approved else "",
        _diamond(axis.x(claimed), 5) if claimed else "",
    )


def _diamond(x: float, half: int) -> str:
    return f"M{_n(x)} {MIDDLE - half}l{half} {half}-{half} {half}-{half}-{half}z"


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
