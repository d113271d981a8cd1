"""The comparison of two times in words: the finding, the same by group, and every change as a line of a table."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.domain.state import PortfolioState, Registers
from initiatives.formatting import number
from reporting.domain.diff import AmountChange, Change, DateChange, Difference, Group, SumChange, narrowed
from reporting.domain.figures.overview_ground import Ref
from reporting.filters import CompareFilter
from reporting.pages import initiatives as shared
from reporting.pages.compare_finding import clauses, nothing
from reporting.pages.compare_kinds import group_label, sorts
from reporting.pages.compare_lines import MISSING, Words, line
from reporting.pages.compare_query import DATE, NOW, CompareAsked, TimesAsked
from reporting.pages.initiatives import Chip
from reporting.pages.pager import paged
from reporting.pages.times import Side
from reporting.source import Periods

ROWS = 50
NAMED = 4  # initiatives named of one kind in a group


@dataclass(frozen=True, slots=True)
class Named:
    """An initiative in a list, and in a few words what of it."""

    part: Ref | None
    detail: Words


@dataclass(frozen=True, slots=True)
class Told:
    """All of one sort in a group: «Ble verre 3», the first by name, how many more. `parts` of them are parts of
    programmes that are told beside them."""

    label: str
    count: int
    parts: int
    names: tuple[Named, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Section:
    """A group in words; `url` shows its lines alone."""

    group: str
    label: str
    count: int
    told: tuple[Told, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Chooser:
    """How one time is chosen: its values, which is on, the date, and what was wrong with it."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    value: str
    day: str
    error: str


def choosers(periods: Periods, times: TimesAsked, errors: Mapping[str, str]) -> tuple[Chooser, ...]:
    """The two choosers with what was given, so that nothing typed is lost."""
    codes = [each.code for each in periods.all]
    options = (
        (NOW, _("Nå")),
        *(
            (each.code, each.code if each.locked else _("%(code)s, ikke låst") % {"code": each.code})
            for each in periods.all
        ),
        (DATE, _("En dato …")),
    )
    found = []
    for name, head, given in (("fra", _("Fra"), times.fra), ("til", _("Til"), times.til)):
        known = given in codes or given == NOW
        day = "" if known or given == DATE else given
        found.append(Chooser(name, head, options, given if known else DATE, day, errors.get(name, "")))
    return tuple(found)


def context(
    found: Difference, sides: tuple[Side, Side], filters: CompareFilter, asked: CompareAsked, now: PortfolioState
) -> dict[str, Any]:
    """What the template shows of a comparison that can be made; `now` is the second time's state."""
    among = narrowed(found.changes, owners=asked.owner_keys)
    rows = narrowed(among, asked.groups)
    pager = paged(rows, asked.page, ROWS, lambda page: f"{asked.query(page=page)}#endringer")
    return {
        "found": found,
        "before": sides[0],
        "after": sides[1],
        "asked": asked,
        "clauses": [(each, asked.only(each.group)) for each in clauses(found)],
        "nothing": nothing(found),
        "sections": sections(among, asked),
        "chips": chips(among, asked),
        "chip_error": " ".join(filters.form.errors.get("slag", ())),
        "picks": shared.picks(filters, ("eier",)),
        "active": active(filters, asked),
        "count": count_words(len(rows), len(found.changes)),
        "pager": pager,
        "lines": [line(each, now.registers) for each in pager.rows],
        "gone": frozenset(ref.code for each in found.changes for ref in each.refs if ref.uid not in now.slices),
        "examples": sum(each.example for each in rows),
    }


def sections(changes: Sequence[Change], asked: CompareAsked) -> list[Section]:
    """Each group with its kinds, the most important first; only what there is."""
    held = {group: sorts(narrowed(changes, [group])) for group in {each.group for each in changes}}
    return [
        Section(
            group.value,
            group_label(group),
            sum(map(len, held[group].values())),
            tuple(_told(name, those) for name, those in held[group].items()),
            asked.only(group),
        )
        for group in Group
        if group in held
    ]


def _told(name: str, changes: Sequence[Change]) -> Told:
    named = tuple(Named(each.part, _detail(each)) for each in changes[:NAMED])
    parts = sum(bool(each.within) for each in changes)
    return Told(name, len(changes), parts, named, len(changes) - len(named))


def _detail(change: Change) -> Words:
    """What of the initiative, in a few words: the milestone and how far, the amount, what was decided; nothing where
    the heading has said it all."""
    told = line(change, Registers())
    stated = next((each for each in (told.after, told.before) if each != MISSING), "")
    if isinstance(change, DateChange):
        return Words(f"{change.subject}, {told.moved or stated}", change.language)
    if isinstance(change, AmountChange | SumChange):
        return Words(f"{_dated(change, told.subject.text)}: {told.moved or stated}", told.subject.language)
    if told.subject.text:
        return told.subject
    if MISSING in (told.before, told.after):
        return Words(stated)
    return Words(f"{told.before} → {told.after}")


def _dated(change: AmountChange | SumChange, subject: str) -> str:
    """What the amount is for, with the year that sets two of one name apart."""
    year = str(change.year) if change.year else ""
    return subject if year in subject else f"{subject}, {year}"


def chips(changes: Sequence[Change], asked: CompareAsked) -> list[Chip]:
    """All, and each group there is or that is on, with how many it would give."""
    counts = Counter(each.group for each in changes)
    everything = asked.query(groups=frozenset())
    return [
        Chip("chip-all", _("Alle"), len(changes), everything, on=not asked.groups),
        *(
            Chip(f"chip-{each}", group_label(each), counts[each], asked.toggled(each), on=each in asked.groups)
            for each in Group
            if counts[each] or each in asked.groups
        ),
    ]


def active(filters: CompareFilter, asked: CompareAsked) -> list[Chip]:
    """The owners that are on, with the address of the list without each."""
    labels = dict(filters.form.fields["eier"].choices)
    return [
        Chip(f"on-eier-{place}", str(labels[key]), 0, asked.query(owners=asked.owners - {key}), on=True)
        for place, key in enumerate(sorted(asked.owners))
    ]


def count_words(shown: int, total: int) -> str:
    """How many are shown of how many."""
    words = ngettext("Viser %(shown)s av %(total)s endring", "Viser %(shown)s av %(total)s endringer", total)
    return words % {"shown": number(shown), "total": number(total)}


def criteria_words(filters: CompareFilter, asked: CompareAsked) -> list[str]:
    """What was asked for, for a file: «Slag endring: Status eller Økonomi»."""
    told = []
    for name, keys in (("slag", asked.groups), ("eier", asked.owners)):
        field = filters.form.fields[name]
        labels = dict(field.choices)
        if keys:
            told.append(f"{field.label}: {_(' eller ').join(str(labels[key]) for key in sorted(keys))}")
    return told
