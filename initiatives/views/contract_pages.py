"""The page of an act on a contract: who one acts for, the terms repeated, and what became of them in the meantime."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any, ClassVar, NamedTuple
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from initiatives import access
from initiatives.actions.contract_writing import fresh
from initiatives.actions.edits import version_of
from initiatives.domain import vocabulary as v
from initiatives.domain.negotiation import Move, leads_to, moves
from initiatives.domain.refusals import Problem, Refused, Why
from initiatives.forms.contracts import side_words
from initiatives.forms.sentences import sentence
from initiatives.models import Dependency, User
from initiatives.views.contract_words import name, terms
from initiatives.views.pages import NOT_SAVED
from initiatives.views.people import asked, posted, signed_in


class Words(NamedTuple):
    """What the page of an act says: over it, on its button, what the act means, and when it is done. `nothing` is said
    when it had been done before."""

    title: str
    button: str
    explained: str
    done: str
    nothing: str = ""


class Act(ABC):
    """One act on a contract: its move and form, what its page says, and what it does."""

    move: ClassVar[Move]
    form: ClassVar[Any]
    needs_word: ClassVar[bool] = True
    """Whether who speaks for others must say on whose word."""
    danger: ClassVar[bool] = False

    def __init__(self, request: HttpRequest, user: User, dependency: Dependency) -> None:
        self.request, self.user, self.dependency = request, user, dependency

    @property
    def initial(self) -> dict[str, Any]:
        """What stands in the form at first."""
        return {}

    @property
    @abstractmethod
    def words(self) -> Words:
        """What its page says."""

    @property
    def back(self) -> str:
        """Where one comes when it is done."""
        return contract_page(self.dependency)

    @property
    def coordination(self) -> str:
        """The page of all contracts."""
        return reverse("reporting:coordination")

    @abstractmethod
    def do(self, form: Any) -> object:
        """Do it; what is true when something was written."""


def contract_page(dependency: Dependency) -> str:
    """The contract's own page, which the room that reads shows. Known by its name only."""
    return reverse("reporting:contract", kwargs={"uid": dependency.uid})


def act_page(request: HttpRequest, uid: UUID, kind: type[Act]) -> HttpResponse:
    """Show the act's form, or do it and lead back to the contract. What is refused comes back with all that was
    typed, status 422, and the contract as it stands by then."""
    user = signed_in(request)
    found = access.speaking(user, uid, withdrawn=request.method == "POST")
    act, may = kind(request, user, found.dependency), able(found, kind.move)
    form = _form(act, may or found.sides)
    status = 200
    if request.method == "POST":
        if form.is_valid() and _done(act, form):
            return redirect(act.back)
        act.dependency, status = fresh(act.dependency), NOT_SAVED
    shown = {
        "act": act,
        "words": act.words,
        "title": act.words.title,
        "impossible": "" if may or status == NOT_SAVED else _impossible(act, found.sides),
        "terms": terms(user, act.dependency, form.seen_version if form.changed else 0),
        "form": form,
        "fields": [each for each in form if not each.is_hidden],
        "back": contract_page(act.dependency),
    }
    if form.changed:
        form.read_anew(version_of(act.dependency))
    return render(request, "initiatives/contract_act.html", shown | crumbs(shown), status=status)


def able(found: access.Speaking, move: Move) -> frozenset[v.Side]:
    """The sides for which the person can make this move now."""
    state, last_word = found.dependency.state, found.dependency.last_word
    return frozenset(side for side in found.sides if move in moves(state, side, last_word))


def _form(act: Act, sides: Iterable[v.Side]) -> Any:
    ordered = [side for side in v.Side if side in set(sides)]
    wanted = asked(act.request, "side")
    chosen = {"side": wanted} if wanted in ordered else {}
    borrowed = [side for side in ordered if act.needs_word and not access.keeps(act.user, act.dependency, side)]
    return act.form(
        posted(act.request),
        sides={side: side_words(side, str(name(act.dependency, side))) for side in ordered},
        borrowed=borrowed,
        version=version_of(act.dependency),
        initial=act.initial | chosen,
    )


def _done(act: Act, form: Any) -> bool:
    try:
        result = act.do(form)
    except Refused as refused:
        form.show(refused)
        return False
    if result:
        messages.success(act.request, act.words.done)
    else:
        nothing = act.words.nothing or _("Det var gjort fra før, så ingenting nytt ble lagret.")
        messages.info(act.request, nothing)
    return True


def _impossible(act: Act, sides: Iterable[v.Side]) -> str:
    """Why nobody the person speaks for can do this now."""
    spoken, state = set(sides), act.dependency.state
    if act.move is Move.FULFIL and v.Side.RECEIVER not in spoken:
        return sentence(Problem("", Why.RECEIVER_ONLY))
    own_word = leads_to(state, act.move) is not None and act.dependency.last_word in spoken
    return sentence(Problem("", Why.OWN_WORD if own_word else Why.NOT_NOW, {"state": state}))


def crumbs(shown: dict[str, Any]) -> dict[str, Any]:
    """The way to the page of an act: coordination, the contract, the act."""
    receiver, giver = shown["terms"].receiver, shown["terms"].giver
    waits = _("%(receiver)s venter på %(giver)s") % {
        "receiver": receiver.code or receiver.text,
        "giver": giver.code or giver.text,
    }
    top = (_("Samordning"), reverse("reporting:coordination"))
    return {"crumbs": [top, (waits, shown["back"]), (shown["title"], "")]}
