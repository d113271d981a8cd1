"""Agreements in words: what is wrong, how old it is, whose answer is awaited, and what to do next."""

from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import formatting
from initiatives.domain.agreements import Agreement, Concern, Concerned
from initiatives.domain.vocabulary import DependencyState, Side
from reporting.domain.figures.contract import Reckoning
from reporting.domain.figures.coordination import AgreementRow, Named
from reporting.pages.overview_words import age as age_words


def concern(each: Concerned) -> str:
    """What is wrong, in a few words, with its days."""
    if each.days is None:
        return _UNDATED[each.concern]()
    return _DATED[each.concern](each.days)


def _dated(text: str, days: int) -> str:
    return text % {"days": formatting.days(days)}


def _aged(text: str, days: int, today: str) -> str:
    """Words with an age; of what happened today the words that say so."""
    return text % {"age": age_words(days)} if days > 0 else today


_DATED = {
    Concern.DISPUTED: lambda days: _aged(_("omstridt i %(age)s"), days, _("omstridt siden i dag")),
    Concern.FEASIBLE_AFTER_PROMISE: lambda days: _dated(_("kan tidligst leveres %(days)s etter løftet"), days),
    Concern.CLAIM_AFTER_PROMISE: lambda days: _dated(_("giveren venter selv %(days)s etter løftet"), days),
    Concern.PROMISE_AFTER_NEED: lambda days: _dated(_("lovet %(days)s etter behovet"), days),
    Concern.NEED_PASSED: lambda days: _dated(_("behovsdatoen passerte for %(days)s siden"), days),
    Concern.PROMISE_PASSED: lambda days: _dated(_("løftet gikk ut for %(days)s siden"), days),
    Concern.NEED_AFTER_IMPLIED: lambda days: _dated(_("mottakerens plan trenger det %(days)s før behovet"), days),
    Concern.ONE_SIDED: lambda days: _aged(
        _("bekreftet bare av én part, for %(age)s siden"), days, _("bekreftet bare av én part, i dag")
    ),
    Concern.STALE: lambda days: _("ikke bekreftet på %(age)s") % {"age": age_words(days)},
    Concern.NOTED: lambda days: _aged(
        _("notert i en kilde for %(age)s siden, ingen avtale"), days, _("notert i en kilde i dag, ingen avtale")
    ),
}
_UNDATED = {
    Concern.DISPUTED: lambda: _("omstridt"),
    Concern.GIVER_STOPPED: lambda: _("giveren er stanset eller på pause"),
    Concern.PARTY_DISSOLVED: lambda: _("en part er avviklet"),
    Concern.NO_PROMISE: lambda: _("ingen lovet dato"),
    Concern.ONE_SIDED: lambda: _("bekreftet bare av én part"),
    Concern.STALE: lambda: _("ikke bekreftet av noen av partene"),
    Concern.UNRECEIPTED: lambda: _("levert, men ikke kvittert for"),
    Concern.NOTED: lambda: _("notert i en kilde, ingen avtale"),
}


def concern_label(each: Concern) -> str:
    """What sort of thing is wrong, without its days: for filters and headings."""
    return {
        Concern.DISPUTED: _("omstridt"),
        Concern.FEASIBLE_AFTER_PROMISE: _("kan ikke leveres til løftet"),
        Concern.CLAIM_AFTER_PROMISE: _("giveren venter selv etter løftet"),
        Concern.PROMISE_AFTER_NEED: _("lovet etter behovet"),
        Concern.NEED_PASSED: _("behovsdatoen er passert"),
        Concern.PROMISE_PASSED: _("løftet er gått ut"),
        Concern.GIVER_STOPPED: _("giveren er stanset eller på pause"),
        Concern.PARTY_DISSOLVED: _("en part er avviklet"),
        Concern.NEED_AFTER_IMPLIED: _("mottakerens egen plan trenger det før"),
        Concern.NO_PROMISE: _("ingen lovet dato"),
        Concern.ONE_SIDED: _("bekreftet bare av én part"),
        Concern.STALE: _("ikke bekreftet på lenge"),
        Concern.UNRECEIPTED: _("levert, men ikke kvittert for"),
        Concern.NOTED: _("bare notert i en kilde"),
    }[each]


def concerns(agreement: Agreement) -> tuple[str, ...]:
    """Everything that is wrong, worst first."""
    return tuple(concern(each) for each in agreement.concerns)


def in_danger(agreement: Agreement, withheld: Collection[str] = ()) -> str:
    """Why it is in danger, in one line: the worst, and that nobody has promised a date, where that is not withheld."""
    worst, *rest = agreement.concerns
    told = [each for each in rest if each.concern is Concern.NO_PROMISE and "promised" not in withheld]
    return ", ".join(concern(each) for each in (worst, *told))


def state_age(row: AgreementRow) -> str:
    """For how long the agreement has been as it is: «i 30 dager», «siden i dag»; "" when not known."""
    return "" if row.age is None else _aged(_("i %(age)s"), row.age, _("siden i dag"))


def owner(side: Named) -> str:
    """The owner of a side, said when no source tells; of somebody outside, that it is outside."""
    if side.owner_name:
        return side.owner_name
    return _("utenfor porteføljen") if side.external else _("eier ikke oppgitt")


def waits(agreement: Agreement) -> str:
    """Whose answer is awaited; "" when nobody's."""
    return {
        Side.GIVER: _("venter på svar fra giveren"),
        Side.RECEIVER: _("venter på svar fra mottakeren"),
        None: "",
    }[agreement.awaits]


def reckoned_with(found: Reckoning) -> str:
    """Whether plans go by it, in a few words; "" where they simply do, or nothing is left to reckon."""
    return {
        Reckoning.YES: "",
        Reckoning.PROPOSED: _("regnes med, men er bare foreslått"),
        Reckoning.LOOSE: _("ikke bindende: regnes ikke"),
        Reckoning.NOTED: _("bare notert: regnes ikke"),
        Reckoning.DISPUTED: _("omstridt: regnes ikke"),
        Reckoning.OVER: "",
        Reckoning.WHOLE: _("gjelder et helt tiltak, som ikke har én dato å regne med"),
        Reckoning.CIRCLE: _("går i ring: regnes ikke"),
        Reckoning.TWIN: _("regnes gjennom en annen avtale mellom de samme milepælene"),
    }[found]


def next_step(agreement: Agreement) -> str:
    """What would bring it further, as an invitation."""
    found = {each.concern for each in agreement.concerns}
    if agreement.fact.state == DependencyState.DISPUTED:
        return _("Løft til beslutning")
    if Concern.PARTY_DISSOLVED in found:
        return _("Utpek ny part")
    if Concern.UNRECEIPTED in found:
        return _("Kvitter for leveransen")
    if agreement.fact.state == DependencyState.NOTED:
        return _("Foreslå en avtale")
    if agreement.fact.state == DependencyState.PROPOSED:
        return _("Be om svar")
    if Concern.NO_PROMISE in found:
        return _("Be om dato")
    if agreement.endangered:
        return _("Avtal ny dato")
    return _("Be om bekreftelse") if found else ""


def count_words(count: int) -> str:
    """«3 avtaler»."""
    return ngettext("%(count)s avtale", "%(count)s avtaler", count) % {"count": formatting.number(count)}
