"""A case in words, made once for the page and every file: who stands on each side, the dates, what is wrong, what each
has said, what the engine says, and what the meeting is asked."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from initiatives import choices, formatting
from initiatives.domain import vocabulary as v
from initiatives.domain.agreements import SERIOUS
from initiatives.domain.facts import DecisionFact
from initiatives.domain.state import PortfolioState
from reporting.domain.figures.agenda import Agenda, Item, Plan
from reporting.domain.figures.coordination import AgreementRow, Named
from reporting.domain.figures.coordination_dates import hidden_of
from reporting.domain.record import Record
from reporting.pages import agenda_words as words
from reporting.pages import agreement_words
from reporting.pages.coordination_terms import term

Withheld = Mapping[str, Collection[str]]
"""uid of a fact → the names of its fields that are withheld from the reader."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the agreement by its names; `role` says which."""

    role: str
    named: Named
    name: str
    owner: str


@dataclass(frozen=True, slots=True)
class Speech:
    """What somebody has said, in their own language; `by` says what it is."""

    by: str
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that is wrong, and whether it endangers somebody's plan."""

    text: str
    serious: bool


@dataclass(frozen=True, slots=True)
class PlanTold:
    """A milestone that moves, in words."""

    plan: Plan
    owner: str
    before: str
    after: str
    slip: str


@dataclass(frozen=True, slots=True)
class Deal:
    """The agreement behind a case, in words. `dates` are label and value."""

    row: AgreementRow
    sides: tuple[Side, Side]
    state: str
    tone: str
    age: str
    dates: tuple[tuple[str, str], ...]
    wrong: tuple[Wrong, ...]
    speeches: tuple[Speech, ...]
    engine: tuple[str, ...]
    plans: tuple[PlanTold, ...]

    @property
    def owners(self) -> tuple[str, ...]:
        """The owners on both sides, the receiver's first, each once."""
        return tuple(dict.fromkeys(side.owner for side in reversed(self.sides)))


@dataclass(frozen=True, slots=True)
class CaseTold:
    """A case in words. Without a `deal` there is no agreement to tell of; `gone` says why, where there was one."""

    item: Item
    label: str
    title: str
    kind: str
    asked: str
    gone: str
    owners: tuple[str, ...]
    deal: Deal | None

    @property
    def language(self) -> str:
        """The language of the case's own texts."""
        return self.item.case.language

    @property
    def decisions(self) -> tuple[DecisionFact, ...]:
        """What was decided in it."""
        return self.item.decisions


def cases(record: Record, found: Agenda) -> tuple[CaseTold, ...]:
    """Every case of an agenda, in the active language."""
    hidden = hidden_of(record.state)
    return tuple(_case(record.state, found, item, hidden) for item in found.items)


def _case(state: PortfolioState, found: Agenda, item: Item, hidden: Withheld) -> CaseTold:
    case, unseen = item.case, hidden.get(item.case.uid, ())
    deal = _deal(item, item.told, hidden) if item.told else None
    return CaseTold(
        item,
        words.label(found, item),
        _("unntatt") if "title" in unseen else case.title,
        words.kind(item),
        _("unntatt") if "text" in unseen else case.text,
        _gone(item),
        deal.owners if deal else _owners(state, item),
        deal,
    )


def _owners(state: PortfolioState, item: Item) -> tuple[str, ...]:
    """Who owns what a case without an agreement is about."""
    found = (state.owner(part) for part in item.parts)
    return tuple(dict.fromkeys(each.short_name or each.name for each in found if each))


def _deal(item: Item, row: AgreementRow, hidden: Withheld) -> Deal:
    agreement = row.agreement
    state, unseen = agreement.fact.state, hidden.get(agreement.uid, ())
    return Deal(
        row=row,
        sides=(_side(_("Giver"), row.giver), _side(_("Mottaker"), row.receiver)),
        state=choices.label(v.DependencyState, state),
        tone=choices.tone(v.DependencyState, state),
        age=agreement_words.state_age(row),
        dates=tuple(_dates(row, unseen)),
        wrong=tuple(Wrong(agreement_words.concern(each), each.concern in SERIOUS) for each in agreement.concerns),
        speeches=tuple(speeches(row, unseen)),
        engine=words.engine(item),
        plans=tuple(_plan(each) for each in item.plans),
    )


def _gone(item: Item) -> str:
    """Why there is no agreement to tell of: "" when there is one, and for a case that was never about one."""
    if item.told is None and item.case.dependency:
        return _("Avtalen saken gjelder, er trukket eller var ikke kjent på dette tidspunktet.")
    return ""


def _side(role: str, side: Named) -> Side:
    return Side(role, side, words.who(side), agreement_words.owner(side))


def _dates(row: AgreementRow, unseen: Collection[str]) -> Iterator[tuple[str, str]]:
    """The dates on the table, and when the delivery can come by all that is known."""
    agreement = row.agreement
    yield _("Trengs senest"), term(agreement.fact, "need_by", unseen)
    yield _("Lovet"), term(agreement.fact, "promised", unseen)
    if agreement.fact.counter_date or "counter_date" in unseen:
        yield _counter(row), term(agreement.fact, "counter_date", unseen)
    yield _("Kan komme"), words.comes(agreement) or formatting.MISSING


def _counter(row: AgreementRow) -> str:
    if row.agreement.fact.last_word == v.Side.GIVER:
        return _("Giverens motforslag")
    return _("Mottakerens motforslag") if row.agreement.fact.last_word == v.Side.RECEIVER else _("Motforslag")


def speeches(row: AgreementRow, unseen: Collection[str]) -> Iterator[Speech]:
    """The contract's own words, and those of the side that does not agree."""
    fact = row.agreement.fact
    told = (
        (_("Hva det gjelder"), "description", fact.language),
        (_("Hvis det kommer for sent"), "consequence", fact.language),
        (_objector(row), "objection", fact.objection_language),
    )
    for by, name, language in told:
        if name in unseen:
            yield Speech(by, _("unntatt"), "")
        elif text := getattr(fact, name):
            yield Speech(by, text, language)


def _objector(row: AgreementRow) -> str:
    sides = {v.Side.GIVER.value: row.giver, v.Side.RECEIVER.value: row.receiver}
    by = sides.get(row.agreement.fact.last_word)
    if by is None:
        return _("Innvending")
    return _("%(owner)s innvender") % {"owner": agreement_words.owner(by) if by.owner_name else words.who(by)}


def _plan(plan: Plan) -> PlanTold:
    owner = (plan.owner.short_name or plan.owner.name) if plan.owner else _("eier ikke oppgitt")
    return PlanTold(
        plan,
        owner,
        formatting.day(plan.before),
        formatting.day(plan.after),
        formatting.slip_words(plan.days),
    )


def headings() -> Mapping[str, str]:
    """What the parts of a case are called, everywhere the same."""
    return {
        "number": _("Sak nr."),
        "title": _("Tema"),
        "kind": capfirst(_("sakstype")),
        "owners": _("Eiere"),
        "background": _("Bakgrunn"),
        "engine": _("Hva planene sier"),
        "plans": _("Planer som flyttes"),
        "asked": _("Hva møtet bes om"),
        "decision": _("Vedtak"),
    }
