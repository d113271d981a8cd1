"""The sheets of agreements: those in danger with what they cost, those nobody stands by, and all there are."""

from collections.abc import Callable

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from initiatives.domain import vocabulary as v
from initiatives.domain.agreements import SERIOUS
from reporting.domain.figures.coordination_contracts import ContractRow, contracts
from reporting.exports.contracts_workbook import agreements_sheet
from reporting.exports.coordination import words
from reporting.exports.coordination.conflicts import cause
from reporting.exports.coordination.ground import Ground
from reporting.exports.register_values import Field, field, partial, sheet, text, word
from reporting.exports.tabular.sheets import Absent, CellValue, Kind, Sheet
from reporting.pages import agenda_words, agreement_words
from reporting.pages.agenda_told import headings


def conflicts(ground: Ground) -> Sheet:
    """«I fare»: the endangered agreements between owners, worst first, and what they cost; «Avtaler» has the rest of
    each."""
    return sheet(
        "i-fare",
        _("I fare"),
        [
            *_sides(),
            field("state", _("Tilstand"), _state),
            field("age", _("I denne tilstanden"), lambda row: row.told.age, Kind.INTEGER, unit=_("dager")),
            field("need_by", _("Trengs senest"), _date("need_by"), Kind.PARTIAL_DATE),
            field("promised", _("Lovet"), _date("promised"), Kind.PARTIAL_DATE),
            field("claimed", _("Giveren sier"), lambda row: row.told.agreement.terms.claimed, Kind.DATE),
            field("feasible", _("Kan nås"), lambda row: row.told.agreement.terms.feasible, Kind.DATE),
            field("wrong", _("Hva er galt"), _wrong, Kind.LONG_TEXT, width=40),
            field("why", _("Hvorfor"), lambda row: text(cause(ground, row.told)), Kind.LONG_TEXT, width=40),
            field("cost", headings()["engine"], lambda row: _cost(ground, row), Kind.LONG_TEXT, width=50),
            field("moved", _("Milepæler som flyttes"), lambda row: len(ground.costs[row.uid]), Kind.INTEGER),
            field("hit", _("Tiltak som rammes"), lambda row: _hit(ground, row), Kind.INTEGER),
            field("body", _("Kan avgjøres av"), lambda row: row.told.body.name if row.told.body else None, width=24),
            field("step", _("Neste skritt"), lambda row: text(agreement_words.next_step(row.told.agreement)), width=20),
        ],
        ground.endangered,
        is_example=lambda row: row.example,
    )


def _sides() -> list[Field]:
    """Which agreement it is, and between whom."""
    return [
        field("key", _("Avtale"), lambda row: row.told.agreement.fact.key),
        field("receiver", _("Trenger"), lambda row: text(row.told.receiver.name), width=30),
        field("receiver_owner", _("Eier som trenger"), lambda row: agreement_words.owner(row.told.receiver), width=22),
        field("giver", _("Fra"), lambda row: text(row.told.giver.name), width=30),
        field("giver_owner", _("Eier som gir"), lambda row: agreement_words.owner(row.told.giver), width=22),
    ]


def _state(row: ContractRow) -> str | None:
    return word(v.DependencyState)(row.state)


def _date(name: str) -> Callable[[ContractRow], CellValue]:
    """A date of the agreement, or that it is withheld."""

    def value(row: ContractRow) -> CellValue:
        if name in row.hidden:
            return Absent("withheld", _("unntatt"))
        return partial(getattr(row.told.agreement.fact, name))

    return value


def _wrong(row: ContractRow) -> str | None:
    return "; ".join(agreement_words.concerns(row.told.agreement)) or None


def _cost(ground: Ground, row: ContractRow) -> str:
    return words.cost(row.told, ground.costs[row.uid])


def _hit(ground: Ground, row: ContractRow) -> int:
    return len({plan.part.uid for plan in ground.costs[row.uid]})


def _of() -> list[Field]:
    """Which agreement a row belongs to."""
    return [
        field("key", _("Avtale"), lambda item: item[0].told.agreement.fact.key),
        field("receiver", _("Trenger"), lambda item: item[0].told.receiver.name, width=32),
        field("giver", _("Fra"), lambda item: item[0].told.giver.name, width=32),
    ]


def wrong(ground: Ground) -> Sheet:
    """«Hva er galt»: a row for each thing that is wrong with an open agreement between owners."""
    rows = [ground.rows[each.agreement.uid] for each in ground.counts.rows]
    return sheet(
        "galt",
        _("Hva er galt"),
        [
            *_of(),
            field(
                "concern", _("Slag"), lambda item: capfirst(agreement_words.concern_label(item[1].concern)), width=30
            ),
            field("wrong", _("Hva som er galt"), lambda item: capfirst(agreement_words.concern(item[1])), width=44),
            field("days", _("Dager"), lambda item: item[1].days, Kind.INTEGER),
            field("serious", _("Setter planer i fare"), lambda item: item[1].concern in SERIOUS, Kind.BOOLEAN),
        ],
        [(row, one) for row in rows for one in row.told.agreement.concerns],
        is_example=lambda item: item[0].example,
    )


def plans(ground: Ground) -> Sheet:
    """«Planer som flyttes»: a row for each milestone that an endangered agreement moves."""
    return sheet(
        "planer",
        _("Planer som flyttes"),
        [
            *_of(),
            field("code", _("Kode"), lambda item: item[1].part.code),
            field("initiative", _("Tiltak som rammes"), lambda item: item[1].part.name, width=32),
            field("owner", _("Eier"), lambda item: words.plan_owner(item[1])),
            field("milestone", _("Milepæl"), lambda item: text(item[1].milestone.name), width=34),
            field("before", _("Uten"), lambda item: item[1].before, Kind.DATE),
            field("after", _("Med"), lambda item: item[1].after, Kind.DATE),
            field("days", _("Flyttes"), lambda item: item[1].days, Kind.INTEGER, unit=_("dager")),
        ],
        [(row, plan) for row in ground.endangered for plan in ground.costs[row.uid]],
        is_example=lambda item: item[0].example or item[1].part.example,
        notes=(agenda_words.plans_note(),),
    )


def loose(ground: Ground) -> Sheet:
    """«Ingen står ved»: with the reason each is told for; «Avtaler» has the rest of each."""
    reasons = {each.agreement.uid: why for why, rows in ground.counts.loose.items() for each in rows}
    return sheet(
        "uten-feste",
        _("Ingen står ved"),
        [
            *_sides(),
            field("what", _("Hva"), _what, Kind.LONG_TEXT, width=44),
            field("reason", _("Hvorfor"), lambda row: capfirst(agreement_words.concern_label(reasons[row.uid]))),
            field("state", _("Tilstand"), _state),
            field("age", _("I denne tilstanden"), lambda row: row.told.age, Kind.INTEGER, unit=_("dager")),
            field("need_by", _("Trengs senest"), _date("need_by"), Kind.PARTIAL_DATE),
            field("promised", _("Lovet"), _date("promised"), Kind.PARTIAL_DATE),
        ],
        [ground.rows[uid] for uid in reasons],
        is_example=lambda row: row.example,
    )


def _what(row: ContractRow) -> CellValue:
    if "description" in row.hidden:
        return Absent("withheld", _("unntatt"))
    return text(row.told.agreement.fact.description)


def agreements(ground: Ground) -> Sheet:
    """«Avtaler»: every one there is, also inside one owner, fulfilled and withdrawn."""
    return agreements_sheet(contracts(ground.record).rows)
