"""Agreements that need an eye, as rows of words: who needs what from whom, what is wrong, and what to do next."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from initiatives import formatting
from initiatives.domain.agreements import SERIOUS, Agreement, Concern
from initiatives.domain.facts import CaseFact, MeetingFact
from initiatives.domain.state import Registers
from initiatives.domain.vocabulary import DependencyState
from reporting.domain.figures.coordination import AgreementRow, Named
from reporting.pages import agreement_words as words
from reporting.pages.coordination_links import Links
from reporting.pages.coordination_terms import expected, term


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that is wrong, and whether it endangers somebody's plan."""

    text: str
    serious: bool


@dataclass(frozen=True, slots=True)
class Told:
    """An agreement in words. `need_by` and `promised` are «–» or a reason where there is no date (`no_promise` where
    one is missed); `expected` is told only where it comes later than promised or needed."""

    row: AgreementRow
    url: str
    receiver_url: str
    receiver_owner: str
    giver_url: str
    giver_owner: str
    wrong: tuple[Wrong, ...]
    age: str
    waits: str
    need_by: str
    promised: str
    no_promise: bool
    expected: str
    body: str
    step: str
    step_url: str
    case: str
    case_url: str

    @property
    def agreement(self) -> Agreement:
        """The agreement itself."""
        return self.row.agreement


@dataclass(frozen=True, slots=True)
class Teller:
    """What every row needs: where things lead, what is on an agenda, what is withheld, and whether the reader puts
    agreements on agendas."""

    links: Links
    registers: Registers
    cases: Mapping[str, CaseFact]
    hidden: Mapping[str, Collection[str]]
    prepares: bool = False

    def tell(self, row: AgreementRow) -> Told:
        """One agreement in words."""
        agreement = row.agreement
        url = self.links.contract(agreement.uid)
        case = self.cases.get(agreement.uid)
        step, step_url = self._step(agreement, url, on_agenda=case is not None)
        withheld = self.hidden.get(agreement.uid, ())
        promised = agreement.fact.promised is not None or "promised" in withheld
        return Told(
            row=row,
            url=url,
            receiver_url=self._side(row.receiver),
            receiver_owner=words.owner(row.receiver),
            giver_url=self._side(row.giver),
            giver_owner=words.owner(row.giver),
            wrong=tuple(Wrong(words.concern(each), each.concern in SERIOUS) for each in agreement.concerns),
            age=words.state_age(row),
            waits=words.waits(agreement),
            need_by=term(agreement.fact, "need_by", withheld),
            promised=term(agreement.fact, "promised", withheld) if promised else _("ingen dato"),
            no_promise=not promised and _missed(agreement),
            expected=expected(row),
            body=row.body.name if row.body else "",
            step=step,
            step_url=step_url,
            case=_case(case, self.registers) if case else "",
            case_url=self.links.agendas,
        )

    def all(self, rows: Iterable[AgreementRow]) -> list[Told]:
        """Many of them."""
        return [self.tell(each) for each in rows]

    def _side(self, side: Named) -> str:
        return self.links.initiative(side.part) if side.part else ""

    def _step(self, agreement: Agreement, url: str, *, on_agenda: bool) -> tuple[str, str]:
        step = words.next_step(agreement)
        if agreement.fact.state == DependencyState.DISPUTED and self.prepares and not on_agenda:
            return step, self.links.on_agenda([agreement.uid]) or url
        return step, url


def _missed(agreement: Agreement) -> bool:
    """Whether a promise is missed: somebody's plan is in danger, or two owners have dealt without one."""
    return agreement.endangered or any(each.concern is Concern.NO_PROMISE for each in agreement.concerns)


def _case(case: CaseFact, registers: Registers) -> str:
    """That it is on an agenda: of which body, and when it meets."""
    meeting: MeetingFact | None = registers.meetings.get(case.meeting_uid or "")
    body = registers.bodies.get((meeting.body if meeting else case.body) or "")
    day = meeting.date if meeting and meeting.date else case.meeting
    told = [each for each in (body.name if body else "", formatting.when(day) if day else "") if each]
    return _("På saksliste: %(where)s") % {"where": ", ".join(told)} if told else _("På saksliste")
