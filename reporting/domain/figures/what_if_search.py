"""Finding what may slip: by words among thousands of milestones, or among what most others wait for."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reporting.domain.figures.coordination import Named
from reporting.domain.figures.network_names import is_example, node_named
from reporting.domain.figures.register_search import haystack, words
from reporting.domain.figures.what_if_question import ground, node_wrong
from reporting.domain.memo import once
from reporting.domain.reckoned import Reckoned
from reporting.domain.record import Record

SHOWN = 40
"""Options a search gives at most."""
SUGGESTED, NEXT = 6, 8
"""What most wait for, and so many in all, filled up with what comes next."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something that may slip, the day it is now expected, and how many agreements wait for it."""

    key: str
    name: Named
    day: date
    waiting: int


@dataclass(frozen=True, slots=True)
class Group:
    """The options of one initiative, or of one external party."""

    options: tuple[Option, ...]

    @property
    def name(self) -> Named:
        """Whose they are."""
        return self.options[0].name


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave: at most `SHOWN` options by group, how many there are in all, and how many more fit the
    words but are reached or have no date."""

    groups: tuple[Group, ...]
    total: int
    closed: int


def search(record: Record, text: str) -> Found:
    """What may slip and holds every word of the text: in its name, its initiative's name or code, or its owner's."""
    asked = words(text)
    fit = [each for each in _index(record) if all(word in each.text for word in asked)] if asked else []
    options = [each.option for each in fit if each.option]
    ordered = sorted(options, key=lambda each: _by_initiative(each, asked))
    return Found(_grouped(ordered[:SHOWN]), len(options), len(fit) - len(options))


def suggested(record: Record) -> tuple[Option, ...]:
    """What most agreements wait for, real before examples, the soonest first among equals; then, to fill up, the next
    milestones of what is under way."""
    return once(record, "what-if suggestions", lambda: _suggested(ground(record)))


@dataclass(frozen=True, slots=True)
class _Entry:
    text: str
    option: Option | None


def _index(record: Record) -> tuple[_Entry, ...]:
    return once(record, "what-if index", lambda: tuple(_entries(ground(record))))


def _entries(found: Reckoned) -> Iterator[_Entry]:
    waiting = _waiting(found)
    for node in found.net.nodes:
        name = node_named(found.state, node.key)
        option = None if node_wrong(found, node.key) else _option(found, node.key, name, waiting[node.key])
        milestone = name.milestone.name if name.milestone else ""
        fact = found.state.dependencies.get(node.key) if name.external else None
        said = (
            milestone,
            name.part.code if name.part else "",
            name.name,
            *_owner(name),
            fact.description if fact else "",
        )
        yield _Entry(haystack(said), option)


def _owner(name: Named) -> tuple[str, ...]:
    return (name.owner.name, name.owner.short_name) if name.owner else ()


def _option(found: Reckoned, key: str, name: Named, waiting: int) -> Option | None:
    day = found.dates[key].feasible
    return Option(key, name, day, waiting) if day else None


def _waiting(found: Reckoned) -> Counter[str]:
    """How many agreements lead from each node."""
    return Counter(link.predecessor for link, bond in found.net.bonds.items() if bond.contract)


def _suggested(found: Reckoned) -> tuple[Option, ...]:
    waited = sorted(_options(found, _waiting(found)), key=lambda each: (-each.waiting, each.day, each.key))
    first = sorted(waited, key=lambda each: is_example(each.name))[:SUGGESTED]
    known = {each.key for each in first}
    keys = (one.uid for part in found.state if found.state.is_active(part) for one in part.milestones)
    coming = _options(found, Counter(dict.fromkeys((key for key in keys if key not in known), 0)))
    return (*first, *sorted(coming, key=lambda each: (is_example(each.name), each.day, each.key))[: NEXT - len(first)])


def _options(found: Reckoned, waiting: Counter[str]) -> list[Option]:
    """Those of the keys that may slip."""
    fit = ((key, count) for key, count in waiting.items() if node_wrong(found, key) is None)
    made = (_option(found, key, node_named(found.state, key), count) for key, count in fit)
    return [each for each in made if each]


def _by_initiative(option: Option, asked: Sequence[str]) -> tuple[bool, bool, str, date, str]:
    """The initiative whose code was typed first, then real before examples, by initiative, by day."""
    code = option.name.part.code if option.name.part else ""
    return code.casefold() not in asked, is_example(option.name), code or option.name.name, option.day, option.key


def _grouped(options: Sequence[Option]) -> tuple[Group, ...]:
    held: dict[str, list[Option]] = {}
    for each in options:
        held.setdefault(each.name.part.uid if each.name.part else f"={each.name.party.external}", []).append(each)
    return tuple(Group(tuple(each)) for each in held.values())
