"""How values are written in templates. One filter per kind of value; the words live in choices and formatting."""

from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from initiatives import access, choices, formatting
from initiatives.domain import vocabulary as v
from initiatives.domain.dates import PartialDate
from reporting import choices as reporting_choices
from reporting.domain import vocabulary as rv
from reporting.pages.coordination_links import Links

register = template.Library()

register.filter("number", formatting.number)
register.filter("money", formatting.money)
register.filter("millions", formatting.millions)
register.filter("day", formatting.day)
register.filter("long_day", formatting.long_day)
register.filter("moment", formatting.moment)
register.filter("when", formatting.when)
register.filter("slip", formatting.slip_words)
register.filter("days", formatting.days)

KINDS: dict[str, type[StrEnum]] = {
    kind.__name__: kind
    for module in (v, rv)
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, StrEnum)
}


@register.filter
def word(value: str, kind: str) -> str:
    """The label of a code: {{ risk.state|word:"RiskState" }}."""
    return reporting_choices.label(KINDS[kind], value)


@register.filter
def tone(value: str, kind: str) -> str:
    """The tone of a code."""
    return reporting_choices.tone(KINDS[kind], value)


@register.filter
def tag(value: str, kind: str) -> SafeString:
    """A code as a tag in its tone."""
    return format_html(
        '<span class="tag" data-tone="{}">{}</span>',
        choices.tone(KINDS[kind], value),
        word(value, kind),
    )


@register.simple_tag
def status(colour: str, label: str = "", *, pill: bool = False) -> SafeString:
    """A status: shape, word and colour. An empty colour is «Ikke vurdert»."""
    code = colour or v.Colour.NONE
    shape = choices.tone(v.Colour, code)
    return format_html(
        '<span class="st{}" data-st="{}"><svg class="g g-{}" aria-hidden="true"><use href="#g-{}"/></svg>{}</span>',
        " st--pill" if pill else "",
        shape,
        shape,
        shape,
        label or choices.label(v.Colour, code),
    )


@register.simple_tag
def glyph(colour: str) -> SafeString:
    """A status' shape alone, with its word for those who do not see it."""
    code = colour or v.Colour.NONE
    shape = choices.tone(v.Colour, code)
    return format_html(
        '<svg class="g g-{}" aria-hidden="true"><use href="#g-{}"/></svg><span class="ds-sr-only">{}</span>',
        shape,
        shape,
        choices.label(v.Colour, code),
    )


@register.filter
def iso(value: "date | PartialDate | None") -> str:
    """A day for the datetime attribute; of a partial date its code where HTML knows it, else nothing."""
    if isinstance(value, PartialDate):
        return value.edtf if value.edtf.count("-") != 1 or int(value.edtf[-2:]) <= 12 else ""
    return value.isoformat() if value else ""


@register.filter
def item(mapping: Any, key: Any) -> Any:
    """An entry of a mapping by a key that is a variable; None when it is not there."""
    return mapping.get(key) if mapping else None


@register.filter
def uuid(uid: str) -> UUID:
    """A fact's uid as addresses write it."""
    return UUID(uid)


@register.filter
def key_of(fact: Any) -> str:
    """The key of a fact, for an address; "" when there is no fact."""
    return fact.key if fact else ""


@register.inclusion_tag("reporting/_coordination_ways.html", takes_context=True)
def coordination_ways(context: dict[str, Any], here: str) -> dict[str, Any]:
    """The way between the pages of coordination; `here` is the one that is shown. Reads `chosen` and, where a page has
    counted them, `answers`."""
    chosen, request = context["chosen"], context["request"]
    return {
        "links": Links(chosen.query),
        "here": here,
        "answers": context.get("answers") if here != "mine" else None,
        "may_try": access.may_try(request.user),
    }
