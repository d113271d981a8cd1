"""The limits colours are computed by: what the office has set from a date on, else the usual ones."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from initiatives.domain.vocabulary import Colour, Dimension
from reporting.domain.facts import ToleranceFact


@dataclass(frozen=True, slots=True)
class Limits:
    """Both ends belong to their colour. Days for time, hundredths of a per cent for money."""

    green_up_to: int
    yellow_up_to: int

    def colour(self, value: int) -> str:
        """The colour of a deviation."""
        if value <= self.green_up_to:
            return Colour.GREEN
        return Colour.YELLOW if value <= self.yellow_up_to else Colour.RED


USUAL = {Dimension.TIME: Limits(14, 90), Dimension.MONEY: Limits(200, 1000)}
BADNESS = {Colour.NONE: 0, Colour.GREEN: 1, Colour.YELLOW: 2, Colour.RED: 3}


def limits(tolerances: Iterable[ToleranceFact], dimension: Dimension, today: date) -> Limits:
    """The limits of a dimension that hold on a day: the ones set last by then, else the usual ones."""
    valid = [each for each in tolerances if each.dimension == dimension and each.valid_from <= today]
    if not valid:
        return USUAL[dimension]
    newest = max(valid, key=lambda each: each.valid_from)
    return Limits(newest.green_up_to, newest.yellow_up_to)


def badness(colour: str) -> int:
    """How bad a colour is: 0 not assessed, 1 green, 2 yellow, 3 red. An unknown or empty colour is not assessed."""
    return BADNESS.get(colour, 0)  # type: ignore[call-overload, no-any-return]


def worst(colours: Iterable[str]) -> str:
    """The worst of some colours; not assessed only when all are."""
    return max(colours, key=badness, default=Colour.NONE)
