"""The one door from tables to state: a fixed number of queries whatever the size of the portfolio.

`current()` gives what is known now, out of a cache that is exact; `as_of(day)` what was known by the end of a day.
Readings inside `one_view()` are of one moment.
"""

from initiatives.reading.cache import current, held, one_view
from initiatives.reading.citations import citations
from initiatives.reading.past import as_of, forget_past

__all__ = ["as_of", "citations", "current", "forget", "one_view"]


def forget() -> None:
    """Forget every cached state: for tests and commands that write behind the actions' back."""
    held.clear()
    forget_past()
