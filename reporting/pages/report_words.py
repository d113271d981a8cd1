"""A report in words: what was said last beside each input, what facts give and why, and what the parts are called."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import choices, formatting
from initiatives.domain.dates import SlipKind
from initiatives.domain.facts import Slice
from initiatives.domain.vocabulary import CaseKind, Cause, Colour, Dimension
from reporting.domain import rag
from reporting.domain.answers import OVERALL, Answer
from reporting.domain.figures.deciding import deciding
from reporting.domain.figures.report_dates import DateRow
from reporting.domain.figures.report_ground import Before
from reporting.domain.limits import limits
from reporting.domain.record import Record
from reporting.domain.results import Computed
from reporting.pages.initiative_verdicts import Line, limit_words, reasons
from reporting.pages.overview_words import capital, in_words

COMPUTED = (OVERALL, Dimension.TIME.value, Dimension.MONEY.value)
CODES = {"cause": Cause, "decision_kind": CaseKind}
OBSERVED = frozenset({"colour_overall", "reason_overall", "cause_overall", "measure", "measure_owner", "measure_due"})
"""Inputs public sources may say something of: they speak of the whole alone."""
LONG = 280  # characters of an earlier text that stand beside its input


@dataclass(frozen=True, slots=True)
class Last:
    """What was said last: whose word, a colour or a text, and the text's language."""

    kicker: str
    colour: str = ""
    text: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """The colour facts give for a dimension, the facts that decided, and the limits they were weighed by."""

    colour: str
    lines: tuple[Line, ...]
    limits: str = ""


def source(before: Before) -> str:
    """Whose word it is: «runde 2026-2», «åpen kilde, okt. 2026»."""
    if before.report:
        return _("Runde %(period)s") % {"period": before.report.period}
    words = _("Eksempel, %(day)s") if before.example else _("Åpen kilde, %(day)s")
    return words % {"day": formatting.when(before.as_of)}


def last_of(before: Before | None, name: str) -> Last | None:
    """What was said last in an input; None when nobody has spoken."""
    if before is None or name in ("language", "given_by"):
        return None
    kind, _underscore, dimension = name.partition("_")
    said = before.answers
    if before.observation and name not in OBSERVED:
        return None
    if kind in ("colour", "reason", "cause"):
        return _of_dimension(before, kind, said.ratings.get(dimension, Answer()))
    value = getattr(said, name)
    text = formatting.when(value) if name == "measure_due" and value else str(value or "")
    if name in CODES and text:
        return Last(source(before), text=capital(choices.label(CODES[name], text)))
    return Last(source(before), text=_cut(text) or _("Ikke utfylt"), language=said.language if text else "")


def _of_dimension(before: Before, kind: str, said: Answer) -> Last:
    if kind == "colour":
        return Last(
            source(before), colour=said.colour or Colour.NONE, text="" if said.colour else _("ingen farge meldt")
        )
    if kind == "cause":
        text = capital(choices.label(Cause, said.cause)) if said.cause else _("Ikke oppgitt")
        return Last(source(before), text=text)
    return Last(
        source(before),
        text=_cut(said.reason) or _("Ikke utfylt"),
        language=before.answers.language if said.reason else "",
    )


def _cut(text: str) -> str:
    return text if len(text) <= LONG else f"{text[: LONG - 1].rstrip()}…"


def facts(record: Record, part: Slice, computed: tuple[Computed, ...], dimension: str) -> Facts | None:
    """What facts give for a dimension, and why; None for those no fact gives a colour."""
    found = rag.of(computed, dimension)
    if found is None or dimension not in COMPUTED:
        return None
    if any(each.code == rag.NOT_ACTIVE for each in found.reasons):
        if dimension != OVERALL:
            return None
        words = _("Tiltaket er ikke i gang i en plan som løper, og får derfor ingen beregnet farge.")
        return Facts(found.colour, (Line(words),))
    told = limit_words(
        limits(record.tolerances, Dimension.TIME, record.state.today),
        limits(record.tolerances, Dimension.MONEY, record.state.today),
    )
    names = deciding(record, part)
    worst = _worst(computed, found) if dimension == OVERALL else (found,)
    lines = tuple(line for each in worst for line in _named(each, reasons(each, names), len(worst) > 1))
    return Facts(found.colour, lines, told if dimension == OVERALL else "")


def _named(computed: Computed, lines: Iterable[Line], several: bool) -> Iterator[Line]:
    """The lines of one of several dimensions begin with its name."""
    for number, line in enumerate(lines):
        name = f"{choices.label(Dimension, computed.dimension)}: " if several and not number else ""
        yield line._replace(text=name + line.text)


def _worst(computed: tuple[Computed, ...], whole: Computed) -> tuple[Computed, ...]:
    """The dimensions whose colour is the whole's."""
    found = (rag.of(computed, each) for each in COMPUTED[1:])
    return tuple(each for each in found if each is not None and each.colour == whole.colour)


def slip_words(row: DateRow | None) -> tuple[str, str]:
    """How far a milestone is from its first plan, and its tone."""
    if row is None or row.slip is None:
        return formatting.MISSING, ""
    if row.slip.kind is SlipKind.SPECIFIED:
        return _("presisert"), ""
    return formatting.slip_words(row.slip.days), "late" if row.slip.days > 0 else ""


def dimension_name(dimension: str) -> str:
    """What a dimension is called in a list of changes."""
    return _("Samlet status") if dimension == OVERALL else choices.label(Dimension, dimension)


def deadline_words(deadline: date | None, today: date) -> str:
    """«frist 15.12.2026, om 22 dager»."""
    if deadline is None:
        return _("uten frist")
    values = {"day": formatting.day(deadline), "left": left(deadline, today)}
    return _("frist %(day)s, %(left)s") % values


def left(deadline: date, today: date) -> str:
    """How long there is to a deadline: «om 3 dager», «i dag», «2 dager over fristen»."""
    days = (deadline - today).days
    if days == 0:
        return _("i dag")
    if days > 0:
        return _("om %(days)s") % {"days": formatting.days(days)}
    return _("%(days)s over fristen") % {"days": formatting.days(-days)}


def saved_words(saved_at: datetime | None, by: str, today: date) -> str:
    """When a draft was saved last and by whom: «Lagret kl. 14.32 av Pia»; "" when nothing is saved."""
    if saved_at is None:
        return ""
    local = timezone.localtime(saved_at)
    if local.date() == today:
        values = {"time": formatting.clock(local), "who": by}
        return _("Utkast lagret kl. %(time)s av %(who)s.") % values if by else _("Utkast lagret kl. %(time)s.") % values
    values = {"time": formatting.moment(saved_at), "who": by}
    return _("Utkast lagret %(time)s av %(who)s.") % values if by else _("Utkast lagret %(time)s.") % values


def missing_words(count: int) -> str:
    """How much is missing before it can be sent."""
    if not count:
        return _("Klar til å sendes.")
    words = ngettext("Én ting mangler før du kan sende.", "%(count)s ting mangler før du kan sende.", count)
    return capital(words % {"count": in_words(count)})


def begins(before: Before | None, *, sent: bool) -> str:
    """What the form begins with."""
    if sent:
        return _("forhåndsutfylt med det dere sendte")
    if before is None:
        return _("ingenting er meldt før")
    if before.report:
        return _("forhåndsutfylt fra %(period)s") % {"period": before.report.period}
    words = _("sist oppgitt %(day)s, eksempel") if before.example else _("sist oppgitt i åpen kilde, %(day)s")
    return words % {"day": formatting.when(before.as_of)}
