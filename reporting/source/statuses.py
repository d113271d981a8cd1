"""What was reported, out of the tables: observations, standing report versions and their ratings."""

from collections import defaultdict
from dataclasses import replace

from django.db.models import Q

from initiatives.reading.rows import Moment, read
from initiatives.reading.shape import Shape, local_day
from reporting import models as m
from reporting.domain import record as r

HELD = 6  # words per initiative that pages show; older ones are read on demand

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
    renamed=(("declared", "colour"),),
    skip=("assessed", "comment"),
)
PERIOD = Shape(
    m.ReportingPeriod,
    r.PeriodFact,
    renamed=(("body", "body__uid"), ("plan", "plan__uid")),
)
TEXT = Shape(
    m.PeriodText,
    r.TextFact,
    extra=("period__uid",),
    renamed=(("source", "source__uid"),),
)
TOLERANCE = Shape(m.Tolerance, r.ToleranceFact)

VERSION_COLUMNS = (
    *(
        "id",
        "report_id",
        "number",
        "known_from",
        "summary",
        "highlight",
        "decision_asked",
        "no_change",
    ),
    *("given_by", "actor", "language"),
)


def statuses(moment: Moment) -> dict[str, r.InitiativeStatus]:
    """uid of an initiative → all that was said of it, in five queries."""
    observations: dict[str, list[r.Observation]] = defaultdict(list)
    for (initiative,), fact in OBSERVATION.facts(moment, moment.only("initiative_id")):
        observations[initiative.hex].append(fact)
    reports = _reports(moment)
    return {
        uid: r.InitiativeStatus(
            observations=tuple(sorted(observations.get(uid, ()), key=lambda each: each.as_of.latest)[-HELD:]),
            reports=tuple(sorted(reports.get(uid, ()), key=lambda each: each.submitted)[-HELD:]),
        )
        for uid in {*observations, *reports}
    }


def _reports(moment: Moment) -> dict[str, list[r.ReportFact]]:
    versions = _standing_versions(moment)
    ratings = _ratings(moment)
    columns = (
        "id",
        "uid",
        "initiative__uid",
        "period__code",
        "organisation__uid",
        "state",
    )
    found: dict[str, list[r.ReportFact]] = defaultdict(list)
    for pk, uid, initiative, period, organisation, state in read(
        m.StatusReport, moment, columns, moment.only("initiative_id")
    ):
        if version := versions.get(pk):
            number_id, bare = version
            found[initiative.hex].append(
                replace(
                    bare,
                    uid=uid.hex,
                    period=period,
                    state=state,
                    organisation=organisation.hex if organisation else None,
                    ratings=ratings.get(number_id, ()),
                )
            )
    return found


def _standing_versions(moment: Moment) -> dict[int, tuple[int, r.ReportFact]]:
    """id of a report → (id of its highest version, the version)."""
    found: dict[int, tuple[int, r.ReportFact]] = {}
    for row in read(
        m.StatusReportVersion,
        moment,
        VERSION_COLUMNS,
        moment.only("report__initiative_id"),
    ):
        (
            pk,
            report,
            number,
            known,
            summary,
            highlight,
            asked,
            no_change,
            given_by,
            actor,
            language,
        ) = row
        if report in found and found[report][1].number > number:
            continue
        found[report] = (
            pk,
            r.ReportFact(
                uid="",
                period="",
                state="",
                number=number,
                submitted=local_day(known),
                summary=summary,
                highlight=highlight,
                decision_asked=asked,
                no_change=no_change,
                given_by=given_by,
                reported_by=actor,
                language=language,
            ),
        )
    return found


def _ratings(moment: Moment) -> dict[int, tuple[r.RatingFact, ...]]:
    """id of a version → its ratings, the owner's and the secretariat's of one dimension in one value."""
    found: dict[int, dict[str, r.RatingFact]] = defaultdict(dict)
    centre: list[tuple[int, r.RatingFact]] = []
    for (version, assessed), fact in RATING.facts(moment, moment.only("version__report__initiative_id")):
        if assessed:
            centre.append((version, fact))
        else:
            found[version][fact.dimension] = fact
    for version, fact in centre:
        own = found[version].get(fact.dimension, replace(fact, declared="", reason=""))
        found[version][fact.dimension] = replace(own, assessed=fact.declared, comment=fact.reason)
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
