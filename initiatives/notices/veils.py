"""What is withheld of what a notice tells.

A mail is no safe place: it is left out for everybody, also for those who may read it in the application.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from initiatives.models import Notice, WithheldValue
from initiatives.notices.kept import kept

Veils = Mapping[str, frozenset[str]]
"""uid of a fact → its fields that are withheld today."""


def veils(notices: Iterable[Notice]) -> Veils:
    """What is withheld today of everything the notices name. One query, whatever their number."""
    subjects: set[str] = set()
    for notice in notices:
        subjects |= {name.uid for name in kept(notice).names()}
        if notice.dependency is not None:
            subjects.add(notice.dependency.uid.hex)
    return withheld(subjects)


def withheld(subjects: Iterable["UUID | str"]) -> Veils:
    """What is withheld today of these facts. One query, none without facts."""
    wanted = {UUID(str(each)) for each in subjects}
    if not wanted:
        return {}
    standing = WithheldValue.objects.standing().filter(
        Q(release__isnull=True) | Q(release__gt=timezone.localdate()), subject__in=wanted
    )
    found: dict[str, set[str]] = defaultdict(set)
    for subject, field in standing.values_list("subject", "field"):
        found[subject.hex].add(field)
    return {subject: frozenset(fields) for subject, fields in found.items()}
