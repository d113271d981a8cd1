"""The agenda as plain text, for an e-mail or the archive system: UTF-8, at most 76 characters a line.

A word longer than a line is broken; a no-break space keeps what it joins.
"""

import textwrap
from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from initiatives import formatting
from reporting.exports.agenda.ground import Ground
from reporting.pages import agenda_words as words
from reporting.pages.agenda_told import CaseTold, Deal, Side, headings

WIDTH = 76
LABEL = 24  # characters of a label before its value
NUMBER = 10  # of a case's number in the list


def agenda_text(ground: Ground) -> bytes:
    """The agenda in the active language, with Unix line ends."""
    lines = [*_front(ground), *(line for told in ground.cases for line in _case(told))]
    return ("\n".join(line.rstrip() for line in lines) + "\n").encode()


def _front(ground: Ground) -> Iterator[str]:
    yield _("Saksliste").upper()
    yield from _wrapped(f"{words.body_name(ground.agenda.body)}, {words.day(ground.agenda.meeting)}")
    yield "=" * WIDTH
    for label, value in ground.about:
        yield from _fact(label, value)
    yield ""
    for told in ground.cases:
        mark = f" ({_('eksempel')})" if told.item.example else ""
        yield from _wrapped(f"{told.title} ({told.kind}){mark}", told.label.ljust(NUMBER), " " * NUMBER)
    if not ground.cases:
        yield _("Ingen saker ennå.")


def _case(told: CaseTold) -> Iterator[str]:
    yield from ("", "-" * WIDTH)
    yield from _wrapped(_("Sak %(number)s · %(kind)s") % {"number": told.label, "kind": told.kind})
    yield from _wrapped(told.title)
    yield ""
    if told.item.example:
        yield from (*_wrapped(_("Eksempel: saken er oppdiktet.")), "")
    if told.deal:
        yield from _deal(told.deal)
    else:
        yield from _wrapped(told.gone)
        yield from _fact(_("Tiltak"), ", ".join(f"{part.name} ({part.code})" for part in told.item.parts))
    yield from _part(headings()["asked"], told.asked or _("Ikke skrevet ennå."))
    yield from _part(headings()["decision"], *(_decided(told) or ["", ""]))


def _deal(deal: Deal) -> Iterator[str]:
    for side in deal.sides:
        yield from _fact(side.role, _side(side))
    yield from _fact(_("Avtalen"), f"{deal.state} {deal.age}".strip())
    for label, value in deal.dates:
        yield from _fact(label, value)
    said = [f"{each.by}: {each.text}" for each in deal.speeches]
    if said or deal.wrong:
        yield from _part(headings()["background"], *said)
    for each in deal.wrong:
        yield from _wrapped(capfirst(each.text), "- ", "  ")
    yield from _part(headings()["engine"], " ".join(deal.engine))
    for plan in deal.plans:
        moved = f"{plan.plan.milestone.name} ({plan.plan.part.code}, {plan.owner}): "
        yield from _wrapped(f"{moved}{plan.before} → {plan.after} ({plan.slip})", "- ", "  ")


def _side(side: Side) -> str:
    part, milestone = side.named.part, side.named.milestone
    told = f"{side.name} ({part.code})" if part else side.name
    return f"{told}, {side.owner}" + (f": {milestone.name}" if milestone else "")


def _decided(told: CaseTold) -> list[str]:
    return [f"{each.title} {each.text}".strip() + f" ({formatting.when(each.date)})" for each in told.decisions]


def _part(title: str, *paragraphs: str) -> Iterator[str]:
    yield from ("", title.upper())
    for paragraph in paragraphs:
        yield from _wrapped(paragraph) if paragraph else [""]


def _fact(label: str, value: str) -> Iterator[str]:
    yield from _wrapped(value, f"{label}:".ljust(LABEL), " " * LABEL)


def _wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    """The text in lines, paragraph by paragraph; each after the first begins with `rest`."""
    lines: list[str] = []
    for paragraph in text.splitlines():
        begin = rest if lines else first
        lines += textwrap.wrap(paragraph, WIDTH, initial_indent=begin, subsequent_indent=rest) or [""]
    return lines
