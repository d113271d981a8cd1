"""Time travel through the demo: what is known on a day stays known until somebody takes it back, and nothing is known
before its source."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from django.apps import apps
from django.utils.timezone import localtime

from initiatives.domain.facts import Slice
from initiatives.domain.state import subjects
from initiatives.models import Citation, Source
from initiatives.models.base import Assertion, Fact
from reporting.domain.record import Record
from reporting.source import at

FIRST, LAST = date(2012, 1, 1), date(2026, 11, 23)
DICE = Random(20261123)
DAYS = sorted({FIRST + timedelta(days=DICE.randrange((LAST - FIRST).days)) for _ in range(24)} | {LAST})
REGISTERS = ("organisations", "documents", "commitments", "goals", "focus_areas", "plans", "bodies", "externals")


def known(record: Record) -> Counter[str]:
    """How often each fact stands in a record: once, but for a dependency with both its ends in the portfolio."""
    found: Counter[str] = Counter()
    for part in record.state:
        found.update(subjects(part))
        found.update(each.key for each in record.status(part).observations)
        found.update(each.uid for each in record.status(part).reports)
    for name in REGISTERS:
        found.update(tuple(getattr(record.state.registers, name)))
    return found


def references(part: Slice) -> set[str]:
    """uids of the initiatives a slice points to."""
    ends = [end for each in (*part.waits, *part.gives) for end in (each.predecessor, each.successor)]
    found = {end.initiative for end in ends} | {part.whole}
    found |= {each.successor for each in part.fates} | {each.predecessor for each in part.origins}
    return {uid for uid in found if uid}


@pytest.mark.usefixtures("demo")
def test_what_is_known_on_a_day_is_known_on_every_later_day() -> None:
    """Nothing in the demo is withdrawn, so nothing may be lost; and nothing points to what is not known yet."""
    for earlier, later in pairwise([at(day) for day in DAYS]):
        lost = set(known(earlier)) - set(known(later))
        assert lost == set(), (earlier.state.today, later.state.today)
        for part in later.state:
            assert references(part) <= set(later.state.slices), (later.state.today, part.code)


@pytest.mark.usefixtures("demo")
def test_no_word_about_a_date_is_known_before_it_was_said_and_nothing_is_reached_in_the_future() -> None:
    for day in DAYS:
        for part in at(day).state:
            for each in part.milestones:
                words = [word for word in (each.original, each.approved, each.forecast, each.actual) if word]
                assert all(word.known <= day for word in words), (day, each.key)
                assert each.actual is None or each.actual.date.earliest <= day, (day, each.key)


@pytest.mark.usefixtures("demo")
def test_no_fact_of_an_initiative_is_known_before_the_first_of_its_dated_sources() -> None:
    dates = dict(Source.objects.values_list("uid", "date_earliest"))
    behind: dict[Any, list[date | None]] = {}
    for subject, source in Citation.objects.filter(source__isnull=False).values_list("subject", "source__uid"):
        behind.setdefault(subject, []).append(dates[source])
    registers = {"Organisation", "GovernanceBody", "Goal", "FocusArea", "PolicyDocument", "ReportingPeriod", "Source"}
    early = []
    for model in (each for name in ("initiatives", "reporting") for each in apps.get_app_config(name).get_models()):
        if model.__name__ in registers or not issubclass(model, Fact | Assertion):
            continue
        kept: Any = model
        words = issubclass(model, Assertion)
        rows = (
            kept.objects.values_list("uid", "known_from") if words else kept.history.values_list("uid", "history_date")
        )
        for uid, moment in rows:
            sources = behind.get(uid, [])
            dated = [each for each in sources if each]
            if dated and len(dated) == len(sources) and localtime(moment).date() < min(dated):
                early.append((model.__name__, uid))
    assert early == []


@pytest.mark.usefixtures("demo")
def test_the_banner_counts_facts_and_statuses_written_down_afterwards_but_not_what_stands_behind_them() -> None:
    """Whatever is known in January 2024 was written down when the demo was loaded: each fact counts once, and once
    more for each row of it that has been replaced."""
    record = at(date(2024, 1, 31))
    facts = sum(1 for _ in known(record))

    assert facts <= record.state.recorded_later < 2 * facts
    assert at(LAST).state.recorded_later == 0
