"""A section's list: what is registered, with a way to each and to a new one."""

from dataclasses import dataclass
from typing import Any

from initiatives.models import Initiative
from initiatives.models.base import Fact
from initiatives.views.pages import address


@dataclass(frozen=True, slots=True)
class Item:
    """One registered fact as a row: its name and where that leads, where it is withdrawn, and cells under the columns.
    `edit` is where it is edited, if its name leads elsewhere."""

    name: str
    url: str
    withdraw: str
    cells: tuple[str, ...]
    language: str
    edit: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """One table of a section's page."""

    title: str
    head: str
    columns: tuple[str, ...]
    rows: list[Item]
    add: str
    add_label: str
    empty: str

    @property
    def items(self) -> list[dict[str, Any]]:
        """The rows as the template draws them: each cell with its column's label, for narrow screens."""
        return [
            {
                "name": row.name,
                "url": row.url,
                "withdraw": row.withdraw,
                "edit": row.edit,
                "language": row.language,
                "pairs": list(zip(self.columns, row.cells, strict=True)),
            }
            for row in self.rows
        ]


def item(fact: Fact, name: str, kind: str, initiative: Initiative, *cells: str) -> Item:
    """A fact's row; `kind` names its addresses: edit_<kind> and withdraw_<kind>."""
    return Item(
        name=name,
        url=address(f"edit_{kind}", initiative, uid=fact.uid),
        withdraw=address(f"withdraw_{kind}", initiative, uid=fact.uid),
        cells=cells,
        language=getattr(fact, "language", ""),
    )
