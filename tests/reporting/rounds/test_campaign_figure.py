"""How far a round has come, as numbers: the steps, who must be followed up first, and what deviates."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.utils import translation

from initiatives.domain.dates import exact
from initiatives.domain.facts import OrganisationFact, OwnerFact
from reporting.domain.facts import DutyFact, InitiativeStatus, PeriodFact, RatingFact, ReportFact
from reporting.domain.figures.campaign import Campaign, Look, Progress, Step, campaign
from reporting.domain.record import Record
from reporting.pages.round_words import look
from tests.build import TODAY, milestone, observation, slice_, state, word

PERIOD = PeriodFact("p", "2026-3", "Tredje", "tertial", "open", date(2026, 11, 1), deadline=TODAY + timedelta(days=3))
OWNER = OrganisationFact("hdir", "hdir", "Helsedirektoratet", "directorate")
KNOWN = Progress(contacts=("Pia",))
OPENED = Progress(opened=datetime(2026, 11, 3, 9), contacts=("Pia",))
MEASURE = {"cause": "quality", "measure": "Leie inn", "measure_owner": "Eier", "measure_due": exact(TODAY)}


def duty(code: str, kind: str = "draft", **changes: object) -> DutyFact:
    return DutyFact(f"r-{code}", "2026-3", kind, **({"organisation": "hdir"} | changes))  # type: ignore[arg-type]


def report(code: str, colour: str = "green", kind: str = "submitted", **changes: object) -> ReportFact:
    rating = RatingFact("overall", colour, **(changes.pop("rating", {})))  # type: ignore[arg-type]
    return ReportFact(f"r-{code}", "2026-3", kind, 1, TODAY, ratings=(rating,), **changes)  # type: ignore[arg-type]


def found(*held: tuple[str, InitiativeStatus], known: dict[str, Progress] | None = None, **changes: object) -> Campaign:
    slices = [slice_(code, owners=(OwnerFact("hdir", "accountable"),), **changes) for code, _status in held]  # type: ignore[arg-type]
    statuses = {f"uid-{code}": status for code, status in held}
    record = Record(state(*slices, organisations={"hdir": OWNER}), statuses, period=PERIOD)
    return campaign(record, None, PERIOD, known or {})


def of(
    code: str, kind: str = "draft", *reports: ReportFact, said: str = "", **changes: object
) -> tuple[str, InitiativeStatus]:
    told = (observation(said),) if said else ()
    return code, InitiativeStatus(told, reports, (duty(code, kind, **changes),))


def test_what_nobody_has_opened_is_told_apart_from_what_is_begun() -> None:
    made = found(of("T1"), of("T2"), known={"r-T2": OPENED})

    assert {row.part.code: row.step for row in made.rows} == {"T1": Step.UNOPENED, "T2": Step.BEGUN}


def test_every_state_is_a_step_and_the_exempt_are_not_among_the_required() -> None:
    made = found(*(of(f"T{n}", kind) for n, kind in enumerate(("exempt", "submitted", "returned", "approved"))))

    assert [row.step for row in made.rows] == [Step.EXEMPT, Step.DELIVERED, Step.RETURNED, Step.APPROVED]
    assert len(made.required) == 3


def test_not_opened_come_first_then_late_ones_then_the_oldest_word() -> None:
    yesterday = TODAY - timedelta(days=1)
    told = [
        ("T1", InitiativeStatus((observation("green", "2026-09-01"),), (), (duty("T1"),))),
        ("T2", InitiativeStatus((observation("green", "2023-09-01"),), (), (duty("T2"),))),
        of("T3", "returned"),
        of("T4", deadline=yesterday),
    ]
    made = found(*told)

    assert [row.part.code for row in made.follow_up] == ["T4", "T2", "T1", "T3"]
    assert [row.part.code for row in made.late] == ["T4"]


def test_who_has_nobody_to_write_to_is_told_and_only_while_something_is_awaited() -> None:
    made = found(of("T1"), of("T2"), of("T3", "approved"), known={"r-T2": KNOWN})

    assert [row.part.code for row in made.unreachable] == ["T1"]


def test_a_deadline_of_its_own_counts_before_the_rounds() -> None:
    own = TODAY + timedelta(days=30)
    made = found(of("T1", deadline=own), of("T2"))

    assert [row.deadline for row in made.rows] == [own, PERIOD.deadline]


def test_the_last_word_is_never_this_rounds_own() -> None:
    made = found(of("T1", "submitted", report("T1", "red"), said="green"))

    assert made.rows[0].last is not None
    assert made.rows[0].last.colour == "green"


LATE = (milestone(original="2026-01-01", forecast="2026-12-01"),)  # eleven months: red


@pytest.mark.parametrize(("reason", "look"), [("", Look.UNEXPLAINED), ("Fordi", Look.CONTRADICTED)])
def test_a_colour_better_than_the_facts_is_looked_at_the_more_without_a_reason(reason: str, look: Look) -> None:
    said = report("T1", "green", rating={"reason": reason})
    made = found(of("T1", "submitted", said), milestones=LATE)

    assert look in made.rows[0].looks
    assert not made.rows[0].calm


def test_yellow_without_who_does_what_until_when_is_looked_at() -> None:
    bare, whole = report("T1", "yellow"), report("T2", "yellow", rating=MEASURE)
    made = found(of("T1", "submitted", bare), of("T2", "submitted", whole))

    assert [Look.NO_MEASURE in row.looks for row in made.rows] == [True, False]


@pytest.mark.parametrize(("before", "now", "look"), [
    ("green", "red", Look.WORSE), ("red", "green", Look.BETTER), ("green", "green", Look.UNCHANGED),
])  # fmt: skip
def test_the_report_is_held_against_what_was_said_before(before: str, now: str, look: Look) -> None:
    made = found(of("T1", "submitted", report("T1", now, rating=MEASURE), said=before))

    assert look in made.rows[0].looks


def test_another_organisations_colour_is_looked_at_and_keeps_the_report_from_the_calm_ones() -> None:
    duties = (duty("T1", "submitted"), replace(duty("T1b", "submitted"), organisation="nhn", lead=False))
    other = replace(report("T1b", "red", rating=MEASURE), lead=False)
    status = InitiativeStatus((observation("green"),), (report("T1"), other), duties)
    made = found(("T1", status))

    assert Look.DISAGREE in made.rows[0].looks
    assert made.calm == ()


def test_what_deviates_stands_first_in_the_queue_and_the_calm_last() -> None:
    told = [
        of("T1", "submitted", report("T1"), said="green"),
        of("T2", "submitted", report("T2", "red", rating=MEASURE), said="green"),
        of("T3", "submitted", report("T3", "yellow"), said="yellow"),
        of("T4", "submitted", report("T4", decision_asked="Slutte seg til", decision_kind="endorsement"), said="green"),
    ]
    made = found(*told)

    assert [row.part.code for row in made.queue] == ["T3", "T2", "T4", "T1"]
    assert [row.part.code for row in made.calm] == ["T1"]


def test_the_part_of_a_round_that_is_ones_own_holds_no_other() -> None:
    made = found(of("T1"), of("T2")).of({"uid-T2"})

    assert [row.part.code for row in made.rows] == ["T2"]
    assert len(made.required) == 1


def test_only_a_part_better_than_facts_is_named() -> None:
    late = [milestone(original=word("2026-01-01"), forecast=word("2027-06-01"))]
    made = report("T1", "red", rating=MEASURE)
    made = replace(made, ratings=(*made.ratings, RatingFact("time", "green")))

    row = found(of("T1", "submitted", made), milestones=tuple(late)).rows[0]

    assert row.looks[0] is Look.UNEXPLAINED
    with translation.override("nb"):
        assert look(row.looks[0], row) == "Tid meldt bedre enn beregnet, uten begrunnelse"


def test_of_the_whole_better_than_facts_no_part_is_named() -> None:
    late = [milestone(original=word("2026-01-01"), forecast=word("2027-06-01"))]
    row = found(of("T1", "submitted", report("T1", "green")), milestones=tuple(late)).rows[0]

    with translation.override("nb"):
        assert look(Look.UNEXPLAINED, row) == "Meldt bedre enn beregnet, uten begrunnelse"
