"""Three verdicts on one initiative, side by side and never mixed: the owners', the facts', the secretariat's."""

from dataclasses import dataclass, replace
from datetime import date

from initiatives.domain.dates import PartialDate, exact
from initiatives.domain.facts import OrganisationFact, Slice
from initiatives.domain.vocabulary import Basis, Colour, Dimension
from reporting.domain import rag
from reporting.domain.facts import InitiativeStatus, Observation, RatingFact, ReportFact
from reporting.domain.figures.deciding import Deciding, deciding
from reporting.domain.lifecycle import DELIVERED
from reporting.domain.limits import Limits, badness, limits
from reporting.domain.record import Record
from reporting.domain.results import Computed
from reporting.domain.standing import UNREPORTED
from reporting.domain.vocabulary import ReportState


@dataclass(frozen=True, slots=True)
class Word:
    """What one side said last: an organisation's report, or what a public source says (`organisation` None).

    `counts` is the word that stands for the initiative where several report. `days` is its age.
    """

    as_of: PartialDate
    days: int
    rating: RatingFact
    organisation: OrganisationFact | None = None
    report: ReportFact | None = None
    observation: Observation | None = None
    counts: bool = True

    @property
    def language(self) -> str:
        """The language of its texts."""
        said = self.report or self.observation
        return said.language if said else "nb"

    @property
    def example(self) -> bool:
        """Whether it is invented."""
        return self.observation is not None and self.observation.basis == Basis.EXAMPLE


@dataclass(frozen=True, slots=True)
class Verdicts:
    """`silent` are organisations that report on it and have not; `time` and `money` the limits of the day.

    `deciding` are the facts that give the computed colours. `contradicted`: the owner's colour is better than the one
    facts give. `moved`: a colour is better only because the plan was moved. `missing` is the code of the locked round
    in which it was to report and did not, "" else.
    """

    words: tuple[Word, ...]
    silent: tuple[OrganisationFact, ...]
    observed: Word | None
    computed: tuple[Computed, ...]
    time: Limits
    money: Limits
    assessed: RatingFact | None
    assessed_of: ReportFact | None
    contradicted: bool
    moved: bool
    deciding: Deciding
    missing: str = ""

    def dimension(self, name: str) -> Computed | None:
        """What facts give for one dimension."""
        return rag.of(self.computed, name)

    @property
    def overall(self) -> str:
        """The colour facts give."""
        return rag.overall(self.computed)


def verdicts(record: Record, part: Slice) -> Verdicts:
    """What each side says of an initiative at the time of the record."""
    status = record.status(part)
    words = _words(record, part, status)
    observed = _observed(record, status)
    leading = next((each for each in words if each.counts), None)
    computed = computed_of(record, part)
    said = _said(leading, observed)
    today = record.state.today
    return Verdicts(
        words=words,
        silent=_silent(record, part, words),
        observed=observed,
        computed=computed,
        time=limits(record.tolerances, Dimension.TIME, today),
        money=limits(record.tolerances, Dimension.MONEY, today),
        assessed=leading.rating if leading and leading.rating.assessed else None,
        assessed_of=leading.report if leading else None,
        contradicted=said not in ("", Colour.NONE) and badness(said) < badness(rag.overall(computed)),
        moved=rag.only_by_replanning(computed),
        deciding=deciding(record, part),
        missing=standing.period if (standing := record.standing(part)) and standing.origin == UNREPORTED else "",
    )


def computed_of(record: Record, part: Slice) -> tuple[Computed, ...]:
    """The colours facts give: what a locked period keeps, else reckoned of this initiative alone."""
    if record.results:
        return record.results.computed.get(part.uid, ())
    alone = replace(record, state=replace(record.state, slices={part.uid: part}))
    return rag.compute(alone).computed[part.uid]


def _said(leading: Word | None, observed: Word | None) -> str:
    """The colour declared last."""
    told = [each for each in (observed, leading) if each]
    return max(told, key=lambda each: each.as_of.latest).rating.declared if told else ""


def _words(record: Record, part: Slice, status: InitiativeStatus) -> tuple[Word, ...]:
    """The newest report of each organisation that has reported, the one that leads first; in a locked round the one
    that was delivered in it, as `in_round` counts. Of the same day the first stands, as in `standing`."""
    round_ = record.period.code if record.period and record.period.locked else ""

    def rank(report: ReportFact) -> tuple[bool, date]:
        return report.period == round_ and report.state in DELIVERED, report.submitted

    newest: dict[str | None, tuple[ReportFact, RatingFact]] = {}
    for each in sorted(status.reports, key=rank, reverse=True):
        if each.state != ReportState.DRAFT and (rating := each.rating()):
            newest.setdefault(each.organisation, (each, rating))
    leads = next((each.organisation for each in part.reporters if each.lead), None)
    counts = leads if leads in newest else max(newest, key=lambda each: newest[each][0].submitted, default=None)
    found = [_word(record, *each, counts=name == counts) for name, each in newest.items()]
    return tuple(sorted(found, key=lambda each: (not each.counts, -each.as_of.latest.toordinal())))


def _word(record: Record, report: ReportFact, rating: RatingFact, *, counts: bool) -> Word:
    organisation = record.state.organisation(report.organisation)
    age = (record.state.today - report.submitted).days
    return Word(exact(report.submitted), age, rating, organisation, report=report, counts=counts)


def _observed(record: Record, status: InitiativeStatus) -> Word | None:
    if not status.observations:
        return None
    said = max(status.observations, key=lambda each: each.as_of.latest)
    return Word(said.as_of, (record.state.today - said.as_of.latest).days, rating_of(said), observation=said)


def rating_of(said: Observation) -> RatingFact:
    """What a public source says, as a rating of the whole."""
    return RatingFact(
        Dimension.OVERALL,
        said.colour or Colour.NONE,
        reason=said.reason,
        cause=said.cause,
        measure=said.measure,
        measure_owner=said.measure_owner,
        measure_due=said.measure_due,
    )


def _silent(record: Record, part: Slice, words: tuple[Word, ...]) -> tuple[OrganisationFact, ...]:
    told = {each.report.organisation for each in words if each.report}
    missing = (record.state.organisation(each.organisation) for each in part.reporters if each.organisation not in told)
    return tuple(each for each in missing if each)
