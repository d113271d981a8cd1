"""What every chapter and sheet stands on: the record, the figures of the coordination page, and numbered sources."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from initiatives.domain.facts import Slice
from reporting.domain.figures.agenda import Agenda, Plan
from reporting.domain.figures.coordination import AgreementRow
from reporting.domain.figures.coordination_contracts import ContractRow, contracts
from reporting.domain.figures.coordination_counts import Counts, cases, counts
from reporting.domain.figures.coordination_dates import hidden_of
from reporting.domain.figures.coordination_load import Load, load
from reporting.domain.figures.coordination_report import HeldMilestone, coming_agendas, costs, held_milestones
from reporting.domain.figures.probability import Probability, probabilities
from reporting.domain.figures.probability_list import Sorted, sort
from reporting.domain.memo import once
from reporting.domain.record import Record
from reporting.exports import paper
from reporting.exports.board.citing import Numbered, in_order
from reporting.exports.register_sheets import citations_of
from reporting.pages.agenda_told import CaseTold
from reporting.pages.agenda_told import cases as told_cases
from reporting.pages.coordination_conflicts import Teller, Told
from reporting.pages.coordination_links import Links


@dataclass(frozen=True)
class Ground:
    """One report in one language; made once, read by every chapter."""

    record: Record
    language: str

    @cached_property
    def told(self) -> paper.Stand:
        """The time in words."""
        return paper.stand(self.record)

    @cached_property
    def counts(self) -> Counts:
        """The open agreements between owners, as the page tells them apart."""
        return counts(self.record)

    @cached_property
    def rows(self) -> Mapping[str, ContractRow]:
        """uid → row of the register of agreements."""
        return {each.uid: each for each in contracts(self.record).rows}

    @cached_property
    def endangered(self) -> Sequence[ContractRow]:
        """The rows of the endangered agreements between owners, worst first."""
        return [self.rows[each.agreement.uid] for each in self.counts.endangered]

    @cached_property
    def conflicts(self) -> Sequence[Told]:
        """The endangered agreements in words, worst first."""
        return self._teller.all(self.counts.endangered)

    @cached_property
    def _teller(self) -> Teller:
        return Teller(Links(""), self.record.state.registers, cases(self.record), self.hidden)

    @cached_property
    def hidden(self) -> Mapping[str, Collection[str]]:
        """uid of a fact → the names of its fields that are withheld from the reader."""
        return hidden_of(self.record.state)

    @cached_property
    def costs(self) -> Mapping[str, tuple[Plan, ...]]:
        """uid of each endangered agreement → the plans that move."""
        return costs(self.record)

    @cached_property
    def moved(self) -> frozenset[str]:
        """uids of the initiatives whose plans some endangered agreement moves."""
        return frozenset(plan.part.uid for plans in self.costs.values() for plan in plans)

    @cached_property
    def load(self) -> Load:
        """What each organisation is to receive."""
        return load(self.record)

    @cached_property
    def held(self) -> tuple[HeldMilestone, ...]:
        """The milestones that cannot be reached when their owners say."""
        return held_milestones(self.record)

    @cached_property
    def sorted(self) -> Sorted:
        """Which ends can be reckoned, and which cannot, of all initiatives, as the page of probabilities tells it."""
        return sort(self.record, self.record.state.ordered)

    @cached_property
    def likely(self) -> tuple[Probability, ...]:
        """How likely the ends are that can be reckoned, real ones first; simulated once per record, for every language
        and format."""
        return once(self.record, "likely ends", lambda: _likely(self.record, self.sorted.reckonable))

    @cached_property
    def active(self) -> tuple[Slice, ...]:
        """The initiatives under way."""
        return tuple(each for each in self.record.state.ordered if self.record.state.is_active(each))

    @cached_property
    def agendas(self) -> Sequence[tuple[Agenda, tuple[CaseTold, ...]]]:
        """The meetings to come with their cases in words, the nearest first."""
        return [(each, told_cases(self.record, each)) for each in coming_agendas(self.record)]

    @cached_property
    def sources(self) -> Numbered:
        """The sources by number, where the report first leans on them."""
        citations = citations_of(self.record)
        leaned_on = (one.source for uid in self._subjects() for one in citations.get(uid, ()) if one.source)
        return in_order(self.record, citations, leaned_on)

    def _subjects(self) -> Iterator[str]:
        """uids of the facts the chapters lean on, in their order."""
        loose = [row for rows in self.counts.loose.values() for row in rows]
        rows: list[AgreementRow] = [*self.counts.endangered, *loose, *self.counts.rows]
        yield from (each.agreement.uid for each in rows)
        yield from (each.fact.uid for each in self.held)
        yield from (each.end.uid for each in self.likely)
        yield from (told.item.case.uid for _, cases_ in self.agendas for told in cases_)

    @cached_property
    def invented(self) -> bool:
        """Whether anything in it is made up."""
        return any(each.example for each in self.record.state) or any(each.example for each in self.rows.values())


def _likely(record: Record, parts: Sequence[Slice]) -> tuple[Probability, ...]:
    return tuple(each for each in probabilities(record, parts) if isinstance(each, Probability))
