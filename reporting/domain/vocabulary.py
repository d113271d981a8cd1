"""The words of reporting as closed sets of codes. Labels stand in `reporting.choices`."""

from enum import StrEnum


class PeriodKind(StrEnum):
    """What a period is a third, quarter or other part of."""

    TERTIAL = "tertial"
    QUARTER = "quarter"
    AD_HOC = "ad_hoc"


class PeriodState(StrEnum):
    """A period's life."""

    PLANNED = "planned"
    OPEN = "open"
    LOCKED = "locked"


class ReportState(StrEnum):
    """A status report's life; the moves between them stand in `reporting.domain.lifecycle`."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"


class TextKind(StrEnum):
    """What the secretariat writes for a period."""

    SUMMARY = "summary"
    SELECTED_ISSUES = "selected_issues"
    HIGHLIGHT = "highlight"
    COMMON_CAUSES = "common_causes"


class ReportFormat(StrEnum):
    """File formats of reports and lists."""

    PDF = "pdf"
    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"


class ReportKind(StrEnum):
    """The reports that can be made."""

    BOARD = "board"
    REGISTER = "register"
    PLAN = "plan"
    COORDINATION = "coordination"
