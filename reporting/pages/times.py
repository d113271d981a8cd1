"""Times in words: what a side of a comparison is called, and why a time cannot be shown."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from initiatives import formatting
from reporting.source import BadTime, Chosen


def bad_time(bad: BadTime) -> str:
    """Why a time cannot be shown."""
    messages = {
        "unknown_period": _("Perioden «%(given)s» finnes ikke."),
        "not_a_date": _("«%(given)s» er ikke en dato. Skriv den som 2026-02-28."),
        "future": _("%(given)s har ikke vært ennå. Velg en dato til og med i dag."),
        "before_first": _("Ingenting er kjent før %(first)s. Velg den dagen eller en senere."),
        "not_locked": _("Perioden «%(given)s» er låst, men mangler sitt øyeblikksbilde."),
        "both": _("Velg enten en periode eller en dato, ikke begge."),
        "broken_snapshot": _(
            "Det lagrede øyeblikksbildet av perioden «%(given)s» stemmer ikke med sin kontrollsum. Det kan være endret "
            "etter låsing og vises derfor ikke. Meld fra til den som drifter løsningen."
        ),
        "unknown_format": _(
            "Øyeblikksbildet av perioden «%(given)s» har et format som denne utgaven ikke kjenner, og kan ikke vises."
        ),
    }
    given = formatting.long_day(date.fromisoformat(bad.given)) if bad.code == "future" else bad.given[:40]
    return messages[bad.code] % {"given": given, "first": formatting.long_day(bad.first)}


@dataclass(frozen=True, slots=True)
class Side:
    """One time of a comparison: short for a table's head, long for a sentence; `given` asks for it again, and `query`
    shows its pages."""

    short: str
    long: str
    given: str
    query: str


def side(chosen: Chosen) -> Side:
    """What a time is called."""
    query = f"?{chosen.query}" if chosen.query else ""
    period = chosen.period
    if chosen.kind == "locked" and period:
        told = {"code": period.code, "day": formatting.long_day(period.cut_off)}
        return Side(period.code, _("periode %(code)s, datakutt %(day)s") % told, period.code, query)
    if chosen.kind == "date" and chosen.day:
        day = formatting.long_day(chosen.day)
        told = {"day": day}
        return Side(formatting.day(chosen.day), _("slik det var kjent %(day)s") % told, chosen.day.isoformat(), query)
    if chosen.kind == "open" and period:
        return Side(period.code, _("periode %(code)s, som er åpen") % {"code": period.code}, period.code, query)
    today = formatting.long_day(chosen.record.state.today)
    return Side(_("nå"), _("slik det er kjent nå, %(day)s") % {"day": today}, "now", "")
