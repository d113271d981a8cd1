"""The benchmarks never fill a database that holds real facts, and the engine is measured on what a portfolio holds."""

from itertools import pairwise

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from initiatives import reading
from initiatives.domain.network import Link
from initiatives.domain.portfolio_network import network_of
from initiatives.models import Initiative, User
from portfolio.bench import engine, works
from portfolio.bench.measure import Work
from portfolio.bench.rounds import rounds
from portfolio.synthetic.generate import MILESTONES, generate
from reporting.models import ReportDraft, Snapshot


@pytest.mark.django_db
def test_measuring_in_a_database_that_was_not_made_for_it_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAMSTYR_BENCH_DATABASE", raising=False)

    with pytest.raises(CommandError, match="--sizes"):
        call_command("bench", one=5)

    assert not Initiative.objects.exists()


@pytest.mark.django_db
def test_the_engine_is_measured_on_the_portfolios_own_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "RUNS", 64)
    generate(5)

    works = list(engine.engine())
    for work in works:
        work.run()

    assert [work.what for work in works] == [
        "network of the portfolio",
        "compute, 40 activities",
        "feasible",
        "what-if",
        "float to the end milestones",
        "simulation, 10,000 runs",
        "simulation, 10,000 runs, all 40 milestones open",
    ]


@pytest.mark.django_db
def test_a_synthetic_initiative_is_a_declared_chain_with_estimates_of_what_is_left() -> None:
    generate(5)
    state = reading.current()
    net = network_of(state)

    assert net.circles == ()
    for part in state.ordered:
        keys = [each.uid for each in part.milestones]
        assert len(keys) == MILESTONES
        assert {Link(a, b) for a, b in pairwise(keys)} <= set(net.links)
        assert all((each.duration is None) == (each.actual is not None) for each in part.milestones)


@pytest.mark.django_db
def test_other_times_and_comparisons_are_measured_on_periods_locked_for_it(client: Client, leder: User) -> None:
    generate(5)
    client.force_login(leder)

    found = list(works.times(client))
    for work in found:
        work.run()

    assert [work.what for work in found] == [
        "overview as of a past date",
        "compare two periods",
        "compare a period with now",
        "compare two dates",
        "difference, reckoned anew",
    ]
    assert Snapshot.objects.count() == 2


@pytest.mark.django_db
def test_a_draft_saved_in_the_rounds_measured_costs_the_overview_nothing() -> None:
    generate(5)
    client = works._signed_in()

    found = {work.what: work for work in rounds(client, works._get)}
    assert list(found) == [
        "a round of reporting",
        "the form of a report",
        "a draft saved",
        "draft saved, then the overview",
    ]

    def asked(work: Work) -> int:
        with CaptureQueriesContext(connection) as caught:
            work.run()
        return len(caught)

    for work in found.values():
        work.run()
    draft, both = asked(found["a draft saved"]), asked(found["draft saved, then the overview"])
    before = ReportDraft.objects.get().counter
    works._get(client, "/")
    with CaptureQueriesContext(connection) as caught:
        works._get(client, "/")
    assert ReportDraft.objects.get().counter == before > 1
    assert both - draft == len(caught)
