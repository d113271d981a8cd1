"""Reads the fixture files. A row keeps its source keys, and when and why it counts as known."""

import csv
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db.models import Model
from django.utils import timezone

from portfolio.demo.kinds import WORDS, label

FOLDER = Path(settings.BASE_DIR) / "fixtures"
EXAMPLE = FOLDER / "example"
NAMESPACE = uuid.UUID("6f1c6f0e-2f0a-5b7e-9c55-0d6a3f2b9e11")

PROVENANCE = ("key", "sources", "cite_basis", "cite_note", "inferred", "known_from", "known_basis", "known_note")


def uid(name: str, key: str) -> uuid.UUID:
    """The uid of the row `key` of the model called `name`: the same on every machine, at every loading."""
    return uuid.uuid5(NAMESPACE, f"{name}/{key}")


def uid_of(model: type[Model], key: str) -> uuid.UUID:
    """The uid of a model's row by its source key."""
    return uid(label(model), key)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a fixture file."""

    file: str
    key: str
    values: dict[str, str]
    sources: tuple[str, ...]
    basis: str
    note: str
    inferred: tuple[tuple[str, str], ...]
    known_from: date
    known_basis: str
    known_note: str
    example: bool
    later: bool  # a later word about a row of another file


def midnight(day: date) -> datetime:
    """The first moment of a day in Norway: what is known on a day is known by its end, and never after now."""
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))


def rows(name: str) -> list[Row]:
    """The rows of `<name>.csv`, the real ones first, then the example ones."""
    return [*_read(FOLDER / f"{name}.csv", example=False), *_read(EXAMPLE / f"{name}.csv", example=True)]


def table(path: Path) -> list[dict[str, str]]:
    """A file's lines as they stand; none when there is no such file."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


def _read(path: Path, *, example: bool) -> Iterator[Row]:
    for line in table(path):
        yield Row(
            file=path.name,
            key=line["key"],
            values={name: value for name, value in line.items() if name not in PROVENANCE},
            sources=tuple(filter(None, line.get("sources", "").split("+"))),
            basis=line["cite_basis"],
            note=line.get("cite_note", ""),
            inferred=tuple(_pair(part) for part in filter(None, line.get("inferred", "").split(" | "))),
            known_from=date.fromisoformat(line["known_from"]),
            known_basis=line["known_basis"],
            known_note=line.get("known_note", ""),
            example=example,
            later=path.stem in WORDS.values(),
        )


def _pair(text: str) -> tuple[str, str]:
    field, _, note = text.partition(": ")
    return field, note
