"""How likely an end is, with names: the same answer alone and in a list, and every refusal with its reason."""

from dataclasses import replace
from datetime import date

import pytest

from initiatives.domain.facts import DurationFact
from initiatives.domain.simulation import NotComputable
from reporting.domain.figures.probability import CannotTell, NoEnd, Probability, probabilities, probability_of
from reporting.domain.figures.probability_list import sort, told
from reporting.domain.record import Record
from tests.build import milestone
from tests.initiatives.domain.networks import agreement, owned, portfolio, work


def estimated(uid, low, likely, high, **dates):
    """A milestone with a three-point estimate."""
    return replace(milestone(uid, **dates), duration=DurationFact(low, likely, high))


def of(record, code, common=0.0):
    return probability_of(record, record.state.codes[code], common)


def chain(**changes):
    """T1's m1 gives to T2's m2, both with estimates; an external promise to m1."""
    parts = (
        owned("T1", "a", estimated("m1", 30, 60, 120, original="2027-02-01")),
        owned("T2", "b", estimated("m2", 30, 60, 120, original="2027-04-01", approved="2027-09-01")),
    )
    given = (agreement("d0", "=x", "T1/m1", promised="2026-12-01"), agreement("d1", "T1/m1", "T2/m2"))
    return Record(portfolio(*parts, agreements=given, **changes), {})


def test_the_dates_come_in_order_and_the_baselines_with_their_chances():
    found = of(chain(), "T2")
    assert isinstance(found, Probability)
    assert found.p10 <= found.p50 <= found.p85
    assert (found.original, found.approved, found.claimed) == (date(2027, 4, 1), date(2027, 9, 1), date(2027, 9, 1))
    assert 0 <= found.meets_original <= found.meets_approved <= 1
    assert (found.runs, found.common) == (10_000, 0.0)


def test_what_decides_is_named_without_the_end_itself_and_who_is_taken_at_their_word():
    late = owned("T2", "b", estimated("m2", 30, 60, 120, original="2027-02-01"))
    state = chain().state
    part = replace(late, waits=state.codes["T2"].waits)
    found = of(Record(replace(state, slices=state.slices | {"uid-T2": part}), {}), "T2")
    assert "m2" not in [each.name.milestone.uid for each in found.deciders if each.name.milestone]
    assert found.deciders[0].name.milestone.uid == "m1" and found.deciders[0].name.owner.key == "a"
    assert [each.external.name for each in found.by_word] == ["Ekstern x"]
    assert (found.estimated, found.drawn) == (2, ())


def test_at_most_five_deciders_the_most_frequent_first():
    parts = [owned(f"T{n}", "a", estimated(f"m{n}", 30, 60, 120, original="2027-02-01")) for n in range(8)]
    given = [agreement(f"d{n}", f"T{n}/m{n}", f"T{n + 1}/m{n + 1}") for n in range(7)]
    found = of(Record(portfolio(*parts, agreements=given), {}), "T7")
    assert len(found.deciders) == 5
    assert [each.share for each in found.deciders] == sorted((each.share for each in found.deciders), reverse=True)


def test_the_answer_is_the_same_alone_and_in_a_list_and_reckoned_once():
    record = chain()
    alone = of(record, "T2")
    both = probabilities(record, record.state.ordered)
    assert both[1] == alone
    assert of(record, "T2") is alone
    assert of(record, "T2", 0.6) is not alone


def test_common_luck_makes_a_chain_of_one_owner_less_sure():
    parts = [owned(f"T{n}", "a", estimated(f"m{n}", 30, 60, 300, original="2027-02-01")) for n in range(4)]
    record = Record(
        portfolio(*parts, agreements=[agreement(f"d{n}", f"T{n}/m{n}", f"T{n + 1}/m{n + 1}") for n in range(3)]), {}
    )
    alone, shared = of(record, "T3"), of(record, "T3", 0.6)
    assert (shared.p85 - shared.p10) > (alone.p85 - alone.p10)


def test_what_is_drawn_from_the_record_is_told_with_its_class_and_how_many():
    done = [work(f"d{n}", original="2026-01-10", actual="2026-02-20", kind="go_live") for n in range(22)]
    parts = owned("T1", "a", *done), owned("T2", "b", milestone("x", original="2027-01-10", kind="go_live"))
    found = of(Record(portfolio(*parts), {}), "T2")
    (drawn,) = found.drawn
    assert (drawn.kind, drawn.example, drawn.finished) == ("go_live", False, 22)
    assert [each.milestone.uid for each in drawn.milestones] == ["x"]


# ── refusals ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_with_neither_estimate_nor_twenty_finished_ones_it_is_refused_by_name_and_count():
    done = [work(f"d{n}", original="2026-01-10", actual="2026-02-20") for n in range(7)]
    parts = owned("T1", "a", *done), owned("T2", "b", milestone("x", original="2027-01-10"))
    found = of(Record(portfolio(*parts), {}), "T2")
    assert isinstance(found, CannotTell)
    (obstacle,) = found.obstacles
    assert (obstacle.reason, obstacle.name.milestone.uid) == (NotComputable.CLASS_TOO_SMALL, "x")
    assert (obstacle.finished, obstacle.usable) == (7, 7)


def test_only_finished_ones_that_were_as_late_count():
    done = [work(f"d{n}", original="2026-01-10", actual="2026-01-20") for n in range(25)]
    parts = owned("T1", "a", *done), owned("T2", "b", milestone("x", original="2026-10-01"))
    (obstacle,) = of(Record(portfolio(*parts), {}), "T2").obstacles
    assert (obstacle.reason, obstacle.finished, obstacle.usable) == (NotComputable.CLASS_TOO_SMALL, 25, 0)


@pytest.mark.parametrize(("promised", "reason"), [("2026-10-01", NotComputable.OVERDUE), (None, NotComputable.UNDATED)])
def test_an_external_party_without_a_date_to_take_at_its_word_is_an_obstacle(promised, reason):
    part = owned("T1", "a", estimated("m1", 10, 20, 30, original="2027-02-01"))
    given = agreement("d0", "=x", "T1/m1", **({"promised": promised} if promised else {}))
    found = of(Record(portfolio(part, agreements=(given,)), {}), "T1")
    assert [(each.reason, each.name.external.name) for each in found.obstacles] == [(reason, "Ekstern x")]


@pytest.mark.parametrize(
    ("part", "why"),
    [
        (owned("T1", "a"), NoEnd.NO_MILESTONES),
        (owned("T1", "a", work("m1", original="2026", actual="2026-03-01")), NoEnd.REACHED),
        (owned("T1", "a", work("m1")), NoEnd.UNDATED),
        (owned("T1", "a", work("m1", original="2027"), life="stopped"), NoEnd.STOPPED),
    ],
)
def test_an_initiative_with_nothing_left_to_reach_says_why(part, why):
    found = of(Record(portfolio(part), {}), "T1")
    assert isinstance(found, CannotTell) and (found.no_end, found.obstacles, found.end) == (why, (), None)


def test_a_list_is_sorted_by_what_can_be_reckoned_and_the_rest_by_reason():
    parts = (
        owned("T1", "a", estimated("m1", 10, 20, 30, original="2027-02-01")),
        owned("T2", "a", milestone("m2", original="2027-02-01")),
        owned("T3", "a", milestone("m3", original="2027-02-01")),
        owned("T4", "a"),
        replace(owned("A1", "a", estimated("m5", 10, 20, 30, original="2027-02-01")), example=True),
    )
    record = Record(portfolio(*parts), {})
    found = sort(record, record.state.ordered)
    assert [part.code for part in found.reckonable] == ["T1", "A1"]
    assert [(each.reason, [part.code for part in each.parts]) for each in found.refusals] == [
        (NotComputable.CLASS_TOO_SMALL, ["T2", "T3"]),
        (NoEnd.NO_MILESTONES, ["T4"]),
    ]
    assert found.refused == 3
    first = told(record, found.refusals[0], 1)
    assert [(each.part.code, each.obstacle.name.milestone.uid, each.more) for each in first] == [("T2", "m2", 0)]
    assert told(record, found.refusals[1], 9)[0].obstacle is None


def test_the_list_judges_exactly_as_the_simulation_does():
    record = chain()
    found = sort(record, record.state.ordered)
    alone = [isinstance(probability_of(record, part), Probability) for part in record.state.ordered]
    assert [part in found.reckonable for part in record.state.ordered] == alone
