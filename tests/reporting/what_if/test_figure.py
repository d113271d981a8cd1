"""A what-if as values: what moves and why, where it stops, whom and what it hits, and that nothing else is touched."""

from dataclasses import replace
from datetime import date

import pytest

from initiatives.domain.agreements import Concern
from initiatives.domain.facts import LinkFact, Withheld
from reporting.domain.figures.what_if import Push, what_if_of
from reporting.domain.figures.what_if_asks import agendas
from reporting.domain.figures.what_if_question import Line, Wrong, ground, question
from reporting.domain.figures.what_if_stops import Halt
from reporting.domain.money import MoneyKey
from tests.build import line
from tests.initiatives.domain.networks import agreement, owned, portfolio, work
from tests.reporting.what_if.facts import chain, recorded, tried, year


def test_the_chain_is_told_in_order_each_after_what_pushes_it_with_the_reason():
    found = tried(chain(), ("m1", 42))
    assert [(row.key, row.days, row.why.push) for row in found.rows] == [
        ("m1", 42, Push.TRIED),
        ("m2", 42, Push.AGREEMENT),
        ("m2b", 42, Push.INNER),
        ("m3", 12, Push.AGREEMENT),
    ]
    second, third = found.rows[1].why, found.rows[3].why
    assert (second.pusher.milestone.uid, second.link.lag, second.proposed, second.absorbed) == ("m1", 22, False, 0)
    assert (third.proposed, third.absorbed) == (True, 30)
    assert [row.key for row in found.moved] == ["m2", "m2b", "m3"]


def test_a_moved_date_is_told_from_what_is_reckoned_now_beside_what_the_owner_says():
    parts = owned("T1", "a", work("m1", original="2027-03-01")), owned("T2", "b", work("m2", original="2027-02-01"))
    record = recorded(portfolio(*parts, agreements=(agreement("d1", "T1/m1", "T2/m2"),)))
    (_, row) = tried(record, ("m1", 7)).rows
    assert (row.claimed, row.before, row.after) == (date(2027, 2, 1), date(2027, 3, 1), date(2027, 3, 8))


def test_owners_ends_and_commitments_are_those_of_what_follows():
    found = tried(chain(), ("m1", 42))
    assert [owner.key for owner in found.owners] == ["b", "c"]
    assert found.worst_end.part.code == "T2"
    assert [
        (each.commitment.uid, each.main, [part.code for part, _ in each.carriers]) for each in found.commitments
    ] == [
        ("c1", True, ["T1", "T2"]),
        ("c2", True, ["T2"]),
    ]


def test_an_end_is_told_with_how_long_after_the_plan_that_stands_it_comes():
    found = tried(chain(), ("m1", 42))
    hits = {hit.part.code: hit for hit in found.hits}
    assert (hits["T2"].plan, hits["T2"].after_plan) == (date(2027, 4, 1), 42)
    assert hits["T3"].after_plan == 12


def test_a_promise_from_outside_slips_and_stands_first():
    part = owned("T1", "a", work("m1", original="2027-02-01"))
    given = agreement("d1", "=x", "T1/m1", promised="2027-01-20")
    found = tried(recorded(portfolio(part, agreements=(given,))), ("d1", 42))
    assert [(row.key, row.days, row.why.push) for row in found.rows] == [
        ("d1", 42, Push.TRIED),
        ("m1", 30, Push.AGREEMENT),
    ]
    assert found.rows[0].name.external.name == "Ekstern x"
    assert found.rows[1].why.absorbed == 12


def test_an_assumed_order_is_marked():
    part = owned("T1", "a", work("m1", original="2027"), work("m2", original="2027"), sequential=True)
    found = tried(recorded(portfolio(part)), ("m1", 7))
    assert [row.why.push for row in found.rows] == [Push.TRIED, Push.ASSUMED]


def test_several_slips_are_tried_together():
    found = tried(chain(), ("m1", 7), ("m3", 60))
    assert {row.key: row.days for row in found.rows} == {"m1": 7, "m2": 7, "m2b": 7, "m3": 60}
    assert [row.key for row in found.tried] == ["m1", "m3"]


def test_what_nobody_has_dated_is_named():
    part = owned("T1", "a", work("m1", original="2027-01-10"))
    other = owned("T2", "b", work("m2", original="2027-01-20"))
    given = (agreement("d0", "=x", "T2/m2"), agreement("d1", "T1/m1", "T2/m2"))
    found = tried(recorded(portfolio(part, other, agreements=given)), ("m1", 42))
    assert [(row.key, [each.external.name for each in row.missing]) for row in found.incomplete] == [
        ("m2", ["Ekstern x"])
    ]


# ── where it stops ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_slack_stops_it_and_says_how_much_there_was_and_is_left():
    (stop,) = tried(chain(), ("m1", 20)).stops
    assert (stop.halt, stop.giver.milestone.uid, stop.receiver.milestone.uid) == (Halt.SLACK, "m2b", "m3")
    assert (stop.slack, stop.left) == (30, 10)


@pytest.mark.parametrize(
    ("changes", "halt"),
    [
        ({"state": "disputed"}, Halt.DISPUTED),
        ({"state": "noted"}, Halt.NOTED),
        ({"binding": False}, Halt.NOT_BINDING),
    ],
)
def test_an_agreement_nobody_reckons_by_stops_it_and_says_why(changes, halt):
    parts = owned("T1", "a", work("m1", original="2027-03-01")), owned("T2", "b", work("m2", original="2027-02-01"))
    record = recorded(portfolio(*parts, agreements=(agreement("d1", "T1/m1", "T2/m2", **changes),)))
    found = tried(record, ("m1", 42))
    assert [(stop.halt, stop.receiver.milestone.uid) for stop in found.stops] == [(halt, "m2")]
    assert found.moved == ()


def test_an_agreement_with_a_whole_initiative_stops_it_since_that_has_no_date():
    parts = owned("T1", "a", work("m1", original="2027-03-01")), owned("T2", "b", work("m2", original="2027-02-01"))
    record = recorded(portfolio(*parts, agreements=(agreement("d1", "T1/m1", "T2"),)))
    assert [stop.halt for stop in tried(record, ("m1", 42)).stops] == [Halt.NO_MILESTONE]


@pytest.mark.parametrize("changes", [{"state": "fulfilled"}, {"state": "withdrawn"}])
def test_what_is_over_is_no_stop(changes):
    parts = owned("T1", "a", work("m1", original="2027-03-01")), owned("T2", "b", work("m2", original="2027-02-01"))
    record = recorded(portfolio(*parts, agreements=(agreement("d1", "T1/m1", "T2/m2", **changes),)))
    assert tried(record, ("m1", 42)).stops == ()


# ── agreements in danger ─────────────────────────────────────────────────────────────────────────────────────────────


def test_the_slip_is_the_givers_own_word_and_comes_after_its_promise():
    (conflict,) = tried(chain(), ("m1", 42)).conflicts
    assert conflict.row.agreement.uid == "d1"
    assert [(each.concern, each.days) for each in conflict.new] == [(Concern.CLAIM_AFTER_PROMISE, 42)]
    assert conflict.newly and conflict.row.body.key == "nuit"


def test_what_only_follows_comes_after_its_promise_by_reckoning():
    parts = [owned(f"T{n}", key, work(f"m{n}", original="2027-01-10")) for n, key in ((1, "a"), (2, "b"), (3, "c"))]
    given = (agreement("d1", "T1/m1", "T2/m2"), agreement("d2", "T2/m2", "T3/m3", promised="2027-01-10"))
    found = tried(recorded(portfolio(*parts, agreements=given)), ("m1", 30))
    (conflict,) = found.conflicts
    assert [(each.concern, each.days) for each in conflict.new] == [(Concern.FEASIBLE_AFTER_PROMISE, 30)]


def test_what_was_late_already_gets_worse_and_is_no_new_danger():
    parts = owned("T1", "a", work("m1", original="2027-02-10")), owned("T2", "b", work("m2", original="2027-03-01"))
    given = agreement("d1", "T1/m1", "T2/m2", promised="2027-01-10")
    (conflict,) = tried(recorded(portfolio(*parts, agreements=(given,))), ("m1", 10)).conflicts
    ((was, now),) = conflict.worse
    assert (was.days, now, conflict.new, conflict.newly) == (31, 41, (), False)


def test_an_agreement_inside_one_owner_is_nobodys_conflict():
    parts = owned("T1", "a", work("m1", original="2027-01-10")), owned("T2", "a", work("m2", original="2027-03-01"))
    given = agreement("d1", "T1/m1", "T2/m2", promised="2027-01-10")
    assert tried(recorded(portfolio(*parts, agreements=(given,))), ("m1", 42)).conflicts == ()


# ── money, and what is asked ─────────────────────────────────────────────────────────────────────────────────────────


def test_money_is_of_the_years_that_are_hit_and_of_nothing_else():
    money = tried(chain(), ("m1", 42)).money
    ((key, years),) = money.rows
    assert (key, {year: sum.low for year, sum in years.items()}) == (
        MoneyKey("budget", None, False),
        {2027: 10_000_000},
    )
    assert (money.pairs, money.without, money.beside) == (1, ("uid-T1", "uid-T3"), 0)


def test_only_like_is_added_to_like_and_what_cannot_be_added_stands_beside():
    lines = (
        line("b1", amount=1_000_000, **year(2027)),
        line("b2", amount=2_000_000, price_level=2025, **year(2027)),
        line("b3", amount=4_000_000, addable=False, **year(2027)),
        line("b4", amount=8_000_000, covers_from=date(2026, 1, 1), covers_to=date(2028, 12, 31)),
    )
    part = owned("T1", "a", work("m1", original="2027-01-10"), budget=lines)
    money = tried(recorded(portfolio(part)), ("m1", 7)).money
    assert [(key.price_level, years[2027].low) for key, years in money.rows] == [(None, 1_000_000), (2025, 2_000_000)]
    assert money.beside == 2


def test_a_programme_and_its_part_are_never_added_together():
    whole = owned("T1", "a", work("m1", original="2027-01-10"), budget=(line("b1", amount=10_000_000, **year(2027)),))
    part = replace(
        owned("T2", "a", work("m2", original="2027-01-10"), budget=(line("b2", amount=4_000_000, **year(2027)),)),
        whole="uid-T1",
    )
    money = tried(recorded(portfolio(whole, part)), ("m1", 7), ("m2", 7)).money
    ((_, years),) = money.rows
    assert (years[2027].low, money.inside) == (10_000_000, 1)


def test_a_withheld_amount_makes_the_sum_at_least_and_is_told():
    lines = (line("b1", amount=1_000_000, **year(2027)), line("b2", amount=Withheld("offl. § 23"), **year(2027)))
    money = tried(
        recorded(portfolio(owned("T1", "a", work("m1", original="2027-01-10"), budget=lines))), ("m1", 7)
    ).money
    ((_, years),) = money.rows
    assert (years[2027].low, years[2027].withheld, years[2027].high, money.withheld) == (1_000_000, 1, None, True)


def test_bodies_are_asked_of_agreements_in_danger_and_of_ends_after_their_plan():
    record = chain()
    found = tried(record, ("m1", 42))
    (agenda,) = agendas(record.state, found)
    assert agenda.body.key == "nuit"
    assert [ask.conflict is not None for ask in agenda.asks] == [True, False, False, False]
    assert [ask.hit.part.code for ask in agenda.asks[1:]] == ["T1", "T2", "T3"]


# ── the question ─────────────────────────────────────────────────────────────────────────────────────────────────────


def wrongs(record, *lines):
    return [each.wrong for each in question(ground(record), lines).lines]


def test_what_cannot_be_tried_is_told_and_the_rest_is_reckoned():
    reached = owned("T4", "a", work("m4", original="2026", actual="2026-02-01"), work("m5"))
    stopped = owned("T5", "a", work("m6", original="2027"), life="stopped")
    state = chain().state
    record = recorded(replace(state, slices=state.slices | {each.uid: each for each in (reached, stopped)}))
    lines = [Line("", 7), Line("x", 7), Line("m4", 7), Line("m5", 7), Line("m6", 7), Line("m1", 42), Line("m1", 7)]
    lines.append(Line("m3", None, Wrong.NOT_A_NUMBER))
    assert wrongs(record, *lines) == [
        Wrong.NOT_CHOSEN,
        Wrong.UNKNOWN,
        Wrong.REACHED,
        Wrong.NO_DATE,
        Wrong.STOPPED,
        None,
        Wrong.TWICE,
        Wrong.NOT_A_NUMBER,
    ]
    assert [row.key for row in what_if_of(record, lines).tried] == ["m1"]


def test_more_than_ten_are_told_and_ten_are_tried():
    parts = [owned(f"T{n}", "a", work(f"m{n}", original="2027")) for n in range(12)]
    record = recorded(portfolio(*parts))
    found = what_if_of(record, [Line(f"m{n}", 7) for n in range(12)])
    assert [each.wrong for each in found.asked.lines] == [None] * 10 + [Wrong.TOO_MANY] * 2
    assert len(found.tried) == 10


def test_nothing_tried_leads_to_nothing():
    found = tried(chain())
    assert (found.rows, found.hits, found.stops, found.conflicts, found.money.rows) == ((), (), (), (), ())


def test_the_same_question_of_the_same_record_is_reckoned_once():
    record = chain()
    assert tried(record, ("m1", 42)) is tried(record, ("m1", 42))


def test_a_what_if_leaves_the_record_as_it_was():
    record = chain()
    before = record.state.slices["uid-T2"]
    tried(record, ("m1", 42))
    assert record.state.slices["uid-T2"] is before
    assert ground(record).dates["m2"].feasible == date(2027, 2, 1)
    assert isinstance(before.links[0], LinkFact)
