"""A round of reporting, measured: its page, a report's form, and the overview while somebody writes a draft."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from itertools import count
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from initiatives.models import ActionPlan, User
from portfolio.bench.measure import Work
from reporting.actions.rounds import add_period, open_period
from reporting.models import StatusReport

CODE = "bench"
MOST = 1_000  # a round of more has never been


def rounds(client: Client, get: Callable[[Client, str], bytes]) -> Iterator[Work]:
    """An open round of all that is under way, in whose forms the office writes for others."""
    report = _opened()
    overview, form = reverse("reporting:overview"), reverse("reporting:report", args=[report.uid])
    yield Work("a round of reporting", partial(get, client, reverse("reporting:round", args=[CODE])), sizes_up_to=MOST)
    yield Work("the form of a report", partial(get, client, form), sizes_up_to=MOST)
    writer = Writer(client, report)
    yield Work("a draft saved", writer.save, sizes_up_to=MOST)

    def save_and_read() -> bytes:
        writer.save()
        return get(client, overview)

    yield Work("draft saved, then the overview", save_and_read, sizes_up_to=MOST)


def _opened() -> StatusReport:
    office = User.objects.get(username="bench")
    today = timezone.localdate()
    values: dict[str, Any] = {
        "code": CODE,
        "name": "Syntetisk runde",
        "kind": "tertial",
        "opens": today,
        "cut_off": today,
        "deadline": today + timedelta(days=14),
        "plan": ActionPlan.objects.order_by("-position").first(),
    }
    period = add_period(by=office, values=values)
    return open_period(by=office, period=period)[0]


class Writer:
    """Somebody who writes: each time another word where the last one stood, as a browser sends it."""

    def __init__(self, client: Client, report: StatusReport) -> None:
        self.client = client
        self.address = reverse("reporting:report_draft", args=[report.uid])
        self.words = count(1)
        self.text = ""

    def save(self) -> bytes:
        """Save the draft once."""
        before, self.text = self.text, f"Utkast {next(self.words)}"
        typed = {"summary": self.text, "base": json.dumps({"summary": before})}
        response: Any = self.client.post(self.address, typed)
        if response.status_code != 200:
            raise RuntimeError(f"the draft answered {response.status_code}")
        made: bytes = response.content
        return made
