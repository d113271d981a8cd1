"""Running a round: set up, opened, with extensions and exemptions. The wrong person first."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from initiatives.domain.refusals import Refused, Why
from initiatives.models import Initiative, Organisation, Revision, User
from initiatives.models.base import Act
from initiatives.reading import forget
from reporting.actions.rounds import (
    add_period,
    edit_period,
    exempt,
    extend,
    include,
    open_period,
    take_in,
    withdraw_period,
)
from reporting.models import Reminder, ReportingPeriod, StatusReport
from reporting.source import choose
from tests.cast import tiltak
from tests.factories import OwnershipFactory, ReportingLineFactory
from tests.rounds import deliver, open_round, planned_round, report_of, under_way

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def refused(act: Any, **values: Any) -> dict[str, Why]:
    with pytest.raises(Refused) as caught:
        act(**values)
    return caught.value.whys


@pytest.mark.parametrize("who", ["programleder", "leder", "admin_person", "utenforstaende"])
def test_only_the_secretariat_runs_rounds(
    who: str, request: pytest.FixtureRequest, sekretariat: User, t001: Initiative
) -> None:
    period = open_round(sekretariat, t001)
    report = report_of(period, t001)
    by = request.getfixturevalue(who)
    for act, values in (
        (add_period, {"values": {"code": "X", "name": "X", "kind": "quarter", "cut_off": timezone.localdate()}}),
        (edit_period, {"period": period, "changes": {"name": "Mitt"}}),
        (open_period, {"period": period}),
        (take_in, {"period": period}),
        (withdraw_period, {"period": period, "reason": "x"}),
        (extend, {"report": report, "deadline": timezone.localdate(), "reason": "x"}),
        (exempt, {"report": report, "reason": "x"}),
        (include, {"report": report}),
    ):
        with pytest.raises(PermissionDenied):
            act(by=by, **values)  # type: ignore[operator]
    report.refresh_from_db()
    assert (report.state, report.deadline, ReportingPeriod.objects.count()) == ("draft", None, 1)


def test_a_round_is_set_up_once_however_often_the_form_is_sent(sekretariat: User) -> None:
    period = planned_round(sekretariat)

    again = add_period(by=sekretariat, values={}, uid=period.uid)

    assert again == period
    assert (period.state, period.history.get().history_user) == ("planned", sekretariat)


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"code": ""}, {"code": Why.REQUIRED}),
        ({"cut_off": None}, {"cut_off": Why.REQUIRED}),
        ({"kind": "month"}, {"kind": Why.UNKNOWN_CODE}),
        ({"forms": {"Samstyre": "short"}}, {"forms": Why.UNKNOWN_CODE}),
        ({"code": "2026-2"}, {"code": Why.DUPLICATE}),
    ],
)
def test_a_round_that_cannot_be_is_refused_at_the_field(
    sekretariat: User, values: dict[str, Any], why: dict[str, Why]
) -> None:
    planned_round(sekretariat, code="2026-2")

    assert refused(planned_round, by=sekretariat, **values) == why


def test_a_deadline_before_the_opening_is_refused(sekretariat: User) -> None:
    today = timezone.localdate()

    assert refused(planned_round, by=sekretariat, deadline=today - DAY) == {"deadline": Why.DEADLINE_FIRST}
    period = planned_round(sekretariat)
    assert refused(edit_period, by=sekretariat, period=period, changes={"deadline": today - DAY}) == {
        "deadline": Why.DEADLINE_FIRST
    }
    period.refresh_from_db()
    assert period.deadline == today + 14 * DAY


def test_opening_asks_each_organisation_that_reports_and_writes_to_its_people(
    sekretariat: User, programleder: User, eier: Organisation, annen_eier: Organisation, t001: Initiative
) -> None:
    ReportingLineFactory(initiative=t001, organisation=eier, lead=True)
    ReportingLineFactory(initiative=t001, organisation=annen_eier, lead=False)
    nobodys = tiltak("T300")
    plan = under_way(t001, nobodys)
    period = planned_round(sekretariat, plan=plan, opens=None)

    made = open_period(by=sekretariat, period=period)

    asked = [(each.initiative.code, each.organisation, each.lead, each.state) for each in made]
    assert sorted(asked, key=str) == sorted(
        [("T001", eier, True, "draft"), ("T001", annen_eier, False, "draft"), ("T300", None, True, "draft")], key=str
    )
    letters = {each.report.organisation: (each.stage, each.recipients) for each in Reminder.objects.all()}
    assert letters == {eier: ("kick_off", 1), annen_eier: ("kick_off", 0), None: ("kick_off", 0)}
    period.refresh_from_db()
    assert (period.state, period.opens) == ("open", timezone.localdate())


def test_a_round_is_opened_once_and_only_with_a_deadline(sekretariat: User, t001: Initiative) -> None:
    bare = planned_round(sekretariat, plan=under_way(t001), deadline=None)
    assert refused(open_period, by=sekretariat, period=bare) == {"deadline": Why.REQUIRED}

    edit_period(by=sekretariat, period=bare, changes={"deadline": timezone.localdate()})
    open_period(by=sekretariat, period=bare)

    assert refused(open_period, by=sekretariat, period=bare) == {"": Why.ROUND_NOT_NOW}
    assert StatusReport.objects.count() == 1


def test_what_is_asked_is_part_of_the_record_at_once(period: ReportingPeriod, t001: Initiative) -> None:
    record = choose(period="2026-3").record

    (duty,) = record.status(record.state.codes["T001"]).duties_in("2026-3")
    assert (duty.state, duty.lead, duty.form, duty.required) == ("draft", True, "full", True)


def test_the_number_of_queries_of_opening_does_not_grow_with_the_reports(sekretariat: User) -> None:

    def opened(count: int, code: str) -> int:
        plan = under_way(*(tiltak(f"{code}{n}") for n in range(count)))
        period = planned_round(sekretariat, plan=plan, code=code)
        with CaptureQueriesContext(connection) as caught:
            open_period(by=sekretariat, period=period)
        return len(caught)

    assert opened(2, "A") == opened(22, "B")


def test_what_comes_under_way_later_is_taken_in_and_nobody_is_asked_twice(
    sekretariat: User, period: ReportingPeriod
) -> None:
    late = tiltak("T200")
    under_way(late, plan=period.plan)

    made = take_in(by=sekretariat, period=period)

    assert [each.initiative for each in made] == [late]
    assert take_in(by=sekretariat, period=period) == ()


def test_one_that_is_only_planned_can_be_taken_in_by_name(sekretariat: User, period: ReportingPeriod) -> None:
    planned = tiltak("T200")
    under_way(planned, plan=period.plan, category="planned")

    (made,) = take_in(by=sekretariat, period=period, initiatives=[planned], form="light")

    assert (made.initiative, made.form, made.lead) == (planned, "light", True)


def test_a_new_owner_is_asked_beside_the_old_one_who_still_leads(
    sekretariat: User, period: ReportingPeriod, t001: Initiative, eier: Organisation, annen_eier: Organisation
) -> None:
    t001.owners.get().withdraw(Act(actor=str(sekretariat), user=sekretariat, reason="Overført"))
    OwnershipFactory(initiative=t001, organisation=annen_eier)
    forget()

    (made,) = take_in(by=sekretariat, period=period)

    assert (made.organisation, made.lead) == (annen_eier, False)
    assert report_of(period, t001).organisation == eier


def test_a_late_report_may_be_given_today(sekretariat: User, t001: Initiative) -> None:
    today = timezone.localdate()
    period = open_round(sekretariat, t001, opens=today - 9 * DAY, deadline=today - DAY)

    extend(by=sekretariat, report=report_of(period, t001), deadline=today, reason="Ferie")

    assert report_of(period, t001).deadline == today


def test_an_extension_is_the_reports_own_with_its_reason(
    sekretariat: User, period: ReportingPeriod, t001: Initiative, t900: Initiative
) -> None:
    later = timezone.localdate() + 30 * DAY

    extend(by=sekretariat, report=report_of(period, t001), deadline=later, reason="Ferie")

    found, other = report_of(period, t001), report_of(period, t900)
    assert (found.deadline, found.deadline_reason, other.deadline) == (later, "Ferie", None)
    assert found.history.latest().history_change_reason == "Ferie"


def test_an_extension_needs_a_reason_and_a_day_after_the_opening(
    sekretariat: User, period: ReportingPeriod, t001: Initiative
) -> None:
    report, today = report_of(period, t001), timezone.localdate()

    assert refused(extend, by=sekretariat, report=report, deadline=today, reason=" ") == {"reason": Why.REASON_NEEDED}
    assert refused(extend, by=sekretariat, report=report, deadline=today - DAY, reason="Ferie") == {
        "deadline": Why.DEADLINE_FIRST
    }


def test_letting_off_needs_a_reason_and_can_be_taken_back(
    sekretariat: User, period: ReportingPeriod, t001: Initiative
) -> None:
    assert refused(exempt, by=sekretariat, report=report_of(period, t001), reason="") == {"reason": Why.REASON_NEEDED}

    exempt(by=sekretariat, report=report_of(period, t001), reason="Nettopp godkjent")
    assert (report_of(period, t001).state, report_of(period, t001).exempt_reason) == ("exempt", "Nettopp godkjent")

    include(by=sekretariat, report=report_of(period, t001))
    assert (report_of(period, t001).state, report_of(period, t001).exempt_reason) == ("draft", "")


def test_what_is_delivered_is_not_let_off_or_extended(
    sekretariat: User, period: ReportingPeriod, t001: Initiative, programleder: User
) -> None:
    deliver(programleder, report_of(period, t001))
    report = report_of(period, t001)

    assert refused(exempt, by=sekretariat, report=report, reason="x") == {"": Why.ROUND_NOT_NOW}
    assert refused(extend, by=sekretariat, report=report, deadline=timezone.localdate(), reason="x") == {
        "": Why.ROUND_NOT_NOW
    }


def test_an_open_round_keeps_its_code_and_plan_and_its_deadline(sekretariat: User, period: ReportingPeriod) -> None:
    for changes in ({"code": "2026-4"}, {"plan": under_way()}):
        assert list(refused(edit_period, by=sekretariat, period=period, changes=changes).values()) == [
            Why.ROUND_UNDER_WAY
        ]
    assert refused(edit_period, by=sekretariat, period=period, changes={"deadline": None}) == {"deadline": Why.REQUIRED}
    assert edit_period(by=sekretariat, period=period, changes={"name": "Høsten"})


def test_only_a_round_that_is_not_opened_can_be_taken_back(sekretariat: User, period: ReportingPeriod) -> None:
    assert refused(withdraw_period, by=sekretariat, period=period, reason="Feil") == {"": Why.ROUND_NOT_NOW}
    planned = planned_round(sekretariat, code="2027-1")

    withdraw_period(by=sekretariat, period=planned, reason="Feil")

    assert [each.code for each in choose().periods.all] == ["2026-3"]


def test_each_act_of_the_round_raises_the_revision_once_and_a_refused_one_never(
    sekretariat: User, period: ReportingPeriod, t001: Initiative
) -> None:
    before = Revision.objects.get(id=1).value
    extend(by=sekretariat, report=report_of(period, t001), deadline=period.deadline + DAY, reason="Ferie")
    assert Revision.objects.get(id=1).value == before + 1

    extend(by=sekretariat, report=report_of(period, t001), deadline=period.deadline + DAY, reason="Ferie")
    refused(exempt, by=sekretariat, report=report_of(period, t001), reason="")
    assert Revision.objects.get(id=1).value == before + 1
