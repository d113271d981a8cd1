"""What a locked period answers on every address, and what may be done to the present after a lock."""

import re
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, reverse
from django.utils import timezone

from initiatives import models as m
from initiatives import reading
from initiatives.actions import edit_initiative, revise, withdraw_budget_line, withdraw_dependency
from initiatives.domain.dates import from_edtf
from initiatives.models.base import Act, Assertion, Fact
from reporting import models as rm
from reporting import urls
from reporting.source import forget

KNOWN = {"code": ("T001", "T012", "T031"), "key": ("wp-m9-1213", "wp-m7-1920"), "report": ("board",)}
FORMATS = ("json", "csv", "xlsx", "pdf")
ELSEWHERE = ("scenario", "compare")  # what is asked for by two times: tests/reporting/compare
NOT_OF_A_PERIOD = ("issue", "issued_file", "my_contracts", "tolerance_withdraw")
NOT_OF_A_PERIOD += (
    "round_add",
    "round_edit",
    "round_withdraw",
    "round_take_in",
    "round_remind",
    "round_approve",
    "round_addendum",
    "round_agenda",
)
NOT_OF_A_PERIOD += ("assess", "report_deadline", "report_exempt", "report_include")  # nobody was asked in this round
NOT_OF_A_PERIOD += ("report", "report_draft", "my_reports")
VISIT = re.compile(rb'"csrfmiddlewaretoken" value="[^"]*"|"X-CSRFToken": "[^"]*"|<p class="who__text">.*?</p>')
LATER = Act(actor="Etter Låsen", reason="Endret etter låsingen")


def addresses(period: str) -> Iterator[str]:
    """Every address of reporting that reads, for some objects; a new kind of argument must be named here."""
    for pattern in urls.urlpatterns:
        assert isinstance(pattern, URLPattern)
        name = f"reporting:{pattern.name}"
        wanted = set(pattern.pattern.converters)
        if pattern.name in NOT_OF_A_PERIOD or str(pattern.name).startswith(ELSEWHERE):
            continue  # what is written, handed out, kept by somebody who asks, or of now whatever is shown
        if "code" in wanted and str(pattern.name).startswith("round"):
            yield from of_the_round(name, wanted, period)
            continue
        if not wanted:
            yield reverse(name)
        elif wanted <= {"format"}:
            yield from (reverse(name, kwargs={"format": each}) for each in FORMATS)
        elif pattern.name == "what_if_file":
            yield from (reverse(name, kwargs={"form": each}) for each in FORMATS)
        elif wanted == {"report", "form"}:
            yield from (reverse(name, kwargs={"report": "board", "form": each}) for each in FORMATS)
            yield from (reverse(name, kwargs={"report": "coordination", "form": each}) for each in ("pdf", "json"))
            yield reverse(name, kwargs={"report": "register", "form": "json"})
        elif len(wanted) == 1 and wanted <= set(KNOWN):
            (kind,) = wanted
            yield from (reverse(name, kwargs={kind: each}) for each in KNOWN[kind])
        else:
            yield from of_an_object(pattern, wanted)


def of_an_object(pattern: URLPattern, wanted: set[str]) -> Iterator[str]:
    """An address that names some object by its uid."""
    name = f"reporting:{pattern.name}"
    if pattern.name == "contract":
        keys = m.Dependency.objects.filter(key__in=("D002", "D040", "X01"))
        yield from (reverse(name, kwargs={"uid": each}) for each in keys.values_list("uid", flat=True))
    elif pattern.name == "portfolio_change":
        changes = m.PlanChange.objects.values_list("uid", flat=True)  # asked later: not known in the period
        yield from (reverse(name, kwargs={"uid": each}) for each in changes)
    elif pattern.name in ("agenda", "agenda_file"):
        meeting = {"uid": m.Meeting.objects.latest("date_latest").uid}  # called later: not known in the period
        yield reverse(name, kwargs=meeting | ({"form": "txt"} if "form" in wanted else {}))
    else:
        raise NoReverseMatch(f"{name} takes {wanted}")


def of_the_round(name: str, wanted: set[str], period: str) -> Iterator[str]:
    """A page of the locked round itself, or its list in each format."""
    more: list[dict[str, str]] = [{"format": each} for each in ("json", "csv", "xlsx")] if "format" in wanted else [{}]
    yield from (reverse(name, kwargs={"code": period} | each) for each in more)


def pages(period: str) -> dict[str, bytes]:
    """Address → what it answers for the locked period, without what belongs to the visit."""
    client = Client()
    client.force_login(m.User.objects.get(username="sekretariat"))
    found = {}
    for address in addresses(period):
        response: Any = client.get(f"{address}?period={period}")
        assert response.status_code in (200, 404), (address, response.status_code)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        if response.status_code == 200:  # not every list has every format
            found[address] = VISIT.sub(b"", body)
    return found


def everything_forgotten() -> None:
    reading.forget()
    forget()


# ── what is done to the present ──────────────────────────────────────────────────────────────────────────────────────


def facts() -> Iterator[type[models.Model]]:
    for name in ("initiatives", "reporting"):
        for model in apps.get_app_config(name).get_models():
            if issubclass(model, Fact | Assertion) and model is not rm.ReportingPeriod:
                yield model


def by_the_book() -> None:
    """What people do: through the actions, and as new words."""
    office = m.User.objects.get(username="sekretariat")
    by: dict[str, Any] = {"by": office, "reason": "Endret etter låsingen"}
    part = m.Initiative.objects.get(code="T012")
    edit_initiative(initiative=part, changes={"name": "Et helt annet navn", "life": "stopped"}, **by)
    withdraw_budget_line(line=m.BudgetLine.objects.get(key="B008"), **by)
    waits = m.Dependency.objects.get(key="D002")
    withdraw_dependency(initiative=m.Initiative.objects.get(code="T001"), dependency=waits, **by)
    for milestone in m.Milestone.objects.filter(initiative=part):
        word: Assertion = m.MilestoneDate(milestone=milestone, role="forecast", date=from_edtf("2031-05"))  # type: ignore[misc]
        word.assert_(LATER)
    for each in m.Initiative.objects.all():
        said = {"colour": "red", "as_of": from_edtf("2026-11")}
        word = rm.StatusObservation(key=f"etter/{each.code}", initiative=each, **said)
        word.assert_(LATER)
    revise(m.Initiative.objects.values_list("pk", flat=True), registers=True)


def every_text_and_number(kind: type[models.Model] = Fact) -> None:
    """All free texts and amounts of every fact, past all rules: as somebody with the database's password could."""
    for model in facts():
        if not issubclass(model, kind):
            continue
        changes: dict[str, Any] = {}
        for column in model._meta.concrete_fields:
            if column.unique or not column.editable or column.name in ("code", "key"):
                continue
            if isinstance(column, models.TextField) or getattr(column, "max_length", 0) in (120, 200, 300, 400):
                changes[column.name] = "ETTER LÅSEN"
            elif isinstance(column, models.BigIntegerField) and column.name in ("amount", "value"):
                changes[column.name] = models.F(column.name) + 1
        if changes:
            model._base_manager.update(**changes)
    revise(m.Initiative.objects.values_list("pk", flat=True), registers=True)


def everything_withdrawn() -> None:
    """Every fact there is, taken back."""
    for model in facts():
        model._base_manager.update(withdrawn_at=timezone.now(), withdrawn_reason="ETTER LÅSEN")
    revise(m.Initiative.objects.values_list("pk", flat=True), registers=True)


def changed(shown: dict[str, bytes], period: str) -> set[str]:
    """The addresses that no longer answer the same."""
    everything_forgotten()
    after = pages(period)
    return {address for address in shown if after.get(address) != shown[address]}
