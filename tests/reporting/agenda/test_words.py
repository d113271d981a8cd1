"""An agenda in words: the headline, why it is a draft, and what the engine says of a case."""

from dataclasses import replace

import pytest
from django.utils.translation import override

from initiatives.domain.dates import from_edtf
from initiatives.domain.facts import Withheld, WithheldField
from reporting.domain.figures.agenda import agenda, agendas
from reporting.pages import agenda_words as words
from reporting.pages.agenda_told import cases
from tests.reporting.agenda.facts import case, meeting, record


@pytest.fixture(autouse=True)
def _bokmal():
    with override("nb"):
        yield


def the(found):
    return agenda(found, "6d" * 16)


def told(found):
    return cases(found, the(found))


def engine(**deal):
    return " ".join(told(record(**deal))[0].deal.engine)


@pytest.mark.parametrize(
    ("day", "count", "said"),
    [
        ("2026-12-10", 1, "NUFA (Fagutvalget) har én sak 10. desember 2026."),
        ("2026-12-10", 3, "NUFA (Fagutvalget) har tre saker 10. desember 2026."),
        ("2026-10-01", 2, "NUFA (Fagutvalget) hadde to saker 1. oktober 2026."),
        ("2026-12", 1, "NUFA (Fagutvalget) har én sak des. 2026."),
    ],
)
def test_the_headline_says_who_has_how_many_cases_when(day, count, said):
    held = [("T1", case(str(number), number)) for number in range(count)]
    assert words.finding(the(record(meeting(day=day), cases=held))) == said


def test_the_list_says_what_waits():
    assert words.all_of(agendas(record())) == "Ett møte venter, med én sak."
    assert words.all_of(agendas(record(meeting("a" * 32), meeting()))) == "To møter venter, med én sak."
    assert words.all_of(agendas(record(meeting("a" * 32)))) == "Ett møte venter, med ingen saker."
    assert words.all_of(agendas(record(meeting(day="2026-01-01")))) == "Ingen møter venter."


def test_under_the_headline_stand_the_number_and_what_is_in_earnest():
    assert words.beside(the(record(meeting(number="4/2026")))) == "Møte 4/2026 · 1 avtale setter andres planer i fare"
    assert words.beside(the(record(meeting(day="2026-01-01")))).endswith("· 1 sak uten vedtak")


def test_a_draft_says_why():
    assert "fram til møtedagen" in words.draft(the(record()))
    assert words.draft(the(record(meeting(day="2026-11-23")))) == ""


def test_a_case_without_a_number_leaves_room_for_one():
    held = [("T1", case("1", 1)), ("T1", case("2", 2, number="22/26"))]
    assert [each.label for each in told(record(cases=held))] == ["…/26", "22/26"]
    assert told(record(meeting(day=None), cases=held))[0].label == "…"


def test_the_engine_says_when_it_can_come_how_long_it_is_borne_and_what_it_costs():
    assert engine() == (
        "Leveransen kan komme 4.3.2027. Mottakerens egen plan holder hvis den kommer senest 1.2.2027. Så lenge partene"
        " er uenige, er avtalen ikke regnet med i planene. Kommer leveransen da, flyttes to milepæler i ett tiltak,"
        " lengst med 4 uker."
    )


def test_a_promise_the_givers_own_plan_does_not_keep_is_told():
    said = engine(state="accepted", promised="2026-12-31", counter_date="2027-03-04")
    assert said.startswith("Leveransen kan komme 10.1.2027, 10 dager etter det giveren har sagt.")
    assert said.endswith("Kommer leveransen da, flyttes ingen milepæler.")


def test_a_soft_agreement_is_said_to_be_left_out():
    assert "Avtalen er ikke bindende" in engine(state="accepted", binding=False)


def test_what_cannot_be_reckoned_says_why():
    def cost(code, **dependency):
        return told(record(cases=[(code, case("1", dependency="d2"))], **dependency))[0].deal.engine[-1]

    assert cost("T3") == "Kommer leveransen da, flyttes ingen milepæler."
    undated = record(cases=[("T3", case("1", dependency="d2"))])
    part = undated.state.slices["uid-T3"]
    (waits,) = part.waits
    state = replace(
        undated.state, slices={**undated.state.slices, part.uid: replace(part, waits=(replace(waits, promised=None),))}
    )
    (found,) = told(replace(undated, state=state))
    assert found.deal.engine == ("Ingen har datert leveransen.", "Mottakerens egen plan holder hvis den kommer senest"
                                 " 10.3.2027.", "Uten en dato kan følgene ikke beregnes.")  # fmt: skip


def test_both_sides_their_dates_and_their_words_are_told():
    (found,) = told(record(description="Innlogging", consequence="Ti kontor venter", objection="For tidlig"))
    assert [(side.role, side.name, side.owner) for side in found.deal.sides] == [
        ("Giver", "Tiltak T1", "Virksomhet A"),
        ("Mottaker", "Tiltak T2", "Virksomhet B"),
    ]
    assert found.deal.dates == (
        ("Trengs senest", "15.1.2027"),
        ("Lovet", "–"),
        ("Giverens motforslag", "4.3.2027"),
        ("Kan komme", "4.3.2027"),
    )
    assert [(each.by, each.text) for each in found.deal.speeches] == [
        ("Hva det gjelder", "Innlogging"),
        ("Hvis det kommer for sent", "Ti kontor venter"),
        ("Virksomhet A innvender", "For tidlig"),
    ]
    assert found.deal.owners == ("Virksomhet B", "Virksomhet A")
    assert [each.serious for each in found.deal.wrong][:1] == [True]


def test_a_case_whose_agreement_is_gone_says_so():
    gone, never = told(record(cases=[("T2", case("1", dependency="d9")), ("T2", case("2", 2))]))
    assert "trukket eller var ikke kjent" in gone.gone
    assert (gone.deal, never.gone) == (None, "")


def test_what_is_withheld_is_said_to_be():
    found = record(description="Hemmelig")
    part = found.state.slices["uid-T2"]
    veil = tuple(WithheldField(uid, name, Withheld("offl. § 13", None)) for uid, name in (
        ("d1", "description"), ("d1", "need_by"), (f"{'c1':0>32}", "title")))  # fmt: skip
    (waits,) = part.waits
    bare = replace(
        part,
        withheld=veil,
        waits=(replace(waits, description="", need_by=None),),
        cases=tuple(replace(each, title="") for each in part.cases),
    )
    (case_,) = told(replace(found, state=replace(found.state, slices={**found.state.slices, part.uid: bare})))
    assert (case_.title, case_.deal.dates[0][1], case_.deal.speeches[0].text) == ("unntatt", "unntatt", "unntatt")


def test_a_partial_date_is_told_as_it_is_known():
    (found,) = told(record(need_by="2027-09/2027-11"))
    assert dict(found.deal.dates)["Trengs senest"] == "1.9.2027–30.11.2027"
    assert from_edtf("2027-09/2027-11").latest.month == 11


def test_a_case_without_an_agreement_is_its_owners_own():
    both = told(record(cases=[("T2", case("c1", 1, dependency="d1")), ("T3", case("c2", 2))]))
    assert [each.owners for each in both] == [both[0].deal.owners, ("Virksomhet C",)]
