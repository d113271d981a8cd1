"""Filling in the forms as people do: what is saved, what is told, and that nothing typed is lost."""

import html
import re
from typing import Any

import pytest
from django.test import Client

from initiatives import actions
from initiatives.actions.values import stored
from initiatives.domain.dates import parse
from initiatives.domain.vocabulary import DateRole
from initiatives.models import (
    Dependency,
    ExternalParty,
    Initiative,
    Milestone,
    User,
)
from tests.factories import DependencyFactory, ExternalPartyFactory, MilestoneDateFactory, MilestoneFactory
from tests.initiatives.views.conftest import address
from tests.initiatives.views.filling import again, errors_of, opened, text_of

pytestmark = pytest.mark.django_db

EDIT = "/tiltak/T001/rediger/"


# ── the common course ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_change_is_saved_told_and_leads_on(steward: Client, t001: Initiative) -> None:
    sent = opened(steward, EDIT) | {"purpose": "Én liste", "start": "høst 2023", "sequential": "ja"}
    response = steward.post(EDIT, sent, follow=True)
    t001.refresh_from_db()
    start = stored(t001, "start")
    assert (t001.purpose, start.edtf, start.literal, t001.sequential) == (
        "Én liste", "2023-23", "høst 2023", True,
    )  # fmt: skip
    assert "Lagret." in text_of(response)
    assert t001.history.latest("history_id").actor == "Pia Programleder"


def test_what_was_changed_is_told_with_both_values(steward: Client, t001: Initiative) -> None:
    changed = {"purpose": "Én liste", "start": "høst 2023", "sequential": "ja", "phase": "planning"}
    said = text_of(steward.post(EDIT, opened(steward, EDIT) | changed, follow=True))
    assert "Lagret. Formål; Fase: – → Planlegging; Start: – → høst 2023; Følger milepælene etter" in said
    assert "Nei → Ja" in said


def test_what_was_registered_is_told_by_its_name(steward: Client, t001: Initiative) -> None:
    url = "/tiltak/T001/risikoer/ny/"
    assert "Lagret. Sen leverandør" in text_of(
        steward.post(url, opened(steward, url) | {"title": "Sen leverandør"}, follow=True)
    )


def test_of_many_changes_the_first_are_told_and_the_rest_counted(steward: Client, t001: Initiative) -> None:
    stones = [MilestoneFactory(initiative=t001, position=place, name=f"M{place}") for place in range(7)]
    url = "/tiltak/T001/milepaeler/"
    sent = opened(steward, url) | {f"forecast-{each.pk}": "2027" for each in stones}
    said = text_of(steward.post(url, sent, follow=True))
    assert "Lagret. Prognose: M0: – → 2027; Prognose: M1: – → 2027;" in said
    assert "Prognose: M4: – → 2027; og 2 til" in said


@pytest.mark.parametrize(
    "kind", ["risk", "benefit", "decision", "budget_line", "estimate", "milestone", "dependency", "partner",
             "commitment_link"],
)  # fmt: skip
def test_a_form_sent_back_untouched_writes_nothing(kind: str, steward: Client, facts: dict[str, Any]) -> None:
    url = address(f"edit_{kind}", facts)
    response = steward.post(url, opened(steward, url), follow=True)
    assert "Ingenting var endret" in text_of(response)
    assert facts[kind].history.count() == 1


def test_the_facts_form_sent_back_untouched_writes_nothing(steward: Client, t001: Initiative) -> None:
    actions.edit_initiative(
        by=actions.SystemRun("innlasting"),
        initiative=t001,
        changes={"start": parse("2019", "rundt 2019"), "purpose": "To\nlinjer", "phase": "planning", "risk": "high"},
    )
    rows = t001.history.count()
    assert "Ingenting var endret" in text_of(steward.post(EDIT, opened(steward, EDIT), follow=True))
    assert t001.history.count() == rows


def test_errors_stand_beside_their_fields_with_all_that_was_typed(steward: Client, t001: Initiative) -> None:
    long = "æ" * 100_000
    typed = {
        "name": "Nytt navn <script>", "start": "2024", "end": "snart", "purpose": "Pasient 010100 50053", "note": long,
    }  # fmt: skip
    response = steward.post(EDIT, opened(steward, EDIT) | typed)
    content = response.content.decode()
    assert response.status_code == 422
    assert set(errors_of(response)) == {"end", "purpose", "note"}
    assert "fødselsnummer" in errors_of(response)["purpose"]
    for value in typed.values():
        assert html.escape(value) in content
    for name in ("end", "purpose", "note"):
        assert f'href="#id_{name}"' in content
        assert re.search(rf'id="id_{name}"[^>]*aria-invalid="true"', content) or re.search(
            rf'aria-invalid="true"[^>]*id="id_{name}"', content
        )
        assert re.search(rf'aria-describedby="[^"]*id_{name}_error', content)
    t001.refresh_from_db()
    assert t001.name == "Program pasientens legemiddelliste"


def test_an_end_before_the_start_is_told_beside_the_end(steward: Client, t001: Initiative) -> None:
    response = steward.post(EDIT, opened(steward, EDIT) | {"start": "2024", "end": "2023"})
    assert errors_of(response) == {"end": "Slutten kan ikke ligge før starten, som er 2024."}


# ── two editors ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def stale(steward: Client, sekretariat: User, t001: Initiative) -> dict[str, str]:
    """A form that was opened before the secretariat saved another name and note."""
    sent = opened(steward, EDIT)
    actions.edit_initiative(by=sekretariat, initiative=t001, changes={"name": "Legemiddellisten", "note": "Sett"})
    return sent | {"name": "PLL", "purpose": "Mitt formål"}


def test_the_second_editor_sees_both_values_and_loses_nothing(
    steward: Client, stale: dict[str, str], t001: Initiative
) -> None:
    response = steward.post(EDIT, stale)
    said = text_of(response)
    assert response.status_code == 422
    assert "Program pasientens legemiddelliste → Legemiddellisten (sekretariat, 23.11.2026 kl. 09.00)" in said
    assert "Du skrev: PLL" in said
    assert 'name="valg_name"' in response.content.decode()
    assert again(response)["purpose"] == "Mitt formål"
    t001.refresh_from_db()
    assert (t001.name, t001.purpose) == ("Legemiddellisten", "")


def test_what_only_the_other_touched_is_taken_over_and_told(
    steward: Client, stale: dict[str, str], t001: Initiative
) -> None:
    response = steward.post(EDIT, stale)
    assert again(response)["note"] == "Sett"
    assert "Merknad: – → Sett" in text_of(response)
    steward.post(EDIT, again(response) | {"valg_name": "min"})
    t001.refresh_from_db()
    assert (t001.name, t001.note, t001.purpose) == ("PLL", "Sett", "Mitt formål")


def test_the_other_value_can_be_kept(steward: Client, stale: dict[str, str], t001: Initiative) -> None:
    response = steward.post(EDIT, stale)
    steward.post(EDIT, again(response) | {"valg_name": "deres"})
    t001.refresh_from_db()
    assert (t001.name, t001.purpose) == ("Legemiddellisten", "Mitt formål")


def test_a_conflict_must_be_answered(steward: Client, stale: dict[str, str], t001: Initiative) -> None:
    response = steward.post(EDIT, again(steward.post(EDIT, stale)))
    assert response.status_code == 422
    assert errors_of(response) == {"name": "Velg hvilken verdi som skal gjelde."}
    assert 'name="valg_name"' in response.content.decode()
    assert again(response)["name"] == "PLL"
    t001.refresh_from_db()
    assert t001.name == "Legemiddellisten"


def test_a_third_editor_between_the_conflict_and_the_answer_is_seen_too(
    steward: Client, stale: dict[str, str], sekretariat: User, t001: Initiative
) -> None:
    response = steward.post(EDIT, stale)
    actions.edit_initiative(by=sekretariat, initiative=t001, changes={"name": "Tredje navn"})
    response = steward.post(EDIT, again(response) | {"valg_name": "min"})
    assert response.status_code == 422
    assert "Legemiddellisten → Tredje navn" in text_of(response)


@pytest.mark.parametrize("version", ["", "0", "abc", "999999", "-1", "9" * 50, "١"])
def test_a_version_that_was_tampered_with_overwrites_nothing(version: str, steward: Client, t001: Initiative) -> None:
    response = steward.post(EDIT, opened(steward, EDIT) | {"version": version, "name": "PLL"})
    assert response.status_code == 422
    t001.refresh_from_db()
    assert t001.name == "Program pasientens legemiddelliste"


def test_a_fact_that_was_withdrawn_meanwhile_keeps_what_was_typed(
    steward: Client, sekretariat: User, facts: dict[str, Any]
) -> None:
    url = address("edit_risk", facts)
    sent = opened(steward, url) | {"title": "Ny tittel"}
    actions.withdraw_risk(by=sekretariat, risk=facts["risk"], reason="Ført dobbelt")
    response = steward.post(url, sent)
    assert response.status_code == 422
    assert "trukket tilbake av noen andre: «Ført dobbelt»" in text_of(response)
    assert again(response)["title"] == "Ny tittel"


def test_a_new_fact_typed_in_a_form_gone_back_to_is_saved_by_sending_it_again(
    steward: Client, t001: Initiative
) -> None:
    url = "/tiltak/T001/risikoer/ny/"
    sent = opened(steward, url) | {"title": "Den første"}
    assert steward.post(url, sent).status_code == 302
    response = steward.post(url, sent | {"title": "Den andre"})
    assert response.status_code == 422
    assert "lagret én gang før, med et annet innhold" in text_of(response)
    assert again(response)["title"] == "Den andre"
    assert steward.post(url, again(response)).status_code == 302
    assert [risk.title for risk in t001.risks.order_by("id")] == ["Den første", "Den andre"]


# ── milestones ───────────────────────────────────────────────────────────────────────────────────────────────────────


def dates_of(milestone: Milestone) -> dict[str, str]:
    return {row.role: row.date.edtf for row in milestone.dates.standing().order_by("id")}


def test_a_milestone_is_registered_with_its_dates(steward: Client, t001: Initiative) -> None:
    url = "/tiltak/T001/milepaeler/ny/"
    sent = opened(steward, url) | {
        "name": "SFM i bruk", "original": "2026", "forecast": "høst 2027", "low": "10", "likely": "20", "high": "60",
    }  # fmt: skip
    steward.post(url, sent)
    steward.post(url, sent)
    milestone = t001.milestones.get()
    assert dates_of(milestone) == {"original": "2026", "forecast": "2027-23"}
    assert milestone.durations.get().likely == 20


def test_the_dates_form_of_a_milestone_holds_the_rules(steward: Client, t001: Initiative) -> None:
    milestone = MilestoneFactory(initiative=t001)
    for role, date in (("original", "2025"), ("approved", "2026")):
        MilestoneDateFactory(milestone=milestone, role=role, date=date)
    url = f"/tiltak/T001/milepaeler/{milestone.uid}/"
    sent = opened(steward, url)
    assert 'name="original"' in steward.get(url).content.decode()
    wrong = {"approved": "2027", "actual": "2030", "likely": "5"}
    response = steward.post(url, sent | wrong | {"low": ""})
    assert set(errors_of(response)) == {"low", "high"}
    response = steward.post(url, sent | {"approved": "2027", "actual": "2030"})
    assert errors_of(response) == {
        "approved_reason": "Skriv en begrunnelse. Den blir stående i loggen.",
        "actual": "Datoen ligger fram i tid. Bruk prognosen for det som ikke har skjedd ennå.",
    }
    response = steward.post(url, sent | {"original": "2030"})
    assert "Opprinnelig dato er 2025 og endres ikke" in errors_of(response)["original"]
    response = steward.post(url, sent | {"approved": "2027", "approved_reason": "Leverandøren"})
    assert response.status_code == 302
    assert dates_of(milestone) == {"original": "2025", "approved": "2027"}


def test_a_stale_milestone_shows_both_dates(steward: Client, sekretariat: User, t001: Initiative) -> None:
    milestone = MilestoneFactory(initiative=t001)
    MilestoneDateFactory(milestone=milestone, date="2027")
    url = f"/tiltak/T001/milepaeler/{milestone.uid}/"
    sent = opened(steward, url) | {"forecast": "2028", "name": "Nytt navn"}
    actions.state_dates(
        by=sekretariat, milestone=milestone, dates={DateRole.FORECAST: actions.DateGiven(parse("2029"))}
    )
    response = steward.post(url, sent)
    assert "Prognose : 2027 → 2029 (sekretariat" in text_of(response)
    steward.post(url, again(response) | {"valg_forecast": "deres"})
    milestone.refresh_from_db()
    assert (milestone.name, dates_of(milestone)) == ("Nytt navn", {"forecast": "2029"})


def test_many_dates_are_saved_in_one_write_or_none(steward: Client, t001: Initiative) -> None:
    from initiatives.models import Revision

    a, b = (MilestoneFactory(initiative=t001, position=place) for place in (1, 2))
    url = "/tiltak/T001/milepaeler/"
    sent = opened(steward, url)
    response = steward.post(url, sent | {f"forecast-{a.pk}": "2027", f"actual-{b.pk}": "2030"})
    assert list(errors_of(response)) == [f"actual-{b.pk}"]
    assert dates_of(a) == {}
    steward.post(url, sent | {f"forecast-{a.pk}": "2027", f"actual-{b.pk}": "okt. 2026"})
    assert (dates_of(a), dates_of(b)) == ({"forecast": "2027"}, {"actual": "2026-10"})
    assert Revision.objects.get().value == 1
    assert "Ingenting var endret" in text_of(steward.post(url, opened(steward, url), follow=True))


def test_a_stale_table_of_dates_overwrites_nothing(steward: Client, sekretariat: User, t001: Initiative) -> None:
    a, b = (MilestoneFactory(initiative=t001, position=place) for place in (1, 2))
    for each in (a, b):
        MilestoneDateFactory(milestone=each, date="2027")
    url = "/tiltak/T001/milepaeler/"
    sent = opened(steward, url) | {f"forecast-{a.pk}": "2028"}
    for each in (a, b):
        actions.state_dates(by=sekretariat, milestone=each, dates={DateRole.FORECAST: actions.DateGiven(parse("2029"))})
    response = steward.post(url, sent)
    assert response.status_code == 422
    assert "sekretariat har endret datoen fra 2027 til 2029" in errors_of(response)[f"forecast-{a.pk}"]
    assert (again(response)[f"forecast-{a.pk}"], again(response)[f"forecast-{b.pk}"]) == ("2028", "2029")
    assert (dates_of(a), dates_of(b)) == ({"forecast": "2029"}, {"forecast": "2029"})
    steward.post(url, again(response))
    assert (dates_of(a), dates_of(b)) == ({"forecast": "2028"}, {"forecast": "2029"})


def test_what_is_yet_to_be_reached_stands_first(steward: Client, t001: Initiative) -> None:
    a, b, c = (MilestoneFactory(initiative=t001, position=place) for place in (1, 2, 3))
    MilestoneDateFactory(milestone=a, role="actual", date="2020")
    lines = steward.get("/tiltak/T001/milepaeler/").context["form"].lines()
    assert [line.milestone for line in lines] == [b, c, a]


def test_a_date_typed_for_a_milestone_withdrawn_meanwhile_is_told_not_dropped(
    steward: Client, sekretariat: User, t001: Initiative
) -> None:
    a, b = (MilestoneFactory(initiative=t001, name=name) for name in "AB")
    url = "/tiltak/T001/milepaeler/"
    sent = opened(steward, url) | {f"forecast-{a.pk}": "2027", f"forecast-{b.pk}": "2028"}
    actions.withdraw_milestone(by=sekretariat, milestone=a, reason="Feil")
    response = steward.post(url, sent)
    assert response.status_code == 422
    assert "«A» er trukket tilbake av noen andre. Det du skrev der (2027), lagres ikke." in text_of(response)
    assert steward.post(url, again(response)).status_code == 302
    assert dates_of(b) == {"forecast": "2028"}


def test_a_milestone_nobody_typed_in_is_withdrawn_without_a_word(
    steward: Client, sekretariat: User, t001: Initiative
) -> None:
    a, b = (MilestoneFactory(initiative=t001, name=name) for name in "AB")
    MilestoneDateFactory(milestone=a, date="2027")
    url = "/tiltak/T001/milepaeler/"
    sent = opened(steward, url) | {f"forecast-{b.pk}": "2028"}
    actions.withdraw_milestone(by=sekretariat, milestone=a, reason="Feil")
    assert steward.post(url, sent).status_code == 302


def test_a_milestone_registered_meanwhile_does_not_stop_the_table(steward: Client, t001: Initiative) -> None:
    a = MilestoneFactory(initiative=t001)
    url = "/tiltak/T001/milepaeler/"
    sent = opened(steward, url) | {f"forecast-{a.pk}": "2027"}
    MilestoneDateFactory(milestone=MilestoneFactory(initiative=t001), date="2030")
    assert steward.post(url, sent).status_code == 302
    assert dates_of(a) == {"forecast": "2027"}


def test_the_table_of_dates_asks_as_often_for_many_milestones_as_for_one(
    steward: Client, t001: Initiative, django_assert_max_num_queries: Any
) -> None:
    for place in range(40):
        MilestoneDateFactory(milestone=MilestoneFactory(initiative=t001, position=place), date="2027")
    with django_assert_max_num_queries(20):
        steward.get("/tiltak/T001/milepaeler/")


def test_a_date_is_not_taken_back_from_the_table(steward: Client, t001: Initiative) -> None:
    milestone = MilestoneFactory(initiative=t001)
    MilestoneDateFactory(milestone=milestone, date="2027")
    url = "/tiltak/T001/milepaeler/"
    response = steward.post(url, opened(steward, url) | {f"forecast-{milestone.pk}": ""})
    assert "Åpne milepælen" in errors_of(response)[f"forecast-{milestone.pk}"]
    assert dates_of(milestone) == {"forecast": "2027"}


# ── dependencies ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_dependency_is_proposed_in_two_steps(steward: Client, t001: Initiative, t900: Initiative) -> None:
    own, theirs = MilestoneFactory(initiative=t001), MilestoneFactory(initiative=t900)
    url = "/tiltak/T001/avhengigheter/ny/"
    assert steward.get(url, {"tiltak": "finnes ikke"}).status_code == 200
    assert "T900 Helsenettet" in steward.get(url).content.decode()
    url += "?tiltak=T900%20Helsenettet"
    sent = opened(steward, url) | {"own_end": own.pk, "other_end": theirs.pk, "binding": "ja", "lag": "-5"}
    steward.post(url, sent)
    dependency = Dependency.objects.get()
    assert (dependency.predecessor_milestone, dependency.successor_milestone) == (theirs, own)
    assert (dependency.state, dependency.lag, dependency.binding) == ("proposed", -5, True)


def test_who_gives_stands_first(steward: Client, t001: Initiative, t900: Initiative) -> None:
    url = "/tiltak/T001/avhengigheter/ny/?tiltak=T900"
    response = steward.post(url, opened(steward, url) | {"direction": "gir"}, follow=True)
    assert "Forslaget er sendt. Den andre siden får varsel." in text_of(response)
    dependency = Dependency.objects.get()
    assert (dependency.predecessor_initiative, dependency.successor_initiative) == (t001, t900)


def test_a_dependency_on_itself_is_told(steward: Client, t001: Initiative) -> None:
    response = steward.get("/tiltak/T001/avhengigheter/ny/", {"tiltak": "t001"})
    assert "Et tiltak kan ikke avhenge av seg selv" in text_of(response)
    assert 'aria-invalid="true"' in response.content.decode()


def test_a_circle_is_told_as_a_path(steward: Client, t001: Initiative, t900: Initiative) -> None:
    own = MilestoneFactory(initiative=t001, name="A")
    theirs = MilestoneFactory(initiative=t900, name="B")
    DependencyFactory(predecessor_milestone=own, successor_milestone=theirs, binding=True)
    url = "/tiltak/T001/avhengigheter/ny/?tiltak=T900"
    response = steward.post(url, opened(steward, url) | {"own_end": own.pk, "other_end": theirs.pk, "binding": "ja"})
    assert response.status_code == 422
    assert "T900 B → T001 A → T900 B" in errors_of(response)["binding"]


@pytest.mark.parametrize(("lag", "said"), [("5000", "fra −3650 til 3650"), ("mye", "helt tall"), ("", "fylles ut")])
def test_a_lag_out_of_range_is_told(lag: str, said: str, steward: Client, facts: dict[str, Any]) -> None:
    url = address("edit_dependency", facts)
    response = steward.post(url, opened(steward, url) | {"lag": lag})
    assert said in errors_of(response)["lag"]


def test_a_milestone_of_a_third_initiative_is_no_end(steward: Client, t001: Initiative, t900: Initiative) -> None:
    from tests.cast import tiltak

    stranger = MilestoneFactory(initiative=tiltak("T333"))
    url = "/tiltak/T001/avhengigheter/ny/?tiltak=T900"
    response = steward.post(url, opened(steward, url) | {"other_end": stranger.pk})
    assert set(errors_of(response)) == {"other_end"}


def test_an_end_is_moved_and_a_stale_move_is_seen(
    steward: Client, sekretariat: User, facts: dict[str, Any], t001: Initiative
) -> None:
    dependency, other = facts["dependency"], MilestoneFactory(initiative=t001, name="Ny ende")
    url = address("edit_dependency", facts)
    sent = opened(steward, url) | {"own_end": other.pk}
    actions.edit_dependency(
        by=sekretariat,
        initiative=t001,
        dependency=dependency,
        changes={"successor_milestone": None},
        given_by="Kari hos eieren",
    )
    response = steward.post(url, sent)
    assert "Hele tiltaket" in text_of(response)
    steward.post(url, again(response) | {"valg_own_end": "min"})
    dependency.refresh_from_db()
    assert dependency.successor_milestone == other


def test_a_new_external_party_leads_on_to_the_dependency(steward: Client, t001: Initiative) -> None:
    url = "/tiltak/T001/avhengigheter/ekstern/"
    response = steward.post(url, opened(steward, url) | {"name": "DIPS AS"})
    party = ExternalParty.objects.get()
    assert response["Location"] == f"/tiltak/T001/avhengigheter/ny/?ekstern={party.uid}"
    assert "DIPS AS" in steward.get(response["Location"]).content.decode()
    again_ = steward.post(url, opened(steward, url) | {"name": "dips as"})
    assert errors_of(again_) == {"name": "Dette er allerede registrert."}


@pytest.mark.parametrize("uid", ["abc", "00000000-0000-0000-0000-000000000000"])
def test_an_external_party_nobody_knows_is_asked_for_again(uid: str, steward: Client, t001: Initiative) -> None:
    ExternalPartyFactory(name="DIPS")
    response = steward.get("/tiltak/T001/avhengigheter/ny/", {"ekstern": uid})
    assert (response.status_code, "DIPS" in response.content.decode()) == (200, True)
