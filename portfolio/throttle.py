"""Failed sign-ins, counted per name and address in the cache: so many tries, then a wait."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone


@dataclass(frozen=True, slots=True)
class Tries:
    """The tries for one name from one address."""

    key: str

    @classmethod
    def of(cls, name: str, request: HttpRequest) -> "Tries":
        """Names differ by neither case nor blanks, so that nobody gets new tries by writing LEDER."""
        pair = f"{name.strip().casefold()}\n{address(request)}"
        return cls("sign-in:" + hashlib.sha256(pair.encode()).hexdigest())

    def wait(self) -> timedelta:
        """How long this pair must wait before the next try; zero when it need not."""
        failures, last = self._state()
        if failures < settings.SIGN_IN_TRIES:
            return timedelta(0)
        return max(
            last + timedelta(seconds=settings.SIGN_IN_WAIT) - timezone.now(),
            timedelta(0),
        )

    def fail(self) -> None:
        failures, _last = self._state()
        if failures >= settings.SIGN_IN_TRIES:
            failures = 0  # the wait is over: a new round
        cache.set(self.key, (failures + 1, timezone.now()), timeout=2 * settings.SIGN_IN_WAIT)

    def clear(self) -> None:
        cache.delete(self.key)

    def _state(self) -> tuple[int, datetime]:
        state: tuple[int, datetime] | None = cache.get(self.key)
        return state or (0, timezone.now())


def address(request: HttpRequest) -> str:
    """The caller's address. Only behind our own proxy is what it added last to X-Forwarded-For believed."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    return forwarded.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))
