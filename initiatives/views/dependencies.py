"""Dependencies: first with whom, then what; changed from this initiative's side."""

from collections.abc import Collection
from dataclasses import replace
from typing import NamedTuple
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from initiatives import actions
from initiatives.access import editable_initiative, stewarded
from initiatives.actions.dependencies import SIDES
from initiatives.actions.values import stored
from initiatives.choices import label
from initiatives.domain import vocabulary as v
from initiatives.domain.negotiation import NEGOTIATED
from initiatives.formatting import when
from initiatives.forms.dependencies import WAITS, DependencyForm, ExternalPartyForm
from initiatives.models import Dependency, ExternalParty, Initiative
from initiatives.views.contract_pages import contract_page
from initiatives.views.contract_words import unnamed_milestones, veiled
from initiatives.views.lists import Item, Listing, item
from initiatives.views.pages import (
    Page,
    address,
    attempt,
    edit_page,
    fact_of,
    read_only,
    read_or_write,
    show,
    withdraw_page,
)
from initiatives.views.people import asked, posted, signed_in

MOST = 20  # initiatives shown when a search finds many
OFFERED = 500  # initiatives offered while typing; a larger portfolio is searched
RELATED = [
    f"{side}_{part}" for side in SIDES for part in ("initiative", "milestone", "milestone__initiative", "external")
]


class View(NamedTuple):
    """A dependency as one of its initiatives sees it."""

    gives: bool
    own: str
    other: str
    party: Initiative | ExternalParty


def seen_from(initiative: Initiative, dependency: Dependency, unnamed: Collection[str] = ()) -> View:
    """Which side is ours, and who stands on the other. Http404 when neither is ours. `unnamed`: uids of what may not be
    named to the reader."""
    ends = {side: _end(dependency, side, unnamed) for side in SIDES}
    for side, other in (("successor", "predecessor"), ("predecessor", "successor")):
        if ends[side][0] == initiative:
            return View(side == "predecessor", ends[side][1], ends[other][1], ends[other][0])
    raise Http404(str(dependency.uid))


def _end(dependency: Dependency, side: str, unnamed: Collection[str]) -> tuple[Initiative | ExternalParty, str]:
    """Who stands on a side, and its words."""
    milestone = getattr(dependency, f"{side}_milestone")
    if milestone is not None:
        hidden = milestone.uid.hex in unnamed
        return milestone.initiative, f"{milestone.initiative.code} {_('unntatt') if hidden else milestone.name}"
    party: Initiative | ExternalParty = getattr(dependency, f"{side}_initiative") or getattr(
        dependency, f"{side}_external"
    )
    return party, str(party)


@read_only
def listing(request: HttpRequest, code: str) -> HttpResponse:
    """What we wait for, and what others wait for from us."""
    user = signed_in(request)
    initiative = editable_initiative(user, code)
    waits: list[Item] = []
    gives: list[Item] = []
    found = _dependencies(initiative)
    unnamed = veiled(user, found)
    for each in found:
        view = seen_from(initiative, each, unnamed)
        (gives if view.gives else waits).append(_item(each, view, initiative))
    columns = (_("Vår side"), _("Hva det gjelder"), _("Trengs senest"), _("Lovet"), _("Avtale"))
    add, label_ = address("add_dependency", initiative), _("Ny avhengighet")
    tables = [
        Listing(_("Vi venter på"), _("Hvem"), columns, waits, add, label_, _("Tiltaket venter ikke på noen.")),
        Listing(_("Venter på oss"), _("Hvem"), columns, gives, "", "", _("Ingen venter på tiltaket.")),
    ]
    return show(request, "initiatives/list.html", Page(initiative, "dependencies", _("Avhengigheter")), tables=tables)


def _dependencies(initiative: Initiative) -> list[Dependency]:
    ours = Q()
    for side in SIDES:
        ours |= Q(**{f"{side}_initiative": initiative}) | Q(**{f"{side}_milestone__initiative": initiative})
    return list(Dependency.objects.standing().filter(ours).select_related(*RELATED).order_by("key"))


def _item(dependency: Dependency, view: View, initiative: Initiative) -> Item:
    dates = (when(stored(dependency, "need_by")), when(stored(dependency, "promised")))
    kind, state = label(v.DependencyKind, dependency.kind), label(v.DependencyState, dependency.state)
    row = item(dependency, view.other, "dependency", initiative, view.own, kind, *dates, state)
    return replace(row, url=contract_page(dependency), edit=row.url)


# ── a new one ────────────────────────────────────────────────────────────────────────────────────────────────────────


@read_or_write
def add(request: HttpRequest, code: str) -> HttpResponse:
    """Propose a dependency: with the party named in the address, or ask for one."""
    user = signed_in(request)
    initiative = editable_initiative(user, code)
    other = _party(request, initiative)
    if other is None:
        return _choose(request, initiative)
    usual = {
        "direction": WAITS, "kind": v.DependencyKind.DELIVERY.value, "type": v.LinkType.FS.value,
        "lag": 0, "buffer": 0, "binding": False, "language": user.writes,
    }  # fmt: skip
    form = DependencyForm(
        posted(request),
        initiative=initiative,
        other=other,
        initial=usual,
        borrowed=not stewarded(user, initiative),
        veiled=unnamed_milestones(user, other),
    )

    def act() -> Dependency:
        predecessor, successor = form.parties()
        return actions.add_dependency(
            by=user,
            initiative=initiative,
            predecessor=predecessor,
            successor=successor,
            values=form.changes(),
            uid=form.cleaned_data["uid"],
            given_by=form.word,
        )

    page = Page(initiative, "dependencies", _("Ny avhengighet"), lead=str(other))
    sent = _("Forslaget er sendt. Den andre siden får varsel.")
    return edit_page(request, page, form, act, done=contract_page, saved=sent)


def _party(request: HttpRequest, initiative: Initiative) -> Initiative | ExternalParty | None:
    """The other side, if the address names exactly one."""
    uid = asked(request, "ekstern")
    if uid:
        try:
            party: ExternalParty | None = ExternalParty.objects.standing().filter(uid=uid).first()
        except ValidationError:
            party = None
        return party
    found = _found(asked(request, "tiltak"), initiative)
    return found[0] if len(found) == 1 else None


def _found(text: str, initiative: Initiative) -> list[Initiative]:
    """Initiatives by code, by code and name as offered, or by a part of the name; never the initiative itself."""
    if not text:
        return []
    others = Initiative.objects.standing().exclude(pk=initiative.pk)
    exact = list(others.filter(code__iexact=text.split(maxsplit=1)[0]))
    return exact or list(others.filter(name__icontains=text)[: MOST + 1])


def _choose(request: HttpRequest, initiative: Initiative) -> HttpResponse:
    text = asked(request, "tiltak")
    found = _found(text, initiative)
    others = Initiative.objects.standing().exclude(pk=initiative.pk)
    own = bool(text) and text.split()[0].upper() == initiative.code.upper()
    return show(
        request,
        "initiatives/choose_party.html",
        Page(initiative, "dependencies", _("Ny avhengighet")),
        text=text,
        error=_wrong(text, own, found) if text else "",
        found=found[:MOST],
        offered=list(others[:OFFERED]),
        externals=list(ExternalParty.objects.standing()),
        add_external=address("add_external_party", initiative),
    )


def _wrong(text: str, own: bool, found: list[Initiative]) -> str:
    if own:
        return _("Et tiltak kan ikke avhenge av seg selv. Velg et annet tiltak.")
    if not found:
        return _("Fant ikke noe tiltak med kode eller navn «%(text)s».") % {"text": text}
    if len(found) > MOST:
        return _("Mange tiltak passer med «%(text)s». Her er de første; skriv mer av navnet.") % {"text": text}
    return _("Flere tiltak passer med «%(text)s». Velg ett av dem.") % {"text": text}


@read_or_write
def add_external(request: HttpRequest, code: str) -> HttpResponse:
    """Register somebody outside the portfolio, and go on to the dependency."""
    user = signed_in(request)
    initiative = editable_initiative(user, code)
    form = ExternalPartyForm(posted(request), initial={"language": user.writes})
    page = Page(initiative, "dependencies", _("Ny ekstern part"))
    if request.method == "POST" and form.is_valid():
        party = attempt(
            form,
            lambda: actions.add_external_party(
                by=user, initiative=initiative, values=form.changes(), uid=form.cleaned_data["uid"]
            ),
        )
        if isinstance(party, ExternalParty):
            return redirect(f"{address('add_dependency', initiative)}?ekstern={party.uid}")
    return show(request, "initiatives/edit.html", page, status=422 if request.method == "POST" else 200, form=form)


# ── one that stands ──────────────────────────────────────────────────────────────────────────────────────────────────


@read_or_write
def edit(request: HttpRequest, code: str, uid: UUID) -> HttpResponse:
    """Change a dependency from this initiative's side."""
    user = signed_in(request)
    initiative = editable_initiative(user, code)
    dependency: Dependency = fact_of(Dependency, request, uid)
    view = seen_from(initiative, dependency)
    form = DependencyForm(
        posted(request),
        fact=dependency,
        initiative=initiative,
        other=view.party,
        own_gives=view.gives,
        borrowed=not stewarded(user, initiative),
        veiled=unnamed_milestones(user, view.party),
    )
    lead = _("Venter på oss") if view.gives else _("Vi venter på")
    more = {"contract": contract_page(dependency)}
    return edit_page(
        request,
        Page(initiative, "dependencies", str(view.party), lead=lead, language=view.party.language, extra=more),
        form,
        lambda: actions.edit_dependency(
            by=user,
            initiative=initiative,
            dependency=dependency,
            changes=form.changes(),
            version=form.seen_version,
            given_by=form.word,
        ),
        withdraw=address("withdraw_dependency", initiative, uid=uid),
    )


@read_or_write
def withdraw(request: HttpRequest, code: str, uid: UUID) -> HttpResponse:
    """Take a dependency back from this initiative's side. Who speaks for others is asked on whose word, on the page of
    the act."""
    user = signed_in(request)
    initiative = editable_initiative(user, code)
    dependency: Dependency = fact_of(Dependency, request, uid)
    view = seen_from(initiative, dependency, veiled(user, [dependency]))
    if request.method != "POST" and dependency.state in NEGOTIATED and not stewarded(user, initiative):
        side = v.Side.GIVER if view.gives else v.Side.RECEIVER
        return redirect(f"{reverse('initiatives:withdraw_contract', kwargs={'uid': uid})}?side={side}")
    return withdraw_page(
        request,
        Page(initiative, "dependencies", _("Trekk avhengighet")),
        lambda reason: actions.withdraw_dependency(
            by=user, initiative=initiative, dependency=dependency, reason=reason
        ),
        [
            (_("Den andre siden"), view.other),
            (_("Vår side"), view.own),
            (_("Avtale"), label(v.DependencyState, dependency.state)),
        ],
    )
