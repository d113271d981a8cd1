"""What a workbook says, described once for every renderer. Titles, words and notes arrive in the reader's language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from math import isfinite
from operator import itemgetter
from types import NoneType

MAX_ROWS = 1_048_575
"""Rows of data Excel can hold under one header row."""
MAX_COLUMNS = 8_000
"""Half of Excel's 16,384 columns, since a partial date takes two."""


class Kind(StrEnum):
    """What a column holds; decides type, format, alignment and spelling in every file."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    KRONER = "kroner"
    PERCENT = "percent"
    DATE = "date"
    MOMENT = "moment"
    PARTIAL_DATE = "partial_date"
    STATUS = "status"
    LINK = "link"
    BOOLEAN = "boolean"


class Tone(StrEnum):
    """A status colour; `NONE` (not assessed) is a class of its own."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    NONE = "none"


SHAPES = {Tone.GREEN: "●", Tone.YELLOW: "▲", Tone.RED: "◆", Tone.NONE: "○"}
"""The shape that always goes with a colour, so that nothing hangs on seeing it."""


@dataclass(frozen=True, slots=True)
class Status:
    """A status: colour and the word for it. The shape follows from the colour."""

    tone: Tone
    word: str

    @property
    def label(self) -> str:
        """Shape and word, such as «◆ Kritisk»."""
        return f"{SHAPES[self.tone]} {self.word}"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as sure as its source: the words, and the first and last day they can mean (None: no bound known)."""

    text: str
    earliest: date | None = None
    latest: date | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads somewhere. `url` is absolute: http, https or mailto; anything else stays text."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Absent:
    """A value that is not there, and why: a code for machines, words for readers («unntatt, offl. § 22»)."""

    reason: str
    text: str


CellValue = str | int | float | Decimal | date | datetime | bool | PartialDate | Status | Link | Absent | None
"""None is «not stated»: an empty cell, never 0."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `width` in characters (None: measured), `unit` stands in the header, `help` explains it to readers.

    `decimals` is how many are shown of a decimal or percent; the stored number is always the whole one.
    """

    key: str
    title: str
    kind: Kind = Kind.TEXT
    width: float | None = None
    unit: str = ""
    help: str = ""
    decimals: int = 1


_NUMBERS = frozenset({int, float, Decimal})
_HELD: dict[Kind, frozenset[type]] = {
    Kind.TEXT: frozenset({str}),
    Kind.LONG_TEXT: frozenset({str}),
    Kind.INTEGER: frozenset({int}),
    Kind.DECIMAL: _NUMBERS,
    Kind.KRONER: frozenset({int}),
    Kind.PERCENT: _NUMBERS,
    Kind.DATE: frozenset({date}),
    Kind.MOMENT: frozenset({datetime}),
    Kind.PARTIAL_DATE: frozenset({PartialDate}),
    Kind.STATUS: frozenset({Status}),
    Kind.LINK: frozenset({Link, str}),
    Kind.BOOLEAN: frozenset({bool}),
}


def _named(classes: Iterable[type]) -> str:
    return ", ".join(sorted(one.__name__ for one in classes))


class ChartKind(StrEnum):
    """The native charts there are."""

    BAR = "bar"
    STACKED_BAR = "stacked_bar"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart over its own sheet's rows: `category` and `series` are column keys.

    `title` states the finding, `alt` says in words what is seen; `tones` colours status series, one for each.
    """

    kind: ChartKind
    title: str
    alt: str
    category: str
    series: tuple[str, ...]
    tones: tuple[Tone, ...] = ()
    horizontal: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. `rows` hold one value per column, in the columns' order; percents are fractions (0.385 is 38.5 %).

    `example_marks` are (row index, column key) of example values; the key None marks the whole row.
    `frozen_columns` stay in sight when scrolling sideways. Raises ValueError where the parts do not fit
    together, TypeError for a value of another class than its column's kind holds.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[CellValue]]
    notes: tuple[str, ...] = ()
    chart: Chart | None = None
    example_marks: frozenset[tuple[int, str | None]] = frozenset()
    frozen_columns: int = 1

    def __post_init__(self) -> None:
        keys = [column.key for column in self.columns]
        if not 0 < len(keys) <= MAX_COLUMNS:
            raise ValueError(f"Sheet {self.key!r} has {len(keys)} columns; 1 to {MAX_COLUMNS} are possible")
        if len(set(keys)) < len(keys):
            raise ValueError(f"Sheet {self.key!r} has two columns with the same key")
        if len(self.rows) > MAX_ROWS:
            raise ValueError(f"Sheet {self.key!r} has {len(self.rows)} rows; Excel holds {MAX_ROWS}")
        used = {key for _, key in self.example_marks if key is not None}
        if self.chart:
            used |= {self.chart.category, *self.chart.series}
        if not used <= set(keys):
            raise ValueError(f"Sheet {self.key!r} has no columns {sorted(used - set(keys))}")
        if any(not 0 <= index < len(self.rows) for index, _ in self.example_marks):
            raise ValueError(f"Sheet {self.key!r} marks a row that it does not have")
        self._check_rows()

    def _check_rows(self) -> None:
        """Every value must be one that its column's kind can hold, so that no renderer meets another."""
        if set(map(len, self.rows)) - {len(self.columns)}:
            raise ValueError(f"Sheet {self.key!r} has rows of other lengths than its {len(self.columns)} columns")
        for position, column in enumerate(self.columns):
            classes = {value.__class__ for value in map(itemgetter(position), self.rows)} - {NoneType, Absent}
            held = _HELD[column.kind]
            if others := {one for one in classes - held if not (str in held and issubclass(one, str))}:
                raise TypeError(f"Sheet {self.key!r}, {column.key!r} ({column.kind}) holds {_named(others)}")
            if classes & {float, Decimal}:
                self._check_finite(position, column)

    def _check_finite(self, position: int, column: Column) -> None:
        for index, row in enumerate(self.rows):
            value = row[position]
            if isinstance(value, float | Decimal) and not isfinite(value):
                raise ValueError(f"Sheet {self.key!r}, {column.key!r}, row {index}: {value} is no number")

    def index_of(self, key: str) -> int:
        """The position of a column."""
        return next(index for index, column in enumerate(self.columns) if column.key == key)

    def examples_by_row(self) -> dict[int, frozenset[str | None]]:
        """Row index → the keys that are marked in it."""
        marks: dict[int, set[str | None]] = {}
        for index, key in self.example_marks:
            marks.setdefault(index, set()).add(key)
        return {index: frozenset(keys) for index, keys in marks.items()}


@dataclass(frozen=True, slots=True)
class Workbook:
    """A whole export. `facts` are label and value: what it shows, cut-off, sources, filters.

    `created` is when the content was fixed, with its time zone; it is passed in, so that the same content gives the
    same bytes. `language` is nb, nn or en. A `draft` is of what is not locked, and says so. Raises ValueError where two
    sheets share a key.
    """

    title: str
    subtitle: str
    language: str
    created: datetime
    facts: tuple[tuple[str, str], ...] = ()
    sheets: tuple[Sheet, ...] = field(default=())
    author: str = "Samstyr"
    draft: bool = False

    def __post_init__(self) -> None:
        keys = [sheet.key for sheet in self.sheets]
        if len(set(keys)) < len(keys):
            raise ValueError("Two sheets of the workbook have the same key")
