"""Lists: bulleted, numbered, and facts (term and description), all as L / LI / Lbl / LBody."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from . import palette
from .blocks import TextBlock
from .flow import Element, Group, Stack
from .inline import Content
from .palette import stroke_operator
from .structure import Node, TaggedCanvas
from .styles import TextStyle


@dataclass(slots=True)
class Item:
    """One list item: label, body, and its node once drawn. A continued item has no label any more."""

    label: TextBlock | None
    body: Stack
    node: list[Node] = field(default_factory=list)
    continued: bool = False


class ListState:
    """The list's node, shared by its parts over pages."""

    __slots__ = ("node", "numbering")

    def __init__(self, numbering: str) -> None:
        self.node: Node | None = None
        self.numbering = numbering

    def open(self, canvas: TaggedCanvas) -> Node:
        """The L node."""
        if self.node is None:
            self.node = canvas.node("L", attributes={"List": {"ListNumbering": f"/{self.numbering}"}})
        return self.node


class ItemList(Element):
    """Items with a label column. `gap` separates items; `ruled` draws hairlines between them."""

    def __init__(
        self,
        items: Sequence[Item],
        state: ListState,
        label_width: float,
        gap: float,
        ruled: bool = False,
    ) -> None:
        super().__init__(3, 9)
        self.items, self.state = list(items), state
        self.label_width, self.gap, self.ruled = label_width, gap, ruled

    def children(self) -> Sequence[Element]:
        return [item.body for item in self.items]

    def _height(self, item: Item, width: float) -> float:
        label = item.label.height_at(self.label_width - 4) if item.label else 0
        return max(label, item.body.height_at(width - self.label_width))

    def measure(self, width: float) -> float:
        return sum(self._height(item, width) for item in self.items) + self.gap * max(len(self.items) - 1, 0)

    def paint(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        with canvas.inside(self.state.open(canvas)):
            for number, item in enumerate(self.items):
                if number and self.ruled:
                    y = top + self.gap / 2
                    line = f"{x:.2f} {y:.2f} m {x + width:.2f} {y:.2f} l S"
                    canvas.decorate([stroke_operator(palette.LINE), "0.5 w", line])
                self._paint_item(canvas, item, x, top, width)
                top -= self._height(item, width) + self.gap

    def _paint_item(self, canvas: TaggedCanvas, item: Item, x: float, top: float, width: float) -> None:
        if not item.node:
            item.node.append(canvas.node("LI"))
        with canvas.inside(item.node[0]):
            if item.label and not item.continued:
                item.label.paint(canvas, x, top, self.label_width - 4)
            item.body.paint(canvas, x + self.label_width, top, width - self.label_width)

    def cut(self, width: float, height: float, force: bool) -> tuple[Element, Element] | None:
        used = 0.0
        for number, item in enumerate(self.items):
            size = self._height(item, width)
            if used + size > height + 0.01:
                return self._cut_at(number, width, height - used, force)
            used += size + self.gap
        return None

    def _cut_at(self, number: int, width: float, room: float, force: bool) -> tuple[Element, Element] | None:
        before, item, after = self.items[:number], self.items[number], self.items[number + 1 :]
        parts = item.body.cut(width - self.label_width, room, force and not before)
        if parts and isinstance(parts[0], Stack) and isinstance(parts[1], Stack):
            head = replace(item, body=parts[0])
            tail = replace(item, label=None, body=parts[1], continued=True)
            return self._part([*before, head]), self._part([tail, *after])
        return (self._part(before), self._part([item, *after])) if before else None

    def _part(self, items: list[Item]) -> "ItemList":
        return ItemList(items, self.state, self.label_width, self.gap, self.ruled)


def list_item(label: Content, body: Content | Sequence[Element], style: TextStyle, label_style: TextStyle) -> Item:
    """An item from a label and text, or from a label and elements (then lists can be nested)."""
    flat = replace(style, space_before=0, space_after=0)
    if isinstance(body, Sequence) and not isinstance(body, str) and body and isinstance(body[0], Element):
        elements = [element for element in body if isinstance(element, Element)]
        stack = Stack(elements, group=Group("LBody"))
    else:
        stack = Stack([TextBlock(body, flat)], group=Group("LBody"))
    return Item(TextBlock(label, replace(label_style, space_before=0, space_after=0), tag="Lbl"), stack)
