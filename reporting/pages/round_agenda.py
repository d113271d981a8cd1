"""What the reports of a round ask a body for, in words: what is asked, where it stands, and what was decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.text import capfirst

from initiatives import choices
from initiatives.domain.facts import DecisionFact, Slice
from initiatives.domain.vocabulary import CaseKind
from reporting.domain.figures.asked import Asked, OnAgenda
from reporting.pages.coordination_links import Links
from reporting.pages.report_facts import agenda_words, decided_words


@dataclass(frozen=True, slots=True)
class Stands:
    """Where a case stands, and its address."""

    text: str
    url: str
    held: bool


@dataclass(frozen=True, slots=True)
class AskedLine:
    """What one report asks for. `waits`: it can be put on an agenda; `ticked`: it stands on none."""

    uid: str
    part: Slice
    page: str
    kind: str
    text: str
    language: str
    stands: tuple[Stands, ...]
    decided: tuple[tuple[str, DecisionFact], ...]
    waits: bool
    ticked: bool


def lines(found: Iterable[Asked]) -> list[AskedLine]:
    """Each thing that is asked, in order of the initiatives."""
    return [_line(each) for each in found]


def _line(each: Asked) -> AskedLine:
    report = each.report
    return AskedLine(
        uid=str(UUID(report.uid)),
        part=each.part,
        page=Links("").initiative(each.part),
        kind=capfirst(choices.label(CaseKind, report.decision_kind)) if report.decision_kind else "",
        text=report.decision_asked,
        language=report.language,
        stands=tuple(map(_stands, each.cases)),
        decided=tuple((decided_words(one), one) for one in each.decisions),
        waits=each.waits,
        ticked=each.waits and not each.cases,
    )


def _stands(each: OnAgenda) -> Stands:
    words = agenda_words(each.body.name if each.body else "", each.case.meeting, held=each.held)
    url = f"{reverse('reporting:agenda', args=[UUID(each.case.meeting_uid or '')])}#sak-{UUID(each.case.uid)}"
    return Stands(words, url, each.held)
