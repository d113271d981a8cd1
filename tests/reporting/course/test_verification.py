"""Whether colours can be trusted: against facts, against what came after, and against a plan that was moved."""

from datetime import date
from typing import Any

from django.utils import translation

from reporting.domain.figures.verification import verification
from reporting.domain.figures.verification_course import course
from reporting.domain.outline import outline
from reporting.domain.replans import ApprovedWord, replans
from reporting.exports.verification_workbook import counts_sheet
from tests.build import milestone, record, word
from tests.reporting.course.facts import duty, outlined, owned, report, round_of, status

LATE = (milestone(original=word("2026-01-01"), forecast=word("2027-06-01")),)
JAN, JUN = date(2026, 1, 1), date(2026, 6, 1)


def test_the_published_count_is_the_assessed_one_with_the_declared_beside_it() -> None:
    made = round_of(
        [owned("T1"), owned("T2"), owned("T3"), owned("T4")],
        {
            "T1": status(report("green", "red")),
            "T2": status(report("green", "green")),
            "T3": status(duty()),
            "T4": status(report("green")),
        },
    )
    found = verification(outline(made))
    told = {each.key: (each.published, each.declared) for each in found.counts}

    assert found.total == 4
    assert told == {
        "red": (1, 0), "yellow": (0, 0), "green": (1, 3), "silent": (0, 0), "unreported": (1, 1), "unassessed": (1, 0)
    }  # fmt: skip
    assert [each.code for each in found.unreported] == ["T3"]
    assert [each.code for each in found.unassessed] == ["T4"]


def test_a_green_part_of_a_programme_is_not_counted_beside_it() -> None:
    parts = [owned("T1"), owned("T2", whole="uid-T1")]
    said = {"2026-1": {}, "2026-2": {}}
    for code in said:
        said[code] = {each.code: status(report("green", "green", code=code)) for each in parts}

    found = course(outlined(*(round_of(parts, each, code=code) for code, each in said.items())))

    assert (found.whole.greens, found.pairs) == (1, 1)


def test_who_declares_better_than_facts_say_is_named_with_the_reason() -> None:
    parts = [owned("T1", milestones=LATE), owned("T2", milestones=LATE), owned("T3")]
    said = {
        "T1": status(report("green", "green", reason="Ny plan er på vei")),
        "T2": status(report("red", "red")),
        "T3": status(report("green", "green")),
    }
    found = verification(outline(round_of(parts, said)))

    (one,) = found.better
    assert (one.ref.code, one.declared, one.computed, one.reason) == ("T1", "green", "red", "Ny plan er på vei")
    assert [each.code for each in found.who["green", "red"]] == ["T1"]
    assert [each.code for each in found.who["red", "red"]] == ["T2"]
    assert [each.code for each in found.who["green", "none"]] == ["T3"]


def test_the_oldest_word_comes_first_and_every_word_has_its_bucket() -> None:
    said = {
        "T1": status(report("green", "green", code="2026-2")),
        "T2": status(report("red", "red", code="2025-3")),
    }
    made = record(owned("T1"), owned("T2"), statuses={f"uid-{code}": each for code, each in said.items()})
    found = verification(outline(made))

    assert [each.ref.code for each in found.ages] == ["T2", "T1"]
    assert dict(found.buckets()) == {30: 0, 90: 1, 180: 0, 365: 1, None: 0}


def test_both_plans_stand_side_by_side_and_what_only_a_new_plan_saves_is_marked() -> None:
    plans = (
        milestone("m1", original=word("2026-01-01"), approved=word("2027-06-01"), forecast=word("2027-06-01", JUN)),
        milestone("m2", original=word("2026-01-01"), approved=word("2026-03-01"), forecast=word("2027-06-01", JUN)),
        milestone("m3", original=word("2026-01-01"), approved=word("2026-01-01")),
    )
    found = verification(outline(record(owned(milestones=plans))))

    assert [(each.milestone.uid, each.only_by_replanning) for each in found.planned] == [("m1", True), ("m2", False)]
    assert [(each.against_original, each.against_approved) for each in found.planned] == [(516, 0), (516, 457)]


# ── over time ────────────────────────────────────────────────────────────────────────────────────────────────────────


def greens(then: str, now: str, **more: Any):
    """A green round and the one after, with one milestone."""
    before = round_of([owned(milestones=(milestone(forecast=word(then, JAN)),))], {"T1": status(report("green", "green", code="2026-1"))}, code="2026-1")  # noqa: E501  # fmt: skip
    after = round_of([owned(milestones=(milestone(**({"forecast": word(now, JUN)} | more)),))], {"T1": status(report("green", "green"))})  # noqa: E501  # fmt: skip
    return course(outlined(before, after))


def test_a_green_whose_milestone_is_expected_or_reached_later_slipped() -> None:
    assert greens("2026-10-01", "2026-12-01").whole[2:] == (1, 1, 1)
    assert greens("2026-07-01", "2026-07-01", actual=word("2026-08-01", JUN)).whole.slipped == 1
    assert greens("2026-10-01", "2026-10-01").whole.slipped == 0
    assert greens("2026-12-01", "2026-10-01").whole.slipped == 0


def test_the_share_is_told_per_owner_with_who_and_how_far() -> None:
    found = greens("2026-10-01", "2026-12-01")

    assert [(each.name, each.greens, each.slipped) for each in found.shares] == [("Hdir", 1, 1)]
    assert [(each.ref.code, each.days, each.before, each.after) for each in found.slipped] == [
        ("T1", 61, "2026-1", "2026-2")
    ]


def test_what_was_left_out_or_did_not_report_is_no_green() -> None:
    before = round_of([owned("T1"), owned("T2")], {"T1": status(duty("2026-1"))}, code="2026-1")

    assert course(outlined(before, before)).whole.greens == 0


def replanned(**after: Any):
    """A yellow round, and a green one after; the milestone as it stands in the second."""
    plan = {"original": word("2026-03-01", JAN), "forecast": word("2026-11-01", JAN)}
    before = round_of([owned(milestones=(milestone(**plan),))], {"T1": status(report("yellow", "yellow", code="2026-1"))}, code="2026-1")  # noqa: E501  # fmt: skip
    now = round_of([owned(milestones=(milestone(**(plan | after)),))], {"T1": status(report("green", "green"))})
    return [each.ref.code for each in course(outlined(before, now)).by_replanning]


def test_a_colour_that_only_a_new_plan_made_better_is_marked() -> None:
    assert replanned(approved=word("2026-11-01", JUN)) == ["T1"]


def test_nothing_is_marked_where_something_went_better_or_no_plan_moved() -> None:
    assert replanned() == []
    assert replanned(approved=word("2026-11-01", JUN), actual=word("2026-08-01", JUN)) == []
    assert replanned(approved=word("2026-11-01", JUN), forecast=word("2026-09-01", JUN)) == []
    assert replanned(approved=word("2026-02-01", JUN)) == []  # an earlier plan is no excuse


def test_what_the_secretariat_changed_is_counted_once_per_report_however_many_records_show_it() -> None:
    said = {"T1": status(report("green", "red")), "T2": status(report("red", "yellow")), "T3": status(report("red", "red"))}  # noqa: E501  # fmt: skip
    made = round_of([owned("T1"), owned("T2"), owned("T3")], said)
    later = record(*made.state, statuses=made.statuses)
    found = course(outlined(made, later))

    (one,) = found.assessed
    assert (one.reports, one.stricter, one.milder) == (3, 1, 1)
    assert {(each.ref.code, each.stricter) for each in found.changed} == {("T1", True), ("T2", False)}


# ── the log ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_each_new_plan_is_told_from_the_one_before_it_newest_first() -> None:
    made = record(owned(milestones=(milestone(original=word("2026-03-01")),)))
    said = [
        ApprovedWord("m1", word("2026-06-01").date, JAN, "Pia", "Leverandøren"),
        ApprovedWord("m1", word("2026-09-01").date, JUN, "Per"),
        ApprovedWord("borte", word("2026-09-01").date, JUN, "Per"),
    ]
    found = replans(made.state, said)

    assert [(each.was.edtf, each.word.date.edtf, each.days, each.word.actor) for each in found if each.was] == [
        ("2026-06-01", "2026-09-01", 92, "Per"),
        ("2026-03-01", "2026-06-01", 92, "Pia"),
    ]


def test_a_plan_that_is_only_confirmed_is_no_new_plan() -> None:
    made = record(owned(milestones=(milestone(original=word("2026-03-01")),)))

    assert replans(made.state, [ApprovedWord("m1", word("2026-03-01").date, JAN, "Pia")]) == ()


def test_a_first_plan_without_an_original_has_nothing_to_be_held_against() -> None:
    made = record(owned(milestones=(milestone(),)))

    (one,) = replans(made.state, [ApprovedWord("m1", word("2026-03-01").date, JAN, "Pia")])
    assert (one.was, one.days) == (None, None)


def test_the_sheet_of_counts_says_what_the_page_says() -> None:
    made = round_of([owned("T1"), owned("T2")], {"T1": status(report("green", "green")), "T2": status(duty())})
    with translation.override("nb"):
        told = counts_sheet(verification(outline(made)), locked=True)
        live = counts_sheet(verification(outline(made)), locked=False)

    rows = {row[0]: tuple(row[1:4]) for row in told.rows}
    assert rows["Ingen har oppgitt status"] == (0, 0, None)
    assert rows["Ikke rapportert"] == (1, 1, None)
    assert rows["Ingen fakta å beregne av"] == (None, None, 2)
    assert [each.columns[1].title for each in (told, live)] == ["Publisert", "Gjelder"]
