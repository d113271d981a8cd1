"""A register without anything still makes a report, and the report says that nothing is known."""

from tests.exports.board.conftest import Made


def test_an_empty_register_makes_a_report_that_says_so(db: None) -> None:
    report = Made("board")
    assert "Ingen pågående tiltak er registrert." in report.words
    assert "Ikke kjent: ingen beløp er oppgitt." in report.words
    assert "Ikke kjent: ingen kilder er registrert." in report.words
    assert report.sheets["tiltak"]["rows"] == []
    assert report.xlsx("Sammendrag")[1][1:6] == (0, 0, 0, 0, 0)


def test_an_empty_register_on_paper_too(db: None) -> None:
    report = Made("register")
    assert "0 tiltak" in report.words
