"""The change log: old → new by what was known, up to a cut-off, a page at a time, in one query on both databases."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives.domain.facts import Withheld
from initiatives.models.base import Act
from reporting.pages.initiative_log import Veil, lines
from reporting.source import live
from reporting.source.changelog import _query, change_log
from reporting.source.changelog_places import PLACES
from reporting.source.cutoff import NOW, Cutoff
from tests.cast import tiltak
from tests.factories import (
    BenefitFactory,
    BudgetLineFactory,
    DecisionFactory,
    DependencyFactory,
    IndicatorFactory,
    MilestoneDateFactory,
    MilestoneFactory,
    OrganisationFactory,
    OwnershipFactory,
    RiskFactory,
)

pytestmark = pytest.mark.django_db
OSLO = ZoneInfo("Europe/Oslo")


def at(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(hour=12, tzinfo=OSLO)


def log(code: str = "T1", until: Cutoff = NOW, number: int = 1, **values: int):
    return change_log(live().state.codes[code], until, number, **values)


def told(code: str = "T1", hidden=None, until: Cutoff = NOW, names=frozenset()):
    """Each entry as «act: about | label was → now; …»."""
    found = []
    for each in lines(log(code, until), Veil(hidden or {}, names), until.known):
        diffs = "; ".join(
            f"{one.label} {one.was}→{one.now}" if one.was else f"{one.label} {one.now}" for one in each.diffs
        )
        found.append(f"{each.act}: {each.about} | {diffs}".replace("\u00a0", " "))
    return found


def test_a_changed_field_is_told_with_what_it_was_who_changed_it_and_why():
    part = tiltak("T1", name="Journal", known_from=at("2026-01-01"))
    part.phase = "execution"
    part.record(Act("Pia", reason="BP3 passert", known_from=at("2026-02-01")))
    newest, first = lines(log(), Veil())
    assert (newest.act, newest.actor, newest.reason) == ("Tiltaket endret", "Pia", "BP3 passert")
    assert [(one.label, one.was, one.now) for one in newest.diffs] == [("fase", "", "gjennomføring")]
    assert first.act == "Tiltaket lagt til"


def test_a_row_written_late_stands_where_it_was_known_and_is_compared_with_what_was_known_before_it():
    part = tiltak("T1", name="Journal", known_from=at("2026-01-01"))
    line = BudgetLineFactory(initiative=part, what="Ramme", amount=1_000_000, known_from=at("2026-01-02"))
    line.amount = 3_000_000
    line.record(Act("Pia", known_from=at("2026-03-01")))
    line.amount = 2_000_000
    line.record(Act("Pia", known_from=at("2026-02-01")))  # found out afterwards
    assert told()[:3] == [
        "Beløp endret: Ramme | beløp 2 mill. kr→3 mill. kr",
        "Beløp endret: Ramme | beløp 1 mill. kr→2 mill. kr",
        "Beløp lagt til: Ramme | slag budsjett; beløp 1 mill. kr",
    ]


def test_a_date_is_told_in_its_role_against_the_word_that_stood_with_its_decision():
    part = tiltak("T1")
    milestone = MilestoneFactory(initiative=part, name="I bruk", known_from=at("2026-01-01"))
    decision = DecisionFactory(initiative=part, title="Ny plan vedtatt", known_from=at("2026-01-01"))
    MilestoneDateFactory(milestone=milestone, role="original", date="2026-06-01", known_from=at("2026-01-02"))
    MilestoneDateFactory(
        milestone=milestone, role="approved", date="høst 2026", decision=decision, known_from=at("2026-02-01")
    )
    newest = next(each for each in lines(log(), Veil()) if each.diffs and each.diffs[0].label == "sist vedtatt")
    assert (newest.about, newest.diffs[0].was, newest.diffs[0].now) == ("I bruk", "1.6.2026", "høst 2026")
    assert newest.reason == "vedtak: Ny plan vedtatt"


def test_what_is_withdrawn_is_told_as_withdrawn_and_a_row_saved_unchanged_is_not_told():
    part = tiltak("T1")
    risk = RiskFactory(initiative=part, title="Frafall")
    before = log().total
    risk.record(Act("Pia", reason="lagret igjen"))
    assert log().total == before
    risk.withdraw(Act("Pia", reason="ført ved feil"))
    newest = lines(log(), Veil())[0]
    assert (newest.act, newest.about, newest.diffs) == ("Risiko trukket", "Frafall", ())
    assert newest.withdrawn.endswith("ført ved feil")


def test_a_word_withdrawn_after_the_cut_off_still_stood_then():
    milestone = MilestoneFactory(initiative=tiltak("T1", known_from=at("2026-01-01")), known_from=at("2026-01-01"))
    word = MilestoneDateFactory(milestone=milestone, date="2026-06-01", known_from=at("2026-02-01"))
    word.withdraw(Act("Pia", reason="feil dato", known_from=at("2026-03-01")))
    now = next(each for each in lines(log(), Veil()) if each.about == milestone.name and "Dato" in each.act)
    then = lines(log(until=Cutoff(at("2026-02-15"))), Veil(), at("2026-02-15"))[0]
    assert now.withdrawn and not then.withdrawn


def test_only_what_was_known_and_written_by_the_cut_off_is_told():
    with time_machine.travel(at("2026-05-01"), tick=False):
        part = tiltak("T1", known_from=at("2026-01-01"))
        RiskFactory(initiative=part, title="Tidlig", known_from=at("2026-02-01"))
    with time_machine.travel(at("2026-06-01"), tick=False):
        RiskFactory(initiative=part, title="Skrevet senere", known_from=at("2026-02-02"))
        RiskFactory(initiative=part, title="Kjent senere", known_from=at("2026-05-20"))
    known = [each.about for each in log(until=Cutoff(at("2026-03-01"))).entries]
    assert known == ["Skrevet senere", "Tidlig", part.name]
    both = [each.about for each in log(until=Cutoff(at("2026-03-01"), at("2026-05-02"))).entries]
    assert both == ["Tidlig", part.name]


def test_a_withheld_field_is_withheld_in_its_old_values_too():
    part = tiltak("T1")
    line = BudgetLineFactory(initiative=part, what="Ramme", amount=1_000_000)
    line.amount = 9_000_000
    line.record(Act("Pia"))
    hidden = {line.uid.hex: {"amount": Withheld("offl. § 23")}}
    assert told(hidden=hidden)[0] == "Beløp endret: Ramme | beløp unntatt, offl. § 23→unntatt, offl. § 23"
    assert "mill" not in "".join(told(hidden=hidden))


def test_a_withheld_name_is_not_told_by_what_belongs_to_it():
    milestone = MilestoneFactory(initiative=tiltak("T1"), name="Hemmelig")
    MilestoneDateFactory(milestone=milestone, date="2026-06-01")
    assert "Hemmelig" not in "".join(told(hidden={milestone.uid.hex: {"name": Withheld("offl. § 24")}}))


def test_both_ends_of_a_dependency_have_it_in_their_log_and_others_do_not():
    one, two, _three = tiltak("T1", name="En"), tiltak("T2", name="To"), tiltak("T3")
    milestone = MilestoneFactory(initiative=two, name="Klar")
    DependencyFactory(predecessor_milestone=milestone, successor_initiative=one)
    assert told("T1")[0].startswith("Avhengighet lagt til: Klar → En")
    assert any(each.startswith("Avhengighet lagt til") for each in told("T2"))
    assert not any(each.startswith("Avhengighet") for each in told("T3"))


def test_facts_of_other_tables_are_told_too():
    part = tiltak("T1")
    OwnershipFactory(initiative=part, organisation=OrganisationFactory(name="Helfo"))
    IndicatorFactory(benefit=BenefitFactory(initiative=part, name="Tid"), name="Minutter", unit="min")
    assert {each.split(" |")[0] for each in told()} >= {
        "Eierskap lagt til: Helfo",
        "Gevinst lagt til: Tid",
        "Indikator lagt til: Minutter",
    }


def test_pages_are_of_a_size_and_the_first_stands_in_for_one_beyond_the_last():
    part = tiltak("T1", known_from=at("2026-01-01"))
    for n in range(6):
        RiskFactory(initiative=part, title=f"R{n}", known_from=at("2026-01-02") + timedelta(days=n))
    pages = [[each.about for each in log(number=n, size=3).entries] for n in (1, 2, 3)]
    assert pages == [["R5", "R4", "R3"], ["R2", "R1", "R0"], [part.name]]
    assert (log(size=3).total, log(size=3).pages) == (7, 3)
    beyond = log(number=9, size=3)
    assert (beyond.number, [each.about for each in beyond.entries]) == (1, pages[0])


def test_the_log_is_read_in_one_query_whatever_stands_in_it():
    part = tiltak("T1")
    for _ in range(30):
        RiskFactory(initiative=part)
    slice_ = live().state.codes["T1"]
    with CaptureQueriesContext(connection) as caught:
        change_log(slice_)
    assert len(caught) == 1


def test_the_log_finds_its_rows_by_indexes_and_walks_through_no_table():
    if connection.vendor != "sqlite":
        pytest.skip("the other database walks through small tables on purpose")
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {_query('sqlite', True, True)}", ["x", "2026-01-01", "2026-01-01", 20, 0])
        steps = [row[3] for row in cursor.fetchall()]
    assert len(steps) > len(PLACES)
    assert [step for step in steps if step.startswith("SCAN h")] == []


def test_a_withheld_date_of_a_milestone_is_told_neither_as_it_is_nor_as_it_was():
    milestone = MilestoneFactory(initiative=tiltak("T1"), name="Pilot")
    for day in ("1.2.2027", "1.3.2027"):
        MilestoneDateFactory(milestone=milestone, role="forecast", date=day)
    assert any("1.3.2027" in line for line in told())
    shown = told(hidden={milestone.uid.hex: {"forecast": Withheld("offl. § 23")}})
    assert not any("2027" in line for line in shown)
    assert shown[0] == "Dato endret: Pilot | prognose unntatt, offl. § 23"


def test_a_dependency_does_not_name_a_withheld_milestone_of_the_other_side():
    gives, takes = (MilestoneFactory(initiative=tiltak(code), name=f"Milepæl {code}") for code in ("T9", "T1"))
    DependencyFactory(predecessor_milestone=gives, successor_milestone=takes)
    assert any("Milepæl T9 → Milepæl T1" in line for line in told())
    shown = told(names=frozenset({gives.uid.hex}))
    assert not any("Milepæl T9" in line for line in shown)
    assert any(line.startswith("Avhengighet lagt til: unntatt") for line in shown)
