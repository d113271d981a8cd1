"""In and out of the portfolio in words: what is asked, how the criteria are answered and found, what was decided."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import choices, formatting
from initiatives.domain import vocabulary as v
from initiatives.domain.admission import step
from initiatives.domain.facts import Slice
from reporting.domain.figures.portfolio import Asked, Count, Portfolio
from reporting.pages.overview_words import capital, in_words, of_which_examples


def finding(found: Portfolio) -> str:
    """The headline: what waits for the secretariat, and what waits for a board."""
    assessed = sum(each.change.state == v.PlanChangeState.ASSESSED for each in found.waiting)
    proposed = len(found.waiting) - assessed
    told = []
    if assessed:
        words = ngettext("%(count)s forslag venter på vedtak", "%(count)s forslag venter på vedtak", assessed)
        told.append(words % {"count": in_words(assessed)})
    if proposed:
        words = ngettext("%(count)s forslag venter på vurdering", "%(count)s forslag venter på vurdering", proposed)
        told.append(words % {"count": in_words(proposed)})
    if not told:
        return _("Ingen forslag om porteføljen venter.")
    return f"{capital(_(' og ').join(told))}."


def beside(found: Portfolio) -> str:
    """What stands under the headline: how many of what waits are examples."""
    return capital(of_which_examples(sum(each.example for each in found.waiting)))


def name(part: Slice) -> str:
    """The initiative's name; its code where the name is withheld."""
    return part.name or part.code


def what(asked: Asked) -> str:
    """What is asked, in one line: «Flytting fra planlagt til pågående i Nasjonal e-helseportefølje»."""
    change = asked.change
    values = {
        "plan": asked.plan.name if asked.plan else _("ukjent plan"),
        "category": choices.label(v.PlanCategory, change.category),
        "before": choices.label(v.PlanCategory, standing(asked)),
    }
    if change.kind == v.PlanChangeKind.ADMISSION:
        return _("Opptak som %(category)s i %(plan)s") % values
    if change.kind == v.PlanChangeKind.EXIT:
        return _("Uttak fra %(plan)s") % values
    if asked.open and values["before"]:
        return _("Flytting fra %(before)s til %(category)s i %(plan)s") % values
    return _("Flytting til %(category)s i %(plan)s") % values


def standing(asked: Asked) -> str:
    """The category it has in the plan now, "" where it does not stand there."""
    return (asked.entry.category or v.PlanCategory.ONGOING.value) if asked.entry else ""


def way(asked: Asked) -> str:
    """Whether a move goes forward or back; "" for what is no move, or has been decided."""
    if asked.change.kind != v.PlanChangeKind.MOVE or not asked.open or not asked.entry:
        return ""
    return _("ett skritt fram") if step(standing(asked), asked.change.category) > 0 else _("et skritt tilbake")


def who(asked: Asked) -> str:
    """The organisation that asks."""
    return asked.organisation.name if asked.organisation else _("virksomhet ikke oppgitt")


def when(asked: Asked) -> str:
    """Since when it is asked: «foreslått 9.11.2026, for 20 dager siden»."""
    proposed = asked.change.proposed
    if proposed is None:
        return _("foreslått, dato ikke oppgitt")
    day = {"day": formatting.day(proposed), "ago": formatting.days(asked.days or 0)}
    return (
        _("foreslått %(day)s, for %(ago)s siden") % day if asked.days and asked.open else _("foreslått %(day)s") % day
    )


def verdict(met: bool | None) -> str:
    """Whether the criteria are met, in words."""
    if met is None:
        return _("ikke avklart")
    return _("oppfyller kriteriene") if met else _("oppfyller ikke kriteriene")


def yes(answer: bool | None) -> str:
    """«ja», «nei», and «–» where nobody has said."""
    if answer is None:
        return formatting.MISSING
    return _("ja") if answer else _("nei")


def outcome(asked: Asked) -> str:
    """What came of it: «Tatt inn som planlagt», «Ikke tatt inn», «Trukket»."""
    change = asked.change
    granted = change.state == v.PlanChangeState.GRANTED
    if change.state == v.PlanChangeState.WITHDRAWN:
        return _("Trukket")
    if change.kind == v.PlanChangeKind.ADMISSION:
        return _("Tatt inn") if granted else _("Ikke tatt inn")
    if change.kind == v.PlanChangeKind.MOVE:
        category = {"category": choices.label(v.PlanCategory, change.category)}
        return _("Flyttet til %(category)s") % category if granted else _("Ikke flyttet")
    return _("Tatt ut") if granted else _("Ikke tatt ut")


def decided_by(asked: Asked) -> str:
    """The body, else who else decided."""
    if asked.body:
        return asked.body.name
    return (asked.decision.decided_by if asked.decision else "") or formatting.MISSING


def count(each: Count) -> str:
    """A count, 0 as itself: here nothing is unknown."""
    return formatting.number(each.total)


def resting(number: int) -> str:
    """That some in the plan are not counted, because they do not live; "" when all do."""
    if not number:
        return ""
    words = ngettext(
        "%(count)s tiltak i planen er på pause, stanset eller avsluttet og er ikke telt her.",
        "%(count)s tiltak i planen er på pause, stanset eller avsluttet og er ikke telt her.",
        number,
    )
    return words % {"count": formatting.number(number)}


def segment(value: str) -> str:
    """A segment, or that none is stated."""
    return value or _("Uten segment")


def kind(value: str) -> str:
    """The kind of question with a capital."""
    return capfirst(choices.label(v.PlanChangeKind, value))
