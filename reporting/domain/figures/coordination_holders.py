"""Who stands behind a side of an agreement, by a key that filters and sums can go by.

An organisation stands for all it owns, and for external parties that are it. External parties without an organisation
stand together by their kind, in the source's own words; initiatives whose owner no source names stand together too.
"""

from collections.abc import Collection
from typing import NamedTuple

from initiatives.domain.facts import OrganisationFact
from reporting.domain.figures.coordination import Named
from reporting.domain.figures.register_search import collation

OUTSIDE = "utenfor:"
"""What the key of external parties begins with; their kind follows."""
UNKNOWN = "ukjent"
"""The key of initiatives whose owner no source names."""


class Holder(NamedTuple):
    """A key and what it is called; `label` is "" where no source has a word. `short` is the organisation's short name.
    `example`: it is fictional."""

    key: str
    label: str
    short: str = ""
    example: bool = False

    @property
    def outside(self) -> bool:
        """Whether it gathers external parties of a kind."""
        return self.key.startswith(OUTSIDE)

    @property
    def order(self) -> tuple[bool, bool, str]:
        """By name; external parties by kind after the organisations, the unknown last."""
        return self.key == UNKNOWN, self.outside, collation(self.label)


NOBODY = Holder(UNKNOWN, "")


def holder(side: Named) -> Holder:
    """Who stands behind a side."""
    if side.owner:
        return of_organisation(side.owner)
    if side.external:
        return Holder(OUTSIDE + side.external.kind, side.external.kind, example=side.external.example)
    return NOBODY


def of_organisation(each: OrganisationFact) -> Holder:
    """An organisation as a holder."""
    return Holder(each.key, each.name, each.short_name, each.example)


def in_order(found: Collection[Holder]) -> tuple[Holder, ...]:
    """Each key once, in the order to choose among. Of two that share a key the real one names it."""
    by_key: dict[str, Holder] = {}
    for each in sorted(found, key=lambda one: (one.key, one.example)):
        by_key.setdefault(each.key, each)
    return tuple(sorted(by_key.values(), key=lambda each: each.order))
