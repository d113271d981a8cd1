"""The dates that can be kept in words: when, what holds them back, what is not known, and how far things can slip."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import formatting
from initiatives.domain.facts import Slice
from reporting.domain.figures.coordination import Named
from reporting.domain.figures.feasible_dates import Cause, MilestoneDate, Room
from reporting.pages import agreement_words
from reporting.pages.coordination_terms import dated

TOLD = 3
"""Steps of a chain that are told by name."""


def kept(found: MilestoneDate) -> str:
    """The date that can be kept where it is another than the claimed one: «3.3.2027», «tidligst 3.3.2027»; else ""."""
    day = found.found.feasible
    if found.circle or day is None or not (found.found.gap or found.derived):
        return ""
    return dated(day, earliest=found.earliest)


def why(found: MilestoneDate, part: Slice) -> tuple[str, ...]:
    """All that must be said beside the date of one of an initiative's own milestones, most important first."""
    if found.circle:
        return (circle(found.circle, part),)
    told = [held(found.chain, part)] if found.held and found.chain else []
    if found.derived:
        told.append(_("avledet, ikke lovet"))
        if found.chain:
            told.append(_("følger av %(name)s") % {"name": _step(found.chain[0], part)})
    if found.missing:
        names = _list([cited(each, part) for each in found.missing])
        undated = _("kan ikke beregnes fordi ingen har datert %(names)s")
        words = _("regnet uten dato fra %(names)s") if found.found.feasible else undated
        told.append(words % {"names": names})
    if found.unreached:
        names = _list([cited(each, part) for each in found.unreached])
        told.append(_("nådd før forutsetningen: %(names)s") % {"names": names})
    return tuple(told)


def held(chain: Sequence[Cause], part: Slice) -> str:
    """«holdes igjen av «Innloggingen klar for timeboken» (Eksempelforetaket), lovet 15.1.2027; som venter på …»."""
    told = _("holdes igjen av %(name)s") % {"name": _step(chain[0], part)}
    for each in chain[1:TOLD]:
        told += "; " + _("den venter på %(name)s") % {"name": _step(each, part)}
    left = len(chain) - TOLD
    if left > 0:
        words = ngettext("og %(count)s ledd til", "og %(count)s ledd til", left)
        told += ", " + words % {"count": formatting.number(left)}
    return told


def _step(each: Cause, part: Slice) -> str:
    """What is waited for, what was promised and, where it is another day, when it comes; or that it has passed."""
    name = cited(each.name, part)
    promised = each.agreement.promised if each.agreement else None
    values = {"name": name, "promised": formatting.when(promised), "day": formatting.day(each.comes)}
    if each.overdue and promised is None:
        return _("%(name)s, passert uten ny dato") % values
    if each.overdue:
        return _("%(name)s, lovet %(promised)s, passert uten ny dato") % values
    if promised is None:
        return _("%(name)s, ventet %(day)s") % values if each.comes else name
    if each.comes and each.comes > promised.latest:
        return _("%(name)s, lovet %(promised)s, ventet %(day)s") % values
    return _("%(name)s, lovet %(promised)s") % values


def cited(each: Named, part: Slice | None = None) -> str:
    """A milestone in quotation marks with its owner, an external party by its name; of an initiative's own milestone
    the owner goes without saying."""
    if each.milestone is None:
        return each.name or _("noe som ikke er kjent her")
    name = _("«%(name)s»") % {"name": each.milestone.name}
    if part is not None and each.part is not None and each.part.uid == part.uid:
        return name
    return _("%(name)s (%(owner)s)") % {"name": name, "owner": agreement_words.owner(each)}


def circle(path: Sequence[Named], part: Slice | None = None) -> str:
    """That milestones wait for each other, so that no date can be reckoned."""
    ring = " → ".join(cited(each, part) for each in path)
    return _("kan ikke beregnes fordi milepælene venter på hverandre: %(ring)s") % {"ring": ring}


def room(found: Room | None) -> str:
    """«42 dager slakk til «Alle legekontor i bruk»», «på kritisk vei til …»; "" where nothing follows from it."""
    if found is None:
        return ""
    if not found.days:
        return _("på kritisk vei til «%(end)s»") % {"end": found.end.name}
    return _("%(days)s slakk til «%(end)s»") % {"days": formatting.days(found.days), "end": found.end.name}


def end(found: MilestoneDate) -> str:
    """The end milestone of an initiative, where it cannot be reached when its owner says: a sentence; else ""."""
    claimed, day, gap = found.found.claimed, found.found.feasible, found.found.gap
    if not found.held or day is None or claimed is None or not gap:
        return ""
    words = _("Sluttmilepælen «%(name)s» er ventet %(claimed)s, men kan ikke nås før %(day)s (%(slip)s).")
    if found.earliest:
        words = _("Sluttmilepælen «%(name)s» er ventet %(claimed)s, men kan tidligst nås %(day)s (%(slip)s).")
    return words % {
        "name": found.fact.name,
        "claimed": formatting.day(claimed),
        "day": formatting.day(day),
        "slip": formatting.slip_words(gap),
    }


def _list(names: Sequence[str]) -> str:
    """«A», «A og B», «A, B og 3 til»."""
    if len(names) > TOLD:
        left = len(names) - TOLD + 1
        more = ngettext("%(count)s til", "%(count)s til", left) % {"count": formatting.number(left)}
        names = [*names[: TOLD - 1], more]
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s og %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
