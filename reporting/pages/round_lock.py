"""Whether a round can be locked, in words: what is in order, what is missing and by what name."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from initiatives import formatting
from initiatives.domain.facts import Slice
from initiatives.domain.state import PortfolioState
from reporting import choices
from reporting.domain.figures.campaign import AWAITED, Campaign, Step
from reporting.domain.readiness import Readiness
from reporting.domain.vocabulary import TextKind
from reporting.pages import round_words as words
from reporting.pages.overview_words import capital, in_words

NAMED = 3


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is in order or not; `parts` are the initiatives it is about. `wish`: it is no gap to lack it.

    `owners` names by uid those whose reports are lacking, where one initiative lacks several.
    """

    fine: bool
    text: str
    detail: str = ""
    parts: tuple[Slice, ...] = ()
    wish: bool = False
    owners: Mapping[str, str] = field(default_factory=dict)

    @property
    def few(self) -> tuple[Slice, ...]:
        """The first of them, to be told by name where there is little room."""
        return self.parts[:NAMED]

    @property
    def more(self) -> str:
        """«og fem til»; "" where all are told."""
        count = len(self.parts) - NAMED
        return ngettext("og %(count)s til", "og %(count)s til", count) % {"count": in_words(count)} if count > 0 else ""


def checks(found: Readiness, round_: Campaign, state: PortfolioState) -> tuple[Check, ...]:
    """The list before the lock, what is missing first as it is asked for."""
    return (
        _delivered(found, round_, state),
        _assessed(found, state),
        _measured(found, state),
        _cut_off(found, round_),
        _written(found),
    )


def gaps(found: Iterable[Check]) -> int:
    """How many things are missing."""
    return sum(not each.fine and not each.wish for each in found)


def _delivered(found: Readiness, round_: Campaign, state: PortfolioState) -> Check:
    codes = tuple(dict.fromkeys((*found.missing, *found.returned)))
    count = len(round_.follow_up)
    if not codes:
        given = ngettext("Rapporten er levert", "Alle %(count)s rapportene er levert", found.asked)
        text = given % {"count": formatting.number(found.asked)} if found.asked else _("Ingen er bedt om å rapportere")
        return Check(True, text, _exempt(round_))
    told = ngettext("Én rapport er ikke levert", "%(count)s rapporter er ikke levert", count)
    return Check(
        False, capital(told % {"count": in_words(count)}), _steps(round_), _parts(codes, state), owners=_several(round_)
    )


def _several(round_: Campaign) -> dict[str, str]:
    """uid → the organisations that have not delivered, of initiatives that more than one reports on."""
    names = defaultdict(list)
    for each in round_.follow_up:
        names[each.part.uid].append(each.organisation or _("uten kjent eier"))
    return {uid: words.listed(found) for uid, found in names.items() if len(found) > 1}


def _steps(round_: Campaign) -> str:
    """«to ikke åpnet, tre påbegynt, én returnert»."""
    told = []
    for step in AWAITED:
        if count := len(round_.steps[step]):
            told.append(_step(step, count) % {"count": one(count)})
    return ", ".join(told)


def _step(step: Step, count: int) -> str:
    """The state of one or of several, since some languages bend it."""
    if step is Step.UNOPENED:
        return ngettext("%(count)s ikke åpnet", "%(count)s ikke åpnet", count)
    if step is Step.BEGUN:
        return ngettext("%(count)s påbegynt", "%(count)s påbegynt", count)
    return ngettext("%(count)s returnert", "%(count)s returnert", count)


def one(count: int) -> str:
    """A small number of reports as a word: «én», «to»."""
    return pgettext("tallord", "én") if count == 1 else in_words(count)


def _exempt(round_: Campaign) -> str:
    count = len(round_.steps[Step.EXEMPT])
    return ngettext("%(count)s er fritatt", "%(count)s er fritatt", count) % {"count": in_words(count)} if count else ""


def _assessed(found: Readiness, state: PortfolioState) -> Check:
    count = len(found.unassessed)
    if not count:
        return Check(True, _("Alt som er levert, er vurdert"))
    text = ngettext("Én er ikke vurdert", "%(count)s er ikke vurdert", count) % {"count": in_words(count)}
    return Check(False, capital(text), parts=_parts(found.unassessed, state))


def _measured(found: Readiness, state: PortfolioState) -> Check:
    codes = found.without_measure
    if not codes:
        return Check(True, _("Gule og røde har tiltak, ansvarlig og frist"))
    text = ngettext(
        "Ett gult eller rødt uten tiltak, ansvarlig eller frist",
        "%(count)s gule eller røde uten tiltak, ansvarlig eller frist",
        len(codes),
    )
    return Check(False, capital(text % {"count": in_words(len(codes))}), parts=_parts(codes, state))


def _cut_off(found: Readiness, round_: Campaign) -> Check:
    period = round_.period
    detail = ". ".join(each for each in (formatting.long_day(period.cut_off), capital(period.cut_off_note)) if each)
    if found.before_cut_off:
        return Check(False, _("Datakuttet har ikke vært ennå"), detail)
    return Check(True, _("Datakuttet er passert"), detail)


def _written(found: Readiness) -> Check:
    if not found.texts:
        return Check(True, _("Porteføljekontorets tekster er skrevet"))
    missing = words.listed(_("«%(name)s»") % {"name": choices.label(TextKind, each)} for each in found.texts)
    return Check(False, _("Ikke skrevet: %(texts)s") % {"texts": missing}, _("hindrer ikke låsing"), wish=True)


def _parts(codes: Iterable[str], state: PortfolioState) -> tuple[Slice, ...]:
    return tuple(part for code in codes if (part := state.codes.get(code)))


def why_not(found: Sequence[Check]) -> str:
    """What stands under the button: how many things are missing, and that it can be done all the same."""
    count = gaps(found)
    if not count:
        return ""
    told = ngettext("Én ting mangler.", "%(count)s ting mangler.", count) % {"count": in_words(count)}
    rest = _("Du kan låse med mangler når du skriver hvorfor; da står de i rapporten.")
    return f"{capital(told)} {rest}"


def missing(found: Sequence[Check]) -> list[Check]:
    """What is missing, each to be told whole."""
    return [each for each in found if not each.fine and not each.wish]


HOW = (
    gettext_lazy("Hele porteføljen skrives ned slik den er nå: fakta, rapporter, vurderinger, tekster og beregninger."),
    gettext_lazy("Rapporter som ikke er levert eller godkjent, blir stående som «ikke rapportert» og «ikke vurdert»."),
    gettext_lazy("Låsen kan ikke åpnes igjen. Det som kommer etterpå, blir et datert tillegg."),
    gettext_lazy("Alle som skulle rapportere, får beskjed."),
)
"""What the lock does."""
