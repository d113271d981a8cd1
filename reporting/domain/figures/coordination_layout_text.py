"""Words cut to fit a box, by the widths of Inter's letters: the domain has no font, and a page is drawn before any is
loaded. The widths are rounded up, so that what fits here fits on screen and on paper."""

import re
from functools import lru_cache

LABEL, SUB = 12.5, 11.0
"""Sizes of a box's two kinds of text, in pixels."""
ELLIPSIS = "…"
SMALLEST_PART = 4  # letters left on either side of a hyphen
JOINTS = "-–/"
VOWELS = "aeiouyæøå"
TOGETHER = ("pl", "pr", "tr", "kr", "dr", "br", "gr", "fr", "kl", "bl", "gl", "fl", "kn", "kv", "tv")
PARTS = (
    "program", "prosjekt", "plattform", "teknologi", "journal", "oppfølging", "portefølje", "utveksling", "register",
    "tjeneste", "løsning", "håndtering", "organisasjon", "leverandør", "forskrift", "utvikling", "rapportering",
    "ordning", "behandling", "styring", "samarbeid", "infrastruktur", "komponent", "anmodning", "evne", "liste",
    "senter", "verk",
)  # fmt: skip
"""What the register's long words are made with."""
_SYLLABLE = re.compile(rf"(?:{'|'.join(TOGETHER)}|[bcdfghjklmnpqrstvwxz])[{VOWELS}]")

_GROUPS = {
    25: "ijl",
    31: "I !,.:;·'’\u00a0",
    38: "tf/()[]|",
    42: "1r",
    51: '-–*"',
    53: "s?š",
    58: "kxvyzž7c",
    60: "aeáàäéèêLFJ5«»",
    62: "hnuoøåüóòôöñE2",
    64: "bdgpq3689đ0ŋ",
    67: "PSTBZ&R4+=<>#",
    70: "KYX",
    74: "AVÅDC",
    77: "HUGNOQØ",
    90: "wm…",
    94: "Mæ",
    100: "W%Æ—",
}
_HUNDREDTHS = {letter: width for width, letters in _GROUPS.items() for letter in letters}
_UNKNOWN = 100


def width_of(text: str, size: float) -> float:
    """At least as wide as the text is in Inter at a size."""
    return sum(_HUNDREDTHS.get(letter, _UNKNOWN) for letter in text) * size / 100


@lru_cache(maxsize=4096)
def cut(text: str, room: float, size: float, most: int = 2) -> tuple[str, ...]:
    """The text on at most `most` lines of a width; the last ends with «…» where there is more. Words break only when
    they are wider than a line, or when the whole fits no other way."""
    words = text.split()
    lines = _filled(words, room, size, eager=False)
    if len(lines) > most:
        packed = _filled(words, room, size, eager=True)
        lines = packed if len(packed) <= most else lines
    if len(lines) > most:
        lines = [*lines[: most - 1], shortened(lines[most - 1], room, size)]
    return tuple(lines)


def shortened(text: str, room: float, size: float) -> str:
    """The text with «…» at its end, as much of it as fits."""
    text = text.rstrip(JOINTS)
    while text and width_of(text + ELLIPSIS, size) > room:
        text = text[:-1]
    return text.rstrip(f" ,(«{JOINTS}") + ELLIPSIS


def _filled(words: list[str], room: float, size: float, *, eager: bool) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in words:
        rest = word
        while rest:
            joined = f"{line} {rest}" if line else rest
            if width_of(joined, size) <= room:
                line, rest = joined, ""
                continue
            before = f"{line} " if line else ""
            end = _end(rest, room - width_of(before, size), size, force=not line) if eager or not line else 0
            lines.append(before + _head(rest, end) if end else line)
            line, rest = "", rest[end:]
    return [*lines, line] if line else lines


def _head(word: str, end: int) -> str:
    return word[:end] + ("" if word[end - 1] in JOINTS else "-")


def _end(word: str, room: float, size: float, *, force: bool) -> int:
    """Where a word breaks: at a joint, before one of the words it is made of, between syllables, else anywhere if it
    must; 0 if it need not."""
    fits = [end for end in range(1, len(word)) if width_of(_head(word, end), size) <= room]
    inner = [end for end in fits if SMALLEST_PART <= end <= len(word) - SMALLEST_PART]
    for good in (_joint, _part, _syllable):
        ends = [end for end in inner if good(word, end)]
        if ends:
            return ends[-1]
    return (fits[-1] if fits else 1) if force else 0


def _joint(word: str, end: int) -> bool:
    return word[end - 1] in JOINTS


def _part(word: str, end: int) -> bool:
    return word[end - 1].isalpha() and word[end:].lower().startswith(PARTS)


def _syllable(word: str, end: int) -> bool:
    before, after = word[:end].lower(), word[end:].lower()
    return (
        before[-1].isalpha()
        and before[-1] + after[0] not in TOGETHER
        and any(letter in VOWELS for letter in before)
        and _SYLLABLE.match(after) is not None
    )
