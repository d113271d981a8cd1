"""A form sent after the session had ended: kept over the sign-in, signed, in the page itself and nowhere else."""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.http import HttpRequest

SALT = "portfolio.held"


@dataclass(frozen=True, slots=True)
class Held:
    """Where the form was sent, and what was in it."""

    path: str
    fields: list[tuple[str, str]]


def hold(request: HttpRequest) -> str:
    """What was sent, as one signed text. Empty when nothing was typed; files and passwords are not kept."""
    names = [name for name in request.POST if name != "csrfmiddlewaretoken"]
    if not names or request.FILES or any("password" in name for name in names):
        return ""
    fields = [(name, value) for name in names for value in request.POST.getlist(name)]
    return signing.dumps([request.get_full_path(), fields], salt=SALT, compress=True)


def held(text: str) -> Held | None:
    """What `hold` kept; None when it is not ours, or older than a session lasts."""
    try:
        path, fields = signing.loads(text, salt=SALT, max_age=settings.SESSION_COOKIE_AGE)
    except signing.BadSignature:
        return None
    return Held(path, [(name, value) for name, value in fields])
