"""How elements share a page: measured, cut where a page ends, painted from their top edge.

An Element is a platypus flowable whose drawing is absolute (no translation), so that links and figures know
where they are and thousands of cells need no saved graphics states.
"""

from collections.abc import Iterator, Sequence
from typing import Literal

from reportlab.platypus.flowables import Flowable, PageBreak

from .structure import Node, TaggedCanvas

SLACK = 0.01
Orientation = Literal["portrait", "landscape"]


class Element(Flowable):
    """Base of everything a story holds. Heights and widths in points."""

    leads = False
    """True for headings and captions: they never end a page alone."""
    binds = False
    """True when only its own space after it counts, however much the next element wants before it."""
    trails = False
    """True for what is said of the element above: it never begins a page alone."""
    page_height = 690.0
    """Height of the page body the element is laid for."""

    def __init__(self, space_before: float = 0, space_after: float = 0) -> None:
        super().__init__()
        self.spaceBefore, self.spaceAfter = space_before, space_after
        self._measured: tuple[float, float] | None = None
        self.built = False

    # ── what an element says ─────────────────────────────────────────────
    def measure(self, width: float) -> float:
        """Height at this width."""
        raise NotImplementedError

    def paint(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw with the top left corner at (x, top), tagged."""
        raise NotImplementedError

    def cut(self, width: float, height: float, force: bool) -> "tuple[Element, Element] | None":
        """Two elements, the first at most `height` high, or None. With `force` a poor cut is better than none."""
        return None

    def children(self) -> "Sequence[Element]":
        """The elements inside, in reading order."""
        return ()

    # ── what platypus asks ───────────────────────────────────────────────
    def height_at(self, width: float) -> float:
        """`measure`, remembered for the last width."""
        if self._measured is None or self._measured[0] != width:
            self._measured = (width, self.measure(width))
        return self._measured[1]

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        for each in walk((self,)):
            each.page_height = self.canv.body_height
        self.width, self.height = available_width, self.height_at(available_width)
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """The two parts, and a new page between them: what was left of this one was left on purpose."""
        fresh = available_height >= self.canv.body_height - 1
        parts = self.cut(available_width, available_height, force=fresh)
        return [parts[0], PageBreak(), parts[1]] if parts else []

    def drawOn(self, canvas: TaggedCanvas, x: float, y: float, _sW: float = 0) -> None:
        self.paint(canvas, x, y + self.height, self.width)


def walk(elements: Sequence[Element]) -> Iterator[Element]:
    """All elements, depth first, in reading order."""
    for element in elements:
        yield element
        yield from walk(element.children())


class Group:
    """A structure node shared by the parts of a container split over pages; without a tag it adds none."""

    __slots__ = ("node", "tag")

    def __init__(self, tag: str | None = None) -> None:
        self.tag, self.node = tag, None if tag else Node("")

    def open(self, canvas: TaggedCanvas) -> Node:
        """The node new elements go under."""
        if self.tag is None:
            return canvas._parents[-1]
        if self.node is None:
            self.node = canvas.node(self.tag)
        return self.node


class Stack(Element):
    """Elements under each other. `together` keeps them on one page when a page can hold them."""

    def __init__(self, elements: Sequence[Element], together: bool = False, group: Group | None = None) -> None:
        super().__init__(
            elements[0].getSpaceBefore() if elements else 0,
            elements[-1].getSpaceAfter() if elements else 0,
        )
        self.elements, self.together, self.group = list(elements), together, group or Group()

    def children(self) -> Sequence[Element]:
        return self.elements

    def _gaps(self) -> Iterator[tuple[float, Element]]:
        previous: Element | None = None
        for element in self.elements:
            yield (_gap(previous, element) if previous else 0.0), element
            previous = element

    def measure(self, width: float) -> float:
        return sum(gap + element.height_at(width) for gap, element in self._gaps())

    def paint(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        with canvas.inside(self.group.open(canvas)):
            for gap, element in self._gaps():
                top -= gap
                element.paint(canvas, x, top, width)
                top -= element.height_at(width)

    def cut(self, width: float, height: float, force: bool) -> "tuple[Element, Element] | None":
        if self.together and not force:
            return None
        kept: list[Element] = []
        rest = list(self.elements)
        used = 0.0
        for gap, element in self._gaps():
            size = gap + element.height_at(width)
            if used + size > height + SLACK:
                parts = element.cut(width, height - used - gap, force and _only_leads(kept))
                if parts:
                    kept, rest[:1] = [*kept, parts[0]], [parts[1]]
                break
            kept.append(rest.pop(0))
            used += size
        while kept and rest and rest[0].trails:
            parts = _shortened(kept[-1], width)
            if parts is None and force and _only_leads(kept[:-1]):
                break
            tail = parts[1] if parts else kept[-1]
            kept[-1:], rest[:0] = [parts[0]] if parts else [], [tail]
        while kept and rest and kept[-1].leads and not (force and _only_leads(kept)):
            rest.insert(0, kept.pop())
        if not kept or not rest:
            return None
        return Stack(kept, group=self.group), Stack(rest, group=self.group)


def _gap(above: Element, below: Element) -> float:
    after = float(above.getSpaceAfter())
    return after if above.binds else max(after, float(below.getSpaceBefore()))


def _shortened(element: Element, width: float) -> "tuple[Element, Element] | None":
    """The element without its end, which goes to the next page with what trails it."""
    return element.cut(width, element.height_at(width) - 1, False)


def _only_leads(elements: Sequence[Element]) -> bool:
    return all(element.leads for element in elements)


class PageTurn(Element):
    """A new page, upright or lying; None keeps the orientation."""

    def __init__(self, orientation: Orientation | None = None) -> None:
        super().__init__()
        self.orientation = orientation


class Columns(Element):
    """Stacks side by side, read one after the other. `shares` are relative widths."""

    def __init__(
        self,
        stacks: Sequence[Stack],
        shares: Sequence[float],
        gap: float = 25,
        groups: Sequence[Group] | None = None,
    ) -> None:
        super().__init__(
            max((stack.getSpaceBefore() for stack in stacks), default=0),
            max((stack.getSpaceAfter() for stack in stacks), default=0),
        )
        self.stacks, self.shares, self.gap = list(stacks), list(shares), gap
        self.groups = list(groups or (Group("Div") for _ in stacks))

    def children(self) -> Sequence[Element]:
        return self.stacks

    def _places(self, width: float) -> list[tuple[float, float]]:
        free = width - self.gap * (len(self.stacks) - 1)
        places, x = [], 0.0
        for share in self.shares:
            wide = free * share / sum(self.shares)
            places.append((x, wide))
            x += wide + self.gap
        return places

    def measure(self, width: float) -> float:
        pairs = zip(self.stacks, self._places(width), strict=True)
        return max((stack.height_at(wide) for stack, (_, wide) in pairs), default=0)

    def paint(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        nodes = [group.open(canvas) for group in self.groups]
        for node, stack, (left, wide) in zip(nodes, self.stacks, self._places(width), strict=True):
            with canvas.inside(node):
                stack.paint(canvas, x + left, top, wide)

    def cut(self, width: float, height: float, force: bool) -> "tuple[Element, Element] | None":
        heads: list[Stack] = []
        tails: list[Stack] = []
        for stack, (_, wide) in zip(self.stacks, self._places(width), strict=True):
            parts = _cut_stack(stack, wide, height, force)
            if parts is None and not force:
                return None
            head, tail = parts or (Stack([]), stack)
            heads.append(head)
            tails.append(tail)
        if not any(head.elements for head in heads):
            return None
        return (
            Columns(heads, self.shares, self.gap, self.groups),
            Columns(tails, self.shares, self.gap, self.groups),
        )


def _cut_stack(stack: Stack, width: float, height: float, force: bool) -> tuple[Stack, Stack] | None:
    if stack.height_at(width) <= height + SLACK:
        return stack, Stack([])
    parts = stack.cut(width, height, force)
    if parts is None:
        return None
    head, tail = parts
    return (head, tail) if isinstance(head, Stack) and isinstance(tail, Stack) else None
