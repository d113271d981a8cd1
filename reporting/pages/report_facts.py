"""The facts that stand beside a report and are changed on pages of their own: money, agreements, what others report."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import choices, formatting
from initiatives.domain.agreements import SERIOUS
from initiatives.domain.dates import PartialDate
from initiatives.domain.facts import DecisionFact, Slice
from initiatives.domain.vocabulary import Cause, Colour, MoneyKind
from reporting.domain.figures.initiative_dependencies import DependencyRow, rows
from reporting.domain.figures.initiative_money import MoneyRow, money
from reporting.domain.figures.report_consequences import Consequences
from reporting.domain.figures.report_ground import Beside, ReportGround
from reporting.domain.lifecycle import DELIVERED
from reporting.domain.reckoned import reckoned_for
from reporting.domain.record import Record
from reporting.domain.vocabulary import ReportState
from reporting.pages import agreement_words
from reporting.pages.coordination_links import Links
from reporting.pages.initiative_words import amount_words, years_words
from reporting.pages.overview_words import capital
from reporting.pages.report_words import dimension_name

SHOWN = 6  # amounts and agreements; their own pages have all


@dataclass(frozen=True, slots=True)
class AmountLine:
    """One amount: what it is, for which years, how much."""

    what: str
    kind: str
    years: str
    amount: str
    example: bool


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """One open agreement: with whom, its dates, what endangers it, and its own page."""

    direction: str
    name: str
    language: str
    what: str
    what_language: str
    dates: str
    dangers: tuple[str, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Told:
    """What another organisation says of the same initiative in this round."""

    who: str
    leads: bool
    colour: str
    state: str
    lines: tuple[tuple[str, str], ...]  # text and its language, "" for our words
    when: str


def amounts(part: Slice) -> tuple[tuple[AmountLine, ...], int]:
    """The newest amounts of the initiative, and how many more there are."""
    found = [row for group in money(part).groups for row in group.rows]
    newest = sorted(found, key=lambda each: -(each.last_year or 0))[:SHOWN]
    return tuple(_amount(each) for each in newest), len(found) - len(newest)


def _amount(row: MoneyRow) -> AmountLine:
    line = row.line
    return AmountLine(
        line.what or _("uten navn"),
        choices.label(MoneyKind, line.kind),
        years_words(row),
        amount_words(row.amount),
        row.example,
    )


def agreements(record: Record, part: Slice) -> tuple[tuple[AgreementLine, ...], int, int]:
    """The open agreements, those in danger first; how many more there are, and how many are in danger."""
    found = [each for each in rows(reckoned_for(record, part), part) if each.agreement.open]
    worst_first = sorted(found, key=lambda each: not _dangers(each))
    lines = tuple(_agreement(each) for each in worst_first[:SHOWN])
    return lines, len(found) - len(lines), sum(bool(_dangers(each)) for each in found)


def _dangers(row: DependencyRow) -> tuple[str, ...]:
    return tuple(agreement_words.concern(each) for each in row.agreement.concerns if each.concern in SERIOUS)


def _agreement(row: DependencyRow) -> AgreementLine:
    fact = row.fact
    dates = [_("behov %(day)s") % {"day": formatting.when(fact.need_by)}] if fact.need_by else []
    dates.append(
        _("lovet %(day)s") % {"day": formatting.when(fact.promised)} if fact.promised else _("ingen lovet dato")
    )
    return AgreementLine(
        _("Venter på") if row.waits else _("Gir til"),
        row.other.name or _("ikke kjent på dette tidspunktet"),
        row.other.language,
        fact.description,
        fact.language,
        ", ".join(dates),
        _dangers(row),
        Links("").contract(fact.uid),
    )


def others(ground: ReportGround) -> tuple[Told, ...]:
    """What each other organisation says in this round; never averaged, never chosen between."""
    return tuple(_told(each) for each in ground.others)


def _told(beside: Beside) -> Told:
    who = beside.organisation.short_name or beside.organisation.name if beside.organisation else _("Uten virksomhet")
    report = beside.report if beside.report and beside.report.state != ReportState.DRAFT else None
    if report is None:
        return Told(who, beside.duty.lead, "", choices.label(ReportState, beside.duty.state), (), "")
    rating = report.rating()
    lines: list[tuple[str, str]] = []
    if rating and (rating.reason or report.summary):
        lines.append((rating.reason or report.summary, report.language))
    if rating and rating.cause:
        lines.append((_("Årsak: %(cause)s.") % {"cause": choices.label(Cause, rating.cause)}, ""))
    if rating and rating.measure:
        lines.append((rating.measure, report.language))
    return Told(
        who,
        beside.duty.lead,
        rating.declared if rating else "",
        choices.label(ReportState, report.state),
        tuple(lines),
        formatting.long_day(report.submitted),
    )


class LedTo(NamedTuple):
    """A sentence of what a report led to: its language ("" for our own), and what comes first in ours."""

    text: str
    language: str = ""
    lead: str = ""


def consequence_lines(found: Consequences | None, period: str) -> tuple[LedTo, ...]:
    """What a report led to, in sentences."""
    return tuple(_consequences(found, period)) if found else ()


def agenda_words(body: str, meeting: PartialDate | None, *, held: bool) -> str:
    """Where what a report asks for stands."""
    words = (
        _("Sto på sakslista for %(body)s %(day)s. Vedtaket er ikke ført.")
        if held
        else _("Står på sakslista for %(body)s %(day)s.")
    )
    return words % {"body": body or formatting.MISSING, "day": formatting.when(meeting)}


def decided_words(decision: DecisionFact) -> str:
    """«Vedtatt 10.12.2026:», before what was decided."""
    return _("Vedtatt %(day)s:") % {"day": formatting.when(decision.date)}


def _consequences(found: Consequences, period: str) -> Iterator[LedTo]:
    state = {
        ReportState.APPROVED: _("Godkjent av porteføljekontoret."),
        ReportState.SUBMITTED: _("Levert, og venter på vurdering."),
        ReportState.RETURNED: _("Sendt tilbake med merknader."),
        ReportState.EXEMPT: _("Fritatt i denne runden."),
    }
    if found.addendum:
        yield LedTo(_("Tillegg etter låsing. Det som er låst, står urørt."))
    elif found.state in state:
        yield LedTo(state[ReportState(found.state)])
    for each in found.assessed:
        values = {
            "name": dimension_name(each.dimension),
            "colour": _colour(each.assessed),
            "owner": _colour(each.declared),
        }
        yield LedTo(_("%(name)s er vurdert til «%(colour)s»; dere meldte «%(owner)s».") % values)
        if each.comment:
            yield LedTo(each.comment, each.comment_language)
    if found.exception:
        yield LedTo(_("Omtalt blant unntakene i runde %(period)s.") % {"period": period})
    for case, body, held in found.cases:
        yield LedTo(agenda_words(body.name if body else "", case.meeting, held=held))
    for decision in found.decisions:
        yield LedTo(decision.title, decision.language, decided_words(decision))
    if found.state not in DELIVERED and found.comments:
        words = ngettext("%(count)s merknad å svare på.", "%(count)s merknader å svare på.", len(found.comments))
        yield LedTo(words % {"count": formatting.number(len(found.comments))})


def _colour(colour: str) -> str:
    return capital(choices.label(Colour, colour))
