"""Periods, reports, and what is kept for ever. Each model's docstring gives the Norwegian term."""

from reporting.models.periods import PeriodText, ReportingPeriod
from reporting.models.records import ExportLog, IssuedReport, Snapshot
from reporting.models.reports import (
    Rating,
    ReportDecision,
    StatusObservation,
    StatusReport,
    StatusReportVersion,
)
from reporting.models.scenarios import Scenario
from reporting.models.tolerances import Tolerance

__all__ = [
    "ExportLog",
    "IssuedReport",
    "PeriodText",
    "Rating",
    "ReportDecision",
    "ReportingPeriod",
    "Scenario",
    "Snapshot",
    "StatusObservation",
    "StatusReport",
    "StatusReportVersion",
    "Tolerance",
]
