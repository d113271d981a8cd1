"""Assessing one report: facts against claims, never one's own, approved or sent back with what was typed kept."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from initiatives import reading
from initiatives.models import Initiative, User
from reporting.actions.closing import lock_round
from reporting.models import ReportComment, ReportingPeriod, StatusReport
from reporting.source import forget
from tests.cast import tiltak
from tests.factories import MilestoneDateFactory, MilestoneFactory, ReportingLineFactory
from tests.reporting.rounds.test_round_page import words
from tests.rounds import approve, deliver, open_round, report_of

pytestmark = pytest.mark.django_db


def at(report: StatusReport, what: str = "vurder") -> str:
    return f"/rapportering/rapport/{report.uid}/{what}/"


def seen(client: Client, report: StatusReport) -> str:
    answer = client.get(at(report))
    assert answer.status_code == 200
    return answer.content.decode()


def sent(colour: str = "yellow", **changes: Any) -> dict[str, Any]:
    """What the form holds when nothing is changed."""
    every = {f"assessed_{each}": colour for each in ("overall", "time", "money")}
    return {"seen": 1, "gjor": "godkjenn"} | every | changes


@pytest.mark.parametrize("what", ["vurder", "frist", "unnta", "ta-med"])
@pytest.mark.parametrize("who", ["programleder", "leder", "admin_person", "utenforstaende"])
def test_only_the_secretariat_assesses_extends_and_lets_off(
    who: str, what: str, client: Client, delivered: StatusReport, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(who))

    assert client.get(at(delivered, what)).status_code == 403
    assert client.post(at(delivered, what), sent(), follow=True).status_code == 403
    delivered.refresh_from_db()
    assert delivered.state == "submitted"


def test_who_is_not_signed_in_is_sent_to_sign_in(client: Client, delivered: StatusReport) -> None:
    assert client.get(at(delivered))["Location"].startswith("/logg-inn/")


def test_a_report_that_is_not_there_is_not_found(office: Client, period: ReportingPeriod) -> None:
    assert office.get(f"/rapportering/rapport/{period.uid}/vurder/").status_code == 404


def test_a_report_that_is_not_given_has_nothing_to_assess(
    office: Client, period: ReportingPeriod, t900: Initiative
) -> None:
    html = seen(office, report_of(period, t900))

    assert "ingenting å vurdere ennå" in html
    assert 'name="gjor"' not in html


# ── facts against claims ─────────────────────────────────────────────────────────────────────────────────────────────


def test_the_owners_word_stands_beside_the_facts_with_why(
    office: Client, period: ReportingPeriod, t001: Initiative, programleder: User
) -> None:
    late = MilestoneFactory(initiative=t001, name="Pilot i drift")
    MilestoneDateFactory(milestone=late, role="original", date="2026-01-10")
    MilestoneDateFactory(milestone=late, role="forecast", date="2027-01-10")
    deliver(programleder, report_of(period, t001), "green")

    html = words(seen(office, report_of(period, t001)))

    assert "Meldt Under kontroll Beregnet Kritisk" in html.replace("  ", " ")
    assert "«Pilot i drift» er 365 dager etter opprinnelig dato." in html
    assert "Meldt bedre enn beregnet." in html
    assert "10.1.2026" in html
    assert "10.1.2027" in html


def test_the_measure_and_what_is_asked_stand_there(
    office: Client, period: ReportingPeriod, t001: Initiative, programleder: User
) -> None:
    asked = {"decision_kind": "endorsement", "decision_asked": "Rådet bes slutte seg til planen"}
    deliver(programleder, report_of(period, t001), "red", **asked)

    html = words(seen(office, report_of(period, t001)))

    assert "To utviklere leies inn" in html
    assert "Ansvarlig: Prosjekteier. Frist: 23.12.2026." in html
    assert "Rådet bes slutte seg til planen" in html


def test_two_organisations_stand_side_by_side_and_are_never_averaged(
    office: Client, sekretariat: User, eier: Any, annen_eier: Any, programleder: User, utenforstaende: User
) -> None:
    shared = tiltak("T050", owner=eier)
    ReportingLineFactory(initiative=shared, organisation=eier, lead=True)
    ReportingLineFactory(initiative=shared, organisation=annen_eier, lead=False)
    period = open_round(sekretariat, shared)
    deliver(programleder, report_of(period, shared), "green")
    other = StatusReport.objects.get(period=period, lead=False)
    deliver(utenforstaende, other, "red")

    html = words(seen(office, report_of(period, shared)))

    assert "Flere rapporterer på tiltaket" in html
    assert "Status Under kontroll Kritisk Ulikt" in html
    assert "Årsak Ikke meldt forsinket leverandør Én kilde" in html
    assert "Kort om perioden Slik går det Slik går det Samme" in html


# ── approving ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_approval_sets_our_colour_and_says_why_it_is_another(
    office: Client, delivered: StatusReport, period: ReportingPeriod
) -> None:
    given = sent(assessed_time="red", comment_time="Leveransen er ikke avtalt")

    answer = office.post(at(delivered), given)

    assert answer.status_code == 302
    delivered.refresh_from_db()
    assert delivered.state == "approved"
    rating = delivered.versions.get().ratings.get(assessed=True, dimension="time")
    assert (rating.colour, rating.reason) == ("red", "Leveransen er ikke avtalt")


def test_another_colour_without_a_word_is_refused_beside_its_field_with_all_that_was_typed(
    office: Client, delivered: StatusReport
) -> None:
    answer = office.post(at(delivered), sent(assessed_time="red", comment_money="Ser greit ut"))

    html = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="id_comment_time_error"' in html
    assert "Du setter en annen farge enn eieren meldte." in html
    assert "Ser greit ut" in html
    assert '<option value="red" selected>' in html.replace('selected=""', "selected")


def test_a_message_is_not_lost_in_an_approval(office: Client, delivered: StatusReport) -> None:
    answer = office.post(at(delivered), sent(message="Se på datoene", note_summary="Kort det ned"))

    assert answer.status_code == 422
    assert "Sendes bare når du sender tilbake." in answer.content.decode()
    assert "Se på datoene" in answer.content.decode()
    delivered.refresh_from_db()
    assert delivered.state == "submitted"


def test_nobody_approves_what_he_or_she_has_entered_and_is_told_who_can(
    office: Client, sekretariat: User, colleague: User, period: ReportingPeriod, t900: Initiative
) -> None:
    deliver(sekretariat, report_of(period, t900), given_by="Ola Nordmann, prosjektleder")
    mine = report_of(period, t900)

    html = seen(office, mine)
    assert "Du har ført inn denne rapporten selv og kan ikke godkjenne den." in html
    assert "Kari Kollega kan godkjenne den." in html
    assert 'value="godkjenn"' not in html
    assert 'value="returner"' in html

    refused = office.post(at(mine), sent("green"))
    assert refused.status_code == 422
    assert "Noen andre på porteføljekontoret må godkjenne den." in refused.content.decode()

    office.force_login(colleague)
    assert office.post(at(mine), sent("green")).status_code == 302


def test_a_report_that_was_changed_since_is_not_approved(
    office: Client, delivered: StatusReport, sekretariat: User, programleder: User, period: ReportingPeriod
) -> None:
    office.post(at(delivered), sent(gjor="returner", message="Se over"))
    deliver(programleder, report_of(period, delivered.initiative), "red")

    answer = office.post(at(delivered), sent("red"))

    assert answer.status_code == 422
    assert "Rapporten er endret siden du åpnet siden" in answer.content.decode()


def test_one_leads_on_to_the_next_in_the_queue(
    office: Client, delivered: StatusReport, utenforstaende: User, t900: Initiative, period: ReportingPeriod
) -> None:
    deliver(utenforstaende, report_of(period, t900), "red")

    html = seen(office, delivered)
    assert "av 2 til vurdering" in words(html)
    answer = office.post(at(delivered), sent())
    assert answer["Location"] == at(report_of(period, t900))
    answer = office.post(at(report_of(period, t900)), sent("red"))
    assert answer["Location"] == "/rapportering/runde/2026-3/"


# ── sending back ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_report_goes_back_with_a_comment_at_each_field(office: Client, delivered: StatusReport) -> None:
    given = sent(gjor="returner", comment_time="Milepælen mangler", note_measure="Hvem?", message="Se over datoene")

    assert office.post(at(delivered), given).status_code == 302

    delivered.refresh_from_db()
    assert delivered.state == "returned"
    assert dict(ReportComment.objects.values_list("field", "text")) == {
        "": "Se over datoene",
        "colour_time": "Milepælen mangler",
        "measure": "Hvem?",
    }


def test_sending_back_without_a_word_is_refused(office: Client, delivered: StatusReport) -> None:
    answer = office.post(at(delivered), sent(gjor="returner"))

    assert answer.status_code == 422
    assert "Skriv minst én merknad" in answer.content.decode()


def test_in_a_locked_round_nothing_is_approved_or_sent_back(
    office: Client, sekretariat: User, delivered: StatusReport, period: ReportingPeriod
) -> None:
    lock_round(by=sekretariat, period=period, reason="Rådet møtes")

    html = seen(office, delivered)
    assert 'name="gjor"' not in html
    assert office.post(at(delivered), sent()).status_code == 422


# ── deadline and exemption ───────────────────────────────────────────────────────────────────────────────────────────


def test_a_deadline_is_extended_with_a_reason(office: Client, period: ReportingPeriod, t900: Initiative) -> None:
    report = report_of(period, t900)
    day = timezone.localdate() + timedelta(days=30)

    answer = office.post(at(report, "frist"), {"deadline": "23. des. 2026", "reason": "Sykdom"})

    assert answer.status_code == 302
    report.refresh_from_db()
    assert (report.deadline, report.deadline_reason) == (day, "Sykdom")


@pytest.mark.parametrize(("typed", "told"), [
    ({"deadline": "", "reason": "Sykdom"}, "Feltet må fylles ut."),
    ({"deadline": "snart", "reason": "Sykdom"}, "Skriv en dato"),
    ({"deadline": "des. 2026", "reason": "Sykdom"}, "Skriv en bestemt dag"),
    ({"deadline": "1.11.2026", "reason": "Sykdom"}, "Fristen kan ikke ligge før åpningen, som er 23.11.2026."),
    ({"deadline": "1.12.2026", "reason": ""}, "Feltet må fylles ut."),
])  # fmt: skip
def test_a_deadline_that_cannot_be_is_refused_with_what_was_typed(
    typed: dict[str, str], told: str, office: Client, period: ReportingPeriod, t900: Initiative
) -> None:
    answer = office.post(at(report_of(period, t900), "frist"), typed)

    html = answer.content.decode()
    assert answer.status_code == 422
    assert told in html.replace("\u00a0", " ")
    assert f'value="{typed["deadline"]}"' in html or not typed["deadline"]


def test_an_extension_never_ends_before_the_rounds_own_deadline(
    office: Client, period: ReportingPeriod, t900: Initiative
) -> None:
    report = report_of(period, t900)

    answer = office.post(at(report, "frist"), {"deadline": "24.11.2026", "reason": "Sykdom"})

    assert answer.status_code == 422
    assert "Skriv den dagen eller en senere." in answer.content.decode()
    report.refresh_from_db()
    assert report.deadline is None


def test_the_new_deadline_is_told(office: Client, period: ReportingPeriod, t900: Initiative) -> None:
    typed = {"deadline": "23. des. 2026", "reason": "Sykdom"}

    html = office.post(at(report_of(period, t900), "frist"), typed, follow=True).content.decode()

    assert "Fristen er nå 23. desember 2026." in html.replace("\u00a0", " ")


@pytest.mark.parametrize("what", ["frist", "unnta", "ta-med"])
def test_in_a_locked_round_nothing_of_a_report_is_asked(
    what: str, office: Client, sekretariat: User, period: ReportingPeriod, t900: Initiative
) -> None:
    lock_round(by=sekretariat, period=period, reason="Møtet kommer først")

    html = office.get(at(report_of(period, t900), what)).content.decode()

    assert "Runden er ikke åpen, så dette kan ikke endres nå." in html
    assert 'name="reason"' not in html


def test_who_is_in_the_round_is_not_offered_to_be_taken_in(
    office: Client, period: ReportingPeriod, t900: Initiative
) -> None:
    html = office.get(at(report_of(period, t900), "ta-med")).content.decode()

    assert "Tiltaket er allerede med i runden." in html
    assert 'name="reason"' not in html


def test_a_deadline_behind_us_is_refused(
    office: Client, sekretariat: User, period: ReportingPeriod, t900: Initiative
) -> None:
    with time_machine.travel("2026-12-01T09:00:00+01:00", tick=False):
        office.force_login(sekretariat)
        answer = office.post(at(report_of(period, t900), "frist"), {"deadline": "25.11.2026", "reason": "Sykdom"})

    assert answer.status_code == 422
    assert "25.11.2026 har passert." in answer.content.decode()


def test_an_initiative_is_let_off_with_a_reason_and_asked_again(
    office: Client, period: ReportingPeriod, t900: Initiative
) -> None:
    report = report_of(period, t900)
    assert office.post(at(report, "unnta"), {"reason": ""}).status_code == 422

    office.post(at(report, "unnta"), {"reason": "Avsluttes nå"})
    report.refresh_from_db()
    assert (report.state, report.exempt_reason) == ("exempt", "Avsluttes nå")
    assert "Fritatt: Avsluttes nå" in office.get(at(report, "ta-med")).content.decode()

    office.post(at(report, "ta-med"), {"reason": ""})
    report.refresh_from_db()
    assert (report.state, report.exempt_reason) == ("draft", "")


def test_what_is_delivered_is_neither_extended_nor_let_off(office: Client, delivered: StatusReport) -> None:
    for what, given in (("frist", {"deadline": "1.12.2026", "reason": "x"}), ("unnta", {"reason": "x"})):
        answer = office.post(at(delivered, what), given)
        assert answer.status_code == 422
        assert "tilstanden er en annen" in answer.content.decode()


# ── what it costs ────────────────────────────────────────────────────────────────────────────────────────────────────


def queries(client: Client, report: StatusReport) -> int:
    reading.forget()
    forget()
    with CaptureQueriesContext(connection) as held:
        seen(client, report)
    return len(held)


def test_the_cost_is_the_same_for_two_reports_and_for_twenty_five(
    office: Client, sekretariat: User, eier: Any, programleder: User
) -> None:
    few = [tiltak(f"T{n:03}", owner=eier) for n in range(2, 4)]
    period = open_round(sekretariat, *few)
    for each in few:
        deliver(programleder, report_of(period, each))
    cheap = queries(office, report_of(period, few[0]))

    many = [tiltak(f"T{n:03}", owner=eier) for n in range(100, 123)]
    other = open_round(sekretariat, *many, code="2027-1")
    for each in many:
        deliver(programleder, report_of(other, each))
    approve(sekretariat, report_of(other, many[1]))

    assert queries(office, report_of(other, many[0])) == cheap
