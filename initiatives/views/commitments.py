"""Which commitments an initiative carries: from the initiative's side, and from the commitment's."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from initiatives import actions
from initiatives.access import editable, editable_initiative
from initiatives.choices import label
from initiatives.domain import free_text
from initiatives.domain import vocabulary as v
from initiatives.forms.links import LinkForm
from initiatives.models import Commitment, Initiative, InitiativeCommitment, PolicyDocument
from initiatives.views.lists import Item, Listing, item
from initiatives.views.pages import Page, address, edit_page, fact_of, read_only, read_or_write, show, withdraw_page
from initiatives.views.people import asked, posted, signed_in

MOST = 50  # commitments shown at a time


@read_only
def listing(request: HttpRequest, code: str) -> HttpResponse:
    """What the initiative carries, and a search for more."""
    initiative = editable_initiative(signed_in(request), code)
    links = initiative.commitments.standing().select_related("commitment__document").order_by("commitment__document")
    table = Listing(
        title=_("Føringer tiltaket bærer"),
        head=_("Føring"),
        columns=(_("Dokument"), _("Bidrag"), _("Begrunnelse")),
        rows=[_item(each, initiative) for each in links],
        add="",
        add_label="",
        empty=_("Tiltaket er ikke knyttet til noen føring."),
    )
    found = list(_search(request, initiative)[: MOST + 1])
    return show(
        request,
        "initiatives/commitments.html",
        Page(initiative, "commitments", _("Føringer")),
        tables=[table],
        documents=PolicyDocument.objects.standing().filter(commitments__withdrawn_at__isnull=True).distinct(),
        found=[(each, address("link_commitment", initiative, key=each.key)) for each in found[:MOST]],
        more=len(found) > MOST,
        text=asked(request, "sok"),
        document=asked(request, "dokument"),
    )


def _search(request: HttpRequest, initiative: Initiative) -> QuerySet[Commitment]:
    """Commitments that match and are not carried yet; none before something is asked for."""
    text, document = asked(request, "sok"), asked(request, "dokument")
    carried = initiative.commitments.standing().values("commitment")
    rows = Commitment.objects.standing().exclude(pk__in=carried).select_related("document")
    if not text and not document:
        return rows.none()
    if document:
        rows = rows.filter(document__key=document)
    for part in text.split():
        rows = rows.filter(Q(statement__icontains=part) | Q(locator__icontains=part) | Q(theme__icontains=part))
    return rows


def _item(link: InitiativeCommitment, initiative: Initiative) -> Item:
    commitment = link.commitment
    where = f"{commitment.document}, {commitment.locator}" if commitment.locator else str(commitment.document)
    kind = label(v.Contribution, link.contribution)
    return item(link, commitment.statement, "commitment_link", initiative, where, kind, link.reason)


@read_or_write
def link(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Say that the initiative carries the commitment."""
    user = signed_in(request)
    initiative = editable_initiative(user, code)
    commitment = _commitment(key)
    form = LinkForm(posted(request), initial={"contribution": v.Contribution.MAIN.value, "language": user.writes})
    return edit_page(
        request,
        Page(initiative, "commitments", _("Knytt til føring"), extra={"commitment": commitment}),
        form,
        lambda: actions.link_commitment(by=user, initiative=initiative, commitment=commitment, values=form.changes()),
    )


def _commitment(key: str) -> Commitment:
    rows = Commitment.objects.standing().select_related("document")
    found: Commitment | None = rows.filter(key=key).first() if free_text.is_plain(key) else None
    if found is None:
        raise Http404(key)
    return found


@read_or_write
def edit(request: HttpRequest, code: str, uid: UUID) -> HttpResponse:
    """Change contribution or reason."""
    user = signed_in(request)
    initiative = editable_initiative(user, code)
    held: InitiativeCommitment = fact_of(InitiativeCommitment, request, uid, initiative=initiative)
    form = LinkForm(posted(request), fact=held)
    return edit_page(
        request,
        Page(initiative, "commitments", _("Kobling til føring"), extra={"commitment": held.commitment}),
        form,
        lambda: actions.edit_link(by=user, link=held, changes=form.changes(), version=form.seen_version),
        withdraw=address("withdraw_commitment_link", initiative, uid=uid),
    )


@read_or_write
def unlink(request: HttpRequest, code: str, uid: UUID) -> HttpResponse:
    """Say that the initiative no longer carries the commitment."""
    user = signed_in(request)
    initiative = editable_initiative(user, code)
    held: InitiativeCommitment = fact_of(InitiativeCommitment, request, uid, initiative=initiative)
    return withdraw_page(
        request,
        Page(initiative, "commitments", _("Løs fra føring"), language=held.commitment.language),
        lambda reason: actions.unlink_commitment(by=user, link=held, reason=reason),
        [
            (_("Føring"), held.commitment.statement),
            (_("Dokument"), str(held.commitment.document)),
            (_("Bidrag"), label(v.Contribution, held.contribution)),
        ],
    )


@read_only
def choose_initiative(request: HttpRequest, key: str) -> HttpResponse:
    """From the commitment's side: which of the initiatives one may change carries it?"""
    commitment = _commitment(key)
    mine = editable(signed_in(request))
    text = asked(request, "tiltak")
    chosen = mine.filter(code__iexact=text.split(maxsplit=1)[0]).first() if text else None
    if chosen is not None:
        return redirect(address("link_commitment", chosen, key=key))
    context = {
        "commitment": commitment,
        "text": text,
        "offered": list(mine[:500]),
        "found": list(mine.filter(name__icontains=text)[:MOST]) if text else [],
        "crumbs": [(_("Føringer"), reverse("reporting:commitments")), (_("Knytt til tiltak"), "")],
    }
    return render(request, "initiatives/choose_initiative.html", context)
