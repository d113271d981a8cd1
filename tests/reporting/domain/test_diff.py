"""What changed between two records: each kind of change, and that looking back mirrors looking forward."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.domain.dates import from_edtf
from initiatives.domain.facts import (
    DecisionFact,
    EntryFact,
    MilestoneFact,
    OrganisationFact,
    OwnerFact,
    PlanChangeFact,
    PlanFact,
    RiskFact,
    Slice,
)
from initiatives.domain.state import PortfolioState
from reporting.domain.diff import (
    GROUPS,
    MIRROR,
    Change,
    DateChange,
    Difference,
    FieldChange,
    Group,
    Kind,
    StatusTurn,
    diff,
    differ,
    narrowed,
)
from reporting.domain.facts import DutyFact, InitiativeStatus, PeriodFact, RatingFact, ReportFact
from reporting.domain.record import Record
from tests.build import PLAN, TODAY, milestone, observation, record, slice_, word

THEN = date(2026, 6, 30)
OWNERS = {"o1": OrganisationFact("o1", "o1", "Etaten"), "o2": OrganisationFact("o2", "o2", "Foretaket")}


def before(*slices: Slice, **changes: Any) -> Record:
    """A record of an earlier day."""
    return record(*slices, today=THEN, **changes)


def kinds(found: Difference) -> list[tuple[str, str]]:
    return [(each.kind.value, each.part.code if each.part else "") for each in found.changes]


def one(found: Difference, kind: Kind) -> Any:
    (change,) = found.of(kind)
    return change


# ── status ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("was", "now", "kind"),
    [
        ("yellow", "red", Kind.WORSE),
        ("red", "yellow", Kind.BETTER),
        ("none", "green", Kind.GOT_COLOUR),
        ("green", "none", Kind.LOST_COLOUR),
    ],
)
def test_a_turn_is_told_with_both_colours_and_the_last_word(was: str, now: str, kind: Kind) -> None:
    said = observation(now, "2026-10-01", reason="Uten penger")
    found = diff(
        before(slice_("T1"), said={"T1": [observation(was, "2026-05-01")]}),
        record(slice_("T1"), said={"T1": [observation(was, "2026-05-01"), said]}),
    )
    turn: StatusTurn = one(found, kind)
    assert (turn.before, turn.after, turn.known) == (was, now, date(2026, 10, 1))
    assert turn.standing is not None and turn.standing.reason == "Uten penger"
    assert len(found.changes) == 1


def test_the_red_come_first_and_a_part_of_a_counted_programme_is_told_but_not_counted() -> None:
    whole = slice_("T1")
    parts = (whole, slice_("T2", whole=whole.uid), slice_("T3"))
    then = {code: [observation("green", "2026-05-01")] for code in ("T1", "T2", "T3")}
    now = {"T1": [observation("yellow")], "T2": [observation("red")], "T3": [observation("red")]}
    found = diff(before(*parts, said=then), record(*parts, said=now))

    assert [(each.part.code, each.within) for each in found.of(Kind.WORSE) if each.part] == [
        ("T3", ""),
        ("T1", ""),
        ("T2", "T1"),
    ]
    assert found.count(Kind.WORSE) == 2


def campaign(code: str, day: date, reports: dict[str, ReportFact], *slices: Slice) -> Record:
    """A locked round in which every initiative was to report."""
    period = PeriodFact("p" + code, code, code, "tertial", "locked", day)
    statuses = {
        part.uid: InitiativeStatus(
            reports=(reports[part.code],) if part.code in reports else (),
            duties=(DutyFact("d" + part.code, code, reports[part.code].state if part.code in reports else "draft"),),
        )
        for part in slices
    }
    return record(*slices, today=day, statuses=statuses, period=period)


def report(code: str, day: date, declared: str, assessed: str = "") -> ReportFact:
    rating = RatingFact("overall", declared, assessed)
    return ReportFact("r", code, "approved", 1, day, ratings=(rating,))


def test_who_did_not_report_in_a_locked_round_is_told_as_that() -> None:
    part = slice_("T1")
    first = campaign("2026-1", date(2026, 5, 1), {"T1": report("2026-1", date(2026, 4, 1), "green")}, part)
    second = campaign("2026-2", date(2026, 9, 1), {}, part)

    turn: StatusTurn = one(diff(first, second), Kind.UNREPORTED)
    assert (turn.before, turn.after, turn.unreported_after) == ("green", "none", True)
    assert one(diff(second, first), Kind.GOT_COLOUR).unreported_before


def test_published_and_declared_are_both_told_and_the_owners_turn_alone_is_a_kind_of_its_own() -> None:
    part = slice_("T1")
    first = campaign("2026-1", date(2026, 5, 1), {"T1": report("2026-1", date(2026, 4, 1), "green", "yellow")}, part)
    held = campaign("2026-2", date(2026, 9, 1), {"T1": report("2026-2", date(2026, 8, 1), "yellow", "yellow")}, part)
    red = campaign("2026-2", date(2026, 9, 1), {"T1": report("2026-2", date(2026, 8, 1), "yellow", "red")}, part)

    assert kinds(diff(first, held)) == [("declared_worse", "T1")]
    turn: StatusTurn = one(diff(first, red), Kind.WORSE)
    assert (turn.before, turn.after, turn.declared_before, turn.declared_after) == ("yellow", "red", "green", "yellow")


def test_what_sources_told_later_of_the_time_before_counts_as_on_the_overview_both_ways() -> None:
    late = observation("red", "2026-10-01", previous="yellow")
    then, now = before(slice_("T1")), record(slice_("T1"), said={"T1": [late]})
    assert (one(diff(then, now), Kind.WORSE).before, one(diff(now, then), Kind.BETTER).after) == ("yellow", "yellow")


# ── in and out, and the initiative itself ────────────────────────────────────────────────────────────────────────────


def entry(category: str = "ongoing", **changes: Any) -> dict[str, Any]:
    return {"entries": (EntryFact("e1", "plan", category, **changes),)}


def test_new_ones_and_those_that_left_are_told_once() -> None:
    left = EntryFact("e1", "plan", "ongoing", left=from_edtf("2026-08-01"), decision="d1")
    decision = DecisionFact("d1", "Tas ut", from_edtf("2026-08-01"))
    then = before(slice_("T1", **entry()), slice_("T2"), slice_("T5", entries=()))
    now = record(slice_("T1", entries=(left,), decisions=(decision,)), slice_("T3"), slice_("T5"))
    found = diff(then, now)
    assert kinds(found) == [("came", "T3"), ("came", "T5"), ("left", "T1"), ("left", "T2"), ("decided", "T1")]
    gone: FieldChange = found.of(Kind.LEFT)[0]  # type: ignore[assignment]
    assert (gone.known, gone.decision, gone.plan) == (date(2026, 8, 1), decision, PLAN.name)


def test_a_programme_and_its_parts_that_come_together_count_once() -> None:
    whole = slice_("T1")
    found = diff(before(), record(whole, slice_("T2", whole=whole.uid), slice_("T3")))
    assert len(found.of(Kind.CAME)) == 3 and found.count(Kind.CAME) == 2


@pytest.mark.parametrize(
    ("was", "now", "kind"),
    [
        ("active", "stopped", "stopped"),
        ("active", "paused", "paused"),
        ("active", "completed", "completed"),
        ("paused", "active", "resumed"),
    ],
)
def test_a_turn_of_life_is_told_as_itself_and_not_as_a_change_of_count(was: str, now: str, kind: str) -> None:
    assert kinds(diff(before(slice_("T1", life=was)), record(slice_("T1", life=now)))) == [(kind, "T1")]


def test_a_move_between_categories_says_both_and_who_decided() -> None:
    decision = DecisionFact("d1", "Fra planlagt til pågående")
    then = before(slice_("T1", **entry("planned"), decisions=(decision,)))
    now = record(slice_("T1", **entry("ongoing", decision="d1"), decisions=(decision,)))
    moved: FieldChange = one(diff(then, now), Kind.MOVED)
    assert (moved.before, moved.after, moved.decision) == ("planned", "ongoing", decision)
    assert len(diff(then, now).changes) == 1


def test_what_is_counted_for_no_other_reason_is_told_too() -> None:
    whole, part = slice_("T1"), slice_("T2")
    then, now = before(whole, part), record(whole, replace(part, whole=whole.uid))
    assert kinds(diff(then, now)) == [("uncounted", "T2")]
    assert kinds(diff(now, then)) == [("counted", "T2")]


def test_a_plan_that_has_ended_takes_its_initiatives_out() -> None:
    ended = {"plans": {"plan": PlanFact("plan", "plan", "Plan", valid_to=from_edtf("2026-08-31"))}}
    assert kinds(diff(before(slice_("T1"), registers=ended), record(slice_("T1"), registers=ended))) == [("left", "T1")]


def test_owner_phase_and_name_are_told_with_before_and_after() -> None:
    then = slice_("T1", phase="planning", owners=(OwnerFact("o1", "accountable"),))
    now = slice_(
        "T1", name="Nytt", phase="execution", owners=(OwnerFact("o2", "accountable", from_edtf("2026-09-01")),)
    )
    registers = {"organisations": OWNERS}
    found = diff(before(then, registers=registers), record(now, registers=registers))
    told = {each.kind: (each.before, each.after) for each in found.changes if isinstance(each, FieldChange)}
    assert told == {
        Kind.OWNER: ("Etaten", "Foretaket"),
        Kind.PHASE: ("planning", "execution"),
        Kind.NAME: ("Tiltak T1", "Nytt"),
    }
    assert one(found, Kind.OWNER).known == date(2026, 9, 1)


# ── milestones ───────────────────────────────────────────────────────────────────────────────────────────────────────


def moved(then: "MilestoneFact | None", now: "MilestoneFact | None", **changes: Any) -> Difference:
    held = [tuple(each for each in (one,) if each) for one in (then, now)]
    return diff(before(slice_("T1", milestones=held[0])), record(slice_("T1", milestones=held[1], **changes)))


def test_a_new_approved_date_tells_how_far_why_and_who_decided() -> None:
    decision = DecisionFact("d1", "Styret vedtok ny plan", from_edtf("2026-08-15"))
    approved = word("2027-03-01", date(2026, 8, 15), decision="d1", reason="Leverandøren er sen")
    found = moved(
        milestone(original="2027-01-01"), milestone(original="2027-01-01", approved=approved), decisions=(decision,)
    )
    change: DateChange = one(found, Kind.REPLANNED)
    assert (change.days, change.reason, change.decision) == (59, "Leverandøren er sen", decision)
    assert change.known == date(2026, 8, 15) and not found.of(Kind.LATER)


def test_a_forecast_beyond_the_new_plan_is_told_beside_it() -> None:
    now = milestone(
        original="2027-01-01",
        approved=word("2027-03-01", date(2026, 8, 1)),
        forecast=word("2027-05-01", date(2026, 9, 1)),
    )
    found = moved(milestone(original="2027-01-01"), now)
    assert (one(found, Kind.REPLANNED).days, one(found, Kind.LATER).days) == (59, 120)


@pytest.mark.parametrize(
    ("then", "now", "kind"),
    [
        ({"original": "2027-01-01"}, {"original": "2027-01-01", "forecast": word("2027-02-01")}, Kind.LATER),
        ({"original": "2027-02-01"}, {"original": "2027-02-01", "forecast": word("2027-01-01")}, Kind.EARLIER),
        ({"original": "2027"}, {"original": "2027", "forecast": word("2027-06")}, Kind.SPECIFIED),
        ({}, {"forecast": word("2027-01-01")}, Kind.DATED),
        ({"forecast": word("2027-01-01")}, {}, Kind.UNDATED),
        ({"original": "2026-09-01"}, {"original": "2026-09-01"}, Kind.UNCONFIRMED),
        ({"original": "2026-09-01"}, {"original": "2026-09-01", "actual": word("2026-10-01")}, Kind.REACHED),
        ({"actual": word("2026-05-01")}, {"forecast": word("2027-01-01")}, Kind.UNREACHED),
        (None, {"original": "2027-01-01"}, Kind.NEW),
        (None, {"actual": word("2026-10-01")}, Kind.REACHED),
        (None, {"actual": word("2026-05-01")}, Kind.NEW),
        ({"original": "2027-01-01"}, None, Kind.GONE),
    ],
)
def test_what_happened_to_a_milestone_is_told_once(then: Any, now: Any, kind: Kind) -> None:
    found = moved(*(milestone(**each) if each is not None else None for each in (then, now)))
    assert [each.kind for each in found.changes] == [kind]


def test_a_first_approved_date_that_is_the_plan_is_no_new_plan() -> None:
    assert not moved(milestone(original="2027-01-01"), milestone(original="2027-01-01", approved="2027-01-01"))


def test_of_a_new_initiative_only_what_was_reached_since_is_told() -> None:
    new = slice_("T1", milestones=(milestone("m1", original="2027"), milestone("m2", actual="2026-10-01")))
    assert kinds(diff(before(), record(new))) == [("came", "T1"), ("reached", "T1")]


# ── risks and decisions ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("then", "now", "kind"),
    [
        (None, {"state": "open"}, "risk_new"),
        ({"state": "open"}, {"state": "closed"}, "risk_closed"),
        ({"state": "closed"}, {"state": "open"}, "risk_reopened"),
        ({"state": "open"}, {"state": "occurred"}, "risk_occurred"),
        ({"likelihood": 2, "consequence": 3}, {"likelihood": 4, "consequence": 3}, "risk_raised"),
        ({"likelihood": 4, "consequence": 3}, {"likelihood": 2, "consequence": 3}, "risk_lowered"),
    ],
)
def test_what_became_of_a_risk(then: Any, now: Any, kind: str) -> None:
    held = [(RiskFact("r1", "Folk mangler", **each),) if each else () for each in (then, now)]
    assert kinds(diff(before(slice_("T1", risks=held[0])), record(slice_("T1", risks=held[1])))) == [(kind, "T1")]


def test_the_stated_level_of_risk_is_a_risk_too_but_silence_is_no_level() -> None:
    assert kinds(diff(before(slice_("T1", risk="low")), record(slice_("T1", risk="high")))) == [("risk_raised", "T1")]
    assert not diff(before(slice_("T1", risk="not_reported")), record(slice_("T1", risk="high")))


def test_a_decision_about_two_initiatives_is_one_and_names_both() -> None:
    decision = DecisionFact("d1", "Felles plan", from_edtf("2026-08-15"))
    then = before(slice_("T1"), slice_("T2"))
    now = record(slice_("T1", decisions=(decision,)), slice_("T2", decisions=(decision,)))
    change = one(diff(then, now), Kind.DECIDED)
    assert [each.code for each in change.refs] == ["T1", "T2"] and change.known == date(2026, 8, 15)
    assert one(diff(now, then), Kind.REVOKED).decision == decision


def test_a_question_to_the_plan_is_told_when_it_is_asked_and_when_it_is_answered() -> None:
    asked = PlanChangeFact("p1", "plan", "admission", "proposed", proposed=date(2026, 9, 1))
    none, new, granted = (
        slice_("T1", plan_changes=each) for each in ((), (asked,), (replace(asked, state="granted"),))
    )
    assert kinds(diff(before(none), record(new))) == [("asked", "T1")]
    assert kinds(diff(before(new), record(granted))) == [("granted", "T1")]
    assert not diff(before(new), record(slice_("T1", plan_changes=(replace(asked, state="assessed"),))))


# ── the whole ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_kind_has_a_group_and_mirrors_are_mutual() -> None:
    assert set(GROUPS) == set(Kind) and set(GROUPS.values()) == set(Group)
    assert all(MIRROR[MIRROR[kind]] is kind for kind in MIRROR)


def test_changes_are_narrowed_by_group_and_by_any_owner_they_concern() -> None:
    registers = {"organisations": OWNERS}
    mine = {"owners": (OwnerFact("o1", "accountable"),)}
    then = before(slice_("T1", **mine), slice_("T2"), registers=registers)
    now = record(slice_("T1", life="stopped", **mine), slice_("T2", phase="execution"), registers=registers)
    found = diff(then, now).changes
    assert [each.kind for each in narrowed(found, owners={"o1"})] == [Kind.STOPPED]
    assert [each.kind for each in narrowed(found, owners={""})] == [Kind.PHASE]
    assert [each.kind for each in narrowed(found, [Group.PROFILE], {"o1"})] == []


def test_it_is_reckoned_once_per_pair() -> None:
    then, now, other = before(slice_("T1")), record(slice_("T1")), before(slice_("T1"))
    assert diff(then, now) is diff(then, now)
    assert diff(other, now) is not diff(then, now)


def test_what_is_withheld_either_time_is_no_change() -> None:
    from initiatives.domain.facts import Withheld as Hidden
    from initiatives.domain.facts import WithheldField

    hidden = WithheldField("uid-T1", "phase", Hidden("offl. § 23"))
    date_hidden = WithheldField("m1", "forecast", Hidden("offl. § 23"))
    then = slice_("T1", phase="", milestones=(milestone(original="2027-01-01"),), withheld=(hidden, date_hidden))
    now = slice_("T1", phase="execution", milestones=(milestone(original="2027-01-01", forecast="2027-06-01"),))
    found = diff(before(then), record(now))
    assert found.withheld and not found.changes


DATES = st.sampled_from(["2026-05-01", "2026-08-01", "2027-01-01", "2027-06-01"])
COLOURS = st.sampled_from(["green", "yellow", "red", "none", ""])


@st.composite
def slices(draw: Callable[..., Any], code: str) -> tuple[Slice, str]:
    """Any state of one initiative, and a colour of its own."""
    stones = tuple(
        milestone(
            f"{code}-{n}",
            original=draw(DATES),
            approved=word(draw(DATES)) if n == 0 else None,  # once approved a date is only ever replaced
            **{role: word(draw(DATES)) for role in ("forecast", "actual") if draw(st.booleans())},
        )
        for n in range(3)
        if draw(st.booleans())
    )
    risks = tuple(
        RiskFact(
            f"{code}-r{n}", "Risiko", state=draw(st.sampled_from(["open", "closed"])), likelihood=n + 1, consequence=3
        )
        for n in range(2)
        if draw(st.booleans())
    )
    entries = (EntryFact(f"e-{code}", "plan", draw(st.sampled_from(["ongoing", "planned", "wanted"]))),)
    made = slice_(
        code,
        life=draw(st.sampled_from(["active", "active", "active", "stopped"])),
        phase=draw(st.sampled_from(["planning", "execution"])),
        entries=entries if draw(st.booleans()) else (),
        milestones=stones,
        risks=risks,
        whole="uid-T1" if code == "T2" and draw(st.booleans()) else None,
    )
    return made, draw(COLOURS)


@st.composite
def records(draw: Callable[..., Any], day: date = TODAY) -> Record:
    """Any record of up to three initiatives."""
    found = [draw(slices(code)) for code in ("T1", "T2", "T3") if draw(st.booleans())]
    said = {part.code: [observation(colour, "2026-04-01")] for part, colour in found if colour}
    return record(*(part for part, _ in found), said=said, today=day)


@given(records())
def test_nothing_changes_from_a_record_to_itself(held: Record) -> None:
    assert differ(held, held).changes == ()
    copy = replace(held, state=PortfolioState(dict(held.state.slices), held.state.registers, held.state.today))
    assert differ(held, copy).changes == ()


def mirrored(changes: Sequence[Change]) -> Counter[str]:
    """How many there are of each kind that has a mirror."""
    return Counter(each.kind.value for each in changes if each.kind in MIRROR)


@given(records(day=THEN), records())
def test_looking_back_mirrors_looking_forward(then: Record, now: Record) -> None:
    forth, back = differ(then, now), differ(now, then)
    assert back.reversed_ and not forth.reversed_
    expected: Counter[str] = Counter()
    for kind, count in mirrored(forth.changes).items():
        expected[MIRROR[Kind(kind)].value] += count
    found = mirrored(back.changes)
    for pair in ({"new", "reached"}, {"gone", "unreached"}, {"risk_reopened"}, {"risk_closed"}, {"came"}, {"left"}):
        for each in pair:  # what is new and reached at once is told as reached; a new closed risk is not told
            expected.pop(each, None), found.pop(each, None)
    assert found == expected


@given(records(day=THEN), records())
def test_the_order_is_always_the_same(then: Record, now: Record) -> None:
    turned = replace(now, state=replace(now.state, slices=dict(reversed(now.state.slices.items()))))
    assert differ(then, now).changes == differ(then, turned).changes
