"""Limits as people write them: «14», «14 dager» for time; «2», «2,5 %» for money, which is kept in hundredths."""

import re
from enum import StrEnum

from initiatives.domain.vocabulary import Dimension

LARGEST = {Dimension.TIME: 3_650, Dimension.MONEY: 100_000}
"""Days, and hundredths of a per cent: ten years, and ten times the budget."""
LIMITED = (Dimension.TIME, Dimension.MONEY)
"""The dimensions that facts give a colour by limits."""

_DAYS = re.compile(r"(\d{1,7})\s*(?:dager|dagar|dag|days?|d)?\.?", re.IGNORECASE)
_PERCENT = re.compile(r"(\d{1,7})(?:[.,](\d+))?\s*(?:%|prosent|per\s?cent|percent|pst\.?)?", re.IGNORECASE)


class Wrong(StrEnum):
    """Why a text is no limit."""

    NOT_DAYS = "not_days"
    NOT_PERCENT = "not_percent"
    TOO_FINE = "too_fine"  # more than two decimals
    TOO_LARGE = "too_large"


class NotALimit(ValueError):
    """A text that is no limit of a dimension; `reason` says why."""

    def __init__(self, text: str, reason: Wrong) -> None:
        super().__init__(text, reason)
        self.reason = reason


def parse(text: str, dimension: str) -> int:
    """The limit in days, or in hundredths of a per cent. Raises NotALimit.

    >>> parse("14 dager", "time"), parse("2,5 %", "money")
    (14, 250)
    """
    plain = " ".join(text.split())
    found = _hundredths(plain) if dimension == Dimension.MONEY else _days(plain)
    if found > LARGEST[Dimension(dimension)]:
        raise NotALimit(text, Wrong.TOO_LARGE)
    return found


def _days(plain: str) -> int:
    match = _DAYS.fullmatch(plain)
    if match is None:
        raise NotALimit(plain, Wrong.NOT_DAYS)
    return int(match[1])


def _hundredths(plain: str) -> int:
    match = _PERCENT.fullmatch(plain)
    if match is None:
        raise NotALimit(plain, Wrong.NOT_PERCENT)
    decimals = (match[2] or "").rstrip("0")
    if len(decimals) > 2:
        raise NotALimit(plain, Wrong.TOO_FINE)
    return int(match[1]) * 100 + int(decimals.ljust(2, "0"))
