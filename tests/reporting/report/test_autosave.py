"""Saving while one writes: each field for itself, never over somebody else's words, and without waking the overview."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from initiatives.models import Initiative, Organisation, Revision, User
from initiatives.reading import forget
from reporting.models import ReportDraft, StatusReport, StatusReportVersion
from tests.factories import MilestoneDateFactory, MilestoneFactory, StewardshipFactory, UserFactory
from tests.reporting.report.filling import address, base_of, filled, opened, saved, sent, text_of
from tests.reporting.views.overview_reading import WARM
from tests.rounds import deliver

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(eier: Organisation) -> Client:
    """Somebody else who reports for the same owner."""
    person = UserFactory(username="kari", first_name="Kari", last_name="Kollega", organisation=eier)
    StewardshipFactory(user=person, organisation=eier)
    client = Client()
    client.force_login(person)
    return client


def content(report: StatusReport) -> dict[str, str]:
    held: dict[str, str] = ReportDraft.objects.get(report=report).content
    return held


def test_what_is_typed_is_saved_and_the_answer_says_when_by_whom_and_what_follows(
    owner: Client, report: StatusReport
) -> None:
    answer = saved(owner, report, opened(owner, report), colour_overall="red")
    assert answer.status_code == 200
    told = text_of(answer)
    assert "Utkast lagret kl. 14.32 av Pia Programleder." in told and "mangler årsak" in told
    assert content(report) == {"colour_overall": "red"}
    assert base_of(answer)["colour_overall"] == "red"


def test_only_the_first_save_is_read_aloud(owner: Client, report: StatusReport) -> None:
    form = opened(owner, report)
    first = saved(owner, report, form, summary="Hei")
    second = saved(owner, report, opened(owner, report), summary="Hei igjen")
    assert "data-announce" in first.content.decode()
    assert "data-announce" not in second.content.decode()


def test_nothing_typed_is_nothing_saved(owner: Client, report: StatusReport) -> None:
    assert saved(owner, report, opened(owner, report)).status_code == 204
    assert ReportDraft.objects.get(report=report).counter == 0


def test_two_people_who_write_in_different_fields_both_keep_theirs(
    owner: Client, colleague: Client, report: StatusReport
) -> None:
    mine, theirs = opened(owner, report), opened(colleague, report)
    saved(owner, report, mine, summary="Mitt")
    saved(colleague, report, theirs, highlight="Deres")
    assert content(report) == {"summary": "Mitt", "highlight": "Deres"}


def test_where_both_have_written_both_texts_are_shown_and_theirs_stays(
    owner: Client, colleague: Client, report: StatusReport
) -> None:
    mine, theirs = opened(owner, report), opened(colleague, report)
    saved(colleague, report, theirs, summary="Deres <b>ord</b>")
    answer = saved(owner, report, mine, summary="Mitt", highlight="Noe annet")
    told = text_of(answer)
    assert (
        "Kari Kollega har skrevet noe annet her: Deres <b>ord</b>" in told and "<b>ord" not in answer.content.decode()
    )
    assert content(report) == {"summary": "Deres <b>ord</b>", "highlight": "Noe annet"}
    assert base_of(answer)["summary"] == ""
    again = saved(owner, report, mine | {"base": filled_base(answer)}, summary="Mitt", highlight="Noe annet")
    assert "Noen andre har skrevet noe annet her: Deres" in text_of(again)


def filled_base(answer: Any) -> str:
    sheet = answer.context["sheet"]
    text: str = sheet.base_text
    return text


@pytest.mark.parametrize(("do", "kept"), [("mine:summary", "Mitt"), ("theirs:summary", "Deres")])
def test_one_of_the_two_is_chosen(owner: Client, colleague: Client, report: StatusReport, do: str, kept: str) -> None:
    mine, theirs = opened(owner, report), opened(colleague, report)
    saved(colleague, report, theirs, summary="Deres")
    assert sent(owner, report, mine, do, summary="Mitt", highlight="Også dette").status_code == 302
    assert content(report) == {"summary": kept, "highlight": "Også dette"}


def test_what_somebody_else_wrote_meanwhile_is_shown_before_it_is_sent(
    owner: Client, colleague: Client, report: StatusReport
) -> None:
    mine, theirs = opened(owner, report), opened(colleague, report)
    saved(colleague, report, theirs, summary="Deres")
    answer = sent(owner, report, mine, colour_overall="green")
    assert answer.status_code == 422 and "er oppdatert for deg" in text_of(answer)
    assert (filled(answer)["summary"], filled(answer)["colour_overall"]) == ("Deres", "green")
    assert not StatusReportVersion.objects.exists()
    assert sent(owner, report, filled(answer)).status_code == 302
    assert StatusReportVersion.objects.get().summary == "Deres"


def test_a_conflict_keeps_it_from_being_sent(owner: Client, colleague: Client, report: StatusReport) -> None:
    mine, theirs = opened(owner, report), opened(colleague, report)
    saved(colleague, report, theirs, summary="Deres")
    answer = sent(owner, report, mine, colour_overall="green", summary="Mitt")
    assert answer.status_code == 422 and "har skrevet noe annet her" in text_of(answer)
    assert not StatusReportVersion.objects.exists() and filled(answer)["summary"] == "Mitt"


def test_an_identity_number_is_refused_beside_its_field_and_the_rest_is_saved(
    owner: Client, report: StatusReport
) -> None:
    answer = saved(owner, report, opened(owner, report), summary="Født 01010050053", highlight="Bra")
    told = text_of(answer)
    assert "fødselsnummer" in told and "Dette feltet er ikke lagret." in told
    assert content(report) == {"highlight": "Bra"}
    assert base_of(answer)["summary"] == ""


def test_a_date_that_cannot_be_read_is_kept_as_typed_and_told_beside_it(
    owner: Client, report: StatusReport, t001: Initiative
) -> None:
    milestone = MilestoneFactory(initiative=t001)
    MilestoneDateFactory(milestone=milestone, date="2027")
    name = f"forecast-{milestone.pk}"
    told = text_of(saved(owner, report, opened(owner, report), colour_overall="red", measure_due="31.2.2031"))
    assert "Den dagen finnes ikke i kalenderen." in told and "må rettes: når skal det være gjort" in told
    assert "mangler årsak , hva gjøres , hvem har ansvaret" in told and "ikke lagret" not in told
    told = text_of(saved(owner, report, opened(owner, report), **{name: "snart"}))
    assert told.count("Skriv en dato som") == 1 and "ikke lagret" not in told
    answer = owner.get(address(report))
    assert filled(answer)[name] == "snart" and "Skriv en dato som" in text_of(answer)


def test_when_nothing_is_awaited_any_more_it_says_so(owner: Client, programleder: User, report: StatusReport) -> None:
    form = opened(owner, report)
    deliver(programleder, report)
    answer = saved(owner, report, form, summary="Sent")
    assert answer.status_code == 422 and "Ikke lagret" in text_of(answer)
    assert content(report) == {}


def test_who_is_signed_out_meanwhile_is_told_where_he_writes(owner: Client, report: StatusReport) -> None:
    form = opened(owner, report)
    owner.logout()
    answer = saved(owner, report, form, summary="Viktig")
    assert answer.status_code == 422
    assert "Du er logget ut" in text_of(answer) and 'id="lagret"' in answer.content.decode()
    assert 'id="base"' not in answer.content.decode()


def test_a_fresh_token_is_given_to_those_whose_report_it_is(owner: Client, report: StatusReport) -> None:
    assert "csrfmiddlewaretoken" in owner.get(address(report, "report_draft")).content.decode()


def test_without_javascript_the_button_saves_the_draft(owner: Client, report: StatusReport) -> None:
    answer = sent(owner, report, opened(owner, report), "save", summary="Hei")
    assert answer.status_code == 302 and answer["Location"] == address(report)
    assert opened(owner, report)["summary"] == "Hei"


def test_enter_in_an_input_saves_and_never_sends_or_writes_over(owner: Client, report: StatusReport) -> None:
    page = owner.get(address(report)).content.decode()
    buttons = [
        each for each in page.split("<button")[1:] if 'form="rapport"' in each.split(">")[0] or 'name="do"' in each
    ]
    assert 'value="save"' in buttons[0].split(">")[0]


def test_saving_a_draft_leaves_the_overview_warm(owner: Client, report: StatusReport) -> None:
    form = opened(owner, report)
    owner.get("/")
    before = Revision.objects.get().value
    saved(owner, report, form, summary="Hei", colour_overall="red")
    assert Revision.objects.get().value == before
    with CaptureQueriesContext(connection) as captured:
        owner.get("/")
    assert len(captured) <= WARM + 2  # a programme manager's own initiatives are asked for too


@pytest.mark.parametrize("count", [1, 25])
def test_queries_do_not_grow_with_milestones(
    owner: Client, report: StatusReport, t001: Initiative, django_assert_max_num_queries: Any, count: int
) -> None:
    for place in range(count):
        MilestoneDateFactory(milestone=MilestoneFactory(initiative=t001, position=place), date="2027")
    forget()
    form = opened(owner, report)
    with django_assert_max_num_queries(26):
        saved(owner, report, form, summary="Hei")
