"""Settings from the environment, typed. What is missing or wrong is answered with the sentence the reader needs."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

YES = frozenset({"1", "true", "yes", "on", "ja"})
NO = frozenset({"0", "false", "no", "off", "nei", ""})

SQLITE_OPTIONS = {
    # Writers queue for the lock at their first statement instead of failing at their first write.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # Readers are not held up by the one writer, and a commit costs one sync less.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}


def text(
    name: str,
    default: str | None = None,
    *,
    why: str = "",
    environ: Mapping[str, str] = os.environ,
) -> str:
    """The value of `name`, or `default`. Without either: ImproperlyConfigured that says what to set, and why."""
    value = environ.get(name, "").strip() or default
    if value is None:
        raise ImproperlyConfigured(f"Set the environment variable {name}. {why}".rstrip())
    return value


def flag(name: str, *, default: bool, environ: Mapping[str, str] = os.environ) -> bool:
    """A yes or no. An empty value is no; anything that is neither is refused, never guessed."""
    value = environ.get(name)
    if value is None:
        return default
    word = value.strip().lower()
    if word in YES:
        return True
    if word in NO:
        return False
    raise ImproperlyConfigured(f"{name} is «{value}», which is neither yes (1, true, on) nor no (0, false, off).")


def number(name: str, default: int, *, environ: Mapping[str, str] = os.environ) -> int:
    """A whole number."""
    value = environ.get(name, "").strip()
    if not value:
        return default
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} is «{value}», which is not a whole number.") from None


def listing(name: str, default: list[str], *, environ: Mapping[str, str] = os.environ) -> list[str]:
    """Comma-separated words. An unset or empty variable gives `default`."""
    words = [word.strip() for word in environ.get(name, "").split(",")]
    return [word for word in words if word] or default


def database(name: str, sqlite_file: Path, *, environ: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """One entry of DATABASES: an SQLite file unless `name` is a database URL of SQLite or PostgreSQL.

    The folder of the SQLite file is made if it is missing. PostgreSQL connections are kept for a minute and checked
    before use.
    """
    url = text(name, f"sqlite:///{sqlite_file}", environ=environ)
    try:
        entry = dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
    except (ValueError, KeyError) as wrong:
        raise ImproperlyConfigured(_not_a_database(name, url)) from wrong
    match entry.get("ENGINE"):
        case "django.db.backends.sqlite3":
            file = str(entry.get("NAME") or "")
            if file and file != ":memory:":
                Path(file).parent.mkdir(parents=True, exist_ok=True)
            entry |= {
                "OPTIONS": SQLITE_OPTIONS,
                "CONN_MAX_AGE": 0,
                "CONN_HEALTH_CHECKS": False,
            }
        case "django.db.backends.postgresql":
            pass
        case _:
            raise ImproperlyConfigured(_not_a_database(name, url))
    return {"ATOMIC_REQUESTS": False, **entry}


def _not_a_database(name: str, url: str) -> str:
    scheme = url.partition("://")[0] if "://" in url else ""
    return (
        f"{name} starts with «{scheme}://», which is no database Samstyr knows. "
        "Write sqlite:////full/path/file.sqlite3 or postgresql://user:password@host:5432/name "
        "(or leave it out for a file in var/)."
    )


def email(name: str, *, environ: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """The EMAIL_* settings out of smtp://user:password@host:587?tls=1 or smtps://…; unset: mail goes to the console."""
    url = text(name, "console:", environ=environ)
    parts = urlsplit(url)
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ImproperlyConfigured(
            f"{name} cannot be read. Write smtp://user:password@host:587?tls=1, "
            "smtps://user:password@host:465 or console:"
        )
    implicit = parts.scheme == "smtps"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if implicit else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": implicit,
        "EMAIL_USE_TLS": not implicit and parse_qs(parts.query).get("tls", ["0"])[0] in YES,
        "EMAIL_TIMEOUT": 20,
    }


def site(name: str, default: str, *, environ: Mapping[str, str] = os.environ) -> str:
    """The address people reach us at, as https://host or http://host:8000: what links in e-mails begin with."""
    url = text(name, default, environ=environ)
    try:
        parts = urlsplit(url)
        plain = parts.scheme in {"http", "https"} and bool(parts.hostname) and url == _origin(parts)
    except ValueError:
        plain = False
    if not plain:
        raise ImproperlyConfigured(
            f"{name} is «{url}», which is not an address without a path. Write https://samstyr.example.no, "
            "with no slash at the end."
        )
    return url


def _origin(parts: SplitResult) -> str:
    """Scheme, host and port, and nothing else: no user, path or query."""
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    return f"{parts.scheme}://{host}" + (f":{parts.port}" if parts.port is not None else "")


def secret_key(name: str, *, debug: bool, file: Path, environ: Mapping[str, str] = os.environ) -> str:
    """The signing key. In DEBUG one is made once and kept in `file`, so that a restart signs nobody out."""
    if not debug or environ.get(name, "").strip():
        return text(name, why=_HOW_TO_MAKE_A_KEY, environ=environ)
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        # Two processes may start at once: the first to create the file decides, the other reads it.
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text("ascii").strip() or _refill(file)
    with os.fdopen(descriptor, "w", encoding="ascii") as out:
        key = secrets.token_urlsafe(50)
        out.write(key)
    return key


def _refill(file: Path) -> str:
    """An empty key file (a disk that was full, a process that was killed) gets a key."""
    key = secrets.token_urlsafe(50)
    file.write_text(key, "ascii")
    return key


_HOW_TO_MAKE_A_KEY = (
    "It signs sessions and workbooks, so it is long, random and the same on every machine of the installation: "
    'python3 -c "import secrets; print(secrets.token_urlsafe(50))". (With DEBUG=1 one is made for you.)'
)
