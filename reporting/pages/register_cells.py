"""The cells of the list of initiatives: one small function per column, a row in, safe HTML out.

Templates per cell cost half the page, so each cell is one `format_html`, which escapes whatever facts it is given.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from initiatives import choices, formatting
from initiatives.domain import vocabulary as v
from initiatives.domain.dates import PartialDate
from reporting.domain.figures.register import RegisterRow
from reporting.domain.figures.register_milestones import NextMilestone, Timeliness
from reporting.domain.figures.register_row import ROUNDS
from reporting.domain.limits import Limits
from reporting.pages import register_words as words
from reporting.pages.coordination_terms import dated

MISSING = formatting.MISSING
NOTHING = SafeString("")
DOT = SafeString(
    '<svg class="g" aria-hidden="true" viewBox="0 0 12 12"><circle class="f-none" cx="6" cy="6" r="1.6"/></svg>'
)
GLYPH = '<svg class="g g-{0}" aria-hidden="true"><use href="#g-{0}"/></svg>'


@dataclass(frozen=True, slots=True)
class Around:
    """What cells need beside their row: where the list is, the query that keeps the time, and the limits of slips."""

    list_url: str
    time_query: str
    limits: Limits

    def url(self, row: RegisterRow) -> str:
        """The address of the initiative's own page."""
        return f"{self.list_url}{quote(row.code, safe='')}/{self.time_query}"


Cell = Callable[[RegisterRow, Around], "SafeString | str"]


def when(value: PartialDate | None) -> str:
    """A date in words; the same few dates stand in many cells."""
    return _when(value, get_language()) if value else MISSING


@lru_cache(maxsize=8_192)
def _when(value: PartialDate, _language: str | None) -> str:
    return formatting.when(value)


def code(row: RegisterRow, _around: Around) -> str:
    return row.code


def name(row: RegisterRow, around: Around) -> SafeString:
    link = format_html('<a href="{}"{}>{}</a>', around.url(row), _lang(row.language), row.name)
    return format_html("{}{}", link, example()) if row.example else link


def status(row: RegisterRow, _around: Around) -> SafeString:
    shape = choices.tone(v.Colour, row.colour)
    said = format_html(
        '<span class="st" data-st="{0}"><svg class="g g-{0}" aria-hidden="true"><use href="#g-{0}"/></svg>{1}</span>',
        shape,
        words.status_word(row),
    )
    if row.standing is None:
        return said
    date = when(row.standing.as_of)
    against = _contradiction(row.computed) if row.contradicted else NOTHING
    return format_html('<span>{}<br><span class="micro">{}{}</span></span>', said, date, against)


def rounds(row: RegisterRow, _around: Around) -> "SafeString | str":
    if not row.words:
        return MISSING
    told = "; ".join(f"{when(each.as_of)} {choices.label(v.Colour, each.colour)}" for each in row.words)
    glyphs = format_html_join("", GLYPH, [(choices.tone(v.Colour, each.colour),) for each in row.words])
    dots = format_html_join("", "{}", [(DOT,)] * (ROUNDS - len(row.words)))
    return format_html('<span class="trend" role="img" aria-label="{}">{}{}</span>', told, dots, glyphs)


def colour(code: str) -> "SafeString | str":
    """A colour of somebody else's than the one that stands."""
    if not code:
        return MISSING
    shape = choices.tone(v.Colour, code)
    return format_html('<span class="st">' + GLYPH + "{1}</span>", shape, choices.label(v.Colour, code))


def next_name(row: RegisterRow, _around: Around) -> "SafeString | str":
    if row.next is None:
        return MISSING
    text = format_html("<span{}>{}</span>", _lang(row.next.language), row.next.name)
    return format_html("{}{}", text, example()) if row.next.example and not row.example else text


def plan_dates(row: RegisterRow, _around: Around) -> "SafeString | str":
    """The original, and the latest approved under it where it is another."""
    if row.next is None:
        return NOTHING
    original, approved = row.next.original, row.next.approved
    if approved is None or approved == original:
        return when(original)
    return _two_lines(when(original), when(approved))


def now(row: RegisterRow, around: Around) -> "SafeString | str":
    if row.next is None:
        return NOTHING
    if not row.living:
        word = format_html('<span class="micro">{}</span>', choices.label(v.LifeState, row.life))
        return _two_lines(MISSING, word)
    date = when(row.next.now)
    under = _standing_of(row.next, around.limits)
    return _two_lines(date, under) if under else date


def slip(row: RegisterRow, around: Around) -> "SafeString | str":
    if row.next is None or row.next.slip is None:
        return MISSING
    return _slip(row.next.slip, around.limits)


def held(row: RegisterRow, _around: Around) -> "SafeString | str":
    """The date that can be kept of the milestone that others delay the most, with how much and which it is."""
    found = row.held
    if found is None:
        return MISSING
    day = dated(found.feasible, earliest=found.earliest)
    late = format_html('<span class="delta delta--late">{}</span>', formatting.slip_words(found.days))
    name = format_html('<span class="micro"{}>{}</span>', _lang(found.language), found.name)
    marked = example() if found.example and not row.example else NOTHING
    return format_html("<span>{} {}<br>{}{}</span>", day, late, name, marked)


def money(row: RegisterRow, _around: Around) -> "SafeString | str":
    if row.amount is None:
        return NOTHING
    about = words.amount_about(row.amount)
    marked = example() if row.amount.example and not row.example else NOTHING
    under = format_html('<span class="micro">{}{}</span>', about, marked)
    return _two_lines(words.amount_words(row.amount), under)


def example() -> SafeString:
    """The tag that follows whatever belongs to an example."""
    return format_html(' <span class="tag" data-tone="warn">{}</span>', choices.label(v.Basis, v.Basis.EXAMPLE))


def count(attribute: str) -> Cell:
    """A column of numbers; none is «–», for nobody has said that there are none."""
    return lambda row, _around: formatting.number(getattr(row, attribute) or None)


def date(attribute: str) -> Cell:
    """A column of dates."""

    def cell(row: RegisterRow, _around: Around) -> str:
        value: PartialDate | None = getattr(row, attribute)
        return when(value)

    return cell


def coded(attribute: str, kind: Any) -> Cell:
    """A column of codes."""
    return lambda row, _around: words.code_word(kind, getattr(row, attribute))


def _contradiction(computed: str) -> SafeString:
    """That the facts give a worse colour than the one that stands."""
    shape, word = choices.tone(v.Colour, computed), choices.label(v.Colour, computed)
    sign = format_html(GLYPH, shape)
    return format_html(' · {} {}<span class="ds-sr-only">{}</span>', _("beregnet"), sign, word)


def _standing_of(milestone: NextMilestone, limits: Limits) -> "SafeString | str":
    """The second line: how late it is against the original, or that nobody has said anything since its date passed."""
    if milestone.state is Timeliness.UNCONFIRMED and milestone.now:
        since = _("ubekreftet siden %(day)s") % {"day": formatting.day(milestone.now.latest)}
        return format_html('<span class="micro delta--warn">{}</span>', since)
    return _slip(milestone.slip, limits) if milestone.slip else NOTHING


def _slip(days: int, limits: Limits) -> SafeString:
    tone = {v.Colour.RED: "delta--late", v.Colour.YELLOW: "delta--warn"}.get(limits.colour(days), "micro")  # type: ignore[call-overload]
    return format_html('<span class="delta {}">{}</span>', tone, formatting.slip_words(days))


def _two_lines(first: str, second: str) -> SafeString:
    """One box of two lines, so that a card on a phone keeps them together."""
    return format_html("<span>{}<br>{}</span>", first, second)


def _lang(language: str) -> SafeString:
    return format_html(' lang="{}"', language) if language and language != get_language() else NOTHING
