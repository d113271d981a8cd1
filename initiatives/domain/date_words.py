"""What people write for a date, read into an EDTF code: bokmål, nynorsk and English.

Only the form is read here; whether the day exists is told by `dates`. A text with two readings is refused, not guessed:
03/04/2024 (which is the month?), 2023-24 (two years, or the winter code?), «vinter 2024» (which of two winters?),
«jul 2024» (Christmas, or July in English?), 9.11.24 (which century?). «medio 2026» is the middle third of the year,
«ultimo februar 2024» the last third of the month (from the 21st), so the latest day is the one that was meant.
"""

import re
import unicodedata
from enum import StrEnum

LONGEST = 60  # characters; no date is told in more, and it bounds the work


class Refusal(StrEnum):
    """Why a text is not a date."""

    EMPTY = "empty"
    NOT_UNDERSTOOD = "not_understood"
    AMBIGUOUS = "ambiguous"
    APPROXIMATE = "approximate"  # «ca. 2024», 2024~
    OPEN_ENDED = "open_ended"  # «innen 2024», 2024/..
    YEAR_MISSING = "year_missing"
    TWO_DIGIT_YEAR = "two_digit_year"
    NO_SUCH_DAY = "no_such_day"
    NO_SUCH_PERIOD = "no_such_period"  # 5. kvartal
    OUT_OF_RANGE = "out_of_range"
    REVERSED = "reversed"  # ends before it begins


class NotADate(ValueError):
    """A text that is not one date. `.text` is what was given, `.reason` the code of why."""

    def __init__(self, text: str, reason: Refusal) -> None:
        super().__init__(text, reason)
        self.text = text
        self.reason = reason


_MONTHS = [
    "jan|januar|january", "feb|februar|february", "mar|mars|march", "apr|april", "mai|may", "jun|juni|june",
    "jul|juli|july", "aug|august", "sep|sept|september", "okt|oktober|oct|october", "nov|november",
    "des|desember|dec|december",
]  # fmt: skip
_SEASONS = [
    "vår|våren|spring", "sommer|sommeren|sommar|sommaren|summer",
    "høst|høsten|haust|hausten|autumn|fall", "vinter|vinteren|winter",
]  # fmt: skip
_ORDINALS = ["1|1st|første|fyrste|first", "2|2nd|andre|second", "3|3rd|tredje|third", "4|4th|fjerde|fourth"]
# unit → (code of the first, how many there are)
_UNITS = {
    "kvartal|kvartalet|kv|quarter|q|k": (33, 4),
    "tertial|tertialet|t": (37, 3),
    "halvår|halvåret|halvdel|half|half-year|half year|h": (40, 2),
}
_THIRDS = [
    "primo|begynnelsen av|byrjinga av|starten av|tidlig i|tidlig|tidleg i|tidleg|early|early in|beginning of|start of",
    "medio|midten av|mid|middle of",
    "ultimo|slutten av|sent i|sent|seint i|seint|late|late in|end of",
]


def _numbered(groups: list[str], first: int = 1) -> dict[str, int]:
    return {word: number for number, group in enumerate(groups, first) for word in group.split("|")}


def _any(words: dict[str, int] | list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_MONTH, _SEASON = _numbered(_MONTHS), _numbered(_SEASONS, 21)
_ORDINAL, _THIRD = _numbered(_ORDINALS), _numbered(_THIRDS, 0)
_UNIT = {word: code for group, code in _UNITS.items() for word in group.split("|")}

_PIECES = {
    "Y": r"(?P<y>[0-9]{4})",
    "M": rf"(?P<month>{_any(_MONTH)})\.?",
    "S": rf"(?P<season>{_any(_SEASON)})",
    "T": rf"(?P<third>{_any(_THIRD)})",
    "U": rf"(?P<unit>{_any(list(_UNIT))})\.?",
    "N": rf"(?P<n>(?:{_any(_ORDINAL)}|[0-9])(?![0-9]))\.?",
    "D": r"(?P<d>[0-9]{1,2})",
    "A": r"(?P<a>[0-9]{1,2})",
    "B": r"(?P<b>[0-9]{1,2})",
    "_": r"(?:,? (?:i |av |of |in )?)",  # the joint between words
}


def _form(pattern: str) -> re.Pattern[str]:
    """A pattern in which {Y}, {M} … stand for the pieces above."""
    return re.compile(re.sub(r"\{(\w)\}", lambda piece: _PIECES[piece[1]], pattern))


_YEAR = _form(r"{Y}")
_DAY_FORMS = [
    _form(r"{D}\. ?(?P<m>[0-9]{1,2})\. ?{Y}"),  # 9.11.2024
    _form(r"{Y}[./](?P<m>[0-9]{1,2})[./]{D}"),  # 2024/11/09
    _form(r"{D}/(?P<m>[0-9]{1,2}) ?- ?{Y}"),  # 9/11-2024
    _form(r"{D}(?:\.|st|nd|rd|th)?[ -]?(?:of )?{M}[ ,-]* ?{Y}"),  # 9. november 2024
    _form(r"{M} {D}(?:st|nd|rd|th)?,? {Y}"),  # November 9, 2024
]
_SLASHED = _form(r"{A}[/-]{B}[/-]{Y}")
_MONTH_FORMS = [_form(r"{M}(?:{_}|-)?{Y}"), _form(r"(?P<m>[0-9]{1,2})[./-]{Y}")]
_UNIT_FORMS = [
    _form(r"{N} ?{U}{_}?{Y}"),  # 1. kvartal 2024
    _form(r"{U} ?{N}[ /-]?{Y}"),  # Q1 2024
    _form(r"{Y}[ /-]?{U} ?{N}"),  # 2024-Q1
    _form(r"{Y}[ ,]+{N} ?{U}"),  # 2024, 1. kvartal
]
_SEASON_FORM = _form(r"{S}{_}?{Y}")
_THIRD_FORM = _form(r"(?:the )?{T}[ -](?:{M} )?{Y}")
_LAST_DAY = _form(r"(?:ved )?utgangen av (?:{M} )?{Y}")
_WINTER = re.compile(r"(?:vinter|vinteren|winter|the winter)(?: of)? ([0-9]{4}) ?[/–-] ?([0-9]{2}|[0-9]{4})")
_NEW_YEAR = re.compile(r"(?:ved )?årsskiftet(?: ([0-9]{4}) ?[/–-] ?([0-9]{2}|[0-9]{4})| [0-9]{4})")
_EDTF = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}(/[0-9]{4}(-[0-9]{2}){0,2})?")
_SHORT_RANGE = re.compile(r"([0-9]{2})([0-9]{2})[–/]([0-9]{2})")
_LEADING = re.compile(r"^(?:i løpet av|i laupet av|in the course of|during|den|in|on|i|the)(?: the)? (?=\S)")
_APPROXIMATE = re.compile(r"^(?:ca|cirka|circa|omtrent|omkring|rundt|about|around|approx)\b|[~?%]")
_OPEN = re.compile(
    r"^(?:innen|senest|seinast|tidligst|tidlegast|etter|før|fra|frå|by|before|after|from|until|til|since|siden|sidan)\b"
    r"|^\.\.|\.\.$|/$|^/|[–-]$"
)
_RANGES = [
    re.compile(r"(?:fra|frå|from|mellom|between) (.+?) (?:til og med|til|to|og|and|until) (.+)"),
    re.compile(r"(.+?) ?– ?(.+)"),
    re.compile(r"(.+?) - (.+)"),
    re.compile(r"([0-9]{4})-([0-9]{4})"),
    re.compile(r"(.+?) (?:til og med|til|to|through) (.+)"),
    re.compile(r"([^0-9]+)/([^0-9]+ [0-9]{4})"),  # november/desember 2024
    re.compile(r"([^-]+)-([^-]+)"),  # 1.-15. november 2024
]


def code_of(text: str) -> str:
    """The EDTF code of what a person wrote. Raises NotADate; the day itself may still not exist."""
    plain = _plain(text)
    if not plain or len(plain) > LONGEST:
        raise NotADate(text, Refusal.NOT_UNDERSTOOD if plain else Refusal.EMPTY)
    if _EDTF.fullmatch(plain):
        return _unless_range(plain)
    code = _single(plain) or _range(plain)
    if code is None:
        raise NotADate(text, _why_not(plain))
    return code


def _plain(text: str) -> str:
    """Lower case, one kind of space and dash, no leading preposition, no time of day at midnight."""
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    plain = re.sub("[‐‑]", "-", re.sub("[‒—―−]", "–", plain))
    plain = re.sub(r"(?<=[0-9])[ t]00:00(?::00)?$", "", plain)
    if not plain.endswith(".."):
        plain = plain.rstrip(" .,;")
    return _LEADING.sub("", plain)


def _unless_range(code: str) -> str:
    """2023-24 is the code of a winter and what people write for two years; 2024-11 is only a month."""
    if len(code) == 7 and int(code[5:]) > 12 and int(code[5:]) > int(code[2:4]):
        raise NotADate(code, Refusal.AMBIGUOUS)
    return code


def _single(plain: str) -> str | None:
    if _YEAR.fullmatch(plain):
        return plain
    for read in (_day, _slashed, _month, _unit, _winter, _season, _third, _turn_of_year):
        code = read(plain)
        if code:
            return code
    return None


def _first(forms: list[re.Pattern[str]], plain: str) -> dict[str, str] | None:
    return next((match.groupdict() for form in forms if (match := form.fullmatch(plain))), None)


def _month_number(found: dict[str, str]) -> int:
    return _MONTH[found["month"]] if found.get("month") else int(found["m"])


def _day(plain: str) -> str | None:
    found = _first(_DAY_FORMS, plain)
    return f"{found['y']}-{_month_number(found):02}-{int(found['d']):02}" if found else None


def _slashed(plain: str) -> str | None:
    """Day and month in either order, where only one order can be meant."""
    found = _first([_SLASHED], plain)
    if found is None:
        return None
    a, b = int(found["a"]), int(found["b"])
    if a <= 12 and b <= 12 and a != b:
        raise NotADate(plain, Refusal.AMBIGUOUS)
    day, month = (a, b) if b <= 12 else (b, a)
    return f"{found['y']}-{month:02}-{day:02}"


def _month(plain: str) -> str | None:
    found = _first(_MONTH_FORMS, plain)
    if found is None:
        return None
    if found.get("month") == "jul":
        raise NotADate(plain, Refusal.AMBIGUOUS)
    month = _month_number(found)
    if not 1 <= month <= 12:
        raise NotADate(plain, Refusal.NO_SUCH_PERIOD)
    return f"{found['y']}-{month:02}"


def _unit(plain: str) -> str | None:
    found = _first(_UNIT_FORMS, plain)
    if found is None:
        return None
    first, count = _UNIT[found["unit"]]
    number = _ORDINAL.get(found["n"]) or int(found["n"])
    if not 1 <= number <= count:
        raise NotADate(plain, Refusal.NO_SUCH_PERIOD)
    return f"{found['y']}-{first + number - 1}"


def _winter(plain: str) -> str | None:
    match = _WINTER.fullmatch(plain)
    return f"{_consecutive(plain, match[1], match[2])}-24" if match else None


def _season(plain: str) -> str | None:
    found = _first([_SEASON_FORM], plain)
    if found is None:
        return None
    if _SEASON[found["season"]] == 24:
        raise NotADate(plain, Refusal.AMBIGUOUS)
    return f"{found['y']}-{_SEASON[found['season']]}"


def _third(plain: str) -> str | None:
    """The first, middle or last third of a month or a year, as an interval; or its very last day."""
    last = _first([_LAST_DAY], plain)
    if last:
        return _end_of(last["y"], _MONTH[last["month"]] if last["month"] else 12)
    found = _first([_THIRD_FORM], plain)
    if found is None:
        return None
    third, year = _THIRD[found["third"]], found["y"]
    if not found["month"]:
        return f"{year}-{4 * third + 1:02}/{year}-{4 * third + 4:02}"
    month = _MONTH[found["month"]]
    first = f"{year}-{month:02}-{10 * third + 1:02}"
    return f"{first}/{_end_of(year, month) if third == 2 else f'{year}-{month:02}-{10 * third + 10}'}"


def _end_of(year: str, month: int) -> str:
    leap = int(year) % 4 == 0 and (int(year) % 100 != 0 or int(year) % 400 == 0)
    days = 28 + leap if month == 2 else 30 if month in (4, 6, 9, 11) else 31
    return f"{year}-{month:02}-{days}"


def _turn_of_year(plain: str) -> str | None:
    match = _NEW_YEAR.fullmatch(plain)
    if match is None:
        return None
    if not match[1]:
        raise NotADate(plain, Refusal.AMBIGUOUS)
    year = _consecutive(plain, match[1], match[2])
    return f"{year}-12-31/{year + 1:04}-01-01"


def _consecutive(plain: str, first: str, second: str) -> int:
    """The first of two years that follow each other, the second with two digits or four."""
    following = f"{int(first) + 1:04}"
    if second not in (following, following[2:]):
        raise NotADate(plain, Refusal.NOT_UNDERSTOOD)
    return int(first)


def _range(plain: str) -> str | None:
    """Two dates with a dash or «til» between; the first may borrow year, month or unit from the second."""
    short = _SHORT_RANGE.fullmatch(plain)
    if short and short[3] > short[2]:
        return f"{short[1]}{short[2]}/{short[1]}{short[3]}"
    for form in _RANGES:
        match = form.fullmatch(plain)
        right = match and _side(match[2])
        left = match and right and (_side(match[1]) or _borrowed(match[1], match[2]))
        if left and right:
            return f"{left.partition('/')[0]}/{right.rpartition('/')[2]}"
    return None


def _side(plain: str) -> str | None:
    return plain if _EDTF.fullmatch(plain) else _single(plain)


def _borrowed(left: str, right: str) -> str | None:
    """«november» of «november–desember 2024», «1.» of «1.–15. november 2024» and of «1.–2. kvartal 2024»."""
    if re.fullmatch(r"[0-9]{1,2}\.?", left):
        return _single(re.sub(r"^[0-9]{1,2}(?![0-9])", left.rstrip("."), right))
    year = re.search(r"[0-9]{4}$", right)
    return year and _single(f"{left.rstrip('.')} {year[0]}")


def _why_not(plain: str) -> Refusal:
    if _APPROXIMATE.search(plain):
        return Refusal.APPROXIMATE
    if _OPEN.search(plain):
        return Refusal.OPEN_ENDED
    short_year = _readable(re.sub(r"(?<![0-9])'?([0-9]{2})$", r"20\1", plain), plain)
    no_year = _readable(f"{plain} 2024", plain) or _readable(f"{plain}.2024", plain)
    if short_year and no_year:  # «9.11», «nov 24»
        return Refusal.AMBIGUOUS
    return Refusal.TWO_DIGIT_YEAR if short_year else Refusal.YEAR_MISSING if no_year else Refusal.NOT_UNDERSTOOD


def _readable(completed: str, plain: str) -> bool:
    try:
        return completed != plain and _single(completed) is not None
    except NotADate as refusal:
        return refusal.reason is Refusal.AMBIGUOUS
