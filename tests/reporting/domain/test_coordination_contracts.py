"""The register of agreements: which rows there are, in what order, and which a filter lets through."""

from dataclasses import replace
from datetime import date

import pytest

from initiatives.domain.facts import Withheld, WithheldField
from reporting.domain.figures.coordination_contracts import Criteria, contracts, matches, ordered, select
from reporting.domain.record import Record
from tests.build import milestone
from tests.initiatives.domain.networks import agreement, owned, portfolio


@pytest.fixture
def record():
    """T1 (a) needs from T2 (b), disputed and noted, and from x outside; T3 (a) from T1 and T2, one fulfilled."""
    parts = [
        owned("T1", "a", milestone("m1", forecast="2027-06")),
        owned("T2", "b", milestone("m2", forecast="2027-03")),
        owned("T3", "a", name="Årsplan"),
    ]
    held = [
        agreement("d1", "T2/m2", "T1/m1", state="disputed", promised="2027-01", description="Felles innlogging"),
        agreement("d2", "T2", "T1", state="noted", kind="legal"),
        agreement("d3", "=x", "T1/m1", need_by="2027-01", last_word="giver", state="proposed"),
        agreement("d4", "T1", "T3", state="accepted"),
        agreement("d5", "T2", "T3", state="fulfilled"),
        agreement("d6", "T2", "T3", state="noted", kind="continuation"),
    ]
    return Record(portfolio(*parts, agreements=held), {})


def uids(rows):
    return [each.uid for each in rows]


def test_what_is_open_comes_first_and_the_worst_before_the_rest(record):
    assert uids(contracts(record).rows) == ["d1", "d3", "d4", "d2", "d5", "d6"]


def test_the_same_record_gives_the_same_rows(record):
    assert contracts(record) is contracts(record)


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [
        ({"state": {"noted"}}, ["d2", "d6"]),
        ({"concern": {"disputed", "noted"}}, ["d1", "d2"]),
        ({"receiver": {"a"}, "giver": {"b"}}, ["d1", "d2", "d5", "d6"]),
        ({"giver": {"utenfor:"}}, ["d3"]),
        ({"initiative": {"T3"}}, ["d4", "d5", "d6"]),
        ({"kind": {"legal"}}, ["d2"]),
        ({"open": True}, ["d1", "d3", "d4", "d2"]),
        ({"open": False}, ["d5", "d6"]),
        ({"endangered": True}, ["d1"]),
        ({"awaiting": True}, ["d3"]),
        ({"external": True}, ["d3"]),
        ({"external": False, "open": True}, ["d1", "d4", "d2"]),
        ({"inside": True}, ["d4"]),
        ({"q": "INNLOGGING felles"}, ["d1"]),
        ({"q": "arsplan"}, ["d4", "d5", "d6"]),
        ({"q": "virksomhet b"}, ["d1", "d2", "d5", "d6"]),
        ({"q": "milepæl m2"}, ["d1"]),
        ({"q": "finnes ikke"}, []),
    ],
)
def test_filters_combine(record, criteria, expected):
    asked = Criteria(**{name: frozenset(each) if isinstance(each, set) else each for name, each in criteria.items()})
    rows = contracts(record).rows
    assert uids(select(rows, asked).rows) == expected
    assert uids(each for each in rows if matches(each, asked)) == expected


def test_counts_are_with_the_other_filters_as_they_are(record):
    found = select(contracts(record).rows, Criteria(giver=frozenset({"b"}), state=frozenset({"noted"}), open=True))
    assert uids(found.rows) == ["d2"]
    assert (found.states["disputed"], found.states["noted"], found.any_state, found.total) == (1, 1, 2, 6)
    assert found.switches["open"] == 1
    assert found.switches["endangered"] == 0


def test_no_criteria_let_everything_through(record):
    assert not Criteria()
    assert len(select(contracts(record).rows, Criteria()).rows) == 6


def test_a_column_sorts_with_what_nobody_has_stated_last_both_ways(record):
    rows = contracts(record).rows
    assert uids(ordered(rows, "promised"))[0] == "d1"
    assert uids(ordered(rows, "promised", descending=True))[0] == "d1"
    assert uids(ordered(rows, "concern"))[:2] == ["d1", "d3"]
    assert uids(ordered(rows, "receiver"))[-3:] == ["d4", "d5", "d6"]
    with pytest.raises(KeyError):
        ordered(rows, "hemmelig")


def test_what_comes_is_what_the_engine_says_else_what_was_promised(record):
    held = {each.uid: each.expected for each in contracts(record).rows}
    assert held["d1"] == date(2027, 3, 31)
    assert held["d2"] is None


def test_withheld_fields_are_named_and_not_taken_for_missing(record):
    part = record.state.slices["uid-T1"]
    hidden = WithheldField("d1", "promised", Withheld("offl. § 23"))
    state = replace(record.state, slices={**record.state.slices, part.uid: replace(part, withheld=(hidden,))})
    rows = {each.uid: each for each in contracts(Record(state, {})).rows}
    assert rows["d1"].hidden == {"promised"}
    assert rows["d2"].hidden == frozenset()


def test_there_is_only_to_choose_among_what_there_is(record):
    choices = contracts(record).choices
    assert [each.key for each in choices["giver"]] == ["a", "b", "utenfor:"]
    assert [each.key for each in choices["receiver"]] == ["a"]
    assert [each.key for each in choices["initiative"]] == ["T1", "T2", "T3"]
