"""The reference validator agrees: board report and register are PDF/UA-1 and PDF/A-2a."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.exports.board.conftest import Made
from tests.exports.pdf.verapdf import engine

pytestmark = [pytest.mark.pdf, pytest.mark.skipif(engine.missing() is not None, reason=str(engine.missing()))]


def test_board_and_register_hold_both_standards_in_every_language(made: Callable[..., Made], tmp_path: Path) -> None:
    wanted = {
        "board-2024-1": made("2024-1"),
        "board-2024-1-en": made("2024-1", language="en"),
        "board-now": made(),
        "board-now-nn": made(language="nn"),
        "register-2024-1": made("2024-1", report="register"),
        "register-now": made(report="register"),
    }
    files = []
    for name, report in wanted.items():
        files.append(tmp_path / f"{name}.pdf")
        files[-1].write_bytes(report.content("pdf"))

    verdicts = engine.validate("ua1,2a", files)

    assert len(verdicts) == 2 * len(files)
    assert [(Path(each.file).stem, each.flavour, each.broken) for each in verdicts if not each.passed] == []
