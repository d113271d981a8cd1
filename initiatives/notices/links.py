"""Where a notice leads: the contract's page, else the initiative's."""

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from initiatives.models import Notice


def path(notice: Notice) -> str:
    """The address inside the application."""
    if notice.dependency is not None:
        try:
            return reverse("reporting:contract", kwargs={"uid": notice.dependency.uid})
        except NoReverseMatch:
            pass  # an installation without that page: the initiative's own shows the contract too
    if notice.initiative is not None:
        return reverse("reporting:initiative", kwargs={"code": notice.initiative.code})
    return "/"


def whole(address: str) -> str:
    """The whole address, for those who read it elsewhere."""
    return f"{settings.SITE_URL}{address}"
