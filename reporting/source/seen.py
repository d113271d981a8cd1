"""A record as an audience may see it, with results that tell no more than its facts do."""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace

from initiatives.domain.state import PortfolioState
from initiatives.domain.vocabulary import Colour
from reporting.domain import rag
from reporting.domain.counted import counted
from reporting.domain.record import Record
from reporting.domain.results import Results


def seen_by(record: Record, audience: str, own: Collection[str], since: PortfolioState | None = None) -> Record:
    """The record as `audience` may see it; `own` and `since` as in `projection.project`.

    A locked period's results were reckoned of everything, and a deviation beside one known amount tells the other.
    Those of initiatives with something withheld are reckoned anew, of what the audience sees.
    """
    seen = record.project(audience, own, since)
    if seen is record or seen.results is None or seen.results is not record.results:
        return seen
    hidden = frozenset(part.uid for part in seen.state if part.withheld)
    known = record.projections
    key = id(seen)
    if key not in known:
        known[key] = replace(seen, results=_results(seen, seen.results, hidden))
    return known[key]


def _results(seen: Record, stored: Results, hidden: frozenset[str]) -> Results:
    if not hidden and len(seen.state) == len(stored.computed):
        return stored
    anew = rag.compute(replace(seen, results=None)).computed
    computed = {part.uid: (anew if part.uid in hidden else stored.computed)[part.uid] for part in seen.state}
    counts = Counter(rag.overall(computed[part.uid]) for part in counted(seen.state))
    return replace(stored, computed=computed, counts={each.value: counts[each.value] for each in Colour})
