"""Why facts give the colour they do, in words: each amount in its own unit, and nothing told twice."""

from initiatives.domain.facts import FundingFact
from reporting.domain import deviation, overrun
from reporting.domain.answers import OVERALL
from reporting.domain.figures.deciding import deciding, name_of
from reporting.domain.record import Record
from reporting.domain.results import Computed, Reason
from reporting.pages.initiative_verdicts import reasons
from tests.build import line as budget
from tests.build import milestone, slice_, state


def told(*found: Reason) -> list[str]:
    """The lines of the overall colour, of two amounts of one name and a milestone."""
    names = {
        "b1": budget("b1", what="Regnskap 2025"),
        "b2": budget("b2", what="Regnskap 2025"),
        "m1": milestone("m1", name="Pilot"),
    }
    return [line.text.replace("\u00a0", " ") for line in reasons(Computed(OVERALL, "green", found), names)]


def test_the_overall_colour_tells_money_in_per_cent_and_time_in_days() -> None:
    assert told(Reason(deviation.WITHIN, "m1", 11), Reason(deviation.WITHIN, "b1", 150)) == [
        "Innenfor grensen. Største avvik: 11 dager («Pilot»).",
        "Innenfor grensen. Største avvik: 1,5 % («Regnskap 2025»).",
    ]


def test_two_amounts_that_say_the_same_are_told_once() -> None:
    assert told(Reason(overrun.OVER, "b1", 800), Reason(overrun.OVER, "b2", 800)) == [
        "«Regnskap 2025» er 8 % over planen."
    ]


def test_the_last_of_many_is_one_more() -> None:
    lines = told(*(Reason(overrun.OVER, "b1", each * 100) for each in (9, 8, 7, 6)))

    assert lines[-1] == "Og ett forhold til."
    assert len(lines) == 4


def test_amounts_of_one_name_are_told_apart_by_who_pays() -> None:
    part = slice_(
        "T1",
        milestones=(milestone("m1", name="Pilot"),),
        budget=(
            budget("b1", what="Prognose 2026", funding="f1"),
            budget("b2", what="Prognose 2026", funding="f2"),
            budget("b3", what="Prognose 2026"),  # nobody says who pays
            budget("b4", what="Ramme 2027", funding="f1"),
        ),
    )
    payers = {"f1": FundingFact("f1", "f1", "Staten"), "f2": FundingFact("f2", "f2", "Regionene")}
    record = Record(state(part, funding=payers), {})

    found = deciding(record, part)

    assert [name_of(found[each]) for each in ("m1", "b1", "b2", "b3", "b4")] == [
        "Pilot",
        "Prognose 2026, Staten",
        "Prognose 2026, Regionene",
        "Prognose 2026",
        "Ramme 2027",
    ]
