"""What actions call: the other side of one contract, both sides of a case, everybody a moved milestone touches."""

from typing import Any

import pytest

from initiatives.domain.dates import parse
from initiatives.domain.vocabulary import DateRole, NoticeKind, Side
from initiatives.models import Dependency, Initiative, Milestone, Notice, User
from initiatives.models.base import Act
from initiatives.notices import Moved, tell_both_sides, tell_of_moves, tell_other_side
from initiatives.notices.told import told_of
from tests.cast import tiltak
from tests.factories import DependencyFactory, ExternalPartyFactory, MilestoneFactory, StewardshipFactory, UserFactory

pytestmark = pytest.mark.django_db

DATES = {DateRole.FORECAST: (parse("nov. 2026"), parse("15.1.2027"))}


def recipients() -> list[str]:
    return sorted(Notice.objects.values_list("recipient__username", flat=True))


@pytest.mark.parametrize(
    ("side", "told", "stands"), [(Side.RECEIVER, "utenforstaende", "giver"), (Side.GIVER, "programleder", "receiver")]
)
def test_the_side_that_acted_is_not_told_and_the_other_is(
    side: Side, told: str, stands: str, contract: Dependency, cast: dict[str, User], pia: User, ola: User
) -> None:
    assert tell_other_side(kind=NoticeKind.CONFIRMED, dependency=contract, side=side, actor="X", user=None) == 1
    assert recipients() == [told]
    values = told_of(Notice.objects.get().values)
    assert (values.side, values.by, values.stand_in) == (stands, side, False)


def test_where_the_other_side_has_nobody_the_office_is_told_that_it_stands_in(
    t001: Initiative, pia: User, sekretariat: User
) -> None:
    alone = DependencyFactory(predecessor_initiative=tiltak("T333"), successor_initiative=t001)
    tell_other_side(kind=NoticeKind.PROPOSED, dependency=alone, side=Side.RECEIVER, actor="Pia", user=pia)
    assert recipients() == ["sekretariat"]
    assert told_of(Notice.objects.get().values).stand_in


def test_a_case_is_told_to_both_sides_but_not_to_who_put_it_there_and_once_to_who_stands_on_both(
    contract: Dependency, pia: User, ola: User, t001: Initiative, t900: Initiative, sekretariat: User
) -> None:
    both = UserFactory(username="begge")
    for initiative in (t001, t900):
        StewardshipFactory(user=both, initiative=initiative)
        StewardshipFactory(user=sekretariat, initiative=initiative)
    assert tell_both_sides(dependency=contract, meeting=None, actor="Kontoret", user=sekretariat) == 3
    assert recipients() == ["begge", "programleder", "utenforstaende"]


def test_nobody_hears_of_a_milestone_they_have_agreed_nothing_about(
    innlogging: Milestone, t001: Initiative, pia: User, ola: User
) -> None:
    for state in ("noted", "fulfilled", "withdrawn"):
        DependencyFactory(predecessor_milestone=innlogging, successor_initiative=t001, state=state)
    gone = DependencyFactory(predecessor_milestone=innlogging, successor_initiative=t001)
    gone.withdraw(Act("test", reason="uaktuell"))
    DependencyFactory(predecessor_initiative=innlogging.initiative, successor_initiative=t001)  # not of the milestone
    assert tell_of_moves(moves=[Moved(innlogging, DATES)], actor="Ola", user=ola) == 0
    assert tell_of_moves(moves=[Moved(innlogging, {})], actor="Ola", user=ola) == 0


@pytest.mark.parametrize("state", ["proposed", "accepted", "disputed"])
def test_a_moved_milestone_is_told_to_who_waits_for_it_with_both_dates(
    state: str, contract: Dependency, innlogging: Milestone, pia: User, ola: User
) -> None:
    contract.state = state
    contract.record(Act("test"))
    assert tell_of_moves(moves=[Moved(innlogging, DATES, words="Treg")], actor="Ola", user=ola) == 1
    notice = Notice.objects.get()
    told = told_of(notice.values)
    assert (notice.kind, notice.recipient, notice.initiative) == ("moved", pia, contract.successor_milestone.initiative)
    assert (told.milestone.name, told.words, told.side) == ("Felles innlogging", "Treg", "receiver")  # type: ignore[union-attr]
    assert notice.values["changes"] == [
        {"field": "forecast", "before": ["2026-11", "nov. 2026"], "after": ["2027-01-15", "15.1.2027"]}
    ]


def test_two_moves_of_one_milestone_are_told_as_one(contract: Dependency, innlogging: Milestone, ola: User) -> None:
    back = {DateRole.FORECAST: (parse("15.1.2027"), parse("2028")), DateRole.APPROVED: (None, parse("2029"))}
    moves = [Moved(innlogging, DATES, words="Treg"), Moved(innlogging, back, words="Enda tregere")]
    StewardshipFactory(user=UserFactory(), initiative=contract.successor_milestone.initiative)
    assert tell_of_moves(moves=moves, actor="Ola", user=ola) == 1
    told = told_of(Notice.objects.get().values)
    assert [(each.field, each.before and each.before[0], each.after[0]) for each in told.changes] == [
        ("forecast", "2026-11", "2028"), ("approved", None, "2029")
    ]  # fmt: skip
    assert told.words == "Treg Enda tregere"


def test_who_is_waited_for_hears_of_the_receivers_milestone_too(
    contract: Dependency, innforing: Milestone, pia: User, ola: User
) -> None:
    assert tell_of_moves(moves=[Moved(innforing, DATES)], actor="Pia", user=pia) == 1
    assert recipients() == ["utenforstaende"]


def test_many_moves_cost_one_query_for_the_contracts_and_one_for_each_party_and_each_contract(
    innlogging: Milestone, innforing: Milestone, t001: Initiative, pia: User, ola: User, django_assert_num_queries: Any
) -> None:
    others = [MilestoneFactory(initiative=innlogging.initiative) for _ in range(5)]
    outside = ExternalPartyFactory(follower=pia.organisation)
    for milestone in (innlogging, *others):
        DependencyFactory(predecessor_milestone=milestone, successor_milestone=innforing)
        DependencyFactory(predecessor_milestone=milestone, successor_external=outside)
    moves = [Moved(each, DATES) for each in (innlogging, *others)]
    actor = User.objects.select_related("organisation").get(pk=ola.pk)
    with django_assert_num_queries(1 + 2 + 12):
        assert tell_of_moves(moves=moves, actor="Ola", user=actor) == 12
    assert recipients() == ["programleder"] * 12
