"""The coordination report as a workbook: the same figures with every row, a sheet for each part."""

from django.utils.translation import gettext as _

from reporting.domain.record import Record
from reporting.exports.board.sheets_lists import source_sheet
from reporting.exports.coordination import front, sheets_agreements, sheets_dates, sheets_owners, sheets_summary
from reporting.exports.coordination.ground import Ground
from reporting.exports.register_sheets import created
from reporting.exports.tabular.sheets import Sheet, Workbook
from reporting.pages import coordination_words


def coordination_workbook(record: Record, _previous: Record | None, language: str) -> Workbook:
    """The report's values, in the active language."""
    ground = Ground(record, language)
    return Workbook(
        title=front.title(),
        subtitle=ground.told.long,
        language=language,
        created=created(record),
        facts=((_("Hovedfunn"), coordination_words.finding(ground.counts)), *front.details(ground)),
        sheets=_sheets(ground),
    )


def _sheets(ground: Ground) -> tuple[Sheet, ...]:
    return (
        sheets_summary.key_figures(ground),
        sheets_agreements.conflicts(ground),
        sheets_agreements.wrong(ground),
        sheets_agreements.plans(ground),
        sheets_agreements.loose(ground),
        sheets_agreements.agreements(ground),
        sheets_owners.web(ground),
        sheets_owners.matrix(ground),
        sheets_owners.load(ground),
        sheets_owners.deliveries(ground),
        sheets_dates.held(ground),
        sheets_dates.likely(ground),
        sheets_dates.refused(ground),
        sheets_summary.cases(ground),
        sheets_summary.assumptions(ground),
        source_sheet(ground.sources.sources),
    )
