"""A contract's terms as they are repeated above every act on it, and what became of them while a page was open."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives import access
from initiatives.actions.edits import row_of
from initiatives.actions.values import same, stored
from initiatives.choices import LINKS, label, tone
from initiatives.domain import vocabulary as v
from initiatives.domain.dates import PartialDate
from initiatives.formatting import MISSING, days, when
from initiatives.models import Dependency, ExternalParty, Initiative, Milestone, User, WithheldValue
from initiatives.models.sides import external_of, initiative_of, milestone_of

_PROSE = frozenset({"description", "consequence"})
_DAYS = frozenset({"lag", "buffer"})
_FIELDS = (
    ("state", gettext_lazy("Avtale"), True),
    ("need_by", gettext_lazy("Trengs senest"), True),
    ("promised", gettext_lazy("Lovet"), True),
    ("counter_date", gettext_lazy("Motforslag"), False),
    ("objection", gettext_lazy("Innvending"), False),
    ("fulfilled", gettext_lazy("Tatt imot"), False),
    ("description", gettext_lazy("Hva som skal leveres"), False),
    ("consequence", gettext_lazy("Hvis det svikter"), False),
    ("binding", gettext_lazy("Bindende"), True),
    ("type", gettext_lazy("Kobling"), True),
    ("lag", gettext_lazy("Opphold"), False),
    ("buffer", gettext_lazy("Buffer"), False),
)


@dataclass(frozen=True, slots=True)
class Name:
    """What a side is called, its milestone included; `language` is that of the name, "" for our own words."""

    text: str
    language: str
    code: str = ""
    milestone: str = ""
    milestone_language: str = ""

    def __str__(self) -> str:
        whole = f"{self.code} {self.text}".strip()
        return f"{whole}, {self.milestone}" if self.milestone else whole


@dataclass(frozen=True, slots=True)
class Term:
    """One term in words; `was` is what it was when the page was opened, where it is another now."""

    label: str
    text: str
    language: str = ""
    was: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """A contract on the page of an act: who waits for whom, and what stands between them."""

    giver: Name
    receiver: Name
    rows: tuple[Term, ...]
    changed: tuple[Term, ...]
    state: str
    tone: str
    example: bool


def terms(user: User, dependency: Dependency, version: int = 0) -> Terms:
    """The terms as they stand, and what of them is another than in the version that was read."""
    seen = row_of(dependency, version) if version else None
    rows = tuple(_rows(dependency, seen))
    unnamed = veiled(user, [dependency])
    sides = {side: name(dependency, side, unnamed) for side in v.Side}
    return Terms(
        giver=sides[v.Side.GIVER],
        receiver=sides[v.Side.RECEIVER],
        rows=rows,
        changed=tuple(each for each in rows if each.was),
        state=label(v.DependencyState, dependency.state),
        tone=tone(v.DependencyState, dependency.state),
        example=any(_example(dependency, side) for side in v.Side),
    )


def name(dependency: Dependency, side: v.Side, unnamed: "frozenset[str]" = frozenset()) -> Name:
    """What a side is called; `unnamed` are the uids of what the reader may not have named."""
    whole: Any = initiative_of(dependency, side) or external_of(dependency, side)
    milestone = milestone_of(dependency, side)
    hidden, veil = whole.uid.hex in unnamed, milestone is not None and milestone.uid.hex in unnamed
    return Name(
        text=_("unntatt") if hidden else whole.name,
        language="" if hidden else whole.language,
        code=getattr(whole, "code", ""),
        milestone="" if milestone is None else _("unntatt") if veil else milestone.name,
        milestone_language="" if milestone is None or veil else milestone.language,
    )


def veiled(user: User, dependencies: "Iterable[Dependency]") -> "frozenset[str]":
    """uids of initiatives and milestones of these contracts whose names are withheld from the user today. At most two
    queries."""
    audience, own = access.audience(user)
    if audience == v.Audience.INTERNAL:
        return frozenset()
    subjects = []
    for dependency, side in product(dependencies, v.Side):
        whole = initiative_of(dependency, side)
        if whole is not None and whole.uid.hex not in own:
            milestone = milestone_of(dependency, side)
            subjects += [whole.uid, *([milestone.uid] if milestone else [])]
    return _unnamed(subjects)


def unnamed_milestones(user: User, party: Initiative | ExternalParty) -> "frozenset[str]":
    """uids of the party's milestones whose names are withheld from the user today. At most two queries."""
    audience, own = access.audience(user)
    if audience == v.Audience.INTERNAL or not isinstance(party, Initiative) or party.uid.hex in own:
        return frozenset()
    return _unnamed(Milestone.objects.filter(initiative=party).values("uid"))


def _unnamed(subjects: Any) -> "frozenset[str]":
    standing = Q(release__isnull=True) | Q(release__gt=timezone.localdate())
    rows = WithheldValue.objects.standing().filter(standing, subject__in=subjects, field="name")
    return frozenset(subject.hex for subject in rows.values_list("subject", flat=True))


def _example(dependency: Dependency, side: v.Side) -> bool:
    whole: Any = initiative_of(dependency, side) or external_of(dependency, side)
    return bool(whole.example)


# ── one by one ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _rows(now: Dependency, seen: Any) -> "list[Term]":
    """Dates always, the rest where it says something; each beside what was read, where that was another."""
    found = []
    for field, title, always in _FIELDS:
        value, before = stored(now, field), stored(seen, field) if seen is not None else stored(now, field)
        if always or value or not same(value, before):
            language = now.language if field in _PROSE else now.objection_language if field == "objection" else ""
            was = "" if same(value, before) else _shown(field, before)
            found.append(Term(str(title), _shown(field, value), language, was))
    return found


def _shown(field: str, value: Any) -> str:
    if field in _DAYS:
        return days(value) if value else _("ingen")
    if field == "type":
        return str(LINKS[v.LinkType(value)])
    if field == "binding":
        return _("ja") if value else _("nei, den flytter ingen datoer")
    if field == "state":
        return label(v.DependencyState, value)
    if isinstance(value, PartialDate):
        return when(value)
    return str(value) if value else MISSING
