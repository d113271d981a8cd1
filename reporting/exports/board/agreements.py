"""Tables of coordination on paper, the same in every report: agreements, ends that cannot hold, how likely ends are.

Each takes `language`, the paper's, and `cite`: what stands behind a fact, by its uid.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from initiatives import choices, formatting
from initiatives.domain.agreements import SERIOUS
from initiatives.domain.facts import MilestoneFact, Slice
from initiatives.domain.vocabulary import DependencyState
from reporting.domain.figures.coordination import AgreementRow, Named
from reporting.domain.figures.coordination_dates import expected
from reporting.domain.figures.feasible_dates import LateEnd
from reporting.domain.figures.probability import Probability
from reporting.exports import paper
from reporting.exports.pdf import elements as e
from reporting.exports.pdf.inline import Inline, Run
from reporting.pages import agreement_words, feasible_words, probability_words
from reporting.pages.coordination_terms import dated, delivered, earliest, term

Cite = Callable[[str], list[Inline]]
Hidden = Mapping[str, Collection[str]]
NOTHING: Hidden = {}


def side(each: Named, language: str) -> list[Inline]:
    """One side of an agreement by name, with its code and owner."""
    code = each.part.code if each.part else ""
    example = each.part.example if each.part else bool(each.external and each.external.example)
    name = paper.foreign(each.name, each.language, language, strong=True)
    return paper.named(name, agreement_words.owner(each), code, example=example)


def agreements(
    rows: Iterable[AgreementRow], language: str, cite: Cite, *, caption: str, hidden: Hidden = NOTHING
) -> e.Element:
    """Who waits for whom and for what, state and age, the three dates, and what is wrong with who can settle it."""
    columns = [
        e.Column(_("Hvem venter på hvem"), row_header=True),
        e.Column(_("Tilstand"), width=60),
        e.Column(_("Behov"), width=57),
        e.Column(_("Lovet"), width=57),
        e.Column(_("Mulig"), width=57),
        e.Column(_("Hvorfor, og hvem som kan avgjøre"), width=114),
    ]
    return e.table(columns, [_agreement(each, language, cite, hidden) for each in rows], caption=caption)


def _agreement(each: AgreementRow, language: str, cite: Cite, hidden: Hidden) -> list[e.CellValue]:
    fact = each.agreement.fact
    withheld = hidden.get(fact.uid, ())
    who: list[Inline] = [*side(each.receiver, language), f" {_('venter på')} ", *side(each.giver, language)]
    if fact.description:
        what = paper.other(fact.language, language)
        who += ["\n", Run(fact.description, tone="muted", small=True, lang=what)]
    state: list[Inline] = [capfirst(choices.label(DependencyState, fact.state))]
    if age := agreement_words.state_age(each):
        state.append(e.muted(f" {age}"))
    return [
        [*who, *cite(fact.uid)],
        state,
        term(fact, "need_by", withheld),
        term(fact, "promised", withheld),
        possible(each),
        _why(each),
    ]


def possible(each: AgreementRow) -> str:
    """When the delivery can come, or came; «–» where nobody has dated it."""
    if reached := delivered(each):
        return _("levert %(day)s") % {"day": formatting.when(reached)}
    day = expected(each.agreement) if each.agreement.giver_date else None
    return dated(day, earliest=earliest(each.agreement)) if day else formatting.MISSING


def _why(each: AgreementRow) -> list[Inline]:
    told: list[Inline] = []
    for one in each.agreement.concerns:
        told += ["\n"] if told else []
        told.append(e.toned(agreement_words.concern(one), "crit" if one.concern in SERIOUS else "warn"))
    waits = agreement_words.waits(each.agreement)
    small = [waits] if waits else []
    if each.body:
        small.append(_("kan avgjøres av %(body)s") % {"body": each.body.name})
    if small:
        told += ["\n", e.muted(", ".join(small))] if told else [e.muted(", ".join(small))]
    return told


def late_ends(found: Sequence[LateEnd], language: str, cite: Cite, *, caption: str) -> e.Element:
    """What the owners say beside what can be kept, and what holds it back."""
    columns = [
        e.Column(_("Tiltak og sluttmilepæl"), row_header=True),
        e.Column(_("Eieren sier"), width=60),
        e.Column(_("Gjennomførbar"), width=74),
        e.Column(_("Senere"), align="right", width=56),
        e.Column(_("Hva som holder igjen"), width=160),
    ]
    return e.table(columns, [_late(each, language, cite) for each in found], caption=caption)


def _late(each: LateEnd, language: str, cite: Cite) -> list[e.CellValue]:
    found = each.date.found
    return [
        [*end(each.part, each.date.fact, language), *cite(each.date.fact.uid)],
        formatting.day(found.claimed),
        feasible_words.kept(each.date),
        [e.toned(formatting.slip_words(each.days), "crit")],
        "; ".join(feasible_words.why(each.date, each.part)),
    ]


def end(part: Slice, milestone: MilestoneFact, language: str) -> list[Inline]:
    """An initiative with the milestone it ends in."""
    name = paper.foreign(part.name, part.language, language, strong=True)
    told = paper.named(name, part.code, example=part.example)
    return [*told, "\n", paper.foreign(milestone.name, milestone.language, language)]


def chances(found: Sequence[Probability], language: str, *, caption: str) -> e.Element:
    """When ends are likely reached, and how often their plans hold."""
    columns = [
        e.Column(_("Tiltak og sluttmilepæl"), row_header=True),
        *(e.Column(title, width=58) for title in ("P10", "P50", "P85")),
        e.Column(_("Opprinnelig plan holder"), width=86),
        e.Column(_("Sist vedtatte holder"), width=86),
    ]
    rows: list[list[e.CellValue]] = [
        [
            end(each.part, each.end, language),
            formatting.day(each.p10),
            formatting.day(each.p50),
            formatting.day(each.p85),
            _chance(each.meets_original, formatting.day(each.original)),
            _chance(each.meets_approved, formatting.day(each.approved)),
        ]
        for each in found
    ]
    return e.table(columns, rows, caption=caption)


def _chance(share: float | None, day: str) -> list[Inline]:
    if share is None:
        return [formatting.MISSING]
    return [probability_words.chance(share), e.muted(f" {day}")]
