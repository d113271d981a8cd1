"""Partial dates: one value for every date in the register.

A source says «9. november 2024», «høst 2023» or «2024–2029». Each is an interval of days [earliest, latest] with its
EDTF code (Extended Date/Time Format level 2, ISO 8601-2:2019, https://www.loc.gov/standards/datetime/) and the words
as given. All reckoning uses the latest day.

| code                    | means                              | code               | means                       |
|-------------------------|------------------------------------|--------------------|-----------------------------|
| 2024                    | year                               | 2024-33 … 2024-36  | quarter 1–4                 |
| 2024-11                 | month                              | 2024-37 … 2024-39  | tertial 1–3 (four months)   |
| 2024-11-09              | day                                | 2024-40, 2024-41   | half-year 1, 2              |
| 2024-21, -22, -23, -24  | spring, summer, autumn, winter     | a/b                | from a's start to b's end   |

EDTF leaves the months of a season open. Here spring is March–May, and so on, as Norwegian meteorologists count; winter
is named by the year it begins: 2024-24 is December 2024 – February 2025.
"""

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache, total_ordering

from initiatives.domain.date_words import NotADate, Refusal, code_of

__all__ = ["NotADate", "PartialDate", "Precision", "Refusal", "Slip", "SlipKind", "exact", "from_edtf", "parse"]
__all__ += ["precision", "slip"]

FIRST_YEAR, LAST_YEAR = 1900, 2199  # outside these a year is a slip of the keyboard

_CODE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


class Precision(StrEnum):
    """How finely a date is told, finest first."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    TERTIAL = "tertial"
    HALF_YEAR = "half_year"
    YEAR = "year"
    INTERVAL = "interval"


_RANK = {each: rank for rank, each in enumerate(Precision)}

# second part of a code → (first month, number of months, precision)
_PARTS: dict[int, tuple[int, int, Precision]] = {
    **{month: (month, 1, Precision.MONTH) for month in range(1, 13)},
    **{21 + n: (3 + 3 * n, 3, Precision.SEASON) for n in range(4)},
    **{33 + n: (1 + 3 * n, 3, Precision.QUARTER) for n in range(4)},
    **{37 + n: (1 + 4 * n, 4, Precision.TERTIAL) for n in range(3)},
    **{40 + n: (1 + 6 * n, 6, Precision.HALF_YEAR) for n in range(2)},
}


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """An interval of days, both ends included. Ordered by (latest, earliest); code and words break ties, so that the
    order is total and agrees with equality. Make it with `from_edtf`, `parse` or `exact`, which hand out one shared
    object for equal values."""

    earliest: dt.date
    latest: dt.date
    edtf: str
    literal: str = ""

    def __post_init__(self) -> None:
        if self.earliest > self.latest:
            raise NotADate(self.edtf, Refusal.REVERSED)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self._key() < other._key()

    def _key(self) -> tuple[dt.date, dt.date, str, str]:
        return self.latest, self.earliest, self.edtf, self.literal


class SlipKind(StrEnum):
    UNCHANGED = "unchanged"  # the same last day
    SPECIFIED = "specified"  # told more finely inside the old interval: «presisert»
    LATER = "later"
    EARLIER = "earlier"


@dataclass(frozen=True, slots=True)
class Slip:
    """Calendar days from one date to another (positive: later), told as precisely as the coarser of the two."""

    days: int
    kind: SlipKind
    precision: Precision


@lru_cache(maxsize=65_536)
def from_edtf(text: str, literal: str = "") -> PartialDate:
    """The date of an EDTF code in the table above; raises NotADate. Open, uncertain and approximate codes are refused:
    a date here has two ends."""
    first, slash, last = text.partition("/")
    try:
        earliest, latest = _days(first)
        if slash:
            start_of_last, latest = _days(last)
            if start_of_last < earliest:
                raise NotADate(text, Refusal.REVERSED)
    except NotADate as refusal:
        raise NotADate(text, refusal.reason) from None
    return PartialDate(earliest, latest, text, literal)


def exact(day: dt.date) -> PartialDate:
    """The date that is one known day."""
    return from_edtf(f"{day.year:04}-{day.month:02}-{day.day:02}")


def parse(text: str, literal: str | None = None) -> PartialDate:
    """The date a person wrote in bokmål, nynorsk or English, or as an EDTF code. The words are kept as the literal
    unless another is given. Raises NotADate with the text and a reason; nothing ambiguous is guessed."""
    try:
        return from_edtf(code_of(text), text.strip() if literal is None else literal)
    except NotADate as refusal:
        raise NotADate(text, refusal.reason) from None


def precision(date: PartialDate) -> Precision:
    """How finely the date's code tells it."""
    code = date.edtf
    if "/" in code:
        return Precision.INTERVAL
    if len(code) == 7:
        return _PARTS[int(code[5:])][2]
    return Precision.YEAR if len(code) == 4 else Precision.DAY


@lru_cache(maxsize=65_536)
def slip(a: PartialDate, b: PartialDate) -> Slip:
    """How far a date moved from a to b: nothing if b only tells a more finely or ends on the same day."""
    coarser = precision(max(a, b, key=_coarseness))
    days = (b.latest - a.latest).days
    inside = a.earliest <= b.earliest and b.latest <= a.latest
    if inside and (a.earliest, a.latest) != (b.earliest, b.latest):
        return Slip(0, SlipKind.SPECIFIED, coarser)
    if days == 0:
        return Slip(0, SlipKind.UNCHANGED, coarser)
    return Slip(days, SlipKind.LATER if days > 0 else SlipKind.EARLIER, coarser)


def _coarseness(date: PartialDate) -> tuple[int, int]:
    return (date.latest - date.earliest).days, _RANK[precision(date)]


def _days(code: str) -> tuple[dt.date, dt.date]:
    """First and last day of one code that is not an interval."""
    match = _CODE.fullmatch(code)
    if match is None:
        raise NotADate(code, Refusal.OPEN_ENDED if code in ("", "..") else Refusal.NOT_UNDERSTOOD)
    year, part, day = (int(group) if group else None for group in match.groups())
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotADate(code, Refusal.OUT_OF_RANGE)
    if part is None:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    if day is not None:
        return (_day(code, year, part, day),) * 2
    if part not in _PARTS:
        raise NotADate(code, Refusal.NO_SUCH_PERIOD)
    month, months, _ = _PARTS[part]
    return dt.date(year, month, 1), _month(year, month + months) - dt.timedelta(days=1)


def _day(code: str, year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise NotADate(code, Refusal.NO_SUCH_DAY) from None


def _month(year: int, month: int) -> dt.date:
    """First day of a month that may lie in the next year (13 = January)."""
    return dt.date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
