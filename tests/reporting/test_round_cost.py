"""What the pages of reporting ask the database does not grow with what there is: more initiatives, more who report on
one, more rounds, more limits, more that was issued or added."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from initiatives.models import ActionPlan, Initiative, User
from reporting.actions.assessing import return_report
from reporting.actions.closing import lock_round
from reporting.actions.issuing import issue_report
from reporting.actions.period_texts import add_addendum
from reporting.actions.reminding import remind
from reporting.actions.reports import save_draft
from reporting.actions.rounds import exempt, open_period, take_in
from reporting.actions.tolerances import add_tolerance
from reporting.models import ReportingPeriod, StatusReport
from tests.cast import tiltak
from tests.factories import OrganisationFactory, ReportingLineFactory, StewardshipFactory, UserFactory
from tests.rounds import approve, deliver, open_round, planned_round, report_of, under_way

pytestmark = pytest.mark.django_db
FEW, MANY = 6, 9
ROUND = "2026-3"
number = count(2)


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    with time_machine.travel("2026-11-23T09:00:00+01:00", tick=False) as clock:
        yield clock


def of_round(name: str, code: str = ROUND, **more: str) -> str:
    return reverse(f"reporting:{name}", kwargs={"code": code, **more})


def of_report(name: str, report: StatusReport) -> str:
    return reverse(f"reporting:{name}", kwargs={"uid": report.uid})


def costs(person: User, addresses: Iterable[str]) -> dict[str, int]:
    """Address → how many queries it takes one who has been there before."""
    client = Client()
    client.force_login(person)
    found = {}
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        found[address] = len(asked)
    return found


def new(howmany: int) -> dict[Initiative, User]:
    """Initiatives, each with an owner of its own and somebody who reports."""
    made = {}
    for _ in range(howmany):
        owner = OrganisationFactory()
        person = made[tiltak(f"T{next(number):03}", owner=owner)] = UserFactory(organisation=owner)
        StewardshipFactory(user=person, organisation=owner)
    return made


def lived(by: User, period: ReportingPeriod, parts: dict[Initiative, User]) -> None:
    """One not opened, one begun, then one delivered, returned, approved and exempt; and so on."""
    for place, (part, person) in enumerate(parts.items()):
        report = report_of(period, part)
        step = place % 6
        if step == 1:
            save_draft(by=person, report=report, changes={"summary": ("", "Så langt")})
        elif step == 5:
            exempt(by=by, report=report, reason="Er slått sammen")
        elif step:
            deliver(person, report, "red", decision_kind="approval", decision_asked="Mer penger")
        if step == 3:
            return_report(by=by, report=report, seen=1, comments={"summary": "Hva er status?"})
        if step == 4:
            approve(by, report)
    remind(by=by, period=period, reports=period.reports.all())


OPEN = [
    of_round(each) for each in ("round", "round_lock", "round_texts", "round_agenda", "round_edit", "round_take_in")
]
OPEN += [of_round("round_list", format=each) for each in ("json", "csv", "xlsx")]
READ = [reverse(f"reporting:{each}") for each in ("overview", "my_reports", "status_grid", "verification", "reports")]
FILES = [reverse(f"reporting:{each}_export", kwargs={"format": "json"}) for each in ("status_grid", "verification")]
BOARD = [reverse("reporting:report_file", kwargs={"report": "board", "form": "json"})]


def test_more_reports_cost_no_more(sekretariat: User, leder: User) -> None:
    def measured() -> list[dict[str, int]]:
        office = costs(sekretariat, [*OPEN, *READ, *FILES, *BOARD])
        return [office, costs(leder, [of_round("round"), *READ])]

    parts = new(FEW)
    period = open_round(sekretariat, *parts, code=ROUND)
    lived(sekretariat, period, parts)
    few = measured()

    more = new(MANY)
    under_way(*more, plan=period.plan)
    take_in(by=sekretariat, period=period)
    lived(sekretariat, period, more)

    assert measured() == few
    assert period.reports.count() == FEW + MANY


def test_more_that_is_asked_of_one_person_costs_no_more(sekretariat: User, programleder: User) -> None:
    """One who reports on many: the own list, the round as one sees it, and each form."""

    def measured(part: Initiative) -> list[int]:
        report = report_of(period, part)
        pages = [reverse("reporting:my_reports"), of_round("round"), of_report("report", report)]
        return list(costs(programleder, pages).values())

    first, *rest = new(FEW + MANY)
    for part in (first, *rest):
        StewardshipFactory(user=programleder, initiative=part)
    period = open_round(sekretariat, first, code=ROUND)
    few = measured(first)
    under_way(*rest, plan=period.plan)
    take_in(by=sekretariat, period=period)

    assert measured(rest[-1]) == few


def test_more_who_report_on_one_cost_no_more(sekretariat: User) -> None:
    def measured(code: str, others: int) -> list[int]:
        ((part, person),) = new(1).items()
        ReportingLineFactory(initiative=part, organisation=person.organisation, lead=True)
        beside = list(new(others).values())
        for each in beside:
            ReportingLineFactory(initiative=part, organisation=each.organisation, lead=False)
        period = open_round(sekretariat, part, code=code)
        reports = {each.organisation: each for each in StatusReport.objects.filter(period=period)}
        assert len(reports) == 1 + others
        for each in (person, *beside):
            deliver(each, reports[each.organisation], "red")
        lead = report_of(period, part)
        pages = [of_report("assess", lead), of_report("report", lead), of_round("round", code)]
        pages += [of_round("round_lock", code), reverse("reporting:initiative", kwargs={"code": part.code})]
        return [*costs(sekretariat, pages).values(), *costs(beside[0], [reverse("reporting:my_reports")]).values()]

    assert measured("2026-3", 1) == measured("2027-1", 8)


def test_more_rounds_behind_cost_no_more(sekretariat: User, leder: User, clock: Any) -> None:
    """With three locked rounds or six: what was said last time, the way of the colours, and what moved."""
    ((part, person),) = new(1).items()

    def measured() -> list[dict[str, int]]:
        report = report_of(ReportingPeriod.objects.get(code=ROUND), part)
        page = reverse("reporting:initiative", kwargs={"code": part.code})
        pages = [*OPEN, *READ, of_report("assess", report), page, reverse("reporting:compare")]
        own = costs(person, [of_report("report", report), reverse("reporting:my_reports"), page])
        return [costs(sekretariat, pages), own, costs(leder, READ)]

    plan = under_way(part)
    counts = []
    for howmany in (3, 3):
        for _ in range(howmany):
            passed(sekretariat, plan, part, person)
            clock.shift(timedelta(days=30))
        if not counts:
            open_period(by=sekretariat, period=planned_round(sekretariat, plan=plan, code=ROUND))
            deliver(person, report_of(ReportingPeriod.objects.get(code=ROUND), part), "red")
        counts.append(measured())
    assert counts[0] == counts[1]


def passed(by: User, plan: ActionPlan, part: Initiative, person: User) -> None:
    """A round from its opening to its lock."""
    period = planned_round(by, plan=plan, code=f"r{next(number)}")
    open_period(by=by, period=period)
    deliver(person, report_of(period, part), "yellow")
    approve(by, report_of(period, part))
    lock_round(by=by, period=period)


def test_a_round_before_it_opens_and_after_its_lock_costs_the_same_however_large(sekretariat: User) -> None:
    def measured(code: str, parts: dict[Initiative, User], added: int) -> list[int]:
        period = planned_round(sekretariat, plan=under_way(*parts), code=code)
        before = costs(sekretariat, [of_round(each, code) for each in ("round", "round_open", "round_edit")])
        open_period(by=sekretariat, period=period)
        lived(sekretariat, period, parts)
        lock_round(by=sekretariat, period=ReportingPeriod.objects.get(code=code), reason="Ikke alle svarte")
        late = [part for place, part in enumerate(parts) if not place % 6]
        for part in late:
            deliver(parts[part], report_of(period, part), "red")
        for place in range(added):
            add_addendum(by=sekretariat, period=period, text=f"Rettelse {place}", language="nb", initiative=late[0])
        after = [of_round(each, code) for each in ("round", "round_lock", "round_texts", "round_addendum")]
        return [*before.values(), *costs(sekretariat, after).values()]

    measured("2026-2", new(1), 0)  # what is locked before is looked at, too
    assert measured("2026-3", new(FEW), 1) == measured("2027-1", new(MANY), 8)


def test_more_limits_cost_no_more(sekretariat: User, leder: User) -> None:
    page = [reverse("reporting:tolerances")]
    counts = []
    for howmany in (1, 8):
        for _ in range(howmany):
            day = date(2027, 1, 1) + timedelta(days=next(number))
            values = {"green_up_to": 10, "yellow_up_to": 60, "reason": "Strengere"}
            add_tolerance(by=sekretariat, dimension="time", valid_from=day, **values)
        counts.append((costs(sekretariat, page), costs(leder, page)))
    assert counts[0] == counts[1]


def test_more_that_was_issued_costs_no_more(sekretariat: User, leder: User, clock: Any) -> None:
    ((part, person),) = new(1).items()
    plan = under_way(part)
    passed(sekretariat, plan, part, person)
    period = ReportingPeriod.objects.get()
    counts = []
    for howmany in (1, 8):
        for _ in range(howmany):
            told = {"kind": "board", "format": "json", "language": "nb", "audience": "board", "title": "Rapport"}
            content = f"{next(number)}".encode()
            told |= {"file_name": "r.json", "sha256": content.hex(), "chain_head": "", "release": "1"}
            issue_report(by=sekretariat, period=period, content=content, **told)
        counts.append([costs(each, [reverse("reporting:reports")]) for each in (sekretariat, leder)])
    assert counts[0] == counts[1]
