"""A notice as its text is written: what was told, without what is withheld today, each name in its own language."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from initiatives.domain import free_text
from initiatives.domain import vocabulary as v
from initiatives.domain.contracts import propagates
from initiatives.models import Notice
from initiatives.notices.sentences import Part, Sentence, Text
from initiatives.notices.told import Change, Name, Party, Told, told_of
from initiatives.notices.veils import Veils


@dataclass(frozen=True)
class Scene:
    """Who did what to whom. Made under the reader's language, and read under it."""

    kind: v.NoticeKind
    told: Told
    name: str
    dependency: str
    veils: Veils

    @cached_property
    def actor(self) -> str:
        """Who acted, and where he or she works: «Pia Programleder (Helsedirektoratet)»."""
        told = f"{self.name} ({self.told.organisation})" if self.told.organisation else self.name
        return free_text.one_line(told)

    @cached_property
    def ours(self) -> Part:
        """The side of the reader: its initiative or external party."""
        return self._whole(self.told.ours)

    @cached_property
    def theirs(self) -> Part:
        """The other side."""
        return self._whole(self.told.theirs)

    @cached_property
    def parties(self) -> Sentence:
        """Who waits for whom, milestones included."""
        ends: dict[str, Part] = {"receiver": self._end(self.told.receiver), "giver": self._end(self.told.giver)}
        return Sentence(_("%(receiver)s venter på %(giver)s."), ends)

    @cached_property
    def gives(self) -> bool:
        """Whether the reader's side is the one that others wait for."""
        return self.told.side == v.Side.GIVER

    @cached_property
    def reckoned(self) -> bool:
        """Whether the engine schedules by the contract: it binds, and both ends have a date of their own."""
        ends = (self.told.giver, self.told.receiver)
        return propagates(self.told.state, binding=self.told.binding) and all(
            end.milestone is not None or not end.whole.code for end in ends
        )

    @cached_property
    def veiled(self) -> bool:
        """Whether anything of the contract or its milestones is withheld: then nobody's own words are passed on."""
        subjects = {self.dependency, *(name.uid for name in self.told.names())}
        return not subjects.isdisjoint(self.veils)

    @property
    def milestone(self) -> Part | None:
        """The milestone that got a new date; None when its name is withheld."""
        return self._name(self.told.milestone) if self.told.milestone else None

    def hides(self, change: Change) -> bool:
        """Whether the field is withheld: of the milestone for the role of a date, else of the contract."""
        milestone = self.told.milestone.uid if self.told.milestone else ""
        subject = milestone if change.field in set(v.DateRole) else self.dependency
        return change.field in self.veils.get(subject, ())

    def named(self, name: Name) -> Part:
        """A name, or that it is withheld."""
        return self._name(name) or _("unntatt")

    def _name(self, name: Name) -> Part | None:
        if "name" in self.veils.get(name.uid, ()):
            return None
        return Text(name.name, name.language)

    def _whole(self, party: Party) -> Part:
        whole = party.whole
        if self._name(whole) is None:
            return Text(whole.code or _("unntatt"))
        return Text(f"{whole.code} {whole.name}".strip(), whole.language)

    def _end(self, party: Party) -> Part:
        milestone = self._name(party.milestone) if party.milestone else None
        if milestone is None:
            return self._whole(party)
        return Sentence(
            _("%(party)s (milepælen «%(milestone)s»)"), {"party": self._whole(party), "milestone": milestone}
        )


def scene(notice: Notice, veils: Veils) -> Scene:
    """The scene of a notice. No query when its dependency is fetched."""
    return Scene(
        kind=v.NoticeKind(notice.kind),
        told=told_of(notice.values),
        name=notice.actor,
        dependency=notice.dependency.uid.hex if notice.dependency is not None else "",
        veils=veils,
    )
