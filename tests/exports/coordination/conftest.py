"""The coordination report of the public portfolio in any time, language and format."""

from collections.abc import Callable

import pytest

from tests.exports.board.conftest import Made, demo, kept, loaded, typeface

__all__ = ["demo", "kept", "loaded", "typeface"]


@pytest.fixture
def made(demo: None, kept: dict[Made, Made]) -> Callable[..., Made]:
    """Make the report: made("2024-1"), made(language="en"), made(audience="public")."""

    def make(period: str = "", **more: str) -> Made:
        wanted = Made("coordination", period, **more)
        return kept.setdefault(wanted, wanted)

    return make
