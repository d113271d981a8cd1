"""What stands behind facts: read on demand, one query."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Q

from initiatives.domain.facts import CitationFact
from initiatives.reading import shapes
from initiatives.reading.past import end_of
from initiatives.reading.rows import Moment


def citations(
    subjects: Collection[str] | None = None, known_by: date | None = None
) -> dict[str, tuple[CitationFact, ...]]:
    """uid of a fact → what stands behind it; of all facts when no subjects are named."""
    where = Q() if subjects is None else Q(subject__in=list(subjects))
    found: dict[str, list[CitationFact]] = defaultdict(list)
    for _, fact in shapes.CITATION.facts(Moment(known_by=end_of(known_by) if known_by else None), where):
        found[fact.subject].append(fact)
    return {uid: tuple(each) for uid, each in found.items()}
