"""The comparison in one sentence: who turned, what was moved, what the money did, who came and went."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.domain.vocabulary import Colour
from reporting.domain.diff import Change, Difference, Group, Kind, StatusTurn, SumChange
from reporting.domain.figures.overview_ground import Ref
from reporting.pages import money_words
from reporting.pages.overview_words import capital, in_words, of_which_examples

NAMES = 3  # named in a clause
TOLD = (Group.STATUS, Group.MILESTONES, Group.MONEY, Group.AGREEMENTS)
"""What may have changed though no clause tells of it: in a part of a programme, or too small for the sentence."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of the sentence: «tre ble røde», whom, and how many more than are named. `group` is what it is of."""

    words: str
    group: Group
    names: tuple[Ref, ...] = ()
    more: int = 0

    @property
    def rest(self) -> str:
        """«og to til», "" where all are named."""
        words = ngettext("og %(count)s til", "og %(count)s til", self.more)
        return words % {"count": in_words(self.more)} if self.more else ""


def clauses(found: Difference) -> tuple[Clause, ...]:
    """The parts of the sentence, the most important first; the first begins with a capital."""
    told = [*_turned(found), *_moved(found), *_money(found), *_came(found), *_agreed(found)]
    return tuple(
        Clause(capital(each.words), each.group, each.names, each.more) if not place else each
        for place, each in enumerate(told)
    )


def sentence(found: Difference) -> str:
    """The whole sentence as plain text."""
    told = clauses(found)
    if not told:
        return nothing(found)
    return f"{'; '.join(map(_plain, told))}."


def nothing(found: Difference) -> str:
    """What is said where no clause is."""
    if not found:
        return _("Ingenting er endret mellom de to tidspunktene.")
    if any(each.group in TOLD for each in found.changes):
        return _("Ingen av tiltakene som telles, ble bedre eller verre; det som er endret, står under.")
    return _("Ingen status, dato, sum eller avtale er endret; bare det som står under.")


def _plain(clause: Clause) -> str:
    if not clause.names:
        return clause.words
    names = ", ".join(each.name for each in clause.names)
    return f"{clause.words}: {names}{' ' + clause.rest if clause.rest else ''}"


Counting = Callable[[int], str]


def _clause(changes: Sequence[Change], words: Counting, group: Group, *, named: bool = False) -> Iterator[Clause]:
    """A clause of some changes, nothing where there are none. A programme and its parts count once."""
    held = [each for each in changes if not each.within]
    if not held:
        return
    text = words(len(held)) % {"count": in_words(len(held))}
    examples = _examples(sum(each.example for each in held), len(held))
    names = tuple(each.part for each in held if each.part)[:NAMES] if named else ()
    yield Clause(f"{text} ({examples})" if examples else text, group, names, len(held) - len(names) if named else 0)


def _examples(count: int, of: int) -> str:
    """What is said of the examples among some changes."""
    return ngettext("et eksempel", "eksempler", count) if count and count == of else of_which_examples(count)


def _turned(found: Difference) -> Iterator[Clause]:
    worse = found.of(Kind.WORSE)
    red = [each for each in worse if isinstance(each, StatusTurn) and each.after == Colour.RED]
    rest = [each for each in worse if each not in red]
    told: tuple[tuple[Sequence[Change], Counting], ...] = (
        (red, lambda n: ngettext("%(count)s ble rødt", "%(count)s ble røde", n)),
        (rest, lambda n: ngettext("%(count)s ble verre", "%(count)s ble verre", n)),
        (found.of(Kind.UNREPORTED), lambda n: ngettext("%(count)s rapporterte ikke", "%(count)s rapporterte ikke", n)),
        (found.of(Kind.BETTER), lambda n: ngettext("%(count)s ble bedre", "%(count)s ble bedre", n)),
    )
    for changes, words in told:
        yield from _clause(changes, words, Group.STATUS, named=True)


def _moved(found: Difference) -> Iterator[Clause]:
    told: tuple[tuple[Kind, Counting], ...] = (
        (Kind.REPLANNED, lambda n: ngettext("én milepæl omplanlagt", "%(count)s milepæler omplanlagt", n)),
        (Kind.LATER, lambda n: ngettext("én milepæl meldt senere", "%(count)s milepæler meldt senere", n)),
    )
    for kind, words in told:
        yield from _clause(found.of(kind), words, Group.MILESTONES)


def _money(found: Difference) -> Iterator[Clause]:
    """The sum that says most: a real one that was known both times, of what is decided or spent, the largest."""
    sums = [each for each in found.changes if isinstance(each, SumChange) and each.size]
    sums.sort(key=lambda each: (each.example, _half(each), each.key.kind not in money_words.FIRM, -each.size))
    for each in sums[:1]:
        values = {"year": each.year, "kind": money_words.key_words(each.key).lower()}
        amount = money_words.with_unit(money_words.deviation(each.low, each.high))
        if each.before is None:
            amount = money_words.with_unit(money_words.sum_words(each.after)) if each.after else amount
            words = _("nytt for %(year)s: %(amount)s (%(kind)s)")
        else:
            words = _("%(amount)s i %(year)s (%(kind)s)")
        yield Clause(words % (values | {"amount": amount}), Group.MONEY)


def _half(change: SumChange) -> bool:
    """Whether it was known one of the times only."""
    return change.before is None or change.after is None


def _came(found: Difference) -> Iterator[Clause]:
    told: tuple[tuple[Kind, Counting], ...] = (
        (Kind.CAME, lambda n: ngettext("%(count)s nytt", "%(count)s nye", n)),
        (Kind.STOPPED, lambda n: ngettext("%(count)s stanset", "%(count)s stanset", n)),
        (Kind.PAUSED, lambda n: ngettext("%(count)s satt på pause", "%(count)s satt på pause", n)),
        (Kind.COMPLETED, lambda n: ngettext("%(count)s avsluttet", "%(count)s avsluttet", n)),
        (Kind.LEFT, lambda n: ngettext("%(count)s gikk ut", "%(count)s gikk ut", n)),
    )
    parts = [each.words for kind, words in told for each in _clause(found.of(kind), words, Group.PORTFOLIO)]
    if parts:
        yield Clause(", ".join(parts), Group.PORTFOLIO)


def _agreed(found: Difference) -> Iterator[Clause]:
    words: Counting = lambda n: ngettext("én avtale kom i fare", "%(count)s avtaler kom i fare", n)  # noqa: E731
    yield from _clause(found.of(Kind.ENDANGERED), words, Group.AGREEMENTS)
    told: Counting = lambda n: ngettext("%(count)s vedtak", "%(count)s vedtak", n)  # noqa: E731
    yield from _clause(found.of(Kind.DECIDED), told, Group.DECISIONS)
