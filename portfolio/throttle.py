"""Sign-in attempts, counted in the cache: so many for a name from an address, and for an address, then a wait.

A try is taken before the password is looked at, as a row of its own that only one caller can make: tries sent side by
side count as many, not as one. Rows belong to a span of time and are never used again.
"""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone


@dataclass(frozen=True, slots=True)
class Tries:
    """The tries of one key: `limit` of them in each span of `SIGN_IN_WAIT` seconds."""

    key: str
    limit: int

    @classmethod
    def of(cls, name: str, request: HttpRequest) -> "Tries":
        """For one name from one address. Names differ by neither case nor blanks: LEDER gets no new tries."""
        return cls(_key(name.strip().casefold(), address(request)), settings.SIGN_IN_TRIES)

    @classmethod
    def from_address(cls, request: HttpRequest) -> "Tries":
        """For all names from one address: who tries one password on everybody waits too."""
        return cls(_key(address(request)), settings.SIGN_IN_TRIES_FROM_ADDRESS)

    def take(self) -> str:
        """Use a try: the row that stands for it, to be given back. Empty when there is none left."""
        rows = self._rows()
        used = cache.get_many(rows)
        return next((row for row in rows if row not in used and cache.add(row, 1, 2 * settings.SIGN_IN_WAIT)), "")

    def give_back(self, row: str) -> None:
        """A try that need not have counted."""
        cache.delete(row)

    def clear(self) -> None:
        """Give all tries of this span back."""
        cache.delete_many(self._rows())

    @staticmethod
    def wait() -> timedelta:
        """How long until there are new tries."""
        seconds = settings.SIGN_IN_WAIT
        return timedelta(seconds=seconds - timezone.now().timestamp() % seconds)

    def _rows(self) -> list[str]:
        span = int(timezone.now().timestamp() // settings.SIGN_IN_WAIT)
        return [f"{self.key}:{span}:{number}" for number in range(self.limit)]


def _key(*parts: str) -> str:
    return "sign-in:" + hashlib.sha256("\n".join(parts).encode()).hexdigest()


def address(request: HttpRequest) -> str:
    """The caller's address. Only behind our own proxy is what it added last to X-Forwarded-For believed."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    return forwarded.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))
