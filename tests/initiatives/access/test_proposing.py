"""In whose name a steward of an initiative proposes: its accountable owner's of today, not one of before or to come."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from initiatives.access.plans import proposes_for
from initiatives.domain.dates import exact
from initiatives.models import Initiative, Organisation, User
from tests.cast import tiltak
from tests.factories import OrganisationFactory, OwnershipFactory, StewardshipFactory, UserFactory

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)


def owned(initiative: Initiative, **valid: Any) -> Organisation:
    owner: Organisation = OrganisationFactory()
    OwnershipFactory(initiative=initiative, organisation=owner, **valid)
    return owner


@pytest.mark.django_db
@time_machine.travel("2026-11-23T09:00:00+01:00", tick=False)
def test_a_steward_proposes_for_the_owner_of_today() -> None:
    part = tiltak("T700")
    steward: User = UserFactory()
    StewardshipFactory(user=steward, initiative=part)
    before = owned(part, valid_to=exact(TODAY - DAY))
    until_soon = owned(part, valid_from=exact(TODAY), valid_to=exact(TODAY + DAY))
    to_come = owned(part, valid_from=exact(TODAY + DAY))

    found = set(proposes_for(steward, part))

    assert until_soon in found
    assert not found & {before, to_come}
    assert not proposes_for(steward)  # of something new one proposes for what one is steward of
