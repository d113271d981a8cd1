"""The register as a workbook: everything, typed, in the order chosen, with what it was chosen by."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override

from initiatives.domain.dates import exact
from initiatives.domain.facts import (
    BenefitFact,
    CitationFact,
    CommitmentFact,
    ConfirmationFact,
    DependencyFact,
    DocumentFact,
    Endpoint,
    ExternalFact,
    LinkFact,
    OrganisationFact,
    OwnerFact,
    RiskFact,
    SourceFact,
    Withheld,
    WithheldField,
)
from reporting.domain.facts import PeriodFact
from reporting.domain.figures.register import Criteria, ordered, rows
from reporting.exports.register_sheets import register_workbook
from reporting.exports.tabular.csvzip import render_csv_zip
from reporting.exports.tabular.jsonfile import render_json
from reporting.exports.tabular.sheets import Absent, Kind, Link, PartialDate, Status
from reporting.exports.tabular.workbook import render_workbook
from tests.build import line, milestone, observation, record, slice_, word
from tests.reporting.lists.many import many

KEYS = [
    "tiltak",
    "milepaeler",
    "avhengigheter",
    "penger",
    "risikoer",
    "gevinster",
    "foringer",
    "statushistorikk",
    "kilder",
]


def full():
    """A record with one of everything."""
    giver = DependencyFact(
        "d1",
        "D1",
        Endpoint(external="x"),
        Endpoint(initiative="uid-T1", milestone="m1"),
        "delivery",
        "accepted",
        confirmations=(ConfirmationFact("giver", date(2026, 1, 2)), ConfirmationFact("giver", date(2026, 3, 4))),
    )
    part = slice_(
        name="=HYPERLINK(1)",
        purpose="+47",
        owners=(OwnerFact("o", "accountable"),),
        milestones=(milestone(original="2027-23", forecast="2027-12-31", name="Pilot"),),
        waits=(giver,),
        budget=(
            line("b1", amount=38_500_000),
            line("b2", amount=Withheld("offl. § 23", date(2027, 1, 1)), kind="actual"),
        ),
        risks=(RiskFact("r1", "Forsinket leverandør", likelihood=4, consequence=5),),
        benefits=(BenefitFact("g1", "G1", "Spart tid", "direct", amount=1_000),),
        links=(LinkFact("l1", "c1", "main", "Fordi"),),
    )
    registers = {
        "organisations": {"o": OrganisationFact("o", "hdir", "Helsedirektoratet", "Hdir")},
        "externals": {"x": ExternalFact("x", "x", "EPJ-leverandørene")},
        "documents": {"doc": DocumentFact("doc", "wp", "white_paper", "Meld. St. 9", "2012–2013", "Én innbygger")},
        "commitments": {"c1": CommitmentFact("c1", "C1", "doc", "kap. 3", "Det skal bygges", "obligation")},
        "sources": {"s1": SourceFact("s1", "S1", "En kilde", url="https://example.org/kilde")},
    }
    citations = {"m1": (CitationFact("m1", "original", "stated", "s1", "side 4"),)}
    return record(part, said={"T1": [observation("yellow")]}, registers=registers, citations=citations)


def workbook(made=None, criteria=None, language="nb", **more):
    made = made or full()
    return register_workbook(made, rows(made), language, criteria, **more)


def sheet(made, key):
    return next(each for each in made.sheets if each.key == key)


def cell(made, key, column, row=0):
    found = sheet(made, key)
    return found.rows[row][found.index_of(column)]


def test_all_parts_of_the_register_are_there_in_order():
    assert [each.key for each in workbook().sheets] == KEYS


def test_dates_amounts_and_statuses_are_typed_and_never_text():
    made = workbook()
    original = cell(made, "milepaeler", "original")
    assert isinstance(original, PartialDate)
    assert (original.text, original.earliest, original.latest) == ("høst 2027", date(2027, 9, 1), date(2027, 11, 30))
    assert cell(made, "penger", "amount") == 38_500_000
    assert cell(made, "penger", "covers_from") == date(2026, 1, 1)
    assert isinstance(cell(made, "tiltak", "status"), Status)
    assert cell(made, "tiltak", "status").label == "▲ Noen utfordringer"


def test_what_is_not_stated_is_empty_and_a_withheld_amount_says_why():
    made = workbook()
    assert cell(made, "milepaeler", "approved") is None
    assert cell(made, "tiltak", "phase") is None
    assert cell(made, "penger", "amount", 1) == Absent("withheld", "unntatt, offl. § 23, til 1.1.2027")
    assert "Unntatt" in dict(made.facts)


def test_withheld_texts_are_said_on_the_initiatives_row():
    hidden = WithheldField("uid-T1", "purpose", Withheld("offl. § 14"))
    made = workbook(record(slice_(withheld=(hidden,))))
    assert cell(made, "tiltak", "withheld") == Absent("withheld", "unntatt, offl. § 14")


def test_a_dependency_names_both_ends_and_when_each_last_stood_by_it():
    made = workbook()
    assert cell(made, "avhengigheter", "waits") == "T1 =HYPERLINK(1): Pilot"
    assert cell(made, "avhengigheter", "gives") == "EPJ-leverandørene"
    assert cell(made, "avhengigheter", "confirmed_giver") == date(2026, 3, 4)
    assert cell(made, "avhengigheter", "confirmed_receiver") is None


def test_an_agreement_between_two_of_the_rows_stands_once():
    ends = (Endpoint(initiative="uid-T1"), Endpoint(initiative="uid-T2"))
    agreed = DependencyFact("d1", "D1", *ends, "delivery", "accepted")
    made = workbook(record(slice_("T1", gives=(agreed,)), slice_("T2", waits=(agreed,))))
    assert len(sheet(made, "avhengigheter").rows) == 1


def test_commitments_and_sources_can_be_traced():
    made = workbook()
    assert cell(made, "foringer", "statement") == "Det skal bygges"
    assert cell(made, "foringer", "document") == "Meld. St. 9 Én innbygger"
    assert cell(made, "kilder", "what") == "Pilot"
    assert cell(made, "kilder", "url") == Link("https://example.org/kilde", "https://example.org/kilde")


def test_sources_are_given_for_a_record_that_does_not_carry_them():
    bare = replace(full(), citations={})
    assert not sheet(workbook(bare), "kilder").rows
    assert sheet(workbook(bare, citations=full().citations), "kilder").rows


def test_only_the_rows_chosen_are_there_in_the_order_chosen():
    made = many(30)
    chosen = ordered(rows(made), "name", descending=True)[:7]
    book = register_workbook(made, chosen, "nb")
    assert [each[0] for each in sheet(book, "tiltak").rows] == [each.code for each in chosen]
    assert {each[0] for each in sheet(book, "milepaeler").rows} == {each.code for each in chosen}
    assert dict(book.facts)["Antall tiltak"] == "7 av 30 tiltak"


def test_the_front_sheet_says_what_was_chosen_in_words():
    wanted = Criteria("prøve", owner=frozenset({"hdir"}), colour=frozenset({"red", "yellow"}), flag=frozenset({"late"}))
    facts = dict(workbook(criteria=wanted, order="sortert etter eier").facts)
    assert facts["Utvalg"] == (
        "Søk: «prøve»; Eier: Hdir; Status: Kritisk eller Noen utfordringer; Hurtigfilter: Forsinket milepæl"
    )
    assert facts["Rekkefølge"] == "sortert etter eier"
    assert dict(workbook().facts)["Utvalg"] == "Alle tiltak"


def test_examples_are_marked_on_whole_rows_and_on_single_values():
    example = slice_("T1", example=True, milestones=(milestone("m1", original="2027"),))
    dated = milestone("m2", original=word("2027", basis="example"))
    real = slice_("T2", milestones=(dated,), budget=(line(amount=5, basis="example"),))
    made = workbook(record(example, real))
    assert sheet(made, "tiltak").example_marks == {
        (0, None),
        (1, "next_original"),
        (1, "next_approved"),
        (1, "next_now"),
        (1, "amount"),
    }
    assert sheet(made, "milepaeler").example_marks == {(0, None), (1, "original")}
    assert sheet(made, "penger").example_marks == {(0, None)}
    assert "Eksempeldata" in dict(made.facts)


def test_a_portfolio_without_examples_says_nothing_of_them():
    assert "Eksempeldata" not in dict(workbook(record(slice_())).facts)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_reader_decides_the_language_and_not_the_thread(language):
    with override("en"):
        made = workbook(language=language)
    assert made.language == language
    assert (made.title == "Tiltaksregister") or language == "en"


def test_a_locked_period_tells_its_cut_off_and_when_it_was_locked():
    oslo = ZoneInfo("Europe/Oslo")
    locked = datetime(2024, 2, 1, 12, tzinfo=oslo)
    period = PeriodFact("p", "2024-1", "1", "tertial", "locked", date(2024, 1, 31), locked_at=locked)
    made = workbook(replace(full(), period=period, chain_head="abc"))
    assert made.subtitle == "Periode 2024-1, datakutt 31. januar 2024"
    assert made.created == locked
    assert dict(made.facts)["Låsens kjennemerke"] == "abc"


@pytest.mark.parametrize("render", [render_workbook, render_csv_zip, render_json])
def test_every_format_is_written_and_the_same_content_gives_the_same_bytes(render):
    first = render(workbook())
    assert first
    assert render(workbook()) == first


def test_an_empty_choice_gives_an_empty_register():
    made = register_workbook(full(), (), "nb", Criteria("ingenting"))
    assert [len(each.rows) for each in made.sheets] == [0] * len(KEYS)
    assert render_workbook(made)


def test_every_date_of_a_milestone_is_in_its_own_column():
    part = slice_(milestones=(milestone(original="2026-01-01", approved="2026-02-01", actual="2026-03-01"),))
    made = workbook(record(part))
    dates = [cell(made, "milepaeler", role) for role in ("original", "approved", "forecast", "actual")]
    assert [each and each.earliest for each in dates] == [date(2026, 1, 1), date(2026, 2, 1), None, date(2026, 3, 1)]
    assert cell(made, "milepaeler", "slip") == 59


def test_columns_of_dates_hold_dates_also_where_a_source_is_exact():
    made = workbook(record(slice_(start=exact(date(2026, 5, 17)))))
    column = next(each for each in sheet(made, "tiltak").columns if each.key == "start")
    assert column.kind is Kind.PARTIAL_DATE
    assert cell(made, "tiltak", "start").text == "17.5.2026"


def test_one_may_ask_for_some_sheets_only():
    made = full()
    book = register_workbook(made, rows(made), "nb", only={"kilder", "tiltak"})
    assert [each.key for each in book.sheets] == ["tiltak", "kilder"]
