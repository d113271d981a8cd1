"""The reference validator agrees: the agenda is PDF/UA-1 and PDF/A-2a."""

from pathlib import Path

import pytest

from tests.exports.agenda.making import made, two_cases
from tests.exports.pdf.verapdf import engine
from tests.reporting.agenda.facts import case, meeting, record

pytestmark = [pytest.mark.pdf, pytest.mark.skipif(engine.missing() is not None, reason=str(engine.missing()))]


def test_agendas_hold_both_standards_in_every_language(tmp_path: Path) -> None:
    empty = record(meeting(), cases=[("T1", case("1", meeting_uid="e" * 32))])
    wanted = {
        "nb": made("pdf"),
        "nn": made("pdf", language="nn"),
        "en": made("pdf", language="en"),
        "foreign": made("pdf", two_cases(language="en")),
        "empty": made("pdf", empty),
    }
    files = []
    for name, content in wanted.items():
        files.append(tmp_path / f"{name}.pdf")
        files[-1].write_bytes(content)
    verdicts = engine.validate("ua1,2a", files)
    assert len(verdicts) == 2 * len(files)
    assert [(Path(each.file).stem, each.flavour, each.broken) for each in verdicts if not each.passed] == []
