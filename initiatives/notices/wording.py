"""What each kind of notice says: one function a kind, whole sentences, which each language may turn its own way."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from initiatives.domain import vocabulary as v
from initiatives.domain.contracts import STALE_AFTER
from initiatives.formatting import number, when
from initiatives.notices.scenes import Scene
from initiatives.notices.sentences import Part, Sentence
from initiatives.notices.told import Change


@dataclass(frozen=True, slots=True)
class Wording:
    """The subject; who did what; what is asked of the reader; and what happens if nothing is done."""

    subject: str
    lead: Sentence
    asked: str
    otherwise: str


def wording(scene: Scene) -> Wording:
    """The words of a notice, in the active language."""
    return _KINDS[scene.kind](scene)


def _proposed(scene: Scene) -> Wording:
    giver = _("Si om dere kan levere: godta forslaget, foreslå en annen dato, eller si hvorfor det ikke går.")
    receiver = _(
        "Si om det stemmer for dere: godta forslaget, foreslå en annen dato, eller si hvorfor det ikke passer."
    )
    return Wording(
        subject=_subject(scene, _("%(code)s: forslag til avtale med %(other)s")),
        lead=_lead(scene, _("%(actor)s foreslår en avtale på vegne av %(theirs)s.")),
        asked=giver if scene.gives else receiver,
        otherwise=_unanswered(),
    )


def _changed(scene: Scene) -> Wording:
    awaited = scene.told.awaited
    same = _("Vilkårene er de samme, men teksten er endret. Se om dere fortsatt står ved avtalen.")
    return Wording(
        subject=_subject(scene, _("%(code)s: avtalen med %(other)s er endret")),
        lead=_lead(scene, _("%(actor)s har endret avtalen på vegne av %(theirs)s.")),
        asked=_("Se om dere kan stå ved de nye vilkårene, og svar.") if awaited else same,
        otherwise=_unanswered() if awaited else _("Avtalen står som før."),
    )


def _accepted(scene: Scene) -> Wording:
    reckoned = _("Avtalen er bindende og regnes med i planene.")
    return Wording(
        subject=_subject(scene, _("%(code)s: avtalen med %(other)s er godtatt")),
        lead=_lead(scene, _("%(actor)s har godtatt avtalen på vegne av %(theirs)s.")),
        asked=_("Dere trenger ikke gjøre noe nå. Endrer planene seg, så si fra i avtalen."),
        otherwise=reckoned if scene.reckoned else _("Avtalen vises hos begge, men flytter ingen datoer i planene."),
    )


def _disputed(scene: Scene) -> Wording:
    countered = any(_tells(scene, change, "counter_date") for change in scene.told.changes)
    proposal = _("Se på svaret: godta motforslaget, eller foreslå noe annet.")
    return Wording(
        subject=_subject(scene, _("%(code)s: %(other)s godtar ikke avtalen")),
        lead=_lead(scene, _("%(actor)s svarer på vegne av %(theirs)s at avtalen ikke kan godtas slik den står.")),
        asked=proposal if countered else _("Se på svaret, og foreslå noe dere begge kan stå ved."),
        otherwise=_(
            "Så lenge dere er uenige, regnes avtalen ikke med i planene. Porteføljekontoret kan ta den opp i et møte."
        ),
    )


def _confirmed(scene: Scene) -> Wording:
    return Wording(
        subject=_subject(scene, _("%(code)s: %(other)s bekrefter avtalen")),
        lead=_lead(scene, _("%(actor)s bekrefter på vegne av %(theirs)s at avtalen står ved lag.")),
        asked=_("Bekreft for deres side også, hvis dere ikke har gjort det."),
        otherwise=_("En avtale som bare den ene siden har bekreftet, vises blant konfliktene i samordningen."),
    )


def _fulfilled(scene: Scene) -> Wording:
    return Wording(
        subject=_subject(scene, _("%(code)s: avtalen med %(other)s er oppfylt")),
        lead=_lead(scene, _("%(actor)s melder på vegne av %(theirs)s at avtalen er oppfylt.")),
        asked=_("Dere trenger ikke gjøre noe. Ser dere det annerledes, kan dere bestride det i avtalen."),
        otherwise=_("En oppfylt avtale flytter ikke lenger noe i planene."),
    )


def _withdrawn(scene: Scene) -> Wording:
    return Wording(
        subject=_subject(scene, _("%(code)s: avtalen med %(other)s er trukket")),
        lead=_lead(scene, _("%(actor)s har trukket avtalen på vegne av %(theirs)s.")),
        asked=_("Se om planene deres bygger på avtalen, og endre dem i så fall."),
        otherwise=_("En trukket avtale flytter ikke lenger noe i planene."),
    )


def _asked(scene: Scene) -> Wording:
    if scene.told.ask == v.Ask.DATE:
        return _asked_date(scene)
    if scene.told.ask == v.Ask.CONFIRMATION:
        return _asked_confirmation(scene)
    if scene.told.ask == v.Ask.DELIVERY:
        return _asked_delivery(scene)
    standing = _("Uten svar blir avtalen stående som den er.")
    return Wording(
        subject=_subject(scene, _("%(code)s: %(other)s ber om svar")),
        lead=_lead(scene, _("%(actor)s ber om svar på vegne av %(theirs)s.")),
        asked=_("Svar i avtalen: godta, foreslå noe annet, eller si hvorfor det ikke går."),
        otherwise=_unanswered() if scene.told.state == v.DependencyState.PROPOSED else standing,
    )


def _asked_date(scene: Scene) -> Wording:
    deliver = _("Si når dere kan levere. Er det usikkert, holder det med et kvartal eller et år.")
    need = _("Si når dere må ha leveransen. Er det usikkert, holder det med et kvartal eller et år.")
    return Wording(
        subject=_subject(scene, _("%(code)s: %(other)s ber om en dato")),
        lead=_lead(scene, _("%(actor)s ber om en dato på vegne av %(theirs)s.")),
        asked=deliver if scene.gives else need,
        otherwise=_("Uten dato kan ingen regne ut hva en forsinkelse betyr for den andre."),
    )


def _asked_confirmation(scene: Scene) -> Wording:
    stale = _("En avtale som ikke er bekreftet på %(days)s dager, vises blant konfliktene i samordningen.")
    return Wording(
        subject=_subject(scene, _("%(code)s: %(other)s ber dere bekrefte avtalen")),
        lead=_lead(scene, _("%(actor)s ber dere på vegne av %(theirs)s om å bekrefte avtalen.")),
        asked=_("Bekreft at avtalen gjelder, eller si hva som har endret seg."),
        otherwise=stale % {"days": number(STALE_AFTER)},
    )


def _asked_delivery(scene: Scene) -> Wording:
    deliver = _("Si når leveransen kommer. Er den levert, så si det, og be dem melde den mottatt.")
    receive = _("Er leveransen tatt imot, så meld avtalen oppfylt. Mangler noe, så si hva.")
    subject = (
        _("%(code)s: %(other)s etterlyser leveransen")
        if scene.gives
        else _("%(code)s: %(other)s spør om leveransen er tatt imot")
    )
    asks_for_it = _("%(actor)s etterlyser leveransen på vegne av %(theirs)s.")
    asks_if_it_came = _("%(actor)s spør på vegne av %(theirs)s om leveransen er tatt imot.")
    return Wording(
        subject=_subject(scene, subject),
        lead=_lead(scene, asks_for_it if scene.gives else asks_if_it_came),
        asked=deliver if scene.gives else receive,
        otherwise=_("Uten svar blir avtalen stående som åpen."),
    )


def _moved(scene: Scene) -> Wording:
    if any(_tells(scene, change, v.DateRole.ACTUAL) for change in scene.told.changes):
        return _reached(scene)
    milestone = scene.milestone
    if milestone is not None:
        lead = _lead(
            scene, _("%(actor)s har gitt milepælen «%(milestone)s» i %(theirs)s ny dato."), milestone=milestone
        )
    else:
        lead = _lead(scene, _("%(actor)s har gitt en milepæl i %(theirs)s ny dato."))
    receiver = _("Dere venter på denne milepælen. Se om dere rekker det dere skal.")
    reckoned = _("Planene regnes om med den nye datoen, også deres.")
    return Wording(
        subject=_subject(scene, _("%(code)s: ny dato for en milepæl i %(other)s")),
        lead=lead,
        asked=_("Milepælen venter på dere. Se om dere leverer i tide.") if scene.gives else receiver,
        otherwise=reckoned
        if scene.reckoned and not scene.gives
        else _("Avtalen står som før til en av dere endrer den."),
    )


def _reached(scene: Scene) -> Wording:
    milestone = scene.milestone
    if milestone is not None:
        named = _("%(actor)s melder at milepælen «%(milestone)s» i %(theirs)s er nådd.")
        lead = _lead(scene, named, milestone=milestone)
    else:
        lead = _lead(scene, _("%(actor)s melder at en milepæl i %(theirs)s er nådd."))
    receiver = _("Dere ventet på denne milepælen. Har dere fått det dere skal ha, så meld avtalen oppfylt.")
    return Wording(
        subject=_subject(scene, _("%(code)s: en milepæl i %(other)s er nådd")),
        lead=lead,
        asked=_("Milepælen ventet på dere. Se om avtalen fortsatt gjelder.") if scene.gives else receiver,
        otherwise=_("Avtalen står som før til en av dere endrer den."),
    )


def _cased(scene: Scene) -> Wording:
    return Wording(
        subject=_subject(scene, _("%(code)s: avtalen med %(other)s er satt på dagsordenen")),
        lead=_cased_lead(scene),
        asked=_("Gi porteføljekontoret det dere vil at møtet skal vite, i god tid før møtet."),
        otherwise=_("Møtet får saken slik avtalen står."),
    )


def _cased_lead(scene: Scene) -> Sentence:
    told = scene.told
    if told.body is None:
        return _lead(scene, _("%(actor)s har satt avtalen på dagsordenen."))
    body = scene.named(told.body)
    if told.meeting is None:
        return _lead(scene, _("%(actor)s har satt avtalen på dagsordenen for %(body)s."), body=body)
    dated = _("%(actor)s har satt avtalen på dagsordenen for %(body)s, møtet %(date)s.")
    return _lead(scene, dated, body=body, date=when(told.meeting))


_KINDS: dict[v.NoticeKind, Callable[[Scene], Wording]] = {
    v.NoticeKind.PROPOSED: _proposed,
    v.NoticeKind.CHANGED: _changed,
    v.NoticeKind.ACCEPTED: _accepted,
    v.NoticeKind.DISPUTED: _disputed,
    v.NoticeKind.CONFIRMED: _confirmed,
    v.NoticeKind.FULFILLED: _fulfilled,
    v.NoticeKind.WITHDRAWN: _withdrawn,
    v.NoticeKind.ASKED: _asked,
    v.NoticeKind.MOVED: _moved,
    v.NoticeKind.CASED: _cased,
}


def _unanswered() -> str:
    stands = _("Uten svar blir forslaget stående. Etter %(days)s dager vises det blant konfliktene i samordningen.")
    return stands % {"days": number(STALE_AFTER)}


def _tells(scene: Scene, change: Change, field: str) -> bool:
    """Whether this field got a value that may be told: that there is one says as much as what it is."""
    return change.field == field and bool(change.after) and not scene.hides(change)


def _lead(scene: Scene, template: str, **parts: Part) -> Sentence:
    return Sentence(template, {"actor": scene.actor, "theirs": scene.theirs, **parts})


def _subject(scene: Scene, template: str) -> str:
    return str(Sentence(template, {"code": scene.told.ours.whole.code or scene.ours, "other": scene.theirs}))
