"""What reportlab leaves out, put in with pikepdf: the structure tree, metadata, colour intent, a fixed identity."""

import io
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, Protocol

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String
from PIL import ImageCms

from . import xmp
from .fonts import plain
from .structure import Annotation, Mark, Node, TaggedCanvas

_PRINT = 4
"""Annotation flag: shown in print; PDF/A demands it and forbids hidden ones."""


class Meta(Protocol):
    """What a finished document says of itself."""

    @property
    def title(self) -> str: ...
    @property
    def author(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def lang(self) -> str: ...
    @property
    def tool(self) -> str: ...
    @property
    def created(self) -> datetime: ...


def finish(raw: bytes, canvas: TaggedCanvas, meta: Meta) -> bytes:
    """reportlab's file, tagged and made PDF/UA-1 and PDF/A-2a. The same input gives the same bytes."""
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        _Tree(pdf, canvas).write()
        _describe(pdf, meta)
        _colour_intent(pdf)
        out = io.BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            force_version="1.7",
        )
    return out.getvalue()


class _Tree:
    """Writes nodes as structure elements, and the parent tree that leads from marks back to them."""

    def __init__(self, pdf: pikepdf.Pdf, canvas: TaggedCanvas) -> None:
        self.pdf, self.root_node = pdf, canvas.root
        self.pages = [page.obj for page in pdf.pages]
        self.parents: list[list[Object | None]] = [[None] * count for count in canvas.marks_per_page]
        self.links: list[Object] = []
        self._names: dict[str, Name] = {}
        self._shared: dict[tuple[str, str], Object] = {}

    def write(self) -> None:
        """Attach the tree to the catalogue."""
        tree = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        tree.K = self._element(self.root_node, tree)
        numbers = Array()
        for index, page in enumerate(self.pages):
            page.StructParents, page.Tabs = index, Name.S
            numbers.append(index)
            numbers.append(self.pdf.make_indirect(Array(self.parents[index])))
        for offset, element in enumerate(self.links):
            numbers.append(len(self.pages) + offset)
            numbers.append(element)
        tree.ParentTree = self.pdf.make_indirect(Dictionary(Nums=numbers))
        tree.ParentTreeNextKey = len(self.pages) + len(self.links)
        self.pdf.Root.StructTreeRoot = tree
        self.pdf.Root.MarkInfo = Dictionary(Marked=True)

    def _element(self, node: Node, parent: Object) -> Object:
        home = next((kid.page for kid in node.kids if not isinstance(kid, Node)), None)
        made: dict[str, Any] = {"/Type": Name.StructElem, "/S": self._name(node.tag), "/P": parent}
        if home is not None:
            made["/Pg"] = self.pages[home]
        if node.attributes:
            owners = [self._attributes(owner, values) for owner, values in node.attributes.items()]
            made["/A"] = owners[0] if len(owners) == 1 else Array(owners)
        for key, text in (node.entries or {}).items():
            made[f"/{key}"] = String(text)
        element = self.pdf.make_indirect(Dictionary(made))
        kids = [self._kid(kid, element, home) for kid in node.kids]
        if kids:
            element.K = kids[0] if len(kids) == 1 else Array(kids)
        return element

    def _name(self, tag: str) -> Name:
        if tag not in self._names:
            self._names[tag] = Name("/" + tag)
        return self._names[tag]

    def _attributes(self, owner: str, values: Mapping[str, Any]) -> Object:
        """An attribute object; elements with equal attributes share one."""
        key = (owner, repr(values))
        if key not in self._shared:
            self._shared[key] = self.pdf.make_indirect(_attribute_object(owner, values))
        return self._shared[key]

    def _kid(self, kid: Node | Mark | Annotation, element: Object, home: int | None) -> Any:
        if isinstance(kid, Node):
            return self._element(kid, element)
        page = self.pages[kid.page]
        if isinstance(kid, Mark):
            self.parents[kid.page][kid.mcid] = element
            return kid.mcid if kid.page == home else Dictionary(Type=Name.MCR, Pg=page, MCID=kid.mcid)
        annotation = page.Annots[kid.number]
        annotation.Contents, annotation.F = String(kid.contents), _PRINT
        annotation.StructParent = len(self.pages) + len(self.links)
        self.links.append(element)
        return Dictionary(Type=Name.OBJR, Pg=page, Obj=annotation)


def _attribute_object(owner: str, values: Mapping[str, Any]) -> Object:
    """An attribute object; values beginning with «/» are names."""
    made = Dictionary({"/O": Name("/" + owner)})
    for key, value in values.items():
        if isinstance(value, str):
            made[f"/{key}"] = Name(value) if value.startswith("/") else String(value)
        else:
            made[f"/{key}"] = Array(value) if isinstance(value, list) else value
    return made


def _describe(pdf: pikepdf.Pdf, meta: Meta) -> None:
    """Language, title in the window, XMP, and the same facts in the old information dictionary."""
    pdf.Root.Lang = String(meta.lang)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    packet = xmp.packet(
        title=meta.title, author=meta.author, subject=meta.subject, lang=meta.lang, tool=meta.tool, when=meta.created
    )
    pdf.Root.Metadata = pdf.make_stream(packet, Type=Name.Metadata, Subtype=Name.XML)
    when = String(_pdf_date(meta.created))
    pdf.docinfo = pdf.make_indirect(
        Dictionary(
            Title=String(plain(meta.title)),
            Author=String(plain(meta.author)),
            Subject=String(plain(meta.subject)),
            Producer=String(plain(meta.tool)),
            Creator=String(plain(meta.tool)),
            CreationDate=when,
            ModDate=when,
        )
    )


def _pdf_date(when: datetime) -> str:
    """D:YYYYMMDDHHmmSS+HH'mm' (ISO 32000-1, 7.9.4)."""
    zone = when.strftime("%z") or "+0000"
    return f"{when:D:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}'"


def _colour_intent(pdf: pikepdf.Pdf) -> None:
    name = String("sRGB IEC61966-2.1")
    profile = pdf.make_stream(_srgb_profile(), N=3, Alternate=Name.DeviceRGB)
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                Info=name,
                OutputConditionIdentifier=name,
                DestOutputProfile=profile,
            )
        ]
    )


@lru_cache(maxsize=1)
def _srgb_profile() -> bytes:
    """The sRGB profile, with its creation date (bytes 24–35) fixed to 1 January 2000."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile[:24] + b"\x07\xd0\0\x01\0\x01\0\0\0\0\0\0" + profile[36:]
