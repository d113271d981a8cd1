"""The gates of reporting: each fetches what is asked for and answers whether the person may, in one step."""

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from initiatives import access
from initiatives.access import Visitor
from initiatives.domain import free_text
from initiatives.models import User
from reporting.models import ReportingPeriod, StatusReport

WITH = ("period", "initiative", "organisation", "period__body", "period__meeting")
"""What is fetched with a report."""


def readable_period(user: Visitor, code: str) -> ReportingPeriod:
    """The period for reading. Http404 when unknown, PermissionDenied when the user reads nothing."""
    if not access.may_read(user):
        raise PermissionDenied(_("Du har ikke tilgang til registeret."))
    rows = ReportingPeriod.objects.standing().filter(code=code).select_related("body", "meeting", "plan")
    period: ReportingPeriod | None = rows.first() if free_text.is_plain(code) else None
    if period is None:
        raise Http404(code)
    return period


def run_period(user: Visitor, code: str) -> ReportingPeriod:
    """The period for running it. PermissionDenied for all but the secretariat, Http404 when unknown."""
    access.runner(user)
    return readable_period(user, code)


def sees_own_only(user: Visitor) -> bool:
    """Whether the person is shown of a round only its totals and what is his or her own: who reports is not shown how
    others do it."""
    return not access.may_edit_all(user) and access.may_propose(user)


@dataclass(frozen=True, slots=True)
class Reporting:
    """A report, the person who writes, and whether it is his or her own to give: if not, it is on somebody's word."""

    report: StatusReport
    by: User
    own: bool


def reportable(user: Visitor, uid: UUID) -> Reporting:
    """The report for writing it. Http404 when unknown, PermissionDenied for those whose report it is not."""
    report = _report(user, uid)
    if not isinstance(user, User) or not access.may_report(user, report.initiative, report.organisation):
        raise PermissionDenied(
            _("Bare den som har ansvaret for tiltaket, rapporterer på det. Spør porteføljekontoret.")
        )
    return Reporting(report, user, access.reports_for(user, report.initiative, report.organisation))


def assessable(user: Visitor, uid: UUID) -> Reporting:
    """The report for assessing it. PermissionDenied for all but the secretariat, Http404 when unknown."""
    by = access.runner(user)
    return Reporting(_report(user, uid), by, own=False)


def _report(user: Visitor, uid: UUID) -> StatusReport:
    if not access.may_read(user):
        raise PermissionDenied(_("Du har ikke tilgang til registeret."))
    report: StatusReport | None = StatusReport.objects.standing().filter(uid=uid).select_related(*WITH).first()
    if report is None:
        raise Http404(str(uid))
    return report
