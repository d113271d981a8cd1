"""In and out of the portfolio as a workbook: every question that was asked, its criteria, and what stands where."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import override

from initiatives import choices, formatting
from initiatives.domain import vocabulary as v
from initiatives.domain.admission import ORDER, Need, needs
from initiatives.domain.facts import CriterionFact
from reporting.domain.figures.portfolio import Asked, PlanTable, Portfolio, SegmentRow
from reporting.domain.record import Record
from reporting.exports.register_sheets import created, subtitle
from reporting.exports.register_values import field, partial, sheet, text, word
from reporting.exports.tabular.sheets import CellValue, Kind, Sheet, Workbook
from reporting.pages import portfolio_words as words


class Criterion(NamedTuple):
    """A criterion of a question."""

    asked: Asked
    fact: CriterionFact


class Placed(NamedTuple):
    """A segment of a plan."""

    table: PlanTable
    row: SegmentRow


def portfolio_workbook(record: Record, found: Portfolio, language: str) -> Workbook:
    """Everything the page shows, and what it has no room for."""
    with override(language):
        facts = [
            (_("Viser"), subtitle(record)),
            (_("Antall forslag"), formatting.number(len(found.all))),
            (_("Venter"), formatting.number(len(found.waiting))),
        ]
        if record.chain_head:
            facts.append((_("Låsens kjennemerke"), record.chain_head))
        if any(each.example for each in found.all):
            facts.append((_("Eksempeldata"), _("Rader som er merket «eksempel», er oppdiktet.")))
        sheets = (_questions(found), _criteria(found), _plans(found))
        return Workbook(
            _("Inn og ut av porteføljen"), subtitle(record), language, created(record), tuple(facts), sheets
        )


def _questions(found: Portfolio) -> Sheet:
    """A row per question."""
    return sheet(
        "forslag",
        _("Forslag"),
        [
            field("code", _("Kode"), lambda row: row.part.code),
            field("name", _("Tiltak"), lambda row: text(row.part.name), width=36),
            field("kind", _("Forslag"), _coded("kind", v.PlanChangeKind)),
            field("state", _("Tilstand"), _coded("state", v.PlanChangeState)),
            field("plan", _("Plan"), lambda row: row.plan.name if row.plan else None, width=30),
            field("standing", _("Står nå som"), lambda row: _category(words.standing(row))),
            field("category", _("Foreslått som"), _coded("category", v.PlanCategory)),
            field("segment", _("Segment"), lambda row: text(row.change.segment)),
            field("goal", _("Hovedmål"), lambda row: f"{row.goal.code} {row.goal.text}".strip() if row.goal else None),
            field("organisation", _("Foreslått av"), lambda row: row.organisation.name if row.organisation else None),
            field("proposed", _("Foreslått"), lambda row: row.change.proposed, Kind.DATE),
            field("reason", _("Begrunnelse"), lambda row: text(row.change.reason), Kind.LONG_TEXT),
            field("answered", _("Etter eget svar"), lambda row: _verdict(row, row.answered), width=24),
            field("found", _("Etter vurderingen"), lambda row: _verdict(row, row.found), width=24),
            field("recommendation", _("Tilrådning"), lambda row: text(row.change.recommendation), Kind.LONG_TEXT),
            field("asked_kind", _("Sakstype"), _coded("asked_kind", v.CaseKind)),
            field("asked", _("Rådet bes om"), lambda row: text(row.change.asked), Kind.LONG_TEXT),
            field("decision", _("Vedtak"), lambda row: text(row.decision.title) if row.decision else None, width=36),
            field("decided", _("Vedtatt"), _decided, Kind.PARTIAL_DATE),
            field("decided_by", _("Vedtatt av"), lambda row: words.decided_by(row) if row.decision else None),
        ],
        found.all,
        is_example=lambda row: row.example,
    )


def _criteria(found: Portfolio) -> Sheet:
    """A row per criterion of each admission, answered and found side by side."""
    rows = [
        Criterion(each, fact)
        for each in found.all
        if needs(each.change.kind, Need.CRITERIA)
        for fact in each.change.criteria
    ]
    return sheet(
        "kriterier",
        _("Kriterier"),
        [
            field("code", _("Kode"), lambda row: row.asked.part.code),
            field("name", _("Tiltak"), lambda row: text(row.asked.part.name), width=36),
            field("criterion", _("Nr."), lambda row: row.fact.criterion),
            field("text", _("Kriterium"), lambda row: choices.label(v.Criterion, row.fact.criterion), Kind.LONG_TEXT),
            field("answer", _("Svar"), lambda row: row.fact.answer, Kind.BOOLEAN),
            field("reason", _("Begrunnelse"), lambda row: text(row.fact.reason), Kind.LONG_TEXT),
            field("assessed", _("Vurdert"), lambda row: row.fact.assessed, Kind.BOOLEAN),
            field("assessment", _("Vurdering"), lambda row: text(row.fact.assessment), Kind.LONG_TEXT),
        ],
        rows,
        is_example=lambda row: row.asked.example,
    )


def _plans(found: Portfolio) -> Sheet:
    """A row per segment of each plan that runs: how many live there in each category, examples beside."""
    rows = [Placed(table, row) for table in found.plans for row in table.rows]
    return sheet(
        "plassering",
        _("Plassering"),
        [
            field("plan", _("Plan"), lambda row: row.table.plan.name, width=30),
            field("segment", _("Segment"), lambda row: text(row.row.segment), width=24),
            *(field(each.value, _category(each.value) or "", _count(each, "total"), Kind.INTEGER) for each in ORDER),
            field("examples", _("Herav eksempler"), _examples, Kind.INTEGER),
        ],
        rows,
        is_example=lambda row: _examples(row) == sum(each.total for each in row.row.counts.values()),
    )


def _decided(row: Asked) -> CellValue:
    return partial(row.decision.date) if row.decision else None


def _coded(name: str, kind: Any) -> Callable[[Asked], CellValue]:
    look_up = word(kind)
    return lambda row: look_up(getattr(row.change, name))


def _category(value: str) -> str | None:
    return word(v.PlanCategory)(value)


def _verdict(row: Asked, met: bool | None) -> str | None:
    return words.verdict(met) if needs(row.change.kind, Need.CRITERIA) else None


def _count(category: v.PlanCategory, name: str) -> Callable[[Placed], int]:
    return lambda row: int(getattr(row.row.counts[category.value], name))


def _examples(row: Placed) -> int:
    return sum(each.examples for each in row.row.counts.values())
