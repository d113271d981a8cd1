"""What was reported, out of the tables: observations, standing report versions and their ratings."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from django.db.models import Q

from initiatives.reading.rows import Moment, read
from initiatives.reading.shape import Shape
from reporting import models as m
from reporting.domain import facts as r
from reporting.domain.vocabulary import ReportState

Told = TypeVar("Told", r.DutyFact, r.ReportFact)

HELD = 6  # words per initiative, and of each that reports on it, that pages show; older ones are read on demand

OBSERVATION = Shape(
    m.StatusObservation,
    r.Observation,
    extra=("initiative__uid",),
    renamed=(("as_stated", "status_as_stated"), ("known", "known_from")),
)
RATING = Shape(
    m.Rating,
    r.RatingFact,
    extra=("version_id", "assessed"),
    renamed=(("declared", "colour"), ("assessed_on", "known_from"), ("comment_language", "language")),
    skip=("assessed", "comment"),
)
COMMENT = Shape(
    m.ReportComment,
    r.CommentFact,
    extra=("version_id",),
    renamed=(("known", "known_from"), ("by", "actor")),
)
DUTY = Shape(
    m.StatusReport,
    r.DutyFact,
    extra=("id", "initiative__uid"),
    renamed=(("period", "period__code"), ("organisation", "organisation__uid")),
)
PERIOD = Shape(
    m.ReportingPeriod,
    r.PeriodFact,
    renamed=(("body", "body__uid"), ("plan", "plan__uid"), ("meeting", "meeting__uid")),
)
TEXT = Shape(
    m.PeriodText,
    r.TextFact,
    extra=("period__uid",),
    renamed=(("source", "source__uid"),),
)
TOLERANCE = Shape(m.Tolerance, r.ToleranceFact)

VERSION = Shape(
    m.StatusReportVersion,
    r.ReportFact,
    extra=("id", "report_id"),
    renamed=(("submitted", "known_from"), ("reported_by", "actor")),
    skip=("uid", "period", "state", "organisation", "ratings", "lead", "comments", "cases"),
)


def statuses(moment: Moment) -> dict[str, r.InitiativeStatus]:
    """uid of an initiative → all that was said of it and is to be reported, in seven queries."""
    observations: dict[str, list[r.Observation]] = defaultdict(list)
    for (initiative,), fact in OBSERVATION.facts(moment, moment.only("initiative_id")):
        observations[initiative.hex].append(fact)
    duties, reports = _reports(moment)
    return {
        uid: r.InitiativeStatus(
            observations=tuple(sorted(observations.get(uid, ()), key=lambda each: each.as_of.latest)[-HELD:]),
            reports=_newest(sorted(reports.get(uid, ()), key=lambda each: (each.submitted, each.period))),
            duties=_newest(duties.get(uid, ())),
        )
        for uid in {*observations, *duties}
    }


def _newest(found: Sequence[Told]) -> tuple[Told, ...]:
    """The last ones of each organisation, in their order: however many report, the one that leads is not pushed out."""
    held: Counter[str | None] = Counter()
    kept = []
    for each in reversed(found):
        if held[each.organisation] < HELD:
            held[each.organisation] += 1
            kept.append(each)
    return tuple(reversed(kept))


def _reports(moment: Moment) -> tuple[dict[str, list[r.DutyFact]], dict[str, list[r.ReportFact]]]:
    """What is to be reported, and what has been, by initiative."""
    versions, cases = _standing_versions(moment), _cases(moment)
    duties: dict[str, list[r.DutyFact]] = defaultdict(list)
    reports: dict[str, list[r.ReportFact]] = defaultdict(list)
    for (pk, initiative), duty in DUTY.facts(moment, moment.only("initiative_id")):
        duties[initiative.hex].append(duty)
        if bare := versions.get(pk):
            told = replace(
                bare,
                uid=duty.uid,
                period=duty.period,
                state=ReportState.SUBMITTED.value if bare.addendum else duty.state,  # nobody assesses an addendum
                organisation=duty.organisation,
                lead=duty.lead,
                cases=cases.get(pk, ()),
            )
            reports[initiative.hex].append(told)
    return duties, reports


def _standing_versions(moment: Moment) -> dict[int, r.ReportFact]:
    """id of a report → its highest version, with ratings and comments."""
    ratings, comments = _ratings(moment), _comments(moment)
    found: dict[int, tuple[int, r.ReportFact]] = {}
    unknown = {"uid": "", "period": "", "state": ""}
    for row in read(m.StatusReportVersion, moment, VERSION.columns(), moment.only("report__initiative_id")):
        pk, report = row[:2]
        fact = VERSION.build(row, **unknown)
        if report not in found or found[report][1].number <= fact.number:
            found[report] = pk, fact
    return {
        report: replace(fact, ratings=ratings.get(pk, ()), comments=tuple(comments.get(pk, ())))
        for report, (pk, fact) in found.items()
    }


def _comments(moment: Moment) -> dict[int, list[r.CommentFact]]:
    """id of a version → what the secretariat has said of its fields."""
    found: dict[int, list[r.CommentFact]] = defaultdict(list)
    for (version,), fact in COMMENT.facts(moment, moment.only("version__report__initiative_id")):
        found[version].append(fact)
    return found


def _cases(moment: Moment) -> dict[int, tuple[str, ...]]:
    """id of a report → uids of the cases made of what it asks for, in the order they were made."""
    found: dict[int, tuple[str, ...]] = {}
    columns = ("report_id", "case__uid")
    for report, case in read(m.ReportCase, moment, columns, moment.only("report__initiative_id")):
        found[report] = (*found.get(report, ()), case.hex)
    return found


def _ratings(moment: Moment) -> dict[int, tuple[r.RatingFact, ...]]:
    """id of a version → its ratings, the owner's and the secretariat's of one dimension in one value."""
    found: dict[int, dict[str, r.RatingFact]] = defaultdict(dict)
    centre: list[tuple[int, r.RatingFact]] = []
    for (version, assessed), fact in RATING.facts(moment, moment.only("version__report__initiative_id")):
        if assessed:
            centre.append((version, fact))
        else:
            found[version][fact.dimension] = replace(fact, assessed_on=None, comment_language="nb")
    for version, fact in centre:
        own = found[version].get(fact.dimension, replace(fact, declared="", reason=""))
        found[version][fact.dimension] = replace(
            own,
            assessed=fact.declared,
            comment=fact.reason,
            comment_language=fact.comment_language,
            assessed_on=fact.assessed_on,
        )
    return {version: tuple(each.values()) for version, each in found.items()}


def tolerances(moment: Moment) -> tuple[r.ToleranceFact, ...]:
    """The limits known at the moment, in order of date."""
    return tuple(
        sorted(
            (fact for _, fact in TOLERANCE.facts(moment)),
            key=lambda each: each.valid_from,
        )
    )


def texts(period_uid: str) -> tuple[r.TextFact, ...]:
    """The secretariat's words for a period."""
    where = Q(period__uid=period_uid)
    return tuple(fact for _, fact in TEXT.facts(Moment(), where))
