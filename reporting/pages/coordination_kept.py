"""Parts of the page that are the same for everybody who is shown a record: written once per record and language."""

from collections.abc import Callable, Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from reporting.domain.memo import once
from reporting.domain.record import Record


def kept(record: Record, template: str, context: Callable[[], Mapping[str, Any]], *of: str) -> SafeString:
    """A template written with a context that is only made when it must be; `of` tells apart what else it depends on,
    which must be few."""
    key = " ".join((template, get_language() or "", *of))
    return once(record, key, lambda: written(template, context))


def written(template: str, context: Callable[[], Mapping[str, Any]]) -> SafeString:
    """The same, kept by nobody."""
    return SafeString(render_to_string(template, dict(context())))
