"""What becomes of a contract: who may do what when, what it leaves behind, and that one click is one act."""

from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from initiatives import actions
from initiatives.domain.behalf import taken_apart
from initiatives.domain.dates import parse
from initiatives.domain.negotiation import Move, moves
from initiatives.domain.refusals import Circle, Refused, Why
from initiatives.domain.vocabulary import Ask, DependencyState, Side
from initiatives.models import Dependency, DependencyConfirmation, Initiative, Milestone, Notice, User
from initiatives.models.base import Act
from tests.factories import (
    DependencyFactory,
    ExternalPartyFactory,
    OrganisationFactory,
    StewardshipFactory,
    UserFactory,
)
from tests.initiatives.table import GIVER, RECEIVER, Lay, every_act, stood, told

pytestmark = pytest.mark.django_db

ACTS = ("accept", "dispute", "confirm", "fulfil", "ask", "propose", "withdraw")


def refused(act: Any) -> dict[str, Why]:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.whys


# ── the wrong person ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize(
    ("who", "side"),
    [
        ("programleder", GIVER),
        ("utenforstaende", RECEIVER),
        *((who, side) for who in ("leder", "admin") for side in Side),
    ],
)
def test_nobody_acts_for_a_side_that_is_not_ones_own(
    act: str, who: str, side: Side, cast: dict[str, User], lay: Lay, revision: Any
) -> None:
    contract = lay("proposed", GIVER if side is RECEIVER else RECEIVER)
    with pytest.raises(PermissionDenied):
        every_act(contract, side, cast[who])[act]()
    contract.refresh_from_db()
    assert (contract.state, contract.withdrawn_at, revision.moved) == ("proposed", None, 0)
    assert (stood(contract), told()) == ({}, [])


@pytest.mark.parametrize("act", [each for each in ACTS if each != "ask"])
def test_the_office_says_on_whose_word_it_speaks(act: str, sekretariat: User, lay: Lay, revision: Any) -> None:
    states = {"accept": ("proposed", GIVER), "dispute": ("proposed", GIVER), "confirm": ("accepted", GIVER)}
    contract = lay(*states.get(act, ("accepted", GIVER)))
    assert refused(every_act(contract, RECEIVER, sekretariat)[act]) == {"given_by": Why.GIVEN_BY_NEEDED}
    assert revision.moved == 0
    every_act(contract, RECEIVER, sekretariat, given_by="  Kari Nordmann ")[act]()
    assert revision.moved == 1
    reasons = [contract.history.latest("history_id").history_change_reason or ""]
    reasons += DependencyConfirmation.objects.standing().values_list("note", flat=True)
    assert "Kari Nordmann" in {taken_apart(each).given_by for each in reasons}


def test_the_office_asks_on_nobodys_word(sekretariat: User, pia: User, ola: User, lay: Lay) -> None:
    assert actions.ask_contract(by=sekretariat, dependency=lay("accepted"), side=RECEIVER, ask=Ask.DATE) == 1
    assert told() == [("asked", "utenforstaende")]


def test_a_steward_of_the_office_needs_nobodys_word(sekretariat: User, t001: Initiative, lay: Lay) -> None:
    StewardshipFactory(user=sekretariat, initiative=t001)
    assert actions.accept_contract(by=sekretariat, dependency=lay("proposed", GIVER), side=RECEIVER)


def test_a_followers_steward_answers_for_the_external_party(ola: User, pia: User, takes: Milestone) -> None:
    outside = ExternalPartyFactory(follower=ola.organisation, organisation=OrganisationFactory(name="Leverandøren"))
    contract = DependencyFactory(
        predecessor_external=outside, successor_milestone=takes, state="proposed", last_word="receiver"
    )
    with pytest.raises(PermissionDenied):
        actions.accept_contract(by=pia, dependency=contract, side=GIVER)
    assert actions.accept_contract(by=ola, dependency=contract, side=GIVER)
    word: Any = DependencyConfirmation.objects.get()
    assert (word.side, word.organisation.name, word.actor) == ("giver", "Leverandøren", "Ola Nett")


# ── accept ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_accepting_confirms_and_tells_the_other_side(
    pia: User, ola: User, t001: Initiative, t900: Initiative, lay: Lay, revision: Any
) -> None:
    contract = lay("proposed", GIVER, promised="1.3.2027")
    assert actions.accept_contract(by=pia, dependency=contract, side=RECEIVER, version=actions.version_of(contract))
    contract.refresh_from_db()
    assert (contract.state, contract.last_word, contract.promised.edtf) == ("accepted", "receiver", "2027-03-01")
    assert stood(contract) == {"receiver": "Pia Programleder"}
    assert DependencyConfirmation.objects.get().organisation.name == "Helsedirektoratet"
    assert told() == [("accepted", "utenforstaende")]
    for initiative in (t001, t900):
        initiative.refresh_from_db()
        assert initiative.stamp == revision.value == 1


def test_nobody_accepts_ones_own_word(pia: User, lay: Lay) -> None:
    assert refused(lambda: actions.accept_contract(by=pia, dependency=lay("proposed", RECEIVER), side=RECEIVER)) == {
        "": Why.OWN_WORD
    }


@pytest.mark.parametrize(
    ("disputer", "accepter", "who", "need_by", "promised"),
    [
        (GIVER, RECEIVER, "programleder", "2027-01-15", "2027-03-15"),
        (RECEIVER, GIVER, "utenforstaende", "2027-03-15", "2027-02-01"),
    ],
)
def test_a_counter_date_becomes_the_term_it_is_about(
    disputer: Side, accepter: Side, who: str, need_by: str, promised: str, cast: dict[str, User], lay: Lay
) -> None:
    contract = lay(
        "disputed",
        disputer,
        need_by="15.1.2027",
        promised="1.2.2027",
        counter_date="15.3.2027",
        objection="Rekker ikke",
    )
    old = DependencyConfirmation(dependency=contract, side=accepter.value)
    old.assert_(Act("Den gamle"))
    actions.accept_contract(by=cast[who], dependency=contract, side=accepter)
    contract.refresh_from_db()
    assert (contract.need_by.edtf, contract.promised.edtf) == (need_by, promised)
    assert (contract.state, contract.counter_date, contract.objection) == ("accepted", None, "")
    assert stood(contract) == {disputer.value: "testoppsett", accepter.value: str(cast[who])}
    old.refresh_from_db()
    assert old.withdrawn_reason == "nye vilkår"


def test_a_dispute_without_another_date_is_accepted_as_the_terms_stand(pia: User, lay: Lay) -> None:
    contract = lay("disputed", GIVER, need_by="15.1.2027", objection="Vet ikke")
    actions.accept_contract(by=pia, dependency=contract, side=RECEIVER)
    contract.refresh_from_db()
    assert (contract.need_by.edtf, contract.promised, contract.state) == ("2027-01-15", None, "accepted")


def test_a_counter_date_that_has_passed_is_not_accepted(pia: User, lay: Lay) -> None:
    contract = lay("disputed", GIVER, counter_date="22.11.2026")
    assert refused(lambda: actions.accept_contract(by=pia, dependency=contract, side=RECEIVER)) == {"": Why.PASSED}


def test_a_promise_that_had_passed_already_may_be_accepted_late(pia: User, lay: Lay) -> None:
    assert actions.accept_contract(by=pia, dependency=lay("proposed", GIVER, promised="1.11.2026"), side=RECEIVER)


def test_accepting_what_would_close_a_circle_is_refused_with_the_path(
    pia: User, gives: Milestone, takes: Milestone, lay: Lay, revision: Any
) -> None:
    DependencyFactory(predecessor_milestone=takes, successor_milestone=gives, binding=True)
    with pytest.raises(Circle) as circle:
        actions.accept_contract(by=pia, dependency=lay("proposed", GIVER, binding=True), side=RECEIVER)
    assert circle.value.path == ("T900 Innlogging", "T001 Innføring", "T900 Innlogging")
    assert revision.moved == 0


# ── dispute ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_dispute_keeps_the_words_the_date_and_who(pia: User, ola: User, lay: Lay) -> None:
    contract = lay("proposed", GIVER, promised="1.3.2027")
    assert actions.dispute_contract(
        by=pia,
        dependency=contract,
        side=RECEIVER,
        objection="Me må ha det før jul",
        language="nn",
        counter_date=parse("1.12.2026"),
    )
    contract.refresh_from_db()
    assert (contract.state, contract.last_word, contract.counter_date.edtf) == ("disputed", "receiver", "2026-12-01")
    assert (contract.objection, contract.objection_language) == ("Me må ha det før jul", "nn")
    assert (contract.promised.edtf, stood(contract)) == ("2027-03-01", {})
    assert told() == [("disputed", "utenforstaende")]


def test_who_disputes_what_it_confirmed_stands_by_it_no_more(pia: User, lay: Lay) -> None:
    contract = lay("accepted", GIVER)
    for side in Side:
        DependencyConfirmation(dependency=contract, side=side.value).assert_(Act(side.value))
    actions.dispute_contract(by=pia, dependency=contract, side=RECEIVER, objection="Det holder ikke")
    assert stood(contract) == {"giver": "giver"}


@pytest.mark.parametrize(
    ("values", "whys"),
    [
        ({"objection": " \u200b "}, {"objection": Why.REQUIRED}),
        ({"objection": "x" * 10_001}, {"objection": Why.TOO_LONG}),
        ({"objection": "Ring 01010050053"}, {"objection": Why.IDENTITY_NUMBER}),
        ({"objection": "Nei", "language": "tlh"}, {"objection_language": Why.UNKNOWN_CODE}),
        ({"objection": "Nei", "counter_date": parse("22.11.2026")}, {"counter_date": Why.PASSED}),
        (
            {"objection": "", "counter_date": parse("okt. 2026")},
            {"objection": Why.REQUIRED, "counter_date": Why.PASSED},
        ),
    ],
)
def test_a_dispute_needs_words_and_a_day_to_come(
    values: dict[str, Any], whys: dict[str, Why], pia: User, lay: Lay, revision: Any
) -> None:
    contract = lay("proposed", GIVER)
    assert refused(lambda: actions.dispute_contract(by=pia, dependency=contract, side=RECEIVER, **values)) == whys
    assert revision.moved == 0


def test_a_counter_date_that_may_still_come_is_not_past(pia: User, lay: Lay) -> None:
    assert actions.dispute_contract(
        by=pia, dependency=lay("proposed", GIVER), side=RECEIVER, objection="Nei", counter_date=parse("nov. 2026")
    )


def test_disputing_what_was_fulfilled_opens_it_again(ola: User, lay: Lay) -> None:
    contract = lay("fulfilled", RECEIVER, fulfilled="1.11.2026")
    actions.dispute_contract(by=ola, dependency=contract, side=GIVER, objection="Dere fikk feil versjon")
    contract.refresh_from_db()
    assert (contract.state, contract.fulfilled, contract.last_word) == ("disputed", None, "giver")


# ── confirm, fulfil, ask ─────────────────────────────────────────────────────────────────────────────────────────────


def test_confirming_adds_a_word_and_no_history(pia: User, lay: Lay, revision: Any) -> None:
    contract = lay("accepted", GIVER)
    assert actions.confirm_contract(by=pia, dependency=contract, side=RECEIVER)
    assert (stood(contract), contract.history.count(), revision.moved) == ({"receiver": "Pia Programleder"}, 1, 1)
    assert not actions.confirm_contract(by=pia, dependency=contract, side=RECEIVER)
    assert (DependencyConfirmation.objects.count(), revision.moved) == (1, 1)


def test_only_the_receiver_receives_and_not_before_the_day(pia: User, ola: User, lay: Lay) -> None:
    contract = lay("accepted", GIVER, counter_date="1.4.2027", objection="Gammelt")

    def fulfil(by: User, side: Side, date: str) -> Any:
        return actions.fulfil_contract(by=by, dependency=contract, side=side, date=parse(date) if date else None)

    assert refused(lambda: fulfil(ola, GIVER, "1.11.2026")) == {"": Why.RECEIVER_ONLY}
    assert refused(lambda: fulfil(pia, RECEIVER, "24.11.2026")) == {"fulfilled": Why.NOT_RECEIVED_YET}
    assert refused(lambda: fulfil(pia, RECEIVER, "")) == {"fulfilled": Why.REQUIRED}
    assert fulfil(pia, RECEIVER, "23.11.2026")
    contract.refresh_from_db()
    assert (contract.state, contract.fulfilled.edtf) == ("fulfilled", "2026-11-23")
    assert (contract.counter_date, contract.objection) == (None, "")
    assert told() == [("fulfilled", "utenforstaende")]


def test_asking_writes_a_notice_and_nothing_else(pia: User, ola: User, lay: Lay, revision: Any) -> None:
    contract = lay("accepted", GIVER)
    asked = actions.ask_contract(
        by=pia, dependency=contract, side=RECEIVER, ask=Ask.DELIVERY, words="Vi står klare", language="nb"
    )
    notice = Notice.objects.get()
    assert (asked, notice.kind, notice.values["ask"], notice.values["words"]) == (
        1,
        "asked",
        "delivery",
        "Vi står klare",
    )
    assert (contract.history.count(), stood(contract), revision.moved) == (1, {}, 0)


def test_the_same_question_is_asked_once_a_day_by_each_side(pia: User, ola: User, lay: Lay) -> None:
    contract = lay("accepted", GIVER)

    def ask(by: User = pia, side: Side = RECEIVER, what: Ask = Ask.DATE) -> Any:
        return actions.ask_contract(by=by, dependency=contract, side=side, ask=what)

    ask()
    assert refused(ask) == {"ask": Why.ASKED_TODAY}
    ask(what=Ask.CONFIRMATION)
    ask(ola, GIVER)
    with time_machine.travel("2026-11-24T00:01:00+01:00", tick=False):
        assert ask() == 1
    assert len(told()) == 4


def test_words_of_a_question_are_checked(pia: User, lay: Lay) -> None:
    contract = lay("accepted", GIVER)
    for words, why in (("Ring 01010050053", Why.IDENTITY_NUMBER), ("x" * 10_001, Why.TOO_LONG)):
        act = lambda words=words: actions.ask_contract(  # noqa: E731
            by=pia, dependency=contract, side=RECEIVER, ask=Ask.DATE, words=words
        )
        assert refused(act) == {"words": why}


# ── when ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("state", DependencyState)
@pytest.mark.parametrize("last_word", ["", *Side])
@pytest.mark.parametrize("act", [each for each in ACTS if each not in ("withdraw", "propose")])
def test_the_table_of_moves_is_kept(
    act: str, last_word: str, state: str, pia: User, ola: User, lay: Lay, revision: Any
) -> None:
    contract = lay(state, last_word)
    if Move(act) in moves(state, RECEIVER, last_word):
        assert every_act(contract, RECEIVER, pia)[act]()
    else:
        assert refused(every_act(contract, RECEIVER, pia)[act])[""] in {Why.NOT_NOW, Why.OWN_WORD}
        assert revision.moved == 0


# ── two editors ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("act", ["accept", "dispute", "ask", "fulfil"])
def test_what_was_not_read_is_not_answered(act: str, pia: User, ola: User, lay: Lay, revision: Any) -> None:
    contract = lay("proposed", GIVER, promised="1.3.2027")
    version = actions.version_of(contract)
    actions.propose_contract(by=ola, dependency=contract, side=GIVER, changes={"promised": parse("1.9.2027")})
    assert refused(every_act(contract, RECEIVER, pia, version=version)[act]) == {"": Why.CHANGED}
    contract.refresh_from_db()
    assert (contract.state, revision.moved, len(told())) == ("proposed", 1, 1)


def test_a_confirmation_of_the_other_side_changes_no_terms(pia: User, ola: User, lay: Lay) -> None:
    contract = lay("accepted", GIVER)
    version = actions.version_of(contract)
    actions.confirm_contract(by=ola, dependency=contract, side=GIVER)
    assert actions.confirm_contract(by=pia, dependency=contract, side=RECEIVER, version=version)


def test_an_unknown_version_saw_nothing(pia: User, lay: Lay) -> None:
    contract = lay("proposed", GIVER)
    assert refused(every_act(contract, RECEIVER, pia, version=0)["accept"]) == {"": Why.CHANGED}


@pytest.mark.parametrize("act", ["accept", "dispute", "confirm", "fulfil", "propose"])
def test_the_same_click_twice_writes_once(act: str, pia: User, ola: User, lay: Lay, revision: Any) -> None:
    contract = lay("accepted" if act == "confirm" else "proposed", GIVER)
    click = every_act(contract, RECEIVER, pia, version=actions.version_of(contract))[act]
    assert click()
    assert not click()
    assert (revision.moved, len(told())) == (1, 1)


def test_somebody_elses_same_answer_is_no_double_click(pia: User, ola: User, t001: Initiative, lay: Lay) -> None:
    contract, deputy = lay("proposed", GIVER), UserFactory(username="stedfortreder")
    StewardshipFactory(user=deputy, initiative=t001, deputy=True)
    version = actions.version_of(contract)
    actions.accept_contract(by=deputy, dependency=contract, side=RECEIVER, version=version)
    act = every_act(contract, RECEIVER, pia, version=version)["accept"]
    assert refused(act) == {"": Why.CHANGED}


def test_what_was_withdrawn_in_the_meantime_says_so(pia: User, ola: User, lay: Lay) -> None:
    contract = lay("proposed", GIVER)
    actions.withdraw_contract(by=ola, dependency=contract, side=GIVER, reason="Feil part")
    with pytest.raises(Refused) as caught:
        actions.dispute_contract(by=pia, dependency=contract, side=RECEIVER, objection="Nei")
    (problem,) = caught.value.problems
    assert (problem.why, problem.values["reason"]) == (Why.WITHDRAWN, "Feil part")


def test_the_history_of_a_negotiation_can_be_read(pia: User, ola: User, gives: Milestone, takes: Milestone) -> None:
    contract: Dependency = actions.add_dependency(
        by=pia, initiative=takes.initiative, predecessor=gives, successor=takes,
        values={"kind": "technical", "type": "FS", "lag": 0, "buffer": 0, "need_by": parse("1.2.2027")},
    )  # fmt: skip
    actions.propose_contract(by=ola, dependency=contract, side=GIVER, changes={"promised": parse("1.3.2027")})
    actions.dispute_contract(by=pia, dependency=contract, side=RECEIVER, objection="For sent")
    actions.propose_contract(by=ola, dependency=contract, side=GIVER, changes={"promised": parse("1.2.2027")})
    actions.accept_contract(by=pia, dependency=contract, side=RECEIVER)
    actions.fulfil_contract(by=pia, dependency=contract, side=RECEIVER, date=parse("20.11.2026"))
    rows = contract.history.order_by("history_id").values_list("state", "last_word", "actor")
    assert list(rows) == [
        ("proposed", "receiver", "Pia Programleder"),
        ("proposed", "giver", "Ola Nett"),
        ("disputed", "receiver", "Pia Programleder"),
        ("proposed", "giver", "Ola Nett"),
        ("accepted", "receiver", "Pia Programleder"),
        ("fulfilled", "receiver", "Pia Programleder"),
    ]
