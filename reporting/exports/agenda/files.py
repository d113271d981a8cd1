"""The agenda in each format, and what its file is called."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from reporting.domain.figures.agenda import Agenda
from reporting.domain.record import Record
from reporting.exports.agenda.ground import Ground
from reporting.exports.agenda.paper import agenda_pdf
from reporting.exports.agenda.sheets import agenda_workbook
from reporting.exports.agenda.text import agenda_text
from reporting.exports.registry import PDF, File
from reporting.exports.tabular.csvzip import ZIP_MIME_TYPE, render_csv_zip
from reporting.exports.tabular.jsonfile import render_json
from reporting.exports.tabular.workbook import MIME_TYPE, render_workbook
from reporting.pages import agenda_words as words


class Format(NamedTuple):
    """How an agenda is written in a format, what it is served as, how its name ends, and what people call it."""

    render: Callable[[Ground], bytes]
    media_type: str
    ending: str
    label: str | Promise


FORMATS: Mapping[str, Format] = {
    "pdf": Format(agenda_pdf, PDF, "pdf", "PDF"),
    "xlsx": Format(lambda ground: render_workbook(agenda_workbook(ground)), MIME_TYPE, "xlsx", "Excel"),
    "txt": Format(agenda_text, "text/plain; charset=utf-8", "txt", _("Tekst")),
    "csv": Format(lambda ground: render_csv_zip(agenda_workbook(ground)), ZIP_MIME_TYPE, "csv.zip", "CSV"),
    "json": Format(lambda ground: render_json(agenda_workbook(ground)), "application/json", "json", "JSON"),
}


def render_agenda(record: Record, found: Agenda, form: str, language: str) -> File:
    """The agenda as a file; the same record, form and language give the same bytes. Raises KeyError for an unknown
    form."""
    made = FORMATS[form]
    with override(language):
        content = made.render(Ground(record, found, language))
    return File(f"{_stem(record, found, language)}.{made.ending}", made.media_type, content)


def _stem(record: Record, found: Agenda, language: str) -> str:
    """«saksliste-nufa-fagutvalget-2026-12-10-nb»; of a locked period with its code."""
    day = found.meeting.date.edtf.replace("/", "--") if found.meeting.date else "uten-dato"
    body = slugify(found.body.key if found.body else words.body_name(None))
    locked = f"-{record.period.code}" if record.period and record.period.locked else ""
    return f"saksliste-{body}-{day}{locked}-{language}"
