"""Agreements as they are told: who gives what to whom, what is wrong, for how long, and who can settle it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any

from initiatives.domain.agreements import RANK, Agreement, Party, milestone_of, part_of
from initiatives.domain.dates import PartialDate
from initiatives.domain.facts import BodyFact, ExternalFact, MilestoneFact, OrganisationFact, Slice
from initiatives.domain.settling import settler_of
from initiatives.domain.state import PortfolioState, Registers
from reporting.domain.memo import once
from reporting.domain.reckoned import Reckoned, reckoned
from reporting.domain.record import Record


@dataclass(frozen=True, slots=True)
class Named:
    """One side of an agreement with what it is called by. `owner` is None when no source says."""

    party: Party
    part: Slice | None
    milestone: MilestoneFact | None
    external: ExternalFact | None
    owner: OrganisationFact | None

    @property
    def name(self) -> str:
        """The initiative's or the external party's name, as stored; "" when it was not known at the time."""
        return self.part.name if self.part else self.external.name if self.external else ""

    @property
    def language(self) -> str:
        """The language of the name."""
        return self.part.language if self.part else ""

    @property
    def owner_name(self) -> str:
        """The owner, short where there is a short name; "" when no source says."""
        return (self.owner.short_name or self.owner.name) if self.owner else ""

    def dissolved(self, today: date) -> PartialDate | None:
        """When the owner was dissolved; None while it stands."""
        ended = self.owner.valid_to if self.owner else None
        return ended if ended and ended.latest < today else None


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """An agreement with names. `age` is for how many days it has been in its state; `body` who can settle it."""

    agreement: Agreement
    giver: Named
    receiver: Named
    age: int | None
    body: BodyFact | None


def row(state: PortfolioState, agreement: Agreement) -> AgreementRow:
    """One agreement with its names."""
    since = agreement.fact.since
    return AgreementRow(
        agreement,
        named(state, agreement.giver),
        named(state, agreement.receiver),
        max(0, (state.today - since).days) if since else None,
        settler(state, agreement),
    )


def named(state: PortfolioState, party: Party) -> Named:
    """A side with what it is called by."""
    outside = state.registers.externals.get(party.external or "")
    owner = state.organisation(party.organisation)
    return Named(party, part_of(state, party), milestone_of(state, party), outside, owner)


def open_rows(record: Record) -> tuple[AgreementRow, ...]:
    """The open agreements between owners, the worst first, real ones before examples; reckoned once per record."""
    return once(record, "agreement rows", lambda: _open_rows(record.state, reckoned(record)))


@dataclass(frozen=True, slots=True)
class _Held:
    """The rows of a record, each with its place."""

    registers: Registers
    today: date
    by_uid: Mapping[str, tuple[Agreement, tuple[Any, ...], AgreementRow]]


class _Memory:
    """The rows of the last record: an agreement that is the very same is told the same."""

    last: _Held | None = None


_memory = _Memory()


def _open_rows(state: PortfolioState, found: Reckoned) -> tuple[AgreementRow, ...]:
    last = _memory.last
    same = last is not None and last.registers is state.registers and last.today == state.today
    known = last.by_uid if last and same else {}
    held = {}
    for each in found.between_owners:
        told = known.get(each.uid)
        if told is None or told[0] is not each:
            made = row(state, each)
            told = (each, worst_first(made), made)
        held[each.uid] = told
    _memory.last = _Held(state.registers, state.today, held)
    return tuple(each for _, _, each in sorted(held.values(), key=itemgetter(1)))


def worst_first(each: AgreementRow) -> tuple[int, bool, int, date, str]:
    """By the worst concern, real before example, the longest first, then by need."""
    worst = each.agreement.worst
    need = each.agreement.terms.need_by or date.max
    rank = RANK[worst.concern] if worst else len(RANK)
    return rank, each.agreement.example, -((worst.days if worst else 0) or 0), need, each.agreement.fact.key


def endangered(record: Record) -> tuple[AgreementRow, ...]:
    """Those of the open agreements between owners that endanger somebody's plan, worst first."""
    return tuple(each for each in open_rows(record) if each.agreement.endangered)


# ── who can settle it ────────────────────────────────────────────────────────────────────────────────────────────────


def settler(state: PortfolioState, agreement: Agreement) -> BodyFact | None:
    """The body that could settle it: our proposal from what it is about, which the secretariat may overrule. Example
    agreements go to an example body. None when no body of that level exists any more."""
    return settler_of(state, agreement.fact.kind, example=agreement.example)
