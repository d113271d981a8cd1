"""Numbers, money and dates as Norwegians and English readers write them, in the active language.

Norwegian follows Språkrådet's rules (https://sprakradet.no/godt-og-korrekt-sprak/rettskriving-og-grammatikk/): no-break
space between groups of three digits, decimal comma, 9.11.2024, and names of months without a capital. What is not
stated is «–», never 0.
"""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from babel import dates, numbers
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext

from initiatives.domain.dates import PartialDate, Precision, precision
from initiatives.domain.facts import Withheld

MISSING = "–"
NBSP = "\u00a0"
MILLION = 1_000_000
# Words of a source that say more than the code can: they stand as given.
FINER_WORDS = (
    "primo",
    "medio",
    "ultimo",
    "tidlig",
    "seint",
    "sent",
    "etter",
    "før",
    "rundt",
    "slutten",
    "ut ",
)


def locale() -> str:
    """Babel's name of the active language."""
    return {"nb": "nb", "nn": "nn", "en": "en_GB"}.get((get_language() or "nb")[:2], "nb")


def number(value: int | Decimal | None, decimals: int = 0) -> str:
    """A number with grouped digits: 1 250 and 38,5.

    >>> number(1250).replace(NBSP, " ")
    '1 250'
    """
    if value is None:
        return MISSING
    shown = f"#,##0{'.' + '0' * decimals if decimals else ''}"
    text = numbers.format_decimal(value, format=shown, locale=locale())
    return text.replace("\u202f", NBSP) if locale() != "en_GB" else text


def percent(value: Decimal, decimals: int = 0) -> str:
    """A share in per cent with its sign of per cent: 38,5 %; in English 38.5%."""
    return f"{number(value, decimals)}{'' if locale() == 'en_GB' else NBSP}%"


def millions(kroner: "int | Withheld | None") -> str:
    """Whole kroner as millions with one decimal where it is not whole: 276 and 38,5. A withheld value says so."""
    if kroner is None:
        return MISSING
    if isinstance(kroner, Withheld):
        return gettext("unntatt")
    value = (Decimal(kroner) / MILLION).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return number(value, 0 if value == value.to_integral_value() else 1)


def money(kroner: "int | Withheld | None") -> str:
    """An amount with its unit: 276 mill. kr."""
    if kroner is None or isinstance(kroner, Withheld):
        return millions(kroner)
    return gettext("%(amount)s mill. kr").replace(" ", NBSP) % {"amount": millions(kroner)}


def day(value: date | datetime | None) -> str:
    """A day as 9.11.2024; in English 9 Nov 2024."""
    if value is None:
        return MISSING
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return dates.format_date(value, "d MMM y" if locale() == "en_GB" else "d.M.y", locale=locale())


def long_day(value: date | None) -> str:
    """A day in words: 9. november 2024."""
    return MISSING if value is None else dates.format_date(value, "long", locale=locale())


def moment(value: datetime | None) -> str:
    """A day and the time of day: 9.11.2024 kl. 14.05."""
    if value is None:
        return MISSING
    local = timezone.localtime(value)
    if locale() == "en_GB":
        return f"{day(local)} {local:%H:%M}"
    return gettext("%(day)s kl. %(time)s") % {
        "day": day(local),
        "time": f"{local:%H.%M}",
    }


def clock(value: datetime) -> str:
    """The time of day: 14.05; in English 14:05."""
    local = timezone.localtime(value)
    return f"{local:%H:%M}" if locale() == "en_GB" else f"{local:%H.%M}"


def when(value: PartialDate | None) -> str:
    """A partial date in the reader's language, as precise as it is: 9.11.2024, nov. 2024, høst 2023, 2024."""
    if value is None:
        return MISSING
    if value.literal and locale() != "en_GB" and value.literal.casefold().startswith(FINER_WORDS):
        return value.literal
    return _WORDED[precision(value)](value)


def _month(value: PartialDate) -> str:
    return dates.format_date(value.earliest, "MMM y", locale=locale())


def _season(value: PartialDate) -> str:
    names = {
        3: gettext("vår %(year)s"),
        6: gettext("sommer %(year)s"),
        9: gettext("høst %(year)s"),
        12: gettext("vinter %(year)s"),
    }
    return names[value.earliest.month] % {"year": value.earliest.year}


def _third(value: PartialDate) -> str:
    return gettext("%(number)s. tertial %(year)s") % {
        "number": (value.earliest.month - 1) // 4 + 1,
        "year": value.earliest.year,
    }


def _quarter(value: PartialDate) -> str:
    return gettext("%(number)s. kvartal %(year)s") % {
        "number": (value.earliest.month - 1) // 3 + 1,
        "year": value.earliest.year,
    }


def _half(value: PartialDate) -> str:
    return gettext("%(number)s. halvår %(year)s") % {
        "number": (value.earliest.month - 1) // 6 + 1,
        "year": value.earliest.year,
    }


def _interval(value: PartialDate) -> str:
    if (
        value.earliest.month,
        value.earliest.day,
        value.latest.month,
        value.latest.day,
    ) == (1, 1, 12, 31):
        return f"{value.earliest.year}–{value.latest.year}"
    return f"{day(value.earliest)}–{day(value.latest)}"


_WORDED = {
    Precision.DAY: lambda value: day(value.earliest),
    Precision.MONTH: _month,
    Precision.QUARTER: _quarter,
    Precision.SEASON: _season,
    Precision.TERTIAL: _third,
    Precision.HALF_YEAR: _half,
    Precision.YEAR: lambda value: str(value.earliest.year),
    Precision.INTERVAL: _interval,
}


def days(count: int) -> str:
    """A number of days: 1 dag, 371 dager."""
    return ngettext("%(count)s dag", "%(count)s dager", count) % {"count": number(count)}


def slip_words(count: int) -> str:
    """A slip with its sign: +53 uker from two weeks on, +9 dager below, 0 when it holds."""
    if count == 0:
        return "0"
    sign = "+" if count > 0 else "−"
    size = abs(count)
    if size < 14:
        return f"{sign}{days(size)}"
    weeks = round(size / 7)
    return sign + ngettext("%(count)s uke", "%(count)s uker", weeks) % {"count": number(weeks)}
