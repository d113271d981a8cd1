"""Each time an approved date was moved or first set: whose milestone, from what to what, why, and who wrote it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from initiatives.domain.dates import PartialDate, SlipKind, slip
from initiatives.domain.facts import MilestoneFact
from initiatives.domain.state import PortfolioState
from initiatives.domain.vocabulary import Basis


@dataclass(frozen=True, slots=True)
class ApprovedWord:
    """One approved date as it was written: of which milestone, known when, by whom, why, by which decision (uid)."""

    milestone: str
    date: PartialDate
    known: dt.date
    actor: str
    reason: str = ""
    decision: str | None = None
    basis: str = Basis.STATED.value


@dataclass(frozen=True, slots=True)
class Replanned:
    """One new approved plan. `was` is the approved date before, else the first plan, None where none was known; `days`
    from it, None without one; `decision` the title, "" where none is told."""

    initiative: str
    milestone: MilestoneFact
    was: PartialDate | None
    word: ApprovedWord
    days: int | None
    decision: str = ""
    decision_language: str = "nb"
    example: bool = False


def replans(state: PortfolioState, words: Iterable[ApprovedWord]) -> tuple[Replanned, ...]:
    """Every new approved plan of the state's milestones, newest first. A word that moves nothing is no new plan."""
    known = {each.uid: (part, each) for part in state for each in part.milestones}
    titles = {each.uid: (each.title, each.language) for part in state for each in part.decisions}
    standing: dict[str, PartialDate] = {}
    found: list[Replanned] = []
    for word in words:
        if word.milestone not in known:
            continue
        part, milestone = known[word.milestone]
        was = standing.get(word.milestone) or (milestone.original.date if milestone.original else None)
        standing[word.milestone] = word.date
        moved = slip(was, word.date) if was else None
        if moved and moved.kind not in (SlipKind.LATER, SlipKind.EARLIER):
            continue
        title, language = _title(titles, word)
        example = part.example or word.basis == Basis.EXAMPLE
        found.append(Replanned(part.uid, milestone, was, word, moved.days if moved else None, title, language, example))
    return tuple(sorted(found, key=lambda each: (each.word.known, each.milestone.key), reverse=True))


def _title(titles: Mapping[str, tuple[str, str]], word: ApprovedWord) -> tuple[str, str]:
    return titles.get(word.decision or "", ("", "nb"))
