"""Where the pages of coordination lead: every address keeps the time that is shown; "" where none is mounted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl, quote, urlencode
from uuid import UUID

from django.urls import NoReverseMatch, reverse

from initiatives.domain.facts import Slice
from initiatives.domain.negotiation import Move
from initiatives.domain.vocabulary import Side

ANY = UUID(int=0)
_ACTS = {
    Move.PROPOSE: "propose_contract",
    Move.ACCEPT: "accept_contract",
    Move.DISPUTE: "dispute_contract",
    Move.CONFIRM: "confirm_contract",
    Move.FULFIL: "fulfil_contract",
    Move.ASK: "ask_contract",
    Move.WITHDRAW: "withdraw_contract",
}
TRIED = 42
"""Days that a what-if begins with."""
Criteria = Mapping[str, "str | Iterable[str]"]


def mounted(name: str, *args: object) -> str:
    """An address by its name, "" where there is none."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


@dataclass(frozen=True)
class Links:
    """Addresses from a page; `query` asks for the time that is shown, "" for now."""

    query: str

    @cached_property
    def time(self) -> str:
        """What follows an address of facts."""
        return f"?{self.query}" if self.query else ""

    @cached_property
    def _initiatives(self) -> str:
        return mounted("reporting:initiatives")

    @cached_property
    def _contract(self) -> str:
        return mounted("reporting:contract", ANY)

    @cached_property
    def _register(self) -> str:
        return mounted("reporting:contracts")

    @cached_property
    def page(self) -> str:
        """The coordination page at this time."""
        return mounted("reporting:coordination") + self.time

    @cached_property
    def contracts(self) -> str:
        """The register of agreements at this time."""
        return self._register + self.time

    @cached_property
    def all_initiatives(self) -> str:
        """The list of initiatives at this time."""
        return self._initiatives + self.time

    @cached_property
    def mine(self) -> str:
        """One's own queue, which is of now whatever the time."""
        return mounted("reporting:my_contracts")

    @cached_property
    def agendas(self) -> str:
        """The agendas at this time."""
        found = mounted("reporting:agendas")
        return found and found + self.time

    @cached_property
    def put_on_agenda(self) -> str:
        """Where chosen agreements are put on an agenda."""
        return mounted("initiatives:put_on_agenda")

    @cached_property
    def what_if(self) -> str:
        """Trying slips."""
        return mounted("reporting:what_if")

    @cached_property
    def what_if_now(self) -> str:
        """Trying slips of what was known at this time."""
        return self.what_if and self.what_if + self.time

    @cached_property
    def probability(self) -> str:
        """How likely the dates are."""
        found = mounted("reporting:probability")
        return found and found + self.time

    def probability_of(self, part: Slice) -> str:
        """How likely the end of one initiative is; "" where no page tells."""
        pairs = [("tiltak", part.code), *parse_qsl(self.query)]
        found = mounted("reporting:probability")
        return found and f"{found}?{urlencode(pairs)}"

    def initiative(self, part: Slice) -> str:
        """An initiative's own page."""
        return f"{self._initiatives}{quote(part.code, safe='')}/{self.time}"

    def contract(self, uid: str) -> str:
        """An agreement's own page; "" where it is not mounted."""
        if not self._contract:
            return ""
        return self._contract.replace(str(ANY), str(UUID(uid))) + self.time

    def trying(self, key: str) -> str:
        """A what-if in which this milestone or event comes later; "" where none is tried."""
        pairs = [("m", f"{key}:{TRIED}"), *parse_qsl(self.query)]
        return self.what_if and f"{self.what_if}?{urlencode(pairs, safe=':')}"

    def act(self, move: Move, uid: str, side: Side) -> str:
        """Where a side makes a move with an agreement; "" where it is not mounted."""
        found = mounted(f"initiatives:{_ACTS[move]}", UUID(uid))
        return found and f"{found}?side={side.value}"

    def register(self, criteria: Criteria) -> str:
        """The register of agreements, narrowed."""
        return f"{self._register}?{urlencode([*criteria.items(), *parse_qsl(self.query)], doseq=True)}"

    def on_agenda(self, uids: Iterable[str]) -> str:
        """Where these agreements are put on an agenda."""
        pairs = [("avtale", str(UUID(uid))) for uid in uids]
        return self.put_on_agenda and f"{self.put_on_agenda}?{urlencode(pairs)}"

    def here(self, pairs: Iterable[tuple[str, str]], anchor: str = "") -> str:
        """This page with other wishes, at the same time."""
        return f"?{urlencode([*parse_qsl(self.query), *pairs])}{f'#{anchor}' if anchor else ''}"
