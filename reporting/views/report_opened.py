"""A report somebody has opened who may give it, with what stands around it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from initiatives import access
from reporting.actions.reports import Saved
from reporting.domain.figures.report_consequences import exceptional
from reporting.domain.figures.report_ground import ReportGround, ground
from reporting.domain.lifecycle import AWAITED
from reporting.domain.vocabulary import PeriodState
from reporting.forms.report_rows import Drawn
from reporting.forms.report_sheet import Sheet
from reporting.gates import Reporting, reportable
from reporting.pages.report import around, frame_words, read_context, saved_context
from reporting.source import Chosen, choose
from reporting.source.my_reports import Begun, begun
from reporting.source.series import outlines
from reporting.views.frame import page

UNDO = "rapport-angre-{}"  # where the session keeps what «alt er som sist» wrote over


class Opened:
    """The report `uid`. Raises Http404 when it is unknown, PermissionDenied for those whose report it is not."""

    def __init__(self, request: HttpRequest, uid: UUID) -> None:
        self.request = request
        self.reporting: Reporting = reportable(request.user, uid)
        self.chosen: Chosen = choose().seen_by(*access.audience(request.user))
        self.ground: ReportGround = self._ground()
        self.begun: Begun = begun(self.reporting.report)

    def _ground(self) -> ReportGround:
        row, known = self.reporting.report, self.chosen.periods
        part = self.chosen.record.state.slices.get(row.initiative.uid.hex)
        period = known.get(row.period.code)
        earlier = {each.code for each in known.all if period and each.cut_off < period.cut_off}
        found = ground(self.chosen.record, part, period, row.uid.hex, earlier) if part and period else None
        if found is None:
            raise Http404(str(row.uid))
        return found

    @property
    def late(self) -> bool:
        """Whether the round is locked, so that what is sent is an addendum."""
        return bool(self.reporting.report.period.state == PeriodState.LOCKED)

    @property
    def locked_meanwhile(self) -> bool:
        """Whether the page was opened before the lock: what was a report when it was begun, is an addendum now."""
        return self.late and self.request.method == "POST" and "late" not in self.request.POST

    @property
    def writes(self) -> bool:
        """Whether something is awaited, or an addendum is asked for."""
        row = self.reporting.report
        if self.late:
            return self.ground.sent is None or "tillegg" in self.request.GET
        return bool(row.period.state == PeriodState.OPEN and row.state in AWAITED)

    @property
    def here(self) -> str:
        """The address of the form."""
        found = reverse("reporting:report", args=[self.reporting.report.uid])
        return f"{found}?tillegg=1" if self.late and self.ground.sent is not None else found

    @property
    def undo(self) -> str:
        """Where the session keeps what was written over."""
        return UNDO.format(self.reporting.report.uid.hex)

    def again(self) -> None:
        """Read what is being written once more."""
        self.begun = begun(self.reporting.report)

    def sheet(self, sent: Any = None) -> Sheet:
        """The report as it is written."""
        return Sheet(self.reporting, self.ground, self.begun, self.reporting.by.writes, sent)

    def shown(self, sheet: Sheet, saved: Saved | None = None, status: int = 200, **more: Any) -> HttpResponse:
        """The form."""
        told = frame_words(self.ground, own=self.reporting.own) | around(self.ground, self._exceptions())
        told |= saved_context(self.ground, self.begun)
        told |= {"sheet": sheet, "drawn": Drawn(sheet, saved), "late": self.late, "here": self.here}
        told["locked_meanwhile"] = self.locked_meanwhile
        told["undo"] = self.undo in self.request.session
        return page(self.request, self.chosen, "reporting/report.html", told | more, status=status)

    def _exceptions(self) -> frozenset[str] | None:
        """uids of the exceptions of the round reported on last, None while it is open."""
        last = self.ground.before.report if self.ground.before else None
        period = self.chosen.periods.get(last.period) if last else None
        if period is None or not period.locked:
            return None
        then = outlines(self.chosen, [period.code]).get(period.code)
        return exceptional(then) if then else None

    def read(self) -> HttpResponse:
        """What was sent, and what has come of it."""
        told = frame_words(self.ground, own=self.reporting.own) | read_context(self.ground)
        told |= {"late": self.late, "add_url": self.here if self.late else ""}
        return page(self.request, self.chosen, "reporting/report_read.html", told)
