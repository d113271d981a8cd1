"""The words of etterprøving: classes, shares of small numbers, ages, and the finding."""

from decimal import Decimal
from statistics import median_low

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import choices, formatting
from initiatives.domain.vocabulary import Colour
from reporting.domain.figures.verification import AGES, SILENT, UNASSESSED, UNREPORTED, Verification
from reporting.domain.figures.verification_course import Course, Share
from reporting.domain.limits import badness
from reporting.pages.overview_words import age, capital, in_words

ENOUGH = 10
"""Fewer than these are told as numbers only: «1 av 3» is no third of anything."""


def class_word(key: str) -> str:
    """A colour's word, «Ingen har oppgitt status», «Ikke rapportert»."""
    if key in (UNREPORTED, UNASSESSED):
        return _("Ikke rapportert") if key == UNREPORTED else _("Levert, ikke vurdert")
    return _("Ingen har oppgitt status") if key == SILENT else choices.label(Colour, key)


def class_colour(key: str) -> str:
    """The colour whose shape a class has."""
    return Colour.NONE if key in (SILENT, UNREPORTED, UNASSESSED) else key


def computed_word(colour: str) -> str:
    """What facts give: a colour, or nothing to reckon of."""
    return _("Ingen fakta å beregne av") if colour == Colour.NONE else choices.label(Colour, colour)


def is_better(declared: str, computed: str) -> bool:
    """Whether a word is better than its facts."""
    return 0 < badness(declared) < badness(computed)


def finding(found: Verification, course: Course) -> str:
    """The headline: who says better than facts, and how often green slipped."""
    if not found.total and not found.unreported:
        return _("Ingen tiltak er i gang.")
    told = []
    if found.unreported:
        count = len(found.unreported)
        words = ngettext("%(count)s rapporterte ikke.", "%(count)s rapporterte ikke.", count)
        told.append(capital(words % {"count": in_words(count)}))
    count = len(found.better)
    if count:
        words = ngettext(
            "%(count)s tiltak er meldt bedre enn fakta tilsier.", "%(count)s tiltak er meldt bedre enn fakta tilsier.",
            count,
        )  # fmt: skip
        told.append(capital(words % {"count": in_words(count)}))
    else:
        told.append(_("Ingen er meldt bedre enn fakta tilsier."))
    if course.whole.slipped:
        words = ngettext(
            "%(slipped)s av %(greens)s grønn ble forsinket etterpå.",
            "%(slipped)s av %(greens)s grønne ble forsinket etterpå.",
            course.whole.greens,
        )
        values = {"slipped": in_words(course.whole.slipped), "greens": formatting.number(course.whole.greens)}
        told.append(capital(words % values))
    return " ".join(told)


def share(found: Share) -> str:
    """«3 av 12 (25 %)»; of few only the numbers."""
    told = _("%(part)s av %(whole)s") % {
        "part": formatting.number(found.slipped),
        "whole": formatting.number(found.greens),
    }
    if found.greens < ENOUGH:
        return told
    return f"{told} ({formatting.percent(Decimal(found.slipped * 100) / found.greens)})"


def bucket(end: int | None) -> str:
    """«inntil 30 dager», «31–90 dager», «over 365 dager»."""
    if end is None:
        return _("over %(days)s") % {"days": formatting.days(AGES[-1])}
    start = next((AGES[place - 1] + 1 for place, each in enumerate(AGES) if each == end and place), 0)
    if not start:
        return _("inntil %(days)s") % {"days": formatting.days(end)}
    return _("%(start)s–%(days)s") % {"start": formatting.number(start), "days": formatting.days(end)}


def median(found: Verification) -> str:
    """The middle age of the words; "" without any."""
    return age(median_low([each.days for each in found.ages])) if found.ages else ""


def origin(code: str) -> str:
    """Where a word comes from."""
    return _("rapport") if code == "report" else _("åpen kilde")
