"""A notice of a round of reporting, as a letter and as a line, in the active language."""

from collections.abc import Iterator

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from initiatives.domain.vocabulary import NoticeKind
from initiatives.formatting import number
from initiatives.models import Notice
from initiatives.notices.links import whole
from initiatives.notices.rounds_items import DATED, MOST, details, items
from initiatives.notices.rounds_links import path
from initiatives.notices.rounds_scenes import RoundScene, round_scene
from initiatives.notices.rounds_told import RoundChange
from initiatives.notices.rounds_wording import round_wording
from initiatives.notices.sentences import Part, Sentence, Text
from initiatives.notices.shapes import Letter, Line, Quote, line_of, one_line, quote, to_change
from initiatives.notices.veils import Veils

MOST_IN_A_LINE = 3
OF_THE_ROUND = frozenset({NoticeKind.ROUND_OPENED, NoticeKind.ROUND_REMINDED, NoticeKind.ROUND_LOCKED})
"""Kinds whose words are about the round, not about the reports."""


def letter(notice: Notice, veils: Veils) -> Letter:
    """The letter of a notice. The reports stand below what is asked, however many they are."""
    scene = round_scene(notice, veils)
    words = round_wording(scene)
    return Letter(
        language=get_language() or "nb",
        subject=one_line(words.subject),
        lead=words.lead,
        parties=None,
        facts=tuple(_facts(scene)),
        quote=_quote(scene),
        note=_("Begrunnelsen står i rapporten, fordi noe i tiltaket er unntatt.") if _hidden(scene) else "",
        asked=words.asked,
        otherwise=words.otherwise,
        url=whole(path(notice, scene.told)),
        example=_("Dette er et eksempel, ikke virkelige tiltak.") if scene.told.example else "",
        footer=_footer(scene),
        heading=_heading(scene),
        items=items(scene),
        rest=_rest(len(scene.reports) - MOST),
    )


def line(notice: Notice, veils: Veils) -> Line:
    """The line of a notice: what is asked and by when, the reports named, and what was said of a single one.

    It stands for long, so it tells no «in 7 days», which were counted from the day it was told.
    """
    scene = round_scene(notice, veils)
    said = details(scene, scene.only) if scene.only else ()
    return line_of(
        notice,
        lead=Sentence("%(told)s", {"told": Text(round_wording(scene).subject)}),
        parties=_named(scene),
        facts=(*_presented(scene), *said),
        url=path(notice, scene.told),
        example=scene.told.example,
    )


def _facts(scene: RoundScene) -> Iterator[Sentence]:
    """The deadline, and where the reports go."""
    if scene.kind in DATED and scene.told.change != RoundChange.EXEMPT and scene.first is not None:
        words = _("Første frist: %(date)s") if scene.mixed else _("Frist: %(date)s")
        yield Sentence(words, {"date": scene.dated(scene.first)})
    yield from _presented(scene)


def _presented(scene: RoundScene) -> Iterator[Sentence]:
    if scene.presented is not None:
        told = _("Lagt fram for: %(body)s") if scene.held else _("Legges fram for: %(body)s")
        yield Sentence(told, {"body": scene.presented})


def _heading(scene: RoundScene) -> str:
    many = len(scene.reports)
    return ngettext("Rapporten det gjelder", "Rapportene det gjelder, %(count)s i alt", many) % {"count": number(many)}


def _rest(more: int) -> str:
    return _("og %(count)s til") % {"count": number(more)} if more > 0 else ""


def _named(scene: RoundScene) -> Sentence:
    """The first few initiatives by name, and how many more."""
    places: dict[str, Part] = {
        f"report{at}": scene.whole(each) for at, each in enumerate(scene.reports[:MOST_IN_A_LINE])
    }
    named = ", ".join(f"%({place})s" for place in places)
    rest = _rest(len(scene.reports) - MOST_IN_A_LINE)
    return Sentence(f"{named} %(rest)s" if rest else named, {**places, "rest": rest})


def _hidden(scene: RoundScene) -> bool:
    """Whether there are words about reports of which something is withheld: they may give it away."""
    of_reports = bool(scene.told.words) and scene.kind not in OF_THE_ROUND
    return of_reports and any(scene.veiled(each) for each in scene.reports)


def _quote(scene: RoundScene) -> Quote | None:
    if not scene.told.words or _hidden(scene):
        return None
    return quote(Sentence(_("%(actor)s skrev:"), {"actor": scene.actor}), scene.told.words, scene.told.language)


def _footer(scene: RoundScene) -> tuple[Sentence, ...]:
    why = _("Du får denne e-posten fordi du rapporterer på %(ours)s i Samstyr.")
    return Sentence(why, {"ours": scene.ours}), to_change()
