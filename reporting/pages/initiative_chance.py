"""How likely the end of one initiative is, in words, or why that cannot be reckoned."""

from dataclasses import dataclass

from initiatives.domain.facts import MilestoneFact, Slice
from reporting.domain.figures.probability import Probability, probability_of
from reporting.domain.record import Record
from reporting.pages import probability_words as words
from reporting.pages.coordination_links import Links
from reporting.pages.overview_words import capital


@dataclass(frozen=True, slots=True)
class Chance:
    """The end milestone, the sentences of it, and where the page of probabilities tells more."""

    end: MilestoneFact
    told: tuple[str, ...]
    reckoned: bool
    url: str


def chance(record: Record, part: Slice, links: Links) -> Chance | None:
    """None where the initiative has nothing left to reach."""
    found = probability_of(record, part)
    if found.end is None:
        return None
    if isinstance(found, Probability):
        meets = words.meets(found)
        told = (words.when(found), *((f"{capital(', '.join(meets))}.",) if meets else ()))
        return Chance(found.end, told, reckoned=True, url=links.probability_of(part))
    return Chance(found.end, (words.refusal(found),), reckoned=False, url=links.probability_of(part))
