"""The two records that are compared, and what is looked up of both again and again."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from initiatives.domain.facts import Slice
from reporting.domain.counted import counted
from reporting.domain.figures.overview_ground import Ground, Ref, short, spoken
from reporting.domain.record import Record
from reporting.domain.standing import Standing


@dataclass
class Pair:
    """Two records of any times. `reversed_`: the first is the later one."""

    before: Record
    after: Record

    @cached_property
    def reversed_(self) -> bool:
        """Whether one looks back in time."""
        return day_of(self.before) > day_of(self.after)

    @cached_property
    def ground(self) -> Ground:
        """What the overview stands on, the later record after the earlier one."""
        return Ground(self.before, self.after) if self.reversed_ else Ground(self.after, self.before)

    @cached_property
    def said(self) -> tuple[Mapping[str, Standing], Mapping[str, Standing]]:
        """What was said last of each initiative under way, before and after."""
        return spoken(self.before), spoken(self.after)

    @property
    def since(self) -> date:
        """The day the first record speaks of."""
        return day_of(self.before)

    @cached_property
    def today(self) -> tuple[date, date]:
        """The days both records are reckoned on."""
        return self.before.state.today, self.after.state.today

    @cached_property
    def both(self) -> tuple[tuple[Slice, Slice], ...]:
        """The initiatives known both times, before and after, by code."""
        then = self.before.state.slices
        return tuple((then[each.uid], each) for each in self.after.state.ordered if each.uid in then)

    @cached_property
    def gone(self) -> tuple[Slice, ...]:
        """Those known only before."""
        now = self.after.state.slices
        return tuple(each for each in self.before.state.ordered if each.uid not in now)

    @cached_property
    def fresh(self) -> tuple[Slice, ...]:
        """Those known only after."""
        then = self.before.state.slices
        return tuple(each for each in self.after.state.ordered if each.uid not in then)

    @cached_property
    def counted_before(self) -> frozenset[str]:
        """uids of those that counts by colour counted before."""
        return _counted(self.before)

    @cached_property
    def counted_after(self) -> frozenset[str]:
        """uids of those that counts by colour count after."""
        return _counted(self.after)

    @cached_property
    def hidden(self) -> frozenset[tuple[str, str]]:
        """(uid of a fact, field) withheld in either record: what is not seen both times cannot be compared."""
        return frozenset(
            (one.subject, one.field)
            for record in (self.before, self.after)
            for part in record.state.slices.values()
            if part.withheld
            for one in part.withheld
        )

    def ref(self, uid: str) -> Ref:
        """How an initiative is named: as it is after, else as it was."""
        found = self._refs.get(uid)
        if found is None:
            record = self.after if uid in self.after.state.slices else self.before
            found = self._refs[uid] = ref_of(record, record.state.slices[uid])
        return found

    def above(self, uid: str, held: "Callable[[str], bool]") -> str:
        """Code of the nearest programme above an initiative for which `held` holds, "" for none."""
        for above in self._chain(uid):
            if held(above.uid):
                return above.code
        return ""

    def _chain(self, uid: str) -> Iterator[Slice]:
        state = self.after.state if uid in self.after.state.slices else self.before.state
        seen, part = {uid}, state.slices[uid]
        while part.whole and part.whole not in seen and part.whole in state.slices:
            seen.add(part.whole)
            part = state.slices[part.whole]
            yield part

    @cached_property
    def _refs(self) -> dict[str, Ref]:
        return {}


def ref_of(record: Record, part: Slice) -> Ref:
    """An initiative as it is named in a record."""
    owner = record.state.owner(part)
    key = owner.key if owner else ""
    return Ref(part.uid, part.code, part.name, part.language, short(owner), key, part.example)


def day_of(record: Record) -> date:
    """The day a record speaks of: of a locked period its cut-off."""
    locked = record.period and record.period.locked
    return record.period.cut_off if record.period and locked else record.state.today


def _counted(record: Record) -> frozenset[str]:
    return frozenset(each.uid for each in counted(record.state) if record.required(each))
