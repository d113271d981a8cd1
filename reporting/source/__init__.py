"""The one reading door of reporting: now, a locked period, or any date.

`live()` what is known now · `locked(code)` a locked period, from its snapshot · `at(day)` what was known by a day ·
`choose(period, day)` the only switch that pages, lists and exports go through.
"""

from reporting.source.errors import BadTime
from reporting.source.live import forget_live, live
from reporting.source.locked import forget_locked, locked
from reporting.source.past import at, forget_past
from reporting.source.periods import Periods, periods
from reporting.source.series import forget_series
from reporting.source.switch import Chosen, choose

__all__ = ["BadTime", "Chosen", "Periods", "at", "choose", "forget", "live", "locked", "periods"]


def forget() -> None:
    """Forget every held record: tests and commands that write behind the actions' back call this."""
    forget_live()
    forget_past()
    forget_locked()
    forget_series()
