"""A what-if in words: the finding, why each milestone moves, where it stops, what is asked of whom, what is wrong."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from initiatives import formatting
from initiatives.domain.vocabulary import LinkType
from reporting.domain.figures.coordination import Named
from reporting.domain.figures.what_if import Outcome, Push, Row, Why
from reporting.domain.figures.what_if_conflicts import Conflict
from reporting.domain.figures.what_if_question import LONGEST, MOST, Wrong
from reporting.domain.figures.what_if_stops import Halt, Stop
from reporting.pages import agreement_words
from reporting.pages.overview_words import in_words
from reporting.pages.what_if_query import WEEK


def size(days: int) -> str:
    """A slip: «6 uker» where it is whole weeks, else «45 dager»."""
    if days % WEEK:
        return formatting.days(days)
    weeks = days // WEEK
    return ngettext("%(count)s uke", "%(count)s uker", weeks) % {"count": formatting.number(weeks)}


def moved(days: int) -> str:
    """How far something moves, with its sign: «+6 uker», «+41 dager»; beyond a year rounded to weeks."""
    return f"+{size(days)}" if days % WEEK == 0 or days < 60 else formatting.slip_words(days)


def name(each: Named) -> str:
    """A milestone's name, or the external party's."""
    return each.milestone.name if each.milestone else each.name or _("ukjent")


def quoted(each: Named) -> str:
    """The name in quotation marks; an external party's without."""
    return _("«%(name)s»") % {"name": name(each)} if each.milestone else name(each)


def owner(each: Named) -> str:
    """Who owns it, said when no source tells."""
    return agreement_words.owner(each)


# ── the finding ──────────────────────────────────────────────────────────────────────────────────────────────────────


def finding(found: Outcome) -> str:
    """What the slips lead to, in one to three sentences; the question itself where nothing is tried."""
    return " ".join(sentences(found))


def sentences(found: Outcome) -> list[str]:
    """The finding sentence by sentence: what moves, what ends later or why nothing does, agreements in danger."""
    if not found.tried:
        return [_("Hva om en milepæl glir?")]
    told = [f"{_if(found)}, {_then(found)}."]
    if found.worst_end and found.worst_end.end:
        row = found.worst_end.end
        told.append(
            _("%(name)s flyttes fra %(before)s til %(after)s.")
            % {"name": quoted(row.name), "before": formatting.day(row.before), "after": formatting.day(row.after)}
        )
    elif not found.moved:
        told.append(_held(found))
    if count := sum(each.newly for each in found.conflicts):
        words = ngettext("%(count)s avtale kommer i fare.", "%(count)s avtaler kommer i fare.", count)
        told.append(_capital(words % {"count": _feminine(count)}))
    return told


def _if(found: Outcome) -> str:
    tried = found.tried
    if len(tried) > 1:
        return _("Glir disse %(count)s samtidig") % {"count": in_words(len(tried))}
    row = tried[0]
    if row.name.milestone is None:
        return _("Leverer %(name)s %(size)s senere enn ventet") % {"name": name(row.name), "size": size(row.days)}
    return _("Glir %(name)s %(size)s") % {"name": quoted(row.name), "size": size(row.days)}


def _then(found: Outcome) -> str:
    count = len(found.moved)
    if not count:
        return _("flyttes ingen andre milepæler")
    many = ngettext("flyttes én annen milepæl", "flyttes %(count)s andre milepæler", count) % {"count": in_words(count)}
    known = [each for each in found.owners if each]
    if not known:
        return many
    owners = ngettext("hos én eier", "hos %(count)s eiere", len(known)) % {"count": in_words(len(known))}
    return f"{many} {owners}"


def _held(found: Outcome) -> str:
    halts = {each.halt for each in found.stops}
    if Halt.SLACK in halts:
        return _("Slakken tar det opp.")
    if halts:
        return _("Avtalene som venter på den, er ikke slik at de kan regnes.")
    return _("Ingen avtale og ingen rekkefølge er ført fra den.")


def _feminine(count: int) -> str:
    return pgettext("hunkjønn", "én") if count == 1 else in_words(count)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


# ── why it moves, and why it stops ───────────────────────────────────────────────────────────────────────────────────


def why(row: Row) -> str:
    """Why a row moves: «kan ikke begynne før 7 dager etter «Innloggingen klar for timeboken»»."""
    found = row.why
    if found.push is Push.TRIED or found.pusher is None or found.link is None:
        return _("dette er det som prøves")
    told = [_demand(found, found.pusher, LinkType(found.link.type), found.link.lag)]
    if found.absorbed:
        told.append(_("%(days)s slakk tok opp resten") % {"days": formatting.days(found.absorbed)})
    if found.others:
        more = ngettext("%(count)s ledd til skyver like langt", "%(count)s ledd til skyver like langt", found.others)
        told.append(more % {"count": formatting.number(found.others)})
    return ", ".join(told)


def _demand(found: Why, pusher: Named, type: LinkType, lag: int) -> str:
    begins = type in (LinkType.FS, LinkType.SS) and not found.event
    after_start = type in (LinkType.SS, LinkType.SF)
    point = _("arbeidet med %(name)s har begynt") if after_start else _("%(name)s er nådd")
    if pusher.milestone is None:
        point = _("%(name)s har levert")
    words = _("kan ikke begynne før %(when)s") if begins else _("kan ikke nås før %(when)s")
    return words % {"when": _offset(lag, point % {"name": quoted(pusher)})}


def _offset(lag: int, point: str) -> str:
    if lag > 0:
        return _("%(days)s etter at %(point)s") % {"days": formatting.days(lag), "point": point}
    if lag < 0:
        return _("%(days)s før %(point)s") % {"days": formatting.days(-lag), "point": point}
    return point


def standing(found: Why) -> str:
    """What the push rests on: «avtale», «foreslått avtale, ikke godtatt», «rekkefølge i tiltaket», «antatt
    rekkefølge»; "" for what is tried."""
    return {
        Push.TRIED: "",
        Push.AGREEMENT: _("foreslått avtale, ikke godtatt") if found.proposed else _("godtatt avtale"),
        Push.INNER: _("oppgitt rekkefølge i tiltaket"),
        Push.ASSUMED: _("antatt rekkefølge"),
    }[found.push]


def stop(each: Stop) -> str:
    """Why it goes no further there."""
    if each.halt is Halt.SLACK:
        if each.slack is None or each.left is None:
            return _("slakken tar det opp")
        return _("%(slack)s slakk tar det opp, %(left)s er igjen") % {
            "slack": formatting.days(each.slack),
            "left": formatting.days(each.left),
        }
    return {
        Halt.DISPUTED: _("avtalen er omstridt og regnes ikke"),
        Halt.NOT_BINDING: _("avtalen er ikke bindende og regnes ikke"),
        Halt.NOTED: _("bare notert i en kilde, ingen har avtalt noe"),
        Halt.NO_MILESTONE: _("avtalen gjelder et helt tiltak og har ingen dato å regne med"),
        Halt.CIRCLE: _("avtalen lukker en ring og er holdt utenfor"),
    }[each.halt]


# ── agreements that come into danger ─────────────────────────────────────────────────────────────────────────────────


def conflict(each: Conflict) -> tuple[str, ...]:
    """What is new or worse about an agreement."""
    new = [agreement_words.concern(one) for one in each.new]
    worse = [
        _("%(concern)s; før %(before)s")
        % {
            "concern": agreement_words.concern(type(was)(was.concern, days)),
            "before": formatting.days(was.days or 0),
        }
        for was, days in each.worse
    ]
    return (*new, *worse)


# ── what is wrong with the question ──────────────────────────────────────────────────────────────────────────────────


def wrong(why: Wrong, *, kept: bool = False) -> str:
    """A sentence beside the field. `kept`: of a what-if that was saved before."""
    if why is Wrong.UNKNOWN:
        return (
            _("Finnes ikke lenger, og er ikke regnet med.")
            if kept
            else _("Milepælen finnes ikke her. Søk den opp, og velg den på nytt.")
        )
    if why is Wrong.REACHED:
        return (
            _("Er nådd siden dette ble lagret, og er ikke regnet med.")
            if kept
            else _("Milepælen er nådd og kan ikke gli.")
        )
    return {
        Wrong.NOT_CHOSEN: _("Velg en milepæl først."),
        Wrong.STOPPED: _("Tiltaket er stanset, og ingen står ved datoen. Velg en annen milepæl."),
        Wrong.NO_DATE: _("Milepælen har ingen dato, så den kan ikke regnes. Velg en som har dato."),
        Wrong.NOT_A_NUMBER: _("Skriv et helt tall, for eksempel 6."),
        Wrong.NOT_POSITIVE: _("Skriv minst 1. Her prøves bare at noe blir senere."),
        Wrong.TOO_LONG: _("Skriv høyst %(weeks)s uker eller %(days)s dager. Det er ti år.")
        % {"weeks": LONGEST // WEEK, "days": formatting.number(LONGEST)},
        Wrong.TWICE: _("Står allerede på en linje over. Endre tallet der."),
        Wrong.TOO_MANY: _("Høyst %(most)s prøves samtidig. Denne er ikke regnet med.") % {"most": MOST},
    }[why]


ABOUT_MILESTONE = frozenset({Wrong.NOT_CHOSEN, Wrong.UNKNOWN, Wrong.REACHED, Wrong.STOPPED, Wrong.NO_DATE, Wrong.TWICE})
"""What is wrong with the milestone; the rest is wrong with the number, or with the line as such."""


# ── what it rests on ─────────────────────────────────────────────────────────────────────────────────────────────────


def ground(found: Outcome) -> tuple[str, ...]:
    """What the reckoning assumes, in sentences: what always holds, and what holds for this one."""
    rows = found.moved
    told = [*always()]
    for count, words in (
        (sum(row.why.proposed for row in rows), _proposed),
        (sum(row.why.push is Push.ASSUMED for row in rows), _assumed),
        (sum(row.earliest for row in found.rows), _earliest),
        (found.circles, _circles),
    ):
        if count:
            told.append(words(count))
    names = dict.fromkeys(name(each) for row in found.incomplete for each in row.missing)
    if names:
        told.append(
            _("Regnet uten dato fra %(names)s. Datoene er det minste av det som er kjent.") % {"names": listed(names)}
        )
    return tuple(told)


def always() -> tuple[str, ...]:
    """What every reckoning of the plans assumes."""
    return (
        _("Ingen regnes raskere enn de selv sier, og ingen henter inn noe. Omtrentlige datoer leses som siste dag."),
        _("Bare bindende avtaler mellom milepæler regnes, og bare de som er godtatt eller foreslått."),
    )


def _proposed(count: int) -> str:
    words = ngettext(
        "%(count)s ledd er en foreslått avtale som mottakeren eller giveren ikke har godtatt.",
        "%(count)s ledd er foreslåtte avtaler som mottakeren eller giveren ikke har godtatt.",
        count,
    )
    return words % {"count": formatting.number(count)}


def _assumed(count: int) -> str:
    words = ngettext(
        "%(count)s ledd er antatt: tiltaket har oppgitt at milepælene følger etter hverandre.",
        "%(count)s ledd er antatt: tiltakene har oppgitt at milepælene følger etter hverandre.",
        count,
    )
    return words % {"count": formatting.number(count)}


def _earliest(count: int) -> str:
    words = ngettext(
        "%(count)s dato er «tidligst»: noe som holder den igjen, er forfalt, og gjenstående tid er ukjent.",
        "%(count)s datoer er «tidligst»: noe som holder dem igjen, er forfalt, og gjenstående tid er ukjent.",
        count,
    )
    return words % {"count": formatting.number(count)}


def _circles(count: int) -> str:
    words = ngettext(
        "%(count)s ring av avtaler er holdt utenfor.", "%(count)s ringer av avtaler er holdt utenfor.", count
    )
    return words % {"count": formatting.number(count)}


def listed(names: "dict[str, None] | list[str]", most: int = 6) -> str:
    """«A, B og C»; beyond `most` «A, B og 7 til»."""
    every = list(names)
    shown, more = every[:most], len(every) - most
    if more > 0:
        return _("%(names)s og %(count)s til") % {"names": ", ".join(shown), "count": formatting.number(more)}
    if len(shown) < 2:
        return "".join(shown)
    return _("%(names)s og %(last)s") % {"names": ", ".join(shown[:-1]), "last": shown[-1]}
