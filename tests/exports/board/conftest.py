"""The public portfolio, loaded once per module, and its board report in any time, language and format."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pytest
import time_machine
from django.conf import settings
from openpyxl import load_workbook

from reporting.exports import registry
from reporting.exports.pdf import fonts
from reporting.source import Chosen, choose
from tests.demo import filled
from tests.exports.pdf.reader import Reading, read

TODAY = "2026-11-23T12:00:00+01:00"


@pytest.fixture(scope="session", autouse=True)
def typeface() -> None:
    """Inter, as `make setup` puts it in place."""
    try:
        fonts.register(settings.PDF_FONT_DIR)
    except fonts.FontsMissing as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The public portfolio with its locked periods."""
    with filled(django_db_blocker):
        yield


@pytest.fixture
def demo(loaded: None, db: None) -> Iterator[None]:
    """The loaded portfolio on the day it is shown."""
    with time_machine.travel(TODAY, tick=False):
        yield


@dataclass(frozen=True)
class Made:
    """A report of one time and language, read back in each format."""

    report: str
    period: str = ""
    day: str = ""
    language: str = "nb"
    audience: str = "board"

    @cached_property
    def chosen(self) -> Chosen:
        return choose(self.period, self.day).seen_by(self.audience, frozenset())

    @cached_property
    def files(self) -> dict[str, bytes]:
        return {}

    def content(self, form: str) -> bytes:
        """A file of the report, made once for all tests."""
        if form not in self.files:
            self.files[form] = self._made(form)
        return self.files[form]

    def _made(self, form: str) -> bytes:
        return registry.render_chosen(self.report, form, self.chosen, self.language).content

    @cached_property
    def pdf(self) -> Reading:
        return read(self.content("pdf"))

    @cached_property
    def words(self) -> str:
        """All that a screen reader gets, with ordinary spaces."""
        return self.pdf.tree.text.replace("\u00a0", " ")

    @cached_property
    def sheets(self) -> dict[str, dict[str, Any]]:
        """Key of a sheet → the sheet as the JSON file has it."""
        return {each["key"]: each for each in json.loads(self.content("json"))["sheets"]}

    def xlsx(self, title: str) -> list[tuple[Any, ...]]:
        """The values of a sheet of the workbook, its header first."""
        return list(load_workbook(io.BytesIO(self.content("xlsx")))[title].values)

    def csv(self, name: str) -> list[list[str]]:
        """The rows of a file in the zip, its header first."""
        with zipfile.ZipFile(io.BytesIO(self.content("csv"))) as archive:
            (found,) = [each for each in archive.namelist() if name in each]
            lines = archive.read(found).decode("utf-8-sig").splitlines()
        return [line.split(";") for line in lines if line]


@pytest.fixture(scope="module")
def kept(loaded: None) -> dict[Made, Made]:
    """The reports that have been made."""
    return {}


@pytest.fixture
def made(demo: None, kept: dict[Made, Made]) -> Callable[..., Made]:
    """Make a report: made("2024-1"), made(language="en"), made(report="register")."""

    def make(period: str = "", *, report: str = "board", **more: str) -> Made:
        wanted = Made(report, period, **more)
        return kept.setdefault(wanted, wanted)

    return make
