"""What every file of an agenda is made of, in the language it is written in."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from reporting.domain.figures.agenda import Agenda
from reporting.domain.record import Record
from reporting.exports import paper
from reporting.pages import agenda_words as words
from reporting.pages.agenda_told import CaseTold, cases


@dataclass(frozen=True)
class Ground:
    """An agenda of a record. Made and read in the active language, `language`."""

    record: Record
    agenda: Agenda
    language: str

    @cached_property
    def cases(self) -> tuple[CaseTold, ...]:
        """Every case in words."""
        return cases(self.record, self.agenda)

    @cached_property
    def about(self) -> tuple[tuple[str, str], ...]:
        """The meeting, and what time is shown: label and value."""
        meeting = self.agenda.meeting
        told = [
            (_("Råd eller utvalg"), words.body_name(self.agenda.body)),
            (_("Dag"), words.day(meeting)),
            (_("Møtenummer"), meeting.number),
            (_("Merknad"), meeting.note),
            (_("Viser"), paper.stand(self.record).long),
            (_("Utkast"), words.draft(self.agenda)),
        ]
        if self.record.chain_head:
            told.append((_("Låsens kjennemerke"), self.record.chain_head))
        if self.examples:
            told.append((_("Eksempeldata"), _("Det som er merket «eksempel», er oppdiktet.")))
        return tuple((label, value) for label, value in told if value)

    @property
    def examples(self) -> bool:
        """Whether anything in it is invented."""
        return any(item.example for item in self.agenda.items)
