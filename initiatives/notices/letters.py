"""A notice as a letter: the same words as plain text and as HTML, in the active language."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from initiatives.domain import free_text
from initiatives.models import Notice
from initiatives.notices.facts import facts
from initiatives.notices.links import address
from initiatives.notices.scenes import Scene, scene
from initiatives.notices.sentences import Sentence
from initiatives.notices.veils import Veils
from initiatives.notices.wording import wording

LONGEST_SUBJECT = 120  # characters; a name may have 300
LONGEST_QUOTE = 2_000


@dataclass(frozen=True, slots=True)
class Quote:
    """The actor's own words, and who said them."""

    intro: Sentence
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Letter:
    """What is written to one person."""

    language: str
    subject: str
    lead: Sentence
    parties: Sentence
    facts: tuple[Sentence, ...]
    quote: Quote | None
    note: str  # why there is no quote; '' where nothing is left out
    asked: str
    otherwise: str
    url: str
    example: str  # that the sides are made up; '' for real ones
    footer: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """The letter as plain text."""
        quoted = "\n".join(f"> {line}".rstrip() for line in self.quote.text.splitlines()) if self.quote else ""
        blocks = [
            f"{self.lead}\n{self.parties}",
            "\n".join(map(str, self.facts)),
            f"{self.quote.intro}\n{quoted}" if self.quote else self.note,
            f"{self.asked}\n{self.otherwise}",
            _("Åpne i Samstyr: %(url)s") % {"url": self.url},
            self.example,
            "-- \n" + "\n".join(map(str, self.footer)),
        ]
        return "\n\n".join(block for block in blocks if block) + "\n"

    @property
    def html(self) -> str:
        """The letter as an accessible page without pictures, styles or anything fetched from elsewhere."""
        return render_to_string("notices/letter.html", {"letter": self})


def letter(notice: Notice, veils: Veils) -> Letter:
    """The letter of a notice, in the active language."""
    told = scene(notice, veils)
    words = wording(told)
    return Letter(
        language=get_language() or "nb",
        subject=_short(words.subject),
        lead=words.lead,
        parties=told.parties,
        facts=facts(told),
        quote=_quote(told),
        note=_("Begrunnelsen står i avtalen, fordi noe i den er unntatt.") if told.veiled and told.told.words else "",
        asked=words.asked,
        otherwise=words.otherwise,
        url=address(notice),
        example=_("Dette er et eksempel, ikke virkelige tiltak.") if told.told.example else "",
        footer=_footer(told),
    )


def _short(subject: str) -> str:
    """One line: a line break in a name must not become a header of its own."""
    return Truncator(free_text.one_line(subject)).chars(LONGEST_SUBJECT)


def _quote(told: Scene) -> Quote | None:
    if told.veiled or not told.told.words:
        return None
    text = Truncator(free_text.tidy(told.told.words)).chars(LONGEST_QUOTE)
    return Quote(Sentence(_("%(actor)s skrev:"), {"actor": told.actor}), text, told.told.language)


def _footer(told: Scene) -> tuple[Sentence, ...]:
    duty = _("Du får denne e-posten fordi du er ansvarlig for %(ours)s i Samstyr.")
    follows = _("Du får denne e-posten fordi virksomheten din følger opp %(ours)s i Samstyr.")
    nobody = _("Du får denne e-posten fordi ingen er registrert som ansvarlig for %(ours)s i Samstyr.")
    ours = duty if told.told.ours.whole.code else follows
    return (
        Sentence(nobody if told.told.stand_in else ours, {"ours": told.ours}),
        Sentence(_("Skal andre ha slike varsler, eller vil du ikke ha dem? Si fra til porteføljekontoret.")),
    )
