"""Rapportering: what the reader is to report and has reported, and how far the rounds have come."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from initiatives import access, notices
from initiatives.models import User
from reporting.domain.figures.my_reports import in_order, rounds
from reporting.domain.figures.report_consequences import Consequences, consequences, exceptional
from reporting.domain.figures.report_ground import ReportGround, ground
from reporting.domain.vocabulary import PeriodState
from reporting.pages.my_reports import context, round_rows, rounds_finding, ways
from reporting.source import Chosen, choose
from reporting.source.my_reports import Own, own_reports
from reporting.source.series import outlines
from reporting.views.frame import page
from reporting.views.my_contracts import other_time

NOTICES, LOCKED = 12, 4


@require_safe
def my_reports(request: HttpRequest) -> HttpResponse:
    """GET /rapportering/: always of now, whatever the address asks for."""
    user = request.user
    if not isinstance(user, User) or not access.may_read(user):
        raise PermissionDenied(_("Du har ikke tilgang til registeret."))
    chosen = choose().seen_by(*access.audience(user))
    own = {each.report.uid.hex: each for each in own_reports(user)}
    found = in_order(_grounds(chosen, own))
    today = chosen.record.state.today
    shown: dict[str, Any] = context(found, own, today, _led_to(chosen, found.delivered))
    listed = round_rows(rounds(chosen.record, _rounds(chosen)), today)
    kinds = notices.ROUNDS
    shown |= {
        "speaks": bool(own) or any(access.kept(user)),
        "office": access.may_lock(user),
        "rounds": listed,
        "rounds_finding": rounds_finding(listed),
        "ways": ways(),
        "other_time": other_time(request),
        "notices": notices.lines(notices.mine(user, NOTICES, kinds)),
        "unread": notices.unread(user, kinds),
        "notice_kinds": "runder",
    }
    return page(request, chosen, "reporting/my_reports.html", shown)


def _grounds(chosen: Chosen, own: dict[str, Own]) -> list[ReportGround]:
    """The reader's reports with what stands around them; those the record does not know left out."""
    known = chosen.periods
    found = []
    for uid, each in own.items():
        part = chosen.record.state.slices.get(each.report.initiative.uid.hex)
        period = known.get(each.report.period.code)
        earlier = {other.code for other in known.all if period and other.cut_off < period.cut_off}
        made = ground(chosen.record, part, period, uid, earlier) if part and period else None
        found += [made] if made else []
    return found


def _rounds(chosen: Chosen) -> list[Any]:
    """The open rounds, the planned, and the newest locked ones."""
    order = (PeriodState.OPEN, PeriodState.PLANNED)
    first = [each for state in order for each in chosen.periods.all if each.state == state]
    return [*first, *chosen.periods.locked[:LOCKED]]


def _led_to(chosen: Chosen, delivered: Iterable[ReportGround]) -> Any:
    """What a report led to. Of the locked rounds the outlines are enough, and those are held."""
    codes = dict.fromkeys(each.period.code for each in delivered if each.period.locked)
    told = {code: exceptional(then) for code, then in outlines(chosen, codes).items()}

    def of(each: ReportGround) -> Consequences | None:
        if each.sent is None:
            return None
        return consequences(each.sent, chosen.record.state, told.get(each.period.code), each.part.uid)

    return of
