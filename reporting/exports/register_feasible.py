"""Columns of the dates that can be kept, for sheets whose items are (initiative, milestone)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from initiatives.domain.feasible import Feasible
from reporting.domain.figures.feasible_dates import Teller, held_back
from reporting.domain.reckoned import reckoned
from reporting.domain.record import Record
from reporting.exports.register_values import Field, field
from reporting.exports.tabular.sheets import Kind
from reporting.pages import feasible_words


def feasible_fields(record: Record) -> list[Field]:
    """When a milestone that is not reached can be reached, how much later that is than claimed, and what holds it."""
    found = reckoned(record)
    teller = Teller(found)

    def of(item: Any) -> Feasible | None:
        return None if item[1].actual else found.dates.get(item[1].uid)

    def day(item: Any) -> date | None:
        told = of(item)
        return told.feasible if told else None

    def gap(item: Any) -> int | None:
        told = of(item)
        return told.gap if told else None

    def why(item: Any) -> str | None:
        told = of(item)
        return feasible_words.held(teller.chain(told), item[0]) if told and held_back(told) else None

    return [
        field("feasible", _("Gjennomførbar"), day, Kind.DATE),
        field("feasible_gap", _("Gjennomførbar mot ventet"), gap, Kind.INTEGER, unit=_("dager")),
        field("held_by", _("Hva som holder igjen"), why, Kind.LONG_TEXT),
    ]
