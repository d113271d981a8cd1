"""The fixture files themselves: they parse, each row has its provenance, and each key points to something."""

import csv
from datetime import date

import pytest

from initiatives.domain.dates import from_edtf
from initiatives.domain.vocabulary import Basis
from portfolio.demo.codes import check
from portfolio.demo.files import EXAMPLE, FOLDER, Row, rows, table
from portfolio.demo.kinds import KINDS, WORDS, Kind, label

REGISTER_BUILT = date(2026, 11, 23)
FILES = {kind.name: kind for kind in KINDS} | {
    WORDS[name]: Kind(WORDS[name], _.model) for name, _ in ((kind.name, kind) for kind in KINDS if kind.name in WORDS)
}
EVERY_ROW = [(kind, row) for name, kind in FILES.items() for row in rows(name)]
KEYS = {label(kind.model): {row.key for other, row in EVERY_ROW if other.model is kind.model} for kind in KINDS}
USERS = {line["username"] for line in table(EXAMPLE / "users.csv")}


def columns(kind: Kind) -> dict[str, object]:
    return {field.name: field for field in kind.model._meta.fields}


def references(kind: Kind, row: Row) -> list[tuple[str, str]]:
    """(model, key) of everything the row points to."""
    found = [("source", source) for source in row.sources]
    for column, value in row.values.items():
        related = getattr(columns(kind).get(column), "related_model", None)
        if value and related is not None:
            found.append((label(related), value))
        if value and column == "subject":
            name, _, key = value.partition("/")
            found.append((name, key))
    return found


def test_every_file_in_the_folder_is_loaded() -> None:
    there = {path.stem for folder in (FOLDER, EXAMPLE) for path in folder.glob("*.csv")} - {"users"}
    assert there == set(FILES)


@pytest.mark.parametrize("path", [*FOLDER.rglob("*.csv")], ids=lambda path: path.name)
def test_no_row_is_longer_or_shorter_than_its_header(path: object) -> None:
    with open(str(path), encoding="utf-8", newline="") as lines:
        lengths = {len(line) for line in csv.reader(lines, strict=True)}
    assert len(lengths) == 1


def test_each_key_stands_once_in_its_model() -> None:
    for kind in KINDS:
        keys = [row.key for other, row in EVERY_ROW if other is kind]
        assert len(keys) == len(set(keys)), kind.name
    sources = [row.key for name in ("sources", "pages") for row in rows(name)]
    assert len(sources) == len(set(sources))


def test_every_reference_and_source_key_resolves() -> None:
    missing = [
        (kind.name, row.key, model, key)
        for kind, row in EVERY_ROW
        for model, key in references(kind, row)
        if key not in (USERS if model == "user" else KEYS[model])
    ]
    assert missing == []


def test_every_column_is_a_field_of_its_model() -> None:
    for kind, row in EVERY_ROW:
        fields = {field.attname for field in kind.model._meta.fields} | set(columns(kind))
        for column in row.values:
            name = column.removesuffix("_literal")
            assert name in fields or f"{name}_earliest" in fields, (kind.name, column)


def test_every_date_is_one_and_every_code_a_word() -> None:
    for kind, row in EVERY_ROW:
        fields = columns(kind)
        for column, value in row.values.items():
            if value and f"{column}_earliest" in fields:
                from_edtf(value)
            elif value:
                assert check(label(kind.model), column, value) == value


def test_every_row_says_on_what_it_stands_and_since_when() -> None:
    for kind, row in EVERY_ROW:
        assert Basis(row.basis) and Basis(row.known_basis), (kind.name, row.key)
        assert row.sources or row.note or row.basis != Basis.STATED, (kind.name, row.key)
        assert row.known_note, (kind.name, row.key)
        assert row.known_from <= REGISTER_BUILT, (kind.name, row.key)


def test_what_is_inferred_names_a_field_and_why() -> None:
    for kind, row in EVERY_ROW:
        fields = columns(kind)
        for field, why in row.inferred:
            assert why and (field in fields or f"{field}_earliest" in fields), (kind.name, row.key, field)


def test_a_row_is_never_known_before_what_it_stands_on() -> None:
    """Sources may come later: their citations then do too."""
    since = {(label(kind.model), row.key): row.known_from for kind, row in EVERY_ROW if kind.name not in WORDS.values()}
    early = [
        (kind.name, row.key, model, key)
        for kind, row in EVERY_ROW
        for model, key in references(kind, row)
        if model not in ("source", "user") and since[(model, key)] > row.known_from
    ]
    assert early == []


def test_the_words_of_a_row_come_after_it_or_with_it() -> None:
    for name, words in WORDS.items():
        first = {row.key: row.known_from for row in rows(name)}
        for word in rows(words):
            assert word.known_from >= first[word.key], (words, word.key)


def test_a_vocabulary_refuses_what_is_no_word() -> None:
    with pytest.raises(ValueError, match="grønn"):
        check("rating", "colour", "grønn")
