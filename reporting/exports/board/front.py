"""The cover, and the contents with how the report is to be read."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import choices, formatting
from initiatives.domain import vocabulary as v
from reporting.exports import paper
from reporting.exports.board.ground import Board
from reporting.exports.pdf import elements as e
from reporting.exports.pdf.inline import Content


def cover(board: Board) -> e.Element:
    """Who issues it, what it shows, the cut-off with its note, to whom, and on what data."""
    return e.cover(
        _("Porteføljerapport"),
        issuer=_("%(author)s, porteføljekontoret") % {"author": paper.AUTHOR},
        kicker=_("Nasjonal e-helseportefølje"),
        lead=_lead(board),
        details=dict(details(board)),
    )


def _lead(board: Board) -> str:
    """Which round it is of, where it is of one as it stands; else the time it shows."""
    period, state = board.record.period, board.record.state
    if period is None or state.known_by:
        return board.told.long
    return period.name if period.locked else _("%(round)s, utkast") % {"round": period.name}


def details(board: Board) -> dict[str, str]:
    """The foot of the cover: what is shown, the cut-off with its note, to whom, on what data, and what it is not."""
    record = board.record
    details: dict[str, str] = {_("Viser"): board.told.long}
    period = record.period
    cut_off = [board.told.cut_off]
    if period and period.cut_off_note:
        cut_off.append(capfirst(period.cut_off_note))
    told = ". ".join(each.rstrip(".") for each in cut_off)
    details[_("Datakutt")] = f"{told}." if len(cut_off) > 1 else told
    details[_("Til")] = _bodies(board)
    details[_("Grunnlag")] = _basis(board)
    if record.chain_head:
        details[_("Låsens kjennemerke")] = record.chain_head
    if board.examples:
        words = ngettext(
            "Rapporten inneholder eksempeldata: %(count)s oppdiktet tiltak, merket «eksempel».",
            "Rapporten inneholder eksempeldata: %(count)s oppdiktede tiltak, merket «eksempel».",
            board.figure.examples,
        )
        details[_("Eksempeldata")] = words % {"count": formatting.number(board.figure.examples)}
    if period and period.locked and period.lock_reason:
        details[_("Låst med mangler")] = paper.lacking(record, period)
    if board.told.draft:
        details[_("Utkast")] = _("Perioden er ikke låst. Tallene kan endre seg.")
    return details


def _bodies(board: Board) -> str:
    period = board.record.period
    bodies = board.record.state.registers.bodies
    body = bodies.get(period.body or "") if period else None
    return body.name if body and (board.examples or not body.example) else _("ikke oppgitt for denne perioden")


def _basis(board: Board) -> str:
    found = board.figure
    count = ngettext("%(count)s tiltak i registeret", "%(count)s tiltak i registeret", found.initiatives)
    active = ngettext("%(count)s pågående telt", "%(count)s pågående telt", found.colours.total)
    return ", ".join(
        (
            count % {"count": formatting.number(found.initiatives)},
            active % {"count": formatting.number(found.colours.total)},
        )
    )


def contents(board: Board) -> list[e.Element]:
    """The contents, and what colours and marks mean."""
    return [e.heading(_("Innhold"), 1, in_contents=False), e.contents(), *_reading(board)]


def _reading(board: Board) -> list[e.Element]:
    meanings = {
        v.Colour.GREEN: _("levert, eller vil bli levert, etter planen"),
        v.Colour.YELLOW: _("noe avvik fra den opprinnelige planen"),
        v.Colour.RED: _("vesentlig avvik, eller svært trolig ikke levert som planlagt"),
        v.Colour.NONE: _("ingen har oppgitt status; det er verken grønt eller rødt"),
    }
    if board.record.campaign:
        meanings[v.Colour.NONE] = _("det er ikke vurdert i runden; det er verken grønt eller rødt")
    rows: list[tuple[Content, Content]] = [
        (e.text(paper.status(colour, choices.label(v.Colour, colour))), words) for colour, words in meanings.items()
    ]
    if board.record.campaign:
        told = _("skulle rapportere i runden og gjorde det ikke; tiltaket telles med")
        rows.append((e.text(paper.status(v.Colour.NONE, _("Ikke rapportert"))), told))
    return [
        e.heading(_("Slik leses rapporten"), 2, in_contents=False),
        e.facts(rows, label_width=120),
        e.quiet(_("«–» betyr at ingen kilde oppgir verdien. Tall i hakeparentes viser til kildelista.")),
    ]
