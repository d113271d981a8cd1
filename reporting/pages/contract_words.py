"""A contract in words: who waits for whom, what its terms mean, whether plans reckon with it, and why a date is what
it is."""

from django.utils.translation import gettext as _

from initiatives import choices, formatting
from initiatives.domain.agreements import Agreement
from initiatives.domain.facts import DependencyFact
from initiatives.domain.feasible import Feasible, Notice
from initiatives.domain.vocabulary import DependencyKind, DependencyState, LinkType, Side
from reporting.domain.figures.contract import Cause, Contract, Mark, Reckoning
from reporting.pages.overview_words import age


def waits_for(fact: DependencyFact) -> str:
    """What stands between the receiver and the giver in the heading."""
    return _("viderefører") if fact.kind == DependencyKind.CONTINUATION else _("venter på")


def mark(kind: Mark) -> str:
    """What a date is, in the picture and the table."""
    return {
        Mark.NEED: _("Trengs senest"),
        Mark.IMPLIED: _("Mottakerens plan trenger det"),
        Mark.PROMISED: _("Lovet"),
        Mark.COUNTER: _("Motforslag"),
        Mark.CLAIMED: _("Giveren venter selv"),
        Mark.FEASIBLE: _("Tidligst mulig"),
        Mark.FULFILLED: _("Tatt imot"),
    }[kind]


def whose(kind: Mark, fact: DependencyFact) -> str:
    """Whose word a date is."""
    if kind is Mark.COUNTER:
        return choices.label(Side, fact.last_word) or _("den som bestred")
    return {
        Mark.NEED: _("mottakeren"),
        Mark.IMPLIED: _("regnet ut av mottakerens plan"),
        Mark.PROMISED: _("giveren"),
        Mark.CLAIMED: _("giverens egen plan"),
        Mark.FEASIBLE: _("regnet ut av planene"),
        Mark.FULFILLED: _("mottakeren"),
    }[kind]


def after_need(days: int | None) -> str:
    """How a date lies to the need."""
    if days is None:
        return ""
    if days == 0:
        return _("på dagen")
    words = _("%(days)s etter behovet") if days > 0 else _("%(days)s før behovet")
    return words % {"days": formatting.days(abs(days))}


def link(fact: DependencyFact) -> str:
    """The type of link in plain words: what of the receiver waits for what of the giver."""
    return str(choices.LINKS[LinkType(fact.type)])


def lag(days: int) -> str:
    """The lag in plain words; "" when there is none."""
    if not days:
        return ""
    if days < 0:
        return _("De kan overlappe med %(days)s.") % {"days": formatting.days(-days)}
    return _("Det må gå %(days)s mellom de to.") % {"days": formatting.days(days)}


def buffer(agreement: Agreement) -> str:
    """The buffer and how much of it is eaten; "" when none is agreed."""
    agreed = agreement.fact.buffer
    if not agreed:
        return ""
    values = {"days": formatting.days(agreed), "used": formatting.number(agreement.buffer_used)}
    if agreement.buffer_used:
        return _("Giveren kan gli %(days)s før mottakeren merker det; %(used)s av dem er brukt.") % values
    return _("Giveren kan gli %(days)s før mottakeren merker det; ingenting er brukt.") % values


def binding(fact: DependencyFact) -> str:
    """Whether it binds."""
    return _("Ja") if fact.binding else _("Nei")


def reckoning(found: Reckoning) -> str:
    """Whether plans reckon with it, and if not, why."""
    return {
        Reckoning.YES: _("Planene regner med avtalen: glir giveren, flytter mottakeren etter."),
        Reckoning.PROPOSED: _("Planene regner med avtalen, merket som foreslått til begge har godtatt den."),
        Reckoning.LOOSE: _("Planene regner ikke med avtalen, fordi den ikke er bindende."),
        Reckoning.NOTED: _("Planene regner ikke med avtalen: den er bare notert i en kilde."),
        Reckoning.DISPUTED: _("Planene regner ikke med avtalen så lenge partene er uenige."),
        Reckoning.OVER: _("Planene regner ikke lenger med avtalen: den er avsluttet."),
        Reckoning.WHOLE: _("Planene kan ikke regne med avtalen: uten milepæler i begge ender er det ingen dato."),
        Reckoning.CIRCLE: _("Planene regner ikke med avtalen, fordi den går i ring med andre avtaler."),
        Reckoning.TWIN: _("Planene regner med en annen avtale mellom de samme milepælene."),
    }[found]  # fmt: skip


# ── why the date is what it is ───────────────────────────────────────────────────────────────────────────────────────


def received(fact: DependencyFact) -> str:
    """When the delivery was received, in a sentence; "" when it was not."""
    return _("Leveransen ble tatt imot %(day)s.") % {"day": formatting.when(fact.fulfilled)} if fact.fulfilled else ""


def giver(contract: Contract) -> str:
    """What the engine says of the giver, in a sentence."""
    found = contract.agreement.giver_date
    if found is None:
        return _("Det kan ikke regnes ut når leveransen kan komme: giveren er ikke en milepæl.")
    if found.feasible is None:
        return _("Det kan ikke regnes ut når leveransen kan komme: ingen har datert den.")
    day = formatting.day(found.feasible)
    if Notice.OVERDUE in found.notices:
        return _("Giverens egen dato har passert. Leveransen kan tidligst komme nå, og ingen har sagt når.")
    if Notice.EARLIEST in found.notices:
        return _("Leveransen kan tidligst komme %(day)s. Noe den venter på, er forsinket uten ny dato.") % {"day": day}
    if contract.causes:
        return _("Leveransen kan tidligst komme %(day)s, fordi giveren selv venter:") % {"day": day}
    if not found.complete:
        return _("Leveransen kan komme %(day)s, men noe den venter på, har ingen dato.") % {"day": day}
    if contract.row.giver.external is not None:
        return _("Leveransen er ventet %(day)s, som er det giveren har lovet.") % {"day": day}
    return _("Leveransen er ventet %(day)s, etter giverens egen plan.") % {"day": day}


def receiver(agreement: Agreement) -> str:
    """What it means for the receiver's own milestone, in a sentence; "" when nothing is known of it, or it
    is over."""
    found = agreement.receiver_date
    if not agreement.open or found is None or found.feasible is None:
        return ""
    values = {"day": formatting.day(found.feasible)}
    if not found.complete:
        return _("Mottakerens milepæl kan tidligst nås %(day)s, men noe den venter på, har ingen dato.") % values
    if found.claimed is None:
        return _("Mottakerens milepæl har ingen egen dato. Den følger av planene: %(day)s.") % values
    if not found.gap:
        return _("Mottakerens milepæl rekkes som planlagt, %(day)s.") % values
    late = _("Mottakerens milepæl kan tidligst nås %(day)s, %(days)s etter egen plan.")
    return late % (values | {"days": formatting.days(found.gap)})


def implied(agreement: Agreement) -> str:
    """What the receiver's plan implies, in a sentence; "" when it implies nothing, or it is over."""
    day, need = agreement.terms.implied_need, agreement.terms.need_by
    if day is None or not agreement.open:
        return ""
    values = {"day": formatting.day(day)}
    if need is None:
        return _("Skal mottakeren rekke sin egen plan, må leveransen komme senest %(day)s.") % values
    if need > day:
        late = _("Mottakeren ber om den %(days)s senere enn sin egen plan tåler, som er %(day)s.")
        return late % (values | {"days": formatting.days((need - day).days)})
    return _("Mottakerens egen plan tåler at den kommer senest %(day)s.") % values


def step(cause: Cause) -> str:
    """How the next step hangs on this one: «slutt til start, 7 dager»."""
    if cause.link is None:
        return ""
    told = choices.label(LinkType, cause.link.type)
    return f"{told}, {formatting.slip_words(cause.link.lag)}" if cause.link.lag else told


def stood(day: Feasible | None) -> str:
    """A feasible date in words."""
    return formatting.day(day.feasible) if day and day.feasible else formatting.MISSING


def confirmed(agreement: Agreement, side: Side, today_age: int | None) -> str:
    """When a side last stood by it."""
    if today_age is None:
        return "" if agreement.fact.state == DependencyState.NOTED else _("ikke bekreftet")
    return _("bekreftet for %(age)s siden") % {"age": age(today_age)} if today_age > 0 else _("bekreftet i dag")
