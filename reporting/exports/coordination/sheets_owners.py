"""The sheets of who meets whom: the network's lines, owner by owner, and what each is to receive."""

from typing import Any

from django.utils.translation import gettext as _

from initiatives.domain import vocabulary as v
from reporting.domain.figures.coordination_contracts import contracts
from reporting.domain.figures.coordination_holders import Holder
from reporting.domain.figures.coordination_load import Delivery, Line
from reporting.domain.figures.coordination_matrix import Matrix
from reporting.domain.figures.coordination_matrix import matrix as matrix_of
from reporting.domain.figures.coordination_web import View, Wish
from reporting.domain.figures.coordination_web import web as web_of
from reporting.exports.coordination.ground import Ground
from reporting.exports.coordination.network import legible_part
from reporting.exports.register_values import field, sheet, text, word
from reporting.exports.tabular.sheets import Kind, Sheet
from reporting.pages import agreement_words
from reporting.pages import coordination_words as page_words


def web(ground: Ground) -> Sheet:
    """«Nettverket»: every line that could be drawn, and which of them are drawn on paper."""
    drawn = {each.agreement.uid for each in legible_part(ground)[0].rows}
    every = web_of(ground.record, Wish(view=View.ALL), len(ground.record.state) + len(ground.rows) * 2)
    state = word(v.DependencyState)
    return sheet(
        "nettverk",
        _("Nettverket"),
        [
            field("giver", _("Fra"), lambda each: text(each.giver.name), width=36),
            field("giver_owner", _("Eier hos giver"), lambda each: agreement_words.owner(each.giver), width=26),
            field("receiver", _("Til"), lambda each: text(each.receiver.name), width=36),
            field(
                "receiver_owner", _("Eier hos mottaker"), lambda each: agreement_words.owner(each.receiver), width=26
            ),
            field("state", _("Tilstand"), lambda each: state(each.agreement.fact.state)),
            field("endangered", _("I fare"), lambda each: each.agreement.endangered, Kind.BOOLEAN),
            field("drawn", _("Tegnet på papir"), lambda each: each.agreement.uid in drawn, Kind.BOOLEAN),
            field("key", _("Avtale"), lambda each: each.agreement.fact.key),
        ],
        every.rows,
        is_example=lambda each: each.agreement.example,
    )


def matrix(ground: Ground) -> Sheet:
    """«Hvem trenger noe fra hvem»: a row per receiver, a column per giver, nothing gathered."""
    found = matrix_of(contracts(ground.record).rows, None, None)

    def count(giver: Holder) -> Any:
        return lambda receiver: found.cell(receiver.key, giver.key).count or None

    return sheet(
        "matrise",
        _("Hvem trenger fra hvem"),
        [
            field("receiver", _("Mottaker"), page_words.holder_name, width=34),
            *(field(giver.key, _giver(giver), count(giver), Kind.INTEGER, width=16) for giver in found.givers),
            field("sum", _("Sum"), lambda receiver: found.of_receiver(receiver.key).count, Kind.INTEGER),
            field("endangered", _("Av dem i fare"), lambda receiver: _endangered(found, receiver), Kind.INTEGER),
        ],
        found.receivers,
        is_example=lambda receiver: receiver.example,
        notes=(_("Åpne avtaler. Rad: den som trenger. Kolonne: den som gir."),),
        frozen_columns=1,
    )


def _giver(giver: Holder) -> str:
    name = page_words.holder_short(giver)
    return f"{name} ({_('eksempel')})" if giver.example else name


def _endangered(found: Matrix, receiver: Holder) -> int:
    return found.of_receiver(receiver.key).endangered


def load(ground: Ground) -> Sheet:
    """«Mottak per kvartal»: a row per organisation."""
    found = ground.load

    def count(key: str) -> Any:
        return lambda line: len(line.held.get(key, ())) or None

    return sheet(
        "mottak",
        _("Mottak per kvartal"),
        [
            field("receiver", _("Mottaker"), lambda line: page_words.holder_name(line.receiver), width=34),
            *(field(key, page_words.quarter(key), count(key), Kind.INTEGER) for key in found.keys),
            field("sum", _("Sum"), lambda line: line.total, Kind.INTEGER),
            field("heavy", _("Mer enn vanlig i"), _heavy, width=24),
        ],
        found.lines,
        is_example=lambda line: line.receiver.example,
        frozen_columns=1,
    )


def _heavy(line: Line) -> str | None:
    return ", ".join(page_words.quarter(key) for key in sorted(line.heavy)) or None


def deliveries(ground: Ground) -> Sheet:
    """«Leveranser»: everything somebody is to receive, by receiver and day."""
    items = [each for line in ground.load.lines for key in ground.load.keys for each in line.held.get(key, ())]
    return sheet(
        "leveranser",
        _("Leveranser"),
        [
            field("receiver", _("Mottaker"), lambda each: page_words.holder_name(each.receiver), width=30),
            field("what", _("Leveranse"), _what, width=44),
            field("code", _("Kode"), lambda each: each.part.code if each.part else None),
            field("giver", _("Fra"), _giver_name, width=34),
            field("day", _("Kan komme"), lambda each: each.day, Kind.DATE),
            field("undated", _("Uten dato"), lambda each: each.day is None, Kind.BOOLEAN),
            field("overdue", _("Forfalt"), lambda each: each.overdue, Kind.BOOLEAN),
            field("agreement", _("Avtale"), lambda each: each.told.agreement.fact.key if each.told else None),
        ],
        items,
        is_example=lambda each: each.example,
        frozen_columns=1,
    )


def _what(each: Delivery) -> str | None:
    milestone = each.milestone.name if each.milestone else ""
    return milestone or (each.told.agreement.fact.description if each.told else "") or None


def _giver_name(each: Delivery) -> str | None:
    if each.part:
        return each.part.name
    return text(each.told.giver.name) if each.told else None
