"""Setting up a round: who would be asked, and what opening it does."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from initiatives import formatting
from initiatives.domain.state import PortfolioState
from reporting.domain.facts import PeriodFact
from reporting.domain.figures.round_asked import AskedOf, AskedRow
from reporting.pages.overview_words import capital, in_words
from reporting.pages.round_rows import form_words


def segments(state: PortfolioState) -> tuple[str, ...]:
    """The segments of the plans that run, by name."""
    found = {
        each.segment
        for part in state
        for each in part.entries
        if each.left is None and each.segment and state.plan_runs(each.plan)
    }
    return tuple(sorted(found))


def preview(found: AskedOf) -> dict[str, Any]:
    """Who is asked, in words and by organisation."""
    return {
        "asked": found,
        "asked_words": asked_words(found),
        "mail_words": mail_words(found),
        "asked_groups": _groups(found.rows),
    }


def asked_words(found: AskedOf) -> str:
    """«32 rapporter fra elleve eiere.»"""
    if not found.rows:
        return _("Ingen tiltak er under arbeid i denne planen, så ingen blir bedt om å rapportere.")
    count, owners = len(found.rows), len(found.organisations)
    reports = ngettext("%(count)s rapport", "%(count)s rapporter", count) % {"count": formatting.number(count)}
    if not owners:
        return _("%(reports)s, uten kjent eier.") % {"reports": reports}
    words = ngettext("%(reports)s fra %(count)s eier.", "%(reports)s fra %(count)s eiere.", owners)
    return words % {"reports": reports, "count": pgettext("tallord", "én") if owners == 1 else in_words(owners)}


def mail_words(found: AskedOf) -> str:
    """«17 personer får e-post. To rapporter har ingen å skrive til.»"""
    people, silent = len(found.people), len(found.unreachable)
    told = []
    if people:
        words = ngettext("Én person får e-post.", "%(count)s personer får e-post.", people)
        told.append(capital(words % {"count": in_words(people)}))
    elif found.rows:
        told.append(_("Ingen får e-post."))
    if silent:
        words = ngettext("Én rapport har ingen å skrive til.", "%(count)s rapporter har ingen å skrive til.", silent)
        told.append(capital(words % {"count": in_words(silent)}))
    return " ".join(told)


def _groups(rows: Sequence[AskedRow]) -> list[tuple[str, list[tuple[AskedRow, str]]]]:
    """Organisation → its reports with the form that is asked."""
    found: dict[str, list[tuple[AskedRow, str]]] = {}
    for each in rows:
        found.setdefault(each.organisation, []).append((each, form_words(each.duty.form)))
    return list(found.items())


def when_words(period: PeriodFact) -> list[tuple[str, str]]:
    """The round's days, for who is about to open it."""
    return [
        (_("Åpner"), formatting.long_day(period.opens) if period.opens else _("i dag")),
        (_("Frist for eierne"), formatting.long_day(period.deadline)),
        (_("Datakutt"), formatting.long_day(period.cut_off)),
    ]
