"""What the reckoning assumes, and the sources."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import formatting
from initiatives.domain.vocabulary import DependencyState
from reporting.domain.figures.probability import RUNS, SEED
from reporting.exports.board.unknown import source_list
from reporting.exports.coordination.ground import Ground
from reporting.exports.pdf import elements as e
from reporting.pages import probability_words, what_if_words


def assumptions(ground: Ground) -> list[e.Element]:
    """«Hva regningen forutsetter»."""
    return [
        e.heading(_("Hva regningen forutsetter"), 1, key="forutsetninger"),
        e.bullets(plans(ground)),
        *_likely(ground),
    ]


def _likely(ground: Ground) -> list[e.Element]:
    if not ground.likely:
        return []
    return [e.heading(_("Sannsynlighetene"), 2), e.bullets(list(probability_words.ground(0.0, RUNS, SEED)))]


def plans(ground: Ground) -> list[str]:
    """What the dates that can be kept rest on, a sentence each."""
    told = [
        *what_if_words.always(),
        _("Det ingen har datert, er ukjent: verken null dager eller uendelig. Det som venter på det, sier fra."),
        _("Det som er forfalt, kan tidligst komme i dag. Alle dager er kalenderdager."),
        _("Hva det koster at en leveranse kommer sent, er regnet for hver avtale for seg, som om begge sto ved den."),
    ]
    if ground.record.period and ground.record.period.locked:
        told.append(_("Perioden er låst: datoene og det som er galt, vises slik de ble regnet ved låsing."))
    out = sum(ground.counts.states.get(state, 0) for state in (DependencyState.NOTED, DependencyState.DISPUTED))
    if out:
        words = ngettext(
            "%(count)s åpen avtale mellom eiere er bare notert eller omstridt, og flytter ingen datoer.",
            "%(count)s åpne avtaler mellom eiere er bare notert eller omstridt, og flytter ingen datoer.",
            out,
        )
        told.append(words % {"count": formatting.number(out)})
    return told


def sources(ground: Ground) -> list[e.Element]:
    """«Kilder»."""
    return source_list(ground.sources.sources)
