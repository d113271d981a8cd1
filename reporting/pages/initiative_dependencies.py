"""Agreements in words: who waits for whom, what was agreed, what is wrong with it, and whether plans go by it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import choices, formatting
from initiatives.domain.agreements import SERIOUS, Concern
from initiatives.domain.contracts import Terms
from initiatives.domain.facts import Slice
from initiatives.domain.negotiation import NEGOTIATED
from initiatives.domain.vocabulary import Side
from reporting.domain.evidence import Evidence
from reporting.domain.figures.initiative_dependencies import DependencyRow, rows
from reporting.domain.reckoned import Reckoned
from reporting.pages import agreement_words
from reporting.pages.coordination_links import Links
from reporting.pages.coordination_terms import expected, term
from reporting.pages.initiative_sources import Library, Ref, basis_word
from reporting.pages.overview_words import age, in_words


@dataclass(frozen=True, slots=True)
class DependencyLine:
    """One row of the table. `expected` is when it can come, where that is later than promised; `dangers` and `loose`
    what is wrong, grave and less so; `reckoned` whether plans go by it, and if not why; `url` leads to the agreement's
    own page, `try_url` to what a later delivery costs."""

    row: DependencyRow
    direction: str
    name: str
    owner: str
    need_by: str
    promised: str
    expected: str
    dangers: tuple[str, ...]
    loose: str
    waits: str
    reckoned: str
    stood: str
    terms: str
    basis: str
    refs: tuple[Ref, ...]
    url: str
    try_url: str


@dataclass(frozen=True, slots=True)
class Web:
    """The section."""

    summary: str
    lines: tuple[DependencyLine, ...]


def web(reckoned: Reckoned, part: Slice, evidence: Evidence, library: Library, links: Links) -> Web:
    """Everything the section shows."""
    found = rows(reckoned, part)
    return Web(_summary(found), tuple(_line(each, part, evidence, library, links) for each in found))


def _summary(found: tuple[DependencyRow, ...]) -> str:
    """«venter på to, gir til én»."""
    waits = sum(row.waits and not row.continuation for row in found)
    gives = sum(not row.waits and not row.continuation for row in found)
    carries_on = sum(row.continuation for row in found)
    told = []
    if waits:
        told.append(_("venter på %(count)s") % {"count": in_words(waits)})
    if gives:
        told.append(_("gir til %(count)s") % {"count": in_words(gives)})
    if carries_on:
        words = ngettext("%(count)s videreføring", "%(count)s videreføringer", carries_on)
        told.append(words % {"count": formatting.number(carries_on)})
    return ", ".join(told)


def _line(row: DependencyRow, part: Slice, evidence: Evidence, library: Library, links: Links) -> DependencyLine:
    agreement, fact = row.agreement, row.fact
    hidden = {each.field for each in part.withheld if each.subject == fact.uid}
    wrong = [each for each in agreement.concerns if each.concern is not Concern.NO_PROMISE or "promised" not in hidden]
    name = row.other.name or _("ikke kjent på dette tidspunktet")
    return DependencyLine(
        row=row,
        direction=_direction(row),
        name=name,
        owner=agreement_words.owner(row.other),
        need_by=term(fact, "need_by", hidden),
        promised=term(fact, "promised", hidden),
        expected=expected(row.told) if agreement.open and _later(agreement.terms) else "",
        dangers=tuple(agreement_words.concern(each) for each in wrong if each.concern in SERIOUS),
        loose=", ".join(agreement_words.concern(each) for each in wrong if each.concern not in SERIOUS),
        waits=agreement_words.waits(agreement) if agreement.open else "",
        reckoned=_reckoned(row),
        stood=_stood(row),
        terms=_terms(row),
        basis="" if agreement.example else basis_word(fact.basis),
        refs=library.refs(evidence.of(fact.uid), _("avhengigheten til «%(name)s»") % {"name": name}),
        url=links.contract(fact.uid),
        try_url=links.trying(row.tried) if row.tried else "",
    )


def _reckoned(row: DependencyRow) -> str:
    """Whether plans go by it, where that is asked and not said by what is wrong."""
    told = any(each.concern is Concern.NOTED for each in row.agreement.concerns)
    return agreement_words.reckoned_with(row.reckoning) if row.agreement.open and not told else ""


def _later(terms: Terms) -> bool:
    """Whether what is promised, if anything is, comes later than that."""
    day = terms.feasible or terms.claimed
    return day is not None and (terms.promised is None or day > terms.promised)


def _direction(row: DependencyRow) -> str:
    if row.continuation:
        return _("Viderefører") if row.waits else _("Videreføres i")
    return _("Venter på") if row.waits else _("Gir til")


def _stood(row: DependencyRow) -> str:
    """When each side last stood by it; that nobody has, where there is an agreement and nothing else says so."""
    told = [
        _("%(side)s bekreftet for %(age)s siden")
        % {"side": choices.label(Side, each.side), "age": age(max(0, each.days))}
        for each in row.stood
    ]
    said = any(each.concern is Concern.STALE for each in row.agreement.concerns)
    if not told and not said and row.fact.state in NEGOTIATED:
        return _("ikke bekreftet av noen av partene")
    return ", ".join(told)


def _terms(row: DependencyRow) -> str:
    """Lag, buffer and whether it binds; only what differs from the usual."""
    fact = row.fact
    told = [_("bindende")] if fact.binding else []
    if fact.lag:
        told.append(_("%(days)s mellom") % {"days": formatting.days(fact.lag)})
    if fact.buffer:
        told.append(_("%(days)s buffer") % {"days": formatting.days(fact.buffer)})
    return ", ".join(told)
