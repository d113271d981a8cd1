"""Who needs something from whom: open agreements by the owner that receives and the owner that gives, as a table.

External parties stand as the organisation they are, else by kind. Columns beyond the most are gathered in one of the
rest; what is in danger, then what is most, is kept out of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reporting.domain.figures.coordination_contracts import ContractRow
from reporting.domain.figures.coordination_holders import Holder, in_order

COLUMNS, ROWS = 12, 15
REST = "resten"
"""The key of the column that gathers the rest."""
STEPS = (1, 2, 4)
"""From how many agreements a cell is drawn stronger."""


@dataclass(frozen=True, slots=True)
class Cell:
    """How many agreements, how many of them endanger somebody's plan, and how many are fictional."""

    count: int = 0
    endangered: int = 0
    examples: int = 0

    def __add__(self, other: "Cell") -> "Cell":
        return Cell(self.count + other.count, self.endangered + other.endangered, self.examples + other.examples)

    @property
    def strength(self) -> int:
        """1 to 3, 0 for none."""
        return sum(self.count >= step for step in STEPS)


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Matrix:
    """`cells` by the receiver's and the giver's key; `rest` are the givers gathered in the last column. `hidden` are
    the receivers there is no row for; the sums of columns hold them too."""

    receivers: tuple[Holder, ...]
    givers: tuple[Holder, ...]
    rest: tuple[Holder, ...]
    hidden: tuple[Holder, ...]
    cells: Mapping[tuple[str, str], Cell]
    total: Cell

    def cell(self, receiver: str, giver: str) -> Cell:
        """How many a receiver needs from a giver."""
        return self.cells.get((receiver, giver), EMPTY)

    def of_receiver(self, receiver: str) -> Cell:
        """The sum of a row."""
        return sum((each for (key, _), each in self.cells.items() if key == receiver), EMPTY)

    def of_giver(self, giver: str) -> Cell:
        """The sum of a column."""
        return sum((each for (_, key), each in self.cells.items() if key == giver), EMPTY)


def matrix(rows: Iterable[ContractRow], columns: int | None = COLUMNS, lines: int | None = ROWS) -> Matrix:
    """The matrix of the open ones among the rows, with at most so many columns (the one of the rest among them) and
    lines; None for all."""
    held = [each for each in rows if each.open]
    pairs: dict[tuple[str, str], Cell] = {}
    for each in held:
        key = (each.receiver.key, each.giver.key)
        pairs[key] = pairs.get(key, EMPTY) + Cell(1, int(each.endangered), int(each.example))
    receivers, hidden = _cut(in_order([each.receiver for each in held]), _sums(pairs, 0), lines)
    givers, rest = _cut(in_order([each.giver for each in held]), _sums(pairs, 1), columns, gather=True)
    gathered = {each.key for each in rest}
    cells: dict[tuple[str, str], Cell] = {}
    for (receiver, giver), cell in pairs.items():
        key = (receiver, REST if giver in gathered else giver)
        cells[key] = cells.get(key, EMPTY) + cell
    return Matrix(receivers, givers, rest, hidden, cells, sum(cells.values(), EMPTY))


def _sums(pairs: Mapping[tuple[str, str], Cell], side: int) -> Mapping[str, Cell]:
    found: dict[str, Cell] = {}
    for key, cell in pairs.items():
        found[key[side]] = found.get(key[side], EMPTY) + cell
    return found


def _cut(
    found: Sequence[Holder], sums: Mapping[str, Cell], most: int | None, *, gather: bool = False
) -> tuple[tuple[Holder, ...], tuple[Holder, ...]]:
    """Those with the most in danger, then the most of all, and the rest; both by name. With `gather` the rest needs a
    place too, so that it never holds one alone."""
    if most is None or len(found) <= most:
        return tuple(found), ()
    ranked = sorted(found, key=lambda each: (-sums[each.key].endangered, -sums[each.key].count, each.order))
    kept = {each.key for each in ranked[: most - 1 if gather else most]}
    return tuple(each for each in found if each.key in kept), tuple(each for each in found if each.key not in kept)
