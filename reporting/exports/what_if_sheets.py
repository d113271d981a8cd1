"""A what-if as a workbook: the question, the chain, where it stops, and whom and what it hits."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from initiatives.domain import vocabulary as v
from reporting.domain.figures.what_if import InitiativeHit, Outcome, Row
from reporting.domain.figures.what_if_asks import agendas
from reporting.domain.figures.what_if_conflicts import Conflict
from reporting.domain.figures.what_if_question import Checked
from reporting.domain.figures.what_if_stops import Stop
from reporting.domain.money import MoneyKey, Sum
from reporting.domain.record import Record
from reporting.exports.register_sheets import created, subtitle
from reporting.exports.register_values import Field, field, sheet, text, word
from reporting.exports.tabular.sheets import Absent, CellValue, Kind, Sheet, Workbook
from reporting.pages import what_if_hits as hits
from reporting.pages import what_if_words as words
from reporting.pages.agreement_words import owner
from reporting.pages.commitments import title as document_title
from reporting.pages.money_words import sum_words


@dataclass(frozen=True, slots=True)
class Sheets:
    """What a what-if's files are made of, whatever the format. `name` and `note` are of a kept one, "" else."""

    record: Record
    found: Outcome
    language: str
    name: str = ""
    note: str = ""


def what_if_workbook(of: Sheets) -> Workbook:
    """The figure with everything it holds."""
    with override(of.language):
        found = of.found
        sheets = (_question(found), _chain(found), _stops(found), _hits(found), *_carried(found), _asked(of))
        return Workbook(
            title=title(of),
            subtitle=subtitle(of.record),
            language=of.language,
            created=created(of.record),
            facts=tuple(_facts(of)),
            sheets=tuple(each for each in sheets if each.rows),
        )


def title(of: Sheets) -> str:
    """«Hva om», with the name of a kept one."""
    return _("Hva om: %(name)s") % {"name": of.name} if of.name else _("Hva om")


def mark() -> str:
    """What must never be forgotten about it."""
    return _("En regning, ikke en beslutning. Ingen fakta er endret.")


def _facts(of: Sheets) -> Iterator[tuple[str, str]]:
    yield _("Dette er"), mark()
    yield _("Funn"), words.finding(of.found)
    yield _("Viser"), subtitle(of.record)
    if of.note:
        yield _("Merknad"), of.note
    yield _("Hviler på"), " ".join(words.ground(of.found))
    if beside := hits.money_beside(of.found.money):
        yield _("Utenfor pengesummene"), "; ".join(beside)
    if of.record.chain_head:
        yield _("Låsens kjennemerke"), of.record.chain_head
    if of.found.examples:
        yield _("Eksempeldata"), _("Rader og verdier som er merket «eksempel», er oppdiktet.")
    if of.found.money.withheld:
        yield _("Unntatt"), _("Noen beløp er unntatt offentlighet og ikke med i summene.")


def _question(found: Outcome) -> Sheet:
    fields = [
        field("milestone", _("Milepæl"), lambda one: words.name(one.name), width=44),
        field("initiative", _("Tiltak"), lambda one: text(one.name.name if one.name.milestone else ""), width=36),
        field("code", _("Kode"), lambda one: text(one.name.part.code if one.name.part else "")),
        field("owner", _("Eier"), lambda one: owner(one.name)),
        field("days", _("Glir"), lambda one: one.days, Kind.INTEGER, unit=_("dager")),
        field("wrong", _("Ikke regnet med fordi"), lambda one: text(words.wrong(one.wrong) if one.wrong else "")),
    ]
    return sheet("sporsmal", _("Spørsmålet"), fields, found.asked.lines, _invented)


def _invented(one: Checked) -> bool:
    return bool((one.name.part and one.name.part.example) or (one.name.external and one.name.external.example))


def _chain(found: Outcome) -> Sheet:
    numbered = list(enumerate(found.rows, 1))

    def of(key: str, label: str, take: Any, kind: Kind = Kind.TEXT, **more: Any) -> Field:
        return field(key, label, lambda item: take(item[1]), kind, **more)

    fields = [
        field("number", _("Nr."), lambda item: item[0], Kind.INTEGER),
        of("milestone", _("Milepæl"), lambda row: words.name(row.name), width=44),
        of("initiative", _("Tiltak"), lambda row: text(row.name.name if row.name.milestone else ""), width=36),
        of("code", _("Kode"), lambda row: text(row.name.part.code if row.name.part else "")),
        of("owner", _("Eier"), lambda row: owner(row.name)),
        of("claimed", _("Eieren sier"), lambda row: row.claimed, Kind.DATE),
        of(
            "before", _("Nå"), lambda row: row.before, Kind.DATE, help=_("Det som er regnet nå, med alt den venter på.")
        ),
        of("after", _("Hvis"), lambda row: row.after, Kind.DATE),
        of("days", _("Flyttes"), lambda row: row.days, Kind.INTEGER, unit=_("dager")),
        of("tried", _("Det som prøves"), lambda row: bool(row.tried), Kind.BOOLEAN),
        of("end", _("Avslutter tiltaket"), lambda row: row.is_end, Kind.BOOLEAN),
        of("why", _("Hvorfor"), words.why, Kind.LONG_TEXT),
        of("standing", _("Hviler på"), lambda row: text(words.standing(row.why))),
        of("agreement", _("Avtale"), lambda row: text(row.why.agreement.key if row.why.agreement else "")),
        of("missing", _("Regnet uten dato fra"), _missing),
        of(
            "earliest", _("Tidligst"), lambda row: row.earliest, Kind.BOOLEAN, help=_("Noe som holder den, er forfalt.")
        ),
    ]
    return sheet("kjeden", _("Kjeden"), fields, numbered, lambda item: item[1].example)


def _missing(row: Row) -> str | None:
    return text(", ".join(dict.fromkeys(map(words.name, row.missing))))


def _stops(found: Outcome) -> Sheet:
    fields = [
        field("giver", _("Fra"), lambda one: words.name(one.giver), width=44),
        field("receiver", _("Stopper ved"), lambda one: words.name(one.receiver), width=44),
        field("owner", _("Eier"), lambda one: owner(one.receiver)),
        field("why", _("Hvorfor"), words.stop, Kind.LONG_TEXT),
        field("slack", _("Slakk"), lambda one: one.slack, Kind.INTEGER, unit=_("dager")),
        field("left", _("Igjen"), lambda one: one.left, Kind.INTEGER, unit=_("dager")),
        field("agreement", _("Avtale"), lambda one: text(one.agreement.agreement.fact.key if one.agreement else "")),
    ]
    return sheet("stopper", _("Her stopper det"), fields, found.stops, _stop_example)


def _stop_example(one: Stop) -> bool:
    return bool(one.agreement and one.agreement.agreement.example) or bool(one.giver.part and one.giver.part.example)


def _hits(found: Outcome) -> Sheet:
    fields = [
        field("code", _("Kode"), lambda hit: hit.part.code),
        field("name", _("Tiltak"), lambda hit: hit.part.name, width=36),
        field("owner", _("Eier"), lambda hit: text(hit.owner.name if hit.owner else "")),
        field("milestones", _("Milepæler som flyttes"), lambda hit: len(hit.rows), Kind.INTEGER),
        field("farthest", _("Lengst"), lambda hit: hit.days, Kind.INTEGER, unit=_("dager")),
        field("end", _("Slutter med"), lambda hit: text(words.name(hit.end.name) if hit.end else "")),
        field("before", _("Slutter nå"), lambda hit: hit.end.before if hit.end else None, Kind.DATE),
        field("after", _("Slutter hvis"), lambda hit: hit.end.after if hit.end else None, Kind.DATE),
        field("plan", _("Vedtatt plan"), lambda hit: hit.plan, Kind.DATE),
        field("after_plan", _("Etter planen"), _after_plan, Kind.INTEGER, unit=_("dager")),
        field("commitments", _("Føringer"), lambda hit: len(hit.commitments), Kind.INTEGER),
        field("years", _("År det rammer"), lambda hit: _years(hit.years)),
    ]
    return sheet("tiltak", _("Tiltak"), fields, found.hits, lambda hit: hit.part.example)


def _after_plan(hit: InitiativeHit) -> int | None:
    return hit.after_plan if hit.end and hit.plan else None


def _years(years: range) -> str:
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def _carried(found: Outcome) -> Iterator[Sheet]:
    """Commitments, agreements and money."""
    nature, contribution, state = word(v.CommitmentNature), word(v.Contribution), word(v.DependencyState)
    yield sheet(
        "foringer",
        _("Føringer"),
        [
            field("document", _("Dokument"), lambda one: text(document_title(one.document) if one.document else "")),
            field("locator", _("Sted"), lambda one: text(one.commitment.locator)),
            field("statement", _("Føring"), lambda one: one.commitment.statement, Kind.LONG_TEXT),
            field("nature", _("Slag"), lambda one: nature(one.commitment.nature)),
            field("contribution", _("Bidrag"), lambda one: contribution(one.carriers[0][1].contribution)),
            field("carriers", _("Tiltak"), lambda one: ", ".join(part.code for part, _link in one.carriers)),
        ],
        found.commitments,
        lambda one: bool(one.document and one.document.example),
    )
    yield sheet(
        "avtaler",
        _("Avtaler i fare"),
        [
            field("key", _("Avtale"), lambda one: one.row.agreement.fact.key),
            field("receiver", _("Trenger"), lambda one: one.row.receiver.name, width=36),
            field("receiver_owner", _("Eier"), lambda one: owner(one.row.receiver)),
            field("giver", _("Fra"), lambda one: one.row.giver.name, width=36),
            field("giver_owner", _("Eier hos giver"), lambda one: owner(one.row.giver)),
            field("about", _("Hva"), lambda one: text(one.row.agreement.fact.description), Kind.LONG_TEXT),
            field("state", _("Tilstand"), lambda one: state(one.row.agreement.fact.state)),
            field("newly", _("Ny fare"), lambda one: one.newly, Kind.BOOLEAN),
            field("troubles", _("Hva som er galt"), lambda one: "; ".join(words.conflict(one)), Kind.LONG_TEXT),
            field("body", _("Kan avklares av"), lambda one: text(_body(one))),
        ],
        found.conflicts,
        lambda one: one.row.agreement.example,
    )
    yield _money(found)


def _body(one: Conflict) -> str:
    return one.row.body.name if one.row.body else ""


def _money(found: Outcome) -> Sheet:
    kind = word(v.MoneyKind)
    parts = {hit.part.uid: hit.part for hit in found.hits}
    items: list[tuple[str, MoneyKey, int, Sum]] = [
        (_("Alle tiltakene"), key, year, sum) for key, years in found.money.rows for year, sum in sorted(years.items())
    ]
    items += [(parts[uid].code, *one) for uid, held in found.money.by_part.items() for one in held]
    return sheet(
        "penger",
        _("Penger"),
        [
            field("of", _("Gjelder"), lambda item: item[0]),
            field("kind", _("Type"), lambda item: kind(item[1].kind)),
            field("price", _("Prisnivå"), lambda item: item[1].price_level, Kind.INTEGER),
            field("year", _("År"), lambda item: item[2], Kind.INTEGER),
            field("low", _("Minst"), lambda item: _low(item[3]), Kind.KRONER, unit=_("kr")),
            field("high", _("Høyst"), lambda item: _high(item[3]), Kind.KRONER, unit=_("kr")),
            field("words", _("I mill. kr"), lambda item: sum_words(item[3])),
            field("lines", _("Antall beløp"), lambda item: item[3].lines, Kind.INTEGER),
            field("withheld", _("Unntatt"), lambda item: item[3].withheld or None, Kind.INTEGER, unit=_("beløp")),
        ],
        items,
        lambda item: item[1].example,
        notes=(_("Bare like beløp legges sammen: én type, ett prisnivå, ett kalenderår, ekte for seg."),),
    )


def _low(sum: Sum) -> CellValue:
    return sum.low if sum.lines else Absent("withheld", _("unntatt"))


def _high(sum: Sum) -> CellValue:
    if not sum.lines:
        return Absent("withheld", _("unntatt"))
    return sum.high if sum.high is not None else Absent("open", _("uten øvre grense"))


def _asked(of: Sheets) -> Sheet:
    asks = [(each.body, one) for each in agendas(of.record.state, of.found) for one in each.asks]
    return sheet(
        "sporres-om",
        _("Ville bli spurt om"),
        [
            field("body", _("Hvem"), lambda item: text(item[0].name if item[0] else "")),
            field("ask", _("Hva"), lambda item: hits.ask_words(item[1]), Kind.LONG_TEXT),
        ],
        asks,
        lambda item: item[1].conflict.row.agreement.example if item[1].conflict else item[1].hit.part.example,
        notes=(_("Hvem er vårt forslag."),),
        frozen_columns=1,
    )
