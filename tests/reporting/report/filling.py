"""The form of a report as a browser fills it in and sends it back."""

import html
import json
import re
from typing import Any

from django.urls import reverse

from reporting.models import StatusReport


def address(report: StatusReport, name: str = "report") -> str:
    return reverse(f"reporting:{name}", args=[report.uid])


def opened(client: Any, report: StatusReport, query: str = "") -> dict[str, str]:
    """Every input of the form with what stands in it, and what it was opened with."""
    response = client.get(address(report) + query)
    assert response.status_code == 200
    return filled(response)


def filled(response: Any) -> dict[str, str]:
    """The form of an answer as a browser would send it back."""
    sheet = response.context["sheet"]
    seen = {
        name: value for name, value in (sheet.dates.data if sheet.dates else {}).items() if name.startswith("seen-")
    }
    seen = {name: str(value) for name, value in seen.items() if not isinstance(value, list)}
    late = {"late": "1"} if response.context.get("late") else {}
    return {**sheet.inputs, **seen, **late, "base": sheet.base_text}


def sent(client: Any, report: StatusReport, form: dict[str, str], do: str = "send", **changes: str) -> Any:
    return client.post(address(report), {**form, **changes, "do": do})


def saved(client: Any, report: StatusReport, form: dict[str, str], **changes: str) -> Any:
    """What htmx sends and gets while one writes."""
    return client.post(address(report, "report_draft"), {**form, **changes}, headers={"HX-Request": "true"})


def base_of(response: Any) -> dict[str, str]:
    """What the inputs were opened with, as the answer carries it."""
    found = re.search(r'id="base" value="([^"]*)"', response.content.decode())
    assert found
    held: dict[str, str] = json.loads(html.unescape(found[1]))
    return held


def text_of(response: Any) -> str:
    plain = re.sub(r"<template.*?</template>", "", response.content.decode(), flags=re.S)
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", plain))).replace("\xa0", " ")


def errors_of(response: Any) -> dict[str, str]:
    """Input → what stands beside it."""
    sheet = response.context["sheet"]
    found = dict(sheet.form.errors) | (dict(sheet.dates.errors) if sheet.dates else {})
    return {name: " ".join(each) for name, each in found.items()}
