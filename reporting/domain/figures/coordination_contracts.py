"""The register of agreements as rows, made once per record: what the list shows and every export writes.

`contracts(record)` in the usual order, `select` and `matches` for filtering by `Criteria`, `ordered` for sorting by a
column.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from initiatives.domain.agreements import RANK
from initiatives.domain.vocabulary import DependencyKind, DependencyState
from reporting.domain.figures.coordination import AgreementRow, Named, open_rows, row, worst_first
from reporting.domain.figures.coordination_dates import expected, hidden_of
from reporting.domain.figures.coordination_holders import Holder, holder, in_order
from reporting.domain.figures.register_search import collation, fold, words
from reporting.domain.memo import once
from reporting.domain.reckoned import reckoned
from reporting.domain.record import Record

NONE: frozenset[str] = frozenset()
FACETS = ("state", "concern", "giver", "receiver", "initiative", "kind")
"""The filters that hold sets of keys, in the order they are shown."""
SWITCHES = ("open", "endangered", "awaiting", "external", "inside", "example")
"""The filters that are yes, no, or not asked."""


@dataclass(frozen=True, slots=True)
class ContractRow:
    """An agreement as the register shows it. `open` is of an initiative under way; `awaiting`: somebody's answer is
    awaited, also of one that has not begun. `expected` is when the giver can deliver by the engine, None where
    nobody has dated it; `hidden` names the fields of it that are withheld from whoever this is shown to."""

    told: AgreementRow
    uid: str
    state: str
    kind: str
    giver: Holder
    receiver: Holder
    expected: date | None
    hidden: frozenset[str]
    concern: frozenset[str]
    initiative: frozenset[str]
    search: str
    open: bool
    endangered: bool
    awaiting: bool
    external: bool
    inside: bool
    example: bool


@dataclass(frozen=True, slots=True)
class Criteria:
    """What is asked for. An empty filter lets everything through; of the values in one filter any will do, and all
    filters must hold. Every word of `q` must be found in what it is about, the initiatives or the owners.

    A switch is None when it is not asked; `open` is of initiatives that are under way, `inside` of one owner.
    """

    q: str = ""
    state: frozenset[str] = NONE
    concern: frozenset[str] = NONE
    giver: frozenset[str] = NONE
    receiver: frozenset[str] = NONE
    initiative: frozenset[str] = NONE
    kind: frozenset[str] = NONE
    open: bool | None = None
    endangered: bool | None = None
    awaiting: bool | None = None
    external: bool | None = None
    inside: bool | None = None
    example: bool | None = None
    words: tuple[str, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", words(self.q))

    def __bool__(self) -> bool:
        return (
            bool(self.words)
            or any(getattr(self, each) for each in FACETS)
            or any(getattr(self, each) is not None for each in SWITCHES)
        )


@dataclass(frozen=True, slots=True)
class Selection:
    """The rows that match, in their order, of `total`; how many would match with each state alone in its filter, and
    with each switch on, the other filters as they are. `any_state` is how many match whatever their state."""

    rows: Sequence[ContractRow]
    total: int
    states: Mapping[str, int]
    switches: Mapping[str, int]
    any_state: int


@dataclass(frozen=True, eq=False)
class Contracts:
    """All rows in the usual order: what is open first, the worst before the rest. A value of its own, so that what
    others keep about its rows can hang on it."""

    rows: tuple[ContractRow, ...]

    @cached_property
    def choices(self) -> Mapping[str, tuple[Holder, ...]]:
        """What there is to choose among in the filters that are not closed sets, each in the order to show it."""
        parts = {
            side.part.code: Holder(side.part.code, side.part.name)
            for each in self.rows
            for side in (each.told.giver, each.told.receiver)
            if side.part
        }
        return {
            "giver": in_order({each.giver for each in self.rows}),
            "receiver": in_order({each.receiver for each in self.rows}),
            "initiative": tuple(parts[code] for code in sorted(parts)),
        }


def contracts(record: Record) -> Contracts:
    """Every agreement of a record."""
    return once(record, "contracts", lambda: _made(record))


def matches(each: ContractRow, wanted: Criteria) -> bool:
    """Whether a row is asked for."""
    return (
        (not wanted.state or each.state in wanted.state)
        and (not wanted.concern or not wanted.concern.isdisjoint(each.concern))
        and (not wanted.giver or each.giver.key in wanted.giver)
        and (not wanted.receiver or each.receiver.key in wanted.receiver)
        and (not wanted.initiative or not wanted.initiative.isdisjoint(each.initiative))
        and (not wanted.kind or each.kind in wanted.kind)
        and all(getattr(wanted, name) in (None, getattr(each, name)) for name in SWITCHES)
        and all(word in each.search for word in wanted.words)
    )


def select(rows: Sequence[ContractRow], wanted: Criteria) -> Selection:
    """The rows that match, with the counts for the chips."""
    any_state = _without(wanted, "state")
    every_state = [each for each in rows if matches(each, any_state)]
    found = [each for each in every_state if each.state in wanted.state] if wanted.state else every_state
    states = Counter(each.state for each in every_state)
    switches = {}
    for name in SWITCHES:
        among = found
        if getattr(wanted, name) is not None:
            loose = _without(wanted, name)
            among = [each for each in rows if matches(each, loose)]
        switches[name] = sum(getattr(each, name) for each in among)
    counts = {state.value: states[state.value] for state in DependencyState}
    return Selection(found, len(rows), counts, switches, len(every_state))


def _without(wanted: Criteria, name: str) -> Criteria:
    held = {each: getattr(wanted, each) for each in ("q", *FACETS, *SWITCHES)}
    held[name] = None if name in SWITCHES else NONE
    return Criteria(**held)


# ── how rows are made ────────────────────────────────────────────────────────────────────────────────────────────────


def _made(record: Record) -> Contracts:
    known = {each.agreement.uid: each for each in open_rows(record)}
    hidden = hidden_of(record.state)
    every = reckoned(record).agreements.values()
    told = [known.get(each.uid) or row(record.state, each) for each in every]
    rows = [_row(each, hidden.get(each.agreement.uid, NONE)) for each in told]
    return Contracts(tuple(sorted(rows, key=_usual)))


def _row(told: AgreementRow, hidden: frozenset[str]) -> ContractRow:
    agreement, giver, receiver = told.agreement, holder(told.giver), holder(told.receiver)
    return ContractRow(
        told=told,
        uid=agreement.uid,
        state=agreement.fact.state,
        kind=agreement.fact.kind,
        giver=giver,
        receiver=receiver,
        expected=expected(agreement),
        hidden=hidden,
        concern=frozenset(each.concern.value for each in agreement.concerns),
        initiative=frozenset(side.part.code for side in (told.giver, told.receiver) if side.part),
        search="\n".join(map(_folded, _texts(told, giver, receiver))),
        open=agreement.open and agreement.active,
        endangered=agreement.endangered,
        awaiting=agreement.open and agreement.awaits is not None,
        external=bool(told.giver.external or told.receiver.external),
        inside=not agreement.across,
        example=agreement.example,
    )


_folded = lru_cache(maxsize=16_384)(fold)  # the same names stand in many rows


def _texts(told: AgreementRow, *holders: Holder) -> list[str]:
    found = [told.agreement.fact.description]
    for side in (told.giver, told.receiver):
        found += [side.name, side.part.code if side.part else "", side.milestone.name if side.milestone else ""]
    return found + [word for each in holders for word in (each.label, each.short)]


def _usual(each: ContractRow) -> tuple[Any, ...]:
    agreement = each.told.agreement
    place = 0 if each.open else 1 if agreement.open else 3 if each.kind == DependencyKind.CONTINUATION else 2
    return place, *worst_first(each.told)


# ── sorting by a column ──────────────────────────────────────────────────────────────────────────────────────────────


def _name(side: Named) -> Any:
    return collation(side.name) if side.name else None


_STATES = {each.value: place for place, each in enumerate(DependencyState)}

SORT_KEYS: Mapping[str, Callable[[ContractRow], Any]] = {
    "receiver": lambda each: _name(each.told.receiver),
    "giver": lambda each: _name(each.told.giver),
    "what": lambda each: collation(each.told.agreement.fact.description) or None,
    "state": lambda each: _STATES[each.state],
    "concern": lambda each: (
        (RANK[worst.concern], -(worst.days or 0)) if (worst := each.told.agreement.worst) is not None else None
    ),
    "need_by": lambda each: each.told.agreement.terms.need_by,
    "promised": lambda each: each.told.agreement.terms.promised,
    "expected": lambda each: each.expected,
    "age": lambda each: each.told.age,
    "kind": lambda each: each.kind or None,
}
"""Column → what it sorts by, the worst concern first; None (not stated) always comes last, both ways."""


def ordered(found: Sequence[ContractRow], column: str, *, descending: bool = False) -> list[ContractRow]:
    """The rows by a column of `SORT_KEYS`, what is not stated last; equals keep their order. Raises KeyError."""
    key = SORT_KEYS[column]
    keyed = [(key(each), each) for each in found]
    stated = [each for each in keyed if each[0] is not None]
    stated.sort(key=lambda each: each[0], reverse=descending)
    return [each for _, each in stated] + [each for value, each in keyed if value is None]
