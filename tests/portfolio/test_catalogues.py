"""Texts are found in Python and templates, and a catalogue that is not whole is told apart from one that is."""

from pathlib import Path

import pytest
from babel.messages import Catalog
from django.conf import LazySettings
from django.utils.translation import gettext, override

from portfolio import catalogues


@pytest.fixture
def root(tmp_path: Path, settings: LazySettings) -> Path:
    for room in catalogues.ROOMS:
        (tmp_path / room).mkdir()
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    (tmp_path / "reporting" / "x.py").write_text(
        "from django.utils.translation import gettext_lazy as _, ngettext, pgettext\n"
        '_("Lagre")\npgettext("måned", "mai")\n'
        'ngettext("%(count)d sak", "%(count)d saker", 2)\n'
    )
    (tmp_path / "templates" / "x.html").write_text(
        '{% load i18n %}{% translate "100 % ferdig" %}\n'
        "{% blocktranslate count n=n trimmed %}\n  {{ n }} rad\n{% plural %}\n  {{ n }} rader\n{% endblocktranslate %}"
    )
    return tmp_path


def write(language: str, catalogue: dict[str, str]) -> None:
    rows = "".join(f'msgid "{key}"\nmsgstr "{value}"\n\n' for key, value in catalogue.items())
    file = catalogues.path(language)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(rows, "utf-8")


def just(*texts: str) -> Catalog:
    found = Catalog()
    for text in texts:
        found.add(text, locations=[("x.py", 1)])
    return found


def test_texts_are_found_in_python_and_in_templates(root: Path) -> None:
    found = catalogues.from_sources(root)
    assert {message.id for message in found if message.id} == {
        "Lagre",
        "mai",
        ("%(count)d sak", "%(count)d saker"),
        "100 %% ferdig",
        ("%(n)s rad", "%(n)s rader"),
    }
    assert found.get("mai", "måned") is not None


def test_a_template_set_out_unevenly_is_read_too(root: Path) -> None:
    (root / "templates" / "y.html").write_text(
        "{% load i18n %}\n{% if a %}\n    {% translate 'fra' %}\n  {% endif %}\n{% translate 'til' %}"
    )
    assert {"fra", "til"} <= {message.id for message in catalogues.from_sources(root)}


def test_a_text_inside_an_f_string_is_found_too(root: Path) -> None:
    (root / "reporting" / "f.py").write_text(
        "def told(x):\n    return f\"{x} {_('eksempel')}, {ngettext('en', 'to', 2)}\"\n"
    )
    assert {"eksempel", ("en", "to")} <= {message.id for message in catalogues.from_sources(root)}


def test_migrations_have_no_texts(root: Path) -> None:
    folder = root / "initiatives" / "migrations"
    folder.mkdir()
    (folder / "0001.py").write_text('_("Gammel")')
    assert "Gammel" not in catalogues.from_sources(root)


def test_updating_twice_writes_the_same_bytes(root: Path) -> None:
    found = catalogues.from_sources(root)
    catalogues.update("nn", found)
    once = catalogues.path("nn").read_bytes()
    catalogues.update("nn", found)
    assert catalogues.path("nn").read_bytes() == once
    assert b"Date" not in once


def test_updating_keeps_the_remarks_at_the_top(root: Path) -> None:
    write("nn", {"Lagre": "Lagra"})
    catalogues.path("nn").write_text("# ordliste\n#\n" + catalogues.path("nn").read_text("utf-8"), "utf-8")
    catalogues.update("nn", just("Lagre"))
    assert catalogues.path("nn").read_text("utf-8").startswith('# ordliste\n#\nmsgid ""\n')
    assert catalogues.read("nn")["Lagre"].string == "Lagra"


def test_updating_keeps_translations_and_drops_what_no_source_says(root: Path) -> None:
    write("nn", {"Lagre": "Lagra", "Borte": "Vekke"})
    catalogues.update("nn", just("Lagre", "Ny"))
    held = catalogues.read("nn")
    assert held["Lagre"].string == "Lagra"
    assert "Borte" not in held
    assert held["Ny"].string == ""


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ({}, "mangler"),
        ({"Slett %(name)s": ""}, "ikke oversatt"),
        ({"Slett %(name)s": "Slett"}, "plassholderne"),
        ({"Slett %(name)s": "Slett %(namn)s"}, "plassholderne"),
        ({"Slett %(name)s": "Slett %(name)s", "Annet": "Anna"}, "brukes ikke lenger"),
    ],
)
def test_a_catalogue_with_a_lack_is_not_whole(root: Path, written: dict[str, str], complaint: str) -> None:
    write("nn", written)
    assert [complaint in problem for problem in catalogues.problems("nn", just("Slett %(name)s"))] == [True]


def test_a_whole_catalogue_has_no_problems_and_the_singular_may_leave_the_count_out(root: Path) -> None:
    found = Catalog()
    found.add(("%(n)d sak", "%(n)d saker"))
    catalogues.path("en").parent.mkdir(parents=True)
    catalogues.path("en").write_text(
        'msgid "%(n)d sak"\nmsgid_plural "%(n)d saker"\nmsgstr[0] "one case"\nmsgstr[1] "%(n)d cases"\n'
    )
    assert list(catalogues.problems("en", found)) == []


def test_a_guess_counts_as_no_translation(root: Path) -> None:
    catalogues.path("nn").parent.mkdir(parents=True)
    catalogues.path("nn").write_text('#, fuzzy\nmsgid "Lagre"\nmsgstr "Lagra"\n')
    assert ["usikker" in problem for problem in catalogues.problems("nn", just("Lagre"))] == [True]


def test_what_is_compiled_is_what_django_shows(root: Path) -> None:
    write("nn", {"Lagre endringene": "Lagre endringane"})
    catalogues.update("nn", just("Lagre endringene"))
    assert [file.name for file in catalogues.compile_all()] == ["django.mo"]
    from django.utils.translation import trans_real

    trans_real._translations.pop("nn", None)
    with override("nn"):
        assert gettext("Lagre endringene") == "Lagre endringane"
    trans_real._translations.pop("nn", None)


def test_a_bokmal_text_that_django_takes_for_english_is_named() -> None:
    assert any(
        "«Monday» vises som «mandag»" in line for line in catalogues.mistaken_for_english(just("Monday", "Mandag"))
    )
    assert list(catalogues.mistaken_for_english(just("Oversikt"))) == []
