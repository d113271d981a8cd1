"""The finding in words, and the other sentences of the overview."""

from datetime import date

import pytest
from django.utils import translation

from initiatives.domain.facts import FigureFact
from initiatives.formatting import NBSP
from reporting.domain.facts import PeriodFact
from reporting.domain.figures.overview import overview
from reporting.pages import overview_words as words
from tests.build import observation, record, slice_
from tests.reporting.course.facts import duty, owned, report, round_of, status

BEFORE = PeriodFact("p1", "2026-1", "", "tertial", "locked", date(2026, 4, 30))
NOW = PeriodFact("p2", "2026-2", "", "tertial", "open", date(2026, 8, 31))


@pytest.fixture(autouse=True)
def _bokmal():
    with translation.override("nb"):
        yield


def figure(now, then=None, examples=(), registers=None):
    """An overview of codes T1, T2 … with colours given as letters: figure("ryg", "yrg")."""
    names = {"r": "red", "y": "yellow", "g": "green"}
    parts = [slice_(f"T{n}", example=n in examples) for n in range(len(now))]

    def said(letters, when):
        return {f"T{n}": [observation(names[each], when)] for n, each in enumerate(letters) if each in names}

    shown = record(*parts, said=said(now, "2026-10-01"), period=NOW, registers=registers or {})
    before = record(*parts, said=said(then, "2026-04-01"), period=BEFORE) if then is not None else None
    return overview(shown, before)


@pytest.mark.parametrize(
    ("now", "then", "examples", "finding"),
    [
        ("", None, (), "Ingen pågående tiltak er registrert."),
        ("--", None, (), "To pågående tiltak, ingen er vurdert."),
        ("-", None, (), "Ett pågående tiltak, ikke vurdert."),
        ("rg", None, (), "Ett tiltak er kritisk."),
        ("rrry", None, (), "Tre tiltak er kritiske. Ett har noen utfordringer."),
        ("g-", None, (), "Ingen tiltak er meldt kritiske."),
        ("gg", "gg", (), "Ingen tiltak er kritiske. Ingen snudde siden sist."),
        ("ryg", "yrg", (), "Ett tiltak er kritisk. To av 3 snudde, summen er den samme."),
        ("ryy", "yrg", (), "Ett tiltak er kritisk. To ble verre og ett bedre siden sist."),
        ("yyg", "ggg", (), "Ingen tiltak er kritiske. To ble verre siden sist."),
        ("gg", "ry", (), "Ingen tiltak er kritiske. To ble bedre siden sist."),
        ("rr", "rr", (1,), "To tiltak er kritiske (ett er eksempel). Ingen snudde siden sist."),
        ("rr", "rr", (0, 1), "To tiltak er kritiske (eksempler). Ingen snudde siden sist."),
        ("r" * 13, None, (), "13 tiltak er kritiske."),
    ],
)
def test_the_headline_is_the_finding(now, then, examples, finding):
    assert words.finding(figure(now, then, examples)) == finding


def test_how_many_are_known_is_held_against_what_the_source_counts():
    published = (FigureFact("a", "2026-2", "active", 32, "s"),)
    assert words.known(figure("rg---", registers={"figures": published}).colours) == "2 av 32 er kjent i åpne kilder"
    assert words.known(figure("rg---").colours) == "2 har kjent status"


def test_the_figure_is_told_to_those_who_do_not_see_it():
    told = words.movement(figure("ry", "yr").colours)
    assert told.startswith("2026-1: 1 kritisk, 1 noen utfordringer, 0 under kontroll, 0 ikke vurdert. Nå: 1 kritisk")
    assert told.endswith("1 ble verre, 1 ble bedre.")


def test_published_counts_and_examples_stand_under_the_word():
    published = (FigureFact("a", "2026-2", "red", 1200, "s"),)
    row = figure("rr", examples=(0,), registers={"figures": published}).colours.rows[0]
    assert words.beside(row) == f"publisert 1{NBSP}200 · herav 1 eksempel"


@pytest.mark.parametrize(
    ("days", "age"),
    [
        (1, "1 dag"),
        (60, "60 dager"),
        (61, "2 måneder"),
        (304, "10 måneder"),
        (730, "24 måneder"),
        (731, "2 år"),
        (1303, "3 år"),
    ],
)
def test_ages_are_told_in_the_unit_people_think_in(days, age):
    assert words.age(days) == age


def test_of_a_round_what_is_only_declared_and_who_was_silent_is_in_the_headline():
    made = round_of(
        [owned("T1"), owned("T2"), owned("T3")],
        {"T1": status(report("red")), "T2": status(report("green", "green")), "T3": status(duty())},
    )
    told = words.finding(overview(made, None))
    assert told == ("Ingen tiltak er vurdert som kritiske, men ett er meldt kritisk. Ett tiltak rapporterte ikke.")
