"""Status over time: what each cell is, what turned against what, and what is chosen of it."""

from datetime import date

from initiatives.domain.facts import Slice
from reporting.domain.figures.status_grid import Criteria, Row, Turned, Why, grid, select
from tests.build import observation, record
from tests.reporting.course.facts import duty, outlined, owned, report, round_of, status


def row(code: str, *rounds: object, now: str = "") -> Row:
    """The row of an initiative over rounds of its own, and now."""
    codes = ("2025-3", "2026-1", "2026-2")[-len(rounds) :]
    records = [
        round_of([owned(code), owned("T9")], {code: said, "T9": status(duty(each))} if said else {}, code=each)
        for each, said in zip(codes, rounds, strict=True)
    ]
    records.append(record(owned(code), said={code: [observation(now)]} if now else {}))
    found = grid(outlined(*records))
    return next(each for each in found.rows if each.ref.code == code)


def test_each_kind_of_silence_is_told_apart() -> None:
    told = row("T1", status(duty("2025-3")), status(report("green", code="2026-1")), status(duty("2026-2", "exempt")))

    assert [each.why for each in told.cells] == [Why.UNREPORTED, Why.UNASSESSED, Why.LEFT_OUT, Why.SILENT]


def test_an_initiative_that_was_not_known_or_not_under_way_says_so() -> None:
    before = round_of([owned("T2")], {"T2": status(report("green", "green"))})
    paused = round_of([owned("T1", life="paused"), owned("T2")], {"T2": status(report("green", "green"))})
    found = grid(outlined(before, paused, record(owned("T1"))))

    rows = {each.ref.code: [cell.why for cell in each.cells] for each in found.rows}
    assert rows["T1"] == [Why.UNKNOWN, Why.RESTING, Why.SILENT]


def test_a_turn_is_held_against_the_last_colour_also_over_a_round_without_one() -> None:
    told = row("T1", status(report("green", "green", code="2026-1")), status(duty("2026-2")), now="red")

    assert [each.turned for each in told.cells] == [False, False, True]
    assert (told.last.before, told.last.worse, told.turns) == ("green", True, 1)


def test_a_first_colour_is_no_turn() -> None:
    told = row("T1", status(duty("2026-2")), now="red")

    assert (told.last.turned, told.turned_last, told.turns) == (False, False, 0)


def test_what_a_source_tells_later_of_the_time_before_makes_a_turn_too() -> None:
    """As the overview counts it: else two pages would tell two stories."""
    before = record(owned("T1"), today=date(2026, 4, 30))
    told = {"T1": [observation("red", "2026-09-01", previous="yellow")]}
    found = grid(outlined(before, record(owned("T1"), said=told)))

    assert (found.rows[0].last.before, found.rows[0].last.worse, found.turned) == ("yellow", True, 1)
    only = grid(outlined(record(owned("T1"), said=told)))
    assert not only.rows[0].last.turned  # there is nothing to turn from without a record before


def test_the_worst_now_come_first_and_those_who_did_not_report_before_the_merely_silent() -> None:
    said = {"T1": status(report("green", "green")), "T2": status(report("red", "red")), "T3": status(duty())}
    parts = [*(owned(f"T{n}") for n in (1, 2, 3)), owned("T0", example=True)]
    found = grid(outlined(round_of(parts, said | {"T0": status(report("red", "red"))})))

    assert [each.ref.code for each in found.rows] == ["T2", "T1", "T3", "T0"]  # examples last
    assert found.unreported == 1


def chosen(parts: "list[Slice]") -> dict[str, Row]:
    before = round_of(parts, {each.code: status(report("green", "green")) for each in parts})
    said = {"T1": [observation("red")], "T2": [observation("green")], "T3": [observation("yellow")]}
    return {each.ref.code: each for each in grid(outlined(before, record(*parts, said=said)), {"uid-T2": "m1"}).rows}


def test_filters_of_one_kind_are_either_or_and_of_several_both() -> None:
    rows = chosen([owned("T1"), owned("T2"), owned("T3", owners=())])

    def codes(**wanted: set[str]) -> list[str]:
        asked = Criteria(**{name: frozenset(each) for name, each in wanted.items()})
        return sorted(each.ref.code for each in select(tuple(rows.values()), asked))

    assert codes(colour={"red", "green"}) == ["T1", "T2"]
    assert codes(colour={"red"}, turned={Turned.WORSE}) == ["T1"]
    assert codes(turned={Turned.BETTER}) == []
    assert codes(turned={Turned.EVER}) == ["T1", "T3"]
    assert codes(goal={"m1"}) == ["T2"]
    assert codes(owner={"helsedir"}, colour={"yellow"}) == []
