"""The reports that can be made, and the one way to make them: by button, by command, and by the benchmarks.

A report is a workbook of values and a PDF, both of the same record; xlsx, csv and json are three writings of the one
workbook. The same record, language and audience give the same bytes within a release.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace

from django.utils.translation import override

from initiatives.domain.vocabulary import Audience
from reporting.domain.vocabulary import ReportFormat, ReportKind
from reporting.exports.board import board_pdf, board_workbook
from reporting.exports.coordination import coordination_pdf, coordination_workbook
from reporting.exports.register_paper import register_pdf
from reporting.exports.register_workbook import readable_register, whole_register
from reporting.exports.tabular.csvzip import render_csv_zip
from reporting.exports.tabular.jsonfile import render_json
from reporting.exports.tabular.sheets import Workbook
from reporting.exports.tabular.workbook import render_workbook
from reporting.source import Chosen, choose
from reporting.source.series import series

RELEASE = "samstyr 0.1.0"


@dataclass(frozen=True, slots=True)
class Report:
    """How one report is made of a record, the one before and a language: for a spreadsheet, for machines (csv, json),
    and on paper. One that tells of the course `over_time` is given the outlines of the records before, too."""

    workbook: Callable[..., Workbook]
    data: Callable[..., Workbook]
    pdf: Callable[..., bytes]
    over_time: bool = False


REPORTS: dict[str, Report] = {
    ReportKind.BOARD: Report(board_workbook, board_workbook, board_pdf, over_time=True),
    ReportKind.COORDINATION: Report(coordination_workbook, coordination_workbook, coordination_pdf),
    ReportKind.REGISTER: Report(readable_register, whole_register, register_pdf),
}


@dataclass(frozen=True, slots=True)
class File:
    """A finished file."""

    name: str
    media_type: str
    content: bytes

    @property
    def sha256(self) -> str:
        """The hash of its bytes."""
        return hashlib.sha256(self.content).hexdigest()


_WRITERS: dict[str, tuple[Callable[[Workbook], bytes], str, str]] = {
    ReportFormat.XLSX: (
        render_workbook,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "xlsx",
    ),
    ReportFormat.CSV: (render_csv_zip, "application/zip", "csv.zip"),
    ReportFormat.JSON: (render_json, "application/json", "json"),
}
PDF = "application/pdf"


def render(
    report: str, form: str, *, language: str = "nb", period: str = "", day: str = "", audience: str = Audience.BOARD
) -> File:
    """A report of a period's code or an ISO date, of now when both are empty.

    Raises KeyError for an unknown report or format, BadTime for a time that cannot be shown.
    """
    return render_chosen(report, form, choose(period, day).seen_by(audience, frozenset()), language)


def render_chosen(report: str, form: str, chosen: Chosen, language: str) -> File:
    """A report of what was chosen, as its audience may see it."""
    made = REPORTS[report]
    stem = _stem(report, chosen, language)
    told = (chosen.record, chosen.previous(), language, *((series(chosen)[:-1],) if made.over_time else ()))
    with override(language):
        if form == ReportFormat.PDF:
            return File(f"{stem}.pdf", PDF, made.pdf(*told))
        write, media_type, ending = _WRITERS[form]
        make = made.workbook if form == ReportFormat.XLSX else made.data
        return File(f"{stem}.{ending}", media_type, write(_marked(make(*told), chosen)))


def _marked(book: Workbook, chosen: Chosen) -> Workbook:
    """What is not locked says UTKAST."""
    return replace(book, draft=chosen.kind != "locked")


def _stem(report: str, chosen: Chosen, language: str) -> str:
    code = chosen.period.code if chosen.period and chosen.kind == "locked" else chosen.record.state.today.isoformat()
    return f"samstyr-{report}-{code}-{language}"
