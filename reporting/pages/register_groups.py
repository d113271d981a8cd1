"""The list plan by plan: which plan a row is shown in, its heading, and parts indented under their programme."""

from collections import Counter
from collections.abc import Iterator, Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import formatting
from reporting.domain.figures.register import Named, Register, RegisterRow, matches
from reporting.pages.register_query import Asked

WITHOUT_PLAN = Named("", "")
Placed = tuple[RegisterRow, int]
"""A row and how deep it is indented."""


def gathered(rows: Sequence[RegisterRow], asked: Asked) -> Sequence[RegisterRow]:
    """The rows in the order their groups come. A plan that is asked for gathers its own, also those that stand first in
    another."""
    if asked.sort or not asked.criteria.plan:
        return rows
    places: dict[Named, int] = {}
    for row in rows:
        places.setdefault(plan_of(row, asked), len(places))
    return sorted(rows, key=lambda row: places[plan_of(row, asked)])


def plan_of(row: RegisterRow, asked: Asked) -> Named:
    """The plan a row is shown in."""
    if wanted := asked.criteria.plan:
        return next((each for each in row.plans if each.key in wanted), WITHOUT_PLAN)
    return row.plan or WITHOUT_PLAN


def groups(
    page: Sequence[RegisterRow], every: Sequence[RegisterRow], register: Register, asked: Asked
) -> list[tuple[SafeString, list[Placed]]]:
    """The rows of a page in their groups, each with how many `every` row of the list holds of it; in a chosen order one
    group without a heading."""
    if asked.sort:
        return [(SafeString(""), [(row, 0) for row in page])]
    plans = [plan_of(row, asked) for row in every] if asked.criteria.plan else [row.plan for row in every]
    counts = Counter(plans)
    return [(_heading(plan, counts[plan] or counts[None]), placed) for plan, placed in _placed(page, register, asked)]


def _placed(page: Sequence[RegisterRow], register: Register, asked: Asked) -> Iterator[tuple[Named, list[Placed]]]:
    found: dict[Named, list[Placed]] = {}
    for row in page:
        plan = plan_of(row, asked)
        found.setdefault(plan, []).append((row, _depth(row, plan, register, asked)))
    yield from found.items()


def _depth(row: RegisterRow, plan: Named, register: Register, asked: Asked) -> int:
    """How many of the programmes above stand in the list with it."""
    depth, seen = 0, {row.uid}
    above = register.by_uid.get(row.whole or "")
    while above and above.uid not in seen and plan_of(above, asked) == plan and matches(above, asked.criteria):
        seen.add(above.uid)
        depth += 1
        above = register.by_uid.get(above.whole or "")
    return depth


def _heading(plan: Named, count: int) -> SafeString:
    number = ngettext("%(count)s tiltak", "%(count)s tiltak", count) % {"count": formatting.number(count)}
    return format_html('{} <span class="meta">· {}</span>', plan.label or _("Uten plan"), number)
