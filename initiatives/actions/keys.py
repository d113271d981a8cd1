"""Readable keys for facts that people register: the initiative's code, a letter, the next free number."""

import re
from typing import Any

from initiatives.models import Initiative
from initiatives.models.base import Fact

WIDTHS = {"T": 3, "E": 2}
"""Letter of an initiative's code → digits it is padded to: T105, E08."""


def next_key(model: type[Fact], prefix: str, **where: Any) -> str:
    """`prefix` and the first number above all used, withdrawn ones included. Safe under the initiative's lock.

    T012-B1, T012-B2 …
    """
    facts: Any = model._default_manager
    used = facts.filter(key__startswith=prefix, **where).values_list("key", flat=True)
    numbers = [int(match[1]) for key in used if (match := re.fullmatch(re.escape(prefix) + r"(\d{1,9})", key))]
    return f"{prefix}{max(numbers, default=0) + 1}"


def next_code(*, example: bool) -> str:
    """The code of a new initiative: the number above all used, withdrawn ones included. Safe under the revision.

    T105; E08 for an example.
    """
    letter = "E" if example else "T"
    used = Initiative.objects.filter(code__startswith=letter).values_list("code", flat=True)
    numbers = [int(match[1]) for code in used if (match := re.fullmatch(letter + r"(\d{1,9})", code))]
    return f"{letter}{max(numbers, default=0) + 1:0{WIDTHS[letter]}}"
