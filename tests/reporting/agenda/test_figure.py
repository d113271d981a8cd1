"""Agendas as a figure: which meetings, in what order, and what the engine says of each case."""

from dataclasses import replace

import pytest

from initiatives.domain.dates import from_edtf
from reporting.domain.figures.agenda import agenda, agendas
from tests.reporting.agenda.facts import case, decided, meeting, record

UID = "6d" * 16


def the(found):
    made = agenda(found, UID)
    assert made is not None
    return made


def test_meetings_to_come_stand_first_and_what_waits_for_a_decision_before_what_does_not():
    days = {"a": "2027-01-20", "b": "2026-11-23", "c": "2026-03-01", "d": "2026-09-01", "e": "2026-10-01", "f": None}
    held = [meeting(uid * 32, day) for uid, day in days.items()]
    cases = [
        ("T1", case("1", meeting_uid="c" * 32)),
        ("T1", case("2", meeting_uid="d" * 32, decided=True)),
        ("T2", case("3", meeting_uid="c" * 32, decided=True)),
    ]
    found = agendas(record(*held, cases=cases))
    assert [each.meeting.uid[0] for each in found] == ["b", "a", "f", "c", "e", "d"]
    assert [(each.cases, each.undecided, each.coming) for each in found][3:] == [
        (2, 1, False),
        (0, 0, False),
        (1, 0, False),
    ]


def test_cases_of_several_initiatives_stand_in_the_order_of_the_agenda():
    cases = [("T1", case("1", 3)), ("T2", case("2", 1)), ("T3", case("3", 2)), ("T3", case("4", meeting_uid="e" * 32))]
    found = the(record(cases=cases))
    assert [(item.place, item.part.code) for item in found.items] == [(1, "T2"), (2, "T3"), (3, "T1")]


def test_a_case_tells_its_agreement_and_what_the_delay_costs():
    (item,) = the(record()).items
    assert item.told is not None and item.told.agreement.uid == "d1"
    assert [part.code for part in item.parts] == ["T1", "T2"]
    assert {plan.milestone.uid: (plan.part.code, plan.days) for plan in item.plans} == {
        "m2": ("T2", 31),
        "m3": ("T2", 11),
    }
    assert (item.plans[0].owner.name, item.hits) == ("Virksomhet B", ("uid-T2",))


def test_a_case_about_something_else_and_one_whose_agreement_is_gone_are_told_without():
    cases = [("T1", case("1")), ("T2", case("2", dependency="d9"))]
    for item in the(record(cases=cases)).items:
        assert (item.told, item.plans, item.parts) == (None, (), (item.part,))


def test_nobody_holds_back_a_giver_whose_own_plan_decides():
    assert the(record()).items[0].cause is None


@pytest.mark.parametrize(("day", "draft", "coming"), [("2026-11-24", True, True), ("2026-11-23", False, True),
                                                      ("2026-11-22", False, False), (None, True, True)])  # fmt: skip
def test_an_agenda_is_a_draft_until_its_day(day, draft, coming):
    found = the(record(meeting(day=day)))
    assert (found.draft, found.coming) == (draft, coming)


def test_what_was_decided_stands_with_the_case_it_was_decided_in():
    cases = [("T2", case("1", number="22/26", decided=True)), ("T2", case("2", 2, number="23/26"))]
    found = the(decided(record(cases=cases), "T2", case="22/26", body="nufa", date=from_edtf("2026-12-10")))
    assert [[each.title for each in item.decisions] for item in found.items] == [["Vedtatt slik"], []]
    assert found.undecided == 1
    other = the(decided(record(cases=cases), "T2", case="22/26", body="nuit"))
    assert other.items[0].decisions == ()


def test_an_agenda_counts_the_agreements_that_endanger_somebody():
    cases = [("T2", case("1", dependency="d1")), ("T3", case("2", 2, dependency="d2")), ("T1", case("3", 3))]
    assert the(record(cases=cases)).endangers == 1


def test_a_meeting_nobody_knew_of_has_no_agenda():
    assert agenda(record(), "ab" * 16) is None


def test_made_up_addresses_leave_nothing_in_memory():
    held = record()
    assert not any(agenda(held, f"{number:032x}") for number in range(50))
    assert not vars(held.state).get("_reckoned")


def test_what_is_made_up_is_marked():
    found = record(meeting(example=True))
    assert the(found).items[0].example
    state = record().state
    part = state.slices["uid-T2"]
    made_up = replace(state, slices={**state.slices, part.uid: replace(part, example=True)})
    assert the(replace(found, state=made_up)).items[0].example
    assert not the(record()).items[0].example


def test_an_agenda_of_no_agreements_asks_nothing_of_the_engine(monkeypatch):
    monkeypatch.setattr("reporting.domain.figures.agenda.reckoned", None)
    assert the(record(cases=[("T1", case("1"))])).items
