"""Column makers used across the models, so that one kind of value has one shape everywhere."""

from enum import StrEnum
from typing import Any

from django.db import models

from initiatives.domain.vocabulary import Language


def code(kind: type[StrEnum], default: StrEnum | None = None) -> "models.CharField[Any, Any]":
    """A code of the vocabulary. No `choices`: a new label must not make a migration; forms and loader validate."""
    if default is None:
        return models.CharField(max_length=32, blank=True, default="")
    return models.CharField(max_length=32, default=default.value)


def language() -> "models.CharField[Any, Any]":
    """The language the row's own texts are written in."""
    return models.CharField(max_length=5, default=Language.BOKMAL.value)


def key() -> "models.CharField[Any, Any]":
    """The source's own key, by which a loader finds the row again."""
    return models.CharField(max_length=80, unique=True)


def line(length: int = 300) -> "models.CharField[Any, Any]":
    """A short text that may be empty."""
    return models.CharField(max_length=length, blank=True, default="")


def text() -> "models.TextField[Any, Any]":
    """A longer text that may be empty."""
    return models.TextField(blank=True, default="")


def link(to: str, related: str = "+", *, optional: bool = False) -> "models.ForeignKey[Any, Any]":
    """A reference that protects what it points to."""
    if optional:
        return models.ForeignKey(to, on_delete=models.PROTECT, related_name=related, null=True, blank=True)
    return models.ForeignKey(to, on_delete=models.PROTECT, related_name=related)
