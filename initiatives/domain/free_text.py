"""What may stand in free text: clean characters, a bounded length, and no national identity number.

Identity numbers: Skatteetaten, https://skatteetaten.github.io/folkeregisteret-api-dokumentasjon/fodselsnummer/ (eleven
digits, two control digits modulo 11; a D-number adds 40 to the day, an H-number or test person 40 or 80 to the month).
"""

import re
import unicodedata
from datetime import date

LONGEST = 10_000  # characters

_GROUPS = re.compile(r"(?<!\d)(\d\d)[.\-/ ]?(\d\d)[.\-/ ]?(\d\d)[.\-–/ ]{0,2}(\d\d\d)[.\-/ ]?(\d\d)(?!\d)")
_FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)


def tidy(text: str) -> str:
    """One kind of line break, composed letters, no control or invisible formatting characters, no space at the ends.

    >>> tidy(" A\\u030a\\r\\nb\\u202e\\x00 ")
    'Å\\nb'
    """
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    unwanted = {ord(each): None for each in set(plain) if not _kept(each)}  # each asked once: a text may be very long
    return (plain.translate(unwanted) if unwanted else plain).strip()


def one_line(text: str) -> str:
    """`tidy` on one line, with single spaces. No-break spaces stay."""
    return re.sub(r"[ \t\n]+", " ", tidy(text)).strip()


def is_plain(text: str) -> bool:
    """Whether the text is as `one_line` leaves it. One that is not names nothing, and a database may refuse to look."""
    return text == one_line(text)


def _kept(character: str) -> bool:
    return character in "\n\t" or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def holds_identity_number(text: str) -> bool:
    """Whether eleven digits in the text, in one piece or grouped, are a valid national identity number.

    >>> holds_identity_number("Ring 010100 50053 i dag"), holds_identity_number("Konto 1234 56 78903")
    (True, False)
    """
    plain = re.sub(r"\s", " ", unicodedata.normalize("NFKC", text))
    return any(_valid("".join(match.groups())) for match in _overlapping(plain))


def _overlapping(text: str) -> "list[re.Match[str]]":
    found, at = [], 0
    while match := _GROUPS.search(text, at):
        found.append(match)
        at = match.start() + 1
    return found


def _valid(digits: str) -> bool:
    numbers = [int(each) for each in digits]
    return _sum(numbers, _FIRST) % 11 == 0 and _sum(numbers, _SECOND) % 11 == 0 and _is_birthday(digits)


def _sum(numbers: list[int], weights: tuple[int, ...]) -> int:
    return sum(number * weight for number, weight in zip(numbers, weights, strict=False))


def _is_birthday(digits: str) -> bool:
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    day -= 40 if day > 40 else 0
    month -= 80 if month > 80 else 40 if month > 40 else 0
    return any(_exists(century + year, month, day) for century in (1900, 2000))


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
