"""Findings and asks in words: what stands over the page, its parts and its buttons."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.utils.translation import override

from initiatives.domain.facts import ConfirmationFact, ExternalFact
from initiatives.domain.negotiation import Move
from reporting.domain.figures.coordination_counts import counts
from reporting.domain.figures.coordination_load import load
from reporting.domain.figures.coordination_queue import Voice, queue
from reporting.domain.figures.coordination_web import View, Wish, web
from reporting.domain.record import Record
from reporting.pages import coordination_words as words
from reporting.pages.coordination_load import finding as load_finding
from reporting.pages.coordination_queue import ask, finding, list_words, why
from tests.build import milestone
from tests.initiatives.domain.networks import agreement, owned, portfolio


@pytest.fixture(autouse=True)
def _norwegian() -> Any:
    with override("nb"):
        yield


def record(*agreements: Any, examples: bool = False, **changes: Any) -> Record:
    parts = [
        owned("T1", "a", milestone("m1", forecast="2027-06"), name="Felles journal", example=examples),
        owned("T2", "b", milestone("m2", forecast="2027-03"), name="Innlogging"),
        owned("T3", "c", name="Kodeverk"),
    ]
    return Record(portfolio(*parts, agreements=agreements, **changes), {})


def disputed(number: int, **changes: Any) -> Any:
    return agreement(f"d{number}", "T2", "T1", state="disputed", **changes)


def noted(number: int) -> Any:
    return agreement(f"n{number}", "T2", "T1", state="noted")


@pytest.mark.parametrize(
    ("agreements", "expected"),
    [
        ([], "Ingen avtaler mellom eiere er registrert."),
        ([disputed(1)], "Én avtale mellom eiere er i fare. Den har ingen lovet dato."),
        ([disputed(1, promised="2027")], "Én avtale mellom eiere er i fare. Den har en lovet dato."),
        ([disputed(1), disputed(2)], "To avtaler mellom eiere er i fare. Ingen av dem har en lovet dato."),
        (
            [disputed(1), disputed(2), disputed(3, promised="2027")],
            "Tre avtaler mellom eiere er i fare. To av dem har ingen lovet dato.",
        ),
        (
            [disputed(1), disputed(2, promised="2027")],
            "To avtaler mellom eiere er i fare. Én av dem har ingen lovet dato.",
        ),
        (
            [disputed(1, promised="2027"), disputed(2, promised="2027")],
            "To avtaler mellom eiere er i fare. Alle har en lovet dato.",
        ),
        ([noted(1), noted(2)], "Ingen avtaler mellom eiere er i fare. Alle er bare notert i kilder."),
        (
            [noted(1), agreement("d1", "T2", "T1")],
            "Ingen avtaler mellom eiere er i fare. Én er bare notert i en kilde.",
        ),
        ([agreement("d1", "T2", "T1")], "Ingen avtaler mellom eiere er i fare."),
    ],
)
def test_the_headline(agreements: list[Any], expected: str) -> None:
    assert words.finding(counts(record(*agreements))) == expected


def test_the_headline_says_what_is_invented() -> None:
    assert words.finding(counts(record(disputed(1), examples=True))).startswith(
        "Én avtale mellom eiere er i fare (et eksempel)."
    )
    mixed = record(disputed(1), disputed(2), agreement("d3", "T2", "T3", state="disputed"), examples=True)
    assert "Tre avtaler mellom eiere er i fare (to er eksempler)." in words.finding(counts(mixed))


@pytest.mark.parametrize(
    ("agreements", "expected"),
    [
        ([agreement("d1", "T2", "T1"), agreement("d2", "T3", "T1")], "Felles journal henger på to andre"),
        ([agreement("d1", "T2", "T1"), agreement("d2", "T2", "T3")], "To andre venter på Innlogging"),
        ([agreement("d1", "T2", "T1")], "Felles journal venter på Innlogging"),
        ([], "Ingen avtaler å tegne"),
    ],
)
def test_the_caption_of_the_picture(agreements: list[Any], expected: str) -> None:
    assert words.web_finding(web(record(*agreements), Wish())) == expected


def test_an_invented_name_is_marked_in_the_caption() -> None:
    found = web(record(agreement("d1", "T2", "T1"), examples=True), Wish())
    assert words.web_finding(found) == "Felles journal (eksempel) venter på Innlogging"


def test_what_the_picture_leaves_out_is_said_with_numbers() -> None:
    found = web(record(disputed(1), noted(1)), Wish())
    assert words.web_limits(found, View.USUAL) == ""
    smaller = replace(found, view=View.ENDANGERED, joined=1, every=2, fit=90)
    assert words.web_limits(smaller, View.USUAL) == (
        "Bare det som er i fare, er tegnet: 1 av 2 avtaler. "
        "Bildet viser 2 av 90 tiltak og parter: dem flest avtaler i fare møtes i. "
        "Velg eier, plan eller tiltak for å se resten."
    )


def test_the_load_tells_who_gets_more_than_usual_else_who_gets_most() -> None:
    many = [milestone(f"x{n}", forecast="2027-02-01", receiver="b") for n in range(3)]
    made = Record(portfolio(owned("T1", "a", *many)), {})
    assert load_finding(load(made)) == "Virksomhet B skal ta imot 3 i 1. kv. 2027"
    undated = Record(portfolio(owned("T1", "a", milestone("x", receiver="b"))), {})
    assert load_finding(load(undated)) == "Virksomhet B skal ta imot 1 leveranse uten dato"
    few = Record(portfolio(owned("T1", "a", milestone("x", forecast="2027-02-01", receiver="b"))), {})
    assert load_finding(load(few)) == "Virksomhet B skal ta imot 1 leveranse"


# ── what is asked of us ──────────────────────────────────────────────────────────────────────────────────────────────

CONFIRMED = tuple(ConfirmationFact(side, date(2026, 11, 1)) for side in ("giver", "receiver"))
CALM = {"promised": "2027-03", "need_by": "2027-04", "since": date(2026, 11, 1)}


@pytest.mark.parametrize(
    ("ours", "changes", "expected"),
    [
        ("T1", {"state": "noted"}, ("Foreslå en avtale", Move.PROPOSE)),
        ("T1", {"state": "proposed", "last_word": "giver"}, ("Svar på forslaget", None)),
        ("T1", {"state": "proposed", "last_word": "receiver"}, ("Be om svar", Move.ASK)),
        ("T1", {"state": "proposed"}, ("Svar på forslaget", None)),
        ("T1", {"state": "disputed", "last_word": "giver"}, ("Svar på innsigelsen", None)),
        ("T2", {}, ("Gi en dato", Move.PROPOSE)),
        ("T1", {}, ("Be om dato", Move.ASK)),
        ("T1", {"promised": "2027-05", "need_by": "2027-01"}, ("Avtal ny dato", Move.PROPOSE)),
        ("T1", {"promised": "2027-03", "since": date(2025, 1, 1)}, ("Bekreft avtalen", Move.CONFIRM)),
        (
            "T1",
            {"promised": "2027-03", "confirmations": (ConfirmationFact("receiver", date(2026, 11, 1)),)},
            ("Be om bekreftelse", Move.ASK),
        ),
        ("T1", {**CALM, "confirmations": CONFIRMED}, ("Se avtalen", None)),
    ],
)
def test_a_button_says_what_is_asked_of_its_side(ours: str, changes: dict[str, Any], expected: Any) -> None:
    found = queue(record(agreement("d1", "T2", "T1", **changes)), Voice(frozenset({f"uid-{ours}"})))
    [each] = (*found.giving, *found.receiving)
    assert ask(each) == expected


def test_a_delivery_asks_for_a_receipt() -> None:
    parts = [owned("T1", "a", milestone("m1", forecast="2027-06")), owned("T2", "b", milestone("m2", actual="2026-10"))]
    made = Record(portfolio(*parts, agreements=[agreement("d1", "T2/m2", "T1/m1")]), {})
    [each] = queue(made, Voice(frozenset({"uid-T1"}))).receiving
    assert ask(each) == ("Kvitter for leveransen", Move.FULFIL)


def test_somebody_outside_whom_nobody_follows_is_answered_for_by_us() -> None:
    made = record(agreement("d1", "=x", "T1", state="proposed", last_word="receiver"))
    outside = {"x": ExternalFact("x", "x", "Leverandøren")}
    made = replace(made, state=replace(made.state, registers=replace(made.state.registers, externals=outside)))
    [each] = queue(made, Voice(frozenset({"uid-T1"}))).receiving
    assert ask(each) == ("Legg inn svaret", None)
    assert why(each) == "Ingen følger opp Leverandøren i Samstyr, så svaret legges inn av dere."


def test_the_queue_in_a_sentence() -> None:
    made = record(
        agreement("d1", "T2", "T1", state="proposed", last_word="giver"),
        agreement("d2", "T2", "T1", state="proposed", last_word="giver"),
        noted(1),
    )
    found = queue(made, Voice(frozenset({"uid-T1"})))
    assert finding(found) == "To avtaler venter på svar fra dere."
    assert list_words(found.receiving) == "3 avtaler: 2 trenger svar, 1 ikke bekreftet"
    assert finding(queue(record(noted(1)), Voice(frozenset({"uid-T1"})))) == "Ingen avtaler venter på svar fra dere."
    assert finding(queue(record(), Voice(frozenset({"uid-T1"})))) == "Dere har ingen åpne avtaler."
