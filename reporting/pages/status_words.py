"""A status of one record in words: the colour's word, or why there is none, with the sign that goes with it."""

from typing import NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from initiatives import choices, formatting
from initiatives.domain.vocabulary import Cause, Colour
from reporting.domain.figures.status_grid import Cell, Column, Why
from reporting.domain.standing import Standing


def why_words() -> dict[Why, str]:
    """Why there is no colour, each class by its own name."""
    return {
        Why.UNREPORTED: _("Ikke rapportert"),
        Why.UNASSESSED: _("Levert, ikke vurdert"),
        Why.SILENT: _("Ikke vurdert"),
        Why.LEFT_OUT: _("Ikke med i runden"),
        Why.RESTING: _("Ikke i gang"),
        Why.UNKNOWN: _("Ikke i registeret"),
    }


def word_of(cell: Cell) -> str:
    """«Kritisk», «Ikke rapportert», «Ikke med i runden»."""
    return choices.label(Colour, cell.colour) if cell.why is Why.STATUS else why_words()[cell.why]


def shown(cell: Cell) -> bool:
    """Whether a shape stands before the word: there was a status to give."""
    return cell.why not in (Why.LEFT_OUT, Why.RESTING, Why.UNKNOWN)


def column_word(column: Column, *, now: str) -> str:
    """The head of a column: the period's code, else `now`."""
    return column.code or now


def turn_words(cell: Cell) -> str:
    """«verre, fra Under kontroll»; "" where it did not turn."""
    if not cell.turned:
        return ""
    values = {"before": choices.label(Colour, cell.before)}
    return (_("verre, fra %(before)s") if cell.worse else _("bedre, fra %(before)s")) % values


class Told(NamedTuple):
    """What was said of a yellow or red status: cause and measure, "" where not stated, with the language of both."""

    cause: str
    reason: str
    measure: str
    responsible: str
    language: str


def told(standing: Standing | None) -> Told:
    """Cause, reason, measure and who does it by when."""
    if standing is None:
        return Told("", "", "", "", "")
    cause = capfirst(choices.label(Cause, standing.cause)) if standing.cause else ""
    who = standing.measure_owner
    if standing.measure_due:
        due = _("frist %(day)s") % {"day": formatting.when(standing.measure_due)}
        who = f"{who}, {due}" if who else due
    return Told(cause, standing.reason, standing.measure, who, standing.language)
