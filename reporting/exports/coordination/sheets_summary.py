"""The sheets of key figures, cases on agendas, and what the reckoning assumes."""

from collections.abc import Iterator
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from initiatives import choices
from initiatives.domain.vocabulary import DependencyState
from reporting.domain.figures.coordination_contracts import ContractRow
from reporting.domain.figures.probability import RUNS, SEED
from reporting.exports.coordination import closing
from reporting.exports.coordination.ground import Ground
from reporting.exports.register_values import field, partial, sheet, text
from reporting.exports.tabular.sheets import Chart, ChartKind, Column, Kind, Sheet
from reporting.pages import agenda_words, agreement_words, coordination_words, probability_words
from reporting.pages.agenda_told import headings


def key_figures(ground: Ground) -> Sheet:
    """«Nøkkeltall»: what the summary counts."""
    columns = (
        Column("key", _("Nøkkel")),
        Column("what", _("Hva"), width=52),
        Column("value", _("Antall"), Kind.INTEGER),
        Column("examples", _("Herav eksempler"), Kind.INTEGER),
    )
    chart = Chart(
        ChartKind.BAR,
        coordination_words.finding(ground.counts),
        coordination_words.beside(ground.counts) or coordination_words.finding(ground.counts),
        "what",
        ("value",),
        horizontal=True,
    )
    return Sheet("nokkeltall", _("Nøkkeltall"), columns, list(_figures(ground)), (), chart)


def _figures(ground: Ground) -> Iterator[tuple[str, str, int, int]]:
    found = ground.counts
    yield "open", _("Åpne avtaler mellom eiere"), len(found.rows), found.examples
    yield "endangered", _("I fare"), len(found.endangered), found.endangered_examples
    undated = [each for each in ground.endangered if _undated(each)]
    yield "undated", _("I fare og uten lovet dato"), len(undated), sum(each.example for each in undated)
    for state in DependencyState:
        rows = [each for each in found.rows if each.agreement.fact.state == state]
        if rows:
            label = _("Åpne, %(state)s") % {"state": choices.label(DependencyState, state)}
            yield state.value, label, len(rows), sum(each.agreement.example for each in rows)
    for why, held_rows in found.loose.items():
        label = _("Ingen står ved: %(why)s") % {"why": agreement_words.concern_label(why)}
        yield f"loose_{why.value}", label, len(held_rows), sum(each.agreement.example for each in held_rows)
    yield "moved", _("Tiltak med planer som flyttes"), len(ground.moved), _invented(ground, ground.moved)
    held = ground.held
    yield "held", _("Milepæler som ikke kan nås når eieren sier"), len(held), sum(each.part.example for each in held)
    ends = [each for each in held if each.end]
    yield "held_ends", _("Av dem sluttmilepæler"), len(ends), sum(each.part.example for each in ends)
    likely = ground.sorted.reckonable
    yield "reckonable", _("Slutter som kan beregnes"), len(likely), sum(each.example for each in likely)
    cases_ = [told for _agenda, held_cases in ground.agendas for told in held_cases]
    yield "cases", _("Saker på sakslister som kommer"), len(cases_), sum(each.item.example for each in cases_)


def _undated(each: ContractRow) -> bool:
    """Whether nobody has promised a date; one that is withheld is a date."""
    return each.told.agreement.fact.promised is None and "promised" not in each.hidden


def _invented(ground: Ground, uids: frozenset[str]) -> int:
    return sum(ground.record.state.slices[uid].example for uid in uids)


def cases(ground: Ground) -> Sheet:
    """«Saker»: a row per case of a meeting to come."""
    heads = headings()
    rows = [(agenda, told) for agenda, held in ground.agendas for told in held]

    def of(key: str, title: str, take: Any, kind: Kind = Kind.TEXT, **more: Any) -> Any:
        return field(key, title, lambda row: take(row[1]), kind, **more)

    return sheet(
        "saker",
        _("Saker"),
        [
            field("body", _("Råd eller utvalg"), lambda row: agenda_words.body_name(row[0].body), width=28),
            field("meeting", _("Møte"), lambda row: partial(row[0].meeting.date), Kind.PARTIAL_DATE),
            of("number", heads["number"], lambda told: text(told.item.case.number)),
            of("title", heads["title"], lambda told: told.title, Kind.LONG_TEXT, width=44),
            of("kind", heads["kind"], lambda told: text(capfirst(told.kind))),
            of("codes", pgettext("flere", "Tiltak"), lambda told: ", ".join(part.code for part in told.item.parts)),
            of("owners", heads["owners"], lambda told: text(", ".join(told.owners)), width=28),
            of("asked", heads["asked"], lambda told: text(told.asked), Kind.LONG_TEXT, width=50),
            of("engine", heads["engine"], _engine, Kind.LONG_TEXT, width=60),
            of("agreement", _("Avtale"), lambda told: told.deal.row.agreement.fact.key if told.deal else None),
        ],
        rows,
        is_example=lambda row: row[1].item.example,
        notes=() if rows else (_("Ingen saker står på sakslister for møter som kommer."),),
        frozen_columns=1,
    )


def _engine(told: Any) -> str | None:
    return " ".join(told.deal.engine) or None if told.deal else None


def assumptions(ground: Ground) -> Sheet:
    """«Forutsetninger», a sentence a row."""
    told = [*closing.plans(ground), *(probability_words.ground(0.0, RUNS, SEED) if ground.likely else ())]
    columns = (Column("told", _("Hva regningen forutsetter"), Kind.LONG_TEXT, width=110),)
    return Sheet("forutsetninger", _("Forutsetninger"), columns, [(each,) for each in told], frozen_columns=0)
