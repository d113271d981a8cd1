"""The reports of a letter one by one: what is asked of each, what was said of it, and what it led to."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.choices import label
from initiatives.domain import vocabulary as v
from initiatives.domain.vocabulary import NoticeKind
from initiatives.formatting import day
from initiatives.notices.links import whole
from initiatives.notices.rounds_links import report_path
from initiatives.notices.rounds_scenes import RoundScene
from initiatives.notices.rounds_told import Colours, Outcome, Remark, RoundChange, RoundReport
from initiatives.notices.sentences import Part, Sentence, Text
from initiatives.notices.shapes import Item, Quote, quote

MOST = 25  # reports in one letter; the page they lead to has them all

FORMS = {"full": gettext_lazy("full rapport"), "light": gettext_lazy("enkel rapport")}
FIELDS = {
    "summary": gettext_lazy("Sammendrag"),
    "highlight": gettext_lazy("Lyspunkt"),
    "measure": gettext_lazy("Tiltak for å rette opp"),
    "measure_owner": gettext_lazy("Ansvarlig for tiltaket"),
    "measure_due": gettext_lazy("Frist for tiltaket"),
    "decision_kind": gettext_lazy("Hva møtet skal gjøre"),
    "decision_asked": gettext_lazy("Beslutning som trengs"),
}
PARTS = {
    "colour": gettext_lazy("%(dimension)s, farge"),
    "reason": gettext_lazy("%(dimension)s, begrunnelse"),
    "cause": gettext_lazy("%(dimension)s, årsak"),
}
OUTCOMES: Mapping[str, object] = {
    Outcome.EXCEPTION: gettext_lazy("Omtalt som unntak, med årsak og tiltak"),
    Outcome.LISTED: gettext_lazy("Med i oversikten, uten egen omtale"),
    Outcome.HIGHLIGHT: gettext_lazy("Brukt som lyspunkt"),
    Outcome.DECISION: gettext_lazy("Det dere ber om beslutning om, er med"),
    Outcome.NOT_ASSESSED: gettext_lazy("Levert, ikke vurdert: fargen regnes ikke med"),
    Outcome.UNREPORTED: gettext_lazy("Står som «ikke rapportert»"),
    Outcome.EXEMPT: gettext_lazy("Fritatt: ikke med blant dem som skulle rapportere"),
}
ASKING = frozenset({NoticeKind.ROUND_OPENED, NoticeKind.ROUND_REMINDED, NoticeKind.ROUND_CHANGED})
DATED = ASKING | {NoticeKind.ROUND_RETURNED}
SHOWN = frozenset({NoticeKind.ROUND_APPROVED, NoticeKind.ROUND_LOCKED})  # colours


def items(scene: RoundScene) -> tuple[Item, ...]:
    """The reports, the most urgent first, no more than `MOST`."""
    return tuple(_item(scene, report) for report in scene.reports[:MOST])


def details(scene: RoundScene, report: RoundReport) -> tuple[Sentence, ...]:
    """What it led to, and its colours: overall, and where the secretariat sees another one."""
    return tuple(_details(scene, report))


def _item(scene: RoundScene, report: RoundReport) -> Item:
    quotes = tuple(_quotes(report))
    hidden = bool(quotes) and scene.veiled(report)
    path = report_path(report)
    return Item(
        text=_text(scene, report),
        url=whole(path) if path else "",
        details=details(scene, report),
        quotes=() if hidden else quotes,
        note=_("Merknadene står i rapporten, fordi noe i tiltaket er unntatt.") if hidden else "",
    )


def _text(scene: RoundScene, report: RoundReport) -> Sentence:
    """«T001 Legemiddelliste: Helsedirektoratet · full rapport · frist 15.1.2025 (om 7 dager)», what is known of it."""
    about = tuple(_about(scene, report))
    ours = {"ours": scene.whole(report)}
    if not about:
        return Sentence("%(ours)s", ours)
    places = {f"about{at}": part for at, part in enumerate(about)}
    template = " · ".join(f"%({place})s" for place in places)
    return Sentence(f"%(ours)s: {template}", {**ours, **places})


def _about(scene: RoundScene, report: RoundReport) -> Iterator[Part]:
    if report.organisation:
        yield Text(report.organisation)
    if scene.told.change == RoundChange.EXEMPT:
        return
    if scene.kind in ASKING and report.form in FORMS:
        yield str(FORMS[report.form])
    if scene.kind == NoticeKind.ROUND_REMINDED and report.returned:
        yield _("sendt tilbake")
    due = scene.told.due(report)
    if due is None or scene.kind not in DATED:
        return
    if report.before is not None and report.before != due:
        yield _("ny frist %(date)s, var %(before)s") % {"date": day(due), "before": day(report.before)}
    elif scene.mixed:  # one deadline for all stands above them
        yield _("frist %(date)s") % {"date": scene.dated(due)}


def _details(scene: RoundScene, report: RoundReport) -> Iterator[Sentence]:
    for outcome in report.outcomes:
        if outcome in OUTCOMES:
            yield Sentence(str(OUTCOMES[outcome]))
    if scene.kind in SHOWN:
        for each in report.colours:
            if each.differs or each.dimension == v.Dimension.OVERALL:
                yield _colours(each)


def _colours(colours: Colours) -> Sentence:
    words: dict[str, Part] = {"dimension": label(v.Dimension, colours.dimension)}
    declared, assessed = (label(v.Colour, each) if each else "" for each in (colours.declared, colours.assessed))
    if not assessed:
        return Sentence(_("%(dimension)s: meldt «%(declared)s»"), {**words, "declared": declared or "–"})
    if not declared:
        return Sentence(_("%(dimension)s: vurdert «%(assessed)s»"), {**words, "assessed": assessed})
    if not colours.differs:
        return Sentence(_("%(dimension)s: meldt og vurdert «%(assessed)s»"), {**words, "assessed": assessed})
    told = _("%(dimension)s: meldt «%(declared)s», vurdert «%(assessed)s»")
    return Sentence(told, {**words, "declared": declared, "assessed": assessed})


def _quotes(report: RoundReport) -> Iterator[Quote]:
    for remark in report.remarks:
        yield quote(Sentence("%(field)s:", {"field": _field(remark)}), remark.text, remark.language)
    for each in report.colours:
        if each.comment:
            said = _("%(dimension)s, porteføljekontorets kommentar:")
            intro = Sentence(said, {"dimension": label(v.Dimension, each.dimension)})
            yield quote(intro, each.comment, each.language)


def _field(remark: Remark) -> str:
    """A field of the form in words: «Tid, begrunnelse» of `reason_time`; the whole report where none is known."""
    if remark.field in FIELDS:
        return str(FIELDS[remark.field])
    part, _line, dimension = remark.field.rpartition("_")
    if dimension not in set(v.Dimension):
        return _("Hele rapporten")
    name = label(v.Dimension, dimension)
    return str(PARTS[part]) % {"dimension": name} if part in PARTS else name
