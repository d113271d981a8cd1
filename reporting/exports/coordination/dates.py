"""Milestones that cannot be reached when their owners say, with what holds them back."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import formatting
from initiatives.domain.facts import DateWord
from reporting.domain.figures.coordination_report import HeldMilestone
from reporting.domain.figures.network_names import node_named
from reporting.domain.reckoned import reckoned
from reporting.exports import paper
from reporting.exports.board.words import cited, more
from reporting.exports.coordination import words
from reporting.exports.coordination.ground import Ground
from reporting.exports.pdf import elements as e
from reporting.pages import feasible_words
from reporting.pages.coordination_terms import dated

LINES, CIRCLES = 40, 10


def dates(ground: Ground) -> list[e.Element]:
    """«Datoer som ikke holder»."""
    found = ground.held
    story: list[e.Element] = [e.heading(_("Datoer som ikke holder"), 1, key="datoer")]
    if not found:
        return [*story, e.paragraph(_("Ingen milepæl holdes igjen av noe den venter på.")), *_circles(ground)]
    columns = [
        e.Column(_("Milepæl"), row_header=True, width=190),
        e.Column(_("Opprinnelig plan"), align="right", width=66),
        e.Column(_("Sist vedtatt"), align="right", width=66),
        e.Column(_("Eieren sier"), align="right", width=66),
        e.Column(_("Kan nås"), align="right", width=70),
        e.Column(_("Senere"), align="right", width=58),
        e.Column(_("Hva som holder igjen")),
    ]
    return [
        *story,
        e.paragraph(finding(found)),
        e.table(columns, [_row(ground, each) for each in found[:LINES]], summary=_("Datoer som ikke holder")),
        *more(len(found) - LINES),
        *_circles(ground),
    ]


def finding(found: tuple[HeldMilestone, ...]) -> str:
    """How many milestones, and how many of them end an initiative."""
    told = ngettext(
        "%(count)s milepæl kan ikke nås når eieren sier, fordi noe den venter på, kommer senere.",
        "%(count)s milepæler kan ikke nås når eierne sier, fordi noe de venter på, kommer senere.",
        len(found),
    ) % {"count": formatting.number(len(found))}
    ends = sum(each.end for each in found)
    if not ends:
        return told
    more_ = ngettext("%(count)s av dem avslutter et tiltak.", "%(count)s av dem avslutter tiltak.", ends)
    return f"{told} {more_ % {'count': formatting.number(ends)}}"


def why(each: HeldMilestone) -> str:
    """What holds it back, and whose date is missing."""
    return capfirst("; ".join(feasible_words.why(each.told, each.part)))


def kind(each: HeldMilestone) -> str:
    """That it ends its initiative, where it does."""
    return _("sluttmilepæl") if each.end else ""


def owner(each: HeldMilestone) -> str:
    """Who owns it, said when no source tells."""
    return (each.owner.short_name or each.owner.name) if each.owner else _("eier ikke oppgitt")


def _row(ground: Ground, each: HeldMilestone) -> list[e.CellValue]:
    name = words.said(ground, each.fact.name or _("unntatt"), each.fact.language)
    day = each.found.feasible
    return [
        paper.named(name, owner(each), each.part.code, kind(each), example=each.part.example),
        _when(each.fact.original),
        _when(each.fact.approved),
        formatting.day(each.found.claimed),
        [e.strong(dated(day, earliest=each.told.earliest))] if day else formatting.MISSING,
        [e.toned(formatting.slip_words(each.days), "crit")],
        [why(each), *cited(ground.sources.of(each.fact.uid))],
    ]


def _when(word: DateWord | None) -> str:
    return formatting.when(word.date) if word else formatting.MISSING


def _circles(ground: Ground) -> list[e.Element]:
    """Milestones that wait for each other: their dates are not reckoned."""
    found = reckoned(ground.record).net.circles
    if not found:
        return []
    return [
        e.heading(_("Milepæler som venter på hverandre"), 2),
        e.bullets([capfirst(each) + "." for each in circles(ground)[:CIRCLES]]),
        *more(len(found) - CIRCLES),
    ]


def circles(ground: Ground) -> list[str]:
    """Each ring in words."""
    record = ground.record
    return [
        feasible_words.circle([node_named(record.state, key) for key in each.path])
        for each in reckoned(record).net.circles
    ]
