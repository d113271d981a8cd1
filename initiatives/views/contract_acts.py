"""What a side does with a contract: one page for each act, asking no more than the act needs."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from initiatives import actions
from initiatives.actions.contracts import COUNTERED
from initiatives.actions.values import stored
from initiatives.domain import vocabulary as v
from initiatives.domain.dates import exact
from initiatives.domain.negotiation import Move, awaited
from initiatives.formatting import when
from initiatives.forms import contracts as forms
from initiatives.models import Dependency
from initiatives.views.contract_pages import Act, Words, act_page
from initiatives.views.pages import read_or_write
from initiatives.views.people import asked


class Accept(Act):
    """Accept what the other side proposed last."""

    move = Move.ACCEPT
    form = forms.AcceptForm

    @property
    def words(self) -> Words:
        return Words(
            title=_("Godta motforslaget") if _counter(self.dependency)[0] else _("Godta avtalen"),
            button=self._button,
            explained=self._explained,
            done=_("Avtalen er godtatt og bekreftet. Den andre siden får varsel."),
        )

    @property
    def _button(self) -> str:
        date, term = _counter(self.dependency)
        if not date:
            return _("Godta avtalen")
        promised, needed = _("Godta %(date)s som ny lovet dato"), _("Godta %(date)s som ny behovsdato")
        return (promised if term == "promised" else needed) % {"date": date}

    @property
    def _explained(self) -> str:
        date, term = _counter(self.dependency)
        if not date:
            return _("Dere går med på vilkårene slik de står, og bekrefter dem samtidig.")
        promised = _("Lovet dato blir %(date)s, og innvendingen faller bort. Dere bekrefter avtalen samtidig.")
        needed = _("Behovsdatoen blir %(date)s, og innvendingen faller bort. Dere bekrefter avtalen samtidig.")
        told = (promised if term == "promised" else needed) % {"date": date}
        return f"{told} {self._left}".strip()

    @property
    def _left(self) -> str:
        """That the promise stays later than the need one accepts: who accepts should know before the button."""
        counter, promised = (stored(self.dependency, name) for name in ("counter_date", "promised"))
        if self.dependency.last_word != v.Side.RECEIVER or promised is None or promised.latest <= counter.latest:
            return ""
        words = _("Lovet dato står fortsatt som %(date)s. Kan dere levere før, så foreslå nye vilkår i stedet.")
        return words % {"date": when(promised)}

    def do(self, form: Any) -> object:
        return actions.accept_contract(by=self.user, dependency=self.dependency, **form.on)


def _counter(dependency: Dependency) -> tuple[str, str]:
    """The counter-date in words and the term it would be; empty when none was given."""
    counter = stored(dependency, "counter_date")
    if dependency.state != v.DependencyState.DISPUTED or counter is None or not dependency.last_word:
        return "", ""
    return when(counter), COUNTERED[v.Side(dependency.last_word)]


class Dispute(Act):
    """Say why it cannot stand, maybe with another date."""

    move = Move.DISPUTE
    form = forms.DisputeForm

    @property
    def initial(self) -> dict[str, Any]:
        return {"objection_language": self.user.writes}

    @property
    def words(self) -> Words:
        again = _("Avtalen er meldt oppfylt. Bestrider dere det, er den åpen igjen til dere er enige.")
        apart = _("Så lenge dere er uenige, flytter avtalen ingen datoer i planene. Skriv gjerne en dato som holder.")
        return Words(
            title=_("Si at avtalen ikke holder"),
            button=_("Send innvendingen"),
            explained=again if self.dependency.state == v.DependencyState.FULFILLED else apart,
            done=_("Innvendingen er lagret. Den andre siden får varsel."),
        )

    def do(self, form: Any) -> object:
        return actions.dispute_contract(
            by=self.user,
            dependency=self.dependency,
            objection=form.cleaned_data["objection"],
            language=form.cleaned_data["objection_language"],
            counter_date=form.cleaned_data["counter_date"],
            **form.on,
        )


class Confirm(Act):
    """Stand by the terms as they are."""

    move = Move.CONFIRM
    form = forms.ConfirmForm

    @property
    def words(self) -> Words:
        return Words(
            title=_("Bekreft avtalen"),
            button=_("Bekreft at den står ved lag"),
            explained=_("Dere står ved vilkårene slik de er. Da ser alle at avtalen fortsatt gjelder."),
            done=_("Avtalen er bekreftet. Den andre siden får varsel."),
            nothing=_("Avtalen er bekreftet for deres side i dag allerede."),
        )

    def do(self, form: Any) -> object:
        return actions.confirm_contract(by=self.user, dependency=self.dependency, **form.on)


class Fulfil(Act):
    """Say that it was received."""

    move = Move.FULFIL
    form = forms.FulfilForm

    @property
    def initial(self) -> dict[str, Any]:
        return {"fulfilled": exact(timezone.localdate())}

    @property
    def words(self) -> Words:
        return Words(
            title=_("Meld leveransen mottatt"),
            button=_("Meld mottatt"),
            explained=_("Avtalen er da oppfylt, og flytter ikke lenger noe i planene."),
            done=_("Leveransen er meldt mottatt, og avtalen er oppfylt. Den andre siden får varsel."),
        )

    def do(self, form: Any) -> object:
        date = form.cleaned_data["fulfilled"]
        return actions.fulfil_contract(by=self.user, dependency=self.dependency, date=date, **form.on)


class AskFor(Act):
    """Ask the other side for an answer, a date, a confirmation or the delivery."""

    move = Move.ASK
    form = forms.AskForm
    needs_word = False

    @property
    def initial(self) -> dict[str, Any]:
        """What the address asks to ask for; else what the contract lacks."""
        wanted = asked(self.request, "hva")
        return {"ask": wanted if wanted in set(v.Ask) else self._lacking}

    @property
    def _lacking(self) -> str:
        if awaited(self.dependency.state, self.dependency.last_word) is not None:
            return v.Ask.ANSWER.value
        return (v.Ask.DATE if stored(self.dependency, "promised") is None else v.Ask.CONFIRMATION).value

    @property
    def words(self) -> Words:
        return Words(
            title=_("Spør den andre siden"),
            button=_("Send spørsmålet"),
            explained=_("De får et varsel med spørsmålet. Ingenting i avtalen endres."),
            done=_("Spørsmålet er sendt."),
            nothing=_("Ingen på den andre siden kan få varsel ennå. Ta kontakt med dem direkte."),
        )

    def do(self, form: Any) -> object:
        return actions.ask_contract(
            by=self.user,
            dependency=self.dependency,
            ask=v.Ask(form.cleaned_data["ask"]),
            words=form.cleaned_data["words"],
            **form.on,
        )


class Withdraw(Act):
    """Take the contract back."""

    move = Move.WITHDRAW
    form = forms.WithdrawForm
    danger = True

    @property
    def words(self) -> Words:
        return Words(
            title=_("Trekk avtalen"),
            button=_("Trekk avtalen"),
            explained=_("Avtalen forsvinner fra nå av. Historikken, låste perioder og begrunnelsen blir stående."),
            done=_("Avtalen er trukket. Den andre siden får varsel."),
        )

    @property
    def back(self) -> str:
        return self.coordination

    def do(self, form: Any) -> object:
        actions.withdraw_contract(
            by=self.user,
            dependency=self.dependency,
            side=form.chosen,
            reason=form.cleaned_data["reason"],
            given_by=form.cleaned_data.get("given_by", ""),
        )
        return True


@read_or_write
def accept(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The page where a side accepts."""
    return act_page(request, uid, Accept)


@read_or_write
def dispute(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The page where a side objects."""
    return act_page(request, uid, Dispute)


@read_or_write
def confirm(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The page where a side confirms."""
    return act_page(request, uid, Confirm)


@read_or_write
def fulfil(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The page where the receiver says that it has received."""
    return act_page(request, uid, Fulfil)


@read_or_write
def ask(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The page where a side asks the other."""
    return act_page(request, uid, AskFor)


@read_or_write
def withdraw(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The page where a side takes the contract back."""
    return act_page(request, uid, Withdraw)
