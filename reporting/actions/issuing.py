"""Issuing a report: the file is kept and served as issued, for ever. A later release makes a named new edition."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from initiatives.access import may_export
from initiatives.models import User
from reporting.models import IssuedReport, ReportingPeriod


class NotLocked(Exception):
    """Only a locked period's report can be issued; of an open one there are only drafts."""


@transaction.atomic
def issue_report(
    *,
    by: User,
    period: ReportingPeriod,
    kind: str,
    format: str,
    language: str,
    audience: str,
    title: str,
    file_name: str,
    content: bytes,
    sha256: str,
    chain_head: str,
    release: str,
) -> IssuedReport:
    """Keep a report's file. The same bytes again give the edition that is kept; other bytes a new edition.

    Raises PermissionDenied and NotLocked.
    """
    if not may_export(by):
        raise PermissionDenied
    if period.locked_at is None:
        raise NotLocked(period.code)
    ReportingPeriod.objects.select_for_update(no_key=True).get(pk=period.pk)  # two at once are two editions, or one
    same = IssuedReport.objects.filter(period=period, kind=kind, format=format, language=language, audience=audience)
    last: IssuedReport | None = same.order_by("-edition").first()
    if last is not None and last.sha256 == sha256:
        return last
    issued = IssuedReport(
        period=period,
        kind=kind,
        format=format,
        language=language,
        audience=audience,
        edition=last.edition + 1 if last else 1,
        title=title,
        file_name=file_name,
        content=content,
        sha256=sha256,
        chain_head=chain_head,
        release=release,
        actor=str(by),
    )
    issued.save()
    return issued
