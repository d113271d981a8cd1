"""Settings from the environment are typed, and say what is wrong in a sentence one can act on."""

import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from portfolio import environment


@pytest.mark.parametrize("word", ["1", "true", "Yes", " on ", "ja"])
def test_a_yes_is_a_yes_however_it_is_written(word: str) -> None:
    assert environment.flag("X", default=False, environ={"X": word}) is True


@pytest.mark.parametrize("word", ["0", "false", "No", "off", "nei", ""])
def test_a_no_and_an_empty_value_are_no_even_where_the_default_is_yes(word: str) -> None:
    assert environment.flag("X", default=True, environ={"X": word}) is False


def test_a_flag_that_is_neither_is_refused_and_quoted() -> None:
    with pytest.raises(ImproperlyConfigured, match="DEBUG is «maybe»"):
        environment.flag("DEBUG", default=True, environ={"DEBUG": "maybe"})


def test_a_missing_text_names_the_variable_and_the_reason() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"variable NAME\. Because\."):
        environment.text("NAME", why="Because.", environ={"NAME": "  "})


def test_a_number_with_letters_is_refused() -> None:
    assert environment.number("N", 3, environ={}) == 3
    assert environment.number("N", 3, environ={"N": "12"}) == 12
    with pytest.raises(ImproperlyConfigured, match="not a whole number"):
        environment.number("N", 3, environ={"N": "12 kB"})


def test_a_list_drops_blanks_and_an_empty_one_gives_the_default() -> None:
    assert environment.listing("L", ["a"], environ={"L": " x.no, ,y.no "}) == ["x.no", "y.no"]
    assert environment.listing("L", ["a"], environ={"L": " , "}) == ["a"]


def test_without_a_url_the_database_is_a_file_whose_folder_is_made(tmp_path: Path) -> None:
    file = tmp_path / "var" / "x.sqlite3"
    entry = environment.database("DATABASE_URL", file, environ={})
    assert entry["NAME"] == str(file)
    assert file.parent.is_dir()
    assert entry["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in entry["OPTIONS"]["init_command"]
    assert "foreign_keys=ON" in entry["OPTIONS"]["init_command"]


def test_reading_pages_never_run_inside_a_transaction() -> None:
    for url in ("sqlite:///:memory:", "postgresql://u@h/n"):
        entry = environment.database("DATABASE_URL", Path(), environ={"DATABASE_URL": url})
        assert entry["ATOMIC_REQUESTS"] is False


def test_a_postgresql_url_is_read_whole(tmp_path: Path) -> None:
    url = "postgresql://eier:hem%40melig@db.no:5433/samstyr"
    entry = environment.database("DATABASE_URL", tmp_path / "x", environ={"DATABASE_URL": url})
    assert (entry["HOST"], entry["PORT"], entry["NAME"]) == ("db.no", 5433, "samstyr")
    assert (entry["USER"], entry["PASSWORD"]) == ("eier", "hem@melig")
    assert entry["CONN_HEALTH_CHECKS"] is True


@pytest.mark.parametrize("url", ["mysql://u@h/n", "samstyr.sqlite3", "nonsense://"])
def test_another_database_is_refused_without_repeating_the_password(url: str, tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="no database Samstyr knows") as refusal:
        environment.database("DATABASE_URL", tmp_path / "x", environ={"DATABASE_URL": url + "?secret"})
    assert "secret" not in str(refusal.value)


def test_mail_without_a_server_goes_to_the_console() -> None:
    assert environment.email("EMAIL_URL", environ={})["EMAIL_BACKEND"].endswith("console.EmailBackend")


def test_a_mail_url_says_host_user_and_encryption() -> None:
    plain = environment.email("EMAIL_URL", environ={"EMAIL_URL": "smtp://u:p%40@mx.no:587?tls=1"})
    assert (plain["EMAIL_HOST"], plain["EMAIL_PORT"], plain["EMAIL_HOST_PASSWORD"]) == ("mx.no", 587, "p@")
    assert (plain["EMAIL_USE_TLS"], plain["EMAIL_USE_SSL"]) == (True, False)
    wrapped = environment.email("EMAIL_URL", environ={"EMAIL_URL": "smtps://mx.no"})
    assert (wrapped["EMAIL_PORT"], wrapped["EMAIL_USE_TLS"], wrapped["EMAIL_USE_SSL"]) == (465, False, True)


def test_a_mail_url_of_another_kind_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL cannot be read"):
        environment.email("EMAIL_URL", environ={"EMAIL_URL": "mx.no:25"})


def test_the_key_of_a_trial_is_made_once_and_read_by_nobody_else(tmp_path: Path) -> None:
    file = tmp_path / "var" / "secret-key"
    first = environment.secret_key("SECRET_KEY", debug=True, file=file, environ={})
    assert len(first) >= 50
    assert environment.secret_key("SECRET_KEY", debug=True, file=file, environ={}) == first
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_an_emptied_key_file_gets_a_key_again(tmp_path: Path) -> None:
    file = tmp_path / "secret-key"
    file.write_text("")
    made = environment.secret_key("SECRET_KEY", debug=True, file=file, environ={})
    assert made
    assert file.read_text() == made


def test_a_real_machine_must_be_given_its_key(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"SECRET_KEY.*token_urlsafe"):
        environment.secret_key("SECRET_KEY", debug=False, file=tmp_path / "k", environ={})
    given = environment.secret_key("SECRET_KEY", debug=False, file=tmp_path / "k", environ={"SECRET_KEY": "s3"})
    assert given == "s3"
    assert not (tmp_path / "k").exists()


@pytest.mark.parametrize("url", ["https://samstyr.no", "http://127.0.0.1:8000", "https://[::1]:8443"])
def test_the_address_of_the_site_is_a_host_and_nothing_more(url: str) -> None:
    assert environment.site("SITE_URL", "http://x", environ={"SITE_URL": url}) == url


@pytest.mark.parametrize(
    "url",
    ["samstyr.no", "https://samstyr.no/", "https://samstyr.no/a", "ftp://samstyr.no", "https://", "https://u@samstyr.no",
     "https://samstyr.no?a=1", "https://samstyr.no:port"],
)  # fmt: skip
def test_an_address_with_a_slash_a_path_or_no_scheme_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="SITE_URL is «"):
        environment.site("SITE_URL", "http://x", environ={"SITE_URL": url})
