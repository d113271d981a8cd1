"""Føringer as plain values: filters of one document's commitments, and what the page says about coverage."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import formatting
from initiatives.domain.facts import DocumentFact
from reporting.domain.figures.coverage import Chapter, CommitmentRow, Coverage, DocumentCoverage

SHOWS = ("all", "gaps", "carried", "obligations")


@dataclass(frozen=True, slots=True)
class Show:
    """One choice of the filter: its code, label, how many it shows, and whether it is chosen."""

    code: str
    label: str
    count: int
    chosen: bool


def finding(found: Coverage) -> str:
    """The finding of the page in words."""
    if not found.obligations:
        return _("Ingen forpliktelser er registrert.")
    return ngettext(
        "%(missing)s av %(all)s forpliktelse har ikke noe tiltak.",
        "%(missing)s av %(all)s forpliktelser har ikke noe tiltak.",
        found.obligations,
    ) % {"missing": formatting.number(found.gaps), "all": formatting.number(found.obligations)}


def of_replaced(found: Coverage) -> str:
    """How much of the lack stands in documents that are replaced; nothing when none does."""
    if not found.replaced_gaps:
        return ""
    return ngettext(
        "%(count)s av dem står i en melding som er erstattet.",
        "%(count)s av dem står i meldinger som er erstattet.",
        found.replaced_gaps,
    ) % {"count": formatting.number(found.replaced_gaps)}


def document_finding(found: DocumentCoverage) -> str:
    """What one document's coverage amounts to."""
    if not found.rows:
        return _("Ingen føringer fra dette dokumentet er registrert.")
    if not found.obligations:
        return _("Dokumentet har ingen forpliktelser, bare mål, prinsipper og konstateringer.")
    return _("%(carried)s av %(all)s forpliktelser bæres av minst ett tiltak.") % {
        "carried": formatting.number(found.carried),
        "all": formatting.number(found.obligations),
    }


def shows(found: DocumentCoverage, chosen: str) -> list[Show]:
    """The choices of what to show, with counts."""
    counts = {
        "all": (_("Alle"), len(found.rows)),
        "gaps": (_("Uten tiltak"), found.gaps),
        "carried": (_("Med tiltak"), sum(bool(row.carriers) for row in found.rows)),
        "obligations": (_("Forpliktelser"), found.obligations),
    }
    return [Show(code, label, count, code == chosen) for code, (label, count) in counts.items()]


def chapters(found: DocumentCoverage, chosen: str) -> list[Chapter]:
    """The chapters with the rows that the choice lets through; empty chapters are left out."""
    narrowed = [Chapter(each.locator, tuple(row for row in each.rows if _kept(row, chosen))) for each in found.chapters]
    return [each for each in narrowed if each.rows]


def _kept(row: CommitmentRow, chosen: str) -> bool:
    if chosen == "gaps":
        return row.gap
    if chosen == "carried":
        return bool(row.carriers)
    return chosen != "obligations" or row.obligation


def title(document: DocumentFact) -> str:
    """A document's number and session, or its title."""
    return f"{document.number} ({document.session})" if document.session else document.title
