"""Periods, reports, and what is kept for ever. Each model's docstring gives the Norwegian term."""

from reporting.models.periods import PeriodAddendum, PeriodText, ReportingPeriod
from reporting.models.records import ExportLog, IssuedReport, Reminder, Snapshot
from reporting.models.reports import (
    Rating,
    ReportCase,
    ReportComment,
    ReportDraft,
    StatusObservation,
    StatusReport,
    StatusReportVersion,
)
from reporting.models.scenarios import Scenario
from reporting.models.tolerances import Tolerance

__all__ = [
    "ExportLog",
    "IssuedReport",
    "PeriodAddendum",
    "PeriodText",
    "Rating",
    "Reminder",
    "ReportCase",
    "ReportComment",
    "ReportDraft",
    "ReportingPeriod",
    "Scenario",
    "Snapshot",
    "StatusObservation",
    "StatusReport",
    "StatusReportVersion",
    "Tolerance",
]
