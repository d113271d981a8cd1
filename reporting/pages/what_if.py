"""The what-if page as its templates are given it: the question, what it leads to, and what may be done with it."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import formatting
from reporting.charts import what_if_lines as lines
from reporting.domain.figures.what_if import Outcome, what_if_of
from reporting.domain.figures.what_if_asks import agendas
from reporting.domain.figures.what_if_question import MOST, Checked
from reporting.domain.figures.what_if_search import Found, Group, Option, search, suggested
from reporting.domain.record import Record
from reporting.pages import what_if_words as words
from reporting.pages.coordination_links import Links
from reporting.pages.what_if_hits import HitShower, agenda, money_beside, money_rows
from reporting.pages.what_if_query import USUAL, WEEK, Typed, Unit, WhatIfAsked, typed
from reporting.pages.what_if_rows import NameShown, axis_of, split, tick_words

QUICK = (2, 4, 6, 12, 26)
"""Weeks to try with one press."""
STOPS = 12
"""Places where it stops that are told at once."""


class LineShown(NamedTuple):
    """A line of the question as the form shows it."""

    place: int
    key: str
    name: NameShown
    number: str
    unit: Unit
    milestone_wrong: str
    number_wrong: str
    without: str


class Choice(NamedTuple):
    """Something that may slip: its key, its name with the day it is expected, and how many agreements wait for it."""

    key: str
    name: NameShown
    label: str
    waiting: str
    url: str


class ChoiceGroup(NamedTuple):
    """Choices of one initiative or external party."""

    label: str
    language: str
    choices: tuple[Choice, ...]


class Stat(NamedTuple):
    """One number and what it counts."""

    label: str
    value: str
    beside: str = ""


def context(record: Record, asked: WhatIfAsked, *, kept: bool = False) -> dict[str, Any]:
    """What the templates show. `kept`: the question is a saved one, so what is gone or reached is told as since."""
    found = what_if_of(record, asked.lines)
    shower = HitShower(Links(asked.time), axis_of(found))
    told = _told(record, found, shower) if found.tried else {}
    return {
        "asked": asked,
        "found": found,
        "finding": words.finding(found),
        "today": record.state.today,
        "lines": [_line(shower, asked, place, each, kept=kept) for place, each in enumerate(found.asked.lines)],
        "wrong": sum(each.wrong is not None for each in found.asked.lines),
        "room": len(asked.typed) < MOST,
        "most": MOST,
        "usual": USUAL,
        "units": tuple(Unit),
        "picks": _picks(record, asked, shower),
        "quick": _quick(asked, found),
        "form_url": reverse("reporting:what_if"),
        **told,
    }


def _told(record: Record, found: Outcome, shower: HitShower) -> dict[str, Any]:
    first, rest = split(found.rows)
    axis = shower.axis
    return {
        "stats": _stats(found),
        "rows": [shower.row(each) for each in first],
        "more_rows": [shower.row(each) for each in rest],
        "axis": [(tick, tick_words(tick)) for tick in axis.ticks],
        "grid": lines.grid(axis.ticks),
        "today_line": lines.upright(found.today, axis),
        "width": lines.WIDTH,
        "stops": [shower.stop(each) for each in found.stops[:STOPS]],
        "more_stops": [shower.stop(each) for each in found.stops[STOPS:]],
        "hits": [shower.hit(each, found.money) for each in found.hits],
        "conflicts": [shower.conflict(each) for each in found.conflicts],
        "commitments": [shower.commitment(each) for each in found.commitments],
        "money_years": found.money.years,
        "money_rows": money_rows(found.money),
        "money_beside": money_beside(found.money),
        "economy_url": _economy(found, shower.links),
        "agendas": [agenda(each) for each in agendas(record.state, found)],
        "ground": words.ground(found),
    }


def _economy(found: Outcome, links: Links) -> str:
    pairs = [("tiltak", hit.part.code) for hit in found.hits]
    pairs += [("year", str(year)) for year in found.money.years]
    return reverse("reporting:economy") + links.here(pairs)


# ── the question ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _line(shower: HitShower, asked: WhatIfAsked, place: int, each: Checked, *, kept: bool) -> LineShown:
    told = words.wrong(each.wrong, kept=kept) if each.wrong else ""
    about_milestone = each.wrong in words.ABOUT_MILESTONE
    line = asked.typed[place]
    return LineShown(
        place,
        line.key,
        shower.name(each.name),
        line.number,
        line.unit,
        told if about_milestone else "",
        "" if about_milestone else told,
        asked.without(place),
    )


def _quick(asked: WhatIfAsked, found: Outcome) -> list[tuple[str, str, bool]]:
    """Other sizes of the same question, where it is of one slip: words, address, whether it is this one."""
    if len(asked.typed) != 1 or not found.asked.slips:
        return []
    ((_key, days),) = found.asked.slips
    return [(words.size(weeks * WEEK), asked.all_at(weeks * WEEK), days == weeks * WEEK) for weeks in QUICK]


class Picks(NamedTuple):
    """What may be chosen: what a search gave, else what most others wait for; and the search in words."""

    groups: tuple[ChoiceGroup, ...]
    searched: bool
    words: str


def _picks(record: Record, asked: WhatIfAsked, shower: HitShower) -> Picks:
    if asked.search:
        found = search(record, asked.search)
        return Picks(tuple(_group(shower, asked, each) for each in found.groups), True, _found_words(found))
    options = suggested(record)
    groups = tuple(_group(shower, asked, Group((each,))) for each in options)
    return Picks(groups, False, "")


def _found_words(found: Found) -> str:
    shown = sum(len(group.options) for group in found.groups)
    if not found.total:
        return _closed(found.closed) or _("Ingen milepæler passer. Prøv et annet ord, eller koden til tiltaket.")
    words = ngettext("%(count)s milepæl passer.", "%(count)s milepæler passer.", found.total)
    told = words % {"count": formatting.number(found.total)}
    if shown < found.total:
        told += " " + _("De %(shown)s første vises; skriv mer for å finne de andre.") % {
            "shown": formatting.number(shown)
        }
    return told


def _closed(count: int) -> str:
    if not count:
        return ""
    words = ngettext(
        "%(count)s milepæl passer, men den er nådd eller uten dato.",
        "%(count)s milepæler passer, men de er nådd eller uten dato.",
        count,
    )
    return words % {"count": formatting.number(count)}


def _group(shower: HitShower, asked: WhatIfAsked, group: Group) -> ChoiceGroup:
    name = group.name
    own = f"{name.part.name} ({name.part.code})" if name.part else name.name
    return ChoiceGroup(own, name.language, tuple(_choice(shower, asked, each) for each in group.options))


def _choice(shower: HitShower, asked: WhatIfAsked, each: Option) -> Choice:
    name = shower.name(each.name)
    waiting = ngettext("%(count)s avtale venter", "%(count)s avtaler venter", each.waiting)
    added: Iterable[Typed] = (*asked.typed, typed(each.key, USUAL * WEEK))
    return Choice(
        each.key,
        name,
        f"{name.text}, {formatting.day(each.day)}",
        waiting % {"count": formatting.number(each.waiting)} if each.waiting else "",
        asked.with_typed(added),
    )


# ── numbers ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _stats(found: Outcome) -> list[Stat]:
    unknown = sum(each is None for each in found.owners)
    money = found.money
    years = f"{money.years[0]}–{money.years[-1]}" if len(money.years) > 1 else "".join(map(str, money.years))
    return [
        Stat(_("Milepæler som følger med"), formatting.number(len(found.moved)), _of_which(found)),
        Stat(_("Tiltak"), formatting.number(len(found.hits))),
        Stat(
            _("Eiere"),
            formatting.number(len(found.owners) - unknown),
            _("og noen uten oppgitt eier") if unknown else "",
        ),
        Stat(_("Føringer"), formatting.number(len(found.commitments))),
        Stat(_("Avtaler i fare"), formatting.number(len(found.conflicts))),
        Stat(_("Tiltaksår med penger"), formatting.number(money.pairs), years),
    ]


def _of_which(found: Outcome) -> str:
    ends = sum(row.is_end for row in found.moved)
    words = ngettext("%(count)s av dem avslutter et tiltak", "%(count)s av dem avslutter et tiltak", ends)
    return words % {"count": formatting.number(ends)} if ends else ""


# ── for other pages ──────────────────────────────────────────────────────────────────────────────────────────────────


def try_url(key: str, query: str, weeks: int = USUAL) -> str:
    """Where a milestone's slip of some weeks is tried, by its uid: for a link beside it on another page."""
    return reverse("reporting:what_if") + WhatIfAsked((typed(key, weeks * WEEK),), time=query).query
