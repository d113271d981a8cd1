"""One's own agreements in words: what is asked of us, and what we wait for."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import formatting
from initiatives.domain.agreements import Concern
from initiatives.domain.negotiation import Move, moves
from initiatives.domain.vocabulary import DependencyState, Side
from reporting.domain.figures.coordination import Named
from reporting.domain.figures.coordination_queue import (
    Queue,
    Queued,
    Unanswered,
    Urgency,
    fetched,
    unconfirmed_by,
)
from reporting.pages import agreement_words
from reporting.pages import coordination_words as words
from reporting.pages.coordination_conflicts import Teller, Told
from reporting.pages.coordination_links import Links
from reporting.pages.overview_words import capital, in_words
from reporting.pages.pager import Pager, paged

ROWS, HELD = 25, 5
"""Agreements on a page of a list, and those named under one owner."""


class QueuedTold(NamedTuple):
    """An agreement as one side sees it: what is asked of us, and how soon."""

    told: Told
    ours: Named
    theirs: Named
    owner: str
    giving: bool
    urgency: str
    ask: str
    why: str
    url: str


class List(NamedTuple):
    """One of the lists: its heading, what it holds, how many need our answer, and what it says when it is empty."""

    key: str
    title: str
    finding: str
    empty: str
    pager: Pager[QueuedTold]


class OwnerTold(NamedTuple):
    """Whose answer is awaited, on what, and where all of it stands."""

    name: str
    example: bool
    number: str
    rows: Sequence[Told]
    left: int
    url: str


def lists(found: Queue, teller: Teller, pages: dict[str, int]) -> list[List]:
    """The lists, those in which somebody waits for our answer first; the one between our own initiatives only where it
    holds something."""
    told = [
        ("oss", _("Andre venter på oss"), _("Ingen venter på noe fra dere."), found.giving),
        ("dem", _("Vi venter på andre"), _("Dere venter ikke på noe fra andre."), found.receiving),
    ]
    if found.within:
        told.append(("egne", _("Mellom egne tiltak"), "", found.within))
    told.sort(key=lambda each: not any(one.urgency is Urgency.ANSWER for one in each[3]))
    return [_list(key, title, empty, rows, teller, pages) for key, title, empty, rows in told]


def _list(key: str, title: str, empty: str, rows: Sequence[Queued], teller: Teller, pages: dict[str, int]) -> List:
    def url(page: int) -> str:
        asked = {name: number for name, number in pages.items() if number > 1 and name != key}
        pairs = [*((name, str(number)) for name, number in asked.items()), *([(key, str(page))] if page > 1 else [])]
        return teller.links.here(pairs, key)

    pager = paged(rows, pages.get(key, 1), ROWS, url)
    shown = [_told(each, teller) for each in pager.rows]
    return List(
        key,
        title,
        list_words(rows),
        empty,
        Pager(shown, pager.first, pager.last, pager.total, pager.previous_url, pager.next_url),
    )


def _told(each: Queued, teller: Teller) -> QueuedTold:
    told = teller.tell(each.told)
    words_, move = ask(each)
    return QueuedTold(
        told=told,
        ours=each.ours,
        theirs=each.theirs,
        owner=agreement_words.owner(each.theirs),
        giving=each.side is Side.GIVER,
        urgency=each.urgency.name.lower(),
        ask=words_,
        why=why(each),
        url=_where(each, move, told, teller.links),
    )


# ── words ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def finding(found: Queue) -> str:
    """The headline: how many agreements need our answer."""
    if not found.total:
        return _("Dere har ingen åpne avtaler.")
    if not found.answers:
        return _("Ingen avtaler venter på svar fra dere.")
    words_ = ngettext("én avtale venter på svar fra dere.", "%(count)s avtaler venter på svar fra dere.", found.answers)
    return capital(words_ % {"count": in_words(found.answers)})


def list_words(rows: Iterable[Queued]) -> str:
    """How many there are, and how soon they need an eye: «5 avtaler: 2 trenger svar, 1 i fare»."""
    held = [each.urgency for each in rows]
    labels = {
        Urgency.ANSWER: _("%(count)s trenger svar"),
        Urgency.ENDANGERED: _("%(count)s i fare"),
        Urgency.UNCONFIRMED: _("%(count)s ikke bekreftet"),
        Urgency.CALM: _("%(count)s i ro"),
    }
    told = [
        label % {"count": formatting.number(held.count(urgency))}
        for urgency, label in labels.items()
        if urgency in held
    ]
    count = agreement_words.count_words(len(held))
    return f"{count}: {', '.join(told)}" if told else ""


def ask(each: Queued) -> tuple[str, Move | None]:
    """What is asked of us, as the words of a button, and the move it makes; None for what is read first."""
    agreement = each.told.agreement
    found = {one.concern for one in agreement.concerns}
    if each.urgency is Urgency.ANSWER:
        return _answer(each)
    if Concern.PARTY_DISSOLVED in found:
        return _("Se avtalen") if _dissolved(each) else _("Utpek ny part"), None
    if agreement.fact.state == DependencyState.NOTED:
        return _("Foreslå en avtale"), Move.PROPOSE
    if agreement.awaits is not None:
        return _("Be om svar"), Move.ASK
    if agreement.fact.state in (DependencyState.PROPOSED, DependencyState.DISPUTED):
        return _("Svar på forslaget"), None  # nobody knows whose word it is: either side may answer
    return _agreed(each, found)


def _agreed(each: Queued, found: Collection[Concern]) -> tuple[str, Move | None]:
    """What is asked of us where both have agreed."""
    giving = each.side is Side.GIVER
    if Concern.NO_PROMISE in found:
        return (_("Gi en dato"), Move.PROPOSE) if giving else (_("Be om dato"), Move.ASK)
    if each.urgency is Urgency.ENDANGERED:
        return _("Avtal ny dato"), Move.PROPOSE
    if each.urgency is Urgency.CALM:
        return _("Se avtalen"), None
    if unconfirmed_by(each.told, each.side):
        return _("Bekreft avtalen"), Move.CONFIRM
    return _("Be om bekreftelse"), Move.ASK


def _answer(each: Queued) -> tuple[str, Move | None]:
    if fetched(each.told, each.side):
        return _("Legg inn svaret"), None
    if any(one.concern is Concern.UNRECEIPTED for one in each.told.agreement.concerns):
        return _("Kvitter for leveransen"), Move.FULFIL
    if each.told.agreement.fact.state == DependencyState.DISPUTED:
        return _("Svar på innsigelsen"), None
    return _("Svar på forslaget"), None


def _where(each: Queued, move: Move | None, told: Told, links: Links) -> str:
    """Where the button leads: to the act, where it can be made now, else to the agreement."""
    fact = each.told.agreement.fact
    if move is None or move not in moves(fact.state, each.side, fact.last_word):
        return told.url
    return links.act(move, fact.uid, each.side) or told.url


def why(each: Queued) -> str:
    """Whose word is awaited, where it is somebody's."""
    if fetched(each.told, each.side):
        return _("Ingen følger opp %(name)s i Samstyr, så svaret legges inn av dere.") % {"name": each.theirs.name}
    if each.urgency is Urgency.ANSWER:
        return ""
    if _dissolved(each):
        return _("%(name)s er avviklet. Porteføljekontoret fører inn ny eier.") % {"name": each.theirs.owner_name}
    return agreement_words.waits(each.told.agreement)


def _dissolved(each: Queued) -> bool:
    """Whether it is the other side that is dissolved, so that the next word is not ours."""
    found = {one.concern for one in each.told.agreement.concerns}
    return Concern.PARTY_DISSOLVED in found and bool(each.theirs.owner and each.theirs.owner.valid_to)


def owners(found: Iterable[Unanswered], teller: Teller) -> list[OwnerTold]:
    """Whose answers the portfolio waits for."""
    return [_owner(each, teller) for each in found]


def _owner(each: Unanswered, teller: Teller) -> OwnerTold:
    count = ngettext("%(count)s ubesvart", "%(count)s ubesvarte", len(each.rows))
    return OwnerTold(
        words.holder_name(each.holder),
        each.holder.example,
        count % {"count": formatting.number(len(each.rows))},
        teller.all(each.rows[:HELD]),
        max(0, len(each.rows) - HELD),
        _waiting_for(each, teller.links),
    )


def _waiting_for(each: Unanswered, links: Links) -> str:
    return links.register({"awaiting": "yes", "q": each.holder.label})


def owners_finding(found: Sequence[Unanswered]) -> str:
    """The headline of those who speak for nobody."""
    total = sum(len(each.rows) for each in found)
    if not total:
        return _("Ingen avtaler venter på svar.")
    words_ = ngettext("én avtale venter på svar", "%(count)s avtaler venter på svar", total)
    words_ = capital(words_ % {"count": in_words(total)})
    if len(found) == 1:
        return _("%(words)s fra %(name)s.") % {"words": words_, "name": words.holder_name(found[0].holder)}
    eiere = ngettext("én eier", "%(count)s eiere", len(found)) % {"count": in_words(len(found))}
    return _("%(words)s fra %(owners)s.") % {"words": words_, "owners": eiere}


def context(
    found: Queue, waiting: Sequence[Unanswered] | None, teller: Teller, pages: dict[str, int]
) -> dict[str, Any]:
    """What the templates show: one's own lists; or, of somebody who speaks for nobody, whose answers all wait for."""
    return {
        "queue": found,
        "lists": lists(found, teller, pages),
        "owners": owners(waiting or (), teller),
        "finding": finding(found) if waiting is None else owners_finding(waiting),
    }
