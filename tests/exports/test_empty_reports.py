"""A register without anything still makes a report, and the report says that nothing is known."""

from tests.exports.board.conftest import Made


def test_an_empty_register_makes_a_report_that_says_so(db: None) -> None:
    report = Made("board")
    assert "Ingen pågående tiltak er registrert." in report.words
    assert "Ikke kjent: ingen beløp er oppgitt." in report.words
    assert "Neste milepæl" not in report.words, "a head of a table without rows"
    assert "Ikke kjent: ingen kilder er registrert." in report.words
    assert report.sheets["tiltak"]["rows"] == []
    assert report.xlsx("Sammendrag")[1][1:6] == (0, 0, 0, 0, 0)


def test_an_empty_register_on_paper_too(db: None) -> None:
    report = Made("register")
    assert "0 tiltak" in report.words


def test_an_empty_register_has_no_agreements_to_tell_of(db: None) -> None:
    report = Made("coordination")
    assert "Ingen avtaler mellom eiere er registrert." in report.words
    assert "står begge parter ved" not in report.words
    assert "Ingen pågående tiltak er registrert." in report.words
    assert "Ingen saker står på sakslister for møter som kommer." in report.words
    assert "Ikke kjent: ingen kilder er registrert." in report.words
    for sheet in ("i-fare", "avtaler", "nettverk", "matrise", "mottak", "datoer", "sannsynlighet", "saker"):
        assert report.sheets[sheet]["rows"] == []
    assert report.xlsx("Nøkkeltall")[1][2] == 0
    assert report.csv("nokkeltall")
