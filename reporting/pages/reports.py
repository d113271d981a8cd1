"""Rapporter as plain values: what can be made of the time shown."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from initiatives import formatting
from reporting import choices
from reporting.domain.vocabulary import ReportFormat, ReportKind
from reporting.source import Chosen


@dataclass(frozen=True, slots=True)
class FormatOffer:
    """One format of a report: where it is made, and where it is issued (locked periods only)."""

    form: str
    label: str
    url: str
    issue_url: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A report that can be made: its title, what it shows, and its formats."""

    kind: str
    title: str
    text: str
    formats: tuple[FormatOffer, ...]


def offers(chosen: Chosen, language: str) -> list[Offer]:
    """The reports of the time shown."""
    texts = {
        ReportKind.BOARD: _(
            "Forside med datakutt, sammendrag med bevegelsene siden sist, unntakene med årsak og tiltak, milepæler, "
            "penger, tiltak per mål og kildene. Til NUFA, NUIT og rådet."
        ),
        ReportKind.REGISTER: _("Alle tiltak med milepæler, avhengigheter, penger, risikoer, gevinster og føringer."),
    }
    return [
        Offer(kind.value, choices.label(ReportKind, kind), text, _formats(kind.value, chosen))
        for kind, text in texts.items()
    ]


def _formats(kind: str, chosen: Chosen) -> tuple[FormatOffer, ...]:
    query = f"?{chosen.query}" if chosen.query else ""
    locked = chosen.kind == "locked"
    return tuple(
        FormatOffer(
            form=form.value,
            label=choices.label(ReportFormat, form),
            url=reverse("reporting:report_file", args=[kind, form.value]) + query,
            issue_url=reverse("reporting:issue", args=[kind, form.value]) + query if locked else "",
        )
        for form in ReportFormat
    )


def shown_time(chosen: Chosen) -> str:
    """The time the reports would show, in words."""
    if chosen.kind == "locked" and chosen.period:
        return _("perioden %(code)s") % {"code": chosen.period.code}
    return formatting.long_day(chosen.record.state.today)
