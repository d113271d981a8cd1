"""The cover, and the contents with how the report is to be read."""

from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import formatting
from reporting.exports import paper
from reporting.exports.coordination.ground import Ground
from reporting.exports.pdf import elements as e
from reporting.exports.pdf.inline import Content


def title() -> str:
    """What the report is called."""
    return _("Samordningsrapport")


def cover(ground: Ground) -> e.Element:
    """Who issues it, what it shows, the cut-off with its note, and on what data."""
    period = ground.record.period
    return e.cover(
        title(),
        issuer=_("%(author)s, porteføljekontoret") % {"author": paper.AUTHOR},
        kicker=_("Nasjonal e-helseportefølje"),
        lead=period.name if period and period.locked else ground.told.long,
        details=dict(details(ground)),
    )


def details(ground: Ground) -> Iterator[tuple[str, str]]:
    """The foot of the cover: what is shown, the cut-off, what it is made of, and what it is not."""
    record = ground.record
    yield _("Viser"), ground.told.long
    notes = [capfirst(record.period.cut_off_note)] if record.period and record.period.cut_off_note else []
    told = ". ".join(each.rstrip(".") for each in (ground.told.cut_off, *notes))
    yield _("Datakutt"), f"{told}." if notes else told
    yield _("Grunnlag"), basis(ground)
    if record.chain_head:
        yield _("Låsens kjennemerke"), record.chain_head
    if ground.invented:
        yield _("Eksempeldata"), _("Rapporten inneholder eksempeldata. Det som er merket «eksempel», er oppdiktet.")
    if any(each.hidden for each in ground.rows.values()):
        yield _("Unntatt"), _("Noen verdier er unntatt offentlighet. Det står der de skulle stått.")
    if record.period and record.period.locked and record.period.lock_reason:
        yield _("Låst med mangler"), paper.lacking(record, record.period)
    if ground.told.draft:
        yield _("Utkast"), _("Perioden er ikke låst. Tallene kan endre seg.")


def basis(ground: Ground) -> str:
    """How many initiatives and agreements it is made of."""
    initiatives, found = len(ground.record.state), ground.counts
    parts = ngettext("%(count)s tiltak i registeret", "%(count)s tiltak i registeret", initiatives)
    known = ngettext("%(count)s avtale", "%(count)s avtaler", found.known)
    open_ = ngettext("%(count)s åpen mellom eiere", "%(count)s åpne mellom eiere", len(found.rows))
    counted = ((parts, initiatives), (known, found.known), (open_, len(found.rows)))
    return ", ".join(words % {"count": formatting.number(count)} for words, count in counted)


def contents(ground: Ground) -> list[e.Element]:
    """The contents, and what the words of the report mean."""
    return [
        e.heading(_("Innhold"), 1, in_contents=False),
        e.contents(),
        e.heading(_("Slik leses rapporten"), 2, in_contents=False),
        e.facts(_meanings(), label_width=120),
        e.quiet(_("«–» betyr at ingen kilde oppgir verdien. Tall i hakeparentes viser til kildelista.")),
    ]


def _meanings() -> list[tuple[Content, Content]]:
    return [
        (_("Avtale"), _("noe et tiltak trenger fra et annet, eller fra noen utenfor porteføljen")),
        (_("I fare"), _("partene er uenige, eller leveransen kommer senere enn noen har lagt til grunn")),
        (_("Lovet, trengs senest"), _("giverens ord og mottakerens ord om når")),
        (_("Eieren sier"), _("datoen eieren av milepælen selv står for")),
        (_("Kan nås"), _("datoen som kan holdes når alt milepælen venter på, regnes med")),
        (_("Tidligst"), _("noe på veien er forfalt uten ny dato, så det kan bli senere")),
        (_("Bare notert"), _("en kilde sier at noe venter på noe annet; ingen har avtalt det")),
    ]
