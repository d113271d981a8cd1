"""The sheets of lists: exceptions, moves, dependencies in danger, cases, what is not known, and the sources."""

from typing import Any

from django.utils.translation import gettext as _

from initiatives.domain import vocabulary as v
from reporting.domain.figures.overview_colours import Movement
from reporting.domain.figures.overview_exceptions import Exceptional
from reporting.exports.board.ground import Board
from reporting.exports.board.unknown import gap_lines
from reporting.exports.register_values import Field, field, partial, sheet, status, text, word
from reporting.exports.tabular.sheets import Column, Kind, Link, Sheet
from reporting.pages import overview_words


def _of() -> list[Field]:
    """Which initiative a row is of."""
    return [
        field("code", _("Kode"), lambda each: each.part.code),
        field("name", _("Tiltak"), lambda each: each.part.name, width=30),
        field("owner", _("Eier"), lambda each: text(each.part.owner)),
    ]


def _example(each: Any) -> bool:
    example: bool = each.part.example
    return example


def exceptions(board: Board) -> Sheet:
    """«Unntak»: red ones, those that turned to the worse, then yellow ones, as on the page."""
    cause = word(v.Cause)

    def said(name: str) -> Any:
        return lambda each: text(getattr(each.standing, name))

    def cited(each: Exceptional) -> str | None:
        return text(", ".join(map(str, board.sources.of(each.part.uid))))

    return sheet(
        "unntak",
        _("Unntak"),
        [
            *_of(),
            field("status", _("Status"), lambda each: status(each.standing.colour), Kind.STATUS),
            field("before", _("Forrige status"), lambda each: status(each.before), Kind.STATUS),
            field("computed", _("Beregnet status"), lambda each: status(each.computed), Kind.STATUS),
            field("as_of", _("Status gjelder"), lambda each: partial(each.standing.as_of), Kind.PARTIAL_DATE),
            field("cause", _("Årsak"), lambda each: cause(each.standing.cause)),
            field("reason", _("Begrunnelse"), said("reason"), Kind.LONG_TEXT, width=34),
            field("measure", _("Hva gjøres"), said("measure"), Kind.LONG_TEXT, width=30),
            field("measure_owner", _("Ansvarlig"), said("measure_owner")),
            field("measure_due", _("Frist"), lambda each: partial(each.standing.measure_due), Kind.PARTIAL_DATE),
            field("within", _("Del av"), lambda each: text(each.within)),
            field("sources", _("Kilder"), cited, help=_("Numrene viser til arket «Kilder».")),
        ],
        board.figure.exceptions,
        is_example=_example,
    )


def movements(board: Board) -> Sheet:
    """«Bevegelser»: who has another colour than at the record before."""

    def way(each: Movement) -> str:
        if not each.assessed:
            return _("fikk eller mistet en kjent status")
        return _("ble verre") if each.worse else _("ble bedre")

    return sheet(
        "bevegelser",
        _("Bevegelser"),
        [
            *_of(),
            field("before", _("Før"), lambda each: status(each.before), Kind.STATUS),
            field("now", _("Nå"), lambda each: status(each.now), Kind.STATUS),
            field("way", _("Retning"), way, width=34),
        ],
        board.figure.colours.moved,
        is_example=_example,
    )


def dependencies(board: Board) -> Sheet:
    """«Avhengigheter»: those between owners that are in danger, the worst first."""
    return sheet(
        "avhengigheter",
        _("Avhengigheter"),
        [
            field("waits", _("Den som venter"), lambda each: each.receiver.name, width=28),
            field("waits_owner", _("Eier av den som venter"), lambda each: text(each.receiver.owner)),
            field("gives", _("Venter på"), lambda each: each.giver.name, width=28),
            field("gives_owner", _("Eier av det som ventes på"), lambda each: text(each.giver.owner)),
            field("danger", _("Hvorfor"), overview_words.danger, width=30),
            field("days", _("Dager"), lambda each: each.days or None, Kind.INTEGER),
            field("need_by", _("Behov innen"), lambda each: partial(each.need_by), Kind.PARTIAL_DATE),
            field("promised", _("Lovet"), lambda each: partial(each.promised), Kind.PARTIAL_DATE),
            field("description", _("Hva"), lambda each: text(each.description), Kind.LONG_TEXT, width=34),
        ],
        board.figure.endangered,
        is_example=lambda each: each.example,
        frozen_columns=1,
    )


def waiting(board: Board) -> Sheet:
    """«Til beslutning»: cases before their meeting, and what reports ask for."""
    kind = word(v.CaseKind)
    return sheet(
        "beslutning",
        _("Til beslutning"),
        [
            *_of(),
            field("case", _("Sak"), lambda each: each.title, Kind.LONG_TEXT),
            field("kind", _("Sakstype"), lambda each: kind(each.kind)),
            field("body", _("Råd eller utvalg"), lambda each: text(each.body)),
            field("meeting", _("Møte"), lambda each: partial(each.meeting), Kind.PARTIAL_DATE),
            field("asked", _("Bes om i en rapport"), lambda each: each.asked, Kind.BOOLEAN),
        ],
        board.figure.waiting,
        is_example=_example,
        notes=() if board.figure.waiting else (_("Ikke kjent. Ingen saker er registrert for perioden."),),
    )


def gaps(board: Board) -> Sheet:
    """«Hva vi ikke vet», a sentence a row."""
    columns = (Column("gap", _("Hva vi ikke vet"), Kind.LONG_TEXT, width=110),)
    return Sheet("ukjent", _("Hva vi ikke vet"), columns, [(each,) for each in gap_lines(board)], frozen_columns=0)


def sources(board: Board) -> Sheet:
    """«Kilder», by the numbers of the paper."""
    return sheet(
        "kilder",
        _("Kilder"),
        [
            field("number", _("Nr."), lambda item: item[0], Kind.INTEGER),
            field("source", _("Kilde"), lambda item: item[1].title, width=56),
            field("publisher", _("Utgiver"), lambda item: text(item[1].publisher)),
            field("date", _("Kildens dato"), lambda item: partial(item[1].date), Kind.PARTIAL_DATE),
            field(
                "url",
                _("Adresse"),
                lambda item: Link(item[1].url, item[1].url) if item[1].url else None,
                Kind.LINK,
                width=60,
            ),
        ],
        enumerate(board.sources.sources, 1),
        is_example=lambda _item: False,
        frozen_columns=1,
    )
