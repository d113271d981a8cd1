"""Owner by owner: every open agreement in one cell, the rest gathered without being lost."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from initiatives.domain.facts import ExternalFact, OrganisationFact, OwnerFact
from reporting.domain.figures.coordination_contracts import contracts
from reporting.domain.figures.coordination_matrix import REST, Cell, matrix
from reporting.domain.record import Record
from tests.build import slice_, state
from tests.initiatives.domain.networks import agreement, end, owned, portfolio


def rows(*agreements, parts=(), **changes):
    held = parts or [owned("T1", "a"), owned("T2", "b"), owned("T3", "a"), owned("T4", "c")]
    return contracts(Record(portfolio(*held, agreements=agreements, **changes), {})).rows


def test_receivers_are_rows_and_givers_columns():
    found = matrix(rows(agreement("d1", "T2", "T1"), agreement("d2", "T2", "T3"), agreement("d3", "T1", "T2")))
    assert [each.key for each in found.receivers] == ["a", "b"]
    assert found.cell("a", "b") == Cell(2)
    assert found.cell("b", "a") == Cell(1)
    assert found.cell("b", "b") == Cell(0)
    assert (found.of_receiver("a").count, found.of_giver("a").count, found.total.count) == (2, 1, 3)


def test_an_owner_meets_itself_and_danger_is_counted():
    found = matrix(rows(agreement("d1", "T3", "T1", state="disputed"), agreement("d2", "T1", "T3")))
    assert found.cell("a", "a") == Cell(2, endangered=1)


def test_what_is_closed_is_left_out():
    assert matrix(rows(agreement("d1", "T2", "T1", state="fulfilled"))).total == Cell()


def test_somebody_outside_stands_as_the_organisation_it_is_else_by_kind():
    externals = {
        "x": ExternalFact("x", "x", "Forskriften", kind="regelverk"),
        "y": ExternalFact("y", "y", "Virksomhet C selv", organisation="c"),
    }
    base = portfolio(owned("T1", "a"), agreements=[agreement("d1", "=x", "T1"), agreement("d2", "=y", "T1")])
    made = replace(base, registers=replace(base.registers, externals=externals))
    found = matrix(contracts(Record(made, {})).rows)
    assert [(each.key, each.outside) for each in found.givers] == [("c", False), ("utenfor:regelverk", True)]


def test_an_initiative_without_a_known_owner_has_a_row_of_its_own():
    found = matrix(rows(agreement("d1", "T2", "T9"), parts=[slice_("T9"), owned("T2", "b")]))
    assert [each.key for each in found.receivers] == ["ukjent"]


def test_the_rest_is_gathered_and_those_in_danger_keep_their_column():
    held = [agreement("d1", "T2", "T1"), agreement("d2", "T2", "T3"), agreement("d3", "T4", "T1", state="disputed")]
    held.append(agreement("d4", "T3", "T1"))
    found = matrix(rows(*held), columns=2)
    assert [each.key for each in found.givers] == ["c"]
    assert {each.key for each in found.rest} == {"a", "b"}
    assert found.cell("a", REST) == Cell(3)


def test_a_column_more_than_there_is_room_for_is_never_gathered_alone():
    held = [agreement("d1", "T2", "T1"), agreement("d2", "T4", "T1")]
    assert matrix(rows(*held), columns=2).rest == ()
    assert len(matrix(rows(*held), columns=1).rest) == 2


@given(
    st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] != pair[1]), max_size=30),
    st.integers(1, 9),
    st.integers(1, 9),
)
def test_no_agreement_is_lost_or_counted_twice(pairs, columns, lines):
    organisations = {f"o{n}": OrganisationFact(f"o{n}", f"o{n}", f"Virksomhet {n}") for n in range(8)}
    held = [
        replace(agreement(f"d{n}", "T1", "T2"), predecessor=end(f"S{giver}"), successor=end(f"S{receiver}"))
        for n, (giver, receiver) in enumerate(pairs)
    ]
    parts = [
        slice_(
            f"S{n}",
            owners=(OwnerFact(f"o{n}", "accountable"),),
            waits=tuple(each for each in held if each.successor.initiative == f"uid-S{n}"),
            gives=tuple(each for each in held if each.predecessor.initiative == f"uid-S{n}"),
        )
        for n in range(8)
    ]
    found = matrix(contracts(Record(state(*parts, organisations=organisations), {})).rows, columns, lines)
    assert sum(each.count for each in found.cells.values()) == found.total.count == len(pairs)
    shown = len(found.givers) + bool(found.rest)
    assert shown <= max(columns, 1)
    assert len(found.receivers) <= lines
    assert len(found.rest) != 1
    every = {*(each.key for each in found.givers), *([REST] if found.rest else [])}
    assert sum(found.of_giver(key).count for key in every) == len(pairs)
