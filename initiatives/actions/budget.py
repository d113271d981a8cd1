"""Budget lines and cost estimates: an amount or an interval, in whole kroner, and exactly what it is."""

from uuid import UUID, uuid4

from initiatives.actions import edits
from initiatives.actions.edits import Changes, Editable, keep, revised
from initiatives.actions.keys import next_key
from initiatives.actions.provenance import basis_for
from initiatives.actions.writing import By, needed_reason, writing
from initiatives.domain import vocabulary as v
from initiatives.domain.kroner import LARGEST
from initiatives.domain.refusals import Problem, Why
from initiatives.models import BudgetLine, CostEstimate, Initiative

BUDGET = Editable(
    names=(
        "what", "kind", "measure", "qualifier", "amount", "low", "high", "covers_from", "covers_to", "as_of", "scope",
        "price_level", "funding", "note", "language",
    ),
    required=("what", "kind", "measure", "qualifier", "language"),
    codes={"kind": v.MoneyKind, "measure": v.MoneyMeasure, "qualifier": v.Qualifier, "language": v.Language},
)  # fmt: skip
ESTIMATE = Editable(
    names=("kind", "amount", "price_level", "estimated", "assurance", "document", "note", "language"),
    required=("kind", "language"),
    codes={"kind": v.EstimateKind, "assurance": v.QualityAssurance, "language": v.Language},
)
PRICE_YEARS = (1990, 2100)


def add_budget_line(*, by: By, initiative: Initiative, values: Changes, uid: UUID | None = None) -> BudgetLine:
    """Register an amount. Raises Refused."""
    with writing(by=by, initiative=initiative) as write:
        known = edits.already(BudgetLine, uid, values, initiative=initiative)
        if known is not None:
            return known
        line = BudgetLine(
            initiative=initiative,
            uid=uid or uuid4(),
            key=next_key(BudgetLine, f"{initiative.code}-B"),
            basis=basis_for(initiative, v.Basis.STATED),
        )
        edits.add(write, line, BUDGET, {"language": write.language} | dict(values), _line_rules)
        return line


def edit_budget_line(*, by: By, line: BudgetLine, changes: Changes, version: int | None = None) -> bool:
    """Change an amount or what it is. Whether anything changed; raises Stale and Refused."""
    with writing(by=by, initiative=line.initiative) as write:
        now, changed = revised(write, line, BUDGET, changes, version, _line_rules)
        if "kind" in changed:
            now.kind_as_stated = ""  # the source's own word for another kind
        return keep(write, now, changed)


def withdraw_budget_line(*, by: By, line: BudgetLine, reason: str) -> None:
    """Take an amount back."""
    with writing(by=by, initiative=line.initiative, reason=needed_reason(reason)) as write:
        edits.withdraw(write, line)


def add_estimate(*, by: By, initiative: Initiative, values: Changes, uid: UUID | None = None) -> CostEstimate:
    """Register a cost estimate. Raises Refused."""
    with writing(by=by, initiative=initiative) as write:
        known = edits.already(CostEstimate, uid, values, initiative=initiative)
        if known is not None:
            return known
        estimate = CostEstimate(initiative=initiative, uid=uid or uuid4(), basis=basis_for(initiative, v.Basis.STATED))
        edits.add(write, estimate, ESTIMATE, {"language": write.language} | dict(values), _estimate_rules)
        return estimate


def edit_estimate(*, by: By, estimate: CostEstimate, changes: Changes, version: int | None = None) -> bool:
    """Change a cost estimate. Whether anything changed; raises Stale and Refused."""
    with writing(by=by, initiative=estimate.initiative) as write:
        return edits.edit(write, estimate, ESTIMATE, changes, version, _estimate_rules)


def withdraw_estimate(*, by: By, estimate: CostEstimate, reason: str) -> None:
    """Take a cost estimate back."""
    with writing(by=by, initiative=estimate.initiative, reason=needed_reason(reason)) as write:
        edits.withdraw(write, estimate)


def _line_rules(line: BudgetLine, changed: frozenset[str]) -> list[Problem]:
    problems = [*_amounts(line), *_price_year(line)]
    if (line.covers_from is None) != (line.covers_to is None):
        problems.append(Problem("covers_to", Why.INCOMPLETE))
    elif line.covers_from and line.covers_to and line.covers_to < line.covers_from:
        problems.append(Problem("covers_to", Why.ENDS_BEFORE_START))
    if line.measure == v.MoneyMeasure.PERIOD and line.covers_from is None and changed & {"measure", "covers_from"}:
        problems.append(Problem("covers_from", Why.PERIOD_NEEDED))
    return problems


def _amounts(line: BudgetLine) -> list[Problem]:
    if line.amount is not None and (line.low is not None or line.high is not None):
        return [Problem("amount", Why.AMOUNT_OR_RANGE)]
    if line.amount is not None:
        return _in_range("amount", line.amount)
    if line.low is None and line.high is None:
        return [Problem("amount", Why.REQUIRED)]
    if line.low is None or line.high is None:
        return [Problem("low" if line.low is None else "high", Why.INCOMPLETE)]
    if line.low > line.high:
        return [Problem("high", Why.LOW_OVER_HIGH)]
    return _in_range("low", line.low) + _in_range("high", line.high)


def _in_range(field: str, amount: int) -> list[Problem]:
    outside = not 0 <= amount <= LARGEST
    return [Problem(field, Why.OUT_OF_RANGE, {"low": 0, "high": LARGEST})] if outside else []


def _price_year(row: BudgetLine | CostEstimate) -> list[Problem]:
    first, last = PRICE_YEARS
    if row.price_level is None or first <= row.price_level <= last:
        return []
    return [Problem("price_level", Why.OUT_OF_RANGE, {"low": first, "high": last})]


def _estimate_rules(estimate: CostEstimate, changed: frozenset[str]) -> list[Problem]:
    problems = _price_year(estimate)
    if estimate.amount is not None:
        problems += _in_range("amount", estimate.amount)
    elif not estimate.assurance:
        problems.append(Problem("amount", Why.REQUIRED))
    return problems
