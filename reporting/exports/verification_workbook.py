"""Etterprøving as a workbook: a sheet for each question, whole where the page is cut."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from initiatives.domain.vocabulary import Colour
from reporting.domain.figures.verification import (
    COMPUTED,
    DECLARED,
    SILENT,
    UNASSESSED,
    UNREPORTED,
    Verification,
)
from reporting.domain.figures.verification_course import Course
from reporting.domain.record import Record
from reporting.domain.replans import Replanned
from reporting.exports.register_sheets import created, subtitle
from reporting.exports.register_values import Field, field, partial, sheet, status, text
from reporting.exports.tabular.sheets import Column, Kind, Sheet, Workbook
from reporting.pages import verification_words as words
from reporting.pages.initiative_words import withheld_of

Made = Callable[[Any], Any]


def verification_workbook(
    record: Record, found: Verification, course: Course, log: Sequence[Replanned], language: str
) -> Workbook:
    """Everything that can be said of how far the colours can be trusted."""
    with override(language):
        facts = [(_("Viser"), subtitle(record)), (_("Hovedfunn"), words.finding(found, course))]
        if record.chain_head:
            facts.append((_("Låsens kjennemerke"), record.chain_head))
        if any(part.example for part in record.state):
            facts.append((_("Eksempeldata"), _("Rader som er merket «eksempel», er oppdiktet.")))
        sheets = (
            counts_sheet(found, locked=bool(record.period and record.period.locked)),
            matrix_sheet(found),
            better_sheet(found),
            _unreported(found),
            _ages(found),
            plans_sheet(found),
            _by_replanning(course),
            log_sheet(record, log),
            _shares(course),
            _slipped(course),
            _assessed(course),
            _changed(course),
        )
        return Workbook(_("Etterprøving"), subtitle(record), language, created(record), tuple(facts), sheets)


def _example(each: Any) -> bool:
    return bool(each.ref.example)


def _of() -> list[Field]:
    """Whose row it is."""
    return [
        field("code", _("Kode"), lambda each: each.ref.code),
        field("name", _("Tiltak"), lambda each: each.ref.name, width=34),
        field("owner", _("Eier"), lambda each: text(each.ref.owner), width=20),
    ]


def _colour(key: str, title: str, value: Made) -> Field:
    return field(key, title, lambda each: status(value(each)), Kind.STATUS)


def counts_sheet(found: Verification, *, locked: bool) -> Sheet:
    """The counts as the page has them: facts give a colour or nothing, never that somebody is silent."""
    rows: list[tuple[Any, ...]] = [
        (
            words.class_word(each.key),
            each.published,
            None if each.key == UNASSESSED else each.declared,
            None if each.key in (SILENT, UNREPORTED, UNASSESSED) else each.computed,
        )
        for each in found.counts
    ]
    uncomputed = sum(each.computed for each in found.counts if each.key == SILENT)
    rows.append((words.computed_word(Colour.NONE), None, None, uncomputed))
    stands = _("Publisert") if locked else pgettext("fargen", "Gjelder")
    told = (
        _("Publisert er det porteføljekontoret har vurdert. Meldt er eierens egen farge.")
        if locked
        else _("Gjelder er siste ord: vurdert der porteføljekontoret har vurdert, ellers meldt.")
    )
    return sheet(
        "fordeling",
        _("Publisert, meldt, beregnet") if locked else _("Gjelder, meldt, beregnet"),
        [
            field("class", _("Status"), lambda row: row[0], width=26),
            field("published", stands, lambda row: row[1], Kind.INTEGER),
            field("declared", _("Meldt"), lambda row: row[2], Kind.INTEGER),
            field("computed", _("Beregnet av fakta"), lambda row: row[3], Kind.INTEGER),
        ],
        rows,
        is_example=lambda _each: False,
        notes=(told,),
        frozen_columns=1,
    )


def matrix_sheet(found: Verification) -> Sheet:
    """Declared down, computed across, with the codes of those who stand in each."""
    columns = (
        Column("declared", _("Meldt"), width=26),
        *(Column(f"computed_{each}", words.computed_word(each), Kind.LONG_TEXT, width=26) for each in COMPUTED),
    )
    rows = [
        (
            words.class_word(declared),
            *(", ".join(ref.code for ref in found.who.get((declared, each), ())) or None for each in COMPUTED),
        )
        for declared in DECLARED
    ]
    notes = (_("Nedover står hva som er meldt, bortover hva fakta gir."),)
    return Sheet("matrise", _("Meldt mot beregnet"), columns, rows, notes)


def better_sheet(found: Verification) -> Sheet:
    """Those declared better than facts say, with the owner's reason."""
    return sheet(
        "bedre_enn_beregnet",
        _("Meldt bedre enn beregnet"),
        [
            *_of(),
            _colour("declared", _("Meldt"), lambda each: each.declared),
            _colour("computed", _("Beregnet"), lambda each: each.computed),
            _colour("published", _("Publisert"), lambda each: each.published),
            field("reason", _("Begrunnelse"), lambda each: text(each.reason), Kind.LONG_TEXT, width=50),
        ],
        found.better,
        is_example=_example,
    )


def _unreported(found: Verification) -> Sheet:
    columns = (Column("code", _("Kode")), Column("name", _("Tiltak"), width=40), Column("owner", _("Eier"), width=24))
    rows = [(each.code, each.name, text(each.owner)) for each in found.unreported]
    marks = frozenset((place, None) for place, each in enumerate(found.unreported) if each.example)
    return Sheet("ikke_rapportert", _("Ikke rapportert"), columns, rows, (), None, marks)


def _ages(found: Verification) -> Sheet:
    return sheet(
        "alder",
        _("Statusenes alder"),
        [
            *_of(),
            _colour("colour", _("Status"), lambda each: each.colour),
            field("as_of", _("Oppgitt per"), lambda each: partial(each.as_of), Kind.PARTIAL_DATE),
            field("days", _("Alder"), lambda each: each.days, Kind.INTEGER, unit=_("dager")),
            field("origin", _("Fra"), lambda each: words.origin(each.origin)),
        ],
        found.ages,
        is_example=_example,
    )


def plans_sheet(found: Verification) -> Sheet:
    """Milestones whose approved plan is another than the first, against both."""
    return sheet(
        "to_planer",
        _("Opprinnelig og vedtatt plan"),
        [
            *_of(),
            field("milestone", _("Milepæl"), lambda each: each.milestone.name or _("unntatt"), width=36),
            field("original", _("Opprinnelig"), lambda each: partial(each.original.date), Kind.PARTIAL_DATE),
            field("approved", _("Sist vedtatt"), lambda each: partial(each.approved.date), Kind.PARTIAL_DATE),
            field("now", _("Nå"), lambda each: partial(each.now.date), Kind.PARTIAL_DATE),
            field("moved", _("Planen flyttet"), lambda each: each.moved, Kind.INTEGER, unit=_("dager")),
            field(
                "against_original", _("Etter opprinnelig"), lambda each: each.against_original, Kind.INTEGER,
                unit=_("dager"),
            ),
            field(
                "against_approved", _("Etter vedtatt"), lambda each: each.against_approved, Kind.INTEGER,
                unit=_("dager"),
            ),
            field("only", _("Bare i rute fordi planen er flyttet"), lambda each: each.only_by_replanning, Kind.BOOLEAN),
        ],
        found.planned,
        is_example=_example,
    )  # fmt: skip


def _by_replanning(course: Course) -> Sheet:
    return sheet(
        "bare_omplanlegging",
        _("Endret bare ved omplanlegging"),
        [
            *_of(),
            field("from", _("Fra periode"), lambda each: text(each.from_code)),
            field("to", _("Til periode"), lambda each: each.to_code or _("nå")),
            _colour("before", _("Før"), lambda each: each.before),
            _colour("after", _("Etter"), lambda each: each.after),
            field(
                "milestones", _("Flyttede milepæler"),
                lambda each: "; ".join(one.name or _("unntatt") for one in each.milestones), Kind.LONG_TEXT, width=50,
            ),
        ],
        course.by_replanning,
        is_example=_example,
        notes=(_("Fargen ble bedre, men ingen milepæl ble nådd eller ventes tidligere. Bare den vedtatte planen er flyttet."),),  # noqa: E501
    )  # fmt: skip


def log_sheet(record: Record, log: Sequence[Replanned]) -> Sheet:
    """Every new approved plan."""
    parts = record.state.slices

    def name(each: Replanned) -> str:
        return each.milestone.name or withheld_of(parts[each.initiative], each.milestone.uid, "name")

    return sheet(
        "omplanlegging",
        _("Nye vedtatte planer"),
        [
            field("code", _("Kode"), lambda each: parts[each.initiative].code),
            field("name", _("Tiltak"), lambda each: parts[each.initiative].name, width=30),
            field("milestone", _("Milepæl"), name, width=36),
            field("was", _("Fra"), lambda each: partial(each.was), Kind.PARTIAL_DATE),
            field("now", _("Til"), lambda each: partial(each.word.date), Kind.PARTIAL_DATE),
            field("days", _("Flyttet"), lambda each: each.days, Kind.INTEGER, unit=_("dager")),
            field("reason", _("Grunn"), lambda each: text(each.word.reason), Kind.LONG_TEXT, width=40),
            field("decision", _("Vedtak"), lambda each: text(each.decision), width=30),
            field("actor", _("Ført av"), lambda each: text(each.word.actor), width=22),
            field("known", _("Kjent fra"), lambda each: each.word.known, Kind.DATE),
        ],
        log,
        is_example=lambda each: each.example,
    )


def _shares(course: Course) -> Sheet:
    every = [(_("Porteføljen"), course.whole), *((each.name, each) for each in course.shares)]
    return sheet(
        "groenne",
        _("Grønne som ble forsinket"),
        [
            field("owner", _("Eier"), lambda item: item[0] or _("eier ikke oppgitt"), width=30),
            field("greens", _("Grønne"), lambda item: item[1].greens, Kind.INTEGER),
            field("dated", _("Med dato å måle mot"), lambda item: item[1].dated, Kind.INTEGER),
            field("slipped", _("Forsinket i neste periode"), lambda item: item[1].slipped, Kind.INTEGER),
        ],
        every,
        is_example=lambda _item: False,
        notes=(_("Hver grønne status i en låst periode telles for seg, og holdes mot den neste."),),
        frozen_columns=1,
    )


def _slipped(course: Course) -> Sheet:
    return sheet(
        "groenne_hvem",
        _("Grønne som ble forsinket, hvem"),
        [
            *_of(),
            field("from", _("Grønn i"), lambda each: text(each.before)),
            field("to", _("Forsinket til"), lambda each: each.after or _("nå")),
            field("milestone", _("Milepæl"), lambda each: each.milestone.name or _("unntatt"), width=36),
            field("days", _("Forsinket"), lambda each: each.days, Kind.INTEGER, unit=_("dager")),
        ],
        course.slipped,
        is_example=_example,
    )


def _assessed(course: Course) -> Sheet:
    return sheet(
        "vurdert",
        _("Endret av porteføljekontoret"),
        [
            field("owner", _("Eier"), lambda each: each.name or _("eier ikke oppgitt"), width=30),
            field("reports", _("Vurderte rapporter"), lambda each: each.reports, Kind.INTEGER),
            field("stricter", _("Satt strengere"), lambda each: each.stricter, Kind.INTEGER),
            field("milder", _("Satt mildere"), lambda each: each.milder, Kind.INTEGER),
        ],
        course.assessed,
        is_example=lambda _each: False,
        frozen_columns=1,
    )


def _changed(course: Course) -> Sheet:
    return sheet(
        "vurdert_hvem",
        _("Endret farge, hvem"),
        [
            *_of(),
            field("period", _("Periode"), lambda each: text(each.code)),
            _colour("declared", _("Meldt"), lambda each: each.declared),
            _colour("assessed", _("Vurdert"), lambda each: each.assessed),
            field("stricter", _("Strengere"), lambda each: each.stricter, Kind.BOOLEAN),
        ],
        course.changed,
        is_example=_example,
    )
