"""A notice of a contract between owners, as a letter and as a line, in the active language."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from initiatives.models import Notice
from initiatives.notices.facts import facts
from initiatives.notices.links import path, whole
from initiatives.notices.scenes import Scene, scene
from initiatives.notices.sentences import Sentence
from initiatives.notices.shapes import Letter, Line, Quote, line_of, one_line, quote, to_change
from initiatives.notices.veils import Veils
from initiatives.notices.wording import wording


def letter(notice: Notice, veils: Veils) -> Letter:
    """The letter of a notice."""
    told = scene(notice, veils)
    words = wording(told)
    return Letter(
        language=get_language() or "nb",
        subject=one_line(words.subject),
        lead=words.lead,
        parties=told.parties,
        facts=facts(told),
        quote=_quote(told),
        note=_("Begrunnelsen står i avtalen, fordi noe i den er unntatt.") if told.veiled and told.told.words else "",
        asked=words.asked,
        otherwise=words.otherwise,
        url=whole(path(notice)),
        example=_("Dette er et eksempel, ikke virkelige tiltak.") if told.told.example else "",
        footer=_footer(told),
    )


def line(notice: Notice, veils: Veils) -> Line:
    """The line of a notice."""
    told = scene(notice, veils)
    return line_of(
        notice,
        lead=wording(told).lead,
        parties=told.parties,
        facts=facts(told),
        url=path(notice),
        example=told.told.example,
    )


def _quote(told: Scene) -> Quote | None:
    if told.veiled or not told.told.words:
        return None
    return quote(Sentence(_("%(actor)s skrev:"), {"actor": told.actor}), told.told.words, told.told.language)


def _footer(told: Scene) -> tuple[Sentence, ...]:
    duty = _("Du får denne e-posten fordi du er ansvarlig for %(ours)s i Samstyr.")
    follows = _("Du får denne e-posten fordi virksomheten din følger opp %(ours)s i Samstyr.")
    nobody = _("Du får denne e-posten fordi ingen er registrert som ansvarlig for %(ours)s i Samstyr.")
    ours = duty if told.told.ours.whole.code else follows
    return Sentence(nobody if told.told.stand_in else ours, {"ours": told.ours}), to_change()
