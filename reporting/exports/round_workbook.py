"""The chase list of a round as a workbook: every report, how far it has come, and who is to give it."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from initiatives import formatting
from reporting.domain.figures.campaign import Campaign, ReportRow, Step
from reporting.domain.record import Record
from reporting.exports.register_sheets import created, subtitle
from reporting.exports.register_values import Field, field, partial, sheet, status, text
from reporting.exports.tabular.sheets import CellValue, Kind, Sheet, Workbook
from reporting.pages import round_words as words
from reporting.pages.round_rows import form_words


def round_workbook(record: Record, found: Campaign, language: str) -> Workbook:
    """The reports of a round: what is awaited first, then what is to be assessed, approved and let off."""
    with override(language):
        rows = ordered(found)
        count = ngettext("%(count)s rapport", "%(count)s rapporter", len(rows)) % {
            "count": formatting.number(len(rows))
        }
        facts = [
            (_("Viser"), subtitle(record)),
            (_("Runde"), words.kicker(found.period, record.state.registers)),
            (_("Frist"), formatting.long_day(found.period.deadline)),
            (_("Antall rapporter"), count),
        ]
        if record.chain_head:
            facts.append((_("Låsens kjennemerke"), record.chain_head))
        if any(each.part.example for each in rows):
            facts.append((_("Eksempeldata"), _("Rader som er merket «eksempel», er oppdiktet.")))
        title = _("Purreliste for runde %(code)s") % {"code": found.period.code}
        return Workbook(title, subtitle(record), language, created(record), tuple(facts), (_sheet(rows),))


def ordered(found: Campaign) -> tuple[ReportRow, ...]:
    """Every report, what somebody must do something with first."""
    return (*found.follow_up, *found.queue, *found.steps[Step.APPROVED], *found.steps[Step.EXEMPT])


def _sheet(rows: tuple[ReportRow, ...]) -> Sheet:
    return sheet("purreliste", _("Purreliste"), [*_what(), *_when(), *_said()], rows, lambda row: row.part.example)


def _what() -> list[Field]:
    return [
        field("code", _("Kode"), lambda row: row.part.code),
        field("name", _("Tiltak"), lambda row: row.part.name, width=40),
        field("organisation", _("Rapporterer"), lambda row: text(row.organisation), width=26),
        field("step", _("Tilstand"), lambda row: str(words.STEPS[row.step])),
        field("form", _("Skjema"), lambda row: form_words(row.duty.form)),
        field("contacts", _("Kontakter"), lambda row: text(", ".join(row.progress.contacts)), Kind.LONG_TEXT),
    ]


def _when() -> list[Field]:
    return [
        field("deadline", _("Frist"), lambda row: row.deadline, Kind.DATE),
        field("late", _("Over fristen"), _late, Kind.INTEGER, unit=_("dager")),
        field("reminders", _("Purret"), lambda row: row.progress.reminders, Kind.INTEGER, unit=_("ganger")),
        field("reminded", _("Sist purret"), lambda row: row.progress.reminded, Kind.DATE),
        field("submitted", _("Levert"), lambda row: row.report.submitted if row.report else None, Kind.DATE),
        field("why", _("Hvorfor frist eller fritak"), _why, Kind.LONG_TEXT),
    ]


def _said() -> list[Field]:
    return [
        field("last", _("Sist meldt"), lambda row: partial(row.last.as_of if row.last else None), Kind.PARTIAL_DATE),
        field("last_status", _("Status da"), lambda row: status(row.last.colour) if row.last else None, Kind.STATUS),
        field("declared", _("Meldt nå"), _colour(lambda row: row.declared), Kind.STATUS),
        field("computed", _("Beregnet"), _colour(lambda row: row.computed), Kind.STATUS),
        field("looks", _("Hva du bør se på"), _looks, Kind.LONG_TEXT),
    ]


def _colour(value: Callable[[ReportRow], str]) -> Callable[[ReportRow], CellValue]:
    return lambda row: status(value(row))


def _late(row: ReportRow) -> int | None:
    return (row.today - row.deadline).days if row.late and row.deadline else None


def _why(row: ReportRow) -> str | None:
    return text(row.duty.exempt_reason or row.duty.deadline_reason)


def _looks(row: ReportRow) -> str | None:
    return "; ".join(words.look(each, row) for each in row.looks) or None
