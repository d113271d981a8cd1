"""Where the pages of a round lead; "" where no page is mounted."""

from collections.abc import Iterable
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from reporting.pages.coordination_links import mounted

FORMATS = ("xlsx", "csv", "json")


def of_round(name: str, code: str) -> str:
    """A page of a round: "" itself, "edit", "open", "texts", "lock" and the like."""
    return reverse(f"reporting:round_{name}" if name else "reporting:round", args=[code])


def of_report(name: str, uid: str) -> str:
    """What is done with a report: "assess", "report_deadline", "report_exempt", "report_include", or "report", the
    owner's own form."""
    return mounted(f"reporting:{name}", UUID(uid))


def chase_list(code: str, form: str) -> str:
    """The chase list as a file."""
    return reverse("reporting:round_list", args=[code, form])


def reports_of(code: str) -> str:
    """Where the reports of a round are made and issued."""
    return f"{reverse('reporting:reports')}?{urlencode({'period': code})}"


def of_time(name: str, code: str) -> str:
    """A page of facts as a locked round shows it, or ("" as its code) as it is now."""
    found = mounted(f"reporting:{name}")
    return f"{found}?{urlencode({'period': code})}" if found and code else found


def comparison(before: str, now: str) -> str:
    """Two times held against each other."""
    found = mounted("reporting:compare")
    return found and f"{found}?{urlencode({'fra': before, 'til': now})}"


def narrowed(pairs: Iterable[tuple[str, str]], anchor: str = "") -> str:
    """This page with other wishes."""
    wanted = [each for each in pairs if each[1]]
    return f"?{urlencode(wanted)}{f'#{anchor}' if anchor else ''}"
