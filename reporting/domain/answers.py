"""What a report says, and what is missing in it.

A colour better than the one facts give needs a reason; yellow and red need a coded cause and a measure with an owner
and a date that has not passed. A dimension without a cause of its own has the whole's.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from initiatives.domain.dates import PartialDate
from initiatives.domain.refusals import Problem, Why
from initiatives.domain.vocabulary import CaseKind, Cause, Colour, Dimension
from reporting.domain.facts import RatingFact, ReportFact
from reporting.domain.limits import badness, worst
from reporting.domain.vocabulary import ReportForm

OVERALL = Dimension.OVERALL.value
PARTS = tuple(each.value for each in Dimension if each is not Dimension.OVERALL)
TROUBLED = frozenset({Colour.YELLOW.value, Colour.RED.value})


@dataclass(frozen=True, slots=True)
class Answer:
    """One dimension: the colour declared, why, and its own cause where it has one."""

    colour: str = ""
    reason: str = ""
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """What an owner says in a round. `ratings`: dimension → its answer; of a light form the whole alone."""

    ratings: Mapping[str, Answer] = field(default_factory=dict)
    measure: str = ""
    measure_owner: str = ""
    measure_due: PartialDate | None = None
    summary: str = ""
    highlight: str = ""
    decision_kind: str = ""
    decision_asked: str = ""
    no_change: bool = False
    language: str = "nb"

    @property
    def overall(self) -> Answer:
        """The whole."""
        return self.ratings.get(OVERALL, Answer())

    @property
    def troubled(self) -> bool:
        """Whether anything is yellow or red."""
        return any(each.colour in TROUBLED for each in self.ratings.values())


def dimensions(form: str) -> tuple[str, ...]:
    """The dimensions a form asks for, the whole first."""
    return (OVERALL,) if form == ReportForm.LIGHT else (OVERALL, *PARTS)


def problems(answers: Answers, computed: Mapping[str, str], form: str, today: date) -> list[Problem]:
    """What is missing. `computed`: dimension → the colour facts give. Fields: `colour_<dimension>`,
    `reason_<dimension>`, `cause_<dimension>`, `measure`, `measure_owner`, `measure_due`, `decision_kind`,
    `decision_asked`."""
    return [
        *_ratings(answers, computed, form),
        *_measure(answers, today),
        *_decision(answers),
    ]


def _ratings(answers: Answers, computed: Mapping[str, str], form: str) -> Iterator[Problem]:
    if not answers.overall.colour:
        yield Problem(f"colour_{OVERALL}", Why.REQUIRED)
    for dimension in dimensions(form):
        given = answers.ratings.get(dimension, Answer())
        if given.colour and given.colour not in set(Colour):
            yield Problem(f"colour_{dimension}", Why.UNKNOWN_CODE, {"value": given.colour})
            continue
        if given.cause and given.cause not in set(Cause):
            yield Problem(f"cause_{dimension}", Why.UNKNOWN_CODE, {"value": given.cause})
        elif given.colour in TROUBLED and not (given.cause or answers.overall.cause):
            yield Problem(f"cause_{dimension}", Why.CAUSE_NEEDED)
        if not given.reason and (why := _unexplained(answers, dimension, given, computed.get(dimension, ""))):
            yield Problem(f"reason_{dimension}", why)


def _unexplained(answers: Answers, dimension: str, given: Answer, facts: str) -> Why | None:
    """Why a colour cannot stand without a reason."""
    if given.colour and badness(facts) > max(badness(given.colour), badness(Colour.GREEN)):
        return Why.BETTER_THAN_FACTS
    if dimension != OVERALL or not given.colour:
        return None
    if given.colour == Colour.NONE:
        return Why.UNASSESSED_NEEDS_REASON
    parts = worst(answers.ratings[each].colour for each in PARTS if each in answers.ratings)
    return Why.BETTER_THAN_PARTS if badness(parts) > badness(given.colour) else None


def _measure(answers: Answers, today: date) -> Iterator[Problem]:
    if not answers.troubled:
        return
    for name in ("measure", "measure_owner", "measure_due"):
        if not getattr(answers, name):
            yield Problem(name, Why.MEASURE_NEEDED)
    due = answers.measure_due
    if due is not None and due.latest < today:
        yield Problem("measure_due", Why.PASSED, {"date": due})


def _decision(answers: Answers) -> Iterator[Problem]:
    if answers.decision_kind and answers.decision_kind not in set(CaseKind):
        yield Problem("decision_kind", Why.UNKNOWN_CODE, {"value": answers.decision_kind})
    elif bool(answers.decision_kind) != bool(answers.decision_asked):
        yield Problem("decision_kind" if answers.decision_asked else "decision_asked", Why.INCOMPLETE)


# ── what was said before ─────────────────────────────────────────────────────────────────────────────────────────────


def said(report: ReportFact) -> Answers:
    """A report as answers: what the next one begins with."""
    overall = report.rating() or RatingFact(OVERALL, "")
    return Answers(
        ratings={each.dimension: Answer(each.declared, each.reason, each.cause) for each in report.ratings},
        measure=overall.measure,
        measure_owner=overall.measure_owner,
        measure_due=overall.measure_due,
        summary=report.summary,
        highlight=report.highlight,
        decision_kind=report.decision_kind,
        decision_asked=report.decision_asked,
        language=report.language,
    )


def is_calm(report: ReportFact, computed: str, before: str) -> bool:
    """Whether a report needs no eye of its own: green, as facts and the time before, with nothing asked or said on
    behalf of somebody. Such reports may be approved together."""
    rating = report.rating()
    rest = (Colour.GREEN.value, Colour.NONE.value, "")
    return (
        rating is not None
        and rating.declared == Colour.GREEN
        and all(each.declared in rest for each in report.ratings)
        and computed in rest
        and before in rest
        and not report.decision_asked
        and not report.given_by
    )
