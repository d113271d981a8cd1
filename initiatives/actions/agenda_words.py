"""What a case is first called and what it asks of the body, written from the contract as it stands: a draft for the
secretariat, in the language the person writes in. Everything may be written over.

A case is read by everybody, and its text is nobody's to withhold afterwards: what is withheld of the contract, its
initiatives and its milestones is left out from the first, whoever writes.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import override

from initiatives.actions.values import stored
from initiatives.choices import label
from initiatives.domain.dates import PartialDate
from initiatives.domain.vocabulary import (
    CaseKind,
    DependencyState,
    Language,
    OwnershipRole,
    PlanCategory,
    PlanChangeKind,
    Side,
)
from initiatives.formatting import when
from initiatives.models import Dependency, ExternalParty, GovernanceBody, Initiative, Milestone, Ownership, PlanChange
from initiatives.models.sides import external_of, initiative_of, milestone_of
from initiatives.notices import Veils, withheld

WRITTEN = (Language.BOKMAL, Language.NYNORSK, Language.ENGLISH)
"""The languages we write in ourselves."""
NAME = 110  # characters of a name inside a title

Owners = dict[int, str]
"""Id of an initiative → its accountable owner, by name."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A case before anybody has looked at it."""

    title: str
    kind: CaseKind
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class _Deal:
    """The contract in the words a sentence is made of: who gives to whom, when it is needed and offered. `what` is what
    the giver delivers: "" where only the giver itself has a name, such as somebody outside the portfolio. `told`: every
    date there is may be told."""

    giver: str
    receiver: str
    source: str
    what: str
    whom: str
    need: PartialDate | None
    offer: PartialDate | None
    told: bool

    @property
    def apart(self) -> bool:
        """Whether what is offered comes after what is needed."""
        return bool(self.need and self.offer and self.offer.latest > self.need.latest)

    @property
    def delivery(self) -> str:
        """What is delivered, as the object of a sentence."""
        return f"«{self.what}»" if self.what else _("det «%(whom)s» venter på") % {"whom": self.whom}


def owners_of(initiatives: Iterable[Initiative]) -> Owners:
    """The accountable owners today. One query."""
    rows = Ownership.objects.standing().filter(
        initiative__in={each.pk for each in initiatives},
        role=OwnershipRole.ACCOUNTABLE,
        valid_to_latest__isnull=True,
    )
    return dict(rows.order_by("pk").values_list("initiative_id", "organisation__name"))


def veils_of(dependencies: Iterable[Dependency]) -> Veils:
    """What is withheld today of these contracts and of what they name. One query, none without contracts."""
    return withheld(
        each.uid
        for dependency in dependencies
        for each in (dependency, *(_whole(dependency, side) for side in Side), *_milestones(dependency))
    )


def proposal(
    dependency: Dependency, body: GovernanceBody | None, language: str, owners: Owners, veils: Veils
) -> Proposal:
    """The case for this contract before this body; no query when its sides are fetched (`models.sides.RELATED`)."""
    written = language if language in WRITTEN else Language.BOKMAL.value
    deal = _deal(dependency, owners, veils)
    with override(written):
        kind, text = _asked(deal, body.name if body else _("Møtet"))
        return Proposal(_title(deal, dependency.state), kind, text, written)


def change_title(change: PlanChange) -> str:
    """The case for what is asked of a portfolio, in the language of the question. One query."""
    written = change.language if change.language in WRITTEN else Language.BOKMAL.value
    veils = withheld([change.initiative.uid])
    with override(written):
        names = {
            "name": _short(_name(change.initiative, veils)),
            "plan": _short(change.plan.name),
            "category": label(PlanCategory, change.category),
        }
        if change.kind == PlanChangeKind.ADMISSION:
            return _("Opptak av «%(name)s» i %(plan)s") % names
        if change.kind == PlanChangeKind.MOVE:
            return _("Flytting av «%(name)s» til %(category)s i %(plan)s") % names
        return _("Uttak av «%(name)s» fra %(plan)s") % names


def asked_titles(asked: Iterable[tuple[Initiative, str, str]]) -> list[str]:
    """The cases for what bodies are asked for initiatives: (initiative, kind of case, language). One query."""
    rows = list(asked)
    veils = withheld(part.uid for part, _kind, _language in rows)
    return [_asked_title(*each, veils) for each in rows]


def _asked_title(part: Initiative, kind: str, language: str, veils: Veils) -> str:
    """«E05 Felles innlogging: tilslutning»."""
    with override(language if language in WRITTEN else Language.BOKMAL.value):
        names = dict.fromkeys((part.code, _short(_name(part, veils))))  # the code alone where the name is withheld
        return f"{' '.join(names)}: {label(CaseKind, kind)}"


def _deal(dependency: Dependency, owners: Owners, veils: Veils) -> _Deal:
    giver, receiver = (_whole(dependency, side) for side in (Side.GIVER, Side.RECEIVER))
    source, whom = _name(giver, veils), _name(receiver, veils)
    gives, takes = _owner(giver, owners, source), _owner(receiver, owners, whom)
    if gives == takes:  # one owner on both sides
        takes = f"«{whom}»"
    hidden = veils.get(dependency.uid.hex, frozenset())
    need, offer = _dates(dependency, hidden)
    return _Deal(
        giver=gives,
        receiver=takes,
        source=source,
        what=_delivered(dependency, veils) or (source if gives != source else ""),
        whom=whom,
        need=need,
        offer=offer,
        told=hidden.isdisjoint(("need_by", "promised", "counter_date")),
    )


def _dates(dependency: Dependency, hidden: Collection[str]) -> tuple[PartialDate | None, PartialDate | None]:
    """When it is needed and offered, the counter-date of a dispute taken for its giver's word."""
    need, offer, counter = (
        None if name in hidden else stored(dependency, name) for name in ("need_by", "promised", "counter_date")
    )
    if dependency.state == DependencyState.DISPUTED and counter is not None:
        if dependency.last_word == Side.GIVER:
            offer = counter
        else:
            need = counter
    return _ahead(need), _ahead(offer)


def _delivered(dependency: Dependency, veils: Veils) -> str:
    """The giver's milestone by name, if it has one that may be told."""
    milestone = milestone_of(dependency, Side.GIVER)
    return "" if milestone is None or "name" in veils.get(milestone.uid.hex, ()) else milestone.name


def _name(party: Initiative | ExternalParty, veils: Veils) -> str:
    """The party's name, or the code of an initiative whose name is withheld."""
    if isinstance(party, Initiative) and "name" in veils.get(party.uid.hex, ()):
        return party.code
    return party.name


def _milestones(dependency: Dependency) -> Iterable[Milestone]:
    return filter(None, (milestone_of(dependency, side) for side in Side))


def _whole(dependency: Dependency, side: Side) -> Initiative | ExternalParty:
    whole = initiative_of(dependency, side) or external_of(dependency, side)
    if whole is None:
        raise ValueError("A dependency has somebody on each side.")
    return whole


def _owner(party: Initiative | ExternalParty, owners: Owners, name: str) -> str:
    """Who owns the party; its own `name` where nobody is known to."""
    if isinstance(party, Initiative):
        return owners.get(party.pk, name)
    return party.organisation.name if party.organisation else name


def _ahead(date: PartialDate | None) -> PartialDate | None:
    """A date that can still be kept: nobody is asked to join in what has passed."""
    return date if date is not None and date.latest >= timezone.localdate() else None


def _title(deal: _Deal, state: str) -> str:
    names = {"giver": _short(deal.source), "what": _short(deal.what), "whom": _short(deal.whom)}
    if state == DependencyState.DISPUTED:
        words = _("Uenighet om når «%(what)s» er klar") if deal.what else _("Uenighet om når «%(giver)s» leverer")
    elif deal.told and deal.need is None and deal.offer is None:
        words = (
            _("«%(whom)s» mangler dato for «%(what)s»") if deal.what else _("«%(whom)s» mangler dato fra «%(giver)s»")
        )
    elif deal.what:
        words = _("Leveransen av «%(what)s» til «%(whom)s»")
    else:
        words = _("Leveransen fra «%(giver)s» til «%(whom)s»")
    return words % names


def _asked(deal: _Deal, body: str) -> tuple[CaseKind, str]:
    names = {"body": body, "giver": deal.giver, "receiver": deal.receiver, "what": deal.delivery}
    if deal.apart:
        text = _(
            "%(body)s bes ta stilling til når %(giver)s skal levere %(what)s: innen %(need)s, som %(receiver)s"
            " trenger, eller innen %(offer)s, som %(giver)s kan love."
        )
        return CaseKind.ENDORSEMENT, text % {**names, "need": when(deal.need), "offer": when(deal.offer)}
    date = deal.need or deal.offer
    if date is not None:
        text = _("%(body)s bes slutte seg til at %(giver)s leverer %(what)s til %(receiver)s innen %(date)s.")
        return CaseKind.ENDORSEMENT, text % {**names, "date": when(date)}
    text = _(
        "%(body)s bes drøfte når %(giver)s skal levere %(what)s til %(receiver)s, og be de to bli enige om en dato"
        " de begge kan stå ved."
    )
    return CaseKind.DISCUSSION, text % names


def _short(name: str) -> str:
    return Truncator(name).chars(NAME)
