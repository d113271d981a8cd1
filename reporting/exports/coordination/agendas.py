"""The cases on agendas to come."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from initiatives import formatting
from reporting.domain.figures.agenda import Agenda
from reporting.exports import paper
from reporting.exports.coordination import words
from reporting.exports.coordination.ground import Ground
from reporting.exports.pdf import elements as e
from reporting.pages import agenda_words
from reporting.pages.agenda_told import CaseTold, headings


def agendas(ground: Ground) -> list[e.Element]:
    """«Saker på sakslister som kommer»."""
    story: list[e.Element] = [
        e.page_break("portrait"),
        e.heading(_("Saker på sakslister som kommer"), 1, key="saksliste"),
    ]
    if not ground.agendas:
        return [*story, e.paragraph(_("Ingen saker står på sakslister for møter som kommer."))]
    for agenda, cases in ground.agendas:
        story += [e.heading(_title(agenda), 2), _table(ground, cases)]
    return story


def _title(agenda: Agenda) -> str:
    return f"{agenda_words.body_name(agenda.body)}, {agenda_words.day(agenda.meeting)}"


def _table(ground: Ground, cases: tuple[CaseTold, ...]) -> e.Element:
    heads = headings()
    columns = [
        e.Column(heads["number"], width=44),
        e.Column(heads["title"], row_header=True, width=150),
        e.Column(heads["kind"], width=66),
        e.Column(heads["owners"], width=96),
        e.Column(heads["asked"]),
    ]
    return e.table(columns, [_row(ground, each) for each in cases], summary=_("Saker"))


def _row(ground: Ground, each: CaseTold) -> list[e.CellValue]:
    name = words.said(ground, each.title, each.language)
    asked: e.CellValue = words.said(ground, each.asked, each.language) if each.asked else _("ikke skrevet ennå")
    return [
        each.label,
        paper.named(name, *(part.code for part in each.item.parts), example=each.item.example),
        capfirst(each.kind),
        ", ".join(each.owners) or formatting.MISSING,
        asked,
    ]
