"""Probability in words people use: «halvparten av gangene innen …», and every refusal with its reason and names."""

from collections.abc import Sequence
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import choices, formatting
from initiatives.domain.simulation import SMALLEST_CLASS, NotComputable
from initiatives.domain.vocabulary import MilestoneKind
from reporting.domain.figures.probability import CannotTell, Decider, Drawn, NoEnd, Obstacle, Probability
from reporting.pages import what_if_words as words
from reporting.pages.overview_words import capital, in_words

HALF = 0.5


def when(found: Probability) -> str:
    """The three dates: «Halvparten av gangene innen 27.10.2027, 85 av 100 ganger innen 5.12.2027, 10 av 100 allerede
    15.9.2027»."""
    days = {"p10": formatting.day(found.p10), "p50": formatting.day(found.p50), "p85": formatting.day(found.p85)}
    return (
        _("Halvparten av gangene innen %(p50)s, 85 av 100 ganger innen %(p85)s, og 10 av 100 ganger alt %(p10)s.")
        % days
    )


def chance(share: float | None) -> str:
    """«62 av 100 ganger»; what is nearly never or nearly always says so; "" without a baseline."""
    if share is None:
        return ""
    if share <= 0:
        return _("aldri i kjøringene")
    if share >= 1:
        return _("alltid i kjøringene")
    count = round(share * 100)
    if count < 1:
        return _("under 1 av 100 ganger")
    if count > 99:
        return _("over 99 av 100 ganger")
    return _("%(count)s av 100 ganger") % {"count": count}


def meets(found: Probability) -> tuple[str, ...]:
    """How often each baseline is met, with its day."""
    told = []
    if found.original:
        told.append(
            _("opprinnelig plan %(day)s holder %(chance)s")
            % {"day": formatting.day(found.original), "chance": chance(found.meets_original)}
        )
    if found.approved and found.approved != found.original:
        told.append(
            _("sist vedtatte %(day)s holder %(chance)s")
            % {"day": formatting.day(found.approved), "chance": chance(found.meets_approved)}
        )
    return tuple(told)


def decider(each: Decider) -> str:
    """In what share of the runs the end waits for it."""
    return chance(each.share)


def rests_on(found: Probability) -> tuple[str, ...]:
    """What one end rests on: estimates, the record, and who is taken at their word."""
    told = []
    if found.estimated:
        told.append(
            ngettext(
                "%(count)s milepæl har trepunktsanslag",
                "%(count)s milepæler har trepunktsanslag",
                found.estimated,
            )
            % {"count": formatting.number(found.estimated)}
        )
    told += [drawn(each) for each in found.drawn]
    if found.by_word:
        names = words.listed(dict.fromkeys(map(words.name, found.by_word)))
        told.append(_("%(names)s er tatt på ordet") % {"names": names})
    return tuple(told)


def drawn(each: Drawn) -> str:
    """What some dates are drawn from: «2 milepæler er trukket fra 24 ferdige av slaget «leveranse»»."""
    count = len(each.milestones)
    told = ngettext("%(count)s milepæl er trukket fra", "%(count)s milepæler er trukket fra", count)
    return f"{told % {'count': formatting.number(count)}} {_class(each.kind, each.finished, example=each.example)}"


def _class(kind: str | None, finished: int, *, example: bool) -> str:
    count = {"count": formatting.number(finished)}
    if kind:
        told = ngettext("%(count)s ferdig av slaget «%(kind)s»", "%(count)s ferdige av slaget «%(kind)s»", finished) % {
            **count,
            "kind": choices.label(MilestoneKind, kind),
        }
    else:
        told = ngettext("%(count)s ferdig av alle slag", "%(count)s ferdige av alle slag", finished) % count
    return f"{told} ({_('eksempel')})" if example else told


# ── what cannot be reckoned ──────────────────────────────────────────────────────────────────────────────────────────


def refusal(found: CannotTell) -> str:
    """Why one initiative's end cannot be reckoned, in a sentence."""
    if found.no_end is not None:
        return has_no_end(found.no_end)
    if not found.obstacles:
        return _("Kan ikke beregnes.")
    return because(found.obstacles[0], len(found.obstacles) - 1)


def has_no_end(reason: StrEnum) -> str:
    """The sentence of an initiative with nothing to reckon towards."""
    return capital(f"{_('kan ikke beregnes fordi')} {no_end(NoEnd(reason))}.")


def because(each: Obstacle, more: int = 0) -> str:
    """One obstacle as a sentence, and how many more there are."""
    told = capital(f"{_('kan ikke beregnes fordi')} {obstacle(each)}")
    if more:
        words_more = ngettext("og %(count)s hindring til", "og %(count)s hindringer til", more)
        told = f"{told}, {words_more % {'count': formatting.number(more)}}"
    return f"{told}."


def obstacle(each: Obstacle) -> str:
    """One obstacle: «X» verken har trepunktsanslag eller nok ferdige milepæler å sammenlikne med (7 av 20)."""
    name = {"name": words.quoted(each.name)}
    if each.reason in (NotComputable.CLASS_TOO_SMALL, NotComputable.NO_ESTIMATE):
        return _(
            "%(name)s verken har trepunktsanslag eller nok ferdige milepæler å sammenlikne med "
            "(%(found)s av %(needed)s)"
        ) % {**name, "found": formatting.number(each.usable), "needed": SMALLEST_CLASS}
    return {
        NotComputable.OVERDUE: _("%(name)s skulle ha levert, og ingen ny dato er lovet"),
        NotComputable.UNDATED: _("%(name)s ikke har noen dato"),
        NotComputable.BAD_ESTIMATE: _("anslaget for %(name)s ikke henger sammen"),
        NotComputable.REACHED: _("%(name)s er nådd"),
    }[each.reason] % name


def no_end(reason: NoEnd) -> str:
    """Why there is nothing to reckon towards, after «fordi»."""
    return {
        NoEnd.STOPPED: _("tiltaket er stanset"),
        NoEnd.NO_MILESTONES: _("ingen milepæler er ført"),
        NoEnd.REACHED: _("alle milepælene er nådd"),
        NoEnd.UNDATED: _("ingen av milepælene som gjenstår, har dato"),
    }[reason]


def reason_title(reason: StrEnum) -> str:
    """What a group of refusals is called."""
    titles: dict[StrEnum, str] = {
        NotComputable.OVERDUE: _("Venter på noen utenfor som er forfalt"),
        NotComputable.UNDATED: _("Venter på noe uten dato"),
        NotComputable.BAD_ESTIMATE: _("Anslag som ikke henger sammen"),
        NotComputable.NO_ESTIMATE: _("Ingen anslag"),
        NotComputable.CLASS_TOO_SMALL: _("Verken anslag eller nok ferdige å sammenlikne med"),
        NotComputable.REACHED: _("Nådd"),
        NoEnd.STOPPED: _("Stanset"),
        NoEnd.NO_MILESTONES: _("Ingen milepæler er ført"),
        NoEnd.REACHED: _("Alle milepæler er nådd"),
        NoEnd.UNDATED: _("Ingen dato på det som gjenstår"),
    }
    return titles[reason]


# ── the whole page ───────────────────────────────────────────────────────────────────────────────────────────────────


def finding(shown: Sequence[Probability], reckonable: int, total: int) -> str:
    """The finding: of one its likely day; of several how many can be reckoned, and how many likely keep their plan."""
    if total == 1 and len(shown) == 1:
        return _("Halvparten av gangene er %(name)s nådd innen %(day)s.") % {
            "name": _("«%(name)s»") % {"name": shown[0].end.name},
            "day": formatting.day(shown[0].p50),
        }
    if not reckonable:
        return _("Ingen av tiltakene kan beregnes ennå.")
    told = ngettext(
        "%(count)s av %(total)s tiltak kan beregnes.", "%(count)s av %(total)s tiltak kan beregnes.", reckonable
    ) % {"count": capital(in_words(reckonable)), "total": formatting.number(total)}
    return f"{told} {_keeps(shown)}" if len(shown) == reckonable else told


def _keeps(shown: Sequence[Probability]) -> str:
    planned = [each for each in shown if each.meets_original is not None]
    keeping = sum((each.meets_original or 0) >= HALF for each in planned)
    if not planned:
        return ""
    if not keeping:
        return _("Ingen av dem holder opprinnelig plan i minst halvparten av gangene.")
    told = ngettext(
        "%(count)s av dem holder opprinnelig plan i minst halvparten av gangene.",
        "%(count)s av dem holder opprinnelig plan i minst halvparten av gangene.",
        keeping,
    )
    return told % {"count": capital(in_words(keeping))}


def luck(common: float) -> str:
    """How much luck an owner's milestones share, as a choice."""
    if not common:
        return _("uavhengige")
    return _("felles i %(percent)s av 100") % {"percent": round(common * 100)}


def ground(common: float, runs: int, seed: int) -> tuple[str, ...]:
    """What the simulation assumes, in sentences."""
    if common:
        shared = _(
            "I %(percent)s av 100 kjøringer går alt arbeidet til en eier like godt eller like dårlig; i de andre er "
            "milepælene uavhengige."
        ) % {"percent": round(common * 100)}
    else:
        shared = _(
            "Hver milepæl har sin egen flaks. Har eiere felles problemer, er virkeligheten mer usikker enn dette."
        )
    return (
        _("%(runs)s kjøringer med fast frø %(seed)s: samme fakta gir samme svar.")
        % {"runs": formatting.number(runs), "seed": seed},
        shared,
        _(
            "Arbeid med trepunktsanslag trekkes mellom laveste og høyeste. Uten anslag trekkes forsinkelsen fra "
            "ferdige milepæler i porteføljen, bare når minst %(needed)s av dem var like langt unna eller like sene."
        )
        % {"needed": SMALLEST_CLASS},
        _("Bindende avtaler og oppgitt rekkefølge holder i hver kjøring. De utenfor porteføljen tas på ordet."),
    )
