"""Setting up a round, seeing who would be asked, opening it, and asking more of it."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from initiatives.domain.dates import exact
from initiatives.models import Initiative, User
from reporting.actions.rounds import edit_period, open_period
from reporting.models import ReportingPeriod, StatusReport
from tests.cast import tiltak
from tests.factories import MeetingFactory, PlanEntryFactory
from tests.reporting.rounds.test_round_page import words
from tests.rounds import open_round, planned_round, under_way

pytestmark = pytest.mark.django_db
NEW = "/rapportering/runde/ny/"


def typed(**changes: Any) -> dict[str, Any]:
    usual = {
        "code": "2027-1",
        "name": "Første tertial 2027",
        "kind": "tertial",
        "opens": "1.3.2027",
        "cut_off": "31.3.2027",
        "deadline": "15.3.2027",
        "form": "full",
    }
    return usual | changes


@pytest.fixture
def planned(sekretariat: User, t001: Initiative, t900: Initiative, programleder: User) -> ReportingPeriod:
    plan = under_way(t001, t900)
    return planned_round(sekretariat, plan=plan)


def test_a_round_is_set_up_and_leads_to_who_would_be_asked(office: Client, t001: Initiative) -> None:
    plan = under_way(t001)

    answer = office.post(NEW, typed(plan=plan.pk, segment_0="light"))

    assert answer["Location"] == "/rapportering/runde/2027-1/apne/"
    made = ReportingPeriod.objects.get(code="2027-1")
    assert (made.state, made.deadline, made.cut_off, made.plan) == (
        "planned",
        date(2027, 3, 15),
        date(2027, 3, 31),
        plan,
    )


@pytest.mark.parametrize(("wrong", "field", "told"), [
    ({"code": ""}, "code", "Feltet må fylles ut."),
    ({"code": "ny"}, "code", "Skriv koden med bokstaver"),
    ({"code": "2027/1"}, "code", "Skriv koden med bokstaver"),
    ({"code": "dato"}, "code", "Skriv koden med bokstaver"),
    ({"code": "2026-01-01"}, "code", "Skriv koden med bokstaver"),  # a comparison could not ask for the day any more
    ({"cut_off": "snart"}, "cut_off", "Skriv en dato"),
    ({"cut_off": "2027"}, "cut_off", "Skriv en bestemt dag"),
    ({"deadline": "1.2.2027"}, "deadline", "Fristen kan ikke ligge før åpningen, som er 1.3.2027."),
    ({"kind": "uke"}, "kind", "Velg en av verdiene i lista."),
])  # fmt: skip
def test_what_cannot_be_is_told_beside_its_field_and_nothing_typed_is_lost(
    wrong: dict[str, str], field: str, told: str, office: Client
) -> None:
    answer = office.post(NEW, typed(name="Runden jeg skrev", **wrong))

    html = answer.content.decode().replace("\u00a0", " ")
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in html
    assert told in html
    assert "Runden jeg skrev" in html
    assert not ReportingPeriod.objects.exists()


def test_a_code_that_is_taken_is_refused(office: Client, planned: ReportingPeriod) -> None:
    answer = office.post(NEW, typed(code="2026-3"))

    assert answer.status_code == 422
    assert "Dette er allerede registrert." in answer.content.decode()


def test_a_preview_tells_who_would_be_asked_and_saves_nothing(
    office: Client, t001: Initiative, t900: Initiative
) -> None:
    plan = under_way(t001)
    PlanEntryFactory(initiative=t900, plan=plan, category="ongoing", segment="Observere")

    both = office.post(NEW, typed(plan=plan.pk, vis="1"))
    without = office.post(NEW, typed(plan=plan.pk, vis="1", segment_0="none"))

    assert both.status_code == 200
    assert "2 rapporter fra to eiere." in words(both.content.decode())
    assert "1 rapport fra én eier." in words(without.content.decode())
    assert 'id="spurte" aria-labelledby="h-spurt" tabindex="-1" autofocus' in both.content.decode()  # below on a phone
    assert not ReportingPeriod.objects.exists()


def test_an_open_round_has_no_preview_since_those_it_asks_have_been_asked(
    office: Client, planned: ReportingPeriod, sekretariat: User
) -> None:
    def previews() -> bool:
        return 'name="vis"' in office.get("/rapportering/runde/2026-3/rediger/").content.decode()

    before = previews()
    open_period(by=sekretariat, period=planned)

    assert (before, previews()) == (True, False)


def test_two_who_edit_choose_between_their_values(office: Client, planned: ReportingPeriod, sekretariat: User) -> None:
    page = office.get("/rapportering/runde/2026-3/rediger/")
    form = page.context["form"]
    held = {name: form[name].value() for name in ("code", "name", "kind", "form", "version", "plan")}
    held |= {name: getattr(planned, name).strftime("%d.%m.%Y") for name in ("opens", "cut_off", "deadline")}
    edit_period(by=sekretariat, period=planned, changes={"name": "Kollegaens navn"})

    answer = office.post("/rapportering/runde/2026-3/rediger/", held | {"name": "Mitt navn"})

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Kollegaens navn" in html
    assert "Mitt navn" in html
    assert 'name="valg_name"' in html
    planned.refresh_from_db()
    assert planned.name == "Kollegaens navn"


def test_the_forms_of_segments_are_kept_and_two_editors_see_each_others(
    office: Client, sekretariat: User, planned: ReportingPeriod
) -> None:
    PlanEntryFactory(initiative=tiltak("T085"), plan=planned.plan, category="ongoing", segment="Observere")
    url = "/rapportering/runde/2026-3/rediger/"
    form = office.get(url).context["form"]
    held = {name: form[name].value() or "" for name in ("code", "name", "kind", "form", "version", "plan")}
    held |= {name: getattr(planned, name).strftime("%d.%m.%Y") for name in ("opens", "cut_off", "deadline")}
    edit_period(by=sekretariat, period=planned, changes={"forms": {"Observere": "none"}})

    clash = office.post(url, held | {"segment_0": "light"})

    assert clash.status_code == 422
    assert 'name="valg_segment_0"' in clash.content.decode()
    planned.refresh_from_db()
    assert planned.forms == {"Observere": "none"}

    again = clash.context["form"]
    mine = held | {"segment_0": "light", "valg_segment_0": "min"}
    mine |= {"version": again.data["version"], "clashing": again.data["clashing"]}
    assert office.post(url, mine).status_code == 302
    planned.refresh_from_db()
    assert planned.forms == {"Observere": "light"}


def test_opening_shows_who_is_asked_and_which_letters_go_out_first(office: Client, planned: ReportingPeriod) -> None:
    html = words(office.get("/rapportering/runde/2026-3/apne/").content.decode())

    assert "2 rapporter fra to eiere." in html
    assert "Én person får e-post. Én rapport har ingen å skrive til." in html
    assert "Pia Programleder" in html
    assert not StatusReport.objects.exists()


def test_a_round_is_opened_once(office: Client, planned: ReportingPeriod) -> None:
    url = "/rapportering/runde/2026-3/apne/"

    first = office.post(url, follow=True)
    again = office.post(url)

    assert "Runden er åpnet. To rapporter er bedt om" in words(first.content.decode())
    assert again.status_code == 422
    assert "tilstanden er en annen" in again.content.decode()
    assert StatusReport.objects.count() == 2


def test_a_round_without_a_deadline_is_not_opened(office: Client, sekretariat: User) -> None:
    planned_round(sekretariat, deadline=None)
    url = "/rapportering/runde/2026-3/apne/"

    before, answer = office.get(url).content.decode(), office.post(url)

    assert "Åpne runden</button>" not in before
    assert "Runden må ha en frist før den kan åpnes." in before
    assert answer.status_code == 422
    assert "Runden må ha en frist før den kan åpnes." in answer.content.decode()
    assert ReportingPeriod.objects.get().state == "planned"


def test_who_gives_up_a_new_round_comes_back_to_the_rounds(office: Client, t001: Initiative) -> None:
    assert '<a class="ds-button" data-variant="secondary" href="/rapportering/">' in office.get(NEW).content.decode()


def test_the_code_of_an_open_round_stands_and_the_page_says_why(office: Client, period: ReportingPeriod) -> None:
    url = "/rapportering/runde/2026-3/rediger/"
    form = office.get(url).context["form"]
    held = {name: form[name].value() or "" for name in form.fields}

    answer = office.post(url, held | {"code": "2026-9"})

    assert answer.status_code == 422
    assert "Kan ikke endres etter at runden er åpnet." in answer.content.decode()


def test_only_a_round_that_was_never_opened_is_taken_back(
    office: Client, sekretariat: User, planned: ReportingPeriod, t001: Initiative
) -> None:
    assert office.post("/rapportering/runde/2026-3/trekk/", {"reason": ""}).status_code == 422
    assert office.post("/rapportering/runde/2026-3/trekk/", {"reason": "Satt opp to ganger"}).status_code == 302
    planned.refresh_from_db()
    assert planned.withdrawn_at is not None

    open_round(sekretariat, tiltak("T080"), code="2027-1")
    assert office.post("/rapportering/runde/2027-1/trekk/", {"reason": "Angret"}).status_code == 422


def test_new_initiatives_and_a_single_one_are_taken_in(
    office: Client, period: ReportingPeriod, t001: Initiative
) -> None:
    url = "/rapportering/runde/2026-3/ta-inn/"
    late, alone = tiltak("T060"), tiltak("T061")
    under_way(late, plan=period.plan)
    assert "T060" in office.get(url).content.decode()

    office.post(url, {"alle": "1"})
    assert office.post(url, {"initiative": "", "form": ""}).status_code == 422
    office.post(url, {"initiative": alone.pk, "form": "light"})

    asked = dict(period.reports.values_list("initiative__code", "form"))
    assert asked == {"T001": "full", "T900": "full", "T060": "full", "T061": "light"}


def test_a_meeting_is_chosen_by_its_body_and_day(office: Client) -> None:
    MeetingFactory(body__name="NUIT", date=exact(date(2027, 1, 22)))

    html = office.get(NEW).content.decode()

    assert "NUIT, 22.1.2027" in html
    assert "Meeting object" not in html
