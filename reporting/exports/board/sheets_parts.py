"""The sheets of every initiative and of every milestone, narrow enough to be printed; the register has every column."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from initiatives.domain import vocabulary as v
from initiatives.domain.facts import DateWord, MilestoneFact
from reporting.domain.deviation import expected
from reporting.domain.figures.overview_ground import Ref
from reporting.domain.figures.register import rows
from reporting.domain.figures.register_milestones import is_example, slip_days, timeliness
from reporting.exports.board.ground import Board
from reporting.exports.register_initiatives import timeliness_words
from reporting.exports.register_values import field, partial, sheet, status, text, word
from reporting.exports.tabular.sheets import CellValue, Kind, Sheet
from reporting.pages.register_words import amount_about, amount_words, status_word

Item = tuple[Ref, MilestoneFact]


def initiatives(board: Board) -> Sheet:
    """«Tiltak»: every one of the record, in the order of the list."""
    phase, risk = word(v.Phase), word(v.RiskLevel)
    return sheet(
        "tiltak",
        pgettext("flere", "Tiltak"),
        [
            field("code", _("Kode"), lambda row: row.code),
            field("name", _("Tiltak"), lambda row: row.name, width=34),
            field("owner", _("Eier"), lambda row: text(row.owner_name), width=20),
            field("active", _("Pågår"), lambda row: row.active, Kind.BOOLEAN),
            field("status", _("Status"), lambda row: status(row.colour, status_word(row)), Kind.STATUS),
            field("previous", _("Forrige status"), lambda row: status(row.previous), Kind.STATUS),
            field("computed", _("Beregnet status"), lambda row: status(row.computed), Kind.STATUS),
            field("risk", _("Risiko"), lambda row: risk(row.risk)),
            field("phase", _("Fase"), lambda row: phase(row.phase) or text(row.phase_as_stated)),
            field("goal", _("Hovedmål"), lambda row: row.goal.label if row.goal else None, width=28),
            field("next", _("Neste milepæl"), lambda row: row.next.name if row.next else None, width=28),
            field(
                "next_now", _("Neste, nå"), lambda row: partial(row.next.now) if row.next else None, Kind.PARTIAL_DATE
            ),
            field("slip", _("Avvik"), lambda row: row.next.slip if row.next else None, Kind.INTEGER, unit=_("dager")),
            field("money", _("Mill. kr"), lambda row: amount_words(row.amount) if row.amount else None),
            field("about", _("Beløpet er"), lambda row: amount_about(row.amount) if row.amount else None, width=18),
        ],
        rows(board.record, board.previous),
        is_example=lambda row: row.example,
        notes=(_("Alle kolonner, og fakta bak hver rad, står i tiltaksregisteret."),),
    )


def milestones(board: Board) -> Sheet:
    """«Milepæler» of the active ones: first plan, latest approved, now, and how far apart."""
    words, today = timeliness_words(), board.record.state.today

    def told(role: str) -> Any:
        def value(item: Item) -> CellValue:
            said: DateWord | None = getattr(item[1], role)
            return partial(said.date) if said else None

        return value

    def now(item: Item) -> CellValue:
        said = item[1].actual or expected(item[1])
        return partial(said.date) if said else None

    return sheet(
        "milepaeler",
        _("Milepæler"),
        [
            field("code", _("Kode"), lambda item: item[0].code),
            field("name", _("Tiltak"), lambda item: item[0].name, width=30),
            field("milestone", _("Milepæl"), lambda item: item[1].name, width=38),
            field("original", _("Opprinnelig"), told("original"), Kind.PARTIAL_DATE),
            field("approved", _("Sist vedtatt"), told("approved"), Kind.PARTIAL_DATE),
            field("now", _("Nå"), now, Kind.PARTIAL_DATE),
            field("slip", _("Avvik"), lambda item: slip_days(item[1]), Kind.INTEGER, unit=_("dager")),
            field("state", _("Tilstand"), lambda item: words[timeliness(item[1], today)]),
            field("replans", _("Ganger flyttet"), lambda item: item[1].replans, Kind.INTEGER),
            field("reason", _("Grunn"), _reason, Kind.LONG_TEXT, width=34),
        ],
        [(board.ground.refs[part.uid], each) for part in board.ground.active for each in part.milestones],
        is_example=lambda item: item[0].example,
        marked=_marked,
        notes=(_("Avvik er regnet mot opprinnelig dato, eller mot sist vedtatt der ingen opprinnelig er kjent."),),
    )


def _reason(item: Item) -> str | None:
    told = [each.reason for each in (item[1].forecast, item[1].approved) if each and each.reason]
    return told[0] if told else None


def _marked(item: Item) -> Iterator[str]:
    fact = item[1]
    for key, words in (("original", (fact.original,)), ("approved", (fact.approved,))):
        if is_example(words):
            yield key
    if is_example((fact.actual or expected(fact),)):
        yield "now"
