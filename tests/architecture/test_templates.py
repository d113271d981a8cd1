"""Templates hold under the Content-Security-Policy: nothing inline, nothing from elsewhere."""

import re

import pytest

from tests.architecture import sources

COMMENT = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", re.DOTALL)
FORBIDDEN = {
    "a style element": re.compile(r"<style\b", re.I),
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.I),
    "an inline script": re.compile(r"<script\b(?![^>]*\bsrc=)", re.I),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.I),
    "htmx code that is evaluated": re.compile(r"\bhx-on\b|\bhx-vars\b|=[\"']js:|=[\"']javascript:", re.I),
    "a part from another host": re.compile(
        r"<(?:script|link|img|iframe|form|source)\b[^>]*\b(?:src|href|action)=[\"']?(?:https?:)?//", re.I
    ),
}


def breaches(markup: str) -> list[str]:
    bare = COMMENT.sub("", markup)
    return [what for what, pattern in FORBIDDEN.items() if pattern.search(bare)]


@pytest.mark.parametrize("template", sources.template_files(), ids=sources.name)
def test_a_template_holds_under_the_policy(template: object) -> None:
    assert breaches(template.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "markup",
    [
        "<style>a{}</style>",
        '<p class="x" style="color:red">',
        "<script>alert(1)</script>",
        '<button onclick="x()">',
        "<a hx-on:click='x()'>",
        '<script src="//cdn.example/x.js"></script>',
        '<link rel="stylesheet" href="https://cdn.example/x.css">',
    ],
)
def test_a_breach_is_recognised(markup: str) -> None:
    assert breaches(markup)


def test_a_script_of_our_own_and_a_link_elsewhere_are_fine() -> None:
    assert (
        breaches('<script src="{% static "x.js" %}" defer></script><a href="https://www.regjeringen.no/">Kilde</a>')
        == []
    )
