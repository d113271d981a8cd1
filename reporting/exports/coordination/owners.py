"""Who needs something from whom, and what each is to receive by quarter: two tables on lying pages."""

from django.utils.translation import gettext as _

from initiatives import formatting
from reporting.domain.figures.coordination_contracts import contracts
from reporting.domain.figures.coordination_holders import Holder
from reporting.domain.figures.coordination_layout_text import cut
from reporting.domain.figures.coordination_load import Line
from reporting.domain.figures.coordination_matrix import REST, Cell, Matrix, matrix
from reporting.exports import paper
from reporting.exports.board.words import more
from reporting.exports.coordination.ground import Ground
from reporting.exports.pdf import elements as e
from reporting.exports.pdf.inline import Inline
from reporting.pages import coordination_load, coordination_matrix
from reporting.pages import coordination_words as page_words

COLUMNS, ROWS = 10, 12
"""Givers and receivers that have room on a lying page, the other givers gathered in the last column."""
ROOM, SIZE = 46.0, 7.5
"""Width and letters of a column's title, in points."""
RECEIVERS = 20


def owners(ground: Ground) -> list[e.Element]:
    """«Hvem trenger noe fra hvem» and «Mottak per kvartal», where lying pages begin."""
    return [
        e.page_break("landscape"),
        e.keep_together([e.heading(_("Hvem trenger noe fra hvem"), 1, key="matrise"), *_matrix(ground)]),
        e.keep_together([e.heading(_("Mottak per kvartal"), 1, key="mottak"), *_load(ground)]),
    ]


def _matrix(ground: Ground) -> list[e.Element]:
    found = matrix(contracts(ground.record).rows, COLUMNS, ROWS)
    if not found.total.count:
        return [e.paragraph(_("Ingen avtaler er åpne."))]
    givers = [*found.givers, *([Holder(REST, "")] if found.rest else [])]
    columns = [
        e.Column(_("Mottaker"), row_header=True),
        *(e.Column(_title(each), align="right", width=ROOM + (16 if each.key == REST else 12)) for each in givers),
        e.Column(_("Sum"), align="right", width=66),
    ]
    rows: list[list[e.CellValue]] = [
        [
            _named(receiver),
            *(_cell(found.cell(receiver.key, giver.key)) for giver in givers),
            _cell(found.of_receiver(receiver.key)),
        ]
        for receiver in found.receivers
    ]
    rows.append([_("Alle"), *(_cell(found.of_giver(each.key)) for each in givers), _cell(found.total)])
    return [
        e.paragraph(f"{_told(found)}."),
        e.table(columns, rows, summary=_("Åpne avtaler etter mottaker og giver")),
        e.quiet(_("Rad: den som trenger. Kolonne: den som gir. Romben sier hvor mange av avtalene som er i fare.")),
    ]


def _told(found: Matrix) -> str:
    """How many there are, and what is gathered or left out."""
    told = [coordination_matrix.note(found)]
    return "; ".join([*told, left] if (left := coordination_matrix.left_out(found)) else told)


def _title(each: Holder) -> str:
    if each.key == REST:
        return _("Andre")
    lines = cut(page_words.holder_short(each), ROOM, SIZE, 3)
    return "\n".join(lines)


def _named(each: Holder) -> e.CellValue:
    name = page_words.holder_name(each)
    return paper.named(name, example=each.example)


def _cell(cell: Cell) -> e.CellValue:
    """How many; with a mark and a number where some are in danger."""
    if not cell.count:
        return ""
    number = formatting.number(cell.count)
    if not cell.endangered:
        return number
    marked: list[Inline] = [f"{number} ", e.shape("crit", _("i fare:"))]
    return [*marked, e.muted(f" {formatting.number(cell.endangered)}")]


def _load(ground: Ground) -> list[e.Element]:
    found = ground.load
    if not found.lines:
        return [e.paragraph(_("Ingen skal ta imot noe."))]
    columns = [
        e.Column(_("Mottaker"), row_header=True),
        *(e.Column(page_words.quarter(key), align="right", width=50) for key in found.keys),
        e.Column(_("Sum"), align="right", width=40),
    ]
    rows: list[list[e.CellValue]] = [
        [_named(line.receiver), *(_received(line, key) for key in found.keys), formatting.number(line.total)]
        for line in found.lines[:RECEIVERS]
    ]
    heavy = any(line.heavy for line in found.lines)
    return [
        e.paragraph(f"{coordination_load.finding(found)}; {coordination_load.note(found)}."),
        e.table(columns, rows, summary=_("Leveranser å ta imot, etter organisasjon og kvartal")),
        *more(len(found.lines) - RECEIVERS),
        e.quiet(
            _("En leveranse står i kvartalet den kan komme; det som er forfalt, står i dette kvartalet.")
            + (f" {_('Trekanten sier at kvartalet har mer enn vanlig for mottakeren.')}" if heavy else "")
        ),
    ]


def _received(line: Line, key: str) -> e.CellValue:
    count = len(line.held.get(key, ()))
    if not count:
        return ""
    number = formatting.number(count)
    if key not in line.heavy:
        return number
    marked: list[Inline] = [e.strong(f"{number} "), e.shape("warn", _("mer enn vanlig"))]
    return marked
