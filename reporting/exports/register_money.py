"""The register's sheet of amounts. There is no sum."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from initiatives.domain import vocabulary as v
from initiatives.domain.facts import BudgetFact, Slice
from initiatives.domain.state import PortfolioState
from reporting.exports.register_columns import basis_is_example, coded, pairs, plain_date, text_of, whose
from reporting.exports.register_values import field, kroner, sheet
from reporting.exports.tabular.sheets import CellValue, Kind, Sheet


def money_sheet(state: PortfolioState, parts: Sequence[Slice]) -> Sheet:
    """«Penger»: a row per amount, exactly as it was given. There is no sum: most of them must not be added."""
    return sheet(
        "penger",
        _("Penger"),
        [
            *whose(),
            field("key", _("Nøkkel"), text_of("key")),
            field("what", _("Hva"), text_of("what"), width=36),
            field("kind", _("Art"), coded("kind", v.MoneyKind)),
            field("kind_as_stated", _("Art som oppgitt"), text_of("kind_as_stated")),
            field("measure", _("Mål"), coded("measure", v.MoneyMeasure)),
            field("qualifier", _("Sikkerhet"), coded("qualifier", v.Qualifier)),
            *(field(name, title, money_of(name), Kind.KRONER) for name, title in _amounts()),
            field("covers_from", _("Gjelder fra"), lambda item: item[1].covers_from, Kind.DATE),
            field("covers_to", _("Gjelder til"), lambda item: item[1].covers_to, Kind.DATE),
            field("as_of", _("Oppgitt per"), plain_date("as_of"), Kind.PARTIAL_DATE),
            field("scope", _("Omfatter"), text_of("scope")),
            field("price_level", _("Prisnivå"), lambda item: item[1].price_level, Kind.INTEGER),
            field("funding", _("Finansiering"), lambda item: _funding(item[1], state)),
            field("addable", _("Kan legges sammen"), lambda item: item[1].addable, Kind.BOOLEAN),
            field("basis", _("Grunnlag"), coded("basis", v.Basis)),
            field("note", _("Merknad"), text_of("note"), Kind.LONG_TEXT),
        ],
        pairs(parts, "budget"),
        is_example=basis_is_example,
        notes=(_("Beløp av ulik art, periode eller omfang skal ikke legges sammen. Derfor er det ingen sum."),),
    )


def _amounts() -> list[tuple[str, str]]:
    return [("amount", _("Beløp")), ("low", _("Fra")), ("high", _("Til"))]


def money_of(name: str) -> Any:
    def value(item: Any) -> CellValue:
        return kroner(getattr(item[1], name))

    return value


def _funding(line: BudgetFact, state: PortfolioState) -> str | None:
    found = state.registers.funding.get(line.funding or "")
    return found.name if found else None
