"""New terms for a contract, from either side: the form of a dependency, with both ends told as giver and receiver."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from initiatives import access, actions
from initiatives.domain import vocabulary as v
from initiatives.domain.negotiation import Move, other
from initiatives.domain.refusals import Problem, Why
from initiatives.forms.contracts import side_words
from initiatives.forms.dependencies import ProposalForm
from initiatives.forms.sentences import sentence
from initiatives.models import Dependency, ExternalParty, Initiative, User
from initiatives.models.sides import external_of, initiative_of
from initiatives.views.contract_pages import able, contract_page, crumbs
from initiatives.views.contract_words import name, terms, unnamed_milestones
from initiatives.views.pages import NOT_SAVED, attempt, read_or_write
from initiatives.views.people import posted, signed_in


@read_or_write
def propose(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Propose a contract that is only noted, or other terms for one that is open."""
    user = signed_in(request)
    found = access.speaking(user, uid, withdrawn=request.method == "POST")
    dependency, may = found.dependency, able(found, Move.PROPOSE)
    form = _form(request, user, dependency, may or found.sides)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            result = attempt(form, lambda: _propose(user, dependency, form))
            if result is not None:
                _tell(request, result)
                return redirect(contract_page(dependency))
        status = NOT_SAVED
    noted = dependency.state == v.DependencyState.NOTED
    shown = {
        "title": _("Foreslå en avtale") if noted else _("Foreslå nye vilkår"),
        "impossible": ""
        if may or status == NOT_SAVED
        else sentence(Problem("", Why.NOT_NOW, {"state": dependency.state})),
        "terms": terms(user, dependency),
        "form": form,
        "back": contract_page(dependency),
    }
    return render(request, "initiatives/contract_terms.html", shown | crumbs(shown), status=status)


def _form(request: HttpRequest, user: User, dependency: Dependency, sides: "frozenset[v.Side]") -> ProposalForm:
    """The form, seen from an initiative of the contract: the one the person speaks for, if it is one."""
    ordered = [side for side in v.Side if side in sides]
    own = next((side for side in ordered if initiative_of(dependency, side) is not None), other(ordered[0]))
    whole = initiative_of(dependency, own)
    if whole is None:  # two external parties: nobody's to negotiate
        raise Http404(str(dependency.uid))
    return ProposalForm(
        posted(request),
        fact=dependency,
        initiative=whole,
        other=_party(dependency, other(own)),
        veiled=unnamed_milestones(user, _party(dependency, other(own))),
        own_gives=own is v.Side.GIVER,
        borrowed=any(not access.keeps(user, dependency, side) for side in ordered),
        sides={side: side_words(side, str(name(dependency, side))) for side in ordered},
    )


def _party(dependency: Dependency, side: v.Side) -> Initiative | ExternalParty:
    found: Any = initiative_of(dependency, side) or external_of(dependency, side)
    party: Initiative | ExternalParty = found
    return party


def _propose(user: User, dependency: Dependency, form: ProposalForm) -> bool:
    return actions.propose_contract(
        by=user,
        dependency=dependency,
        side=form.chosen,
        changes=form.changes(),
        version=form.seen_version,
        given_by=form.word,
    )


def _tell(request: HttpRequest, result: object) -> None:
    if result is False:
        messages.info(request, _("Vilkårene er de samme, så ingenting ble sendt."))
    else:
        messages.success(request, _("Forslaget er sendt. Den andre siden får varsel."))
