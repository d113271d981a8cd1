"""Active initiatives by colour now and at the record before, who moved, and how many are known at all."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from initiatives.domain.vocabulary import Colour
from reporting.domain.figures.overview_ground import Ground, Ref
from reporting.domain.limits import badness
from reporting.domain.record import Record

ORDER = (Colour.RED, Colour.YELLOW, Colour.GREEN, Colour.NONE)  # as they stand on the page, worst first


class ColourCount(NamedTuple):
    """One colour: how many now and before, how many of them are examples, what the source of the round published, and
    how many owners declared it. `unreported`: of those without a colour, how many did not report in a locked round.

    `before` is None without a record to compare with; the published ones are None where nothing was published, and
    `declared` where no report stands.
    """

    colour: str
    now: int
    before: int | None
    examples: int
    published: int | None
    published_before: int | None
    declared: int | None = None
    unreported: int = 0


class Movement(NamedTuple):
    """An initiative counted now whose colour before is known, or was counted then, and is another."""

    part: Ref
    before: str
    now: str

    @property
    def assessed(self) -> bool:
        """Whether it had a colour both times: a turn, not a first or a missing word."""
        return Colour.NONE not in (self.before, self.now)

    @property
    def worse(self) -> bool:
        """Whether it turned to the worse."""
        return self.assessed and badness(self.now) > badness(self.before)


@dataclass(frozen=True, slots=True)
class Colours:
    """`flows` holds (before, now) → how many, of those counted both times; `known` those somebody has given a colour.

    `published_total` is the denominator the source gives, None without one; nothing is filled in from it.
    """

    rows: tuple[ColourCount, ...]
    flows: Mapping[tuple[str, str], int]
    moved: tuple[Movement, ...]
    total: int
    known: int
    examples: int
    total_before: int | None
    published_total: int | None
    published_total_before: int | None
    code: str
    code_before: str

    def count(self, colour: str) -> int:
        """How many have a colour now."""
        return next(each.now for each in self.rows if each.colour == colour)

    @property
    def turned(self) -> tuple[Movement, ...]:
        """Those with a colour both times, and another one now."""
        return tuple(each for each in self.moved if each.assessed)

    @property
    def same_sums(self) -> bool:
        """Whether the counts by colour are what they were."""
        return all(each.now == each.before for each in self.rows)


def colours(ground: Ground) -> Colours:
    """The counts, and who moved."""
    now = {each.uid: ground.colour(each.uid) for each in ground.counted}
    then = {uid: ground.before.get(uid, Colour.NONE) for uid in ground.counted_before}
    both = [(uid, then[uid], colour) for uid, colour in now.items() if uid in then]
    moved = [
        Movement(ground.refs[uid], before, colour)
        for uid, colour in now.items()
        if (before := ground.before.get(uid)) and _moved(uid, before, colour, then)
    ]
    published, published_before = _published(ground.record), _published(ground.previous)
    counts, counts_before = Counter(now.values()), Counter(then.values())
    examples = Counter(colour for uid, colour in now.items() if ground.refs[uid].example)
    compared = ground.previous is not None
    declared, missing = _declared(ground), sum(ground.unreported(uid) for uid in now)
    return Colours(
        rows=tuple(
            ColourCount(
                each,
                counts[each],
                counts_before[each] if compared else None,
                examples[each],
                published.get(each),
                published_before.get(each),
                declared[each] if declared else None,
                missing if each == Colour.NONE else 0,
            )
            for each in ORDER
        ),
        flows=Counter((before, after) for _, before, after in both),
        moved=tuple(sorted(moved, key=_worst_first)),
        total=len(now),
        known=len(now) - counts[Colour.NONE],
        examples=sum(examples.values()),
        total_before=len(then) if compared else None,
        published_total=published.get("active"),
        published_total_before=published_before.get("active"),
        code=_code(ground.record),
        code_before=_code(ground.previous),
    )


def _declared(ground: Ground) -> Counter[str]:
    """Colour → how many owners of the counted ones declared it; without a report what a public source says counts as
    declared. Nothing where no report stands."""
    said = [ground.standings.get(each.uid) for each in ground.counted]
    if not any(each and each.declared for each in said):
        return Counter()
    return Counter((each.declared or each.colour or Colour.NONE) if each else Colour.NONE for each in said)


def _moved(uid: str, before: str, after: str, then: Mapping[str, str]) -> bool:
    """Another colour than before; of what was not counted then only where a colour before is told."""
    return before != after and (uid in then or before != Colour.NONE)


def _worst_first(each: Movement) -> tuple[bool, bool, int, str]:
    return not each.worse, not each.assessed, -badness(each.now), each.part.code


def _code(record: Record | None) -> str:
    return record.period.code if record and record.period else ""


def _published(record: Record | None) -> dict[str, int]:
    """What a source has published for the record's own round."""
    code = _code(record)
    if record is None or not code:
        return {}
    return {each.name: each.value for each in record.state.registers.figures if each.period == code}
