"""Coordination in words: the findings, the counts beside them, and what the parts are called."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import formatting
from initiatives.domain.agreements import Concern
from initiatives.domain.vocabulary import DependencyState
from reporting.domain.figures.coordination import Named
from reporting.domain.figures.coordination_counts import Counts
from reporting.domain.figures.coordination_holders import UNKNOWN, Holder
from reporting.domain.figures.coordination_load import LATER, UNDATED
from reporting.domain.figures.coordination_web import View, Web, node_key
from reporting.pages.overview_words import capital, in_words, of_which_examples


def finding(found: Counts) -> str:
    """The headline: how many agreements are in danger, and how many of them nobody has dated."""
    if not found.rows:
        return _("Ingen avtaler mellom eiere er registrert.")
    if not found.endangered:
        noted = found.states.get(DependencyState.NOTED, 0)
        calm = _("Ingen avtaler mellom eiere er i fare.")
        return f"{calm} {_noted(noted, len(found.rows))}".strip()
    count = len(found.endangered)
    words = ngettext("én avtale mellom eiere er i fare", "%(count)s avtaler mellom eiere er i fare", count)
    danger = _marked(words % {"count": in_words(count)}, count, found.endangered_examples)
    return f"{capital(danger)} {_undated(found.undated, count)}"


def _noted(noted: int, every: int) -> str:
    if not noted:
        return ""
    if noted == every:
        return _("Alle er bare notert i kilder.")
    words = ngettext("én er bare notert i en kilde.", "%(count)s er bare notert i kilder.", noted)
    return capital(words % {"count": in_words(noted)})


def _undated(undated: int, count: int) -> str:
    if not undated:
        return _("Den har en lovet dato.") if count == 1 else _("Alle har en lovet dato.")
    if undated == count:
        return _("Den har ingen lovet dato.") if count == 1 else _("Ingen av dem har en lovet dato.")
    words = ngettext("én av dem har ingen lovet dato.", "%(count)s av dem har ingen lovet dato.", undated)
    return capital(words % {"count": in_words(undated)})


def _marked(words: str, count: int, examples: int) -> str:
    """A sentence that says how many of its count are examples."""
    if not examples:
        return f"{words}."
    if examples == count:
        return f"{words} ({ngettext('et eksempel', 'eksempler', count)})."
    tail = ngettext("én er et eksempel", "%(count)s er eksempler", examples) % {"count": in_words(examples)}
    return f"{words} ({tail})."


def beside(found: Counts) -> str:
    """What stands under the headline: how many are open, by state, and how many are with somebody outside."""
    if not found.rows:
        return ""
    labels: dict[DependencyState, Callable[[int], str]] = {
        DependencyState.ACCEPTED: lambda n: ngettext("%(count)s godtatt", "%(count)s godtatt", n),
        DependencyState.PROPOSED: lambda n: ngettext("%(count)s foreslått", "%(count)s foreslått", n),
        DependencyState.DISPUTED: lambda n: ngettext("%(count)s omstridt", "%(count)s omstridt", n),
        DependencyState.NOTED: lambda n: ngettext(
            "%(count)s bare notert i en kilde", "%(count)s bare notert i kilder", n
        ),
    }
    told = [
        label(count) % {"count": formatting.number(count)}
        for state, label in labels.items()
        if (count := found.states.get(state, 0))
    ]
    open_ = ngettext("%(count)s åpen mellom eiere", "%(count)s åpne mellom eiere", len(found.rows))
    parts = [f"{open_ % {'count': formatting.number(len(found.rows))}}: {', '.join(told)}"]
    if found.external:
        words = ngettext(
            "%(count)s med noen utenfor porteføljen", "%(count)s med noen utenfor porteføljen", found.external
        )
        parts.append(words % {"count": formatting.number(found.external)})
    if found.inside:
        words = ngettext("%(count)s til inni én eier", "%(count)s til inni én eier", found.inside)
        parts.append(words % {"count": formatting.number(found.inside)})
    if found.examples:
        parts.append(of_which_examples(found.examples))
    return " · ".join(parts)


def loose(why: Concern, count: int) -> str:
    """How many nobody stands by for one reason: «11 bare notert i kilder»."""
    words = {
        Concern.UNRECEIPTED: ngettext("%(count)s levert uten kvittering", "%(count)s levert uten kvittering", count),
        Concern.ONE_SIDED: ngettext(
            "%(count)s bekreftet av bare én part", "%(count)s bekreftet av bare én part", count
        ),
        Concern.STALE: ngettext("%(count)s ikke bekreftet på lenge", "%(count)s ikke bekreftet på lenge", count),
        Concern.NO_PROMISE: ngettext("%(count)s uten lovet dato", "%(count)s uten lovet dato", count),
        Concern.NOTED: ngettext("%(count)s bare notert i en kilde", "%(count)s bare notert i kilder", count),
    }
    return words[why] % {"count": formatting.number(count)}


def loose_summary(found: Counts) -> str:
    """What the folded list is called."""
    words = ngettext(
        "%(count)s avtale til som ingen står ved", "%(count)s avtaler til som ingen står ved", found.unsupported
    )
    told = [loose(why, len(rows)) for why, rows in found.loose.items()]
    return f"{words % {'count': formatting.number(found.unsupported)}}: {', '.join(told)}"


# ── what the parts are called ────────────────────────────────────────────────────────────────────────────────────────


def holder_name(each: Holder) -> str:
    """Who stands behind a side, in full."""
    if each.key == UNKNOWN:
        return _("eier ikke oppgitt")
    if each.outside:
        return _("utenfor: %(kind)s") % {"kind": each.label} if each.label else _("andre utenfor porteføljen")
    return each.label


def holder_short(each: Holder) -> str:
    """The same, as short as a source has it."""
    if each.key == UNKNOWN:
        return _("Ukjent")
    if each.outside:
        return each.label or _("Andre utenfor")
    return each.short or each.label


def quarter(key: str) -> str:
    """A quarter's key in words: «1. kv. 2027», «senere», «uten dato»."""
    if key == LATER:
        return _("senere")
    if key == UNDATED:
        return _("uten dato")
    year, _dash, number = key.partition("-")
    return _("%(number)s. kv. %(year)s") % {"number": number, "year": year}


# ── the picture ──────────────────────────────────────────────────────────────────────────────────────────────────────


def web_finding(found: Web) -> str:
    """The caption: who depends on most others, else whom most wait for, else the worst agreement."""
    givers: dict[str, set[str]] = {}
    receivers: dict[str, set[str]] = {}
    for each in found.rows:
        giver, receiver = node_key(each.giver), node_key(each.receiver)
        givers.setdefault(receiver, set()).add(giver)
        receivers.setdefault(giver, set()).add(receiver)
    if not found.rows:
        return _("Ingen avtaler å tegne")
    most, waiting = _most(givers), _most(receivers)
    if len(givers[most]) >= max(2, len(receivers[waiting])):
        words = _("%(name)s henger på %(count)s andre")
        return words % {"name": _named(found.sides[most]), "count": in_words(len(givers[most]))}
    if len(receivers[waiting]) > 1:
        words = _("%(count)s andre venter på %(name)s")
        count = in_words(len(receivers[waiting]))
        return capital(words % {"name": _named(found.sides[waiting]), "count": count})
    worst = found.rows[0]
    return _("%(receiver)s venter på %(giver)s") % {"receiver": _named(worst.receiver), "giver": _named(worst.giver)}


def _most(found: dict[str, set[str]]) -> str:
    return min(found, key=lambda key: (-len(found[key]), key))


def _named(side: Named) -> str:
    example = side.part.example if side.part else bool(side.external and side.external.example)
    return f"{side.name} ({_('eksempel')})" if example else side.name


def web_note(found: Web) -> str:
    """How much is drawn: «18 tiltak og parter, 15 avtaler»."""
    nodes, edges = len(found.nodes), len(found.edges)
    words = ngettext("%(count)s avtale", "%(count)s avtaler", edges) % {"count": formatting.number(edges)}
    return _("%(nodes)s tiltak og parter, %(agreements)s") % {"nodes": formatting.number(nodes), "agreements": words}


def view_label(view: View) -> str:
    """What a view of the picture is called."""
    return {View.USUAL: _("Det vanlige"), View.ALL: _("Alle åpne"), View.ENDANGERED: _("Bare i fare")}[view]


def web_limits(found: Web, asked: View) -> str:
    """What is left out of the picture and why; "" when it is all there."""
    told = []
    if found.view is View.ENDANGERED and asked is View.USUAL:
        words = _("Bare det som er i fare, er tegnet: %(shown)s av %(all)s avtaler.")
        told.append(words % {"shown": formatting.number(found.joined), "all": formatting.number(found.every)})
    if found.cut:
        words = _(
            "Bildet viser %(shown)s av %(all)s tiltak og parter: dem flest avtaler i fare møtes i. "
            "Velg eier, plan eller tiltak for å se resten."
        )
        told.append(words % {"shown": formatting.number(len(found.nodes)), "all": formatting.number(found.fit)})
    return " ".join(told)
