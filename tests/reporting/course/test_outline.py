"""What a record says of each initiative, in one small value: made once, and told apart where there is no colour."""

from reporting.domain.figures.overview import overview
from reporting.domain.figures.report_consequences import exceptional
from reporting.domain.outline import outline
from reporting.domain.record import Record
from tests.build import observation, record, slice_
from tests.reporting.course.facts import duty, outlined, owned, report, round_of, status


def made() -> Record:
    return round_of(
        [owned("T1"), owned("T2"), owned("T3"), owned("T4"), owned("T5")],
        {
            "T1": status(report("green", "yellow")),
            "T2": status(report("green")),
            "T3": status(duty()),
            "T4": status(duty(state="exempt")),
        },
    )


def test_only_what_is_assessed_counts_and_silence_has_its_reason() -> None:
    parts = {each.ref.code: each for each in outline(made()).parts.values()}

    assert (parts["T1"].colour, parts["T1"].declared, parts["T1"].assessed) == ("yellow", "green", "yellow")
    assert (parts["T2"].colour, parts["T2"].said, parts["T2"].unassessed) == ("none", "green", True)
    assert (parts["T3"].colour, parts["T3"].unreported, parts["T3"].counted) == ("none", True, True)
    assert (parts["T4"].required, parts["T4"].counted) == (False, False)
    assert (parts["T5"].required, parts["T5"].counted) == (False, False)


def test_of_now_the_last_word_counts_and_everybody_is_counted() -> None:
    found = outline(record(slice_("T1"), slice_("T2"), said={"T1": [observation("red")]}))

    assert [(each.colour, each.said, each.counted) for each in found.parts.values()] == [
        ("red", "red", True),
        ("none", "", True),
    ]
    assert (found.code, found.day) == ("", found.today)


def test_a_record_is_outlined_once() -> None:
    one = made()

    assert outline(one) is outline(one)
    assert outlined(one)[0].code == "2026-2"


def test_what_is_not_under_way_has_no_word_of_its_own() -> None:
    found = outline(record(slice_("T1", life="paused"), said={"T1": [observation("red")]}))

    (part,) = found.parts.values()
    assert (part.active, part.counted, part.colour, part.standing) == (False, False, "none", None)


def test_the_exceptions_of_an_outline_are_those_the_overview_tells() -> None:
    parts = [owned("T1"), owned("T2"), owned("T3"), owned("T4"), owned("T5", life="paused")]
    said = {
        "T1": status(report("green", "red")),
        "T2": status(report("red")),
        "T3": status(report("yellow", "yellow")),
        "T4": status(duty(state="exempt"), report("red", "red", state="exempt")),
        "T5": status(report("red", "red")),
    }
    one = round_of(parts, said)

    told = {each.part.uid for each in overview(one, None).exceptions}
    assert exceptional(outline(one)) == told == {"uid-T1", "uid-T3"}
