"""Where a notice of a round leads: to the one report it is about, else to the reader's own reports."""

from uuid import UUID

from django.urls import NoReverseMatch, reverse

from initiatives.models import Notice
from initiatives.notices.rounds_told import RoundReport, RoundTold


def path(notice: Notice, told: RoundTold) -> str:
    """The address inside the application."""
    if len(told.reports) == 1 and (found := report_path(told.reports[0])):
        return found
    try:
        return reverse("reporting:my_reports")
    except NoReverseMatch:
        pass  # an installation without those pages: the initiative's own shows its reports too
    if notice.initiative is not None:
        return reverse("reporting:initiative", kwargs={"code": notice.initiative.code})
    return "/"


def report_path(report: RoundReport) -> str:
    """The address of one report inside the application; '' where it has none."""
    if not report.report:
        return ""
    try:
        return reverse("reporting:report", kwargs={"uid": UUID(report.report)})
    except NoReverseMatch:
        return ""
