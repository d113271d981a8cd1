"""The facts that decide a computed colour, by names that tell them apart."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from initiatives.domain.facts import BudgetFact, MilestoneFact, Slice
from reporting.domain.record import Record

Deciding = Mapping[str, MilestoneFact | BudgetFact]
"""uid → a milestone or an amount."""


def deciding(record: Record, part: Slice) -> Deciding:
    """The initiative's milestones and amounts. Where several amounts have one name, each carries its payer's too."""
    funding = record.state.registers.funding
    shared = {what for what, count in Counter(each.what for each in part.budget).items() if count > 1}

    def named(each: BudgetFact) -> BudgetFact:
        payer = funding.get(each.funding or "") if each.what in shared else None
        return replace(each, what=f"{each.what}, {payer.name}") if payer else each

    return {each.uid: each for each in part.milestones} | {each.uid: named(each) for each in part.budget}


def name_of(fact: MilestoneFact | BudgetFact | None) -> str:
    """What it is called, "" for none."""
    if isinstance(fact, MilestoneFact):
        return fact.name
    return fact.what if fact else ""
