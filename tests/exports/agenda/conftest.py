"""The typeface is in place before anything is set."""

import pytest
from django.conf import settings

from reporting.exports.pdf import fonts


@pytest.fixture(scope="session", autouse=True)
def typeface() -> None:
    """Inter, as `make setup` puts it in place."""
    try:
        fonts.register(settings.PDF_FONT_DIR)
    except fonts.FontsMissing as missing:
        pytest.skip(str(missing))
