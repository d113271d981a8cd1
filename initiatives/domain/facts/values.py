"""What stands behind facts: withheld values and citations."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Withheld:
    """Stands where a value is withheld: by what law, and until when."""

    basis: str
    until: date | None = None
    grade: str = ""


@dataclass(frozen=True, slots=True)
class WithheldField:
    """That a field of a fact is withheld."""

    subject: str
    field: str
    value: Withheld


@dataclass(frozen=True, slots=True)
class CitationFact:
    """What stands behind a fact or one field of it."""

    subject: str
    field: str
    basis: str
    source: str | None = None
    note: str = ""
    language: str = "nb"
