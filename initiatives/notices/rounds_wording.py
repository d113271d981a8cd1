"""What each kind of notice of a round says: one function a kind, whole sentences, which each language may turn."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from initiatives.domain.vocabulary import NoticeKind
from initiatives.formatting import day, days, number
from initiatives.notices.rounds_scenes import RoundScene
from initiatives.notices.rounds_told import RoundChange
from initiatives.notices.sentences import Part, Sentence, Text
from initiatives.notices.wording import Wording

MANUAL = "manual"  # the stage at which the office writes when it sees fit


def round_wording(scene: RoundScene) -> Wording:
    """The words of a notice of a round, in the active language."""
    return _KINDS[scene.kind](scene)


def _opened(scene: RoundScene) -> Wording:
    one, many = _("%(short)s: lever rapporten for %(period)s"), _("Lever rapporter for %(short)s i %(period)s")
    return Wording(
        subject=_asking(scene, one if scene.only else many),
        lead=_lead(scene, _("%(actor)s har åpnet rapporteringen for %(round)s. Du skal rapportere på %(ours)s.")),
        asked=_prefilled(),
        otherwise=_unreported(scene),
    )


def _reminded(scene: RoundScene) -> Wording:
    if scene.only and scene.returned:
        return _reminded_of_returned(scene)
    today = _("Lever i dag, eller be porteføljekontoret om ny frist.")
    return Wording(
        subject=_reminding(scene),
        lead=_reminding_lead(scene),
        asked=today if scene.late else _("Lever det du vet nå. Er ingenting endret, sier du det med ett klikk."),
        otherwise=_unreported(scene),
    )


def _reminded_of_returned(scene: RoundScene) -> Wording:
    """Of one that was given in time and sent back nobody says that it is not given."""
    template = _("%(short)s: rett og lever rapporten for %(period)s på nytt")
    told = _("Rapporten for %(ours)s i %(round)s er sendt tilbake, og er ikke levert på nytt.")
    return Wording(
        subject=_subject(scene, template) if scene.late else _asking(scene, template),
        lead=_lead(scene, told),
        asked=_("Rett det merknadene peker på, eller svar på dem, og lever på nytt."),
        otherwise=_("Til den er levert på nytt, regnes rapporten som ikke levert."),
    )


def _reminding(scene: RoundScene) -> str:
    if not scene.late:
        one = _("Påminnelse: %(short)s skal rapportere for %(period)s")
        return _asking(scene, one if scene.only else _("Påminnelse: lever rapporter for %(short)s i %(period)s"))
    if scene.only:
        return _subject(scene, _("%(short)s: rapporten for %(period)s er forsinket, fristen var %(date)s"))
    if len(scene.late) == len(scene.told.reports) and not scene.mixed:
        return _subject(scene, _("Rapporter for %(short)s i %(period)s er forsinket, fristen var %(date)s"))
    return _subject(scene, _("Lever rapporter for %(short)s i %(period)s, %(late)s er forsinket"))


def _reminding_lead(scene: RoundScene) -> Sentence:
    if scene.told.stage == MANUAL:
        return _lead(scene, _("%(actor)s minner om rapporteringen for %(round)s. Du skal rapportere på %(ours)s."))
    if scene.first is None:
        return _lead(scene, _("Rapporteringen for %(round)s venter på deg. Du skal rapportere på %(ours)s."))
    if scene.mixed or scene.returned:
        return _lead(scene, _("Du skal rapportere på %(ours)s for %(round)s. Første frist: %(date)s."))
    return _lead(scene, _nearing(scene, (scene.first - scene.told.on).days))


def _nearing(scene: RoundScene, left: int) -> str:
    """The deadline as it nears and passes. `left`: days to it."""
    told = {
        1: _("Fristen for å rapportere for %(round)s er i morgen. Du skal rapportere på %(ours)s."),
        0: _("Fristen for å rapportere for %(round)s er i dag. Du skal rapportere på %(ours)s."),
        -1: _("Fristen for å rapportere for %(round)s var i går. Det er ikke rapportert på %(ours)s."),
    }
    if left in told:
        return told[left]
    if left > 0:
        return _("Fristen for å rapportere for %(round)s er om %(days)s. Du skal rapportere på %(ours)s.")
    return _("Fristen for å rapportere for %(round)s var for %(days)s siden. Det er ikke rapportert på %(ours)s.")


def _returned(scene: RoundScene) -> Wording:
    one = _("%(short)s: rett og lever rapporten for %(period)s på nytt")
    lead = _("%(actor)s har sendt rapporten for %(ours)s tilbake.")
    template = one if scene.only else _("Rett og lever rapporter for %(short)s i %(period)s på nytt")
    return Wording(
        subject=_subject(scene, template) if scene.late else _asking(scene, template),
        lead=_lead(scene, lead if scene.only else _("%(actor)s har sendt rapportene for %(ours)s tilbake.")),
        asked=_("Rett det merknadene peker på, eller svar på dem, og lever på nytt."),
        otherwise=_("Til den er levert på nytt, regnes rapporten som ikke levert."),
    )


def _approved(scene: RoundScene) -> Wording:
    one = _("%(actor)s har godkjent rapporten for %(ours)s.")
    lead = _lead(scene, one if scene.only else _("%(actor)s har godkjent rapportene for %(ours)s."))
    if any(each.differs for report in scene.told.reports for each in report.colours):
        return Wording(
            subject=_subject(scene, _("%(short)s: rapporten for %(period)s er godkjent, men vurdert annerledes")),
            lead=lead,
            asked=_("Se hva porteføljekontoret mener, og si fra hvis noe er feil."),
            otherwise=_("Begge fargene vises. Den vurderte teller."),
        )
    return Wording(
        subject=_subject(scene, _("%(short)s: rapporten for %(period)s er godkjent")),
        lead=lead,
        asked=_("Du trenger ikke gjøre noe."),
        otherwise=_("Rapporten er med når perioden låses."),
    )


def _changed(scene: RoundScene) -> Wording:
    return _CHANGES[RoundChange(scene.told.change)](scene)


def _extended(scene: RoundScene) -> Wording:
    one = _("%(short)s: ny frist for rapporten for %(period)s er %(date)s")
    return Wording(
        subject=_subject(
            scene, one if scene.only else _("Nye frister for %(short)s i %(period)s, den første %(date)s")
        ),
        lead=_lead(scene, _("%(actor)s har gitt ny frist for å rapportere på %(ours)s for %(round)s.")),
        asked=_("Lever innen den nye fristen."),
        otherwise=_unreported(scene),
    )


def _exempt(scene: RoundScene) -> Wording:
    return Wording(
        subject=_subject(scene, _("%(short)s: fritatt fra å rapportere for %(period)s")),
        lead=_lead(scene, _("%(actor)s har fritatt %(ours)s fra å rapportere for %(round)s.")),
        asked=_("Du skal ikke levere noe denne gangen."),
        otherwise=_("Tiltaket teller ikke med blant dem som skal rapportere. Begrunnelsen vises i rapporteringen."),
    )


def _included(scene: RoundScene) -> Wording:
    return Wording(
        subject=_asking(scene, _("%(short)s: skal likevel rapportere for %(period)s")),
        lead=_lead(scene, _("%(actor)s har opphevet fritaket. Du skal rapportere på %(ours)s for %(round)s.")),
        asked=_prefilled(),
        otherwise=_unreported(scene),
    )


def _locked(scene: RoundScene) -> Wording:
    return Wording(
        subject=_subject(scene, _("%(period)s er låst: se hva rapporteringen på %(short)s førte til")),
        lead=_lead(scene, _("%(actor)s har låst %(round)s. Under står det hva rapporteringen på %(ours)s førte til.")),
        asked=_("Du trenger ikke gjøre noe. Er noe feil, så si fra til porteføljekontoret."),
        otherwise=_("Det som er låst, endres ikke. En rettelse blir et datert tillegg."),
    )


_KINDS: dict[NoticeKind, Callable[[RoundScene], Wording]] = {
    NoticeKind.ROUND_OPENED: _opened,
    NoticeKind.ROUND_REMINDED: _reminded,
    NoticeKind.ROUND_RETURNED: _returned,
    NoticeKind.ROUND_APPROVED: _approved,
    NoticeKind.ROUND_CHANGED: _changed,
    NoticeKind.ROUND_LOCKED: _locked,
}
_CHANGES: dict[RoundChange, Callable[[RoundScene], Wording]] = {
    RoundChange.EXTENDED: _extended,
    RoundChange.EXEMPT: _exempt,
    RoundChange.INCLUDED: _included,
}


def _prefilled() -> str:
    return _("Skjemaet er fylt ut med forrige svar. Se over, endre det som er nytt, og lever.")


def _unreported(scene: RoundScene) -> str:
    if scene.body is None:
        return _("Uten rapport står tiltaket som «ikke rapportert».")
    return _("Uten rapport står tiltaket som «ikke rapportert» når saken legges fram for %(body)s.") % {
        "body": str(scene.body)
    }


def _asking(scene: RoundScene, template: str) -> str:
    """A subject with the day it is to be done by, where there is one."""
    asked = _subject(scene, template)
    if scene.first is None:
        return asked
    by = _("%(asked)s, første frist %(date)s") if scene.mixed else _("%(asked)s senest %(date)s")
    return by % {"asked": asked, "date": day(scene.first)}


def _subject(scene: RoundScene, template: str) -> str:
    return str(Sentence(template, _places(scene) | {"period": Text(scene.told.period)}))


def _lead(scene: RoundScene, template: str) -> Sentence:
    return Sentence(template, _places(scene))


def _places(scene: RoundScene) -> dict[str, Part]:
    first = scene.first
    return {
        "actor": scene.actor,
        "round": scene.round,
        "ours": scene.ours,
        "short": scene.short,
        "date": day(first),
        "days": days(abs((first - scene.told.on).days)) if first else "",
        "late": number(len(scene.late)),
    }
