"""Text made safe for files: control characters, spreadsheet formulas, Excel's limits and names."""

import re
import unicodedata
from collections.abc import Iterable

CELL_LIMIT = 32_767
"""Characters (UTF-16 units) that an Excel cell holds."""

_FORBIDDEN = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff"
_STRIP = re.compile(f"[{_FORBIDDEN}]")
_UNCLEAN = re.compile(f"[\r{_FORBIDDEN}]")
_FORMULA = re.compile(r"[\s']*[=+\-@\t\r＝＋－＠]")
_CSV_CARE = re.compile(rf"^[\s'=+\-@＝＋－＠]|[\r{_FORBIDDEN}]")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NOT_IN_SHEET_TITLE = re.compile(r"[\[\]:*?/\\\n\t]+")
_NOT_IN_NAME = re.compile(r"[^A-Za-z0-9]+")


def clean(text: str) -> str:
    """The text without characters that XML and Excel cannot hold; line ends become \\n, tabs stay."""
    if not _UNCLEAN.search(text):
        return text
    # A carriage return at the start says "formula" to some spreadsheets: it becomes a line feed, like all the others.
    return _STRIP.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet may take the text for a formula (OWASP, CSV injection; also the full-width signs)."""
    return bool(_FORMULA.match(text))


def csv_text(text: str) -> str:
    """Clean text with ' before what may be taken for a formula. `csv_text_back` undoes it."""
    if not _CSV_CARE.search(text):
        return text
    text = clean(text)
    return "'" + text if looks_like_formula(text) else text


def csv_text_back(text: str) -> str:
    """The text that `csv_text` was given, cleaned."""
    return text[1:] if text.startswith("'") and looks_like_formula(text) else text


def units(text: str) -> int:
    """Length as Excel counts it: UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def shorten(text: str, mark: str, limit: int = CELL_LIMIT) -> str:
    """The text cut so that it, with the mark after it, fits a cell."""
    room = limit - units(mark)
    while units(text) > room:
        text = text[: len(text) - max(1, (units(text) - room) // 2)]
    return text + mark


def too_long(text: str) -> bool:
    """Whether the text does not fit an Excel cell."""
    return len(text) > CELL_LIMIT or (2 * len(text) > CELL_LIMIT and units(text) > CELL_LIMIT)


def escape_xstring(text: str) -> str:
    """Text as Excel's own string type writes it: a literal «_x0041_» would otherwise be read as «A»."""
    return _ESCAPED.sub("_x005F_", text)


def one_line(text: str, limit: int) -> str:
    """Clean text on one line, cut with … where it exceeds the limit."""
    line = " ".join(clean(text).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def unique(texts: Iterable[str], limit: int) -> list[str]:
    """The texts, the later of two equal ones (whatever the case) with a number; none longer than the limit."""
    taken: set[str] = set()
    result = []
    for text in texts:
        candidate, number = text[:limit], 2
        while candidate.casefold() in taken:
            tail = f" ({number})"
            candidate, number = text[: limit - len(tail)] + tail, number + 1
        taken.add(candidate.casefold())
        result.append(candidate)
    return result


def sheet_titles(titles: Iterable[str]) -> list[str]:
    """Titles Excel accepts: at most 31 characters, none of []:*?/\\, no ' at the ends, not «History», unique."""

    def safe(title: str) -> str:
        text = one_line(_NOT_IN_SHEET_TITLE.sub(" ", title), 31).strip("' ")
        return text + "_" if text.casefold() == "history" else text or "Ark"

    return unique((safe(title) for title in titles), 31)


def slug(text: str) -> str:
    """ASCII letters and digits with hyphens, for names of files and tables: «Mål og føringer» → «mal-og-foringer»."""
    plain = text.lower().replace("ø", "o").replace("æ", "ae").replace("đ", "d").replace("ŋ", "n").replace("ŧ", "t")
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return _NOT_IN_NAME.sub("-", plain).strip("-") or "ark"
