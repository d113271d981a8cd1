"""The overview's context: lists cut to the fold, sums rounded, words in the reader's language."""

import pytest
from django.utils import translation

from reporting.domain.facts import TextFact
from reporting.pages.overview import FITS, FULL, context
from reporting.source import Chosen, Periods
from tests.build import line, milestone, observation, record, slice_


def shown(*parts, said=None, show="", texts=(), query=""):
    return context(Chosen(record(*parts, said=said or {}), "now", Periods(()), query=query), None, texts, (), show)


def red(count):
    codes = [f"T{n:04}" for n in range(count)]
    return [slice_(code) for code in codes], {code: [observation("red")] for code in codes}


@pytest.mark.parametrize("count", [0, 5, 6])
def test_a_list_that_is_cut_says_how_many_there_are(count):
    parts, said = red(count)
    cut = shown(*parts, said=said)["exceptions"]
    assert (len(cut.rows), cut.total, cut.left) == (min(count, FITS["exceptions"]), count, max(0, count - 5))
    assert bool(cut.url) == (count > FITS["exceptions"])


def test_a_list_in_full_has_an_end_too_and_the_way_back():
    parts, said = red(FULL + 1)
    found = shown(*parts, said=said, show="exceptions", query="period=2024-1")
    assert (len(found["exceptions"].rows), found["exceptions"].left) == (FULL, 1)
    assert found["exceptions"].url == "?period=2024-1#h-exceptions"
    assert len(found["calm"].rows) == 0


def test_the_way_to_all_keeps_the_time():
    parts, said = red(9)
    assert shown(*parts, said=said, query="date=2026-01-01")["exceptions"].url == (
        "?date=2026-01-01&show=exceptions#h-exceptions"
    )


@pytest.mark.parametrize(("amount", "told"), [(999_499_999, "999,5"), (1_234_567_890, "1 235")])
def test_sums_from_a_milliard_are_told_in_whole_millions(amount, told):
    cells = shown(slice_(budget=(line(amount=amount),)))["money"]["rows"][0].cells
    assert [each.replace("\u00a0", " ") for each in cells] == [told]


def test_the_texts_of_the_readers_language_win_and_any_is_better_than_none():
    texts = (TextFact("highlight", "nb", "Bra"), TextFact("highlight", "en", "Good"), TextFact("summary", "nb", "Kort"))
    for language, told in (("en", "Good"), ("nn", "Bra")):
        with translation.override(language):
            found = shown(slice_(), texts=texts)["texts"]
        assert (found["highlight"].text, found["summary"].text, found["common_causes"]) == (told, "Kort", None)


def test_rows_of_groups_lead_to_the_list_narrowed_to_what_is_counted():
    table = next(each for each in shown(slice_(phase="execution"))["tables"] if each.name == "phase")
    assert [(each.label, each.size, each.width, each.url) for each in table.rows] == [
        ("Gjennomføring", 1, 96, "/tiltak/?phase=execution&life=active&category=ongoing")
    ]


def test_a_long_group_is_folded_until_it_is_asked_for():
    entry = slice_().entries[0]
    parts = [slice_(f"T{n}", entries=(type(entry)(f"e{n}", "plan", "ongoing", segment=f"S{n}"),)) for n in range(9)]
    folded = shown(*parts)["tables"][3]
    assert (len(folded.rows), folded.total, folded.more) == (6, 9, "?show=segment#h-segment")
    assert len(shown(*parts, show="segment")["tables"][3].rows) == 9


def test_the_worst_of_late_and_unconfirmed_milestones_is_named():
    parts = (
        slice_("T1", milestones=(milestone(original="2026-01", forecast="2027-06"),)),
        slice_("T2", milestones=(milestone(original="2026-01"),), example=True),
    )
    found = shown(*parts)
    assert [each.part.code for each in found["late"].rows] == ["T1"]
    assert (found["late_examples"], found["unconfirmed_examples"]) == (0, 1)


def test_a_list_that_holds_more_than_are_counted_says_so():
    whole, part = slice_("T1"), slice_("T2", whole="uid-T1")
    said = {"T1": [observation("red")], "T2": [observation("yellow")]}
    told = ("exceptions_beside", "calm_beside", "resting_beside")
    assert [shown(whole, part, said=said)[each] for each in told] == [True, False, False]
    assert [shown(whole, said=said)[each] for each in told] == [False, False, False]
    assert [shown(whole, slice_("T3", life="paused"), said=said)[each] for each in told] == [False, False, True]
