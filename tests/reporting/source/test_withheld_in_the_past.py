"""Access is decided by what is withheld today: no date and no locked period is a way round it."""

from datetime import UTC, date, datetime

import pytest

from initiatives import models as m
from initiatives.domain.facts import Withheld
from initiatives.domain.vocabulary import Audience, MoneyKind
from initiatives.models.base import Act
from reporting.actions.locking import lock_period
from reporting.domain import rag
from reporting.models import ReportingPeriod
from reporting.source import choose
from tests.factories import InitiativeFactory

pytestmark = pytest.mark.django_db
THEN = Act(actor="Kilde", known_from=datetime(2023, 12, 1, tzinfo=UTC))
PERIOD = "2024-1"


@pytest.fixture
def forecast() -> m.BudgetLine:
    """A forecast a quarter over its budget, in a locked period, withheld only afterwards."""
    part = InitiativeFactory(code="T1")
    part.record(THEN)
    plan = m.ActionPlan(key="plan", name="Plan")
    plan.record(THEN)
    m.PlanEntry(initiative=part, plan=plan, category="ongoing").record(THEN)
    years = {"covers_from": date(2024, 1, 1), "covers_to": date(2024, 12, 31)}
    m.BudgetLine(initiative=part, key="B1", amount=1_000_000, kind=MoneyKind.BUDGET, **years).record(THEN)
    line = m.BudgetLine(initiative=part, key="B2", amount=1_250_000, kind=MoneyKind.FORECAST, **years)
    line.record(THEN)
    period = ReportingPeriod(code=PERIOD, cut_off=date(2024, 1, 31), state="open")
    period.record(THEN)
    lock_period(period=period, act=Act(actor="Siri"), known_by=date(2024, 1, 31))
    m.WithheldValue(subject=line.uid, field="amount", legal_basis="offl. § 23").record(Act(actor="Siri"))
    row = m.Revision.objects.get()
    m.Revision.objects.update(value=row.value + 1, registers=row.value + 1)
    return line


@pytest.mark.parametrize(("period", "day"), [(PERIOD, ""), ("", "2024-01-31"), ("", "")])
def test_an_amount_withheld_today_is_shown_at_no_time(forecast: m.BudgetLine, period: str, day: str) -> None:
    chosen = choose(period, day).seen_by(Audience.BOARD, frozenset())

    found = {line.key: line.amount for line in chosen.record.state.codes["T1"].budget}

    assert found == {"B1": 1_000_000, "B2": Withheld("offl. § 23", grade="internal")}


def test_what_now_is_compared_with_tells_no_more(forecast: m.BudgetLine) -> None:
    before = choose().seen_by(Audience.BOARD, frozenset()).previous()

    assert before is not None
    assert isinstance(before.state.codes["T1"].budget[1].amount, Withheld)


def test_a_locked_result_does_not_tell_a_withheld_amount_by_its_distance_from_a_known_one(
    forecast: m.BudgetLine,
) -> None:
    inside = choose(PERIOD).seen_by(Audience.INTERNAL, frozenset()).record
    outside = choose(PERIOD).seen_by(Audience.BOARD, frozenset()).record
    part = inside.state.codes["T1"]

    assert inside.results and outside.results
    told = [reason.value for each in inside.results.computed[part.uid] for reason in each.reasons]
    hidden = [reason.value for each in outside.results.computed[part.uid] for reason in each.reasons]

    assert 2500 in told
    assert set(hidden) == {None}
    assert rag.overall(outside.results.computed[part.uid]) == "none"
    assert outside.results.counts["red"] == 0
    assert inside.results.counts["red"] == 1
