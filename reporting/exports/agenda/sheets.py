"""The agenda as a workbook: a row per case, per agreement, per thing that is wrong, and per plan that moves."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from reporting.exports.agenda.ground import Ground
from reporting.exports.register_sheets import created
from reporting.exports.register_values import Field, field, partial, sheet, text
from reporting.exports.tabular.sheets import Kind, Sheet, Workbook
from reporting.pages import agenda_words as words
from reporting.pages.agenda_told import CaseTold, Deal, headings


def agenda_workbook(ground: Ground) -> Workbook:
    """The agenda's values, in the active language."""
    return Workbook(
        title=_("Saksliste"),
        subtitle=f"{words.body_name(ground.agenda.body)}, {words.day(ground.agenda.meeting)}",
        language=ground.language,
        created=created(ground.record),
        facts=((_("Hovedfunn"), words.finding(ground.agenda)), *ground.about),
        sheets=(_cases(ground), _agreements(ground), _wrong(ground), _plans(ground)),
    )


def _cases(ground: Ground) -> Sheet:
    """The agenda as the councils write it, a row that fits a page."""
    heads = headings()
    return sheet(
        "saker",
        _("Saker"),
        [
            field("place", _("Plass"), lambda told: told.item.place, Kind.INTEGER),
            field("number", heads["number"], lambda told: text(told.item.case.number)),
            field("title", heads["title"], lambda told: told.title, Kind.LONG_TEXT, width=44),
            field("kind", heads["kind"], lambda told: text(capfirst(told.kind))),
            field("codes", _("Tiltak"), lambda told: ", ".join(part.code for part in told.item.parts)),
            field("owners", heads["owners"], lambda told: text(", ".join(told.owners)), width=28),
            field("asked", heads["asked"], lambda told: text(told.asked), Kind.LONG_TEXT, width=60),
            field("decided", _("Vedtatt"), lambda told: told.item.case.decided, Kind.BOOLEAN),
        ],
        ground.cases,
        is_example=lambda told: told.item.example,
        frozen_columns=3,
    )


def _agreements(ground: Ground) -> Sheet:
    """The agreement behind each case."""
    return sheet(
        "avtaler",
        _("Avtaler"),
        [
            field("place", _("Plass"), lambda told: told.item.place, Kind.INTEGER),
            field("number", headings()["number"], lambda told: text(told.item.case.number)),
            *_sides(),
            *_agreement(),
        ],
        [told for told in ground.cases if told.deal],
        is_example=lambda told: told.item.example,
    )


def _sides() -> list[Field]:
    def side(place: int, take: Any) -> Any:
        return lambda told: text(take(told.deal.sides[place])) if told.deal else None

    def milestone(place: int) -> Any:
        return side(place, lambda each: each.named.milestone.name if each.named.milestone else "")

    return [
        field("giver", _("Giver"), side(0, lambda each: each.name), width=32),
        field("giver_owner", _("Giverens eier"), side(0, lambda each: each.owner)),
        field("giver_milestone", _("Giverens milepæl"), milestone(0), width=32),
        field("receiver", _("Mottaker"), side(1, lambda each: each.name), width=32),
        field("receiver_owner", _("Mottakerens eier"), side(1, lambda each: each.owner)),
        field("receiver_milestone", _("Mottakerens milepæl"), milestone(1), width=32),
    ]


def _agreement() -> list[Field]:
    def of(take: Any) -> Any:
        return lambda told: take(told.deal) if told.deal else None

    def date(name: str) -> Any:
        return of(lambda deal: partial(getattr(deal.row.agreement.fact, name)))

    return [
        field("state", _("Avtalen"), of(lambda deal: capfirst(deal.state))),
        field("age", _("Dager i tilstanden"), of(lambda deal: deal.row.age), Kind.INTEGER),
        field("need_by", _("Trengs senest"), date("need_by"), Kind.PARTIAL_DATE),
        field("promised", _("Lovet"), date("promised"), Kind.PARTIAL_DATE),
        field("counter", _("Motforslag"), date("counter_date"), Kind.PARTIAL_DATE),
        field("comes", _("Kan komme"), of(lambda deal: text(words.comes(deal.row.agreement)))),
        field("implied", _("Mottakerens plan holder til"), of(_implied), Kind.DATE),
        field("said", _("Partenes ord"), of(_said), Kind.LONG_TEXT, width=60),
        field("engine", headings()["engine"], of(lambda deal: " ".join(deal.engine)), Kind.LONG_TEXT, width=60),
        field("moved", headings()["plans"], of(lambda deal: len(deal.plans)), Kind.INTEGER),
    ]


def _implied(deal: Deal) -> Any:
    return deal.row.agreement.terms.implied_need


def _said(deal: Deal) -> str | None:
    return text("\n".join(f"{each.by}: {each.text}" for each in deal.speeches))


def _of() -> list[Field]:
    """Which case a row belongs to."""
    return [
        field("place", _("Plass"), lambda row: row[0].item.place, Kind.INTEGER),
        field("number", headings()["number"], lambda row: text(row[0].item.case.number)),
        field("title", headings()["title"], lambda row: row[0].title, width=44),
    ]


def _rows(ground: Ground, name: str) -> list[tuple[CaseTold, Any]]:
    return [(told, each) for told in ground.cases if told.deal for each in getattr(told.deal, name)]


def _wrong(ground: Ground) -> Sheet:
    return sheet(
        "konflikter",
        _("Konflikter"),
        [
            *_of(),
            field("wrong", _("Hva som er galt"), lambda row: capfirst(row[1].text), width=60),
            field("serious", _("Setter planer i fare"), lambda row: row[1].serious, Kind.BOOLEAN),
        ],
        _rows(ground, "wrong"),
        is_example=lambda row: row[0].item.example,
        frozen_columns=3,
    )


def _plans(ground: Ground) -> Sheet:
    return sheet(
        "planer",
        headings()["plans"],
        [
            *_of(),
            field("code", _("Kode"), lambda row: row[1].plan.part.code),
            field("initiative", _("Tiltak"), lambda row: row[1].plan.part.name, width=36),
            field("owner", _("Eier"), lambda row: row[1].owner),
            field("milestone", _("Milepæl"), lambda row: row[1].plan.milestone.name, width=36),
            field("before", _("Uten"), lambda row: row[1].plan.before, Kind.DATE),
            field("after", _("Med"), lambda row: row[1].plan.after, Kind.DATE),
            field("days", _("Flyttes"), lambda row: row[1].plan.days, Kind.INTEGER, unit=_("dager")),
        ],
        _rows(ground, "plans"),
        is_example=lambda row: row[0].item.example or row[1].plan.part.example,
        notes=(words.plans_note(),),
        frozen_columns=3,
    )
