"""Links of a worksheet as XML. openpyxl's object for each link costs as much as a whole row."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True, slots=True)
class Links:
    """`outward` are cell and address, `inward` cell and place in the workbook."""

    outward: Sequence[tuple[str, str]] = ()
    inward: Sequence[tuple[str, str]] = ()

    def insertions(self, number: int) -> dict[str, tuple[bytes, bytes]]:
        """What goes into worksheet number so-and-so and its relations: member → (mark it goes before, XML)."""
        found = {}
        if self.outward or self.inward:
            found[f"xl/worksheets/sheet{number}.xml"] = (b"<pageMargins", self._elements().encode())
        if self.outward:
            found[f"xl/worksheets/_rels/sheet{number}.xml.rels"] = (b"</Relationships>", self._relations().encode())
        return found

    def _elements(self) -> str:
        outward = (f'<hyperlink ref="{cell}" r:id="link{index}"/>' for index, (cell, _) in enumerate(self.outward, 1))
        inward = (f'<hyperlink ref="{cell}" location={quoteattr(place)}/>' for cell, place in self.inward)
        return f'<hyperlinks xmlns:r="{_RELATIONS}">{"".join(outward)}{"".join(inward)}</hyperlinks>'

    def _relations(self) -> str:
        return "".join(
            f'<Relationship Id="link{index}" Type="{_RELATIONS}/hyperlink" Target={quoteattr(url)} '
            'TargetMode="External"/>'
            for index, (_, url) in enumerate(self.outward, 1)
        )
