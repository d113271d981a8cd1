"""The newest of the change log in words: whose facts, what was done, by whom, known and recorded when."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.formatting import number
from reporting.domain.record import Record
from reporting.source.changes import ADDED, CHANGED, WITHDRAWN, Change

SHOWN = 6
FEW = 3  # kinds of facts named in a line


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """What one person wrote about one initiative in one go."""

    code: str
    name: str
    language: str
    example: bool
    words: str
    actor: str
    reason: str
    known: datetime
    recorded: datetime

    @property
    def known_before(self) -> bool:
        """Whether it was known on an earlier day than it was recorded."""
        return self.known.date() != self.recorded.date()


def lines(changes: Iterable[Change], record: Record) -> tuple[ChangeLine, ...]:
    """The newest lines: rows of one initiative, person and minute are one. Where something is withheld from the reader
    the reason is too: it may tell."""
    found: list[ChangeLine] = []
    ordered = sorted(changes, key=_together, reverse=True)
    for (_minute, _actor, uid), rows in groupby(ordered, key=_together):
        part = record.state.slices.get(uid)
        if part is None:
            continue
        those = list(rows)
        newest = max(those, key=lambda each: each.recorded)
        reason = "" if part.withheld else next((each.reason for each in those if each.reason), "")
        name = (part.code, part.name, part.language, part.example)
        found.append(ChangeLine(*name, _words(those), newest.actor, reason, newest.known, newest.recorded))
        if len(found) == SHOWN:
            break
    return tuple(found)


def _together(each: Change) -> tuple[datetime, str, str]:
    return each.recorded.replace(second=0, microsecond=0), each.actor, each.initiative


def _words(rows: list[Change]) -> str:
    """«2 milepæler og 1 beløp lagt til, status endret»."""
    acts = {ADDED: _("lagt til"), CHANGED: _("endret"), WITHDRAWN: _("trukket")}
    told = []
    for act, word in acts.items():
        counts = Counter(each.kind for each in rows if each.act == act)
        if counts:
            things = [_thing(kind, count) for kind, count in counts.items()]
            told.append(f"{_listed(things)} {word}")
    return ", ".join(told)


def _listed(things: list[str]) -> str:
    if len(things) == 1:
        return things[0]
    if len(things) > FEW:
        return _("%(some)s og mer") % {"some": ", ".join(things[:FEW])}
    return _("%(some)s og %(last)s") % {"some": ", ".join(things[:-1]), "last": things[-1]}


def _thing(kind: str, count: int) -> str:
    words = {
        "initiative": ngettext("tiltaket", "tiltaket", count),
        "ownership": ngettext("%(count)s eierskap", "%(count)s eierskap", count),
        "plan_change": ngettext("%(count)s forslag om porteføljen", "%(count)s forslag om porteføljen", count),
        "entry": ngettext("%(count)s plass i plan", "%(count)s plasser i plan", count),
        "milestone": ngettext("%(count)s milepæl", "%(count)s milepæler", count),
        "date": ngettext("%(count)s dato", "%(count)s datoer", count),
        "dependency": ngettext("%(count)s avhengighet", "%(count)s avhengigheter", count),
        "money": ngettext("%(count)s beløp", "%(count)s beløp", count),
        "estimate": ngettext("%(count)s anslag", "%(count)s anslag", count),
        "risk": ngettext("%(count)s risiko", "%(count)s risikoer", count),
        "benefit": ngettext("%(count)s gevinst", "%(count)s gevinster", count),
        "commitment": ngettext("%(count)s føring", "%(count)s føringer", count),
        "decision": ngettext("%(count)s vedtak", "%(count)s vedtak", count),
        "observation": ngettext("%(count)s status", "%(count)s statuser", count),
        "report": ngettext("%(count)s rapport", "%(count)s rapporter", count),
    }
    return words[kind] % {"count": number(count)}
