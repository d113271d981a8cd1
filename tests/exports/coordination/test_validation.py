"""The reference validator agrees: the coordination report is PDF/UA-1 and PDF/A-2a."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.exports.board.conftest import Made
from tests.exports.pdf.verapdf import engine

pytestmark = [pytest.mark.pdf, pytest.mark.skipif(engine.missing() is not None, reason=str(engine.missing()))]


def test_it_holds_both_standards_in_every_language(made: Callable[..., Made], tmp_path: Path) -> None:
    wanted = {
        "2024-1": made("2024-1"),
        "now": made(),
        "now-nn": made(language="nn"),
        "now-en": made(language="en"),
        "public": made(audience="public"),
    }
    files = []
    for name, report in wanted.items():
        files.append(tmp_path / f"{name}.pdf")
        files[-1].write_bytes(report.content("pdf"))

    verdicts = engine.validate("ua1,2a", files)

    assert len(verdicts) == 2 * len(files)
    assert [(Path(each.file).stem, each.flavour, each.broken) for each in verdicts if not each.passed] == []
