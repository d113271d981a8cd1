"""The life of a dependency contract (avtale) after it was proposed: one named act for each move of `negotiation`.

Every act is done for a `side`. `version` is the number of the history row the page was opened with: when the contract
has changed since, the act is refused (CHANGED) and nothing is written, for nobody agrees to what was not read. A form
sent twice writes once.
"""

from datetime import datetime
from typing import Any

from django.utils import timezone

from initiatives import notices
from initiatives.actions.contract_terms import passed, refuse_circle_of
from initiatives.actions.contract_writing import (
    refuse_move,
    refuse_withdrawn,
    sent_before,
    speaking_for,
    stand_by,
    stood_today,
    take_back,
    tell,
)
from initiatives.actions.provenance import cite
from initiatives.actions.values import put, stored
from initiatives.actions.writing import By, Writing, text_problems
from initiatives.domain import free_text
from initiatives.domain.dates import PartialDate
from initiatives.domain.negotiation import Move
from initiatives.domain.refusals import Problem, Refused, Why, refuse
from initiatives.domain.vocabulary import Ask, DependencyState, Language, NoticeKind, Side
from initiatives.models import Dependency, Notice

COUNTERED = {Side.GIVER: "promised", Side.RECEIVER: "need_by"}
"""Which term the counter-date of a side is about."""
CONTESTED = "bestridt"
"""Why a side's confirmation is taken back when it disputes what it confirmed."""


def accept_contract(
    *, by: By, dependency: Dependency, side: Side, version: int | None = None, given_by: str = ""
) -> bool:
    """Accept what the other side proposed last, and confirm it for one's own side. Whether anything was written.

    The counter-date of a dispute becomes the promised date when the giver gave it, the need-by date when the receiver
    did: the terms are then new, and both sides' earlier confirmations are taken back. Raises Circle and Refused.
    """
    with speaking_for(by=by, dependency=dependency, side=side, given_by=given_by) as (write, now):
        if sent_before(write, now, version, state=DependencyState.ACCEPTED, last_word=side):
            return False
        refuse_move(now, Move.ACCEPT, side, version)
        changes = _take_counter(write, now)
        now.state, now.last_word = DependencyState.ACCEPTED, side.value
        _drop_objection(now)
        write.record(now)
        cite(write, now, changes)
        refuse_circle_of(write, now)
        stand_by(write, now, side)
        tell(write, NoticeKind.ACCEPTED, now, side, notices.News(changes=changes))
        return True


def _take_counter(write: Writing, now: Dependency) -> dict[str, tuple[Any, Any]]:
    """Make the counter-date of a dispute the term it is about, as its giver's word. What changed, before and after."""
    counter = stored(now, "counter_date")
    if now.state != DependencyState.DISPUTED or counter is None:
        return {}
    refuse(passed("", counter, offered=True))
    name = COUNTERED[Side(now.last_word)]
    changes = {name: (stored(now, name), counter)}
    put(now, name, counter)
    take_back(write, now)
    said = now.history.order_by("history_id").last()
    stand_by(write, now, Side(now.last_word), actor=said.actor, note=said.history_change_reason or "")
    return changes


def dispute_contract(
    *,
    by: By,
    dependency: Dependency,
    side: Side,
    objection: str,
    language: str = "",
    counter_date: PartialDate | None = None,
    version: int | None = None,
    given_by: str = "",
) -> bool:
    """Say why the contract cannot stand as it is, maybe with another date. A fulfilled one is then no longer so, and
    the side no longer stands by what it confirmed. Whether anything was written; raises Circle and Refused."""
    words = free_text.tidy(objection)
    with speaking_for(by=by, dependency=dependency, side=side, given_by=given_by) as (write, now):
        said = {"objection": words, "counter_date": counter_date}
        if sent_before(write, now, version, state=DependencyState.DISPUTED, last_word=side, **said):
            return False
        refuse_withdrawn(now)
        refuse([*_objection_problems(words, language), *passed("counter_date", counter_date)])
        refuse_move(now, Move.DISPUTE, side, version)
        changes = {"counter_date": (stored(now, "counter_date"), counter_date)} if counter_date else {}
        now.state, now.last_word = DependencyState.DISPUTED, side.value
        now.objection, now.objection_language = words, language or write.language
        for name, value in (("counter_date", counter_date), ("fulfilled", None)):
            put(now, name, value)
        write.record(now)
        cite(write, now, {"objection", *changes})
        take_back(write, now, [side], CONTESTED)
        refuse_circle_of(write, now)
        tell(write, NoticeKind.DISPUTED, now, side, notices.News(changes=changes))
        return True


def _objection_problems(words: str, language: str) -> list[Problem]:
    found = text_problems("objection", words, free_text.LONGEST) if words else [Problem("objection", Why.REQUIRED)]
    if language and language not in set(Language):
        found.append(Problem("objection_language", Why.UNKNOWN_CODE, {"value": language}))
    return found


def confirm_contract(
    *, by: By, dependency: Dependency, side: Side, version: int | None = None, given_by: str = ""
) -> bool:
    """Stand by the terms as they are. Whether anything was written: once a day is enough. Raises Refused."""
    with speaking_for(by=by, dependency=dependency, side=side, given_by=given_by) as (write, now):
        refuse_move(now, Move.CONFIRM, side, version)
        if stood_today(now, side):
            return False
        stand_by(write, now, side)
        tell(write, NoticeKind.CONFIRMED, now, side)
        return True


def fulfil_contract(
    *,
    by: By,
    dependency: Dependency,
    side: Side,
    date: PartialDate | None,
    version: int | None = None,
    given_by: str = "",
) -> bool:
    """Say as the receiver that it was received, on a day that has been. Whether anything was written; raises
    Refused."""
    with speaking_for(by=by, dependency=dependency, side=side, given_by=given_by) as (write, now):
        if sent_before(write, now, version, state=DependencyState.FULFILLED, fulfilled=date):
            return False
        refuse_move(now, Move.FULFIL, side, version)
        if date is None:
            raise Refused(Problem("fulfilled", Why.REQUIRED))
        if date.earliest > timezone.localdate():
            raise Refused(Problem("fulfilled", Why.NOT_RECEIVED_YET))
        put(now, "fulfilled", date)
        now.state, now.last_word = DependencyState.FULFILLED, side.value
        _drop_objection(now)
        write.record(now)
        cite(write, now, {"fulfilled"})
        tell(write, NoticeKind.FULFILLED, now, side, notices.News(changes={"fulfilled": (None, date)}))
        return True


def ask_contract(
    *,
    by: By,
    dependency: Dependency,
    side: Side,
    ask: Ask,
    words: str = "",
    language: str = "",
    version: int | None = None,
    given_by: str = "",
) -> int:
    """Ask the other side for an answer, a date, a confirmation or the delivery; how many were told. It writes a notice
    and nothing else, once a day for each side and kind. The office asks on nobody's word: asking binds no one.

    Raises Refused.
    """
    plain = free_text.tidy(words)
    with speaking_for(by=by, dependency=dependency, side=side, given_by=given_by, needs_word=False) as (write, now):
        refuse(text_problems("words", plain, free_text.LONGEST))
        refuse_move(now, Move.ASK, side, version)
        if _asked_today(now, side, ask):
            raise Refused(Problem("ask", Why.ASKED_TODAY))
        news = notices.News(ask=ask, words=plain, language=language or write.language)
        return tell(write, NoticeKind.ASKED, now, side, news)


def _asked_today(now: Dependency, side: Side, ask: Ask) -> bool:
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(), datetime.min.time()))
    asked = Notice.objects.filter(dependency=now, kind=NoticeKind.ASKED.value, recorded_at__gte=midnight)
    return bool(asked.filter(values__by=side.value, values__ask=ask.value).exists())


def _drop_objection(now: Dependency) -> None:
    """Nobody objects any more; what was said stays in the history."""
    now.objection = ""
    put(now, "counter_date", None)
