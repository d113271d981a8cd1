"""Who asks."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, QueryDict

from initiatives.domain import free_text
from initiatives.models import User


def signed_in(request: HttpRequest) -> User:
    """The person behind the request. The middleware has sent everybody else to sign in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with; None when it is only looked at."""
    return request.POST if request.method == "POST" else None


def asked(request: HttpRequest, name: str) -> str:
    """What the address asks for under this name, in one line of visible characters; empty when it does not."""
    return free_text.one_line(request.GET.get(name, ""))
