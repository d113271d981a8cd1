"""The typeface for every test of the PDF toolkit, and a short way to build and read a document."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.conf import settings

from reporting.exports.pdf import fonts
from reporting.exports.pdf.document import Meta, build
from reporting.exports.pdf.flow import Element
from reporting.exports.pdf.pages import Furniture
from tests.exports.pdf.reader import Reading, read

FURNITURE = Furniture(
    "Nasjonal portefølje", "Periode 2024-1", "Porteføljekontoret", "Datakutt", "Side {page} av {pages}"
)


@pytest.fixture(scope="session", autouse=True)
def typeface() -> None:
    """Inter, as `make setup` puts it in place."""
    try:
        fonts.register(settings.PDF_FONT_DIR)
    except fonts.FontsMissing as missing:
        pytest.skip(str(missing))


@pytest.fixture
def meta() -> Meta:
    """A document of January 2024 in bokmål."""
    return Meta(
        title="Styrets rapport",
        author="Helsedirektoratet",
        lang="nb-NO",
        created=datetime(2024, 1, 31, 12, tzinfo=UTC),
        furniture=FURNITURE,
    )


@pytest.fixture
def reading(meta: Meta) -> Callable[..., Reading]:
    """Build the elements given and read the file back."""

    kept: list[Reading] = []  # a file that is let go of takes its objects with it

    def make(*story: Element) -> Reading:
        kept.append(read(build(list(story), meta)))
        return kept[-1]

    return make
