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


class ReportForm(StrEnum):
    """How much is asked of those who report; `NONE` asks nothing of a segment."""

    FULL = "full"
    LIGHT = "light"
    NONE = "none"


class Stage(StrEnum):
    """When those who report are written to. Each is sent once for a report, `MANUAL` as often as the office wants."""

    KICK_OFF = "kick_off"
    WEEK_BEFORE = "week_before"
    DAY_BEFORE = "day_before"
    LATE = "late"
    WEEK_LATE = "week_late"
    MANUAL = "manual"


class ReportState(StrEnum):
    """A status report's life; the moves between them stand in `reporting.domain.lifecycle`. `DRAFT` is asked for and
    not delivered, `EXEMPT` let off with a reason."""

    DRAFT = "draft"
    EXEMPT = "exempt"
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
