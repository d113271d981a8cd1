"""Why a time cannot be shown."""


class BadTime(Exception):
    """What was asked for cannot be shown. `code`: unknown_period, not_a_date, future, not_locked, both,
    broken_snapshot, unknown_format."""

    def __init__(self, code: str, given: str) -> None:
        super().__init__(f"{code}: {given}")
        self.code = code
        self.given = given

    @property
    def ours(self) -> bool:
        """Whether the fault is in what is stored, not in what was asked for."""
        return self.code in (BROKEN, UNKNOWN_FORMAT)


BROKEN = "broken_snapshot"
UNKNOWN_FORMAT = "unknown_format"
