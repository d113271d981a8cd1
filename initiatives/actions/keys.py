"""Readable keys for facts that people register: the initiative's code, a letter, the next free number."""

import re
from typing import Any

from initiatives.models.base import Fact


def next_key(model: type[Fact], prefix: str, **where: Any) -> str:
    """`prefix` and the first number above all used, withdrawn ones included. Safe under the initiative's lock.

    T012-B1, T012-B2 …
    """
    facts: Any = model._default_manager
    used = facts.filter(key__startswith=prefix, **where).values_list("key", flat=True)
    numbers = [int(match[1]) for key in used if (match := re.fullmatch(re.escape(prefix) + r"(\d{1,9})", key))]
    return f"{prefix}{max(numbers, default=0) + 1}"
