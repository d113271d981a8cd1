"""A round of reporting for tests, made by the acts themselves: a plan, its initiatives under way, and an open round."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from initiatives.domain.dates import exact
from initiatives.domain.facts import Slice
from initiatives.models import ActionPlan, Initiative, User
from initiatives.reading import current, forget
from reporting.actions.assessing import approve_report
from reporting.actions.reports import submit_report
from reporting.actions.rounds import add_period, open_period
from reporting.domain.answers import OVERALL, Answer, Answers
from reporting.models import ReportingPeriod, StatusReport, StatusReportVersion
from tests.factories import ActionPlanFactory, PlanEntryFactory

MEASURE = {
    "measure": "To utviklere leies inn",
    "measure_owner": "Prosjekteier",
}


def under_way(*initiatives: Initiative, plan: ActionPlan | None = None, **entry: Any) -> ActionPlan:
    """Put initiatives under way in a plan."""
    plan = plan or ActionPlanFactory()
    for each in initiatives:
        PlanEntryFactory(initiative=each, plan=plan, **({"category": "ongoing"} | entry))
    forget()  # written behind the actions' back
    return plan


def planned_round(by: User, *, plan: ActionPlan | None = None, code: str = "2026-3", **values: Any) -> ReportingPeriod:
    """A round that is set up: cut-off yesterday, the deadline in two weeks."""
    today = timezone.localdate()
    usual = {
        "code": code,
        "name": f"Runde {code}",
        "kind": "tertial",
        "opens": today,
        "cut_off": today - timedelta(days=1),
        "deadline": today + timedelta(days=14),
        "plan": plan,
    }
    return add_period(by=by, values=usual | values)


def open_round(by: User, *initiatives: Initiative, code: str = "2026-3", **values: Any) -> ReportingPeriod:
    """An open round in which these initiatives are to report."""
    period = planned_round(by, plan=under_way(*initiatives), code=code, **values)
    open_period(by=by, period=period)
    period.refresh_from_db()
    return period


def report_of(period: ReportingPeriod, initiative: Initiative) -> StatusReport:
    """The report that counts of an initiative, as it stands now."""
    found: StatusReport = StatusReport.objects.get(period=period, initiative=initiative, lead=True)
    return found


def answers(colour: str = "green", *, due: date | None = None, **changes: Any) -> Answers:
    """What an owner says: everything as the whole; yellow and red with all that is asked of them."""
    ratings = {
        each: Answer(colour, cause="supplier_delay" if colour in ("yellow", "red") else "", reason="Slik er det")
        for each in (OVERALL, "time", "money")
    }
    usual: dict[str, Any] = {"ratings": ratings, "summary": "Slik går det"}
    if colour in ("yellow", "red"):
        usual |= MEASURE | {"measure_due": exact(due or timezone.localdate() + timedelta(days=30))}
    return Answers(**(usual | changes))


def deliver(by: User, report: StatusReport, colour: str = "green", **changes: Any) -> StatusReportVersion:
    """Submit a report in which everything has one colour."""
    given_by = changes.pop("given_by", "")
    return submit_report(by=by, report=report, answers=answers(colour, **changes), computed={}, given_by=given_by)


def approve(by: User, report: StatusReport, **assessed: Any) -> None:
    """Approve the last version of a report."""
    seen = report.versions.order_by("-number").values_list("number", flat=True)[0]
    approve_report(by=by, report=report, seen=seen, assessed=assessed)


def part(code: str) -> Slice:
    """An initiative as it is read now."""
    return current().codes[code]
