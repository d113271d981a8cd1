"""What a what-if is asked for, read from its address and written back as one: `?m=<uid>:<days>&m=…`.

Everything asked stands in the address, so that it can be shared; what cannot be understood stays there as it was typed.
The form sends one milestone, number and unit a line (v, n, u) and is led on to such an address.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice, zip_longest
from urllib.parse import parse_qsl, urlencode

from django.http import QueryDict

from initiatives.domain import free_text
from reporting.domain.figures.what_if_question import Line, Wrong, days_wrong

WEEK = 7
USUAL = 6
"""Weeks that stand in an empty line."""
READ = 20
"""Lines read at most; nobody asks for more, and ten are tried."""
TYPED = 20
"""Characters kept of what is typed as a number."""
DIGITS = 6
"""Digits beyond which a number is too large, whatever it is."""
KEY = 40
"""Characters kept of what is given as a milestone: a uid, also with its hyphens."""
SOUGHT = 80
"""Characters kept of what is searched for."""


class Unit(StrEnum):
    """What a line's number counts."""

    WEEKS = "uker"
    DAYS = "dager"


@dataclass(frozen=True, slots=True)
class Typed:
    """A line as it stands in the form: the number as it was typed, and what it counts."""

    key: str
    number: str
    unit: Unit

    @property
    def line(self) -> Line:
        """The line as the figure takes it."""
        days, wrong = _days(self.number, self.unit)
        return Line(self.key, days, wrong or (days_wrong(days) if days is not None else None))

    @property
    def pair(self) -> tuple[str, str]:
        """The line as it stands in an address: a whole number as days, anything else as typed."""
        days, _ = _days(self.number, self.unit)
        return "m", f"{self.key}:{self.number if days is None else days}"


@dataclass(frozen=True, slots=True)
class WhatIfAsked:
    """The lines, what is searched for, the query that asks for the time that is shown, and the uid of the kept what-if
    the lines were taken from, "" for none."""

    typed: tuple[Typed, ...]
    search: str = ""
    time: str = ""
    origin: str = ""

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines as the figure takes them."""
        return tuple(each.line for each in self.typed)

    def pairs(self) -> list[tuple[str, str]]:
        """Everything asked, as pairs of an address."""
        return [*self.around, *(each.pair for each in self.typed)]

    @property
    def around(self) -> list[tuple[str, str]]:
        """What stays the same whatever the lines are, as pairs of an address."""
        return [*parse_qsl(self.time), *([("fra", self.origin)] if self.origin else [])]

    @property
    def query(self) -> str:
        """The query that asks for all of it again; what is searched for too."""
        pairs = self.pairs() + ([("q", self.search)] if self.search else [])
        return f"?{urlencode(pairs, safe=':')}" if pairs else ""

    def with_typed(self, typed: Iterable[Typed]) -> str:
        """The query with other lines and nothing searched for."""
        return replace(self, typed=tuple(typed), search="").query or "?"

    def without(self, place: int) -> str:
        """The query without one line."""
        return self.with_typed(each for number, each in enumerate(self.typed) if number != place)

    def all_at(self, days: int) -> str:
        """The query where every line slips by so much."""
        return self.with_typed(typed(each.key, days) for each in self.typed)


def typed(key: str, days: int) -> Typed:
    """A line of so many days, told in weeks where it is whole ones."""
    whole = days % WEEK == 0
    return Typed(key, str(days // WEEK if whole else days), Unit.WEEKS if whole else Unit.DAYS)


def asked(data: QueryDict, time: str) -> WhatIfAsked:
    """What an address asks for."""
    given = islice(data.getlist("m"), READ)
    search = free_text.one_line(data.get("q", ""))[:SOUGHT]
    return WhatIfAsked(tuple(_typed(each) for each in given), search, time, _key(data.get("fra", "")))


def sent(data: QueryDict, time: str) -> WhatIfAsked | None:
    """What the form was sent with; None when the address is no form's."""
    if not any(name in data for name in ("v", "regn", "sok", "fjern")):
        return None
    lines = [each for each in _form_lines(data) if each.key]
    if not lines and "sok" not in data and "fjern" not in data:
        lines = list(_form_lines(data))[:1]
    gone = data.get("fjern", "")
    if gone.isascii() and gone.isdigit():
        lines = [each for place, each in enumerate(lines) if place != int(gone)]
    search = free_text.one_line(data.get("q", ""))[:SOUGHT] if "sok" in data else ""
    return WhatIfAsked(tuple(lines), search, time, _key(data.get("fra", "")))


def of_slips(slips: Sequence[Sequence[object]], time: str, origin: str) -> WhatIfAsked:
    """What a kept what-if asks for; `origin` its uid."""
    return WhatIfAsked(tuple(typed(str(key), int(str(days))) for key, days in slips), "", time, origin)


def _form_lines(data: QueryDict) -> Iterator[Typed]:
    columns = (data.getlist(name)[: READ + 1] for name in ("v", "n", "u"))
    for key, number, unit in zip_longest(*columns, fillvalue=""):
        yield Typed(_key(key), _number(number), Unit.DAYS if unit == Unit.DAYS else Unit.WEEKS)


def _typed(text: str) -> Typed:
    key, _, number = text.rpartition(":") if ":" in text else (text, "", "")
    number = _number(number)
    days, _ = _days(number, Unit.DAYS)
    return typed(_key(key), days) if days is not None else Typed(_key(key), number, Unit.WEEKS)


def _key(text: str) -> str:
    return free_text.one_line(text)[:KEY].replace("-", "").replace(":", "").lower()


def _number(text: str) -> str:
    return free_text.one_line(text)[:TYPED]


def _days(number: str, unit: Unit) -> tuple[int | None, Wrong | None]:
    """A whole number as days; None, and why, for anything else."""
    plain = number.replace(" ", "").replace("\u00a0", "").replace("−", "-")
    digits = plain.removeprefix("-")
    if not (digits.isascii() and digits.isdigit()):
        return None, Wrong.NOT_A_NUMBER
    if len(digits) > DIGITS:
        return None, Wrong.TOO_LONG if digits == plain else Wrong.NOT_POSITIVE
    return int(plain) * (WEEK if unit is Unit.WEEKS else 1), None
