"""The roadmap in words: the finding, what each row says, and each milestone's dates."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from initiatives import formatting
from initiatives.domain.dates import PartialDate
from initiatives.domain.feasible import Notice
from reporting.domain.figures.register import RegisterRow
from reporting.domain.figures.register_milestones import Timeliness
from reporting.domain.figures.register_row import Held
from reporting.domain.figures.roadmap import Grouping, Roadmap
from reporting.domain.figures.roadmap_courses import Course, Step, Tally
from reporting.pages.coordination_terms import dated

GROUPINGS = {
    Grouping.GOAL: gettext_lazy("Hovedmål"),
    Grouping.OWNER: gettext_lazy("Eier"),
    Grouping.SEGMENT: gettext_lazy("Segment"),
    Grouping.PROGRAMME: gettext_lazy("Program"),
}
WITHOUT = {
    Grouping.GOAL: gettext_lazy("Uten hovedmål"),
    Grouping.OWNER: gettext_lazy("Uten oppgitt eier"),
    Grouping.SEGMENT: gettext_lazy("Uten segment"),
    Grouping.PROGRAMME: gettext_lazy("Utenfor programmer"),
}


def finding(found: Roadmap) -> str:
    """How many milestones are late, and how many nobody has confirmed."""
    tally, examples = found.tally, found.examples
    if not tally.milestones:
        return _("Ingen milepæler er registrert.")
    late = ngettext("%(count)s milepæl er forsinket", "%(count)s milepæler er forsinket", tally.late) % {
        "count": formatting.number(tally.late)
    }
    silent = ngettext("%(count)s er ubekreftet", "%(count)s er ubekreftet", tally.unconfirmed) % {
        "count": formatting.number(tally.unconfirmed)
    }
    if not tally.late and not tally.unconfirmed:
        return _("Ingen milepæler er forsinket eller ubekreftet.")
    if not tally.late:
        silent = ngettext("%(count)s milepæl er ubekreftet", "%(count)s milepæler er ubekreftet", tally.unconfirmed) % {
            "count": formatting.number(tally.unconfirmed)
        }
        return _("%(words)s, ingen er forsinket.") % {
            "words": silent + _examples(examples.unconfirmed, tally.unconfirmed)
        }
    late += _examples(examples.late, tally.late)
    if not tally.unconfirmed:
        return _("%(words)s, ingen er ubekreftet.") % {"words": late}
    return _("%(late)s, og %(silent)s.") % {
        "late": late,
        "silent": silent + _examples(examples.unconfirmed, tally.unconfirmed),
    }


def _examples(count: int, of: int) -> str:
    if not count:
        return ""
    if count == of:
        return ngettext(" (et eksempel)", " (alle eksempler)", count)
    return ngettext(" (%(count)s eksempel)", " (%(count)s eksempler)", count) % {"count": formatting.number(count)}


def beside(found: Roadmap) -> str:
    """What the milestones are otherwise: reached, and moved from the original plan."""
    tally = found.tally
    if not tally.milestones:
        return _("Bare datoer noen har oppgitt, er tegnet.")
    words = _("Av %(all)s milepæler er %(reached)s nådd og %(moved)s flyttet fra opprinnelig plan.") % {
        "all": formatting.number(tally.milestones),
        "reached": formatting.number(tally.reached),
        "moved": formatting.number(tally.moved),
    }
    if found.worst:
        words += " " + _("Størst forsinkelse: %(slip)s.") % {"slip": formatting.slip_words(found.worst).lstrip("+")}
    if found.held:
        told = ngettext(
            "%(count)s kan ikke nås når eieren sier: den hule ruten er når den kan, regnet av det den venter på.",
            "%(count)s kan ikke nås når eieren sier: den hule ruten er når de kan, regnet av det de venter på.",
            found.held,
        )
        words += " " + told % {"count": formatting.number(found.held)}
        return words + " " + _("Ellers er bare datoer noen har oppgitt, tegnet.")
    return words + " " + _("Bare datoer noen har oppgitt, er tegnet.")


def span(start: PartialDate | None, end: PartialDate | None) -> str:
    """«jan. 2025–juni 2028», «fra 2019», «til feb. 2024», "" where neither is stated."""
    if start and end:
        return f"{formatting.when(start)}–{formatting.when(end)}"
    if start:
        return _("fra %(when)s") % {"when": formatting.when(start)}
    return _("til %(when)s") % {"when": formatting.when(end)} if end else ""


def late_words(course: Course) -> str:
    """«2 forsinket, +53 uker»."""
    if not course.tally.late:
        return ""
    count = ngettext("%(count)s forsinket", "%(count)s forsinket", course.tally.late)
    words = count % {"count": formatting.number(course.tally.late)}
    return f"{words}, {formatting.slip_words(course.worst)}"


def held_words(held: Held) -> str:
    """«gjennomførbar 30.8.2027, +9 uker»: of the milestone that others delay the most."""
    day = dated(held.feasible, earliest=held.earliest)
    return _("gjennomførbar %(day)s, %(slip)s") % {"day": day, "slip": formatting.slip_words(held.days)}


def silent_words(tally: Tally) -> str:
    """«1 ubekreftet»."""
    if not tally.unconfirmed:
        return ""
    words = ngettext("%(count)s ubekreftet", "%(count)s ubekreftet", tally.unconfirmed)
    return words % {"count": formatting.number(tally.unconfirmed)}


def reached_words(tally: Tally) -> str:
    """«3 av 8 milepæler nådd»."""
    words = ngettext("%(reached)s av %(all)s milepæl nådd", "%(reached)s av %(all)s milepæler nådd", tally.milestones)
    return words % {"reached": formatting.number(tally.reached), "all": formatting.number(tally.milestones)}


def count_words(found: Roadmap, total: int) -> str:
    """What is drawn of what was asked for, for eye and ear."""
    asked = found.shown + len(found.undated) + found.outside
    told = [
        ngettext("%(shown)s av %(total)s tiltak tegnet", "%(shown)s av %(total)s tiltak tegnet", total)
        % {"shown": formatting.number(found.shown), "total": formatting.number(total)}
    ]
    if found.undated:
        told.append(_("%(count)s uten oppgitte datoer") % {"count": formatting.number(len(found.undated))})
    if found.outside:
        told.append(_("%(count)s bare utenfor tidsrommet") % {"count": formatting.number(found.outside)})
    if asked < total:
        told.append(_("%(count)s filtrert bort") % {"count": formatting.number(total - asked)})
    return ", ".join(told)


def step_words(step: Step) -> str:
    """What a milestone's line says: «nådd 7.5.2022», «15.5.2023, ubekreftet», «9.11.2024, +53 uker»; and when it can be
    reached, where what it waits for makes that later."""
    words, kept = _stated(step), kept_words(step)
    return _("%(words)s, gjennomførbar %(day)s") % {"words": words, "day": kept} if kept else words


def kept_words(step: Step) -> str:
    """When it can be reached, where what it waits for makes that later; else ""."""
    found = step.kept
    if found is None or found.feasible is None:
        return ""
    return dated(found.feasible, earliest=Notice.EARLIEST in found.notices)


def _stated(step: Step) -> str:
    when = formatting.when(step.now)
    if step.state is Timeliness.UNDATED:
        return _("uten dato")
    if step.state is Timeliness.REACHED:
        words = _("nådd %(when)s") % {"when": when}
        return f"{words}, {formatting.slip_words(step.slip)}" if step.slip else words
    if step.state is Timeliness.UNCONFIRMED:
        return _("%(when)s, ubekreftet") % {"when": when}
    if step.slip:
        return f"{when}, {formatting.slip_words(step.slip)}"
    return _("%(when)s, som planlagt") % {"when": when} if step.slip == 0 and step.kept is None else when


def picture_words(row: RegisterRow, words: str) -> str:
    """What a row's picture shows, for those who do not see it."""
    told = [words] if words else []
    if row.next and row.next.now:
        told.append(_("neste: %(name)s %(when)s") % {"name": row.next.name, "when": formatting.when(row.next.now)})
    return ". ".join(told) or _("milepæler")
