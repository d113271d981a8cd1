"""Which body can settle a conflict between two owners: our proposal, which the secretariat may overrule."""

from datetime import date

from initiatives.domain.facts import BodyFact
from initiatives.domain.state import PortfolioState
from initiatives.domain.vocabulary import DependencyKind

PROFESSIONAL, TACTICAL, STRATEGIC = "faglig", "taktisk", "strategisk"
"""Levels of the bodies as their sources name them: advice on professional and architectural choices, prioritising and
following up the portfolio, and strategic choices."""

_LEVELS = {
    DependencyKind.TECHNICAL: PROFESSIONAL,
    DependencyKind.SOLUTION: PROFESSIONAL,
    DependencyKind.REUSE: PROFESSIONAL,
    DependencyKind.EXPERIENCE: PROFESSIONAL,
    DependencyKind.LEGAL: STRATEGIC,
    DependencyKind.POLITICAL: STRATEGIC,
    DependencyKind.FUNDING: STRATEGIC,
}


def settler_of(state: PortfolioState, kind: str, *, example: bool) -> BodyFact | None:
    """The body for a dependency of this kind (a DependencyKind). Examples go to an example body. None when no body of
    the level exists any more."""
    bodies = state.registers.bodies.values()
    if example:
        return next((each for each in bodies if each.example), None)
    level = _LEVELS.get(DependencyKind(kind), TACTICAL)
    fit = [each for each in bodies if level in each.level and not each.example and meets(each.period, state.today)]
    return max(fit, key=lambda each: (each.period.rstrip().endswith("–"), each.period, each.key), default=None)


def meets(period: str, today: date) -> bool:
    """Whether a body with this period («2023–», «minst 2017–2021») still meets: it has no last year, or one that has
    not passed."""
    last = period.rstrip()[-4:]
    return not (last.isdigit() and int(last) < today.year)
