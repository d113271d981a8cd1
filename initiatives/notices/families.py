"""The families of notices: who writes the letter and the line of a kind."""

from collections.abc import Callable
from dataclasses import dataclass

from initiatives.domain.vocabulary import NoticeKind
from initiatives.models import Notice
from initiatives.notices import contracts, rounds
from initiatives.notices.rounds_told import ROUNDS
from initiatives.notices.shapes import Letter, Line
from initiatives.notices.veils import Veils


@dataclass(frozen=True, slots=True)
class Family:
    """How notices of some kinds are written, in the active language."""

    letter: Callable[[Notice, Veils], Letter]
    line: Callable[[Notice, Veils], Line]


CONTRACT = Family(contracts.letter, contracts.line)
ROUND = Family(rounds.letter, rounds.line)
FAMILIES = {kind: ROUND if kind in ROUNDS else CONTRACT for kind in NoticeKind}


def family(notice: Notice) -> Family:
    """The family a notice belongs to."""
    return FAMILIES[NoticeKind(notice.kind)]
