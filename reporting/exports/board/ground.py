"""What every chapter stands on: the record, the figure of the overview, the register's rows, and numbered sources."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from initiatives import formatting
from initiatives.domain.facts import Slice
from initiatives.domain.vocabulary import Colour
from reporting.domain.diff import Difference, diff
from reporting.domain.facts import TextFact
from reporting.domain.figures.coordination_dates import hidden_of
from reporting.domain.figures.coverage import DocumentCoverage, coverage
from reporting.domain.figures.feasible_dates import LateEnd, late_ends
from reporting.domain.figures.overview import Overview, overview
from reporting.domain.figures.overview_exceptions import Exceptional
from reporting.domain.figures.overview_ground import Ground, Ref
from reporting.domain.figures.probability import Probability, probabilities
from reporting.domain.figures.register import RegisterRow, register
from reporting.domain.outline import Outlined, outline
from reporting.domain.record import Record
from reporting.exports import paper
from reporting.exports.board.citing import Numbered, numbered

PAGES = 20
CHANCES = 40
"""Late ends that are reckoned, at most."""


@dataclass(frozen=True)
class Board:
    """One report in one language; made once, read by every chapter."""

    record: Record
    previous: Record | None
    language: str
    earlier: Sequence[Outlined] = ()

    @cached_property
    def series(self) -> tuple[Outlined, ...]:
        """The records followed, oldest first: those handed over, else the one before and this one."""
        before = (outline(self.previous),) if self.previous else ()
        return (*(self.earlier or before), outline(self.record))

    @cached_property
    def figure(self) -> Overview:
        """The numbers of the overview: the same on screen, paper and sheets."""
        return overview(self.record, self.previous)

    @cached_property
    def difference(self) -> Difference | None:
        """What changed since the record before, None without one."""
        return diff(self.previous, self.record) if self.previous else None

    @cached_property
    def ground(self) -> Ground:
        """What is looked up again and again."""
        return Ground(self.record, self.previous)

    @cached_property
    def rows(self) -> Mapping[str, RegisterRow]:
        """uid → row of the register."""
        return register(self.record, self.previous).by_uid

    @cached_property
    def told(self) -> paper.Stand:
        """The time in words."""
        return paper.stand(self.record)

    @cached_property
    def sources(self) -> Numbered:
        """The sources by number."""
        return numbered(self.record, [*self.figure.exceptions], [*self.ground.active])

    @cached_property
    def full(self) -> tuple[Exceptional, ...]:
        """Those that are critical or turned to the worse: they get a page each."""
        return tuple(each for each in self.figure.exceptions if each.standing.colour == Colour.RED or each.worse)

    @cached_property
    def watched(self) -> tuple[Exceptional, ...]:
        """The other yellow ones: a line each."""
        full = {each.part.uid for each in self.full}
        return tuple(each for each in self.figure.exceptions if each.part.uid not in full)

    @cached_property
    def hidden(self) -> Mapping[str, frozenset[str]]:
        """uid of a fact → the fields of it that are withheld."""
        return hidden_of(self.record.state)

    @cached_property
    def late_ends(self) -> tuple[LateEnd, ...]:
        """The initiatives that cannot end when their owners say."""
        return late_ends(self.record)

    @cached_property
    def chances(self) -> tuple[Probability, ...]:
        """How likely the ends of those are, and of those with a page of their own, where it can be reckoned."""
        own_page = [each.part.uid for each in self.full[: self.pages]]
        wanted = dict.fromkeys([*(each.part.uid for each in self.late_ends[:CHANCES]), *own_page])
        found = probabilities(self.record, [self.record.state.slices[uid] for uid in wanted])
        return tuple(each for each in found if isinstance(each, Probability))

    @property
    def pages(self) -> int:
        """How many get a page of their own; a report of more is read by nobody."""
        return PAGES

    @property
    def examples(self) -> bool:
        """Whether anything of it is made up."""
        return bool(self.figure.examples)

    @property
    def documents(self) -> tuple[DocumentCoverage, ...]:
        """The documents with obligations; made up ones only where made up initiatives are shown."""
        found = coverage(self.record)
        return tuple(each for each in (found.documents if self.examples else found.real) if each.obligations)

    @property
    def now(self) -> str:
        """What the column of the present is called."""
        period = self.record.period
        if period and period.locked:
            return period.code
        return formatting.day(self.record.state.known_by) if self.record.state.known_by else _("nå")

    @property
    def before(self) -> str:
        """What the column of the record before is called, "" without one."""
        return self.figure.colours.code_before

    def part(self, ref: Ref) -> Slice:
        """The initiative behind a reference."""
        return self.record.state.slices[ref.uid]

    def text(self, kind: str) -> TextFact | None:
        """The secretariat's words of a kind."""
        return self.record.text(kind, self.language)
