"""What the page of probabilities is asked for: initiatives by code or by the list's filters, and how much luck owners
share."""

from dataclasses import dataclass, fields, replace

from django.http import QueryDict

from reporting.domain.figures.probability import COMMON
from reporting.filters import InitiativeFilter
from reporting.pages.register_query import Asked
from reporting.pages.register_query import asked as list_asked

SHOWN = 20
"""Ends on a page: only these are simulated."""
MOST_CODES = 50
LONGEST_CODE = 40


@dataclass(frozen=True, slots=True)
class ProbabilityAsked(Asked):
    """As the list's, with the codes of the initiatives asked for (none: as filtered) and the share of common luck."""

    codes: tuple[str, ...] = ()
    common: float = 0.0

    def pairs(self) -> list[tuple[str, str]]:
        """Everything but the page, as pairs of an address."""
        pairs = [(name, value) for name, _, value in (each.partition("=") for each in self.time.split("&")) if name]
        pairs += self.filters()
        pairs += [("tiltak", code) for code in self.codes]
        return [*pairs, ("felles", percent(self.common))] if self.common else pairs

    @property
    def filtered(self) -> bool:
        """Whether anything narrows the initiatives."""
        return bool(self.codes or self.filters())


def percent(share: float) -> str:
    """A share of common luck as it stands in an address."""
    return str(round(share * 100))


def asked(data: QueryDict, filters: InitiativeFilter, time: str) -> ProbabilityAsked:
    """What the address asks for; what is not understood is left out."""
    base = list_asked(data, filters, time, None)
    known = {percent(share): share for share in COMMON}
    codes = (each.strip() for each in data.getlist("tiltak")[:MOST_CODES])
    return replace(
        ProbabilityAsked(**{each.name: getattr(base, each.name) for each in fields(base)}),
        sort="",
        codes=tuple(dict.fromkeys(each[:LONGEST_CODE] for each in codes if each and each.isprintable())),
        common=known.get(data.get("felles", ""), 0.0),
    )
