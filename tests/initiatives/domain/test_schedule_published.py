"""The critical path of published instances, whose lengths others have reckoned. The sources stand in the data files."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from initiatives.domain.feasible import Node, feasible
from initiatives.domain.schedule import Activity, Link, Schedule, compute

INSTANCES = Path(__file__).parent / "instances"
TODAY = date(2026, 3, 1)


@dataclass
class Project:
    """A published project: days of work by job, and per link the days from start to start."""

    name: str
    length: int
    work: list[int] = field(default_factory=list)
    lags: dict[tuple[int, int], int | None] = field(default_factory=dict)  # None: from the finish, at once

    @property
    def days(self) -> dict[str, int]:
        first = min(job for link in self.lags for job in link)
        return {str(job): days for job, days in enumerate(self.work, first)}

    @property
    def activities(self) -> list[Activity]:
        return [Activity(job, days) for job, days in self.days.items()]

    def links(self, kind: str) -> list[Link]:
        """The links, all told as one type: by the table, from start to start w days is FS w − d(p), FF w − d(p) + d(s)
        and SF w + d(s)."""
        found = []
        for (predecessor, successor), given in self.lags.items():
            p, s = str(predecessor), str(successor)
            lag = self.days[p] if given is None else given
            lag -= self.days[p] if kind in ("FS", "FF") else 0
            lag += self.days[s] if kind in ("FF", "SF") else 0
            found.append(Link(p, s, kind, lag))
        return found


def published() -> Iterator[Project]:
    for path in sorted(INSTANCES.glob("*.txt")):
        for paragraph in path.read_text(encoding="utf-8").split("\n\n")[1:]:
            heading, work, *rows = paragraph.replace("\n  ", " ").splitlines()
            _, name, length = heading.split()
            project = Project(name, int(length), [int(days) for days in work.split()[1:]])
            for row in rows:
                job, successors = row.split(": ")
                for successor, plus, lag in (each.partition("+") for each in successors.split()):
                    project.lags[int(job), int(successor)] = int(lag) if plus else None
            yield project


PROJECTS = list(published())
each_project = pytest.mark.parametrize("project", PROJECTS, ids=lambda each: each.name)


def critical_path(found: Schedule, links: list[Link], days: dict[str, int]) -> list[str]:
    """One walk over critical jobs from day 0 to the end along links that hold exactly, told by FS links."""
    following: dict[str, list[str]] = {}
    for link in links:
        p, s = link.predecessor, link.successor
        tight = found.early_start[p] + days[p] + link.lag == found.early_start[s]
        if tight and {p, s} <= found.critical:
            following.setdefault(p, []).append(s)
    path = [next(key for key in sorted(found.critical) if found.early_start[key] == 0 and key in following)]
    while path[-1] in following:
        path.append(following[path[-1]][0])
    return path


def test_the_instances_are_of_many_sizes() -> None:
    assert [len(each.work) for each in PROJECTS] == [12, 32, 52, 102, 32, 32, 62, 62, 92, 92, 122, 122]


@each_project
def test_the_length_is_the_published_one(project: Project) -> None:
    assert compute(project.activities, project.links("FS")).length == project.length


@each_project
def test_the_critical_jobs_hold_a_path_of_that_length(project: Project) -> None:
    links, days = project.links("FS"), project.days
    found = compute(project.activities, links)
    path = critical_path(found, links, days)
    lag = {(link.predecessor, link.successor): link.lag for link in links}
    along = sum(days[p] + lag[p, s] for p, s in pairwise(path)) + days[path[-1]]
    assert along == project.length
    assert found.early_finish[path[-1]] == project.length


@each_project
def test_the_four_types_tell_the_same_project(project: Project) -> None:
    found = [compute(project.activities, project.links(kind)) for kind in ("FS", "SS", "FF", "SF")]
    assert found == found[:1] * 4


@each_project
def test_told_in_dates_the_last_milestone_is_reached_after_that_many_days(project: Project) -> None:
    """Only the source has a date: all others are derived from it."""
    source, *others = project.days
    nodes = [Node(source, TODAY), *(Node(job, duration=project.days[job]) for job in others)]
    found = feasible(nodes, project.links("FS"), TODAY)
    assert max(each.feasible for each in found.values() if each.feasible) == TODAY + timedelta(days=project.length)
