"""What the coordination page is asked for, read from its address and written back as one: nothing there crashes it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl, urlencode

from django.http import QueryDict
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from initiatives.domain.facts import Slice
from reporting.domain.figures.coordination_contracts import Contracts
from reporting.domain.figures.coordination_load import LATER, UNDATED
from reporting.domain.figures.coordination_web import MOST_STEPS, View, Wish
from reporting.domain.figures.register_search import fold, words
from reporting.domain.record import Record
from reporting.filters import WebFilter

INSIDE, SHOWN, PAGE, LIST_PAGE = "innen", "show", "side", "liste"
YES = "ja"
MATRIX, RECEIVERS = "matrise", "mottakere"
"""The tables that can be shown in full."""
Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class CoordinationAsked:
    """What is asked for: of the picture, of the list of deliveries (`receiver`, `quarter`), which table in full, and
    the pages of the conflicts and of the deliveries. `tiltak` is what was written, whether it is known or not."""

    wish: Wish = field(default_factory=Wish)
    tiltak: str = ""
    receiver: str = ""
    quarter: str = ""
    shown: str = ""
    page: int = 1
    list_page: int = 1
    time: str = ""

    def picture(self) -> Pairs:
        """What is asked of the picture, as pairs of an address."""
        wish = self.wish
        pairs = [("eier", wish.owner), ("plan", wish.plan), ("tilstand", wish.state), ("vis", wish.view.value)]
        pairs += [("tiltak", self.tiltak), ("steg", str(wish.steps) if self.tiltak and wish.steps > 1 else "")]
        return [each for each in pairs if each[1]] + ([(INSIDE, YES)] if wish.inside else [])

    def beside(self) -> Pairs:
        """What is asked of everything else, as pairs of an address."""
        more = [("mottaker", self.receiver), ("kvartal", self.quarter), (SHOWN, self.shown)]
        pages = ((PAGE, self.page), (LIST_PAGE, self.list_page))
        more += [(name, str(page) if page > 1 else "") for name, page in pages]
        return [each for each in more if each[1]]

    def pairs(self) -> Pairs:
        """Everything, as pairs of an address."""
        return [*parse_qsl(self.time), *self.picture(), *self.beside()]

    def query(self, **changes: object) -> str:
        """The query with some things changed."""
        return f"?{urlencode(replace(self, **changes).pairs())}"  # type: ignore[arg-type]

    def around(self, code: str) -> Pairs:
        """What asks for the picture around an initiative."""
        changed = replace(self, tiltak=code, wish=replace(self.wish, owner="", plan="", state="", view=View.ALL))
        return changed.picture()


def asked(data: QueryDict, filters: WebFilter, record: Record, held: Contracts, time: str) -> CoordinationAsked:
    """What the address asks for; what is not understood is left out."""
    filters.form.full_clean()
    view = filters.first("vis")
    written = data.get("tiltak", "").strip()
    found = _found(written, record, held)
    wish = Wish(
        owner=filters.first("eier"),
        initiative=found[0].code if len(found) == 1 else "",
        steps=_steps(data.get("steg", "")),
        plan=filters.first("plan"),
        state=filters.first("tilstand"),
        view=View(view) if view in set(View) else View.USUAL,
        inside=data.get(INSIDE) == YES,
    )
    shown = data.get(SHOWN, "")
    return CoordinationAsked(
        wish=wish,
        tiltak=wish.initiative or Truncator(written).chars(80),
        receiver=data.get("mottaker", "") if "\x00" not in data.get("mottaker", "") else "",
        quarter=_quarter(data.get("kvartal", "")),
        shown=shown if shown in (MATRIX, RECEIVERS) else "",
        page=_page(data.get(PAGE, "")),
        list_page=_page(data.get(LIST_PAGE, "")),
        time=time,
    )


def plans(record: Record) -> list[tuple[str, str]]:
    """The plans there are, in the office's order."""
    held = sorted(record.state.registers.plans.values(), key=lambda each: (each.position, each.key))
    return [(each.key, each.name) for each in held]


def written_error(wanted: CoordinationAsked, record: Record, held: Contracts) -> str:
    """What is said of an initiative that was written and is not one; "" when there is nothing wrong."""
    if not wanted.tiltak or wanted.wish.initiative:
        return ""
    several = _found(wanted.tiltak, record, held)
    if several:
        codes = ", ".join(each.code for each in several[:5])
        return _("Flere tiltak passer: %(codes)s. Skriv koden til ett av dem.") % {"codes": codes}
    return _("Ingen tiltak med avtaler heter «%(words)s».") % {"words": wanted.tiltak}


def _found(written: str, record: Record, held: Contracts) -> Sequence[Slice]:
    """The initiatives with agreements that a code or some words of a name can mean."""
    if not written:
        return ()
    named = {each.key for each in held.choices["initiative"]}
    exact = next((part for code, part in record.state.codes.items() if code.casefold() == written.casefold()), None)
    if exact is not None:
        return [exact]
    sought = words(written)
    parts = [record.state.codes[code] for code in sorted(named) if code in record.state.codes]
    return [part for part in parts if all(word in fold(part.name) for word in sought)]


def _steps(text: str) -> int:
    return int(text) if text in {str(each) for each in range(1, MOST_STEPS + 1)} else 1


def _page(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 9 else 1


def _quarter(text: str) -> str:
    if text in (LATER, UNDATED):
        return text
    year, dash, number = text.partition("-")
    fits = dash and year.isascii() and year.isdigit() and len(year) == 4 and number in ("1", "2", "3", "4")
    return text if fits else ""
