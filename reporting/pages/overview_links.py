"""Where the overview leads: every address keeps the time that is shown."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl, urlencode

from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True)
class Links:
    """Addresses from the overview; `query` asks for the time that is shown."""

    query: str

    @cached_property
    def initiatives(self) -> str:
        """The list, and what an initiative's code is put after."""
        return reverse("reporting:initiatives")

    @cached_property
    def economy(self) -> str:
        """Money, "" where the page is not mounted."""
        return _mounted("reporting:economy")

    @cached_property
    def roadmap(self) -> str:
        """Milestones on a line of time, "" where the page is not mounted."""
        return _mounted("reporting:roadmap")

    def filtered(self, **criteria: str | tuple[str, ...]) -> str:
        """The list of initiatives, narrowed."""
        return f"{self.initiatives}?{urlencode([*criteria.items(), *parse_qsl(self.query)], doseq=True)}"

    def whole(self, name: str) -> str:
        """This page with one list in full."""
        return f"?{urlencode([*parse_qsl(self.query), ('show', name)])}#h-{name}"

    def shut(self, name: str) -> str:
        """This page with the list cut again."""
        return f"?{self.query}#h-{name}"


def _mounted(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
