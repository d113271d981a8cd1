"""The main goal of each initiative in a plan that runs."""

from initiatives.domain.facts import GoalFact
from initiatives.domain.state import PortfolioState


def main_goals(state: PortfolioState) -> dict[str, GoalFact]:
    """uid of an initiative → its main goal, of those that have one."""
    found = {}
    for part in state:
        entry = next((each for each in part.entries if each.left is None and state.plan_runs(each.plan)), None)
        goal = state.registers.goals.get(entry.main_goal or "") if entry else None
        if goal is not None:
            found[part.uid] = goal
    return found
