"""What every paper of ours has in common: its meta, header and footer, and how values are written on it."""

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from initiatives import choices, formatting
from initiatives.domain import vocabulary as v
from reporting.domain.facts import PeriodFact
from reporting.domain.readiness import readiness
from reporting.domain.record import Record
from reporting.exports.pdf.document import Meta
from reporting.exports.pdf.elements import muted, pill
from reporting.exports.pdf.inline import Inline, Pill, Run
from reporting.exports.pdf.pages import Furniture
from reporting.exports.register_sheets import created
from reporting.pages.register_words import status_word

LANG = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
AUTHOR = "Helsedirektoratet"
Tone = Literal["ok", "warn", "crit", "none"]
TONES: dict[str, Tone] = {"green": "ok", "yellow": "warn", "red": "crit", "none": "none", "": "none"}

__all__ = ["LANG", "Stand", "foreign", "meta", "named", "other", "stand", "status", "status_word"]


@dataclass(frozen=True, slots=True)
class Stand:
    """What time a paper shows, in words: short for the header, long for the cover; a draft unless it is locked."""

    short: str
    long: str
    cut_off: str
    draft: bool


def stand(record: Record) -> Stand:
    """The time of a record in words."""
    period = record.period
    if period and period.locked:
        cut_off = formatting.long_day(period.cut_off)
        locked = formatting.when(period.locked_on) if period.locked_on else formatting.day(period.locked_at)
        return Stand(
            _("Periode %(code)s · låst %(day)s") % {"code": period.code, "day": locked},
            _("Periode %(code)s, låst %(day)s") % {"code": period.code, "day": locked},
            cut_off,
            draft=False,
        )
    shown = formatting.long_day(record.state.known_by or record.state.today)
    words = _("Slik det var kjent %(day)s") if record.state.known_by else _("Slik det er kjent %(day)s")
    return Stand(words % {"day": shown}, words % {"day": shown}, shown, draft=True)


def lacking(record: Record, period: PeriodFact) -> str:
    """Why a period was locked although something was missing, and what: by the codes of the initiatives."""
    found = readiness(record, period)
    told = {
        _("Ikke levert"): (*found.missing, *found.returned),
        _("Ikke vurdert"): found.unassessed,
        _("Uten tiltak, ansvarlig eller frist"): found.without_measure,
    }
    named = [f"{label}: {', '.join(dict.fromkeys(codes))}" for label, codes in told.items() if codes]
    return ". ".join(each.rstrip(".") for each in (period.lock_reason, *named)) + "."


def meta(record: Record, title: str, language: str, *, subject: str = "") -> Meta:
    """The document's meta and what stands on every page. A record that is not locked carries UTKAST."""
    told = stand(record)
    return Meta(
        title=title,
        author=AUTHOR,
        lang=LANG[language],
        created=created(record),
        subject=subject,
        furniture=Furniture(
            header_left=title,
            header_right=told.short,
            footer_left=_("%(author)s, porteføljekontoret") % {"author": AUTHOR},
            footer_center=_("Datakutt %(day)s") % {"day": told.cut_off},
            page_label=_("Side {page} av {pages}"),
            watermark=_("UTKAST") if told.draft else "",
        ),
    )


def status(colour: str, word: str = "", *, ground: bool = False) -> Pill:
    """A status on paper: shape, word and colour."""
    code = colour or v.Colour.NONE
    return pill(TONES[code], word or choices.label(v.Colour, code), ground=ground)


def other(language: str, paper: str) -> str | None:
    """The tag of a stored text's language, None where it is the paper's own."""
    return None if not language or language == paper else LANG.get(language, language)


def foreign(text: str, language: str, paper: str, *, strong: bool = False) -> Run | str:
    """A stored text on a paper in the language `paper`: in another language it says which."""
    tag = other(language, paper)
    return Run(text, strong=strong, lang=tag) if tag or strong else text


def named(name: Run | str, *beside: str, example: bool = False) -> list[Inline]:
    """A name with its code and owner small after it; an example says so."""
    small = [each for each in beside if each] + ([_("eksempel")] if example else [])
    return [name, muted(f" {' · '.join(small)}")] if small else [name]
