"""The overview's context: the figure cut to what fits above the fold, with words and addresses.

A list that is cut says how many there are; `show` names the one list that is asked for in full.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.translation import get_language

from initiatives.domain.state import PortfolioState
from initiatives.domain.vocabulary import Colour
from reporting.charts.overview_movement import drawing
from reporting.domain.facts import TextFact
from reporting.domain.figures.coordination import AgreementRow
from reporting.domain.figures.coordination_dates import hidden_of
from reporting.domain.figures.my_reports import rounds
from reporting.domain.figures.overview import Overview, overview
from reporting.domain.figures.overview_colours import ColourCount
from reporting.domain.figures.overview_money import Money, MoneyKey, Sum
from reporting.domain.record import Record
from reporting.domain.vocabulary import TextKind
from reporting.pages import agreement_words, coordination_words, overview_changes, overview_words
from reporting.pages.coordination_links import Links as CoordinationLinks
from reporting.pages.money_words import FIRM, sum_words
from reporting.pages.my_reports import RoundRow, open_rounds
from reporting.pages.overview_groups import tables
from reporting.pages.overview_links import Links
from reporting.source import Chosen
from reporting.source.changes import Change

FITS = {
    **{"exceptions": 5, "dependencies": 3, "cases": 3, "coming": 3, "late": 1, "unconfirmed": 1},
    **{"calm": 10, "resting": 8},
}  # rows of each list before it is cut
MILLIARD = 1_000_000_000
FULL = 500  # rows of a list shown in full
CAUSES, BRIGHT, MONEY = 6, 3, 4


@dataclass(frozen=True, slots=True)
class Cut:
    """Some rows of a list, and how many there are. `url` shows all of a cut list, or cuts a full one again."""

    rows: Sequence[Any]
    total: int
    url: str
    full: bool

    @property
    def left(self) -> int:
        """How many are not shown."""
        return self.total - len(self.rows)


class MoneyRow(NamedTuple):
    """A row of sums, one cell a year."""

    key: MoneyKey
    firm: bool
    cells: tuple[str | None, ...]


class Told(NamedTuple):
    """A value with its words."""

    value: Any
    words: str


class Endangered(NamedTuple):
    """An agreement that endangers somebody's plan: why, both owners, and its own page ("" where none is mounted)."""

    row: AgreementRow
    words: str
    receiver_owner: str
    giver_owner: str
    url: str


def context(
    chosen: Chosen, previous: Record | None, texts: Sequence[TextFact], changes: Sequence[Change], show: str = ""
) -> dict[str, Any]:
    """What the template shows."""
    figure = overview(chosen.record, previous)
    links = Links(chosen.query)
    return {
        "figure": figure,
        "links": links,
        "today": chosen.record.state.today,
        "previous_code": figure.colours.code_before,
        "finding": overview_words.finding(figure),
        "movement": _movement(figure),
        **_lists(figure, chosen.record.state, links, show),
        **_agreements(figure, chosen.query),
        **_beside(figure),
        "money": _money(figure.money),
        "tables": tables(figure.groups, links, show),
        "trust": _trust(figure),
        "open_rounds": _open_rounds(chosen),
        "causes": figure.causes[:CAUSES],
        "texts": {kind.value: _text(texts, kind) for kind in TextKind},
        "bright": figure.bright[:BRIGHT],
        "changes": overview_changes.lines(changes, chosen.record),
        "all_exceptions_url": links.filtered(colour=(Colour.RED.value, Colour.YELLOW.value), life="active"),
        "late_examples": figure.dates.late_examples,
        "unconfirmed_examples": figure.dates.unconfirmed_examples,
        "late_url": links.filtered(flag="late"),
        "unconfirmed_url": links.filtered(flag="unconfirmed"),
    }


def _lists(figure: Overview, state: PortfolioState, links: Links, show: str) -> dict[str, Cut]:
    coordination, hidden = CoordinationLinks(links.query), hidden_of(state)

    def cut(name: str, rows: Sequence[Any], tell: Callable[[Any], Any] | None = None) -> Cut:
        full = show == name
        shown = rows[: FULL if full else FITS[name]]
        url = links.shut(name) if full else links.whole(name) if len(shown) < len(rows) else ""
        return Cut([tell(each) for each in shown] if tell else shown, len(rows), url, full)

    def endangered(row: AgreementRow) -> Endangered:
        owners = agreement_words.owner(row.receiver), agreement_words.owner(row.giver)
        words = agreement_words.in_danger(row.agreement, hidden.get(row.agreement.uid, ()))
        return Endangered(row, words, *owners, coordination.contract(row.agreement.uid))

    return {
        "exceptions": cut("exceptions", figure.exceptions),
        "dependencies": cut("dependencies", figure.endangered, endangered),
        "cases": cut("cases", figure.waiting),
        "coming": cut("coming", figure.dates.coming),
        "late": cut("late", figure.dates.late),
        "unconfirmed": cut("unconfirmed", figure.dates.unconfirmed),
        "calm": cut("calm", figure.calm),
        "resting": cut("resting", figure.resting, lambda each: Told(each, overview_words.resting(each))),
    }


def _agreements(figure: Overview, query: str) -> dict[str, str]:
    """How many agreements nobody stands by, and where all of coordination is."""
    loose = coordination_words.loose_summary(figure.agreements) if figure.agreements.unsupported else ""
    return {"loose": loose, "coordination_url": CoordinationLinks(query).page}


def _beside(figure: Overview) -> dict[str, bool]:
    """Which lists hold more than are counted: parts of a counted programme, and those that are not under way."""
    counted = figure.colours.count
    return {
        "exceptions_beside": len(figure.exceptions) > counted(Colour.RED) + counted(Colour.YELLOW),
        "calm_beside": len(figure.calm) > counted(Colour.GREEN),
        "resting_beside": len(figure.resting) > counted(Colour.NONE),
    }


def _movement(figure: Overview) -> dict[str, Any]:
    found = figure.colours
    shapes = drawing(found)
    counts: dict[str, ColourCount] = {each.colour: each for each in found.rows}
    return {
        "shapes": shapes,
        "rows": [(row, counts[row.colour], overview_words.beside(counts[row.colour])) for row in shapes.rows],
        "label": overview_words.movement(found),
        "known": overview_words.known(found),
        "declared": any(each.declared not in (None, each.now) for each in found.rows),
        "published": any(each.published is not None for each in found.rows),
        "published_before": any(each.published_before is not None for each in found.rows),
    }


def _money(money: Money) -> dict[str, Any]:
    rows = [
        MoneyRow(key, key.kind in FIRM, tuple(_sum(sums.get(year)) for year in money.years))
        for key, sums in money.rows[:MONEY]
    ]
    return {"years": money.years, "rows": rows, "beside": money.beside, "lines": money.lines, "total": len(money.rows)}


def _sum(found: Sum | None) -> str | None:
    """The sum in words; from a milliard on whole millions are fine enough."""
    if found is None:
        return None
    high = found.low if found.high is None else found.high
    if high >= MILLIARD:
        found = found._replace(low=round(found.low, -6), high=found.high and round(found.high, -6))
    return sum_words(found)


def _trust(figure: Overview) -> dict[str, Any]:
    found = figure.trust
    return {
        "known": overview_words.known(figure.colours),
        "median": overview_words.age(found.median_age) if found.median_age is not None else "",
        "oldest": overview_words.age(found.oldest_age) if found.oldest_age is not None else "",
    }


def _open_rounds(chosen: Chosen) -> list[RoundRow]:
    """How far the rounds that are open have come; of another time nothing is told of them."""
    if chosen.kind not in ("now", "open"):
        return []
    return open_rounds(rounds(chosen.record, chosen.periods.all), chosen.record.state.today)


def _text(texts: Sequence[TextFact], kind: TextKind) -> TextFact | None:
    """The secretariat's words in the reader's language, else in the first language there is."""
    found = [each for each in texts if each.kind == kind]
    language = (get_language() or "nb")[:2]
    return next((each for each in found if each.language == language), found[0] if found else None)
