"""The terms of a contract in words: what they were and what they are, field by field."""

from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.choices import label
from initiatives.domain import vocabulary as v
from initiatives.formatting import days, when
from initiatives.notices.scenes import Scene
from initiatives.notices.sentences import Part, Sentence, Text
from initiatives.notices.told import Change, date_of, name_of

LABELS = {
    "need_by": gettext_lazy("Trengs senest"),
    "promised": gettext_lazy("Lovet"),
    "counter_date": gettext_lazy("Motforslag"),
    "fulfilled": gettext_lazy("Oppfylt"),
    "lag": gettext_lazy("Opphold"),
    "buffer": gettext_lazy("Buffer"),
    "type": gettext_lazy("Kobling"),
    "kind": gettext_lazy("Hva det gjelder"),
    "binding": gettext_lazy("Bindende"),
    "description": gettext_lazy("Beskrivelse"),
    "consequence": gettext_lazy("Konsekvens"),
    "predecessor_milestone": gettext_lazy("Giverens milepæl"),
    "successor_milestone": gettext_lazy("Mottakerens milepæl"),
}
_DATES = {"need_by", "promised", "counter_date", "fulfilled", *(role.value for role in v.DateRole)}
_DAYS = {"lag", "buffer"}
_CODES = {"type": v.LinkType, "kind": v.DependencyKind}


def facts(scene: Scene) -> tuple[Sentence, ...]:
    """What changed, old and new, and then the terms that stand as they were."""
    return tuple(_facts(scene))


def _facts(scene: Scene) -> Iterator[Sentence]:
    changed = {change.field for change in scene.told.changes}
    known = [change for change in scene.told.changes if change.field in LABELS or change.field in set(v.DateRole)]
    for change in (*known, *(term for term in scene.told.terms if term.field not in changed)):
        yield _fact(scene, change)


def _fact(scene: Scene, change: Change) -> Sentence:
    name: dict[str, Part] = {"label": _label(change.field)}
    if scene.hides(change):
        return Sentence(_("%(label)s: unntatt"), name)
    before, after = (_shown(scene, change.field, value) for value in (change.before, change.after))
    if after is None and before is None:
        return Sentence(_("%(label)s: ikke oppgitt"), name)
    if after is None:
        return Sentence(_("%(label)s: tatt bort, var %(before)s"), {**name, "before": before or ""})
    if before is None:
        return Sentence(_("%(label)s: %(now)s"), {**name, "now": after})
    return Sentence(_("%(label)s: %(now)s, var %(before)s"), {**name, "now": after, "before": before})


def _label(field: str) -> str:
    if field in LABELS:
        return str(LABELS[field])
    return str(capfirst(label(v.DateRole, field)))


def _shown(scene: Scene, field: str, value: object) -> Part | None:
    """A value in the reader's language; None when it is not stated."""
    if value is None or value == "":
        return None
    name = name_of(value)
    if name is not None:
        return scene.named(name)
    if field in _DATES:
        return when(date_of(value))
    if field in _DAYS:
        return days(int(str(value)))
    if field in _CODES:
        return label(_CODES[field], str(value))
    if isinstance(value, bool):
        return _("ja") if value else _("nei")
    return Text(str(value), scene.told.written)
