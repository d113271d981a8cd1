"""A record outlined: of each initiative what counts, what was said, what facts give, and where its milestones stand.

Several records side by side are compared by their outlines: small values, made once per record. An initiative that was
known but not under way has an outline too; one that was not known has none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from initiatives.domain.facts import MilestoneFact, Slice
from initiatives.domain.vocabulary import Basis, Colour
from reporting.domain import rag
from reporting.domain.counted import counted
from reporting.domain.facts import InitiativeStatus
from reporting.domain.figures.overview_ground import Ref, short
from reporting.domain.memo import once
from reporting.domain.record import Record
from reporting.domain.results import Computed
from reporting.domain.standing import UNREPORTED, Standing, history


@dataclass(frozen=True, slots=True)
class Outline:
    """One initiative. `ref` is how it was named; `colour` is what counts, `computed` what facts give, `standing` all of
    the word behind it. `required`: it was to report, or nobody was. `earlier` are the words before that one, oldest
    first, and `previous` the colour the last one's source says it had before."""

    ref: Ref
    active: bool
    counted: bool
    required: bool
    colour: str = Colour.NONE
    computed: str = Colour.NONE
    standing: Standing | None = None
    milestones: tuple[MilestoneFact, ...] = ()
    better_if_replanned: bool = False
    earlier: tuple[tuple[date, str], ...] = ()
    previous: str = ""

    def told_before(self, since: date) -> str:
        """The colour at a day before the word that counts, as has been told since; "" where nobody has."""
        if self.standing is None or self.standing.as_of.earliest <= since:
            return ""
        known = [colour for day, colour in self.earlier if day <= since]
        told = self.previous or (known[-1] if known else "")
        return "" if told == Colour.NONE else told

    @property
    def declared(self) -> str:
        """The colour the owner reported, "" where no report stands."""
        return self.standing.declared if self.standing else ""

    @property
    def assessed(self) -> str:
        """The colour the secretariat gave, "" where it has given none."""
        return self.standing.assessed if self.standing else ""

    @property
    def origin(self) -> str:
        """Where the word comes from: "report", "observation", UNREPORTED, "" where nobody has spoken."""
        return self.standing.origin if self.standing else ""

    @property
    def unreported(self) -> bool:
        """Whether it was to report in a locked round and did not."""
        return self.origin == UNREPORTED

    @property
    def unassessed(self) -> bool:
        """Whether a report was given that nobody had assessed when the round was locked."""
        return self.origin == "report" and self.colour == Colour.NONE and self.declared not in ("", Colour.NONE)

    @property
    def said(self) -> str:
        """The colour declared: the owner's, else the public source's; "" where none is."""
        colour = self.declared or (self.colour if self.origin == "observation" else "")
        return "" if colour == Colour.NONE else colour

    @property
    def example(self) -> bool:
        """Whether the word is invented."""
        return self.standing is not None and self.standing.basis == Basis.EXAMPLE


@dataclass(frozen=True)
class Outlined:
    """A whole record: uid → outline, by code. `code` is its locked period's, "" without one; `day` the day it speaks
    of, `today` the one it was reckoned on."""

    parts: Mapping[str, Outline]
    code: str
    day: date
    today: date

    @cached_property
    def milestones(self) -> Mapping[str, MilestoneFact]:
        """uid → milestone, of all initiatives."""
        return {each.uid: each for part in self.parts.values() for each in part.milestones}


def outline(record: Record) -> Outlined:
    """The outline of a record, made once."""
    return once(record, "outline", lambda: _outlined(record))


def _outlined(record: Record) -> Outlined:
    period = record.period if record.period and record.period.locked else None
    holds = {each.uid for each in counted(record.state)}
    computed = rag.as_record_results(record).computed
    parts = {
        part.uid: _outline(record, part, computed.get(part.uid, ()), counts=part.uid in holds)
        for part in record.state.ordered
    }
    day = period.cut_off if period else record.state.known_by or record.state.today
    return Outlined(parts, period.code if period else "", day, record.state.today)


def _outline(record: Record, part: Slice, computed: tuple[Computed, ...], *, counts: bool) -> Outline:
    active = record.state.is_active(part)
    required = record.required(part)
    standing = record.standing(part) if active else None
    status = record.status(part)
    said = history(status)[:-1] if standing else ()
    return Outline(
        ref=_ref(record, part),
        active=active,
        counted=counts and required,
        required=required,
        colour=(standing.colour or Colour.NONE) if standing and required else Colour.NONE,
        computed=rag.overall(computed),
        standing=standing if required else None,
        milestones=part.milestones,
        better_if_replanned=rag.only_by_replanning(computed),
        earlier=tuple((each.as_of.earliest, each.colour or Colour.NONE) for each in said),
        previous=_previous(status, standing) if standing else "",
    )


def _previous(status: InitiativeStatus, said: Standing) -> str:
    """What the source of a word says the colour was before it."""
    return next((each.previous for each in status.observations if each.as_of == said.as_of and each.previous), "")


def _ref(record: Record, part: Slice) -> Ref:
    owner = record.state.owner(part)
    return Ref(part.uid, part.code, part.name, part.language, short(owner), owner.key if owner else "", part.example)
