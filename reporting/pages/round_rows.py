"""The lines of a round: who must be followed up, what is to be assessed, who is let off, what came after the lock."""

from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from initiatives import formatting
from reporting.domain.figures.campaign import Campaign, Look, ReportRow, Step
from reporting.domain.vocabulary import ReportForm
from reporting.pages import round_words as words
from reporting.pages.coordination_links import Links
from reporting.pages.overview_words import age
from reporting.pages.round_links import of_report

VIEWS = ("unopened", "begun", "returned", "late", "unreachable")
"""What the list of those to follow up can be narrowed to."""


class Act(NamedTuple):
    """Something that can be done with a report."""

    url: str
    label: str


@dataclass(frozen=True, slots=True)
class ChaseLine:
    """One report that the owner has to do something with. `last` and `age` tell of the last word about it."""

    row: ReportRow
    url: str
    step: str
    tone: str
    touched: str
    last: str
    age: str
    reminded: str
    deadline: str
    extended: str
    late: str
    contacts: str
    acts: tuple[Act, ...]
    report_url: str


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One report to be assessed. `seen` says which version is read; `own`: the reader has entered it."""

    row: ReportRow
    url: str
    assess_url: str
    seen: str
    looks: tuple[tuple[str, bool], ...]
    own: bool

    @property
    def offered(self) -> bool:
        """Whether it is among those that may be approved together by this reader."""
        return self.row.calm and not self.own


@dataclass(frozen=True, slots=True)
class SettledLine:
    """One report that needs nothing more: approved, or let off with a reason."""

    row: ReportRow
    url: str
    act: Act | None


def chased(row: ReportRow, links: Links, *, runs: bool) -> ChaseLine:
    """A line of those to follow up; `runs`: the reader may do something about it."""
    own = row.duty.deadline
    return ChaseLine(
        row=row,
        url=_initiative(row, links),
        step=str(words.STEPS[row.step]),
        tone=words.TONES.get(row.step, ""),
        touched=words.touched(row),
        last=formatting.when(row.last.as_of) if row.last else formatting.MISSING,
        age=age(max(0, (row.today - row.last.as_of.latest).days)) if row.last else "",
        reminded=words.reminded(row),
        deadline=formatting.day(row.deadline),
        extended=_("utsatt: %(reason)s") % {"reason": row.duty.deadline_reason} if own else "",
        late=words.late(row.deadline, row.today) if row.late and row.deadline else "",
        contacts=", ".join(row.progress.contacts),
        acts=_acts(row) if runs else (),
        report_url=of_report("report", row.duty.uid),
    )


def _acts(row: ReportRow) -> tuple[Act, ...]:
    uid = row.duty.uid
    found = [
        Act(of_report("assess", uid), _("Se merknad")) if row.step is Step.RETURNED else None,
        Act(of_report("report", uid), _("Før inn på vegne")),
        Act(of_report("report_deadline", uid), _("Utsett frist")),
        Act(of_report("report_exempt", uid), _("Frita")),
    ]
    return tuple(each for each in found if each and each.url)


def queued(row: ReportRow, links: Links, username: str) -> QueueLine:
    """A line of the queue, for a reader."""
    number = row.report.number if row.report else 0
    looks = row.looks
    if any(each not in (Look.UNCHANGED, Look.FIRST) for each in looks):
        looks = tuple(each for each in looks if each not in (Look.UNCHANGED, Look.FIRST))
    return QueueLine(
        row=row,
        url=_initiative(row, links),
        assess_url=of_report("assess", row.duty.uid),
        seen=f"{row.duty.uid}:{number}",
        looks=tuple((words.look(each, row), each in words.GRAVE) for each in looks),
        own=bool(username) and row.progress.author == username,
    )


def settled(row: ReportRow, links: Links, *, runs: bool) -> SettledLine:
    """A line of those that need nothing more."""
    act = None
    if runs and row.step is Step.EXEMPT:
        act = Act(of_report("report_include", row.duty.uid), _("Ta med likevel"))
    elif runs:
        act = Act(of_report("assess", row.duty.uid), _("Se vurderingen"))
    return SettledLine(row, _initiative(row, links), act if act and act.url else None)


def _initiative(row: ReportRow, links: Links) -> str:
    return f"{links.all_initiatives.partition('?')[0]}{row.part.code}/{links.time}"


def narrowed(found: Campaign, view: str) -> tuple[ReportRow, ...]:
    """Those to follow up, as they were asked for."""
    if view == "late":
        return found.late
    if view == "unreachable":
        return found.unreachable
    if view in VIEWS:
        return tuple(each for each in found.follow_up if each.step == view)
    return found.follow_up


def form_words(form: str) -> str:
    """How much is asked: «enkelt skjema»."""
    return _("enkelt skjema") if form == ReportForm.LIGHT else _("fullt skjema")
