"""Labels of the codes of reporting, shaped as in `initiatives.choices`."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from initiatives.choices import WORDS, Word, choices, label, tone, word
from reporting.domain import vocabulary as v

__all__ = ["WORDS", "Word", "choices", "label", "tone", "word"]

REPORTING_WORDS: dict[type[StrEnum], dict[str, Word]] = {
    v.PeriodKind: {"tertial": Word(_("tertial")), "quarter": Word(_("kvartal")), "ad_hoc": Word(_("særskilt"))},
    v.PeriodState: {
        "planned": Word(_("planlagt")),
        "open": Word(_("åpen"), "open"),
        "locked": Word(_("låst"), "ink"),
    },
    v.ReportForm: {
        "full": Word(_("fullt skjema")),
        "light": Word(_("enkelt skjema")),
        "none": Word(_("rapporterer ikke")),
    },
    v.Stage: {
        "kick_off": Word(_("ved åpning")),
        "week_before": Word(_("en uke før fristen")),
        "day_before": Word(_("dagen før fristen")),
        "late": Word(_("dagen etter fristen")),
        "week_late": Word(_("en uke etter fristen")),
        "manual": Word(_("purret av porteføljekontoret")),
    },
    v.ReportState: {
        "draft": Word(_("ikke levert"), "open"),
        "exempt": Word(_("fritatt"), "none"),
        "submitted": Word(_("levert"), "accent"),
        "returned": Word(_("returnert"), "warn"),
        "approved": Word(_("godkjent"), "ok"),
    },
    v.TextKind: {
        "summary": Word(_("Sammendrag")),
        "selected_issues": Word(_("Utvalgte saker")),
        "highlight": Word(_("Lyspunkt")),
        "common_causes": Word(_("Vanlige årsaker til gult")),
    },
    v.ReportFormat: {"pdf": Word("PDF"), "xlsx": Word("Excel"), "csv": Word("CSV"), "json": Word("JSON")},
    v.ReportKind: {
        "board": Word(_("Styrerapport")),
        "register": Word(_("Tiltaksregister")),
        "plan": Word(_("Handlingsplan")),
        "coordination": Word(_("Samordningsrapport")),
    },
}
WORDS.update(REPORTING_WORDS)
