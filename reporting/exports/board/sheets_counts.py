"""The sheets of counts: by status and time, key figures, per main goal, per document."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from initiatives.domain import vocabulary as v
from reporting.domain.figures.board import GoalGroup, by_goal
from reporting.domain.figures.coverage import DocumentCoverage, coverage
from reporting.exports.board.ground import Board
from reporting.exports.register_values import TONES, field, sheet, text
from reporting.exports.tabular.sheets import CellValue, Chart, ChartKind, Column, Kind, Sheet
from reporting.pages import overview_words

ORDER = (v.Colour.RED, v.Colour.YELLOW, v.Colour.GREEN, v.Colour.NONE)


def counts(board: Board) -> Sheet:
    """«Sammendrag»: a row per time and origin, known beside published, nothing filled in."""
    columns = (
        Column("round", _("Runde"), width=24),
        Column("red", _("Kritisk"), Kind.INTEGER),
        Column("yellow", _("Noen utfordringer"), Kind.INTEGER),
        Column("green", _("Under kontroll"), Kind.INTEGER),
        Column("none", _("Ikke vurdert"), Kind.INTEGER),
        Column("total", _("I alt"), Kind.INTEGER),
        Column("examples", _("Herav eksempler"), Kind.INTEGER),
    )
    found = board.figure.colours
    chart = Chart(
        ChartKind.STACKED_BAR,
        title=overview_words.finding(board.figure),
        alt=overview_words.movement(found),
        category="round",
        series=tuple(each.value for each in ORDER),
        tones=tuple(TONES[each] for each in ORDER),
        horizontal=True,
    )
    notes = (
        _("Planlagte og pausede tiltak er holdt utenfor. Et program og delene i det telles én gang."),
        _("Publisert er summen kilden oppgir for runden. Den fylles ikke inn på enkelttiltak."),
    )
    rows = _rounds(board)
    marks = frozenset((index, None) for index, row in enumerate(rows) if row[-1])
    return Sheet("sammendrag", _("Sammendrag"), columns, rows, notes, chart, marks)


def _rounds(board: Board) -> list[tuple[CellValue, ...]]:
    found = board.figure.colours
    by = {each.colour: each for each in found.rows}
    rows: list[tuple[CellValue, ...]] = []
    if found.total_before is not None:
        name = _("%(code)s, kjent") % {"code": board.before}
        rows.append((name, *(by[each].before for each in ORDER), found.total_before, None))
    if found.published_total_before is not None:
        name = _("%(code)s, publisert") % {"code": board.before}
        rows.append((name, *(by[each].published_before for each in ORDER), found.published_total_before, None))
    name = _("%(code)s, kjent") % {"code": board.now}
    rows.append((name, *(by[each].now for each in ORDER), found.total, found.examples))
    if any(each.declared is not None for each in found.rows):
        name = _("%(code)s, meldt av eierne") % {"code": board.now}
        rows.append((name, *(by[each].declared for each in ORDER), found.total, None))
    if found.published_total is not None:
        name = _("%(code)s, publisert") % {"code": board.now}
        rows.append((name, *(by[each].published for each in ORDER), found.published_total, None))
    return rows


def key_figures(board: Board) -> Sheet:
    """«Nøkkeltall»: a figure a row, by a key that stays."""
    found, carried = board.figure, coverage(board.record)
    told: list[tuple[str, str, int | None]] = [
        ("active", _("Pågående tiltak, telt"), found.colours.total),
        ("known", _("Herav med kjent status"), found.colours.known),
        ("published_active", _("Pågående tiltak, publisert"), found.colours.published_total),
        ("examples", _("Eksempler blant de pågående"), found.colours.examples),
        ("worse", _("Ble verre"), sum(each.worse for each in found.colours.turned)),
        ("better", _("Ble bedre"), sum(not each.worse for each in found.colours.turned)),
        ("exceptions", _("Røde og gule tiltak"), len(found.exceptions)),
        ("asked", _("Skulle melde i runden"), found.trust.asked),
        ("reported", _("Har meldt i runden"), found.trust.reported),
        ("unreported", _("Rapporterte ikke"), len(found.trust.unreported)),
        ("median_age", _("Statusenes middels alder, dager"), found.trust.median_age),
        ("oldest_age", _("Eldste status, dager"), found.trust.oldest_age),
        ("better_than_computed", _("Meldt bedre enn beregnet"), len(found.trust.better_than_computed)),
        ("greens_slipped", _("Grønne som ble forsinket siden sist"), len(found.trust.slipped)),
        ("coming", _("Milepæler neste 90 dager"), len(found.dates.coming)),
        ("late", _("Forsinkede milepæler"), len(found.dates.late)),
        ("unconfirmed", _("Ubekreftede milepæler"), len(found.dates.unconfirmed)),
        ("dependencies", _("Avhengigheter i fare mellom eiere"), len(found.endangered)),
        ("unsupported", _("Avtaler mellom eiere som ingen står ved"), found.agreements.unsupported),
        ("late_ends", _("Tiltak som ikke kan slutte når eieren sier"), len(board.late_ends)),
        ("waiting", _("Saker til beslutning"), len(found.waiting)),
        ("obligations", _("Forpliktelser"), carried.obligations),
        ("carried", _("Forpliktelser som bæres av et tiltak"), carried.carried),
        ("initiatives", _("Tiltak i registeret"), found.initiatives),
    ]
    columns = (
        Column("key", _("Nøkkel"), width=24),
        Column("figure", _("Tall"), width=44),
        Column("value", _("Verdi"), Kind.INTEGER),
    )
    return Sheet("nokkeltall", _("Nøkkeltall"), columns, told, frozen_columns=0)


def goals(board: Board) -> Sheet:
    """«Per mål»: the counted ones of each main goal, and everyone who is listed under it."""
    unstated = board.figure.groups.goals.unstated

    def size(group: GoalGroup) -> int:
        return group.goal.size if group.goal else unstated

    made = sheet(
        "per_maal",
        _("Per mål"),
        [
            field("goal", _("Hovedmål"), _goal_name, width=52),
            field("count", _("Pågående tiltak"), size, Kind.INTEGER),
            field(
                "examples",
                _("Herav eksempler"),
                lambda group: group.goal.examples if group.goal else None,
                Kind.INTEGER,
            ),
            field(
                "listed",
                pgettext("flere", "Tiltak"),
                lambda group: text(", ".join(each.code for each in group.parts)),
                Kind.LONG_TEXT,
            ),
        ],
        by_goal(board.ground, board.figure.groups),
        is_example=lambda group: bool(group.goal and group.goal.examples),
        notes=(_("Et program og delene i det telles én gang; delene står likevel i lista over tiltak."),),
        frozen_columns=1,
    )
    chart = Chart(
        ChartKind.BAR,
        title=_("Pågående tiltak per hovedmål"),
        alt=", ".join(f"{row[0]} {row[1]}" for row in made.rows),
        category="goal",
        series=("count",),
        horizontal=True,
    )
    return Sheet(made.key, made.title, made.columns, made.rows, made.notes, chart, made.example_marks)


def _goal_name(group: GoalGroup) -> str:
    return f"{group.goal.number} {group.goal.label}".strip() if group.goal else _("Hovedmål ikke oppgitt")


def commitments(board: Board) -> Sheet:
    """«Føringer»: obligations per document, and how many some initiative carries."""

    def name(each: DocumentCoverage) -> str:
        return f"{each.document.number} {each.document.title}".strip()

    return sheet(
        "foringer",
        _("Føringer"),
        [
            field("document", _("Dokument"), name, width=60),
            field("obligations", _("Forpliktelser"), lambda each: each.obligations, Kind.INTEGER),
            field("carried", _("Båret"), lambda each: each.carried, Kind.INTEGER),
            field("gaps", _("Uten tiltak"), lambda each: each.gaps, Kind.INTEGER),
            field(
                "replaced_by",
                _("Erstattet av"),
                lambda each: text(", ".join(one.number or one.title for one in each.replaced_by)),
            ),
        ],
        board.documents,
        is_example=lambda each: each.document.example,
        frozen_columns=1,
    )
