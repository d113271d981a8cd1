"""Inter, registered with reportlab from a folder of static TTFs; widths and clean text.

No other typeface is used, not even as a default: a font that is not embedded breaks both standards.
"""

import unicodedata
from functools import lru_cache
from pathlib import Path
from threading import Lock

from django.conf import settings
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR = "Inter"
MEDIUM = "Inter-Medium"
STRONG = "Inter-SemiBold"
FILES = {
    REGULAR: "400Regular/Inter_400Regular.ttf",
    MEDIUM: "500Medium/Inter_500Medium.ttf",
    STRONG: "600SemiBold/Inter_600SemiBold.ttf",
}
"""Font name → file inside @expo-google-fonts/inter; a flat folder with the same file names will do."""

SUBSTITUTE = "□"
rl_config.useA85 = 0  # plain binary streams: ASCII armour costs a fifth in size and much time
_lock = Lock()


class FontsMissing(RuntimeError):
    """The folder does not hold the typeface; the message names the file and what to run."""


def register(folder: str | Path | None = None) -> None:
    """Register the three weights once per process.

    `folder` defaults to Django's `settings.PDF_FONT_DIR`. Raises FontsMissing when a file is not there.
    """
    with _lock:
        if REGULAR in pdfmetrics.getRegisteredFontNames():
            return
        base = Path(folder) if folder is not None else _configured_folder()
        for name, path in {name: _find(base, relative) for name, relative in FILES.items()}.items():
            pdfmetrics.registerFont(TTFont(name, str(path)))


def clean(text: str) -> str:
    """The text as it can be drawn: composed, without control characters, «□» where Inter has no glyph.

    Line breaks stay, tabs become spaces. Private-use characters also become «□»: an archive file must be able
    to say what each of them means (ISO 19005-2, 6.2.11.7).
    """
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).translate(_drawable)


def plain(text: str) -> str:
    """The text without control characters, for titles, descriptions and metadata, which need no glyph."""
    kept = (character for character in text if character == "\n" or unicodedata.category(character)[0] != "C")
    return "".join(kept).strip()


@lru_cache(maxsize=100_000)
def em_width(text: str, font: str) -> float:
    """Width of the text in thousandths of the font size."""
    widths = pdfmetrics.getFont(font).face.charWidths
    try:
        return float(sum(map(widths.__getitem__, map(ord, text))))
    except KeyError:
        default = pdfmetrics.getFont(font).face.defaultWidth
        return float(sum(widths.get(ord(character), default) for character in text))


@lru_cache(maxsize=16)
def digit_width(font: str) -> float:
    """Width of the widest digit, in thousandths: the advance of every digit in a column of numbers."""
    return max(em_width(digit, font) for digit in "0123456789")


def width(text: str, font: str, size: float) -> float:
    """Width of the text in points."""
    return em_width(text, font) * size / 1000


class _Drawable(dict[int, str | None]):
    """Translation table filled on demand: each code point is judged once."""

    def __missing__(self, code: int) -> str | None:
        value = self[code] = _drawn_as(code)
        return value


def _drawn_as(code: int) -> str | None:
    if code == 0x0A:
        return "\n"
    if code == 0x09 or code in (0x2028, 0x2029):
        return " "
    category = unicodedata.category(chr(code))
    if category in ("Cc", "Cf") or 0xFE00 <= code <= 0xFE0F:
        return None
    known = code <= 0xFFFF and code in pdfmetrics.getFont(REGULAR).face.charToGlyph
    return chr(code) if known and category not in ("Co", "Cs", "Cn") else SUBSTITUTE


def _configured_folder() -> Path:
    return Path(settings.PDF_FONT_DIR)


def _find(base: Path, relative: str) -> Path:
    for path in (base / relative, base / Path(relative).name):
        if path.is_file():
            return path
    raise FontsMissing(
        f"The typeface file {Path(relative).name} is not in {base}. Run `make setup`, or set PDF_FONT_DIR."
    )


_drawable = _Drawable()
