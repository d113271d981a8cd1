"""The catalogues of nynorsk and English: texts are found, merged, checked and compiled with Babel, without GNU gettext.

The text in the source is bokmål, so there is no catalogue for it.
"""

import ast
import io
import re
from collections.abc import Iterable, Iterator
from itertools import takewhile
from pathlib import Path
from typing import Any

from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils import translation
from django.utils.translation.template import templatize

ROOMS = ("initiatives", "reporting", "portfolio", "templates")
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w+\}")


def languages() -> list[str]:
    """Every language that needs a catalogue."""
    return [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def path(language: str) -> Path:
    """Where the catalogue of `language` lies."""
    return Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.po"


def from_sources(root: Path) -> Catalog:
    """Every text in the Python files and templates of the rooms under `root`."""
    found = Catalog()
    for file in _sources(root):
        source = file.read_text("utf-8")
        if file.suffix == ".html":
            source = _flush_left(templatize(source, origin=str(file)))
        else:
            source += _out_of_f_strings(source)
        messages = extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS)
        for _line, message, _comments, context in messages:
            found.add(message, locations=[(file.relative_to(root).as_posix(), 1)], context=context)
    return found


def _out_of_f_strings(source: str) -> str:
    """The calls inside f-strings once more, as lines of their own: Babel's tokeniser does not look into those."""
    strings = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.JoinedStr))
    calls = (node for string in strings for node in ast.walk(string) if isinstance(node, ast.Call))
    return "".join(f"\n{ast.unparse(call)}" for call in calls)


def _flush_left(source: str) -> str:
    """A template's indentation means nothing, but Python's tokeniser refuses a line that is set out unevenly."""
    return "\n".join(line.lstrip() for line in source.splitlines())


def _sources(root: Path) -> Iterator[Path]:
    for room in ROOMS:
        yield from sorted(file for file in (root / room).rglob("*.py") if "migrations" not in file.parts)
        yield from sorted((root / room).rglob("*.html"))


def read(language: str) -> Catalog:
    """The catalogue of `language` as it lies on disk; an empty one when there is none yet."""
    file = path(language)
    if not file.exists():
        return Catalog(locale=language)
    with file.open("rb") as stream:
        return read_po(stream, locale=language)


def update(language: str, found: Catalog) -> None:
    """Adds new texts to the catalogue (empty) and drops those no source has.

    Sorted and undated: equal input, equal bytes. The remarks at the top (a glossary) are kept.
    """
    catalogue = read(language)
    catalogue.update(found, no_fuzzy_matching=True)
    body = io.BytesIO()
    write_po(body, catalogue, width=120, omit_header=True, sort_output=True, ignore_obsolete=True, include_lineno=False)
    file = path(language)
    file.parent.mkdir(parents=True, exist_ok=True)
    head = _remarks(file) + _header(catalogue, language)
    file.write_bytes(head.encode() + body.getvalue())


def _remarks(file: Path) -> str:
    """The comment lines that open the catalogue, before its head."""
    lines = file.read_text("utf-8").splitlines(keepends=True) if file.exists() else []
    return "".join(takewhile(lambda line: line.startswith(("# ", "#\n")), lines))


def _header(catalogue: Catalog, language: str) -> str:
    return (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        f'"Language: {language}\\n"\n"Plural-Forms: {catalogue.plural_forms};\\n"\n\n'
    ).replace(";;", ";")


def compile_all() -> list[Path]:
    """Writes the .mo file beside each catalogue that exists."""
    written = []
    for language in languages():
        if path(language).exists():
            target = path(language).with_suffix(".mo")
            with target.open("wb") as stream:
                write_mo(stream, read(language))
            written.append(target)
    return written


def problems(language: str, found: Catalog) -> Iterator[str]:
    """What keeps the catalogue of `language` from being whole, one sentence each."""
    catalogue = read(language)
    for message in _texts(found):
        held = catalogue.get(_key(message), message.context)
        if held is None:
            yield f"{language}: mangler «{_key(message)}» ({_where(message)})"
        elif held.fuzzy:
            yield f"{language}: usikker oversettelse av «{_key(message)}»"
        elif not all(_forms(held.string)):
            yield f"{language}: ikke oversatt «{_key(message)}» ({_where(message)})"
        elif not _same_placeholders(held):
            yield f"{language}: plassholderne er ulike i «{_key(message)}»"
    for message in _texts(catalogue):
        if found.get(_key(message), message.context) is None:
            yield f"{language}: «{_key(message)}» brukes ikke lenger"


def mistaken_for_english(found: Catalog) -> Iterator[str]:
    """Bokmål texts that Django also uses as English ones, and would translate to something else in bokmål."""
    with translation.override(settings.LANGUAGE_CODE):
        for message in _texts(found):
            key = _key(message)
            if message.context is None and (shown := translation.gettext(key)) != key:
                yield f"{settings.LANGUAGE_CODE}: «{key}» vises som «{shown}»: bruk pgettext ({_where(message)})"


def _texts(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def _key(message: Message) -> str:
    return _forms(message.id)[0]


def _forms(text: str | Iterable[str] | None) -> list[str]:
    return [text or ""] if text is None or isinstance(text, str) else list(text)


def _where(message: Message) -> str:
    return message.locations[0][0] if message.locations else "?"


def _same_placeholders(message: Message) -> bool:
    """Each form of the translation has the placeholders of its source; the singular may leave the count out."""
    sources = _forms(message.id)
    everything = {name for source in sources for name in PLACEHOLDER.findall(source)}
    for index, target in enumerate(_forms(message.string)):
        names = set(PLACEHOLDER.findall(target))
        wanted = set(PLACEHOLDER.findall(sources[min(index, len(sources) - 1)]))
        if not wanted <= names | (everything if index == 0 and len(sources) > 1 else set()) or not names <= everything:
            return False
    return True
