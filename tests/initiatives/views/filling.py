"""A form as a browser fills it in and reads the answer."""

import html
import re
from typing import Any

from django.test import Client


def opened(client: Client, url: str) -> dict[str, str]:
    """Every field of the page's form as a browser would send it back."""
    response = client.get(url)
    assert response.status_code == 200
    form = response.context["form"]
    sent = {}
    for field in form:
        value = field.value()
        if not field.field.disabled:
            sent[field.html_name] = "" if value is None else str(value)
    return sent


def text_of(response: Any) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


def errors_of(response: Any) -> dict[str, str]:
    return {name: " ".join(each) for name, each in response.context["form"].errors.items()}


def again(response: Any) -> dict[str, str]:
    """The form of an answer as a browser would send it back."""
    form = response.context["form"]
    return {field.html_name: "" if field.value() is None else str(field.value()) for field in form}
