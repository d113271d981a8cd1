"""What each organisation is to receive by quarter, as a table of words and addresses, and the list behind a cell."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import formatting
from initiatives.domain.facts import Slice
from initiatives.domain.feasible import Notice
from reporting.domain.figures.coordination import Named
from reporting.domain.figures.coordination_holders import Holder
from reporting.domain.figures.coordination_load import UNDATED, Delivery, Line, Load, load
from reporting.domain.record import Record
from reporting.pages import coordination_words as words
from reporting.pages.coordination_kept import kept, written
from reporting.pages.coordination_links import Links
from reporting.pages.coordination_query import RECEIVERS, CoordinationAsked
from reporting.pages.coordination_terms import dated
from reporting.pages.overview_words import of_which_examples
from reporting.pages.pager import Pager, paged

ROWS, LISTED = 12, 25
"""Organisations shown at first, and deliveries on a page of the list."""
STEPS = (1, 3, 6)
"""From how many deliveries a cell is drawn stronger."""
ANCHOR = "mottak"
TEMPLATE = "reporting/_coordination_load_table.html"


class LoadCell(NamedTuple):
    """How many deliveries, how strong it is drawn, whether it is more than usual, in words, and where it leads."""

    number: str
    strength: int
    heavy: bool
    words: str
    url: str
    chosen: bool


class LoadRow(NamedTuple):
    """An organisation's quarters and its sum."""

    name: str
    example: bool
    cells: Sequence[LoadCell]
    sum: LoadCell


class DeliveryShown(NamedTuple):
    """Something that is to be received: what and of whom, when, and the agreement it follows from."""

    milestone: str
    language: str
    part: Slice | None
    part_url: str
    external: str
    owner: str
    receiving: Named | None
    receiving_url: str
    when: str
    overdue: bool
    url: str
    example: bool


class Table(NamedTuple):
    """The table itself."""

    columns: Sequence[str]
    rows: Sequence[LoadRow]


class LoadShown(NamedTuple):
    """The table as it is written, and the list behind the cell that is asked for (None when none is)."""

    table: SafeString
    finding: str
    note: str
    all_url: str
    few_url: str
    title: str
    close_url: str
    deliveries: Pager[DeliveryShown] | None


def shown(record: Record, links: Links, asked: CoordinationAsked) -> LoadShown | None:
    """The load in words; None when nobody is to receive anything."""
    found = load(record)
    if not found.lines:
        return None
    whole = asked.shown == RECEIVERS
    lines = found.lines if whole else found.lines[:ROWS]
    line = found.line(asked.receiver) if asked.receiver else None
    return LoadShown(
        table=_written(record, found, lines, asked),
        finding=finding(found),
        note=note(found),
        all_url=f"{asked.query(shown=RECEIVERS)}#{ANCHOR}" if len(lines) < len(found.lines) else "",
        few_url=f"{asked.query(shown='')}#{ANCHOR}" if whole and len(found.lines) > ROWS else "",
        title=_title(asked, line),
        close_url=f"{asked.query(receiver='', quarter='', list_page=1)}#{ANCHOR}",
        deliveries=_listed(found, line, links, asked) if line else None,
    )


def _written(record: Record, found: Load, lines: Sequence[Line], asked: CoordinationAsked) -> SafeString:
    """The table; it is kept when its links have nothing to carry on but the time."""

    def context() -> Mapping[str, Any]:
        table = Table([words.quarter(key) for key in found.keys], [_row(found, each, asked) for each in lines])
        return {"load": table}

    if asked == CoordinationAsked(time=asked.time, shown=asked.shown):
        return kept(record, TEMPLATE, context, asked.time, asked.shown)
    return written(TEMPLATE, context)


def finding(found: Load) -> str:
    """Who receives more than usual in one quarter; else who receives most."""
    loaded = [(line, key) for line in found.lines for key in line.heavy]
    if loaded:
        line, key = max(loaded, key=lambda each: (len(each[0].held[each[1]]), -found.keys.index(each[1])))
        values = {
            "name": _marked(line.receiver),
            "count": formatting.number(len(line.held[key])),
            "quarter": words.quarter(key),
        }
        return _("%(name)s skal ta imot %(count)s i %(quarter)s") % values
    most = found.lines[0]
    deliveries = ngettext("%(count)s leveranse", "%(count)s leveranser", most.total)
    values = {"name": _marked(most.receiver), "deliveries": deliveries % {"count": formatting.number(most.total)}}
    undated = len(most.held.get(UNDATED, ()))
    if undated == most.total:
        return _("%(name)s skal ta imot %(deliveries)s uten dato") % values
    return _("%(name)s skal ta imot %(deliveries)s") % values


def _marked(each: Holder) -> str:
    name = words.holder_name(each)
    return f"{name} ({_('eksempel')})" if each.example else name


def note(found: Load) -> str:
    """How many deliveries there are in all."""
    total = sum(each.total for each in found.lines)
    examples = sum(one.example for line in found.lines for held in line.held.values() for one in held)
    count = ngettext("%(count)s leveranse i alt", "%(count)s leveranser i alt", total)
    told = [count % {"count": formatting.number(total)}]
    return ", ".join([*told, of_which_examples(examples)] if examples else told)


def _row(found: Load, line: Line, asked: CoordinationAsked) -> LoadRow:
    cells = [_cell(line, key, asked) for key in found.keys]
    return LoadRow(words.holder_name(line.receiver), line.receiver.example, cells, _cell(line, "", asked))


def _cell(line: Line, key: str, asked: CoordinationAsked) -> LoadCell:
    count = len(line.held.get(key, ())) if key else line.total
    chosen = asked.receiver == line.receiver.key and asked.quarter == key
    if not count:
        return LoadCell("", 0, heavy=False, words="", url="", chosen=chosen)
    heavy = key in line.heavy
    url = f"{asked.query(receiver=line.receiver.key, quarter=key, list_page=1)}#{ANCHOR}-liste"
    return LoadCell(
        formatting.number(count),
        0 if key in ("", UNDATED) else sum(count >= step for step in STEPS),
        heavy,
        _cell_words(line.receiver, key, count, heavy=heavy),
        url,
        chosen,
    )


def _cell_words(receiver: Holder, key: str, count: int, *, heavy: bool) -> str:
    deliveries = ngettext("%(count)s leveranse", "%(count)s leveranser", count) % {"count": formatting.number(count)}
    told = [f"{words.holder_name(receiver)}: {deliveries}"]
    told += [words.quarter(key)] if key else []
    told += [_("mer enn vanlig")] if heavy else []
    return ", ".join(told)


def _title(asked: CoordinationAsked, line: Line | None) -> str:
    if line is None:
        return ""
    when = words.quarter(asked.quarter) if asked.quarter else _("alle kvartaler")
    return _("%(name)s skal ta imot, %(when)s") % {"name": words.holder_name(line.receiver), "when": when}


def _listed(found: Load, line: Line, links: Links, asked: CoordinationAsked) -> Pager[DeliveryShown]:
    keys = [asked.quarter] if asked.quarter else found.keys
    held = [each for key in keys for each in line.held.get(key, ())]
    pager = paged(held, asked.list_page, LISTED, lambda page: f"{asked.query(list_page=page)}#{ANCHOR}-liste")
    rows = [_delivery(each, links) for each in pager.rows]
    return Pager(rows, pager.first, pager.last, pager.total, pager.previous_url, pager.next_url)


def _delivery(each: Delivery, links: Links) -> DeliveryShown:
    told, milestone = each.told, each.milestone
    fact = told.agreement.fact if told else None
    name, language = (milestone.name, milestone.language) if milestone else ("", "")
    if not name and fact:
        name, language = fact.description, fact.language
    receiving = told.receiver if told else None
    return DeliveryShown(
        milestone=name or _("uten beskrivelse"),
        language=language,
        part=each.part,
        part_url=links.initiative(each.part) if each.part else "",
        external=told.giver.name if told and not each.part else "",
        owner=told.giver.owner_name if told else "",
        receiving=receiving,
        receiving_url=links.initiative(receiving.part) if receiving and receiving.part else "",
        when=_when(each),
        overdue=each.overdue,
        url=links.contract(told.agreement.uid) if told else "",
        example=each.example,
    )


def _when(each: Delivery) -> str:
    if each.day is None:
        return _("uten dato")
    earliest = each.overdue or bool(
        each.told and each.told.agreement.giver_date and Notice.EARLIEST in each.told.agreement.giver_date.notices
    )
    return dated(each.day, earliest=earliest)
