"""Which part of the web is drawn, and that what is left out is said."""

from datetime import date

import pytest

from reporting.domain.figures.coordination_web import GLANCE, View, Wish, web
from reporting.domain.record import Record
from tests.build import milestone
from tests.initiatives.domain.networks import agreement, owned, portfolio


@pytest.fixture
def record():
    """x → T1 (a) ⇠ T2 (b) → T3 (c), the last disputed; T4 → T1 inside a."""
    parts = [
        owned("T1", "a", milestone("m1", forecast="2027-06"), milestone("late", forecast="2030")),
        owned("T2", "b", milestone("m2", forecast="2027-03")),
        owned("T3", "c", end=None),
        owned("T4", "a"),
    ]
    held = [
        agreement("d1", "=x", "T1/m1", promised="2027-02-01"),
        agreement("d2", "T2/m2", "T1/m1", state="noted"),
        agreement("d3", "T2", "T3", state="disputed"),
        agreement("d4", "T4", "T1"),
    ]
    return Record(portfolio(*parts, agreements=held), {})


def keys(found):
    return {each.key for each in found.nodes}


def edges(found):
    return {each.key for each in found.edges}


def test_everything_between_owners_is_drawn_where_it_can_be_read(record):
    found = web(record, Wish())
    assert edges(found) == {"d1", "d2", "d3"}
    assert keys(found) == {"x", "uid-T1", "uid-T2", "uid-T3"}
    assert (found.view, found.cut, found.fit, found.joined, found.every) == (View.ALL, False, 4, 3, 3)


def test_inside_one_owner_is_drawn_when_asked_for(record):
    assert edges(web(record, Wish(inside=True))) == {"d1", "d2", "d3", "d4"}


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        (Wish(owner="c"), {"d3"}),
        (Wish(owner="utenfor:"), {"d1"}),
        (Wish(state="noted"), {"d2"}),
        (Wish(view=View.ENDANGERED), {"d3"}),
        (Wish(plan="plan"), {"d1", "d2", "d3"}),
        (Wish(plan="annen"), set()),
        (Wish(initiative="T3"), {"d3"}),
        (Wish(initiative="T3", steps=2), {"d2", "d3"}),
        (Wish(initiative="T3", steps=3), {"d1", "d2", "d3"}),
        (Wish(initiative="finnes-ikke"), set()),
    ],
)
def test_a_wish_narrows(record, wish, expected):
    assert edges(web(record, wish)) == expected


def test_lines_are_red_in_danger_and_dashed_where_nobody_has_agreed(record):
    found = {each.key: (each.tone, each.dashed) for each in web(record, Wish()).edges}
    assert found == {"d1": ("soft", False), "d2": ("soft", True), "d3": ("crit", False)}
    risky = {each.key for each in web(record, Wish()).nodes if each.risk}
    assert risky == {"uid-T2", "uid-T3"}


def test_an_agreement_with_a_lack_is_amber():
    parts = [owned("T1", "a", milestone("m1", forecast="2027-06")), owned("T2", "b")]
    held = [agreement("d1", "T2", "T1/m1", since=date(2026, 1, 1), promised="2027-01")]
    [edge] = web(Record(portfolio(*parts, agreements=held), {}), Wish()).edges
    assert edge.tone == "warn"


def test_a_node_stands_at_the_last_date_that_takes_part_else_at_its_end(record):
    when = {each.key: each.when for each in web(record, Wish()).nodes}
    assert when["uid-T1"] == date(2027, 6, 30)  # not the milestone of 2030, which nobody waits for or needs for
    assert when["x"] == date(2027, 2, 1)
    assert when["uid-T3"] is None
    ended = owned("T3", "c", end=milestone("e", forecast="2028-05").forecast.date)
    parts = [owned("T2", "b"), ended]
    other = Record(portfolio(*parts, agreements=[agreement("d3", "T2", "T3")]), {})
    assert {each.key: each.when for each in web(other, Wish()).nodes}["uid-T3"] == date(2028, 5, 31)


def many(count, states=("disputed",)):
    """So many pairs of initiatives, and one that five wait for."""
    parts = [owned(f"T{n:03}", "ab"[n % 2]) for n in range(2 * count)]
    held = [
        agreement(f"d{n:03}", f"T{2 * n:03}", f"T{2 * n + 1:03}", state=states[n % len(states)]) for n in range(count)
    ]
    parts.append(owned("HUB", "c"))
    held += [agreement(f"h{n}", "HUB", f"T{2 * n:03}", state="disputed") for n in range(5)]
    return Record(portfolio(*parts, agreements=held), {})


def test_of_much_only_what_is_in_danger_is_drawn():
    found = web(many(40, states=("noted",)), Wish())
    assert found.view is View.ENDANGERED
    assert edges(found) == {"h0", "h1", "h2", "h3", "h4"}
    assert (found.joined, found.every) == (5, 45)
    assert not found.cut


def test_what_is_still_too_much_is_cut_and_what_hangs_together_kept():
    found = web(many(40), Wish())
    assert found.cut
    assert len(found.nodes) <= GLANCE < found.fit
    assert {"h0", "h1", "h2", "h3", "h4"} <= edges(found)
    assert all({each.giver, each.receiver} <= keys(found) for each in found.edges)


def test_asking_for_an_owner_shows_all_of_it_when_there_is_room():
    found = web(many(40, states=("noted",)), Wish(owner="c"))
    assert found.view is View.ALL
    assert edges(found) == {"h0", "h1", "h2", "h3", "h4"}


def test_an_empty_portfolio_draws_nothing():
    found = web(Record(portfolio(), {}), Wish())
    assert (found.nodes, found.edges, found.cut, found.every) == ((), (), False, 0)


def test_what_was_not_known_at_the_time_is_not_drawn():
    held = [agreement("d1", "T9", "T1")]
    assert web(Record(portfolio(owned("T1", "a"), agreements=held), {}), Wish()).rows == ()
