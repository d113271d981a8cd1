"""The sheets of lists: exceptions, moves, dependencies in danger, cases, what is not known, and the sources."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from initiatives.domain import vocabulary as v
from initiatives.domain.facts import SourceFact
from reporting.domain.figures.coordination import AgreementRow
from reporting.domain.figures.feasible_dates import LateEnd
from reporting.domain.figures.overview_colours import Movement
from reporting.domain.figures.overview_exceptions import Exceptional
from reporting.exports.board.ground import Board
from reporting.exports.board.unknown import gap_lines
from reporting.exports.register_values import Field, field, partial, sheet, status, text, word
from reporting.exports.tabular.sheets import Column, Kind, Link, Sheet
from reporting.pages import agreement_words, feasible_words


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
            field("declared", _("Meldt av eieren"), lambda each: status(each.standing.declared), Kind.STATUS),
            field("computed", _("Beregnet status"), lambda each: status(each.computed), Kind.STATUS),
            field("as_of", _("Status gjelder"), lambda each: partial(each.standing.as_of), Kind.PARTIAL_DATE),
            field("cause", _("Årsak"), lambda each: cause(each.standing.cause)),
            field("reason", _("Begrunnelse"), said("reason"), Kind.LONG_TEXT, width=34),
            field("comment", _("Porteføljekontorets merknad"), said("comment"), Kind.LONG_TEXT, width=30),
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
    """«Avhengigheter»: agreements between owners that are in danger, the worst first."""
    state = word(v.DependencyState)

    def danger(each: AgreementRow) -> str:
        return agreement_words.in_danger(each.agreement, board.hidden.get(each.agreement.uid, ()))

    return sheet(
        "avhengigheter",
        _("Avhengigheter"),
        [
            field("waits", _("Den som venter"), lambda each: each.receiver.name, width=28),
            field("waits_owner", _("Eier av den som venter"), lambda each: text(each.receiver.owner_name)),
            field("gives", _("Venter på"), lambda each: each.giver.name, width=28),
            field("gives_owner", _("Eier av det som ventes på"), lambda each: text(each.giver.owner_name)),
            field("state", _("Tilstand"), lambda each: state(each.agreement.fact.state)),
            field("age", _("I denne tilstanden"), lambda each: each.age, Kind.INTEGER, unit=_("dager")),
            field("danger", _("Hvorfor"), danger, width=30),
            field("days", _("Dager"), lambda each: each.agreement.worst.days, Kind.INTEGER),
            field("need_by", _("Behov innen"), lambda each: partial(each.agreement.fact.need_by), Kind.PARTIAL_DATE),
            field("promised", _("Lovet"), lambda each: partial(each.agreement.fact.promised), Kind.PARTIAL_DATE),
            field("feasible", _("Mulig dato"), lambda each: each.agreement.terms.feasible, Kind.DATE),
            field("description", _("Hva"), _what, Kind.LONG_TEXT, width=34),
            field("body", _("Kan avgjøres av"), lambda each: text(each.body.name) if each.body else None, width=28),
        ],
        board.figure.endangered,
        is_example=lambda each: each.agreement.example,
        frozen_columns=1,
    )


def _what(each: AgreementRow) -> str | None:
    return text(each.agreement.fact.description)


def late_ends(board: Board) -> Sheet:
    """«Gjennomførbart»: initiatives that cannot end when their owners say, and how likely their ends are."""
    likely = {each.part.uid: each for each in board.chances}

    def reckoned(name: str) -> Any:
        return lambda each: getattr(likely[each.part.uid], name) if each.part.uid in likely else None

    return sheet(
        "gjennomforbart",
        _("Gjennomførbart"),
        [
            field("code", _("Kode"), lambda each: each.part.code),
            field("name", _("Tiltak"), lambda each: each.part.name, width=30),
            field("milestone", _("Sluttmilepæl"), lambda each: each.date.fact.name, width=34),
            field("claimed", _("Eieren sier"), lambda each: each.date.found.claimed, Kind.DATE),
            field("feasible", _("Gjennomførbar"), lambda each: each.date.found.feasible, Kind.DATE),
            field("days", _("Senere"), lambda each: each.days, Kind.INTEGER, unit=_("dager")),
            field("why", _("Hva som holder igjen"), _why, Kind.LONG_TEXT, width=44),
            *(field(name, name.upper(), reckoned(name), Kind.DATE) for name in ("p10", "p50", "p85")),
            field("meets_original", _("Opprinnelig plan holder"), reckoned("meets_original"), Kind.PERCENT),
            field("meets_approved", _("Sist vedtatte holder"), reckoned("meets_approved"), Kind.PERCENT),
        ],
        board.late_ends,
        is_example=_example,
        notes=(_("Tomme sannsynligheter kan ikke beregnes: anslag eller sammenlikningsgrunnlag mangler."),),
    )


def _why(each: LateEnd) -> str | None:
    return text("; ".join(feasible_words.why(each.date, each.part)))


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
    return source_sheet(board.sources.sources)


def source_sheet(found: Sequence[SourceFact]) -> Sheet:
    """A row per source, in the order of their numbers."""
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
        enumerate(found, 1),
        is_example=lambda _item: False,
        frozen_columns=1,
    )
