"""The register as a workbook: the initiatives that were chosen, in their order, and every fact of theirs.

`register_workbook` is what every export of the register is made of, whatever the format.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from initiatives import formatting, reading
from initiatives.domain.facts import CitationFact
from initiatives.domain.state import PortfolioState
from reporting.domain.figures.register import Criteria, RegisterRow
from reporting.domain.record import Record
from reporting.exports import register_facts as facts
from reporting.exports.register_initiatives import initiatives_sheet
from reporting.exports.register_sources import sources_sheet
from reporting.exports.tabular.sheets import Absent, Kind, Sheet, Workbook
from reporting.pages.register_words import criteria_words

OSLO = ZoneInfo("Europe/Oslo")


def register_workbook(
    record: Record,
    rows: Sequence[RegisterRow],
    language: str,
    criteria: Criteria | None = None,
    *,
    order: str = "",
    only: Collection[str] = (),
    citations: "Mapping[str, tuple[CitationFact, ...]] | None" = None,
) -> Workbook:
    """The rows with all their facts. `criteria` and `order` (in words) are told on «Om»; `citations` are what stands
    behind the facts, for a record that does not carry them (see `citations_of`). `only` names the sheets to make, by
    their keys; all of them when it is empty."""
    with override(language):
        parts = [record.state.slices[row.uid] for row in rows]
        sources = record.citations or citations or {}
        makers: dict[str, Callable[[], Sheet]] = {
            "tiltak": lambda: initiatives_sheet(record, rows),
            **facts.makers(record, parts),
            "kilder": lambda: sources_sheet(record, parts, sources),
        }
        sheets = tuple(make() for key, make in makers.items() if not only or key in only)
        return Workbook(
            title=_("Tiltaksregister"),
            subtitle=subtitle(record),
            language=language,
            created=created(record),
            facts=tuple(_facts(record, rows, criteria, order, sheets)),
            sheets=sheets,
        )


def citations_of(record: Record) -> Mapping[str, tuple[CitationFact, ...]]:
    """What stands behind the facts of a record: of a locked one what it carries, else one query."""
    return record.citations or reading.citations(known_by=record.state.known_by)


def created(record: Record) -> datetime:
    """When the content was fixed: when the period was locked, else the day that is shown. The clock is never asked, so
    that the same content gives the same bytes."""
    if record.period and record.period.locked and record.period.locked_at:
        return record.period.locked_at.astimezone(OSLO)
    return datetime.combine(record.state.known_by or record.state.today, time(), OSLO)


def subtitle(record: Record) -> str:
    if record.period and record.period.locked:
        words = _("Periode %(code)s, datakutt %(day)s")
        return words % {"code": record.period.code, "day": formatting.long_day(record.period.cut_off)}
    if record.state.known_by:
        return _("Slik det var kjent %(day)s") % {"day": formatting.long_day(record.state.known_by)}
    return _("Slik det er kjent %(day)s") % {"day": formatting.long_day(record.state.today)}


def _facts(
    record: Record, rows: Sequence[RegisterRow], criteria: Criteria | None, order: str, sheets: Sequence[Sheet]
) -> list[tuple[str, str]]:
    told = [
        (_("Viser"), subtitle(record)),
        (_("Utvalg"), "; ".join(criteria_words(criteria, record.state)) if criteria else _("Alle tiltak")),
        (_("Antall tiltak"), _count(rows, record.state)),
    ]
    if order:
        told.append((_("Rekkefølge"), order))
    if record.chain_head:
        told.append((_("Låsens kjennemerke"), record.chain_head))
    if any(row.example for row in rows) or any(sheet.example_marks for sheet in sheets):
        told.append((_("Eksempeldata"), _("Rader og verdier som er merket «eksempel», er oppdiktet.")))
    if any(_withholds(sheet) for sheet in sheets):
        told.append((_("Unntatt"), _("Noen verdier er unntatt offentlighet. Cellene sier med hvilken hjemmel.")))
    return told


def _withholds(sheet: Sheet) -> bool:
    """Whether a value is withheld. Amounts are, and the column that says so; no need to look at every cell."""
    places = [n for n, column in enumerate(sheet.columns) if column.kind is Kind.KRONER or column.key == "withheld"]
    return any(row[place].__class__ is Absent for row in sheet.rows for place in places)


def _count(rows: Sequence[RegisterRow], state: PortfolioState) -> str:
    return ngettext("%(shown)s av %(total)s tiltak", "%(shown)s av %(total)s tiltak", len(state)) % {
        "shown": formatting.number(len(rows)),
        "total": formatting.number(len(state)),
    }
