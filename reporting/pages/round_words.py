"""A round of reporting in words: the finding, how long is left, whose reports stand where."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from initiatives import choices, formatting
from initiatives.domain.state import Registers
from initiatives.domain.vocabulary import Dimension
from reporting.domain.answers import OVERALL
from reporting.domain.facts import PeriodFact
from reporting.domain.figures.campaign import AWAITED, Campaign, Look, ReportRow, Step
from reporting.domain.vocabulary import PeriodState
from reporting.pages.overview_words import capital, in_words

STEPS = {
    Step.UNOPENED: gettext_lazy("Ikke åpnet"),
    Step.BEGUN: gettext_lazy("Påbegynt"),
    Step.RETURNED: gettext_lazy("Returnert"),
    Step.DELIVERED: gettext_lazy("Levert"),
    Step.APPROVED: gettext_lazy("Godkjent"),
    Step.EXEMPT: gettext_lazy("Fritatt"),
}
TONES = {Step.UNOPENED: "ink", Step.RETURNED: "accent", Step.APPROVED: "ok", Step.EXEMPT: "none"}
LOOKS = {
    Look.UNEXPLAINED: gettext_lazy("Meldt bedre enn beregnet, uten begrunnelse"),
    Look.NO_MEASURE: gettext_lazy("Tiltak, ansvarlig eller frist mangler"),
    Look.CONTRADICTED: gettext_lazy("Meldt bedre enn beregnet, med begrunnelse"),
    Look.DISAGREE: gettext_lazy("Den andre virksomheten melder en annen farge"),
    Look.WORSE: gettext_lazy("Ble verre siden sist"),
    Look.BETTER: gettext_lazy("Ble bedre siden sist"),
    Look.REPLANNED: gettext_lazy("Bedre farge mot flyttet plan enn mot den opprinnelige"),
    Look.DECISION: gettext_lazy("Ber om en beslutning"),
    Look.BEHALF: gettext_lazy("Ført inn på vegne av eieren"),
    Look.FIRST: gettext_lazy("Ingen farge å sammenligne med"),
    Look.UNCHANGED: gettext_lazy("Samme farge som sist"),
}
OF_PARTS = {
    Look.UNEXPLAINED: gettext_lazy("%(dimensions)s meldt bedre enn beregnet, uten begrunnelse"),
    Look.CONTRADICTED: gettext_lazy("%(dimensions)s meldt bedre enn beregnet, med begrunnelse"),
}
"""Where the whole is not better than computed, which dimensions are."""
GRAVE = frozenset({Look.UNEXPLAINED, Look.NO_MEASURE})
NAMED = 2  # owners told by name


def kicker(period: PeriodFact, registers: Registers) -> str:
    """«Runde 2026-3 · åpen til 15. desember 2026 · til NUIT 22.1.2027»."""
    told = [_("Runde %(code)s") % {"code": period.code}, state(period)]
    body = registers.bodies.get(period.body or "")
    meeting = registers.meetings.get(period.meeting or "")
    if body is None and meeting:
        body = registers.bodies.get(meeting.body)
    if body:
        when = f" {formatting.when(meeting.date)}" if meeting and meeting.date else ""
        told.append(_("til %(body)s") % {"body": body.name} + when)
    return " · ".join(told)


def state(period: PeriodFact) -> str:
    """«åpen til 15. desember 2026», «låst 5.12.2026», «åpner 1.11.2026»."""
    if period.locked:
        return _("låst %(day)s") % {"day": locked_on(period)}
    if period.state == PeriodState.OPEN:
        return _("åpen til %(day)s") % {"day": formatting.long_day(period.deadline)} if period.deadline else _("åpen")
    return _("åpner %(day)s") % {"day": formatting.long_day(period.opens)} if period.opens else _("ikke åpnet")


def locked_on(period: PeriodFact) -> str:
    """The day a round was locked."""
    if period.locked_on:
        return formatting.when(period.locked_on)
    return formatting.day(period.locked_at) if period.locked_at else formatting.day(period.cut_off)


# ── the finding ──────────────────────────────────────────────────────────────────────────────────────────────────────


def finding(found: Campaign, *, ready: bool = False) -> str:
    """The headline: what stands in the way, and how long is left."""
    if found.period.locked:
        return _locked(found)
    if found.period.state == PeriodState.PLANNED:
        return _("Runden er ikke åpnet.")
    if not found.required:
        return _("Ingen er bedt om å rapportere ennå.")
    waits = _waits(found)
    if not found.follow_up:
        return f"{waits} {_('Runden kan låses.')}" if ready else waits
    return " ".join(each for each in (waits, left(found.days_left)) if each)


def _waits(found: Campaign) -> str:
    unopened, begun, returned = (len(found.steps[each]) for each in AWAITED)
    if unopened:
        count = len({each.organisation or each.part.code for each in found.steps[Step.UNOPENED]})
        words = ngettext("Én eier har ikke åpnet rapporten.", "%(count)s eiere har ikke åpnet rapporten.", count)
        return capital(words % {"count": in_words(count)})
    if begun:
        words = ngettext("Én rapport er påbegynt, men ikke levert.", "%(count)s er påbegynt, men ikke levert.", begun)
        return capital(words % {"count": in_words(begun)})
    if returned:
        words = ngettext("Én rapport er sendt tilbake til eieren.", "%(count)s er sendt tilbake til eierne.", returned)
        return capital(words % {"count": in_words(returned)})
    if found.queue:
        words = ngettext(
            "Én rapport venter på vurdering.", "%(count)s rapporter venter på vurdering.", len(found.queue)
        )
        return capital(words % {"count": in_words(len(found.queue))})
    return _("Alle rapportene er godkjent.")


def _locked(found: Campaign) -> str:
    if not found.required:
        return _("Runden er låst. Ingen ble bedt om å rapportere.")
    given = sum(each.step in (Step.DELIVERED, Step.APPROVED) for each in found.required)
    if given == len(found.required):
        return _("Runden er låst. Alle rapporterte.")
    return _("Runden er låst. %(given)s av %(asked)s rapporterte.") % {
        "given": formatting.number(given),
        "asked": formatting.number(len(found.required)),
    }


def finding_of_own(mine: Campaign, whole: Campaign) -> str:
    """The headline for who reports: what he or she has to do."""
    if whole.period.locked or whole.period.state == PeriodState.PLANNED:
        return finding(whole)
    if not mine.required:
        return _("Du har ingen rapporter i denne runden.")
    if not mine.follow_up:
        return _("Alle rapportene dine er levert.")
    count = len(mine.follow_up)
    words = ngettext("Du har én rapport å levere.", "Du har %(count)s rapporter å levere.", count)
    return f"{words % {'count': in_words(count)}} {left(mine.days_left)}".strip()


def left(days: int | None) -> str:
    """How long is left: «Tre dager igjen.», «Fristen gikk ut i går.»."""
    if days is None:
        return ""
    if days == 0:
        return _("Fristen er i dag.")
    if days == -1:
        return _("Fristen gikk ut i går.")
    if days < 0:
        return _("Fristen gikk ut for %(count)s dager siden.") % {"count": in_words(-days)}
    words = ngettext("Én dag igjen.", "%(count)s dager igjen.", days)
    return capital(words % {"count": in_words(days)})


# ── whose ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def owners(rows: Sequence[ReportRow]) -> str:
    """«KS og Helse Midt-Norge», «alle i Helsedirektoratet», «fem eiere»; "" of none."""
    names = list(dict.fromkeys(each.organisation for each in rows if each.organisation))
    if not rows or not names:
        return _("uten kjent eier") if rows else ""
    if len(names) == 1:
        words = ngettext("%(owner)s", "alle i %(owner)s", len(rows))
        return words % {"owner": names[0]}
    if len(names) > NAMED:
        return ngettext("%(count)s eier", "%(count)s eiere", len(names)) % {"count": in_words(len(names))}
    return listed(names)


def listed(names: Iterable[str]) -> str:
    """«a», «a og b», «a, b og c»."""
    *first, last = names
    return _("%(first)s og %(last)s") % {"first": ", ".join(first), "last": last} if first else last


def look(found: Look, row: ReportRow) -> str:
    """What an assessor should look at; of a colour better than facts, of which dimensions where not of the whole."""
    named = [each.dimension for each in row.better if found is Look.CONTRADICTED or not each.reason]
    if found not in OF_PARTS or not named or OVERALL in named:
        return str(LOOKS[found])
    dimensions = listed(choices.label(Dimension, each).lower() for each in named)
    return OF_PARTS[found] % {"dimensions": capital(dimensions)}


def late(deadline: date, today: date) -> str:
    """«tre dager over fristen»."""
    count = (today - deadline).days
    words = ngettext("én dag over fristen", "%(count)s dager over fristen", count)
    return words % {"count": in_words(count)}


def reminded(row: ReportRow) -> str:
    """«2 ganger, sist 15.4.2026»; of a returned one when it came back."""
    known = row.progress
    told = []
    comments = row.report.comments if row.report and row.step is Step.RETURNED else ()
    if days := [each.known for each in comments if each.known]:
        told.append(_("sendt tilbake %(day)s") % {"day": formatting.day(max(days))})
    if known.reminders:
        words = ngettext("%(count)s gang, %(day)s", "%(count)s ganger, sist %(day)s", known.reminders)
        told.append(words % {"count": formatting.number(known.reminders), "day": formatting.day(known.reminded)})
    return "; ".join(told) or formatting.MISSING


def touched(row: ReportRow) -> str:
    """When a draft was last written in: «lagret 4.11.2026 av Pia», «åpnet 3.11.2026»."""
    known = row.progress
    if row.step is not Step.BEGUN:
        return ""
    if known.saved:
        values = {"day": formatting.day(known.saved), "who": known.saved_by}
        return (_("lagret %(day)s av %(who)s") if known.saved_by else _("lagret %(day)s")) % values
    return _("åpnet %(day)s, ikke skrevet i") % {"day": formatting.day(known.opened)}
