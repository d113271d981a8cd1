"""The simulation: against the schedule where nothing is uncertain, against exact probabilities and a slow twin else."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from initiatives.domain import sampling
from initiatives.domain.schedule import Activity, Cycle, Link, UnknownKey, compute
from initiatives.domain.simulation import Estimate, NotComputable, Outcome, Refused, Simulation, Work, simulate

TODAY = date(2026, 3, 1)
SURE = Estimate(10, 10, 10)
WIDE = Estimate(10, 20, 60)
RECORD = {"delivery": list(range(-5, 95))}  # a hundred finished milestones, each a day later than the one before


def day(offset: int) -> date:
    return TODAY + timedelta(days=offset)


def run(
    works: list[Work], links: list[Link] | None = None, end: str = "E", common: float = 0.0, runs: int = 10_000
) -> Outcome | Refused:
    return simulate(works, links or [], TODAY, [end], seed=7, runs=runs, common=common, record=RECORD).outcomes[end]


def outcome(
    works: list[Work], links: list[Link] | None = None, end: str = "E", common: float = 0.0, runs: int = 10_000
) -> Outcome:
    found = run(works, links, end, common, runs)
    assert isinstance(found, Outcome), found
    return found


def dates(found: Outcome) -> list[int]:
    return [(each - TODAY).days for each in (found.p10, found.p50, found.p85)]


@st.composite
def networks(draw: st.DrawFn, widest: int = 0) -> tuple[list[Work], list[Link]]:
    keys = draw(st.permutations("ABCDE"))
    works = []
    for key in keys:
        low, more, most = draw(st.integers(0, 9)), draw(st.integers(0, widest)), draw(st.integers(0, widest))
        claimed = draw(st.none() | st.integers(-5, 30).map(day))
        floor = draw(st.none() | st.integers(-3, 12).map(day))
        works.append(Work(key, claimed, None, Estimate(low, low + more, low + more + most), not_before=floor))
    pairs = st.sampled_from([(a, b) for i, a in enumerate(keys) for b in keys[i + 1 :]])
    one = st.tuples(pairs, st.sampled_from(("FS", "SS", "FF", "SF")), st.integers(-7, 7))
    return works, [Link(*pair, kind, lag) for pair, kind, lag in draw(st.lists(one, max_size=8))]


def activity(work: Work, days: int) -> Activity:
    assert work.estimate
    claimed = (work.claimed - TODAY).days - work.estimate.likely if work.claimed else 0
    return Activity(work.key, days, max(0, claimed, (work.not_before - TODAY).days if work.not_before else 0))


@settings(deadline=None)
@given(networks())
def test_without_uncertainty_every_run_is_the_schedule(network: tuple[list[Work], list[Link]]) -> None:
    works, links = network
    plan = compute([activity(work, work.estimate.likely) for work in works if work.estimate], links)
    for work in works:
        finish = plan.early_finish[work.key]
        assert dates(outcome(works, links, work.key, runs=3)) == [finish] * 3


@settings(max_examples=6, deadline=None)
@given(networks(widest=30), st.integers(0, 99))
def test_uncertain_networks_agree_with_a_slow_twin(network: tuple[list[Work], list[Link]], seed: int) -> None:
    """The twin schedules each run by itself, in hundredths of days, with work from the standard library's triangle."""
    works, links = network
    luck = random.Random(seed)
    fine = [Link(x.predecessor, x.successor, x.type, 100 * x.lag) for x in links]
    finishes: dict[str, list[float]] = {work.key: [] for work in works}
    for _ in range(1_500):
        drawn = []
        for work in works:
            assert work.estimate
            days = luck.triangular(work.estimate.low, work.estimate.high, work.estimate.likely)
            drawn.append(Activity(work.key, round(100 * days), 100 * (activity(work, 0).not_before or 0)))
        for key, finish in compute(drawn, fine).early_finish.items():
            finishes[key].append(finish / 100)
    for key, days_of_runs in finishes.items():
        for told, share in zip(dates(outcome(works, links, key)), (0.10, 0.50, 0.85), strict=True):
            assert sum(finish <= told for finish in days_of_runs) / 1_500 >= share - 0.06
            assert sum(finish <= told - 1 for finish in days_of_runs) / 1_500 <= share + 0.06


def test_a_triangle_keeps_its_exact_probabilities() -> None:
    """Low 10, likely 20, high 60: P(≤ 20) = 10/50; P(> 40) = 20² / (50 · 40)."""
    at_peak = outcome([Work("E", estimate=WIDE, original=day(20), approved=day(40))])
    assert at_peak.meets_original == pytest.approx(0.20, abs=0.015)
    assert at_peak.meets_approved == pytest.approx(1 - 400 / 2000, abs=0.015)
    assert dates(at_peak) == pytest.approx([17.1, 28.4, 42.7], abs=1.5)
    assert outcome([Work("E", estimate=WIDE, original=day(9), approved=day(60))]).meets_original == 0
    assert outcome([Work("E", estimate=WIDE, original=day(9), approved=day(60))]).meets_approved == 1


def test_a_baseline_that_nobody_gave_has_no_probability() -> None:
    found = outcome([Work("E", estimate=WIDE)])
    assert (found.meets_original, found.meets_approved) == (None, None)


def test_two_independent_ways_must_both_be_in_time_and_common_luck_makes_them_one() -> None:
    works = [Work("A", estimate=WIDE, owner="o"), Work("B", estimate=WIDE, owner="o")]
    works += [Work("E", estimate=Estimate(0, 0, 0), approved=day(40))]
    links = [Link("A", "E"), Link("B", "E")]
    met = [outcome(works, links, common=share).meets_approved for share in (0.0, 0.5, 1.0)]
    assert met == pytest.approx([0.8 * 0.8, (0.64 + 0.8) / 2, 0.8], abs=0.02)


def test_common_luck_is_between_the_works_of_one_owner_only() -> None:
    works = [Work("A", estimate=WIDE, owner="o"), Work("B", estimate=WIDE, owner="p")]
    works += [Work("E", estimate=Estimate(0, 0, 0), approved=day(40))]
    assert outcome(works, [Link("A", "E"), Link("B", "E")], common=1.0).meets_approved == pytest.approx(0.64, abs=0.02)
    nobody = [Work("A", estimate=WIDE), Work("B", estimate=WIDE), works[2]]
    assert outcome(nobody, [Link("A", "E"), Link("B", "E")], common=1.0).meets_approved == pytest.approx(0.64, abs=0.02)


def test_criticality_is_the_share_of_runs_in_which_a_work_drives_the_end() -> None:
    works = [Work("A", estimate=WIDE), Work("B", estimate=WIDE), Work("C", estimate=SURE), Work("E", estimate=SURE)]
    found = outcome(works, [Link("A", "E"), Link("B", "E"), Link("C", "E")]).criticality
    assert found == pytest.approx({"A": 0.5, "B": 0.5, "C": 0.0, "E": 1.0}, abs=0.02)
    chain = outcome(works, [Link("A", "B"), Link("B", "E")]).criticality
    assert chain == {"A": 1.0, "B": 1.0, "E": 1.0}


@pytest.mark.parametrize("kind", ["FS", "SS", "FF", "SF"])
def test_a_link_that_holds_the_end_back_is_critical_whatever_its_type(kind: str) -> None:
    works = [Work("A", estimate=SURE), Work("E", estimate=WIDE)]
    assert outcome(works, [Link("A", "E", kind, 99)]).criticality == {"A": 1.0, "E": 1.0}
    assert outcome(works, [Link("A", "E", kind, -99)]).criticality == {"A": 0.0, "E": 1.0}


def test_work_does_not_begin_before_its_plan_nor_before_today() -> None:
    assert dates(outcome([Work("E", claimed=day(100), estimate=SURE)])) == [100] * 3
    assert dates(outcome([Work("E", claimed=day(-100), estimate=SURE)])) == [10] * 3
    assert dates(outcome([Work("E", not_before=day(5), estimate=SURE)])) == [15] * 3


def test_what_is_reached_is_certain_and_no_longer_waits() -> None:
    works = [Work("Z"), Work("A", actual=day(-4), duration=6), Work("E", estimate=SURE)]
    found = outcome(works, [Link("Z", "A"), Link("A", "E", "SS", 20)])
    assert dates(found) == [-4 - 6 + 20 + 10] * 3
    assert set(found.criticality) == {"A", "E"}
    assert (found.by_word, found.by_record) == ((), ())


def test_an_external_party_is_taken_at_its_word_and_named() -> None:
    works = [Work("law", claimed=day(30), external=True), Work("E", estimate=SURE)]
    found = outcome(works, [Link("law", "E")])
    assert dates(found) == [40] * 3
    assert found.by_word == ("law",)
    assert dates(outcome(works, [Link("law", "E", "SS")])) == [40] * 3  # an event takes no time
    assert isinstance(run([Work("law", claimed=TODAY, external=True), works[1]], [Link("law", "E")]), Outcome)
    kept = [Work("law", claimed=day(30), actual=day(-30), external=True), works[1]]
    assert outcome(kept, [Link("law", "E")]).by_word == ()


def test_without_an_estimate_the_record_of_its_class_speaks() -> None:
    found = outcome([Work("E", claimed=day(500), approved=day(100), reference="delivery", original=day(104))])
    assert dates(found) == pytest.approx([100 + 5, 100 + 45, 100 + 80], abs=2)
    assert found.meets_original == pytest.approx(0.10, abs=0.015)
    assert found.by_record == ("E",)


def test_the_record_holds_for_the_claim_where_nothing_is_approved_and_never_before_a_floor() -> None:
    work = Work("E", claimed=day(100), reference="delivery", duration=10, not_before=day(120))
    assert dates(outcome([work])) == pytest.approx([130, 145, 180], abs=2)


def test_links_hold_for_work_drawn_from_the_record() -> None:
    works = [Work("A", estimate=Estimate(300, 300, 300)), Work("E", approved=day(20), reference="delivery", duration=7)]
    assert dates(outcome(works, [Link("A", "E")])) == [307] * 3


def test_work_already_late_is_compared_only_with_what_was_as_late() -> None:
    found = outcome([Work("E", approved=day(-40), reference="delivery")])
    assert dates(found) == pytest.approx([5, 27, 46], abs=2)
    assert found.p10 >= TODAY
    near = outcome([Work("E", approved=day(3), reference="delivery")])  # those 4 or 5 days early were done by now
    assert dates(near) == pytest.approx([3 + 6, 3 + 45, 3 + 80], abs=2)
    assert near.p10 >= TODAY


@pytest.mark.parametrize(
    ("work", "reason"),
    [
        (Work("A"), NotComputable.NO_ESTIMATE),
        (Work("A", claimed=day(9), duration=4), NotComputable.NO_ESTIMATE),
        (Work("A", estimate=Estimate(5, 4, 9)), NotComputable.BAD_ESTIMATE),
        (Work("A", estimate=Estimate(5, 6, 5)), NotComputable.BAD_ESTIMATE),
        (Work("A", estimate=Estimate(-1, 6, 9)), NotComputable.BAD_ESTIMATE),
        (Work("A", reference="delivery"), NotComputable.UNDATED),
        (Work("A", claimed=day(9), reference="unheard of"), NotComputable.CLASS_TOO_SMALL),
        (Work("A", claimed=day(-76), reference="delivery"), NotComputable.CLASS_TOO_SMALL),
        (Work("A", external=True), NotComputable.UNDATED),
        (Work("A", claimed=day(-1), external=True), NotComputable.OVERDUE),
    ],
)
def test_what_cannot_be_reckoned_is_refused_with_the_reason(work: Work, reason: NotComputable) -> None:
    assert run([work, Work("E", estimate=SURE)], [Link("A", "E")]) == Refused("E", (("A", reason),))
    assert isinstance(run([work, Work("E", estimate=SURE)]), Outcome)


def test_a_class_speaks_from_twenty_finished_milestones() -> None:
    assert isinstance(run([Work("E", claimed=day(-75), reference="delivery")]), Outcome)  # 75 … 94 days late: twenty


def test_a_reached_end_is_not_simulated() -> None:
    assert run([Work("E", actual=day(-3))]) == Refused("E", (("E", NotComputable.REACHED),))


def test_an_estimate_that_leads_past_the_calendar_is_refused() -> None:
    years = Estimate(0, 10**6, 9 * 10**6)
    assert run([Work("E", estimate=years)]) == Refused("E", (("E", NotComputable.BAD_ESTIMATE),))


def test_one_refused_end_does_not_stop_the_others() -> None:
    found = simulate([Work("A"), Work("E", estimate=SURE)], [], TODAY, ["E", "A"], seed=1)
    assert [type(found.outcomes[key]) for key in found.outcomes] == [Outcome, Refused]
    assert (found.runs, found.seed, found.common) == (10_000, 1, 0.0)


@settings(max_examples=10, deadline=None)
@given(networks(widest=30), st.sampled_from([0.0, 0.5]))
def test_neither_order_nor_strangers_nor_blocks_change_the_answer(
    network: tuple[list[Work], list[Link]], common: float
) -> None:
    works, links = network
    works = [Work(w.key, w.claimed, None, w.estimate, not_before=w.not_before, owner="o") for w in works]

    def tried(works: list[Work], links: list[Link]) -> Simulation:
        return simulate(works, links, TODAY, ["A", "B"], seed=3, runs=301, common=common)

    first = tried(works, links)
    assert tried(works[::-1], links[::-1]) == first
    assert tried([Work("0", estimate=WIDE, owner="o"), *works], links) == first
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sampling, "BLOCK", 64)
        assert tried(works, links) == first


def test_the_seed_decides() -> None:
    works = [Work("E", estimate=Estimate(0, 400, 1_000), approved=day(450))]
    one, same, other = (simulate(works, [], TODAY, ["E"], seed=seed, runs=200) for seed in (1, 1, 2))
    assert one == same
    assert one.outcomes != other.outcomes


def test_nonsense_is_refused() -> None:
    work = Work("E", estimate=SURE)
    with pytest.raises(UnknownKey):
        simulate([work], [], TODAY, ["Z"], seed=1)
    with pytest.raises(Cycle):
        simulate([work], [Link("E", "E")], TODAY, ["E"], seed=1)
    with pytest.raises(ValueError, match="runs 0"):
        simulate([work], [], TODAY, ["E"], seed=1, runs=0)
    with pytest.raises(ValueError, match=r"common 1\.5"):
        simulate([work], [], TODAY, ["E"], seed=1, common=1.5)
