"""Agendas in words: which meeting, how many cases, whether it is a draft and why, and what the engine says of a case.

The page, the paper, the workbook and the text all say it with these words.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import choices, formatting
from initiatives.domain import vocabulary as v
from initiatives.domain.agreements import Agreement
from initiatives.domain.consequences import offered, said_by_giver
from initiatives.domain.dates import Precision, precision
from initiatives.domain.facts import BodyFact, MeetingFact
from reporting.domain.figures.agenda import Agenda, Item, Listed, Plan
from reporting.domain.figures.coordination import Named
from reporting.pages.agreement_words import count_words
from reporting.pages.coordination_terms import dated, earliest
from reporting.pages.overview_words import capital, in_words


def body_name(body: BodyFact | None) -> str:
    """The body, said when it was not known at the time."""
    return body.name if body else _("ukjent råd")


def day(meeting: MeetingFact) -> str:
    """The meeting's day in words: 10. desember 2026."""
    if meeting.date is None:
        return _("dato ikke satt")
    exact = precision(meeting.date) is Precision.DAY
    return formatting.long_day(meeting.date.latest) if exact else formatting.when(meeting.date)


def title(found: Agenda) -> str:
    """«Saksliste: NUFA (Fagutvalget), 10. desember 2026»."""
    names = {"body": body_name(found.body), "day": day(found.meeting)}
    return _("Saksliste: %(body)s, %(day)s") % names


def finding(found: Agenda) -> str:
    """The headline: how many cases the body has, and when."""
    values = {"body": body_name(found.body), "day": day(found.meeting), "count": in_words(len(found.items))}
    if not found.items:
        return _("%(body)s har ingen saker %(day)s.") % values
    if found.coming:
        words = ngettext("%(body)s har én sak %(day)s.", "%(body)s har %(count)s saker %(day)s.", len(found.items))
    else:
        words = ngettext("%(body)s hadde én sak %(day)s.", "%(body)s hadde %(count)s saker %(day)s.", len(found.items))
    return words % values


def beside(found: Agenda) -> str:
    """What stands under the headline: the meeting's number, and how many cases are in earnest or wait."""
    told = [_("møte %(number)s") % {"number": found.meeting.number}] if found.meeting.number else []
    if found.endangers:
        words = ngettext(
            "%(agreements)s setter andres planer i fare", "%(agreements)s setter andres planer i fare", found.endangers
        )
        told.append(words % {"agreements": count_words(found.endangers)})
    if not found.coming and found.undecided:
        words = ngettext("%(count)s sak uten vedtak", "%(count)s saker uten vedtak", found.undecided)
        told.append(words % {"count": formatting.number(found.undecided)})
    return capital(" · ".join(told))


def draft(found: Agenda) -> str:
    """Why it is a draft; "" when it is none any more."""
    return _("Saker kan skrives om, flyttes og tas av lista fram til møtedagen.") if found.draft else ""


def all_of(found: tuple[Listed, ...]) -> str:
    """The headline of the list: the meetings that are to come, and their cases."""
    coming = [each for each in found if each.coming]
    if not coming:
        return _("Ingen møter venter.")
    cases = sum(each.cases for each in coming)
    meetings = ngettext("%(count)s møte venter", "%(count)s møter venter", len(coming))
    of_cases = ngettext("med %(count)s sak", "med %(count)s saker", cases)
    return capital(f"{meetings % {'count': in_words(len(coming))}}, {of_cases % {'count': _cases(cases)}}.")


def _cases(count: int) -> str:
    return _("ingen") if not count else in_words(count) if count > 1 else _("én")


def label(found: Agenda, item: Item) -> str:
    """The case's number; where it has none, room for it: «…/26»."""
    if item.case.number:
        return item.case.number
    year = found.meeting.date.latest.year % 100 if found.meeting.date else None
    return "…" if year is None else f"…/{year:02}"


def kind(item: Item) -> str:
    """The sort of case."""
    return choices.label(v.CaseKind, item.case.kind)


def who(side: Named) -> str:
    """A side's name; said when it was not known at the time."""
    return side.name or _("ikke kjent på dette tidspunktet")


# ── what the engine says ─────────────────────────────────────────────────────────────────────────────────────────────


def engine(item: Item) -> tuple[str, ...]:
    """What is reckoned of the agreement, a sentence each: when the delivery can come and what holds it back, how long
    the receiver's plan bears it, whether the plans reckon with it at all, and what the delay costs."""
    if item.told is None:
        return ()
    agreement = item.told.agreement
    told = [delivery(agreement), _cause(item), _receiver(agreement), _reckoned(agreement), costs(item)]
    return tuple(each for each in told if each)


def comes(agreement: Agreement) -> str:
    """When the delivery can come by the giver's word and the engine's: «tidligst 15.3.2027»; "" when nobody says."""
    found = offered(agreement)
    return dated(found, earliest=found == agreement.terms.feasible and earliest(agreement)) if found else ""


def delivery(agreement: Agreement) -> str:
    """When the delivery can come, and how long that is after what the giver has said, in a sentence."""
    found, said = comes(agreement), said_by_giver(agreement)
    if not found:
        return _("Ingen har datert leveransen.")
    late = (offered(agreement) or date.min) - said if said else timedelta()
    if late > timedelta():
        values = {"day": found, "late": formatting.days(late.days)}
        return _("Leveransen kan komme %(day)s, %(late)s etter det giveren har sagt.") % values
    return _("Leveransen kan komme %(day)s.") % {"day": found}


def _cause(item: Item) -> str:
    """What holds the giver back, by name."""
    if item.cause is None:
        return ""
    milestone = item.cause.milestone
    if milestone is None:
        return _("Den holdes tilbake av %(who)s.") % {"who": who(item.cause)}
    values = {"milestone": milestone.name, "who": who(item.cause)}
    return _("Den holdes tilbake av «%(milestone)s» i %(who)s.") % values


def _receiver(agreement: Agreement) -> str:
    needed: date | None = agreement.terms.implied_need
    if needed is None:
        return ""
    return _("Mottakerens egen plan holder hvis den kommer senest %(day)s.") % {"day": formatting.day(needed)}


def _reckoned(agreement: Agreement) -> str:
    if agreement.fact.state == v.DependencyState.DISPUTED:
        return _("Så lenge partene er uenige, er avtalen ikke regnet med i planene.")
    if not agreement.scheduled and _events(agreement):
        return _("Avtalen er ikke bindende, så planene regner ikke med den.")
    return ""


def costs(item: Item) -> str:
    """What it costs the others that the delivery comes when it does, in one sentence; "" without an agreement."""
    return costs_of(item.told.agreement, item.plans) if item.told else ""


def costs_of(agreement: Agreement, plans: Sequence[Plan]) -> str:
    """The same of an agreement, whether or not a case is about it. `plans` are those that move."""
    why = _not_counted(agreement)
    if why:
        return why
    if not plans:
        return _("Kommer leveransen da, flyttes ingen milepæler.")
    words = ngettext(
        "Kommer leveransen da, flyttes %(count)s milepæl i %(initiatives)s med %(slip)s.",
        "Kommer leveransen da, flyttes %(count)s milepæler i %(initiatives)s, lengst med %(slip)s.",
        len(plans),
    )
    hits = len({plan.part.uid for plan in plans})
    initiatives = ngettext("%(count)s tiltak", "%(count)s tiltak", hits)
    values = {
        "count": in_words(len(plans)) if len(plans) > 1 else _("én"),
        "initiatives": initiatives % {"count": in_words(hits)},
        "slip": formatting.slip_words(max(plan.days for plan in plans)).lstrip("+"),
    }
    return words % values


def plans_note() -> str:
    """How the dates of the plans are to be read."""
    return _(
        "Planer som flyttes: «uten» er når milepælen nås om den ikke venter på leveransen, «med» når den venter. Dagene"
        " er regnet ut fra eiernes egne planer."
    )


def _not_counted(agreement: Agreement) -> str:
    """Why nothing can be reckoned of it; "" when it can."""
    if not _events(agreement):
        return _("Avtalen er ikke mellom to milepæler, så følgene kan ikke beregnes.")
    if offered(agreement) is None:
        return _("Uten en dato kan følgene ikke beregnes.")
    if agreement.receiver_date is None or agreement.receiver_date.feasible is None:
        return _("Mottakerens milepæl har ingen dato, så følgene kan ikke beregnes.")
    return ""


def _events(agreement: Agreement) -> bool:
    """Whether both ends have a day to reckon with."""
    giver, receiver = agreement.giver, agreement.receiver
    return bool(receiver.milestone and (giver.milestone or giver.external))
