"""What an action writes is what the next reader sees, out of a cache that re-reads only what was touched."""

from collections.abc import Iterator
from typing import Any

import pytest

from initiatives import actions, reading
from initiatives.actions import DateGiven
from initiatives.domain.dates import parse
from initiatives.domain.vocabulary import DateRole
from initiatives.models import Initiative, User
from initiatives.reading.cache import held
from tests.factories import ExternalPartyFactory, MilestoneFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    held.clear()
    yield
    held.clear()


def slice_of(initiative: Initiative) -> Any:
    return reading.current().slices[initiative.uid.hex]


def test_a_change_is_seen_and_the_untouched_are_not_read_again(
    programleder: User, t001: Initiative, t900: Initiative
) -> None:
    before = slice_of(t900)
    actions.edit_initiative(by=programleder, initiative=t001, changes={"name": "PLL", "start": parse("2019")})
    assert (slice_of(t001).name, slice_of(t001).start.edtf) == ("PLL", "2019")
    assert slice_of(t900) is before


def test_a_dependency_is_seen_from_both_sides(programleder: User, t001: Initiative, t900: Initiative) -> None:
    assert slice_of(t900).gives == ()
    dependency = actions.add_dependency(
        by=programleder,
        initiative=t001,
        predecessor=t900,
        successor=t001,
        values={"kind": "delivery", "type": "FS", "lag": 0, "buffer": 0},
    )
    assert [each.key for each in slice_of(t900).gives] == [each.key for each in slice_of(t001).waits] == ["T001-A1"]
    actions.withdraw_dependency(by=programleder, initiative=t001, dependency=dependency, reason="Uaktuell")
    assert slice_of(t900).gives == slice_of(t001).waits == ()


def test_a_date_taken_back_is_gone_and_a_replan_is_counted(programleder: User, t001: Initiative) -> None:
    milestone = MilestoneFactory(initiative=t001)

    def state(role: DateRole, text: str | None, reason: str = "") -> None:
        date = DateGiven(parse(text) if text else None, reason)
        actions.state_dates(by=programleder, milestone=milestone, dates={role: date})

    state(DateRole.FORECAST, "2027")
    state(DateRole.APPROVED, "2026")
    state(DateRole.APPROVED, "2028", "Leverandøren")
    (seen,) = slice_of(t001).milestones
    assert (seen.forecast.date.edtf, seen.approved.date.edtf, seen.approved.reason) == ("2027", "2028", "Leverandøren")
    assert seen.replans == 1
    state(DateRole.FORECAST, None, "Vet ikke")
    assert slice_of(t001).milestones[0].forecast is None


def test_a_new_external_party_is_in_the_registers(programleder: User, t001: Initiative) -> None:
    known = ExternalPartyFactory(name="Altinn")
    assert set(reading.current().registers.externals) == {known.uid.hex}
    party = actions.add_external_party(by=programleder, initiative=t001, values={"name": "DIPS AS"})
    assert set(reading.current().registers.externals) == {known.uid.hex, party.uid.hex}
