"""Rapporter as plain values: what can be made of the time shown."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from reporting import choices
from reporting.domain.vocabulary import ReportFormat, ReportKind
from reporting.source import Chosen

ISSUED = (ReportFormat.PDF, ReportFormat.XLSX)
"""Formats that are issued to be read by all; the others are for machines."""


@dataclass(frozen=True, slots=True)
class FormatOffer:
    """One format of a report: where it is made, and where it is issued ("" where it cannot be)."""

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


def offers(chosen: Chosen) -> list[Offer]:
    """The reports of the time shown."""
    texts = {
        ReportKind.BOARD: _(
            "Sammendrag med bevegelsene siden sist, en side per kritisk og forverret tiltak, tiltak per hovedmål, "
            "milepæler, penger, avhengigheter, føringer, hva vi ikke vet, og kildene."
        ),
        ReportKind.COORDINATION: _(
            "Avtalene mellom eiere som er i fare og hva de koster, hvem som trenger noe fra hvem, datoer som ikke "
            "holder, sannsynlighet for slutten, og saker på sakslister som kommer."
        ),
        ReportKind.REGISTER: _("Alle tiltak med milepæler, avhengigheter, penger, risikoer, gevinster og føringer."),
    }
    return [
        Offer(kind.value, choices.label(ReportKind, kind), text, _formats(kind.value, chosen))
        for kind, text in texts.items()
    ]


def _formats(kind: str, chosen: Chosen) -> tuple[FormatOffer, ...]:
    issued = ISSUED if chosen.kind == "locked" else ()
    return tuple(
        FormatOffer(
            form=form.value,
            label=choices.label(ReportFormat, form),
            url=reverse("reporting:report_file", args=[kind, form.value]),
            issue_url=f"{reverse('reporting:issue', args=[kind, form.value])}?{chosen.query}" if form in issued else "",
        )
        for form in ReportFormat
    )
