"""The locked records before a choice: which, in what order, as whom, and at what cost."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives import models as m
from initiatives.actions.revision import revise
from initiatives.domain.vocabulary import Audience
from initiatives.models.base import Act
from reporting.actions.locking import lock_period
from reporting.models import ReportingPeriod
from reporting.source import BadTime, choose, forget
from reporting.source.locked import forget_locked
from reporting.source.series import series
from tests.factories import ActionPlanFactory, InitiativeFactory, MilestoneDateFactory, MilestoneFactory
from tests.factories import PlanEntryFactory as EntryFactory

pytestmark = pytest.mark.django_db
CUT_OFFS = {"2025-1": date(2025, 4, 30), "2025-2": date(2025, 8, 31), "2025-3": date(2025, 12, 31)}
LONG_AGO = datetime(2025, 1, 2, tzinfo=UTC)


def touch() -> None:
    """What was written behind the actions' back is seen."""
    row, _ = m.Revision.objects.get_or_create(id=1)
    m.Revision.objects.update(value=row.value + 1, registers=row.value + 1)
    forget()


@pytest.fixture
def milestone() -> m.Milestone:
    """A milestone with a date, and three locked periods that know it."""
    part = InitiativeFactory(code="T1", known_from=LONG_AGO)
    EntryFactory(initiative=part, plan=ActionPlanFactory(known_from=LONG_AGO), category="ongoing", known_from=LONG_AGO)
    found: m.Milestone = MilestoneFactory(initiative=part, name="Pilot", known_from=LONG_AGO)
    MilestoneDateFactory(milestone=found, role="approved", date="2025-06", known_from=LONG_AGO)
    lock(*CUT_OFFS)
    return found


def lock(*codes: str) -> None:
    for code in codes:
        period = ReportingPeriod(code=code, cut_off=CUT_OFFS[code], state="open")
        period.record(Act(actor="Siri"))
        lock_period(period=period, act=Act(actor="Siri"), known_by=CUT_OFFS[code])
    touch()


def test_the_last_locked_ones_come_first_and_the_chosen_one_last(milestone: m.Milestone) -> None:
    assert [each.code for each in series(choose())] == ["2025-1", "2025-2", "2025-3", ""]
    assert [each.code for each in series(choose(), 2)] == ["2025-2", "2025-3", ""]
    assert [each.code for each in series(choose("2025-2"))] == ["2025-1", "2025-2"]
    assert [each.code for each in series(choose("", "2025-09-15"))] == ["2025-1", "2025-2", ""]
    assert [each.code for each in series(choose("2025-1"))] == ["2025-1"]


def test_what_is_withheld_now_is_withheld_of_every_record_in_it(milestone: m.Milestone) -> None:
    seen = series(choose().seen_by(Audience.BOARD, frozenset()))
    assert {each.milestones[milestone.uid.hex].name for each in seen} == {"Pilot"}

    for field in ("name", "approved"):
        m.WithheldValue(subject=milestone.uid, field=field, legal_basis="offl. § 23").record(Act(actor="Siri"))
    touch()

    outside = series(choose().seen_by(Audience.BOARD, frozenset()))
    inside = series(choose())
    told = [each.milestones[milestone.uid.hex] for each in outside]
    assert {(each.name, each.approved) for each in told} == {("", None)}
    assert {each.milestones[milestone.uid.hex].name for each in inside} == {"Pilot"}
    own = series(choose().seen_by(Audience.BOARD, frozenset({milestone.initiative.uid.hex})))
    assert {each.milestones[milestone.uid.hex].name for each in own} == {"Pilot"}


def test_what_is_withheld_after_an_outline_was_held_is_not_shown_out_of_memory(milestone: m.Milestone) -> None:
    def names() -> set[str]:
        seen = series(choose().seen_by(Audience.BOARD, frozenset()))
        return {each.milestones[milestone.uid.hex].name for each in seen}

    assert names() == {"Pilot"}
    withheld = m.WithheldValue(subject=milestone.uid, field="name", legal_basis="offl. § 23")
    withheld.record(Act(actor="Siri"))
    revise([milestone.initiative_id], registers=True)

    assert names() == {""}
    withheld.withdraw(Act(actor="Siri", reason="Ikke lenger"))
    revise([milestone.initiative_id], registers=True)
    assert names() == {"Pilot"}


def test_one_query_when_it_is_held_and_one_for_each_that_is_not(milestone: m.Milestone) -> None:
    chosen = choose().seen_by(Audience.BOARD, frozenset())

    def cost(before: int) -> int:
        with CaptureQueriesContext(connection) as queries:
            series(chosen, before)
        return len(queries)

    forget()
    forget_locked()
    assert cost(3) == 2 + 3
    assert (cost(3), cost(2)) == (1, 1)
    forget()
    assert cost(2) == 2 + 2


def test_those_from_whom_nothing_is_withheld_share_what_is_held(milestone: m.Milestone) -> None:
    """Each reader's own initiatives matter only where something is withheld: else everybody's would be held apart."""

    def cost(own: frozenset[str]) -> int:
        chosen = choose().seen_by(Audience.BOARD, own)
        with CaptureQueriesContext(connection) as queries:
            series(chosen)
        return len(queries)

    one, other = frozenset({milestone.initiative.uid.hex}), frozenset({"another"})
    cost(one)
    assert cost(other) == 1

    m.WithheldValue(subject=milestone.uid, field="name", legal_basis="offl. § 23").record(Act(actor="Siri"))
    touch()

    def name(own: frozenset[str]) -> set[str]:
        return {each.milestones[milestone.uid.hex].name for each in series(choose().seen_by(Audience.BOARD, own))}

    assert (name(one), name(other)) == ({"Pilot"}, {""})


def test_an_altered_snapshot_is_never_part_of_it(milestone: m.Milestone) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE reporting_snapshot SET sha256 = %s WHERE id = (SELECT MIN(id) FROM reporting_snapshot)", ["0" * 64]
        )
    forget()

    with pytest.raises(BadTime) as caught:
        series(choose())
    assert caught.value.ours


def test_a_record_locked_later_is_followed_at_once(milestone: m.Milestone) -> None:
    series(choose())
    CUT_OFFS["2026-1"] = date(2026, 4, 30)
    try:
        lock("2026-1")
        assert [each.code for each in series(choose(), 1)] == ["2026-1", ""]
    finally:
        del CUT_OFFS["2026-1"]
