"""How likely the ends are, where that can be reckoned, and why it cannot for the others."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from initiatives import formatting
from initiatives.domain.facts import Slice
from reporting.domain.figures.probability import Probability
from reporting.exports import paper
from reporting.exports.board.words import cited, more
from reporting.exports.coordination import words
from reporting.exports.coordination.ground import Ground
from reporting.exports.pdf import elements as e
from reporting.pages import probability_words, what_if_words

LINES, CODES = 24, 24


def likely(ground: Ground) -> list[e.Element]:
    """«Sannsynlighet for slutten»."""
    found = ground.likely
    return [
        e.heading(_("Hvor sannsynlig er slutten"), 1, key="sannsynlighet"),
        e.paragraph(probability_words.finding(found, len(ground.sorted.reckonable), len(ground.record.state))),
        *(_table(ground, found) if found else ()),
        *_refused(ground),
    ]


def _table(ground: Ground, found: Sequence[Probability]) -> list[e.Element]:
    columns = [
        e.Column(_("Sluttmilepæl"), row_header=True, width=190),
        e.Column(_("Opprinnelig plan"), align="right", width=66),
        e.Column(_("Eieren sier"), align="right", width=66),
        e.Column(_("50 av 100 ganger innen"), align="right", width=76),
        e.Column(_("85 av 100 ganger innen"), align="right", width=76),
        e.Column(_("Opprinnelig plan holder"), width=88),
        e.Column(_("Venter oftest på")),
    ]
    return [
        e.table(columns, [_row(ground, each) for each in found[:LINES]], summary=_("Sannsynlige sluttdatoer")),
        *more(len(found) - LINES),
    ]


def _row(ground: Ground, each: Probability) -> list[e.CellValue]:
    name = words.said(ground, each.end.name or _("unntatt"), each.end.language)
    return [
        [*paper.named(name, each.part.code, example=each.example), *cited(ground.sources.of(each.end.uid))],
        formatting.day(each.original) if each.original else formatting.MISSING,
        formatting.day(each.claimed) if each.claimed else formatting.MISSING,
        formatting.day(each.p50),
        [e.strong(formatting.day(each.p85))],
        probability_words.chance(each.meets_original) or formatting.MISSING,
        decider(each) or formatting.MISSING,
    ]


def decider(each: Probability) -> str:
    """What the end most often waits for; "" when nothing but itself."""
    if not each.deciders:
        return ""
    first = each.deciders[0]
    return f"{what_if_words.quoted(first.name)}, {probability_words.decider(first)}"


def _refused(ground: Ground) -> list[e.Element]:
    refusals = ground.sorted.refusals
    if not refusals:
        return []
    columns = [
        e.Column(_("Hvorfor"), row_header=True, width=220),
        e.Column(pgettext("flere", "Tiltak"), align="right", width=44),
        e.Column(_("Hvilke")),
    ]
    rows: list[list[e.CellValue]] = [
        [probability_words.reason_title(each.reason), formatting.number(len(each.parts)), codes(each.parts)]
        for each in refusals
    ]
    return [e.keep_together([e.table(columns, rows, caption=_("Slutten kan ikke beregnes"))])]


def codes(parts: Sequence[Slice]) -> str:
    """The first of them by code, and how many more there are."""
    told = ", ".join(each.code for each in parts[:CODES])
    left = len(parts) - CODES
    if left > 0:
        told += ngettext(" og %(count)s til", " og %(count)s til", left) % {"count": formatting.number(left)}
    return told
