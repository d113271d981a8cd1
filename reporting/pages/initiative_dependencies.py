"""Dependencies in words: who waits for whom, what was agreed, and what is wrong with it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import choices, formatting
from initiatives.domain.facts import Slice
from initiatives.domain.state import PortfolioState
from initiatives.domain.vocabulary import DependencyState, Side
from reporting.domain.evidence import Evidence
from reporting.domain.figures.initiative_dependencies import DependencyRow, Flag, Trouble, rows
from reporting.pages.initiative_sources import Library, Ref, basis_word
from reporting.pages.overview_words import age, in_words

STALE = 90  # days after which a confirmation is old
AGREED = (DependencyState.ACCEPTED, DependencyState.PROPOSED, DependencyState.DISPUTED)  # somebody should stand by it


@dataclass(frozen=True, slots=True)
class DependencyLine:
    """One row of the table."""

    row: DependencyRow
    direction: str
    name: str
    owner: str
    troubles: tuple[str, ...]
    stood: str
    stale: bool
    terms: str
    basis: str
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Web:
    """The section."""

    summary: str
    lines: tuple[DependencyLine, ...]


def web(state: PortfolioState, part: Slice, evidence: Evidence, library: Library) -> Web:
    """Everything the section shows."""
    found = rows(state, part)
    return Web(_summary(found), tuple(_line(each, evidence, library) for each in found))


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


def _line(row: DependencyRow, evidence: Evidence, library: Library) -> DependencyLine:
    name = row.other.name if row.other else row.external.name if row.external else _("ikke kjent på dette tidspunktet")
    stood = min((each.days for each in row.stood), default=None)
    return DependencyLine(
        row=row,
        direction=_direction(row),
        name=name,
        owner=(row.owner.short_name or row.owner.name) if row.owner else "",
        troubles=tuple(trouble(each) for each in row.flags),
        stood=_stood(row),
        stale=stood is not None and stood > STALE and row.fact.state in AGREED,
        terms=_terms(row),
        basis="" if row.example else basis_word(row.fact.basis),
        refs=library.refs(evidence.of(row.fact.uid), _("avhengigheten til «%(name)s»") % {"name": name}),
    )


def _direction(row: DependencyRow) -> str:
    if row.continuation:
        return _("Viderefører") if row.waits else _("Videreføres i")
    return _("Venter på") if row.waits else _("Gir til")


def trouble(flag: Flag) -> str:
    """What is wrong, in words."""
    values = {"days": formatting.days(flag.days)}
    return {
        Trouble.NEED_PASSED: _("behovsdato passert for %(days)s siden"),
        Trouble.PROMISED_LATE: _("lovet %(days)s etter behovet"),
        Trouble.GIVER_LATE: _("giverens milepæl er ventet %(days)s etter behovet"),
        Trouble.OTHER_STOPPED: _("motparten er stanset eller på pause"),
        Trouble.OTHER_DISSOLVED: _("motparten er avviklet"),
        Trouble.NO_PROMISE: _("ingen lovet dato"),
    }[flag.trouble] % values


def _stood(row: DependencyRow) -> str:
    """When each side last stood by it; that nobody has, where there is an agreement."""
    told = [
        _("%(side)s bekreftet for %(age)s siden")
        % {"side": choices.label(Side, each.side), "age": age(max(0, each.days))}
        for each in row.stood
    ]
    if not told and row.fact.state in AGREED:
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
