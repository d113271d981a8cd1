"""The runs of the simulation: the numbers are what they say they are, and each run by itself is followed by hand."""

import random
from itertools import combinations

import numpy as np
import pytest

from initiatives.domain import sampling
from initiatives.domain.sampling import Indices, Pull, Runs, Task, run, upstreams

HUNDRED = np.arange(100, dtype=np.float32)
SIZE, RUNS = 25, 200


def ends_of(tasks: list[Task]) -> list[Indices]:
    """Every task as an end."""
    return list(upstreams([[pull.source for pull in task.pulls] for task in tasks], range(len(tasks))))


def uniform(count: int, *, owner: str = "", common: float = 0.0, seed: int = 1) -> np.ndarray:
    """A row of whole numbers from 0 to 99 for each task."""
    tasks = [Task(f"{n}", owner, 0, 0, (), slips=HUNDRED) for n in range(count)]
    return run(tasks, ends_of(tasks), seed=seed, common=common, runs=20_000).finishes


def test_numbers_are_equally_likely_and_independent_between_tasks_and_runs() -> None:
    rows = uniform(8)
    for row in rows:
        hits = np.bincount(row.astype(int), minlength=100)
        assert ((hits - 200) ** 2 / 200).sum() < 99 + 5 * np.sqrt(2 * 99)  # chi-square, five deviations
        for apart in (1, 2, 3, 4, 8, 64, 5_000):
            assert abs(np.corrcoef(row[:-apart], row[apart:])[0, 1]) < 5 / np.sqrt(20_000 - apart)
    for one, other in combinations(rows, 2):
        assert abs(np.corrcoef(one, other)[0, 1]) < 5 / np.sqrt(20_000)


def test_the_share_of_runs_with_common_luck_is_the_one_asked_for() -> None:
    one, other = uniform(2, owner="o", common=0.3)
    assert np.mean(one == other) == pytest.approx(0.3 + 0.7 / 100, abs=0.015)
    assert np.array_equal(*uniform(2, owner="o", common=1.0))


def test_another_seed_gives_other_numbers() -> None:
    assert abs(np.corrcoef(uniform(1)[0], uniform(1, seed=2)[0])[0, 1]) < 5 / np.sqrt(20_000)


def tangle(seed: int) -> list[Task]:
    """Tasks with uncertain starts and known days, and links of all four types between them."""
    luck = random.Random(seed)
    pulls: list[list[Pull]] = [[] for _ in range(SIZE)]
    for source, task in (sorted(luck.sample(range(SIZE), 2)) for _ in range(60)):
        pulls[task].append(Pull(source, luck.randint(-9, 9), luck.random() < 0.5, luck.random() < 0.5))
    return [
        Task(f"{n}", "", luck.randint(-5, 30), luck.randint(0, 12), pulls[n], None, n, HUNDRED) for n in range(SIZE)
    ]


def bound(pull: Pull, start: list[int], tasks: list[Task], task: Task) -> int:
    """The start that a link demands, by the table of the four types."""
    give = start[pull.source] + (0 if pull.from_start else tasks[pull.source].days)
    return give + pull.lag - (task.days if pull.to_finish else 0)


def followed(tasks: list[Task], found: Runs) -> list[dict[int, int]]:
    """The slow twin: per end, in how many runs each task drives it, run by run and step by step."""
    counts: list[dict[int, int]] = [{} for _ in tasks]
    for column in found.finishes.T:
        start = [int(day) - task.days for day, task in zip(column, tasks, strict=True)]
        for end in range(SIZE):
            drives, pending = {end}, [end]
            while pending:
                node = pending.pop()
                tight = [each for each in tasks[node].pulls if bound(each, start, tasks, tasks[node]) >= start[node]]
                pending += {each.source for each in tight} - drives
                drives |= set(pending)
            for node in drives:
                counts[end][node] = counts[end].get(node, 0) + 1
    return counts


@pytest.mark.parametrize("seed", range(4))
def test_each_start_is_its_own_or_what_its_strictest_link_demands(seed: int) -> None:
    tasks = tangle(seed)
    for column in run(tasks, ends_of(tasks), seed=seed, common=0.0, runs=RUNS).finishes.T:
        start = [int(day) - task.days for day, task in zip(column, tasks, strict=True)]
        for node, task in enumerate(tasks):
            bounds = [bound(pull, start, tasks, task) for pull in task.pulls]
            own = start[node] == task.start or start[node] - task.planned in range(100)
            assert start[node] >= max([task.start, *bounds])
            assert own or start[node] in bounds


@pytest.mark.parametrize("seed", range(4))
def test_what_drives_each_end_is_traced_back_exactly_however_the_work_is_divided(seed: int) -> None:
    tasks = tangle(seed)
    ends = ends_of(tasks)
    found = run(tasks, ends, seed=seed, common=0.0, runs=RUNS)
    counts = followed(tasks, found)
    for end, (leading, driven) in enumerate(zip(ends, found.driven, strict=True)):
        assert dict(zip(leading.tolist(), driven.tolist(), strict=True)) == dict.fromkeys(leading, 0) | counts[end]
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"BLOCK": 64, "BATCH": 300, "CELLS": 90, "BITS": 2_000}.items():
            patch.setattr(sampling, name, value)
        again = run(tasks, ends_of(tasks), seed=seed, common=0.0, runs=RUNS)
    assert np.array_equal(again.finishes, found.finishes)
    assert [each.tolist() for each in again.driven] == [each.tolist() for each in found.driven]


@pytest.mark.parametrize("seed", range(4))
def test_upstream_is_all_that_a_walk_back_meets(seed: int) -> None:
    tasks = tangle(seed)
    for end, leading in enumerate(ends_of(tasks)):
        met, pending = {end}, [end]
        while pending:
            fresh = {pull.source for pull in tasks[pending.pop()].pulls} - met
            met |= fresh
            pending.extend(fresh)
        assert leading.tolist() == sorted(met)
