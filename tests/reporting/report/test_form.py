"""The form of a report: whose it is, what it begins with, what it asks for, and that nothing typed is lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from initiatives.domain.dates import exact
from initiatives.models import Initiative, MilestoneDate, Organisation, Revision, User
from initiatives.models.base import Act
from initiatives.reading import forget
from reporting.actions.assessing import return_report
from reporting.actions.closing import lock_round
from reporting.actions.rounds import exempt
from reporting.models import ReportDraft, ReportingPeriod, StatusObservation, StatusReport, StatusReportVersion
from reporting.source import forget as forget_records
from tests.factories import (
    BudgetLineFactory,
    DependencyFactory,
    MilestoneDateFactory,
    MilestoneFactory,
    ReportingLineFactory,
    StewardshipFactory,
    UserFactory,
)
from tests.reporting.report.filling import address, errors_of, filled, opened, saved, sent, text_of
from tests.rounds import approve, deliver, open_round, report_of

pytestmark = pytest.mark.django_db
RED = {"colour_overall": "red", "cause_overall": "supplier_delay", "measure": "To til", "measure_owner": "Pia"}


# ── who ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("who", ["utenforstaende", "leder", "admin_person"])
@pytest.mark.parametrize("name", ["report", "report_draft"])
def test_nobody_opens_or_writes_anothers_report(
    client: Client, request: pytest.FixtureRequest, report: StatusReport, who: str, name: str
) -> None:
    client.force_login(request.getfixturevalue(who))
    assert client.get(address(report, name)).status_code == 403
    assert client.post(address(report, name), {"summary": "Hei", "do": "send"}).status_code == 403
    assert not ReportDraft.objects.exists() and not StatusReportVersion.objects.exists()


def test_the_second_reporter_of_a_shared_initiative_writes_only_his_own(
    client: Client,
    utenforstaende: User,
    t001: Initiative,
    eier: Organisation,
    annen_eier: Organisation,
    sekretariat: User,
) -> None:
    ReportingLineFactory(initiative=t001, organisation=eier, lead=True)
    ReportingLineFactory(initiative=t001, organisation=annen_eier, lead=False)
    period = open_round(sekretariat, t001)
    lead, own = report_of(period, t001), StatusReport.objects.get(initiative=t001, organisation=annen_eier)
    client.force_login(utenforstaende)
    assert client.get(address(lead)).status_code == 403
    assert client.get(address(own)).status_code == 200


def test_an_unknown_report_is_not_found(owner: Client, report: StatusReport) -> None:
    assert owner.get("/rapportering/rapport/00000000-0000-0000-0000-000000000000/").status_code == 404


def test_who_is_signed_out_is_sent_to_sign_in_and_keeps_what_was_typed(report: StatusReport) -> None:
    answer = sent(Client(), report, {}, measure="To utviklere leies inn")
    assert answer.status_code == 403
    assert "logget ut" in text_of(answer) or "held" in answer.content.decode()


# ── what it begins with ──────────────────────────────────────────────────────────────────────────────────────────────


def test_the_first_report_begins_empty_and_says_so(owner: Client, report: StatusReport) -> None:
    form = opened(owner, report)
    assert form["colour_overall"] == form["measure"] == ""
    assert "ingenting er meldt før" in text_of(owner.get(address(report)))


@pytest.fixture
def next_report(
    owner: Client,
    sekretariat: User,
    programleder: User,
    report: StatusReport,
    period: ReportingPeriod,
    t001: Initiative,
) -> StatusReport:
    """The report of the round after one in which it was delivered red."""
    due = timezone.localdate() + timedelta(days=60)
    deliver(programleder, report, "red", due=due, decision_kind="approval", decision_asked="Mer penger")
    approve(sekretariat, report)
    lock_round(by=sekretariat, period=period, reason="Resten mangler")
    later = open_round(sekretariat, t001, code="2027-1", cut_off=timezone.localdate())
    return report_of(later, t001)


def test_the_next_one_begins_with_last_time_but_asks_the_body_nothing_anew(
    owner: Client, next_report: StatusReport
) -> None:
    answer = owner.get(address(next_report))
    form = filled(answer)
    assert (form["colour_overall"], form["measure_owner"]) == ("red", "Prosjekteier")
    assert (form["cause_overall"], form["cause_time"]) == ("supplier_delay", "")
    assert form["decision_asked"] == ""
    told = text_of(answer)
    assert "forhåndsutfylt fra 2026-3" in told and "Mer penger" in told and "Ingenting er endret siden sist." in told


def test_a_draft_stands_over_last_time(owner: Client, next_report: StatusReport) -> None:
    form = opened(owner, next_report)
    assert sent(owner, next_report, form, "save", measure="Tre til").status_code == 302
    assert opened(owner, next_report)["measure"] == "Tre til"
    assert opened(owner, next_report)["measure_owner"] == "Prosjekteier"


def test_a_returned_report_begins_with_what_was_sent_and_shows_the_remarks_at_their_fields(
    owner: Client, programleder: User, sekretariat: User, report: StatusReport
) -> None:
    deliver(programleder, report, "red")
    comments = {"measure": "Hvem gjør det?"}
    return_report(by=sekretariat, report=report, seen=1, comments=comments, message="Litt til")
    answer = owner.get(address(report))
    assert filled(answer)["measure"] == "To utviklere leies inn"
    told = text_of(answer)
    assert "Rapporten er sendt tilbake." in told and "Litt til" in told
    assert told.index("Hva gjøres?") < told.index("Hvem gjør det?") < told.index("Hvem har ansvaret?")


def test_what_a_public_source_says_stands_beside_and_is_not_taken_for_the_owners_word(
    owner: Client, report: StatusReport, t001: Initiative
) -> None:
    seen = StatusObservation(key="O1", initiative=t001, colour="yellow", reason="Treg innføring")
    seen.as_of = exact(timezone.localdate())  # type: ignore[assignment]
    seen.assert_(Act("Kilde"))
    forget_records()
    answer = owner.get(address(report))
    assert filled(answer)["colour_overall"] == ""
    assert "Åpen kilde" in text_of(answer) and "Treg innføring" in text_of(answer)
    assert "Skrevet om" not in text_of(answer) and "Sett som sist" not in text_of(answer)  # nothing is answered yet
    assert sent(owner, report, filled(answer), "same").status_code == 302
    assert opened(owner, report)["colour_overall"] == "yellow"


# ── as last time ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_all_as_last_time_in_one_press_and_sent_in_the_next(owner: Client, next_report: StatusReport) -> None:
    form = opened(owner, next_report)
    assert sent(owner, next_report, form, "same", measure="Glemt", colour_overall="green").status_code == 302
    form = opened(owner, next_report)
    assert (form["measure"], form["colour_overall"]) == ("To utviklere leies inn", "red")
    assert sent(owner, next_report, form).status_code == 302
    version = StatusReportVersion.objects.get(report=next_report)
    assert version.no_change and version.ratings.get(dimension="overall").colour == "red"


def test_what_as_last_time_wrote_over_can_be_brought_back(owner: Client, next_report: StatusReport) -> None:
    form = opened(owner, next_report)
    sent(owner, next_report, form, "same", measure="Tre utviklere")
    assert "Angre" in text_of(owner.get(address(next_report)))
    sent(owner, next_report, opened(owner, next_report), "undo")
    assert opened(owner, next_report)["measure"] == "Tre utviklere"


def test_one_part_is_set_as_last_time_and_the_others_stay(owner: Client, next_report: StatusReport) -> None:
    form = opened(owner, next_report)
    sent(owner, next_report, form, "same:status", measure="Tre utviklere", colour_overall="green")
    form = opened(owner, next_report)
    assert (form["measure"], form["colour_overall"]) == ("Tre utviklere", "red")


# ── what it asks for ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"colour_overall": ""}, "colour_overall", "må fylles ut"),
        ({**RED, "cause_overall": "", "measure_due": "2027"}, "cause_overall", "Velg en årsak"),
        ({**RED, "measure": "", "measure_due": "2027"}, "measure", "Skriv hva som gjøres"),
        ({**RED, "measure_owner": "", "measure_due": "2027"}, "measure_owner", "Skriv hvem som har ansvaret"),
        (RED, "measure_due", "Skriv når det skal være gjort"),
        ({**RED, "measure_due": "1.1.2024"}, "measure_due", "har passert"),
        ({**RED, "measure_due": "snart"}, "measure_due", "Skriv en dato"),
        ({"colour_overall": "none"}, "reason_overall", "ikke er vurdert"),
        (
            {"colour_overall": "green", "colour_time": "red", "cause_time": "quality"},
            "reason_overall",
            "dårligste delen",
        ),
        ({"colour_overall": "green", "decision_asked": "Penger"}, "decision_kind", "hva rådet skal gjøre"),
        ({"colour_overall": "green", "decision_kind": "approval"}, "decision_asked", "hva rådet skal gjøre"),
        ({"colour_overall": "blue"}, "colour_overall", "Velg en av verdiene"),
        ({"colour_overall": "green", "summary": "Født 01010050053"}, "summary", "fødselsnummer"),
        ({"colour_overall": "green", "language": "xx"}, "language", "Velg en av verdiene"),
    ],
)
def test_what_is_missing_is_said_beside_its_field_and_nothing_typed_is_lost(
    owner: Client, report: StatusReport, typed: dict[str, str], field: str, words: str
) -> None:
    answer = sent(owner, report, opened(owner, report), highlight="Noe bra", **typed)
    assert answer.status_code == 422
    assert words in errors_of(answer)[field]
    assert {"highlight": "Noe bra", **typed}.items() <= filled(answer).items()
    assert not StatusReportVersion.objects.exists()
    assert ReportDraft.objects.get(report=report).content["highlight"] == "Noe bra"
    content = answer.content.decode()
    assert f'href="#id_{field}' in content.split("ds-error-summary")[1].split("</ul>")[0] or field == "summary"


def test_what_could_not_be_kept_is_not_said_to_be_a_draft(owner: Client, report: StatusReport) -> None:
    kept, refused = "Det du har skrevet, er lagret som utkast.", "Resten av det du har skrevet, er lagret som utkast."
    assert kept in text_of(sent(owner, report, opened(owner, report), colour_overall="red"))
    answer = text_of(sent(owner, report, opened(owner, report), summary="Født 01010050053"))
    assert refused in answer and kept not in answer


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"colour_overall": "green"}, "Alle delene er klare"),
        ({}, "Tre av fire deler er klare"),
        ({"colour_time": "red", "decision_kind": "approval"}, "Én av fire deler er klar "),
    ],
)
def test_how_many_parts_are_ready_is_said_in_words(
    owner: Client, report: StatusReport, typed: dict[str, str], words: str
) -> None:
    sent(owner, report, opened(owner, report), "save", **typed)
    assert words in text_of(owner.get(address(report)))


def test_a_status_better_than_facts_asks_for_a_reason(owner: Client, report: StatusReport, t001: Initiative) -> None:
    milestone = MilestoneFactory(initiative=t001)
    MilestoneDateFactory(milestone=milestone, role="original", date="2026-01-15")
    forget()
    answer = owner.get(address(report))
    assert "ikke meldt nådd" in text_of(answer)
    answer = sent(owner, report, filled(answer), colour_overall="green")
    assert "bedre enn den fakta gir" in errors_of(answer)["reason_overall"]
    answer = sent(owner, report, filled(answer), reason_overall="Den nås i uke 48")
    assert answer.status_code == 302


# ── dates ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def milestone(t001: Initiative, programleder: User) -> Any:
    milestone = MilestoneFactory(initiative=t001, name="SFM i bruk")
    MilestoneDateFactory(milestone=milestone, role="original", date="2027-01")
    MilestoneDateFactory(milestone=milestone, date="2027-01")
    return milestone


def test_new_dates_are_given_with_the_report(owner: Client, milestone: Any, report: StatusReport) -> None:
    form = opened(owner, report)
    name = f"forecast-{milestone.pk}"
    assert form[name] == "jan. 2027"
    answer = sent(owner, report, form, colour_overall="green", reason_overall="Små avvik", **{name: "mars 2027"})
    assert answer.status_code == 302
    assert milestone.dates.filter(role="forecast").latest("id").date_edtf == "2027-03"


def test_facts_are_weighed_with_the_dates_as_typed(owner: Client, milestone: Any, report: StatusReport) -> None:
    answer = sent(owner, report, opened(owner, report), "save", **{f"forecast-{milestone.pk}": "des. 2027"})
    answer = owner.get(address(report))
    told = text_of(answer)
    assert "+48 uker" in told and "etter opprinnelig dato" in told
    answer = sent(owner, report, filled(answer), colour_overall="green")
    assert "reason_overall" in errors_of(answer)


def test_where_time_and_money_both_decide_each_says_which_it_is(
    owner: Client, milestone: Any, report: StatusReport, t001: Initiative
) -> None:
    year = {"covers_from": "2026-01-01", "covers_to": "2026-12-31"}
    BudgetLineFactory(initiative=t001, kind="budget", amount=10_000_000, what="Budsjett", **year)
    BudgetLineFactory(initiative=t001, kind="forecast", amount=10_000_000, what="Prognose", **year)
    MilestoneDateFactory(milestone=milestone, role="forecast", date="2027")
    forget()
    told = text_of(owner.get(address(report)))
    assert "Tid: Innenfor grensen." in told and "Økonomi: Innenfor grensen." in told
    assert told.count("Økonomi: Innenfor grensen.") == 1  # money's own line stands under its own name


def test_a_later_date_says_whom_it_hits_and_leads_to_what_if(
    owner: Client, milestone: Any, report: StatusReport, t900: Initiative
) -> None:
    DependencyFactory(predecessor_milestone=milestone, successor_initiative=t900)
    forget()
    sent(owner, report, opened(owner, report), "save", **{f"forecast-{milestone.pk}": "mars 2027"})
    answer = owner.get(address(report))
    assert "Ny dato rammer 1 avtale." in text_of(answer)
    assert f"/samordning/hva-om/?m={milestone.uid.hex}:59" in answer.content.decode()


def test_a_date_somebody_else_has_moved_is_told_and_nothing_is_sent(
    owner: Client, milestone: Any, report: StatusReport, sekretariat: User
) -> None:
    form = opened(owner, report)
    sent(owner, report, form, "save", **{f"forecast-{milestone.pk}": "mars 2027"})
    MilestoneDateFactory(milestone=milestone, date="2027-05", actor="Kari")
    answer = sent(owner, report, opened(owner, report), colour_overall="green", reason_overall="Ja")
    assert answer.status_code == 422
    assert "Kari har endret datoen" in errors_of(answer)[f"forecast-{milestone.pk}"]
    assert not StatusReportVersion.objects.exists()
    assert sent(owner, report, filled(answer), colour_overall="green", reason_overall="Ja").status_code == 302
    assert MilestoneDate.objects.latest("id").date_edtf == "2027-03"


def test_the_light_form_asks_for_the_whole_alone(
    owner: Client, milestone: Any, report: StatusReport, t001: Initiative
) -> None:
    StatusReport.objects.filter(pk=report.pk).update(form="light")
    forget_records()
    answer = owner.get(address(report))
    form = filled(answer)
    assert not {"colour_time", "summary", f"forecast-{milestone.pk}"} & form.keys()
    assert "4 Penger" not in text_of(answer)
    assert sent(owner, report, form, colour_overall="green").status_code == 302


# ── sending ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_sent_twice_is_one_report(owner: Client, report: StatusReport) -> None:
    form = opened(owner, report)
    first = sent(owner, report, form, colour_overall="green")
    again = sent(owner, report, form, colour_overall="green")
    assert (first.status_code, again.status_code) == (302, 302)
    assert StatusReportVersion.objects.count() == 1
    assert ReportDraft.objects.get(report=report).content == {}
    assert "du får varsel" in text_of(owner.get(again["Location"]))


def test_another_text_after_it_is_sent_is_refused_and_kept_on_the_page(owner: Client, report: StatusReport) -> None:
    form = opened(owner, report)
    sent(owner, report, form, colour_overall="green")
    answer = sent(owner, report, form, colour_overall="green", summary="Kom på noe")
    assert answer.status_code == 422
    assert filled(answer)["summary"] == "Kom på noe"
    assert "Det går ikke nå" in text_of(answer)


@pytest.mark.parametrize("state", ["submitted", "approved", "exempt"])
def test_where_nothing_is_awaited_what_was_sent_is_read(
    owner: Client, programleder: User, sekretariat: User, report: StatusReport, state: str
) -> None:
    if state == "exempt":
        exempt(by=sekretariat, report=report, reason="Nettopp startet")
    else:
        deliver(programleder, report, "red")
    if state == "approved":
        approve(sekretariat, report)
    drafts = list(ReportDraft.objects.values())
    answer = owner.get(address(report))
    told = text_of(answer)
    assert answer.status_code == 200 and "sheet" not in answer.context
    assert ("Nettopp startet" if state == "exempt" else "To utviklere leies inn") in told
    assert list(ReportDraft.objects.values()) == drafts  # who only reads has begun nothing


def test_on_behalf_says_on_whose_word_and_that_somebody_else_approves(office: Client, report: StatusReport) -> None:
    answer = office.get(address(report))
    assert "En annen ved porteføljekontoret må godkjenne" in text_of(answer)
    assert not ReportDraft.objects.exists()
    answer = sent(office, report, filled(answer), colour_overall="green")
    assert "given_by" in errors_of(answer)
    answer = sent(office, report, filled(answer), given_by="Pia, prosjekteier, 23.11.")
    assert answer.status_code == 302
    version = StatusReportVersion.objects.get(report=report)
    assert version.given_by == "Pia, prosjekteier, 23.11."


def test_after_the_lock_it_is_a_dated_addendum(
    owner: Client, report: StatusReport, period: ReportingPeriod, sekretariat: User
) -> None:
    lock_round(by=sekretariat, period=period, reason="De svarer ikke")
    answer = owner.get(address(report))
    assert "datert tillegg" in text_of(answer)
    answer = sent(owner, report, filled(answer), colour_overall="green")
    assert answer.status_code == 302
    assert StatusReportVersion.objects.get(report=report).addendum
    read = owner.get(address(report))
    assert "sheet" not in read.context and "Skriv et tillegg" in text_of(read)
    assert opened(owner, report, "?tillegg=1")["colour_overall"] == "green"


def test_locked_while_it_is_written_it_is_told_before_it_is_sent_as_an_addendum(
    owner: Client, report: StatusReport, period: ReportingPeriod, sekretariat: User
) -> None:
    begun = opened(owner, report)
    lock_round(by=sekretariat, period=period, reason="De svarer ikke")
    assert "Runden er låst. Det som sendes nå, er et datert tillegg" in text_of(
        saved(owner, report, begun, summary="Skrevet da den ble låst")
    )
    answer = sent(owner, report, begun, colour_overall="green", summary="Skrevet da den ble låst")
    assert answer.status_code == 422 and "Det du sender nå, er et datert tillegg." in text_of(answer)
    assert not StatusReportVersion.objects.exists()
    assert sent(owner, report, filled(answer)).status_code == 302
    version = StatusReportVersion.objects.get(report=report)
    assert (version.addendum, version.summary) == (True, "Skrevet da den ble låst")
    told = text_of(owner.get("/rapportering/"))
    assert "Tillegg etter låsing." in told and "venter på vurdering" not in told


def test_the_others_of_a_shared_initiative_stand_beside(
    client: Client,
    programleder: User,
    utenforstaende: User,
    t001: Initiative,
    eier: Organisation,
    annen_eier: Organisation,
    sekretariat: User,
) -> None:
    ReportingLineFactory(initiative=t001, organisation=eier, lead=True)
    ReportingLineFactory(initiative=t001, organisation=annen_eier, lead=False)
    period = open_round(sekretariat, t001)
    own = StatusReport.objects.get(initiative=t001, organisation=annen_eier)
    client.force_login(programleder)
    assert "Ikke levert i denne runden" in text_of(client.get(address(report_of(period, t001))))
    deliver(utenforstaende, own, "red")
    told = text_of(client.get(address(report_of(period, t001))))
    assert "Norsk helsenett" in told and "dere leder, og deres status telles" in told and "Slik er det" in told
    assert "regner ikke ut et gjennomsnitt" in told


def test_what_is_typed_cannot_break_out(owner: Client, report: StatusReport) -> None:
    nasty = '"><script>alert(1)</script>'
    answer = sent(owner, report, opened(owner, report), summary=nasty, measure_due=nasty)
    assert "<script>alert" not in answer.content.decode()
    assert "<script>alert" not in owner.get(address(report)).content.decode()


def test_a_spoilt_base_is_no_fault_of_the_page(owner: Client, report: StatusReport) -> None:
    for base in ("", "[1]", "{", '{"a": null}'):
        assert sent(owner, report, opened(owner, report) | {"base": base}, "save", summary="Hei").status_code == 302


@pytest.mark.parametrize("count", [1, 25])
def test_queries_do_not_grow_with_milestones(
    owner: Client, report: StatusReport, t001: Initiative, django_assert_num_queries: Any, count: int
) -> None:
    for place in range(count):
        MilestoneDateFactory(milestone=MilestoneFactory(initiative=t001, position=place), date="2027")
    forget()
    owner.get(address(report))
    with django_assert_num_queries(21):
        owner.get(address(report))


def test_sending_changes_the_revision_and_drafts_do_not(owner: Client, report: StatusReport) -> None:
    before = Revision.objects.get().value
    form = opened(owner, report)
    sent(owner, report, form, "save", summary="Hei")
    assert Revision.objects.get().value == before
    sent(owner, report, opened(owner, report), colour_overall="green")
    assert Revision.objects.get().value == before + 1


def test_a_person_named_for_the_initiative_reports_too(report: StatusReport, t001: Initiative) -> None:
    person = UserFactory(username="navngitt")
    StewardshipFactory(user=person, initiative=t001)
    client = Client()
    client.force_login(person)
    assert client.get(address(report)).status_code == 200


def test_what_is_made_up_for_an_example_is_not_said_to_be_from_a_public_source(
    client: Client, sekretariat: User, programleder: User, t001: Initiative
) -> None:
    t001.example = True
    t001.record(Act("Prøve"))
    seen = StatusObservation(key="O1", initiative=t001, colour="yellow", reason="Treg innføring")
    seen.as_of = exact(timezone.localdate())  # type: ignore[assignment]
    seen.assert_(Act("Kilde"))
    made = report_of(open_round(sekretariat, t001), t001)
    forget_records()
    client.force_login(programleder)

    told = text_of(client.get(address(made)))

    assert "Eksempel, 23.11.2026" in told and "sist oppgitt 23.11.2026, eksempel" in told
    assert "pen kilde" not in told
