"""Who reports on an initiative, for which organisation."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from initiatives.access.duties import on_duty, stewards, valid, valid_days
from initiatives.access.roles import CHANGES, CHANGING, Visitor, may_edit_all, permissions
from initiatives.domain.vocabulary import OwnershipRole
from initiatives.models import Initiative, Organisation, Ownership, ReportingLine, Stewardship, User


def may_report(user: Visitor, initiative: Initiative, organisation: Organisation | None) -> bool:
    """May report on the initiative for an organisation: its stewards, those of the initiative itself when they work
    there or nobody is named, and the office for everybody (then on somebody's word). At most two queries."""
    return may_edit_all(user) or reports_for(user, initiative, organisation)


def reports_for(user: Visitor, initiative: Initiative, organisation: Organisation | None) -> bool:
    """Whether the report is the user's own to give, and not on others' word. At most two queries."""
    if not isinstance(user, User) or not permissions(user) & CHANGES:
        return False
    return initiative.withdrawn_at is None and user in reporters(initiative, organisation)


def reporters(initiative: Initiative, organisation: Organisation | None) -> list[User]:
    """Those whose duty it is, today, to report on the initiative for an organisation: its stewards and the initiative's
    own; where another organisation reports too, of the latter only those who work here. By sign-in name; two queries.
    """
    if initiative.withdrawn_at is not None:
        return []
    own = on_duty(Q(initiative=initiative))
    if organisation is None:
        return stewards(initiative)
    today = timezone.localdate()
    lines = ReportingLine.objects.standing().filter(valid(today), initiative=initiative)
    if lines.exclude(organisation=organisation).exists():
        own = [each for each in own if each.organisation_id == organisation.pk]
    found = {each.pk: each for each in (*on_duty(Q(organisation=organisation)), *own)}
    return sorted(found.values(), key=lambda each: each.username)


def reporters_of(reports: Iterable[tuple[Initiative, Organisation | None]]) -> list[list[User]]:
    """`reporters` of many reports at once, in their order. Four queries, however many they are."""
    wanted = list(reports)
    parts = {initiative.pk for initiative, _ in wanted}
    today = timezone.localdate()
    of_part, of_body = _duties_by_subject()
    lines, owners = defaultdict(set), defaultdict(set)
    for part, body in (
        ReportingLine.objects.standing()
        .filter(valid(today), initiative__in=parts)
        .values_list("initiative_id", "organisation_id")
    ):
        lines[part].add(body)
    owned = Ownership.objects.standing().filter(valid(today), initiative__in=parts, role=OwnershipRole.ACCOUNTABLE)
    for part, body in owned.values_list("initiative_id", "organisation_id"):
        owners[part].add(body)

    def found(part: Initiative, body: Organisation | None) -> list[User]:
        if part.withdrawn_at is not None:
            return []
        own = of_part.get(part.pk, [])
        if body is None:
            bodies = lines[part.pk] | owners[part.pk]
        else:
            bodies = {body.pk}
            if lines[part.pk] - bodies:
                own = [each for each in own if each.organisation_id == body.pk]
        people = {each.pk: each for each in (*own, *(one for pk in bodies for one in of_body.get(pk, [])))}
        return sorted(people.values(), key=lambda each: each.username)

    return [found(part, body) for part, body in wanted]


def _duties_by_subject() -> tuple[dict[int, list[User]], dict[int, list[User]]]:
    """id of an initiative, and of an organisation, → those with a stewardship of it today."""
    duties = Stewardship.objects.standing().filter(
        valid_days(timezone.localdate()), user__is_active=True, user__role__in=CHANGING
    )
    of_part: dict[int, list[User]] = defaultdict(list)
    of_body: dict[int, list[User]] = defaultdict(list)
    for duty in duties.select_related("user__organisation"):
        if duty.initiative_id is not None:
            of_part[duty.initiative_id].append(duty.user)
        elif duty.organisation_id is not None:
            of_body[duty.organisation_id].append(duty.user)
    return of_part, of_body
