"""The table of limits in words."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from initiatives import choices, formatting
from initiatives.domain.vocabulary import Dimension
from reporting.domain.figures.limits_table import LimitRow, Standing, limit_rows
from reporting.domain.record import Record
from reporting.pages.initiative_verdicts import percent
from reporting.source.tolerances import Setting


class LimitLine(NamedTuple):
    """One row: from when, to when, the limits of each colour, where it stands, and who set it."""

    start: str
    end: str
    green: str
    yellow: str
    red: str
    standing: str
    tone: str
    reason: str
    actor: str
    withdraw: str


class LimitTable(NamedTuple):
    """One dimension's limits."""

    key: str
    label: str
    about: str
    lines: tuple[LimitLine, ...]


def tables(record: Record, settings: Mapping[tuple[str, date], Setting], *, may_set: bool) -> tuple[LimitTable, ...]:
    """A table per dimension."""
    about = {
        Dimension.TIME: _("dager etter opprinnelig plan, eller siden en dato passerte uten nytt"),
        Dimension.MONEY: _("prosent over opprinnelig budsjett eller ramme"),
    }
    found = limit_rows(record.tolerances, record.state.today)
    return tuple(
        LimitTable(
            dimension.value,
            choices.label(Dimension, dimension),
            about[dimension],
            tuple(_line(each, settings.get((dimension.value, each.valid_from or date.min)), may_set) for each in rows),
        )
        for dimension, rows in found.items()
    )


def _line(row: LimitRow, setting: Setting | None, may_set: bool) -> LimitLine:
    words = amount(row.dimension, row.limits.green_up_to), amount(row.dimension, row.limits.yellow_up_to)
    withdraw = ""
    if may_set and setting and row.standing is Standing.COMES:
        withdraw = reverse("reporting:tolerance_withdraw", args=[UUID(setting.uid)])
    return LimitLine(
        start=formatting.day(row.valid_from) if row.valid_from else _("fra først av"),
        end=formatting.day(row.until) if row.until else "",
        green=_("til og med %(limit)s") % {"limit": words[0]},
        yellow=_("til og med %(limit)s") % {"limit": words[1]},
        red=_("over %(limit)s") % {"limit": words[1]},
        standing={
            Standing.HOLDS: _("gjelder"),
            Standing.COMES: _("kommer"),
            Standing.HELD: _("gjaldt"),
        }[row.standing],
        tone={Standing.HOLDS: "accent", Standing.COMES: "open", Standing.HELD: "none"}[row.standing],
        reason=setting.reason if setting else "" if row.valid_from else _("De vanlige grensene."),
        actor=setting.actor if setting else "",
        withdraw=withdraw,
    )


def amount(dimension: str, value: int) -> str:
    """«14 dager», «2,5 %»."""
    return formatting.days(value) if dimension == Dimension.TIME else percent(value)
