"""What an audience may see of a state. It comes before any page or export.

A withheld amount becomes a `Withheld` value, so that a sum can say «at least»; a withheld text or code becomes empty,
and the slice says in `withheld` what is missing and by what law. The public sees no example data at all.
"""

from collections.abc import Collection, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from initiatives.domain.facts import Slice, Withheld, WithheldField
from initiatives.domain.state import PortfolioState
from initiatives.domain.vocabulary import Audience

AMOUNTS = frozenset({"amount", "low", "high"})


def project(state: PortfolioState, audience: str, own: Collection[str] = ()) -> PortfolioState:
    """The state as `audience` may see it. `own` are uids of initiatives whose withheld values the reader may see all
    the same. The very same object comes back when nothing is hidden, and for the same question."""
    public = audience == Audience.PUBLIC
    hidden = {} if audience == Audience.INTERNAL else _hidden(state, own)
    if not hidden and not public:
        return state
    key = (public, tuple(sorted(hidden)))
    known = state.projections.get(key)
    if known is None:
        known = state.projections[key] = _projected(state, hidden, public)
    return known


def _hidden(state: PortfolioState, own: Collection[str]) -> dict[str, tuple[WithheldField, ...]]:
    """uid of an initiative → what is withheld of it today."""
    found: dict[str, tuple[WithheldField, ...]] = {}
    for uid, each in state.withheld_fields.items():
        standing = tuple(one for one in each if one.value.until is None or one.value.until > state.today)
        if standing and uid not in own:
            found[uid] = standing
    return found


def _projected(state: PortfolioState, hidden: Mapping[str, tuple[WithheldField, ...]], public: bool) -> PortfolioState:
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
