"""The comparison of two times as a file: exactly what is filtered."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from reporting.domain.diff import narrowed
from reporting.exports.compare_sheets import compare_workbook
from reporting.pages.compare import criteria_words
from reporting.pages.times import side
from reporting.views.compare import Pair, listed, paired
from reporting.views.list_files import offered, taken_out

KIND = "comparison"
"""What the log of exports calls it."""


@paired
def compare_export(request: HttpRequest, pair: Pair, format: str) -> HttpResponse:
    """GET /rapportering/sammenlign/eksport/<format>/: a file, and a line in the log of exports. Everyone who reads may
    take it out."""
    known = offered(format)
    found, filters, wanted = listed(request, pair)
    shown = narrowed(found.changes, wanted.groups, wanted.owner_keys)
    sides, words = (side(pair.before), side(pair.after)), criteria_words(filters, wanted)
    book = compare_workbook(pair.after.record, found, shown, sides, get_language() or "nb", words)
    criteria = wanted.query().removeprefix("?")
    name = f"sammenligning-{sides[0].given}-til"
    return taken_out(request, pair.after, book, known, kind=KIND, name=name, rows=len(shown), criteria=criteria)
