"""The page of one report in words: its frame, what stands around the form, and what was sent, when it is only read."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from initiatives import choices, formatting
from initiatives.domain.vocabulary import CaseKind, Cause
from reporting.domain.facts import CommentFact, RatingFact, ReportFact
from reporting.domain.figures.my_reports import deadline_of
from reporting.domain.figures.report_consequences import consequences
from reporting.domain.figures.report_ground import ReportGround
from reporting.domain.vocabulary import PeriodState, ReportForm, ReportState
from reporting.pages import report_facts
from reporting.pages.coordination_links import Links, mounted
from reporting.pages.overview_words import capital
from reporting.pages.report_words import (
    begins,
    deadline_words,
    dimension_name,
    saved_words,
    source,
)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a report that was sent, and what the secretariat remarks on it."""

    label: str
    text: str
    language: str = ""
    comments: tuple[CommentFact, ...] = ()


@dataclass(frozen=True, slots=True)
class Rated:
    """A dimension as it was sent, and as it was assessed."""

    label: str
    rating: RatingFact
    cause: str
    other: bool  # the secretariat set another colour
    comments: tuple[CommentFact, ...] = ()


def frame_words(ground: ReportGround, *, own: bool) -> dict[str, Any]:
    """What stands over the form and over what was sent."""
    part, duty, period = ground.part, ground.duty, ground.period
    organisation = ground.record.state.organisation(duty.organisation)
    today = ground.record.state.today
    deadline = deadline_of(ground)
    about = [_("Runde %(period)s") % {"period": period.code}]
    if period.state == PeriodState.OPEN:
        about.append(deadline_words(deadline, today))
    if duty.deadline and duty.deadline_reason:
        about.append(_("egen frist: %(reason)s") % {"reason": duty.deadline_reason})
    if duty.form == ReportForm.LIGHT:
        about.append(_("enkel rapport"))
    who = (organisation.short_name or organisation.name) if organisation else ""
    return {
        "part": part,
        "duty": duty,
        "period": period,
        "who": who,
        "own": own,
        "about": about,
        "begins": begins(ground.before, sent=ground.sent is not None),
        "others": report_facts.others(ground),
        "crumbs": [
            (_("Rapportering"), mounted("reporting:my_reports")),
            (part.name, Links("").initiative(part), part.language),
            (_("Rapport %(period)s") % {"period": period.code}, ""),
        ],
    }


def around(ground: ReportGround, told: frozenset[str] | None) -> dict[str, Any]:
    """What stands around the form: money, agreements, and what the last report led to. `told`: uids of the exceptions
    of the last report's round, None while that is open."""
    record, part = ground.record, ground.part
    amounts, more_amounts = report_facts.amounts(part)
    agreements, more_agreements, danger = report_facts.agreements(record, part)
    last = ground.before.report if ground.before else None
    found = consequences(last, record.state, told, part.uid) if last else None
    return {
        "amounts": amounts,
        "more_amounts": more_amounts,
        "agreements": agreements,
        "more_agreements": more_agreements,
        "danger": danger,
        "reached": sum(each.actual is not None for each in part.milestones),
        "led_to": report_facts.consequence_lines(found, last.period) if last else (),
        "last_source": source(ground.before) if ground.before else "",
    }


def saved_context(ground: ReportGround, begun: Any) -> dict[str, Any]:
    """When the draft was saved last, and by whom."""
    return {"saved_words": saved_words(begun.saved_at, begun.saved_by, ground.record.state.today)}


# ── what was sent ────────────────────────────────────────────────────────────────────────────────────────────────────


def read_context(ground: ReportGround) -> dict[str, Any]:
    """What was sent, what the secretariat says of it, and what is awaited."""
    sent, duty = ground.sent, ground.duty
    return {
        "sent": sent,
        "meta": _meta(sent) if sent else [],
        "state_words": _state(ground),
        "rated": [_rated(each, sent) for each in sent.ratings] if sent else [],
        "fields": _fields(sent) if sent else [],
        "message": _comments(sent, "") if sent else (),
        "exempt": duty.exempt_reason,
    }


def _meta(sent: ReportFact) -> list[str]:
    told = [
        _("sendt %(day)s av %(who)s") % {"day": formatting.long_day(sent.submitted), "who": sent.reported_by or "–"},
        _("versjon %(number)s") % {"number": sent.number},
    ]
    if sent.given_by:
        told.append(_("oppgitt av %(who)s") % {"who": sent.given_by})
    if sent.addendum:
        told.append(_("tillegg etter låsing"))
    return told


def _state(ground: ReportGround) -> str:
    """What becomes of the report now."""
    if ground.period.state == PeriodState.PLANNED:
        return _("Runden er ikke åpnet ennå.")
    if ground.period.state == PeriodState.LOCKED:
        return _("Runden er låst. Det som sendes nå, er et datert tillegg som ikke endrer det som er låst.")
    words = {
        ReportState.SUBMITTED: _("Porteføljekontoret vurderer rapporten. Må noe rettes, be dem sende den tilbake."),
        ReportState.APPROVED: _("Rapporten er godkjent. Må noe rettes, be porteføljekontoret sende den tilbake."),
        ReportState.EXEMPT: _("Tiltaket er fritatt i denne runden."),
    }
    return words.get(ReportState(ground.duty.state), "")


def _rated(rating: RatingFact, sent: ReportFact) -> Rated:
    names = (f"{kind}_{rating.dimension}" for kind in ("colour", "reason", "cause"))
    return Rated(
        dimension_name(rating.dimension),
        rating,
        capital(choices.label(Cause, rating.cause)) if rating.cause else "",
        bool(rating.assessed and rating.assessed != rating.declared),
        tuple(one for name in names for one in _comments(sent, name)),
    )


def _fields(sent: ReportFact) -> list[Field]:
    whole = sent.rating()
    found = []
    if whole and whole.measure:
        found += [
            Field(_("Hva gjøres?"), whole.measure, sent.language, _comments(sent, "measure")),
            Field(_("Hvem har ansvaret?"), whole.measure_owner, sent.language, _comments(sent, "measure_owner")),
            Field(
                _("Når skal det være gjort?"), formatting.when(whole.measure_due), "", _comments(sent, "measure_due")
            ),
        ]
    if sent.decision_asked:
        kind = capital(choices.label(CaseKind, sent.decision_kind)) if sent.decision_kind else ""
        found += [
            Field(_("Skal rådet gjøre noe?"), kind, "", _comments(sent, "decision_kind")),
            Field(_("Hva bes rådet om?"), sent.decision_asked, sent.language, _comments(sent, "decision_asked")),
        ]
    if sent.highlight:
        found.append(Field(_("Noe som går bra"), sent.highlight, sent.language, _comments(sent, "highlight")))
    if sent.summary:
        found.append(Field(_("Kort om perioden"), sent.summary, sent.language, _comments(sent, "summary")))
    return found


def _comments(sent: ReportFact, name: str) -> tuple[CommentFact, ...]:
    return tuple(each for each in sent.comments if each.field == name)
