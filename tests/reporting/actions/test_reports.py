"""Owners write and submit. Drafts are saved as typed and are no facts; a report is given once, by those whose it is."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from initiatives.actions import DateGiven, Words
from initiatives.domain.dates import exact, from_edtf
from initiatives.domain.refusals import Refused, Stale, Why
from initiatives.domain.vocabulary import DateRole
from initiatives.models import Initiative, MilestoneDate, Organisation, Revision, User
from initiatives.models.base import Act
from reporting.actions.assessing import return_report
from reporting.actions.closing import lock_round
from reporting.actions.reports import open_draft, save_draft, submit_report
from reporting.domain.answers import OVERALL, Answer, Answers
from reporting.models import Rating, ReportDraft, ReportingPeriod, StatusReport, StatusReportVersion
from reporting.source import choose
from tests.factories import (
    MilestoneDateFactory,
    MilestoneFactory,
    OwnershipFactory,
    ReportingLineFactory,
    StewardshipFactory,
    UserFactory,
)
from tests.rounds import answers, deliver, open_round, planned_round, report_of, under_way

pytestmark = pytest.mark.django_db


def refused(act: Any, **values: Any) -> dict[str, Why]:
    with pytest.raises(Refused) as caught:
        act(**values)
    return caught.value.whys


@pytest.fixture
def report(period: ReportingPeriod, t001: Initiative) -> StatusReport:
    return report_of(period, t001)


# ── who ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("who", ["utenforstaende", "leder", "admin_person"])
def test_nobody_reports_for_others(who: str, request: pytest.FixtureRequest, report: StatusReport) -> None:
    by = request.getfixturevalue(who)
    for act, values in (
        (open_draft, {}),
        (save_draft, {"changes": {"summary": ("", "Hei")}}),
        (submit_report, {"answers": answers(), "computed": {}}),
    ):
        with pytest.raises(PermissionDenied):
            act(by=by, report=report, **values)  # type: ignore[operator]
    assert not ReportDraft.objects.exists() and not StatusReportVersion.objects.exists()


def test_of_a_shared_initiative_each_organisation_gives_its_own_report_alone(
    sekretariat: User,
    programleder: User,
    utenforstaende: User,
    eier: Organisation,
    annen_eier: Organisation,
    t001: Initiative,
) -> None:
    ReportingLineFactory(initiative=t001, organisation=eier, lead=True)
    ReportingLineFactory(initiative=t001, organisation=annen_eier, lead=False)
    period = open_round(sekretariat, t001)
    own = {each.organisation: each for each in StatusReport.objects.filter(period=period)}

    deliver(utenforstaende, own[annen_eier], "red")
    deliver(programleder, own[eier], "green")

    for by, other in ((programleder, annen_eier), (utenforstaende, eier)):
        with pytest.raises(PermissionDenied):
            save_draft(by=by, report=own[other], changes={"summary": ("", "x")})
    record = choose().record
    assert record.standing(record.state.codes["T001"]).colour == "green"  # type: ignore[union-attr]


def test_who_was_asked_reports_though_the_initiative_has_got_another_owner_but_moves_no_dates(
    sekretariat: User, programleder: User, report: StatusReport, t001: Initiative, annen_eier: Organisation
) -> None:
    milestone = MilestoneFactory(initiative=t001)
    MilestoneDateFactory(milestone=milestone, role="forecast", date="2027-03-01")
    t001.owners.get().withdraw(Act(actor=str(sekretariat), user=sekretariat, reason="Overført"))
    OwnershipFactory(initiative=t001, organisation=annen_eier)

    def words(day: str) -> list[Words]:
        return [Words(milestone, {DateRole.FORECAST: DateGiven(from_edtf(day))}, {})]

    given: dict[str, Any] = {"by": programleder, "report": report, "answers": answers(), "computed": {}}
    with pytest.raises(PermissionDenied):
        submit_report(**given, dates=words("2027-06-01"))
    assert not StatusReportVersion.objects.exists() and MilestoneDate.objects.count() == 1

    assert submit_report(**given, dates=words("2027-03-01")).number == 1


def test_a_steward_of_a_shared_initiative_reports_for_the_place_of_work(
    sekretariat: User, eier: Organisation, annen_eier: Organisation, t001: Initiative
) -> None:
    ReportingLineFactory(initiative=t001, organisation=eier, lead=True)
    ReportingLineFactory(initiative=t001, organisation=annen_eier, lead=False)
    person = UserFactory(username="delt", organisation=annen_eier)
    StewardshipFactory(user=person, initiative=t001)
    period = open_round(sekretariat, t001)
    own = {each.organisation: each for each in StatusReport.objects.filter(period=period)}

    deliver(person, own[annen_eier])

    with pytest.raises(PermissionDenied):
        deliver(person, own[eier])


def test_the_office_reports_for_others_only_on_somebodys_word(sekretariat: User, report: StatusReport) -> None:
    assert refused(submit_report, by=sekretariat, report=report, answers=answers(), computed={}) == {
        "given_by": Why.GIVEN_BY_NEEDED
    }

    version = deliver(sekretariat, report, given_by="Kari Nordmann, prosjektleder, 20.11.")

    assert (version.author, version.given_by) == (sekretariat, "Kari Nordmann, prosjektleder, 20.11.")
    assert version.given_at is not None


# ── drafts ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_draft_holds_what_is_typed_and_raises_no_revision(report: StatusReport, programleder: User) -> None:
    before = Revision.objects.get(id=1).value

    saved = save_draft(
        by=programleder, report=report, changes={"summary": ("", "Vi er i gang"), "colour_time": ("", "red")}
    )
    again = save_draft(by=programleder, report=report, changes={"summary": ("Vi er i gang", "Vi er ferdige")})

    assert (saved.counter, again.counter) == (1, 2)
    assert ReportDraft.objects.get().content == {"summary": "Vi er ferdige", "colour_time": "red"}
    assert Revision.objects.get(id=1).value == before
    assert not StatusReportVersion.objects.exists()


def test_the_same_saved_again_is_no_new_saving(report: StatusReport, programleder: User) -> None:
    save_draft(by=programleder, report=report, changes={"summary": ("", "Hei")})

    assert save_draft(by=programleder, report=report, changes={"summary": ("Hei", "Hei")}).counter == 1


def test_two_who_write_in_different_fields_both_get_theirs(
    report: StatusReport, programleder: User, eier: Organisation
) -> None:
    deputy = UserFactory(username="vara", organisation=eier)
    StewardshipFactory(user=deputy, organisation=eier, deputy=True)

    save_draft(by=programleder, report=report, changes={"summary": ("", "Hei")})
    saved = save_draft(by=deputy, report=report, changes={"highlight": ("", "Ti kontor")})

    assert (saved.content, saved.clashes) == ({"summary": "Hei", "highlight": "Ti kontor"}, {})


def test_where_somebody_else_has_written_theirs_stays_and_both_come_back(
    report: StatusReport, programleder: User, eier: Organisation
) -> None:
    deputy = UserFactory(username="vara", organisation=eier, first_name="Vara", last_name="Person")
    StewardshipFactory(user=deputy, organisation=eier, deputy=True)
    save_draft(by=deputy, report=report, changes={"summary": ("", "Deres")})

    saved = save_draft(by=programleder, report=report, changes={"summary": ("", "Mitt"), "highlight": ("", "Nytt")})

    clash = saved.clashes["summary"]
    assert (clash.theirs, clash.mine, clash.by) == ("Deres", "Mitt", "Vara Person")
    assert saved.content == {"summary": "Deres", "highlight": "Nytt"}
    chosen = save_draft(by=programleder, report=report, changes={"summary": ("Deres", "Mitt")})
    assert chosen.content["summary"] == "Mitt"


def test_two_who_write_the_same_do_not_disagree(report: StatusReport, programleder: User, sekretariat: User) -> None:
    save_draft(by=sekretariat, report=report, changes={"summary": ("", "Slik går det")})

    saved = save_draft(by=programleder, report=report, changes={"summary": ("", "Slik går det")})

    assert (saved.clashes, saved.counter) == ({}, 1)


def test_an_identity_number_is_not_kept_even_in_a_draft_and_the_rest_is(
    report: StatusReport, programleder: User
) -> None:
    saved = save_draft(
        by=programleder, report=report, changes={"summary": ("", "Ring 01010050053"), "measure": ("", "Leie inn")}
    )

    assert saved.refused["summary"].why == Why.IDENTITY_NUMBER
    assert saved.content == {"measure": "Leie inn"}
    too_long = save_draft(by=programleder, report=report, changes={"summary": ("", "x" * 4_001)})
    assert too_long.refused["summary"].why == Why.TOO_LONG


def test_nothing_is_drafted_where_nothing_is_awaited(
    report: StatusReport, programleder: User, sekretariat: User, t001: Initiative
) -> None:
    deliver(programleder, report)

    assert refused(save_draft, by=programleder, report=report, changes={"summary": ("", "x")}) == {
        "": Why.ROUND_NOT_NOW
    }
    planned = planned_round(sekretariat, plan=under_way(), code="2027-1")
    early = StatusReport(period=planned, initiative=t001)
    from tests.factories import SETUP

    early.record(SETUP)
    assert refused(save_draft, by=sekretariat, report=early, changes={"summary": ("", "x")}) == {"": Why.ROUND_NOT_NOW}


# ── submitting ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_report_is_a_version_with_a_rating_for_each_dimension(report: StatusReport, programleder: User) -> None:
    given = answers("red", highlight="Ti kontor", decision_kind="endorsement", decision_asked="Mer penger")

    version = submit_report(by=programleder, report=report, answers=given, computed={})

    report.refresh_from_db()
    assert (report.state, version.number, version.actor, version.addendum) == ("submitted", 1, str(programleder), False)
    ratings = {each.dimension: each for each in Rating.objects.filter(version=version)}
    assert set(ratings) == {"overall", "time", "money"}
    assert (ratings["overall"].measure, ratings["overall"].measure_owner) == ("To utviklere leies inn", "Prosjekteier")
    assert (ratings["time"].cause, ratings["time"].measure) == ("supplier_delay", "")
    told = choose().record.status(choose().record.state.codes["T001"]).reports[-1]
    assert (told.highlight, told.decision_kind, told.rating().declared) == ("Ti kontor", "endorsement", "red")  # type: ignore[union-attr]


def test_what_is_missing_stops_the_report_and_nothing_is_written(report: StatusReport, programleder: User) -> None:
    save_draft(by=programleder, report=report, changes={"summary": ("", "Hei")})
    bare = Answers(ratings={OVERALL: Answer("red")})

    whys = refused(submit_report, by=programleder, report=report, answers=bare, computed={"overall": "red"})

    assert set(whys) == {"cause_overall", "measure", "measure_owner", "measure_due"}
    report.refresh_from_db()
    assert (report.state, ReportDraft.objects.get().content) == ("draft", {"summary": "Hei"})
    assert not StatusReportVersion.objects.exists()


def test_better_than_the_facts_is_refused_without_a_reason(report: StatusReport, programleder: User) -> None:
    bare = Answers(ratings={OVERALL: Answer("green")})

    assert refused(submit_report, by=programleder, report=report, answers=bare, computed={"overall": "red"}) == {
        "reason_overall": Why.BETTER_THAN_FACTS
    }


def test_submitting_twice_is_one_report_and_another_content_is_refused(
    report: StatusReport, programleder: User
) -> None:
    first = deliver(programleder, report, "yellow")
    second = deliver(programleder, report, "yellow")

    assert first == second
    assert refused(submit_report, by=programleder, report=report, answers=answers("red"), computed={}) == {
        "": Why.ROUND_NOT_NOW
    }
    assert StatusReportVersion.objects.count() == 1


def test_new_forecasts_are_facts_and_come_with_the_report_or_not_at_all(
    report: StatusReport, programleder: User, t001: Initiative
) -> None:
    milestone = MilestoneFactory(initiative=t001)
    old = MilestoneDateFactory(milestone=milestone, role="forecast", date="1.3.2027")
    later = exact(timezone.localdate() + timedelta(days=200))
    words = [Words(milestone, {DateRole.FORECAST: DateGiven(later)}, {DateRole.FORECAST: old.pk})]

    with pytest.raises(Refused):
        submit_report(by=programleder, report=report, answers=Answers(), computed={}, dates=words)
    assert MilestoneDate.objects.count() == 1

    submit_report(by=programleder, report=report, answers=answers(), computed={}, dates=words)
    assert MilestoneDate.objects.latest("id").date == later
    assert StatusReportVersion.objects.count() == 1


def test_a_date_somebody_else_has_moved_stops_the_whole_report(
    report: StatusReport, programleder: User, t001: Initiative
) -> None:
    milestone = MilestoneFactory(initiative=t001)
    seen = MilestoneDateFactory(milestone=milestone, role="forecast", date="1.3.2027")
    MilestoneDateFactory(milestone=milestone, role="forecast", date="1.4.2027")
    mine = exact(timezone.localdate() + timedelta(days=200))
    words = [Words(milestone, {DateRole.FORECAST: DateGiven(mine)}, {DateRole.FORECAST: seen.pk})]

    with pytest.raises(Stale):
        submit_report(by=programleder, report=report, answers=answers(), computed={}, dates=words)
    assert not StatusReportVersion.objects.exists()


def test_a_returned_report_is_given_again_as_a_new_version(
    report: StatusReport, programleder: User, sekretariat: User
) -> None:
    deliver(programleder, report, "yellow")
    return_report(by=sekretariat, report=report, seen=1, comments={"measure": "Hvem gjør dette?"})

    version = deliver(programleder, report, "red")

    report.refresh_from_db()
    assert (report.state, version.number) == ("submitted", 2)
    told = choose().record.status(choose().record.state.codes["T001"]).reports
    assert [(each.number, each.comments) for each in told] == [(2, ())]


def test_a_draft_is_emptied_when_it_is_sent_and_not_before(report: StatusReport, programleder: User) -> None:
    save_draft(by=programleder, report=report, changes={"summary": ("", "Hei")})
    deliver(programleder, report)

    assert ReportDraft.objects.get().content == {}


def test_after_the_lock_a_report_is_an_addendum_that_changes_nothing_that_was_locked(
    report: StatusReport, programleder: User, sekretariat: User, period: ReportingPeriod
) -> None:
    lock_round(by=sekretariat, period=period, reason="Eieren svarer ikke")
    before = choose(period="2026-3").record

    version = deliver(programleder, report, "red")

    report.refresh_from_db()
    assert (version.addendum, report.state) == (True, "draft")
    assert choose(period="2026-3").record == before
    part = choose().record.state.codes["T001"]
    assert choose().record.standing(part).colour == "red"  # type: ignore[union-attr]
    assert before.standing(part).colour == "none"  # type: ignore[union-attr]
