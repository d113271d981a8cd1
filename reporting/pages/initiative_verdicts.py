"""The three verdicts in words: who says what, when, how old it is, why, and what is done about it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import choices, formatting
from initiatives.domain.facts import BudgetFact, MilestoneFact, OrganisationFact, Slice
from initiatives.domain.vocabulary import Cause, Colour, Dimension
from reporting import choices as reporting_choices
from reporting.domain import deviation, overrun, rag
from reporting.domain.evidence import Evidence
from reporting.domain.facts import RatingFact
from reporting.domain.figures.deciding import Deciding, name_of
from reporting.domain.figures.initiative_verdicts import Verdicts, Word
from reporting.domain.limits import Limits
from reporting.domain.results import Computed, Reason
from reporting.domain.vocabulary import ReportState
from reporting.pages.initiative_sources import Library, Ref
from reporting.pages.overview_words import age, capital

SHOWN = 3  # reasons of one dimension; the sections below have them all


class Line(NamedTuple):
    """A line of a verdict; `language` of a stored text, `tone` crit or warn where something is missing or amiss."""

    text: str
    language: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Dim:
    """One computed dimension: its name, colour and the facts that decided."""

    name: str
    colour: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """One side's verdict. `period` is the code of the round it was given in, "" for none."""

    kicker: str
    colour: str
    label: str
    lines: tuple[Line, ...] = ()
    micro: str = ""
    refs: tuple[Ref, ...] = ()
    dims: tuple[Dim, ...] = ()
    example: bool = False
    period: str = ""


def voices(found: Verdicts, part: Slice, evidence: Evidence, library: Library, today_words: str) -> tuple[Voice, ...]:
    """Owners first (each with a voice of its own), then the facts, then the secretariat."""
    told = (*_owners(found, evidence, library), _computed(found, today_words), _secretariat(found))
    return tuple(replace(each, example=True) for each in told) if part.example else told


# ── the owners ───────────────────────────────────────────────────────────────────────────────────────────────────────
def _owners(found: Verdicts, evidence: Evidence, library: Library) -> Iterator[Voice]:
    several = len(found.words) + len(found.silent) > 1
    if found.missing:
        told = _("Tiltaket skulle rapportere i %(period)s og gjorde det ikke.") % {"period": found.missing}
        yield Voice(_("I runden"), "", _("Ikke rapportert"), (Line(told, tone="crit"),), period=found.missing)
    for each in found.words:
        yield _reported(each, found, several=several)
    for organisation in found.silent if several or not found.observed else ():
        yield Voice(_reports(organisation), "", _("Ingen farge meldt"), micro=_("har ikke meldt i noen runde"))
    if found.observed and (not found.words or found.observed.as_of.latest > found.words[0].as_of.latest):
        yield _observed(found.observed, found, evidence, library)
    elif not found.words and not found.silent:
        yield Voice(
            _("Eier melder"),
            "",
            _("Ingen farge meldt"),
            (Line(_("Ingen rapport og ingen åpen kilde sier hvordan det går.")),),
        )


def _reports(organisation: OrganisationFact | None) -> str:
    if organisation is None:
        return _("Eier melder")
    return _("%(who)s melder") % {"who": organisation.short_name or organisation.name}


def _reported(word: Word, found: Verdicts, *, several: bool) -> Voice:
    report = word.report
    told = [_("runde %(period)s") % {"period": report.period}] if report else []
    told += [formatting.long_day(word.as_of.latest), aged(word.days)]
    if report and report.state in (ReportState.RETURNED, ReportState.APPROVED):
        told.append(reporting_choices.label(ReportState, report.state))
    if report and report.given_by:
        told.append(_("oppgitt av %(who)s") % {"who": report.given_by})
    if several:
        told.append(_("denne telles") if word.counts else _("vises ved siden av, telles ikke"))
    lines = list(_why(word.rating, word.language, report.summary if report else ""))
    if word.counts and found.contradicted:
        lines.append(_contradiction(word.rating))
    return Voice(
        _reports(word.organisation),
        word.rating.declared,
        _label(word.rating.declared),
        tuple(lines),
        " · ".join(told),
        period=report.period if report else "",
    )


def _observed(word: Word, found: Verdicts, evidence: Evidence, library: Library) -> Voice:
    said = word.observation
    told = [formatting.when(word.as_of), aged(word.days)]
    if said and said.as_stated and said.as_stated.casefold() != _label(said.colour).casefold():
        told.append(_("kildens ord: «%(words)s»") % {"words": said.as_stated})
    citations = evidence.of_named("observation", said.key) if said else ()
    about = _("Status %(day)s") % {"day": formatting.when(word.as_of)}
    lines = list(_why(word.rating, word.language, ""))
    if found.contradicted:
        lines.append(Line(_("Fakta gir en dårligere farge enn den som er oppgitt."), tone="warn"))
    return Voice(
        _("Sist oppgitt") if word.example else _("Sist oppgitt i åpen kilde"),
        word.rating.declared,
        _label(word.rating.declared),
        tuple(lines),
        " · ".join(told),
        library.refs(citations, about),
        example=word.example,
    )


def _label(colour: str) -> str:
    return choices.label(Colour, colour or Colour.NONE)


def _why(rating: RatingFact, language: str, summary: str) -> Iterator[Line]:
    """Reason, cause, and what is done; a measure that is missing where one is due is said."""
    if reason := rating.reason or summary:
        yield Line(reason, language)
    if rating.cause:
        yield Line(_("Årsak: %(cause)s.") % {"cause": choices.label(Cause, rating.cause)})
    if rating.measure:
        yield Line(rating.measure, language)
        yield Line(_("Ansvarlig: %(who)s. Frist: %(due)s.") % {
            "who": rating.measure_owner or _("ikke oppgitt"), "due": formatting.when(rating.measure_due)
        })  # fmt: skip
    elif rating.declared in (Colour.YELLOW, Colour.RED):
        yield Line(
            _("Hva som gjøres med det, er ikke oppgitt."), tone="crit" if rating.declared == Colour.RED else "warn"
        )


def _contradiction(rating: RatingFact) -> Line:
    if rating.reason:
        return Line(_("Meldt bedre enn beregnet, med begrunnelsen over."), tone="warn")
    return Line(_("Meldt bedre enn beregnet. Begrunnelse mangler."), tone="crit")


def aged(days: int) -> str:
    """How old a word is."""
    if days <= 0:
        return _("i dag")
    return _("%(age)s gammel") % {"age": age(days)}


# ── the facts ────────────────────────────────────────────────────────────────────────────────────────────────────────
def _computed(found: Verdicts, today_words: str) -> Voice:
    dims = [
        Dim(choices.label(Dimension, each.dimension), each.colour, tuple(reasons(each, found.deciding)))
        for each in found.computed
        if each.dimension in (Dimension.TIME, Dimension.MONEY)
    ]
    resting = any(reason.code == rag.NOT_ACTIVE for each in found.computed for reason in each.reasons)
    if resting or not found.computed:
        line = Line(_("Tiltaket er ikke i gang i en plan som løper, og får derfor ingen beregnet farge."))
        return Voice(_("Beregnet av fakta"), "", _label(""), (line,), today_words)
    return Voice(
        _("Beregnet av fakta"),
        found.overall,
        _label(found.overall),
        micro=f"{today_words} · {limit_words(found.time, found.money)}",
        dims=tuple(dims),
    )


def limit_words(time: Limits, money: Limits) -> str:
    """The limits of the day: «grønt til 14 dager og 2 %, gult til 90 dager og 10 %, målt mot opprinnelig plan»."""
    return _(
        "grønt til %(green)s og %(green_money)s, gult til %(yellow)s og %(yellow_money)s, mot opprinnelig plan"
    ) % {
        "green": formatting.days(time.green_up_to),
        "yellow": formatting.days(time.yellow_up_to),
        "green_money": percent(money.green_up_to),
        "yellow_money": percent(money.yellow_up_to),
    }


def percent(hundredths: int) -> str:
    """Hundredths of a per cent with as many decimals as they need: 2 %, 18,03 %."""
    decimals = next(each for each, unit in ((0, 100), (1, 10), (2, 1)) if hundredths % unit == 0)
    return formatting.percent(Decimal(hundredths) / 100, decimals)


def reasons(computed: Computed, names: Deciding) -> Iterator[Line]:
    """The facts that decided one dimension's colour, one line for each milestone or amount; the first few, and how many
    more."""
    late = {each.subject: each.value or 0 for each in computed.reasons if each.code == deviation.LATE}
    silent = {each.subject for each in computed.reasons if each.code == deviation.UNCONFIRMED}
    told = [
        line
        for each in computed.reasons
        if not (each.code == deviation.LATE and each.subject in silent)
        and (line := _reason(each, names.get(each.subject), computed.dimension, late.get(each.subject, 0)))
    ]
    told = list(dict.fromkeys(told))  # two amounts of one name may say the same; once is enough
    yield from told[:SHOWN]
    more = len(told) - SHOWN
    if more > 0:
        words = ngettext("Og ett forhold til.", "Og %(count)s forhold til.", more)
        yield Line(words % {"count": formatting.number(more)})


def _reason(reason: Reason, fact: MilestoneFact | BudgetFact | None, dimension: str, late: int) -> Line | None:
    values = {
        "name": name_of(fact) or _("uten navn"),
        "days": formatting.days(reason.value or 0),
        "percent": percent(reason.value or 0),
    }
    values |= {"late": formatting.days(late), "colour": _label(reason.subject).lower()}
    values["size"] = values["percent"] if isinstance(fact, BudgetFact) else values["days"]
    told = {
        deviation.LATE: _("«%(name)s» er %(days)s etter opprinnelig dato."),
        deviation.UNCONFIRMED: _("«%(name)s» er ikke meldt nådd, %(days)s etter planen."),
        overrun.OVER: _("«%(name)s» er %(percent)s over planen."),
        deviation.WITHIN: _("Innenfor grensen. Største avvik: %(size)s («%(name)s»)."),
        rag.BETTER_AGAINST_APPROVED: _("Mot sist vedtatt plan hadde fargen vært «%(colour)s»: planen er flyttet."),
    }
    if reason.code == deviation.UNCONFIRMED and late:
        return Line(_("«%(name)s» er %(late)s etter opprinnelig dato, og ikke meldt nådd.") % values)
    if reason.code in told:
        return Line(told[reason.code] % values, tone="warn" if reason.code == rag.BETTER_AGAINST_APPROVED else "")
    return _missing(dimension) if reason.code == deviation.NO_BASIS else None


def _missing(dimension: str) -> Line:
    """Why facts give no colour."""
    if dimension == Dimension.MONEY:
        return Line(_("Ingen plan og prognose eller regnskap med samme omfang å måle mot hverandre."))
    return Line(_("Ingen opprinnelig dato med nyere ord å måle mot."))


# ── the secretariat ──────────────────────────────────────────────────────────────────────────────────────────────────
def _secretariat(found: Verdicts) -> Voice:
    kicker = _("Porteføljekontoret vurderer")
    if found.assessed is None:
        words = _("Ikke vurdert ennå") if found.assessed_of else _("Ikke vurdert")
        why = "" if found.assessed_of else _("Ingen rapport fra eieren å vurdere.")
        return Voice(kicker, "", words, (Line(why),) if why else ())
    rating, report = found.assessed, found.assessed_of
    lines = []
    if rating.assessed != rating.declared:
        lines.append(Line(_("Satt til en annen farge enn eieren meldte."), tone="warn"))
    if rating.comment:
        lines.append(Line(rating.comment, rating.comment_language))
    micro = capital(_("runde %(period)s") % {"period": report.period}) if report else ""
    period = report.period if report else ""
    return Voice(kicker, rating.assessed, _label(rating.assessed), tuple(lines), micro, period=period)
