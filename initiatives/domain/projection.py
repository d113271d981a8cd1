"""What an audience may see of a state. It comes before any page or export.

A withheld amount becomes a `Withheld` value, so that a sum can say «at least»; a withheld text or code becomes empty,
and the slice says in `withheld` what is missing and by what law. The public sees no example data at all.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

from initiatives.domain.facts import Slice, Withheld, WithheldField
from initiatives.domain.state import PortfolioState
from initiatives.domain.vocabulary import Audience

AMOUNTS = frozenset({"amount", "low", "high"})


Hidden = Mapping[str, tuple[WithheldField, ...]]
"""uid of an initiative → what is withheld of it."""


def project(
    state: PortfolioState, audience: str, own: Collection[str] = (), since: PortfolioState | None = None
) -> PortfolioState:
    """The state as `audience` may see it. `own` are uids of initiatives whose withheld values the reader may see all
    the same. `since` is what is known now, for a state of an earlier time: what has been withheld since is withheld of
    every time. The very same object comes back when nothing is hidden, and for the same question."""
    public = audience == Audience.PUBLIC
    hidden = {} if audience == Audience.INTERNAL else _hidden(state, own, since)
    if not hidden and not public:
        return state
    key = (public, tuple(sorted(hidden.items(), key=lambda item: item[0])))
    known: PortfolioState | None = state.projections.get(key)
    if known is None:
        known = state.projections[key] = _projected(state, hidden, public)
    return known


def _hidden(state: PortfolioState, own: Collection[str], since: PortfolioState | None) -> Hidden:
    found: dict[str, tuple[WithheldField, ...]] = {}
    for uid, each in (*_then(state), *(_since(state, since).items() if since else ())):
        if uid not in own:
            told = {(one.subject, one.field) for one in found.get(uid, ())}
            found[uid] = (*found.get(uid, ()), *(one for one in each if (one.subject, one.field) not in told))
    return found


def _then(state: PortfolioState) -> Iterator[tuple[str, tuple[WithheldField, ...]]]:
    for uid, each in state.withheld_fields.items():
        standing = tuple(one for one in each if stands(one.value, state.today))
        if standing:
            yield uid, standing


def _since(state: PortfolioState, now: PortfolioState) -> Hidden:
    """What is withheld today of the initiatives of an earlier state; one walk for one answer."""
    withheld = {
        subject: standing
        for subject, each in now.registers.withheld.items()
        if (standing := {name: value for name, value in each.items() if stands(value, now.today)})
    }
    key = ("since", frozenset((subject, *item) for subject, each in withheld.items() for item in each.items()))
    if key not in state.projections:
        state.projections[key] = state.fields_among(withheld)
    found: Hidden = state.projections[key]
    return found


def stands(value: Withheld, today: date) -> bool:
    """Whether a value is still withheld: its release has not come."""
    return value.until is None or value.until > today


def _projected(state: PortfolioState, hidden: Hidden, public: bool) -> PortfolioState:
    slices = {
        uid: _without(each, hidden[uid]) if uid in hidden else each
        for uid, each in state.slices.items()
        if not (public and each.example)
    }
    return replace(state, slices=slices)


def _without(part: Slice, hidden: tuple[WithheldField, ...]) -> Slice:
    of: dict[str, dict[str, Withheld]] = {}
    for one in hidden:
        of.setdefault(one.subject, {})[one.field] = one.value
    changed: dict[str, Any] = {}
    for each in fields(part):
        value = getattr(part, each.name)
        if isinstance(value, tuple) and any(getattr(one, "uid", None) in of for one in value):
            changed[each.name] = tuple(_blank(one, of.get(getattr(one, "uid", ""), {})) for one in value)
    bare: Slice = _blank(part, of.get(part.uid, {}))
    return replace(bare, **changed, withheld=hidden)


def _blank(fact: Any, hidden: Mapping[str, Withheld]) -> Any:
    if not hidden or not is_dataclass(fact) or isinstance(fact, type):
        return fact
    changes: dict[str, Any] = {}
    for each in fields(fact):
        if each.name in hidden:
            value = getattr(fact, each.name)
            if each.name in AMOUNTS:
                changes[each.name] = hidden[each.name] if value is not None else None
            else:
                changes[each.name] = "" if isinstance(value, str) else None
    return replace(fact, **changes)
