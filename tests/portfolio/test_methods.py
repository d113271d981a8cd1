"""Every address answers the methods it is made for, and no others."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter, UUIDConverter

from initiatives.models import User

NOBODY = UUID(int=1)
OURS = ("initiatives", "reporting")


def patterns(within: Any = None, names: tuple[str, ...] = (), path: str = "/") -> Iterator[tuple[str, str]]:
    """Name and address of every page of ours, with arguments of the right kind."""
    for each in (within or get_resolver()).url_patterns:
        route = path + filled(each.pattern)
        if isinstance(each, URLResolver):
            yield from patterns(each, (*names, str(each.namespace or "")), route)
        elif isinstance(each, URLPattern) and set(names) & set(OURS):
            yield f"{names[-1]}:{each.name}", route


def filled(pattern: Any) -> str:
    text = str(pattern)
    for name, converter in pattern.converters.items():
        known = {UUIDConverter: str(NOBODY), IntConverter: "1"}.get(type(converter), "T001")
        kind = next(kind for kind in ("uuid", "int", "str", "slug", "path", "code") if f"<{kind}:{name}>" in text)
        text = text.replace(f"<{kind}:{name}>", known)
    return text


ADDRESSES = dict(patterns())


def test_every_page_of_ours_is_met() -> None:
    assert len(ADDRESSES) > 100
    assert {"reporting:overview", "reporting:compare", "initiatives:edit_initiative"} <= set(ADDRESSES)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_nothing_answers_a_method_that_no_page_has(client: Client, sekretariat: User, method: str) -> None:
    client.force_login(sekretariat)

    answered = {name: client.generic(method, address).status_code for name, address in ADDRESSES.items()}

    assert {name: status for name, status in answered.items() if status not in (404, 405)} == {}


def test_what_only_reads_takes_nothing_sent(client: Client, sekretariat: User) -> None:
    client.force_login(sekretariat)

    for name in ("overview", "initiatives", "roadmap", "economy", "commitments", "coordination", "status_grid"):
        assert client.post(ADDRESSES[f"reporting:{name}"]).status_code == 405, name
