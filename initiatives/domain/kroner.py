"""Amounts as Norwegians write them, read into whole kroner: 1 250 000 · 38,5 mill · 1,2 mrd. kr · 1.250.000"""

import re
import unicodedata
from decimal import Decimal
from enum import StrEnum

LARGEST = 10_000_000_000_000  # kroner; more than the state budget is a slip of the keyboard


class Wrong(StrEnum):
    """Why a text is not an amount."""

    LETTERS = "letters"
    TWO_DECIMAL_SIGNS = "two_decimal_signs"
    NOT_WHOLE = "not_whole"  # 1 250,5 without a unit: kroner are whole, and «mill» may be missing
    AMBIGUOUS = "ambiguous"  # 1.250 mill: a thousand, or one and a quarter?
    GROUPING = "grouping"  # 12 50 000
    NEGATIVE = "negative"
    TOO_LARGE = "too_large"
    NOT_UNDERSTOOD = "not_understood"


class NotAnAmount(ValueError):
    """A text that is not one amount. `.text` is what was given, `.reason` the code of why."""

    def __init__(self, text: str, reason: Wrong) -> None:
        super().__init__(text, reason)
        self.text = text
        self.reason = reason


_UNITS = {
    "": None,
    "kr": 1, "kroner": 1, "nok": 1,
    "tusen": 1_000, "thousand": 1_000, "tkr": 1_000,
    "mill": 1_000_000, "million": 1_000_000, "millioner": 1_000_000, "millionar": 1_000_000, "millions": 1_000_000,
    "mnok": 1_000_000, "mkr": 1_000_000,
    "mrd": 1_000_000_000, "milliard": 1_000_000_000, "milliarder": 1_000_000_000, "milliardar": 1_000_000_000,
    "billion": 1_000_000_000, "bn": 1_000_000_000,
}  # fmt: skip
_SHAPE = re.compile(r"(?:kr|nok)?\.? ?([-+]?) ?([\d][\d ., ]*?)(?:,-)? ?([a-zæøå]*)\.? ?(?:kr|kroner|nok)?\.?")


def parse(text: str, unit: int = 1) -> int:
    """Whole kroner. A number without a unit of its own is counted in `unit` kroner. Raises NotAnAmount.

    >>> parse("1 250 000"), parse("38,5 mill"), parse("1 250,5", unit=1_000_000)
    (1250000, 38500000, 1250500000)
    """
    plain = re.sub(r"\s", " ", unicodedata.normalize("NFKC", text)).strip().lower().replace("−", "-").replace("–", "-")
    match = _SHAPE.fullmatch(plain)
    if match is None or match[3] not in _UNITS:
        raise NotAnAmount(text, Wrong.LETTERS if re.search(r"[^\W\d_]", plain) else Wrong.NOT_UNDERSTOOD)
    if match[1] == "-":
        raise NotAnAmount(text, Wrong.NEGATIVE)
    factor = _UNITS[match[3]] or unit
    try:
        amount = _number(match[2].strip(), factor) * factor
    except NotAnAmount as wrong:
        raise NotAnAmount(text, wrong.reason) from None
    if amount != int(amount):
        raise NotAnAmount(text, Wrong.NOT_WHOLE)
    if amount > LARGEST:
        raise NotAnAmount(text, Wrong.TOO_LARGE)
    return int(amount)


def _number(digits: str, factor: int) -> Decimal:
    if re.fullmatch(r"\d{1,3}(,\d{3}){2,}", digits):  # 1,250,000 as the English write it
        return Decimal(digits.replace(",", ""))
    if digits.count(",") > 1 or (digits.count(".") > 1 and not _dots_group(digits)):
        raise NotAnAmount(digits, Wrong.TWO_DECIMAL_SIGNS)
    whole, _, rest = digits.partition(",")
    if "." in rest or (digits.count(".") == 1 and "," in digits and not _dots_group(digits)):
        raise NotAnAmount(digits, Wrong.TWO_DECIMAL_SIGNS)
    if digits.count(".") == 1 and "," not in digits:
        whole, rest = _one_dot(digits, factor)
    elif "." in whole:
        whole = whole.replace(".", "")
    return Decimal(f"{_ungrouped(whole)}.{rest.replace(' ', '') or 0}")


def _one_dot(digits: str, factor: int) -> tuple[str, str]:
    """One dot is a decimal sign, unless three digits follow it: then it groups kroner, and is unclear in millions."""
    whole, _, rest = digits.partition(".")
    if len(rest) != 3 or len(whole) > 3:
        return whole, rest
    if factor != 1:
        raise NotAnAmount(digits, Wrong.AMBIGUOUS)
    return whole + rest, ""


def _dots_group(digits: str) -> bool:
    return re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d*)?", digits) is not None


def _ungrouped(whole: str) -> str:
    if " " in whole and not re.fullmatch(r"\d{1,3}( \d{3})+", whole):
        raise NotAnAmount(whole, Wrong.GROUPING)
    return whole.replace(" ", "")
