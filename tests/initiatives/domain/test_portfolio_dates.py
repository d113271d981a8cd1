"""The dates of a portfolio are those of its whole network, though only what is linked is reckoned at once."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from initiatives.domain.dates import exact
from initiatives.domain.feasible import feasible
from initiatives.domain.portfolio_dates import Dates
from initiatives.domain.portfolio_network import network_of
from tests.build import TODAY, milestone
from tests.initiatives.domain.networks import agreement, owned, portfolio, work


def some(seed):
    """A portfolio of ten initiatives with three milestones each, some undated, reached or overdue, and some links."""
    dice = Random(seed)

    def day():
        return exact(TODAY + timedelta(dice.randrange(-200, 400))).edtf

    roles = ({}, {"original": day()}, {"original": day(), "actual": day()}, {"forecast": day()})
    parts = [
        owned(f"T{n}", dice.choice("abc"), *(milestone(f"m{n}{k}", **dice.choice(roles)) for k in range(3)))
        for n in range(10)
    ]
    ends = [f"T{n}/m{n}{k}" for n in range(10) for k in range(3)]
    links = []
    for number in range(12):
        giver, receiver = sorted(dice.sample(range(len(ends)), 2))
        links.append(agreement(f"d{number}", ends[giver], ends[receiver], lag=dice.randrange(-30, 90)))
    return portfolio(*parts, agreements=(*links, agreement("dx", "=x", ends[-1])))


@pytest.mark.parametrize("seed", range(40))
def test_every_date_is_the_one_the_whole_network_gives(seed):
    state = some(seed)
    net = network_of(state)
    found = Dates(net, TODAY)
    assert 0 < len(found.linked) < len(net.nodes)
    assert dict(found) == feasible(net.nodes, net.links, TODAY)
    assert list(found) == [node.key for node in net.nodes]


def test_a_key_that_is_not_there_is_not_made_up():
    net = network_of(portfolio(owned("T1", "a", work("m1", original="2027"))))
    found = Dates(net, TODAY)
    assert found.get("m2") is None and "m2" not in found and len(found) == 1


def test_what_an_initiative_adds_is_found_again_only_when_it_changed():
    one, two = owned("T1", "a", work("m1", original="2027")), owned("T2", "a", work("m2", original="2027"))
    before = network_of(portfolio(one, two))
    later = replace(two, milestones=(work("m2", original="2028"),))
    after = network_of(portfolio(one, later))
    assert after.by_key["m1"] is before.by_key["m1"]
    assert after.by_key["m2"].claimed.year == 2028
