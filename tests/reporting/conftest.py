"""What the tests of rounds begin with: an open round in which two initiatives report, and two at the office."""

import pytest

from initiatives.models import Initiative, User
from reporting.models import ReportingPeriod
from tests.factories import UserFactory
from tests.rounds import open_round


@pytest.fixture
def colleague(db: None) -> User:
    """Of the office too: nobody approves what he or she has entered."""
    found: User = UserFactory(username="kollega", first_name="Kari", last_name="Kollega", role="secretariat")
    return found


@pytest.fixture
def period(
    sekretariat: User, t001: Initiative, t900: Initiative, programleder: User, utenforstaende: User
) -> ReportingPeriod:
    """T001 and T900 are asked, each of its own steward."""
    return open_round(sekretariat, t001, t900)
