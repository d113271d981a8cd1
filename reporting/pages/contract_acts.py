"""What a reader can do with a contract now: for each side he or she speaks for, the most wanted first."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from initiatives import formatting
from initiatives.domain.agreements import Agreement, Concern
from initiatives.domain.negotiation import Move, moves, other
from initiatives.domain.vocabulary import Ask, DependencyState, Side
from reporting.domain.figures.contract import Contract
from reporting.domain.figures.coordination import Named

ADDRESSES = {
    Move.ACCEPT: "accept_contract",
    Move.DISPUTE: "dispute_contract",
    Move.CONFIRM: "confirm_contract",
    Move.FULFIL: "fulfil_contract",
    Move.ASK: "ask_contract",
    Move.PROPOSE: "propose_contract",
    Move.WITHDRAW: "withdraw_contract",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing a side can do, and where."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Panel:
    """What can be done for one side: one thing first, the rest beside it. `why` says whose turn it is."""

    side: str
    name: str
    language: str
    why: str
    primary: Offer
    others: tuple[Offer, ...]
    borrowed: bool  # the reader speaks for it on others' word
    calm: bool = False  # nothing is wanted of it now: no button calls louder than the others


def panels(contract: Contract, sides: Iterable[Side], borrowed: Iterable[Side]) -> tuple[Panel, ...]:
    """A panel for each of the sides that can do anything; `borrowed` are those that others must have spoken for."""
    lent = set(borrowed)
    found = [_panel(contract, side, side in lent) for side in Side if side in set(sides)]
    return tuple(each for each in found if each is not None)


def _panel(contract: Contract, side: Side, borrowed: bool) -> Panel | None:
    agreement = contract.agreement
    stood = _stood_today(contract, side)
    able = [
        move
        for move in moves(agreement.fact.state, side, agreement.fact.last_word)
        if not (move is Move.CONFIRM and stood) and not (move is Move.ASK and agreement.awaits is side)
    ]
    if not able:
        return None
    first = _first(agreement, side, able)
    named = contract.row.giver if side is Side.GIVER else contract.row.receiver
    offers = {move: _offer(contract, side, move) for move in able}
    return Panel(
        side=_("For giveren") if side is Side.GIVER else _("For mottakeren"),
        name=_name(named),
        language=named.language,
        why=_why(agreement, side),
        primary=offers.pop(first),
        others=tuple(offers.values()),
        borrowed=borrowed,
        calm=_calm(agreement, stood),
    )


def _calm(agreement: Agreement, stood: bool) -> bool:
    """Whether nothing is wanted of a side: it is over, or agreed and stood by today with nothing to receipt."""
    if any(each.concern is Concern.UNRECEIPTED for each in agreement.concerns):
        return False
    return agreement.fact.state == DependencyState.FULFILLED or (
        stood and agreement.fact.state == DependencyState.ACCEPTED
    )


def _stood_today(contract: Contract, side: Side) -> bool:
    """Whether the side has stood by the terms today already: confirming again would say nothing."""
    terms = contract.agreement.terms
    return (terms.giver_confirmed if side is Side.GIVER else terms.receiver_confirmed) == contract.today


def _name(named: Named) -> str:
    return named.name or _("unntatt")


def _first(agreement: Agreement, side: Side, able: list[Move]) -> Move:
    """What the side most likely came for."""
    fact = agreement.fact
    received = side is Side.RECEIVER and any(each.concern is Concern.UNRECEIPTED for each in agreement.concerns)
    if received and Move.FULFIL in able:
        return Move.FULFIL
    if fact.state == DependencyState.DISPUTED and fact.counter_date is None and side != fact.last_word:
        return Move.PROPOSE  # there is no other date to accept
    if fact.last_word == side and fact.state in (DependencyState.PROPOSED, DependencyState.DISPUTED):
        return Move.ASK
    return able[0]


def _why(agreement: Agreement, side: Side) -> str:
    """Whose turn it is, as this side sees it."""
    awaits = agreement.awaits
    if awaits is None:
        return ""
    return _("Dere skal svare.") if awaits is side else _("Den andre siden skal svare.")


def _offer(contract: Contract, side: Side, move: Move) -> Offer:
    query = f"?side={side.value}"
    if move is Move.ASK:
        ask = _ask(contract.agreement, side)
        query += f"&hva={ask.value}"
        label = _ASKED[ask]()
    else:
        label = _label(contract.agreement, move)
    return Offer(label, reverse(f"initiatives:{ADDRESSES[move]}", args=[_uid(contract)]) + query)


def _uid(contract: Contract) -> str:
    uid = contract.fact.uid
    return f"{uid[:8]}-{uid[8:12]}-{uid[12:16]}-{uid[16:20]}-{uid[20:]}"


def _label(agreement: Agreement, move: Move) -> str:
    fact = agreement.fact
    if move is Move.ACCEPT and fact.state == DependencyState.DISPUTED and fact.counter_date:
        date = {"date": formatting.when(fact.counter_date)}
        if fact.last_word == Side.GIVER:
            return _("Godta %(date)s som ny lovet dato") % date
        return _("Godta %(date)s som ny behovsdato") % date
    if move is Move.PROPOSE:
        return _("Foreslå en avtale") if fact.state == DependencyState.NOTED else _("Foreslå nye vilkår")
    if move is Move.DISPUTE and fact.state == DependencyState.FULFILLED:
        return _("Si at leveransen ikke holder")
    return {
        Move.ACCEPT: _("Godta avtalen"),
        Move.DISPUTE: _("Si at den ikke holder"),
        Move.CONFIRM: _("Bekreft avtalen"),
        Move.FULFIL: _("Meld mottatt"),
        Move.WITHDRAW: _("Trekk avtalen"),
    }[move]


_ASKED = {
    Ask.ANSWER: lambda: _("Be om svar"),
    Ask.DATE: lambda: _("Be om dato"),
    Ask.CONFIRMATION: lambda: _("Be om bekreftelse"),
    Ask.DELIVERY: lambda: _("Spør om leveransen"),
}


def _ask(agreement: Agreement, side: Side) -> Ask:
    """What the side would most likely ask for."""
    fact = agreement.fact
    if any(each.concern is Concern.UNRECEIPTED for each in agreement.concerns):
        return Ask.DELIVERY
    if agreement.awaits is other(side):
        return Ask.ANSWER
    if side is Side.RECEIVER and fact.promised is None:
        return Ask.DATE
    return Ask.CONFIRMATION
