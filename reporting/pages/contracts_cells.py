"""The cells of the register of agreements: one small function per column, a row in, safe HTML out."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from initiatives import choices, formatting
from initiatives.domain import vocabulary as v
from initiatives.domain.agreements import SERIOUS
from reporting.domain.figures.coordination import Named
from reporting.domain.figures.coordination_contracts import ContractRow
from reporting.pages import agreement_words as words
from reporting.pages.coordination_links import Links
from reporting.pages.coordination_terms import dated, delivered, earliest, term
from reporting.pages.register_cells import example
from reporting.pages.register_words import code_word

MISSING = formatting.MISSING
NOTHING = SafeString("")
Cell = Callable[[ContractRow, Links], "SafeString | str"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `css` is the class of its cells; its key is the key in the register's SORT_KEYS where it sorts. The
    receiver heads its row."""

    key: str
    heading: "str | Promise"
    cell: Cell
    css: str = ""
    sorts: bool = True


def receiver(row: ContractRow, links: Links) -> SafeString:
    return _side(row.told.receiver, row, links)


def giver(row: ContractRow, links: Links) -> SafeString:
    return _side(row.told.giver, row, links)


def what(row: ContractRow, links: Links) -> SafeString:
    """What it is about, leading to its own page; under it the two milestones."""
    fact, url = row.told.agreement.fact, links.contract(row.uid)
    text = fact.description or code_word(v.DependencyKind, fact.kind)
    language = _lang(fact.language) if fact.description else NOTHING
    head = (
        format_html('<a href="{}"{}>{}</a>', url, language, text)
        if url
        else format_html("<span{}>{}</span>", language, text)
    )
    under = [_milestone(side) for side in (row.told.giver, row.told.receiver) if side.milestone]
    if not under:
        return head
    return format_html(
        '<span>{}<br><span class="micro">{}</span></span>',
        head,
        format_html_join(SafeString(' <span aria-hidden="true">→</span> '), "{}", [(each,) for each in under]),
    )


def state(row: ContractRow, _links: Links) -> SafeString:
    """The state as a tag, for how long, and whose answer is awaited."""
    told = row.told
    tag = format_html(
        '<span class="tag" data-tone="{}">{}</span>',
        choices.tone(v.DependencyState, row.state),
        choices.label(v.DependencyState, row.state),
    )
    under = [each for each in (words.state_age(told), words.waits(told.agreement) if row.awaiting else "") if each]
    mark = example() if row.example and not _marked(told.receiver) else NOTHING
    return format_html('<span>{}{}<br><span class="micro">{}</span></span>', tag, mark, ", ".join(under))


def concerns(row: ContractRow, _links: Links) -> "SafeString | str":
    found = row.told.agreement.concerns
    if not found:
        return MISSING if row.open else NOTHING
    lines = [("flag" if each.concern in SERIOUS else "micro", words.concern(each)) for each in found]
    return format_html("<span>{}</span>", format_html_join(SafeString("<br>"), '<span class="{}">{}</span>', lines))


def need_by(row: ContractRow, _links: Links) -> str:
    return term(row.told.agreement.fact, "need_by", row.hidden)


def promised(row: ContractRow, _links: Links) -> "SafeString | str":
    """The promise; that one is missing where the agreement should have one; a counter-proposal under it."""
    fact = row.told.agreement.fact
    missed = row.open and fact.promised is None and "promised" not in row.hidden
    first = (
        format_html('<span class="{}">{}</span>', "gap" if row.endangered else "quiet", _("ingen dato"))
        if missed
        else term(fact, "promised", row.hidden)
    )
    if fact.counter_date is None or "counter_date" in row.hidden:
        return first
    counter = _("motforslag %(day)s") % {"day": formatting.when(fact.counter_date)}
    return format_html('<span>{}<br><span class="micro">{}</span></span>', first, counter)


def expected(row: ContractRow, _links: Links) -> str:
    """When it can come by the engine; of what is closed nothing is expected."""
    agreement = row.told.agreement
    if agreement.fact.fulfilled:
        return _("oppfylt %(day)s") % {"day": formatting.when(agreement.fact.fulfilled)}
    reached = delivered(row.told)
    if reached:
        return _("levert %(day)s") % {"day": formatting.when(reached)}
    if not row.open or row.expected is None or ("promised" in row.hidden and agreement.giver_date is None):
        return MISSING
    return dated(row.expected, earliest=earliest(agreement))


def kind(row: ContractRow, _links: Links) -> str:
    return code_word(v.DependencyKind, row.kind)


COLUMNS: tuple[Column, ...] = (
    Column("receiver", gettext_lazy("Trenger"), receiver),
    Column("giver", gettext_lazy("Fra"), giver),
    Column("what", gettext_lazy("Hva"), what),
    Column("state", gettext_lazy("Avtale"), state),
    Column("concern", gettext_lazy("Hva som er galt"), concerns),
    Column("need_by", gettext_lazy("Behov"), need_by, "num"),
    Column("promised", gettext_lazy("Lovet"), promised, "num"),
    Column("expected", gettext_lazy("Ventet"), expected, "num"),
    Column("kind", gettext_lazy("Slag"), kind),
)
HEAD = "receiver"


def _side(side: Named, row: ContractRow, links: Links) -> SafeString:
    owner = words.owner(side)
    if side.part is None:
        name = format_html("<span>{}</span>", side.name or _("ikke kjent på dette tidspunktet"))
    else:
        name = format_html(
            '<a href="{}"{}>{}</a> <span class="code">{}</span>',
            links.initiative(side.part),
            _lang(side.language),
            side.name,
            side.part.code,
        )
    mark = example() if _marked(side) else NOTHING
    return format_html('<span>{}{}<br><span class="micro">{}</span></span>', name, mark, owner)


def _marked(side: Named) -> bool:
    return side.part.example if side.part else bool(side.external and side.external.example)


def _milestone(side: Named) -> SafeString:
    milestone = side.milestone
    return format_html("<span{}>{}</span>", _lang(milestone.language), milestone.name) if milestone else NOTHING


def _lang(language: str) -> SafeString:
    return format_html(' lang="{}"', language) if language and language != get_language() else NOTHING
