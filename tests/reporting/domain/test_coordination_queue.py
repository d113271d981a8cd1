"""One's own queue: whose side one speaks for, and what comes first."""

from dataclasses import replace
from datetime import date

import pytest

from initiatives.domain.facts import ConfirmationFact, ExternalFact
from reporting.domain.figures.coordination_queue import (
    Urgency,
    Voice,
    fetched,
    queue,
    unanswered,
    unconfirmed_by,
    voice,
)
from reporting.domain.record import Record
from tests.build import milestone
from tests.initiatives.domain.networks import agreement, owned, portfolio

OURS = Voice(frozenset({"uid-T1"}))


def record(*agreements, externals=None, parts=()):
    held = parts or [
        owned("T1", "a", milestone("m1", forecast="2027-06")),
        owned("T2", "b", milestone("m2", forecast="2027-03")),
        owned("T3", "a"),
    ]
    state = portfolio(*held, agreements=agreements)
    if externals is not None:
        state = replace(state, registers=replace(state.registers, externals=externals))
    return Record(state, {})


def told(rows):
    return [(each.told.agreement.uid, each.urgency.name) for each in rows]


def test_who_speaks_for_nobody_has_no_queue():
    found = queue(record(agreement("d1", "T2", "T1")), Voice())
    assert (found.giving, found.receiving, found.within, found.answers) == ((), (), (), 0)
    assert not Voice()


def test_nobody_sees_the_agreements_of_others_in_the_queue():
    found = queue(record(agreement("d1", "T2", "T3")), OURS)
    assert found.total == 0


def test_others_wait_for_us_and_we_wait_for_others():
    found = queue(record(agreement("d1", "T1", "T2"), agreement("d2", "T2", "T1")), OURS)
    assert [each.told.agreement.uid for each in found.giving] == ["d1"]
    assert [each.told.agreement.uid for each in found.receiving] == ["d2"]
    assert found.giving[0].theirs.name == "Tiltak T2"
    assert found.giving[0].ours.name == "Tiltak T1"


def test_between_two_of_our_own_stands_apart():
    both = Voice(frozenset({"uid-T1", "uid-T3"}))
    found = queue(record(agreement("d1", "T3", "T1", state="proposed", last_word="receiver")), both)
    assert told(found.within) == [("d1", "ANSWER")]
    assert found.within[0].side == "giver"


def test_what_needs_our_answer_comes_first_then_danger_then_silence_then_the_calm():
    confirmed = tuple(ConfirmationFact(side, date(2026, 11, 1)) for side in ("giver", "receiver"))
    calm = agreement("d1", "T2/m2", "T1/m1", promised="2027-03", need_by="2027-04", since=date(2026, 11, 1))
    found = queue(
        record(
            replace(calm, confirmations=confirmed),
            agreement("d2", "T2", "T1", state="noted"),
            agreement("d3", "T2", "T1", state="disputed", last_word="receiver"),
            agreement("d4", "T2", "T1", state="proposed", last_word="giver"),
            agreement("d5", "T2", "T1", state="disputed", last_word="giver"),
        ),
        OURS,
    )
    assert told(found.receiving) == [
        ("d5", "ANSWER"),
        ("d4", "ANSWER"),
        ("d3", "ENDANGERED"),
        ("d2", "UNCONFIRMED"),
        ("d1", "CALM"),
    ]
    assert found.answers == 2


def test_our_own_proposal_is_no_question_to_us():
    found = queue(record(agreement("d1", "T2", "T1", state="proposed", last_word="receiver", promised="2027")), OURS)
    assert found.receiving[0].urgency is not Urgency.ANSWER


def test_a_delivery_without_a_receipt_asks_the_receiver():
    parts = [owned("T1", "a", milestone("m1", forecast="2027-06")), owned("T2", "b", milestone("m2", actual="2026-10"))]
    made = record(agreement("d1", "T2/m2", "T1/m1"), parts=parts)
    assert told(queue(made, OURS).receiving) == [("d1", "ANSWER")]
    assert told(queue(made, Voice(frozenset({"uid-T2"}))).giving) != [("d1", "ANSWER")]


def test_what_is_proposed_to_an_initiative_that_has_not_begun_is_answered_too():
    parts = [owned("T1", "a", entries=()), owned("T2", "b")]
    found = queue(record(agreement("d1", "T2", "T1", state="proposed", last_word="giver"), parts=parts), OURS)
    assert told(found.receiving) == [("d1", "ANSWER")]


def test_what_is_closed_is_in_no_queue():
    assert queue(record(agreement("d1", "T2", "T1", state="fulfilled")), OURS).total == 0


@pytest.mark.parametrize(("follower", "urgency"), [(None, "ANSWER"), ("c", "UNCONFIRMED")])
def test_the_answer_of_somebody_outside_whom_nobody_follows_is_ours_to_write_in(follower, urgency):
    outside = {"x": ExternalFact("x", "x", "Leverandøren", follower=follower)}
    asked = agreement("d1", "=x", "T1", state="proposed", last_word="receiver")
    found = queue(record(asked, externals=outside), OURS)
    assert told(found.receiving) == [("d1", urgency)]
    assert fetched(found.receiving[0].told, found.receiving[0].side) is (follower is None)


def test_an_organisation_speaks_for_the_external_parties_it_follows():
    outside = {
        "x": ExternalFact("x", "x", "Leverandøren", follower="c"),
        "y": ExternalFact("y", "y", "En annen", follower="b"),
    }
    made = record(agreement("d1", "=x", "T1"), agreement("d2", "=y", "T1"), externals=outside)
    ours = voice(made, initiatives=(), organisations={"c"})
    assert ours == Voice(frozenset(), frozenset({"x"}))
    assert [each.told.agreement.uid for each in queue(made, ours).giving] == ["d1"]


def test_a_voice_is_only_of_what_there_is():
    assert voice(record(), initiatives={"uid-T1", "borte"}, organisations=()) == OURS


@pytest.mark.parametrize(
    ("giver", "receiver", "expected"),
    [
        (None, None, True),
        (date(2026, 1, 1), None, False),
        (None, date(2026, 1, 1), True),
        (date(2026, 1, 1), date(2026, 2, 1), True),
        (date(2026, 2, 1), date(2026, 1, 1), False),
    ],
)
def test_who_has_not_stood_by_it_as_lately_as_the_other_is_asked_to(giver, receiver, expected):
    said = tuple(ConfirmationFact(side, day) for side, day in (("giver", giver), ("receiver", receiver)) if day)
    made = record(replace(agreement("d1", "T1", "T2"), confirmations=said))
    [each] = queue(made, OURS).giving
    assert unconfirmed_by(each.told, each.side) is expected


def test_what_the_portfolio_waits_for_stands_by_who_is_to_answer_the_most_first():
    made = record(
        agreement("d1", "T2", "T1", state="proposed", last_word="receiver", since=date(2026, 10, 1)),
        agreement("d2", "T2", "T1", state="disputed", last_word="receiver", since=date(2026, 1, 1)),
        agreement("d3", "T2", "T1", state="proposed", last_word="giver"),
        agreement("d4", "T2", "T1"),
    )
    found = unanswered(made)
    assert [(each.holder.key, [row.agreement.uid for row in each.rows]) for each in found] == [
        ("b", ["d2", "d1"]),
        ("a", ["d3"]),
    ]
