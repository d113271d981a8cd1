"""On whose word somebody spoke for a side of a contract, as the history keeps it: one line, readable as it stands.

The office speaks for others only on somebody's word: «Uaktuell · oppgitt av Kari Nordmann».
"""

from typing import NamedTuple

MARK = "oppgitt av "
JOIN = " · "


class Spoken(NamedTuple):
    """A person's own words, and who stood behind them when it was somebody else; either may be empty."""

    words: str
    given_by: str


def kept(words: str, given_by: str) -> str:
    """The line that is kept. Nobody's own words name who stood behind them: the mark in them gets a no-break space.

    >>> kept("Uaktuell", "Kari Nordmann")
    'Uaktuell · oppgitt av Kari Nordmann'
    >>> taken_apart(kept("Uaktuell · oppgitt av ministeren", "")).given_by
    ''
    """
    words, given_by = (each.replace(MARK, f"{MARK.rstrip()}\u00a0") for each in (words, given_by))
    return JOIN.join(each for each in (words, given_by and f"{MARK}{given_by}") if each)


def taken_apart(line: str) -> Spoken:
    """What was kept.

    >>> taken_apart("Uaktuell · oppgitt av Kari Nordmann")
    Spoken(words='Uaktuell', given_by='Kari Nordmann')
    """
    words, mark, given_by = line.rpartition(MARK)
    if not mark or not (words == "" or words.endswith(JOIN)):
        return Spoken(line, "")
    return Spoken(words.removesuffix(JOIN), given_by)
