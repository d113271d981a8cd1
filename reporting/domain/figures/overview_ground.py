"""What all figures of the overview stand on, made once per record."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from initiatives.domain.facts import OrganisationFact, Slice
from initiatives.domain.vocabulary import Colour
from reporting.domain import rag
from reporting.domain.counted import counted
from reporting.domain.memo import once
from reporting.domain.record import Record
from reporting.domain.standing import UNREPORTED, Standing, history


class Ref(NamedTuple):
    """An initiative as it is named on a page."""

    uid: str
    code: str
    name: str
    language: str
    owner: str
    owner_key: str
    example: bool


@dataclass
class Ground:
    """A record, the one before, and what is looked up again and again."""

    record: Record
    previous: Record | None

    @cached_property
    def active(self) -> tuple[Slice, ...]:
        """Every active initiative, by code."""
        return tuple(each for each in self.record.state.ordered if self.record.state.is_active(each))

    @cached_property
    def asked(self) -> tuple[Slice, ...]:
        """The active ones that a locked round asked of; of any other time all of them."""
        return tuple(each for each in self.active if self.record.required(each))

    @cached_property
    def counted(self) -> tuple[Slice, ...]:
        """The active ones that are counted: a programme or its parts, never both; in a locked round those that were
        to report."""
        return tuple(each for each in counted(self.record.state) if self.record.required(each))

    @cached_property
    def standings(self) -> dict[str, Standing]:
        """uid → what was said last, of the active ones somebody has spoken of."""
        return spoken(self.record)

    @cached_property
    def refs(self) -> dict[str, Ref]:
        """uid → how an initiative is named; of all initiatives."""
        return {each.uid: self._ref(each) for each in self.record.state.slices.values()}

    @cached_property
    def computed(self) -> dict[str, str]:
        """uid → computed overall colour of the active ones."""
        every = rag.as_record_results(self.record).computed
        return {each.uid: rag.overall(every.get(each.uid, ())) for each in self.active}

    @cached_property
    def since(self) -> date | None:
        """The day the record before speaks of."""
        if self.previous is None:
            return None
        return self.previous.period.cut_off if self.previous.period else self.previous.state.today

    @cached_property
    def before(self) -> dict[str, str]:
        """uid → colour at the record before, of those that were active then or are now; NONE where nobody has said.

        Where nobody had spoken then, what sources have told since about the time before counts.
        """
        if self.previous is None:
            return {}
        then, said = self.previous, spoken(self.previous)
        known = {each.uid: shown(said.get(each.uid)) for each in then.state.ordered if then.state.is_active(each)}
        late = {each.uid: self._told_since(each) for each in self.active if known.get(each.uid) in (None, Colour.NONE)}
        return known | late

    @cached_property
    def counted_before(self) -> frozenset[str]:
        """uids of those that were counted at the record before."""
        if self.previous is None:
            return frozenset()
        return frozenset(each.uid for each in counted(self.previous.state) if self.previous.required(each))

    def unreported(self, uid: str) -> bool:
        """Whether an active initiative was to report in a locked round and did not."""
        said = self.standings.get(uid)
        return said is not None and said.origin == UNREPORTED

    def colour(self, uid: str) -> str:
        """The colour that stands for an active initiative."""
        return shown(self.standings.get(uid))

    def _told_since(self, part: Slice) -> str:
        said = self.standings.get(part.uid)
        if said is None or self.since is None or said.as_of.earliest <= self.since:
            return Colour.NONE
        status = self.record.status(part)
        told = next((each.previous for each in status.observations if each.as_of == said.as_of and each.previous), "")
        earlier = [each for each in history(status)[:-1] if each.as_of.earliest <= self.since]
        return told or (shown(earlier[-1]) if earlier else Colour.NONE)

    def _ref(self, part: Slice) -> Ref:
        owner = self.record.state.owner(part)
        key = owner.key if owner else ""
        return Ref(part.uid, part.code, part.name, part.language, short(owner), key, part.example)


def spoken(record: Record) -> dict[str, Standing]:
    """uid → what was said last, of the active ones somebody has spoken of; found once per record."""
    state, round_ = record.state, record.period.code if record.period and record.period.locked else ""
    return once(
        record,
        f"standings {round_}",
        lambda: {each.uid: said for each in state.ordered if state.is_active(each) and (said := record.standing(each))},
    )


def shown(standing: Standing | None) -> str:
    """The colour of what was said, NONE where nothing was."""
    return (standing.colour or Colour.NONE) if standing else Colour.NONE


def short(organisation: OrganisationFact | None) -> str:
    """An organisation's short name, "" for none."""
    return (organisation.short_name or organisation.name) if organisation else ""
