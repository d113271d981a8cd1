"""Why a time cannot be shown."""

from datetime import date


class BadTime(Exception):
    """What was asked for cannot be shown. `code`: unknown_period, not_a_date, future, before_first (`first` is
    the day anything is known from), not_locked, both, broken_snapshot, unknown_format."""

    def __init__(self, code: str, given: str, first: date | None = None) -> None:
        super().__init__(f"{code}: {given}")
        self.code = code
        self.given = given
        self.first = first

    @property
    def ours(self) -> bool:
        """Whether the fault is in what is stored, not in what was asked for."""
        return self.code in (BROKEN, UNKNOWN_FORMAT)


BROKEN = "broken_snapshot"
UNKNOWN_FORMAT = "unknown_format"
