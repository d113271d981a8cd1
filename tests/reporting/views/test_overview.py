"""Oversikt as it is answered: for everybody signed in, in a fixed number of queries, with what was written last."""

import pytest
import time_machine

from initiatives import reading
from initiatives.models.base import Act
from portfolio.synthetic.generate import generate
from reporting.source import forget
from reporting.source.changes import latest_changes
from tests.cast import tiltak
from tests.factories import ActionPlanFactory, MilestoneFactory, PlanEntryFactory, RiskFactory
from tests.reporting.views.overview_reading import COLD, TODAY, WARM, queries, signed_in, text


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY, tick=False):
        yield


def cold():
    reading.forget()
    forget()


@pytest.mark.django_db
def test_who_is_not_signed_in_is_sent_to_sign_in(client):
    response = client.get("/")
    assert (response.status_code, response["Location"]) == (302, "/logg-inn/?next=/")


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["programleder", "utenforstaende", "leder", "sekretariat", "admin_person"])
def test_everybody_signed_in_reads_the_overview(client, request, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get("/").status_code == 200


@pytest.mark.django_db
def test_an_empty_register_says_what_will_stand_here(client):
    told = text(signed_in(client).get("/"))
    assert "Ingen pågående tiltak er registrert." in told
    assert "Her er det ingen tiltak" in told


@pytest.mark.django_db
def test_what_was_written_last_is_told_with_both_times(client):
    part = tiltak("T1", name="Nytt tiltak")
    PlanEntryFactory(initiative=part, plan=ActionPlanFactory())
    with time_machine.travel("2026-11-23T12:05:00+01:00", tick=False):
        risk = RiskFactory(initiative=part, actor="Pia", known_from=None)
        MilestoneFactory(initiative=part, actor="Pia")
        risk.title = "Annet"
        risk.record(Act("Pia", reason="Ny vurdering"))
    told = text(signed_in(client).get("/"))
    assert "1 milepæl og 1 risiko lagt til, 1 risiko endret" in told.lower()
    assert "Pia · kjent og registrert 23.11.2026 kl. 12.05 · Ny vurdering" in told


@pytest.mark.django_db
def test_changes_are_the_newest_first_and_only_those_known_by_a_day():
    with time_machine.travel("2026-01-05T09:00:00+01:00", tick=False):
        part = tiltak("T1")
    with time_machine.travel("2026-01-06T09:00:00+01:00", tick=False):
        early = RiskFactory(initiative=part)
    RiskFactory(initiative=part)
    found = latest_changes()
    assert [each.kind for each in found] == ["risk", "risk", "initiative"]
    assert found[0].recorded > found[1].recorded
    assert {each.initiative for each in found} == {part.uid.hex}
    by_then = latest_changes(early.history.first().history_date)
    assert [each.kind for each in by_then] == ["risk", "initiative"]


@pytest.mark.django_db
def test_queries_do_not_grow_with_the_portfolio(client):
    signed_in(client)
    counts = []
    for more in (40, 60):
        generate(more, seed=more)
        cold()
        counts.append((queries(client), queries(client)))
    assert counts[0] == counts[1]
    assert counts[0][0] <= COLD
    assert counts[0][1] <= WARM
