"""A notice of a round as its text is written: the reports in order, without what is withheld, days in words."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.domain import free_text
from initiatives.domain.vocabulary import NoticeKind
from initiatives.formatting import day, days, number, when
from initiatives.models import Notice
from initiatives.notices.rounds_told import RoundReport, RoundTold, round_of
from initiatives.notices.sentences import Part, Sentence, Text
from initiatives.notices.told import Name
from initiatives.notices.veils import Veils


@dataclass(frozen=True)
class RoundScene:
    """Who tells whom of which reports. Made under the reader's language, and read under it."""

    kind: NoticeKind
    told: RoundTold
    name: str
    veils: Veils

    @cached_property
    def actor(self) -> str:
        """Who acted, and where: «Kari Kontor (Helsedirektoratet)»; the office where it was the clock."""
        if not self.told.personal:
            return _("Porteføljekontoret")
        told = f"{self.name} ({self.told.organisation})" if self.told.organisation else self.name
        return free_text.one_line(told)

    @cached_property
    def reports(self) -> tuple[RoundReport, ...]:
        """The most urgent first, else as they were given."""
        return tuple(sorted(self.told.reports, key=lambda each: self.told.due(each) or date.max))

    @property
    def only(self) -> RoundReport | None:
        """The one report it is about; None when there are several."""
        return self.told.reports[0] if len(self.told.reports) == 1 else None

    @cached_property
    def round(self) -> Part:
        """The round in a sentence: «Høsten 2024 (2024-3)», or its code alone."""
        code = Text(self.told.period)
        if not self.told.name or self.told.name == self.told.period:
            return code
        return Sentence("%(name)s (%(code)s)", {"name": Text(self.told.name, self.told.name_language), "code": code})

    @cached_property
    def ours(self) -> Part:
        """What the reader reports on: the initiative, or how many there are."""
        return self.whole(self.only) if self.only else self.count

    @cached_property
    def short(self) -> Part:
        """The same for a subject: the initiative's code."""
        return Text(self.only.code) if self.only else self.count

    @cached_property
    def count(self) -> str:
        """How many initiatives it is about: «4 tiltak»."""
        many = len({each.uid for each in self.told.reports})
        return ngettext("%(count)s tiltak", "%(count)s tiltak", many) % {"count": number(many)}

    @cached_property
    def first(self) -> date | None:
        """The first of the reports' deadlines; None where none has one."""
        return min(filter(None, map(self.told.due, self.told.reports)), default=None)

    @cached_property
    def mixed(self) -> bool:
        """Whether the reports have different deadlines."""
        return len({self.told.due(each) for each in self.told.reports}) > 1

    @cached_property
    def late(self) -> tuple[RoundReport, ...]:
        """Those whose deadline had passed."""
        return tuple(each for each in self.told.reports if (due := self.told.due(each)) and due < self.told.on)

    @cached_property
    def returned(self) -> bool:
        """Whether any of the reports was given and sent back."""
        return any(each.returned for each in self.told.reports)

    @cached_property
    def held(self) -> bool:
        """Whether the meeting was over."""
        return self.told.meeting is not None and self.told.meeting.latest < self.told.on

    @cached_property
    def body(self) -> Part | None:
        """The body the reports go to, None when it is not known or withheld."""
        return self._name(self.told.body) if self.told.body else None

    @cached_property
    def presented(self) -> Part | None:
        """The body and the day it meets: «NUFA 12.2.2025»."""
        if self.body is None or self.told.meeting is None:
            return self.body
        return Sentence("%(body)s %(date)s", {"body": self.body, "date": when(self.told.meeting)})

    def veiled(self, report: RoundReport) -> bool:
        """Whether anything of the initiative is withheld: then nobody's own words of it are passed on."""
        return report.initiative.uid in self.veils

    def whole(self, report: RoundReport) -> Part:
        """An initiative by code and name, by its code alone where the name is withheld."""
        found = self._name(report.initiative)
        return Text(report.code) if found is None else Text(f"{report.code} {report.name}".strip(), report.language)

    def away(self, due: date) -> str:
        """How far off a day was when it was told: «om 7 dager», «i morgen», «for 3 dager siden»."""
        left = (due - self.told.on).days
        near = {1: _("i morgen"), 0: _("i dag"), -1: _("i går")}
        if left in near:
            return near[left]
        return (_("om %(days)s") if left > 0 else _("for %(days)s siden")) % {"days": days(abs(left))}

    def dated(self, due: date) -> str:
        """A day and how far off it was: «15.1.2025 (om 7 dager)»."""
        return f"{day(due)} ({self.away(due)})"

    def _name(self, name: Name) -> Part | None:
        if "name" in self.veils.get(UUID(name.uid).hex, ()):
            return None
        return Text(name.name, name.language)


def round_scene(notice: Notice, veils: Veils) -> RoundScene:
    """The scene of a notice of a round. No query."""
    return RoundScene(NoticeKind(notice.kind), round_of(notice.values), notice.actor, veils)
