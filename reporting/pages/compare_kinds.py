"""What each kind and group of change is called."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives import choices
from initiatives.domain import vocabulary as v
from reporting.domain.diff import (
    GROUPS,
    AgreementChange,
    AmountChange,
    Change,
    FieldChange,
    Group,
    Kind,
    PlanQuestion,
    SumChange,
)


def group_label(group: str) -> str:
    """A group's name, for headings and chips."""
    return {
        Group.STATUS: _("Status"),
        Group.PORTFOLIO: _("Inn og ut"),
        Group.MILESTONES: _("Milepæler"),
        Group.MONEY: _("Økonomi"),
        Group.AGREEMENTS: _("Avtaler"),
        Group.RISKS: _("Risiko"),
        Group.DECISIONS: _("Vedtak og opptak"),
        Group.PROFILE: _("Eier, fase og navn"),
    }[Group(group)]


def kind_label(kind: Kind) -> str:
    """What happened, in a few words with a capital."""
    return str(_LABELS[kind])


def label(change: Change) -> str:
    """What happened to this one: as `kind_label`, where needed more exactly."""
    if isinstance(change, FieldChange) and not change.plan:
        return {Kind.CAME: _("Nytt i registeret"), Kind.LEFT: _("Ute av registeret")}.get(
            change.kind, kind_label(change.kind)
        )
    if isinstance(change, PlanQuestion):
        words = {
            Kind.ASKED: _("%(what)s foreslått"),
            Kind.GRANTED: _("%(what)s vedtatt"),
            Kind.DECLINED: _("%(what)s avslått"),
        }[change.kind]
        what = choices.label(v.PlanChangeKind, change.after.kind)
        return (words % {"what": what}).capitalize()
    if isinstance(change, SumChange | AmountChange):
        return _money(change)
    if change.kind is Kind.NOTED_NEW and isinstance(change, AgreementChange):
        noted = change.told.agreement.fact.state == v.DependencyState.NOTED
        return _("Notert avhengighet") if noted else _("Ny avtale")
    return kind_label(change.kind)


_EXACT = frozenset(
    {Kind.CAME, Kind.LEFT, Kind.ASKED, Kind.GRANTED, Kind.DECLINED, Kind.NOTED_NEW}
    | {kind for kind, group in GROUPS.items() if group is Group.MONEY}
)
"""Kinds that are called differently from change to change."""


def sorts(changes: Iterable[Change]) -> dict[str, list[Change]]:
    """What happened, in words → the changes of which that is said, in their order."""
    found: dict[str, list[Change]] = {}
    names: dict[Kind, str] = {}
    for each in changes:
        if each.kind in _EXACT:
            name = label(each)
        else:
            name = names.get(each.kind) or names.setdefault(each.kind, kind_label(each.kind))
        found.setdefault(name, []).append(each)
    return found


def _money(change: SumChange | AmountChange) -> str:
    if change.before is None:
        return _("Ny sum") if isinstance(change, SumChange) else _("Nytt beløp")
    if change.after is None:
        return _("Sum borte") if isinstance(change, SumChange) else _("Beløp borte")
    return kind_label(change.kind)


_LABELS: dict[Kind, Any] = {
    Kind.WORSE: gettext_lazy("Ble verre"),
    Kind.UNREPORTED: gettext_lazy("Ikke rapportert"),
    Kind.LOST_COLOUR: gettext_lazy("Mistet kjent status"),
    Kind.BETTER: gettext_lazy("Ble bedre"),
    Kind.GOT_COLOUR: gettext_lazy("Fikk kjent status"),
    Kind.REPORTED: gettext_lazy("Rapportert igjen"),
    Kind.DECLARED_WORSE: gettext_lazy("Eieren melder verre"),
    Kind.DECLARED_BETTER: gettext_lazy("Eieren melder bedre"),
    Kind.STOPPED: gettext_lazy("Stanset"),
    Kind.PAUSED: gettext_lazy("Satt på pause"),
    Kind.CAME: gettext_lazy("Nytt i planen"),
    Kind.LEFT: gettext_lazy("Gikk ut av planen"),
    Kind.COMPLETED: gettext_lazy("Avsluttet"),
    Kind.RESUMED: gettext_lazy("Tatt opp igjen"),
    Kind.MOVED: gettext_lazy("Flyttet i planen"),
    Kind.COUNTED: gettext_lazy("Telles med nå"),
    Kind.UNCOUNTED: gettext_lazy("Telles ikke lenger"),
    Kind.REPLANNED: gettext_lazy("Omplanlagt"),
    Kind.LATER: gettext_lazy("Meldt senere"),
    Kind.UNCONFIRMED: gettext_lazy("Ble ubekreftet"),
    Kind.GONE: gettext_lazy("Milepæl borte"),
    Kind.REACHED: gettext_lazy("Nådd"),
    Kind.EARLIER: gettext_lazy("Meldt tidligere"),
    Kind.UNDATED: gettext_lazy("Uten dato"),
    Kind.UNREACHED: gettext_lazy("Ikke lenger meldt nådd"),
    Kind.NEW: gettext_lazy("Ny milepæl"),
    Kind.DATED: gettext_lazy("Fikk dato"),
    Kind.SPECIFIED: gettext_lazy("Dato presisert"),
    Kind.SUM_MORE: gettext_lazy("Sum økte"),
    Kind.SUM_LESS: gettext_lazy("Sum sank"),
    Kind.SUM_OTHER: gettext_lazy("Sum endret"),
    Kind.AMOUNT_MORE: gettext_lazy("Beløp økte"),
    Kind.AMOUNT_LESS: gettext_lazy("Beløp sank"),
    Kind.AMOUNT_OTHER: gettext_lazy("Beløp endret"),
    Kind.DISPUTED: gettext_lazy("Ble omstridt"),
    Kind.ENDANGERED: gettext_lazy("Kom i fare"),
    Kind.SETTLED: gettext_lazy("Tvist løst"),
    Kind.SAFE: gettext_lazy("Ute av fare"),
    Kind.ACCEPTED: gettext_lazy("Godtatt"),
    Kind.FULFILLED: gettext_lazy("Oppfylt"),
    Kind.PROPOSED: gettext_lazy("Foreslått"),
    Kind.NOTED_NEW: gettext_lazy("Ny avhengighet"),
    Kind.DROPPED: gettext_lazy("Trukket eller borte"),
    Kind.RISK_OCCURRED: gettext_lazy("Inntruffet"),
    Kind.RISK_RAISED: gettext_lazy("Risiko økte"),
    Kind.RISK_NEW: gettext_lazy("Ny risiko"),
    Kind.RISK_REOPENED: gettext_lazy("Risiko åpnet igjen"),
    Kind.RISK_LOWERED: gettext_lazy("Risiko sank"),
    Kind.RISK_CLOSED: gettext_lazy("Risiko lukket"),
    Kind.DECIDED: gettext_lazy("Vedtak"),
    Kind.REVOKED: gettext_lazy("Vedtak trukket"),
    Kind.GRANTED: gettext_lazy("Opptak eller uttak vedtatt"),
    Kind.DECLINED: gettext_lazy("Opptak eller uttak avslått"),
    Kind.ASKED: gettext_lazy("Opptak eller uttak foreslått"),
    Kind.OWNER: gettext_lazy("Ny eier"),
    Kind.PHASE: gettext_lazy("Ny fase"),
    Kind.NAME: gettext_lazy("Nytt navn"),
}
