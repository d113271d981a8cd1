"""The register on paper: every initiative of a record, plan by plan, on lying pages."""

from collections.abc import Collection, Sequence
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import formatting
from reporting.domain.figures.register import RegisterRow, rows
from reporting.domain.record import Record
from reporting.exports import paper
from reporting.exports.pdf import elements as e
from reporting.exports.pdf.document import build
from reporting.pages.register_words import amount_about, amount_words, phase_word, status_word


def register_pdf(record: Record, previous: Record | None, language: str) -> bytes:
    """The register as an archivable, accessible PDF, in the active language."""
    found = rows(record, previous)
    title = _("Tiltaksregister")
    meta = paper.meta(record, title, language, subject=paper.stand(record).long)
    return build([*_front(record, found, title), *_plans(found, language)], meta, orientation="landscape")


def _front(record: Record, found: Sequence[RegisterRow], title: str) -> list[e.Element]:
    told = paper.stand(record)
    count = ngettext("%(count)s tiltak", "%(count)s tiltak", len(found)) % {"count": formatting.number(len(found))}
    notes = [_("«–» betyr at ingen kilde oppgir verdien. Beløp av ulike slag legges aldri sammen.")]
    if any(row.example for row in found):
        notes.append(_("Rader som er merket «eksempel», er oppdiktet."))
    return [e.heading(title, 1), e.lead(f"{told.long} · {count}"), e.small(" ".join(notes))]


def _plans(found: Sequence[RegisterRow], language: str) -> list[e.Element]:
    story: list[e.Element] = []
    for plan, group in groupby(found, key=lambda row: row.plan):
        of_plan = list(group)
        label = plan.label if plan else _("Uten plan")
        story += [e.heading(label, 2), _table(label, of_plan, language)]
    return story


def _table(label: str, found: Sequence[RegisterRow], language: str) -> e.Element:
    columns = [
        e.Column(_("Kode"), width=38),
        e.Column(_("Tiltak"), row_header=True, width=172),
        e.Column(_("Eier"), width=98),
        e.Column(_("Status"), width=112),
        e.Column(_("Fase"), width=82),
        e.Column(_("Neste milepæl"), width=112),
        e.Column(_("Nå"), width=60),
        e.Column(_("Mill. kr"), align="right", width=65),
    ]
    summary = _("Tiltakene i %(plan)s") % {"plan": label}
    here = {row.uid for row in found}
    return e.table(columns, [_row(row, here, language) for row in found], summary=summary)


def _row(row: RegisterRow, here: Collection[str], language: str) -> list[e.CellValue]:
    step = row.next
    part = "– " if row.whole in here else ""  # its programme stands above it
    return [
        row.code,
        [part, *paper.named(paper.foreign(row.name, row.language, language), example=row.example)],
        row.owner_name or formatting.MISSING,
        _status(row),
        phase_word(row) or formatting.MISSING,
        paper.foreign(step.name, step.language, language) if step else formatting.MISSING,
        formatting.when(step.now) if step else formatting.MISSING,
        e.text(amount_words(row.amount), e.muted(f" {amount_about(row.amount)}")) if row.amount else formatting.MISSING,
    ]


def _status(row: RegisterRow) -> e.CellValue:
    shown = paper.status(row.colour, status_word(row))
    return e.text(shown, e.muted(f" {formatting.when(row.standing.as_of)}")) if row.standing else shown
