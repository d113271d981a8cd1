"""A meeting's agenda as files: a paper for the council, a workbook, and plain text for an e-mail or the archive.

All are written from the same words as the page (`reporting.pages.agenda_told`).
"""

from reporting.exports.agenda.files import FORMATS, render_agenda

__all__ = ["FORMATS", "render_agenda"]
