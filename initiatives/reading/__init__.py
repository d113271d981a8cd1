"""The one door from tables to state: a fixed number of queries whatever the size of the portfolio.

`current()` gives what is known now, out of a cache that is exact; `as_of(day)` what was known by the end of a day.
"""

from initiatives.reading.cache import current
from initiatives.reading.citations import citations
from initiatives.reading.past import as_of

__all__ = ["as_of", "citations", "current"]
