"""Status over time as a workbook: a row per initiative, three columns per period: status, cause and measure."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from initiatives import formatting
from reporting.domain.figures.status_grid import Cell, Grid, Row
from reporting.domain.record import Record
from reporting.exports.register_sheets import created, subtitle
from reporting.exports.register_values import TONES, Field, field, sheet, text
from reporting.exports.tabular.sheets import Absent, CellValue, Kind, Sheet, Status, Workbook
from reporting.pages.status_words import shown, told, turn_words, word_of


def status_workbook(
    record: Record, grid: Grid, rows: Sequence[Row], heads: Sequence[str], language: str, chosen: Sequence[str]
) -> Workbook:
    """The rows that were chosen; `heads` name the columns, `chosen` says in words what was filtered."""
    with override(language):
        count = ngettext("%(shown)s av %(total)s tiltak", "%(shown)s av %(total)s tiltak", len(grid.rows))
        values = {"shown": formatting.number(len(rows)), "total": formatting.number(len(grid.rows))}
        facts = [
            (_("Viser"), subtitle(record)),
            (_("Utvalg"), "; ".join(chosen) or _("Alle tiltak")),
            (_("Antall tiltak"), count % values),
        ]
        if record.chain_head:
            facts.append((_("Låsens kjennemerke"), record.chain_head))
        if any(row.ref.example for row in rows):
            facts.append((_("Eksempeldata"), _("Rader som er merket «eksempel», er oppdiktet.")))
        return Workbook(
            _("Status over tid"),
            subtitle(record),
            language,
            created(record),
            tuple(facts),
            (status_sheet(rows, heads),),
        )


def status_sheet(rows: Sequence[Row], heads: Sequence[str]) -> Sheet:
    """«Status over tid»."""
    fields = [
        field("code", _("Kode"), lambda row: row.ref.code),
        field("name", _("Tiltak"), lambda row: row.ref.name, width=34),
        field("owner", _("Eier"), lambda row: text(row.ref.owner), width=20),
        field("turns", _("Ganger snudd"), lambda row: row.turns, Kind.INTEGER),
    ]
    for place, head in enumerate(heads):
        fields += _of_column(place, head)
    notes = (
        _("Snudde er regnet mot den siste fargen tiltaket hadde i en tidligere kolonne."),
        _("«Ikke rapportert» er tiltak som skulle rapportere i runden og ikke gjorde det. De telles med."),
    )
    return sheet(
        "status_over_tid",
        _("Status over tid"),
        fields,
        rows,
        is_example=lambda row: row.ref.example,
        notes=notes,
    )


def _of_column(place: int, head: str) -> list[Field]:
    def of(value: Callable[[Cell], CellValue]) -> Callable[[Row], CellValue]:
        return lambda row: value(row.cells[place])

    named = {"period": head}
    return [
        field(f"status_{place}", head, of(_status), Kind.STATUS, width=22),
        field(f"turn_{place}", _("%(period)s, snudde") % named, of(lambda cell: text(turn_words(cell)))),
        field(f"cause_{place}", _("%(period)s, årsak") % named, of(_cause), Kind.LONG_TEXT, width=30),
        field(f"measure_{place}", _("%(period)s, hva gjøres") % named, of(_measure), Kind.LONG_TEXT, width=30),
    ]


def _status(cell: Cell) -> CellValue:
    """The status, or why there is none."""
    if not shown(cell):
        return Absent(cell.why.value, word_of(cell))
    return Status(TONES[cell.colour], word_of(cell))  # type: ignore[index]


def _cause(cell: Cell) -> CellValue:
    found = told(cell.standing)
    return text(". ".join(each for each in (found.cause, found.reason) if each)) if cell.explained else None


def _measure(cell: Cell) -> CellValue:
    found = told(cell.standing)
    return text(". ".join(each for each in (found.measure, found.responsible) if each)) if cell.explained else None
