"""Reads a finished PDF back: the structure tree with its words, and what stands in artifacts. Knows nothing of how
it was made, so that what the tests see is what a screen reader would get."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf


@dataclass
class Seen:
    """One structure element. `text` holds its own words and those below it, in reading order."""

    tag: str
    entries: dict[str, str]
    attributes: dict[str, object]
    page: int | None
    kids: list["Seen"] = field(default_factory=list)
    own: list[str] = field(default_factory=list)
    order: list["Seen | str"] = field(default_factory=list)
    annotations: list[pikepdf.Object] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(part if isinstance(part, str) else part.text for part in self.order)

    def walk(self) -> Iterator["Seen"]:
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def all(self, *tags: str) -> list["Seen"]:
        return [each for each in self.walk() if each.tag in tags]

    def one(self, tag: str) -> "Seen":
        (found,) = self.all(tag)
        return found

    def outline(self) -> object:
        """Tags as nested tuples, for comparison."""
        return (self.tag, *(kid.outline() for kid in self.kids)) if self.kids else self.tag


@dataclass
class Reading:
    """A file as read: its tree, the artifact texts of each page, and the open file."""

    tree: Seen
    artifacts: list[list[str]]
    unmarked: list[str]
    pdf: pikepdf.Pdf
    order: list[list[int]]


def read(data: bytes) -> Reading:
    """Read a tagged PDF."""
    pdf = pikepdf.open(io.BytesIO(data))
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    marked: dict[tuple[int, int], str] = {}
    artifacts: list[list[str]] = []
    unmarked: list[str] = []
    order: list[list[int]] = []
    for number, page in enumerate(pdf.pages):
        texts = _page_texts(page)
        artifacts.append([text for kind, text in texts if kind == "artifact" and text])
        unmarked += [text for kind, text in texts if kind == "none" and text.strip()]
        order.append([kind for kind, _ in texts if isinstance(kind, int)])
        for kind, text in texts:
            if isinstance(kind, int):
                assert (number, kind) not in marked, "one MCID twice on a page"
                marked[number, kind] = text
    root = pdf.Root.StructTreeRoot.K
    tree = _element(root, pages, marked)
    assert not marked, f"marked content nobody owns: {marked}"
    return Reading(tree, artifacts, unmarked, pdf, order)


def _element(source: pikepdf.Object, pages: dict[tuple[int, int], int], marked: dict[tuple[int, int], str]) -> Seen:
    home = pages[source.Pg.objgen] if "/Pg" in source else None
    entries = {key: str(source[f"/{key}"]) for key in ("Alt", "ActualText", "Lang") if f"/{key}" in source}
    seen = Seen(str(source.S)[1:], entries, _attributes(source), home)
    for kid in _several(source.get("/K")):
        if isinstance(kid, int):
            seen.order.append(marked.pop((home if home is not None else -1, int(kid))))
        elif kid.get("/Type") == "/MCR":
            seen.order.append(marked.pop((pages[kid.Pg.objgen], int(kid.MCID))))
        elif kid.get("/Type") == "/OBJR":
            seen.annotations.append(kid.Obj)
        else:
            child = _element(kid, pages, marked)
            seen.kids.append(child)
            seen.order.append(child)
    return seen


def _several(value: Any) -> list[Any]:
    """PDF writes nothing for none, the thing itself for one, and an array for more."""
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _attributes(source: pikepdf.Object) -> dict[str, object]:
    found: dict[str, object] = {}
    for owner in _several(source.get("/A")):
        for key, value in owner.items():
            if key != "/O":
                found[key[1:]] = value if isinstance(value, int) else str(value)
    return found


def _page_texts(page: pikepdf.Page) -> list[tuple[int | str, str]]:
    """(mcid | "artifact" | "none", text) in drawing order."""
    decoders: dict[str, dict[int, str]] = {}
    found: list[tuple[int | str, str]] = []
    kind: int | str = "none"
    decoder: dict[int, str] = {}
    depth = 0
    for instruction in pikepdf.parse_content_stream(page):
        operands, name = list(instruction.operands), str(instruction.operator)
        if name in ("BDC", "BMC"):
            depth += 1
            assert depth == 1, "nested marked content"
            kind = "artifact" if operands[0] == "/Artifact" else int(operands[1].MCID)
            found.append((kind, ""))
        elif name == "EMC":
            depth -= 1
            kind = "none"
        elif name == "Tf":
            font = str(operands[0])
            decoder = decoders.setdefault(font, _decoder(page.Resources.Font[font]))
        elif name in ("Tj", "TJ"):
            strings = operands[0] if name == "TJ" else [operands[0]]
            text = "".join(
                decoder[code] for part in strings if isinstance(part, pikepdf.String) for code in bytes(part)
            )
            if found and found[-1][0] == kind:
                found[-1] = (kind, found[-1][1] + text)
            else:
                found.append((kind, text))
    assert depth == 0
    return found


def _decoder(font: pikepdf.Object) -> dict[int, str]:
    """Code → character from the font's ToUnicode map."""
    cmap = font.ToUnicode.read_bytes().decode("ascii").partition("beginbfchar")[2]
    pairs = re.findall(r"<([0-9A-F]{2})> <([0-9A-F]{4})>", cmap)
    assert pairs
    return {int(code, 16): chr(int(target, 16)) for code, target in pairs}
