"""The same sent twice is one, and what says something new is never taken for the same."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from initiatives.actions.milestone_dates import DateGiven, Words
from initiatives.domain.dates import exact
from initiatives.domain.refusals import Refused, Why
from initiatives.domain.vocabulary import DateRole, NoticeKind
from initiatives.models import Initiative, MilestoneDate, Notice, Organisation, User
from reporting.actions.assessing import Assessment, approve_report
from reporting.actions.closing import lock_round
from reporting.actions.reports import submit_report
from reporting.actions.rounds import exempt, extend
from reporting.domain.answers import Answers
from reporting.domain.standing import standing
from reporting.models import Rating, StatusReport, StatusReportVersion
from reporting.source import choose
from tests.factories import MilestoneFactory, StewardshipFactory, UserFactory
from tests.rounds import answers, approve, deliver, open_round, report_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(
    sekretariat: User, t001: Initiative, t900: Initiative, programleder: User, utenforstaende: User
) -> StatusReport:
    """A yellow report of an open round."""
    period = open_round(sekretariat, t001, t900)
    deliver(programleder, report_of(period, t001), "yellow")
    return report_of(period, t001)


@pytest.fixture
def locked(report: StatusReport, sekretariat: User) -> StatusReport:
    """The same, approved and locked."""
    approve(sekretariat, report)
    lock_round(by=sekretariat, period=report.period, reason="T900 leverte ikke")
    return StatusReport.objects.get(pk=report.pk)


def sent(by: User, report: StatusReport, said: Answers, *dates: Words) -> StatusReportVersion:
    return submit_report(by=by, report=report, answers=said, computed={}, dates=dates)


def test_an_addendum_sent_twice_is_one(locked: StatusReport, programleder: User) -> None:
    first = sent(programleder, locked, answers("yellow", summary="Rettet"))
    assert sent(programleder, locked, answers("yellow", summary="Rettet")) == first
    assert locked.versions.count() == 2


@pytest.mark.parametrize(
    "change", [{"measure": "Fem utviklere leies inn"}, {"measure_owner": "Styringsgruppa"}, {"language": "nn"}]
)
def test_an_addendum_that_changes_one_thing_is_kept(
    locked: StatusReport, programleder: User, change: dict[str, str]
) -> None:
    """Measure, owner and due day were not held against what was sent before: the correction was thrown away unseen."""
    sent(programleder, locked, answers("yellow", summary="Rettet"))
    sent(programleder, locked, answers("yellow", summary="Rettet", **change))
    later = sent(programleder, locked, answers("yellow", summary="Rettet", due=timezone.localdate() + timedelta(60)))
    assert (later.number, locked.versions.count()) == (4, 4)


def test_an_addendum_that_only_moves_a_date_moves_it(
    locked: StatusReport, programleder: User, t001: Initiative
) -> None:
    milestone = MilestoneFactory(initiative=t001, name="Løsning i drift")
    sent(programleder, locked, answers("yellow", summary="Rettet"))
    words = Words(milestone, {DateRole.FORECAST: DateGiven(exact(timezone.localdate() + timedelta(90)), "Sen")}, {})
    sent(programleder, locked, answers("yellow", summary="Rettet"), words)
    sent(programleder, locked, answers("yellow", summary="Rettet"), words)  # clicked twice
    assert MilestoneDate.objects.filter(milestone=milestone, role=DateRole.FORECAST).count() == 1
    assert locked.versions.count() == 3


def test_the_very_same_of_another_person_is_no_repetition(report: StatusReport, eier: Organisation) -> None:
    deputy = UserFactory(username="vara", organisation=eier)
    StewardshipFactory(user=deputy, organisation=eier, deputy=True)

    with pytest.raises(Refused) as caught:
        deliver(deputy, report, "yellow")

    assert caught.value.whys == {"": Why.ROUND_NOT_NOW}


def test_another_measure_after_the_report_is_sent_is_refused_and_not_swallowed(
    report: StatusReport, programleder: User
) -> None:
    with pytest.raises(Refused):
        sent(programleder, report, answers("yellow", measure="Noe annet"))


def test_nobody_has_approved_an_addendum(locked: StatusReport, programleder: User) -> None:
    sent(programleder, locked, answers("red", summary="Verre"))

    record = choose().record
    part = record.state.codes["T001"]
    said = standing(record.status(part))
    assert said is not None
    assert (said.colour, said.assessed, said.state) == ("red", "", "submitted")
    then = choose(locked.period.code).record
    kept = then.standing(then.state.codes["T001"])
    assert kept is not None
    assert (kept.colour, kept.state) == ("yellow", "approved")


def test_approving_twice_writes_once_and_tells_once(
    report: StatusReport, sekretariat: User, programleder: User
) -> None:
    given = {"overall": Assessment("red", "Fakta er røde"), "time": Assessment("yellow"), "money": Assessment("yellow")}
    for _ in range(2):
        approve_report(by=sekretariat, report=report, seen=1, assessed=given)
    told = Notice.objects.filter(recipient=programleder, kind=NoticeKind.ROUND_APPROVED)
    assert (Rating.objects.filter(assessed=True).count(), told.count(), report.history.count()) == (3, 1, 3)


def test_the_log_tells_each_assessment_with_its_own_colour(
    report: StatusReport, sekretariat: User, client: Client
) -> None:
    """Looked at once more, a report has two words on each dimension: PostgreSQL refused to read the log at all, SQLite
    told the first colour twice."""
    approve_report(by=sekretariat, report=report, seen=1)
    approve_report(by=sekretariat, report=report, seen=1, assessed={"overall": Assessment("red", "Fakta er røde")})
    client.force_login(sekretariat)

    page = client.get(reverse("reporting:initiative", args=["T001"]))

    told = [
        {each.label: each.now for each in line.diffs}["Samlet"].lower()
        for line in page.context["log_lines"]
        if "vurdering" in line.act
    ]
    assert told == ["kritisk", "noen utfordringer"]


def test_the_log_tells_of_an_extension_and_of_who_is_let_off_with_the_reason(
    report: StatusReport, t900: Initiative, sekretariat: User, client: Client
) -> None:
    other = report_of(report.period, t900)
    extend(by=sekretariat, report=other, deadline=timezone.localdate() + timedelta(20), reason="Ny prosjektleder")
    exempt(by=sekretariat, report=other, reason="Under avvikling")
    client.force_login(sekretariat)

    lines = client.get(reverse("reporting:initiative", args=["T900"])).context["log_lines"]

    told = [(each.about, each.reason, [one.label for one in each.diffs]) for each in lines if each.act[:7] == "Rapport"]
    assert told == [
        ("2026-3", "Under avvikling", ["fritatt"]),
        ("2026-3", "Ny prosjektleder", ["frist"]),
        ("2026-3", "", []),
    ]
