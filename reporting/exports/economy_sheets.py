"""Økonomi as a workbook: exactly what is shown, a row per sum and a row per amount, with its source."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import override

from initiatives.domain import vocabulary as v
from initiatives.domain.facts import CitationFact, Slice
from reporting.domain.figures.economy import Economy, Row
from reporting.domain.money import Sum
from reporting.domain.record import Record
from reporting.exports.register_sheets import created, subtitle
from reporting.exports.register_values import Field, field, kroner, partial, sheet, text, word
from reporting.exports.tabular.sheets import Absent, CellValue, Kind, Sheet, Workbook
from reporting.pages.economy_lines import line_shown
from reporting.pages.money_words import sum_words

Citations = Mapping[str, Sequence[CitationFact]]


class Item(NamedTuple):
    """A sum of a year: what it is of, the row, the year and the sum; without one, what may not be added."""

    of: str
    row: Row
    year: int
    sum: Sum | None
    unlike: int


def economy_workbook(
    record: Record, figure: Economy, language: str, *, chosen: Sequence[str], citations: Citations
) -> Workbook:
    """The figure with all its amounts; `chosen` says in words what was filtered."""
    with override(language):
        sheets = (
            _sums("per-type", _("Per type og år"), "", [("", figure.kinds)]),
            _sums("per-kilde", _("Per finansieringskilde"), _("Finansiering"), _funding(record, figure)),
            _sums("per-tiltak", _("Per tiltak"), _("Tiltak"), _initiatives(record, figure)),
            _compared(figure),
            _apart(figure),
            _lines(record, figure, citations),
        )
        facts = [
            (_("Viser"), subtitle(record)),
            (_("Utvalg"), "; ".join(chosen) or _("Alle beløp")),
            (_("Regel"), _("Bare like beløp legges sammen: én type, ett prisnivå, ett kalenderår, ekte for seg.")),
        ]
        if record.chain_head:
            facts.append((_("Låsens kjennemerke"), record.chain_head))
        if figure.examples:
            facts.append((_("Eksempeldata"), _("Rader og verdier som er merket «eksempel», er oppdiktet.")))
        return Workbook(_("Økonomi"), subtitle(record), language, created(record), tuple(facts), sheets)


def _funding(record: Record, figure: Economy) -> Iterator[tuple[str, Sequence[Row]]]:
    names = record.state.registers.funding
    for each in figure.funding:
        found = names.get(each.uid or "")
        yield found.name if found else _("Ikke oppgitt"), each.rows


def _initiatives(record: Record, figure: Economy) -> Iterator[tuple[str, Sequence[Row]]]:
    for each in figure.initiatives:
        part = record.state.slices[each.uid or ""]
        yield f"{part.code} {part.name}", each.rows


def _sums(key: str, title: str, of: str, rows: Iterable[tuple[str, Sequence[Row]]]) -> Sheet:
    kind = word(v.MoneyKind)
    items = [
        Item(name, row, year, cell.sum, len(cell.unlike))
        for name, held in rows
        for row in held
        for year, cell in sorted(row.cells.items())
    ]
    fields: list[Field] = [field("of", of, lambda item: item.of, width=44)] if of else []
    fields += [
        field("kind", _("Type"), lambda item: kind(item.row.key.kind)),
        field("price", _("Prisnivå"), lambda item: item.row.key.price_level, Kind.INTEGER),
        field("year", _("År"), lambda item: item.year, Kind.INTEGER),
        *_sum_fields(lambda item: item.sum),
        field("unlike", _("Ikke lagt til"), lambda item: item.unlike or None, Kind.INTEGER, unit=_("beløp")),
    ]
    if of:
        fields.append(field("above", _("Inngår i"), lambda item: text(item.row.above)))
    return sheet(key, title, fields, items, is_example=lambda item: item.row.key.example)


def _sum_fields(of: Callable[[Any], Sum | None]) -> list[Field]:
    def part(take: Callable[[Sum], CellValue]) -> Callable[[Any], CellValue]:
        def value(item: Any) -> CellValue:
            found = of(item)
            return take(found) if found is not None else None

        return value

    return [
        field("low", _("Minst"), part(_low), Kind.KRONER, unit=_("kr")),
        field("high", _("Høyst"), part(_high), Kind.KRONER, unit=_("kr")),
        field("words", _("I mill. kr"), part(sum_words)),
        field("lines", _("Antall beløp"), part(lambda found: found.lines), Kind.INTEGER),
        field("withheld", _("Unntatt"), part(lambda found: found.withheld or None), Kind.INTEGER, unit=_("beløp")),
    ]


def _low(found: Sum) -> CellValue:
    return found.low if found.lines else Absent("withheld", _("unntatt"))


def _high(found: Sum) -> CellValue:
    if not found.lines:
        return Absent("withheld", _("unntatt"))
    return found.high if found.high is not None else Absent("open", _("uten øvre grense"))


def _compared(figure: Economy) -> Sheet:
    kind = word(v.MoneyKind)
    return sheet(
        "mot-budsjett",
        _("Mot budsjettet"),
        [
            field("year", _("År"), lambda one: one.year, Kind.INTEGER),
            field("news", _("Mot"), lambda one: kind(one.news)),
            field("price", _("Prisnivå"), lambda one: one.price_level, Kind.INTEGER),
            field("budget", _("Budsjett"), lambda one: sum_words(one.budget), unit=_("mill. kr")),
            field("came", _("Regnskap eller prognose"), lambda one: sum_words(one.came), unit=_("mill. kr")),
            field("low", _("Avvik, minst"), lambda one: one.low, Kind.KRONER, unit=_("kr")),
            field("high", _("Avvik, høyst"), lambda one: one.high, Kind.KRONER, unit=_("kr")),
            field("share", _("Avvik"), lambda one: one.share, Kind.PERCENT),
            field("initiatives", _("Tiltak med begge"), lambda one: one.initiatives, Kind.INTEGER),
            field("with_budget", _("Tiltak med budsjett"), lambda one: one.of, Kind.INTEGER),
        ],
        figure.compared,
        is_example=lambda one: one.example,
        notes=(_("Bare der begge er oppgitt for samme tiltak, år, omfang, kilde og prisnivå."),),
    )


def _apart(figure: Economy) -> Sheet:
    kind, measure = word(v.MoneyKind), word(v.MoneyMeasure)
    return sheet(
        "utenfor-arene",
        _("Utenfor årene"),
        [
            *_part(lambda one: one.part),
            field("what", _("Hva"), lambda one: ", ".join(dict.fromkeys(each.what for each in one.lines)), width=36),
            field("kind", _("Type"), lambda one: kind(one.key.kind)),
            field("measure", _("Mål"), lambda one: measure(one.measure)),
            field("covers_from", _("Gjelder fra"), lambda one: one.line.covers_from, Kind.DATE),
            field("covers_to", _("Gjelder til"), lambda one: one.line.covers_to, Kind.DATE),
            field("as_of", _("Oppgitt per"), lambda one: partial(one.line.as_of), Kind.PARTIAL_DATE),
            field("price", _("Prisnivå"), lambda one: one.key.price_level, Kind.INTEGER),
            *_sum_fields(lambda one: one.sum),
            field("note", _("Merknad"), lambda one: text(one.line.note), Kind.LONG_TEXT),
        ],
        figure.apart,
        is_example=lambda one: one.key.example,
    )


def _part(of: Callable[[Any], Slice]) -> list[Field]:
    return [
        field("code", _("Kode"), lambda item: of(item).code),
        field("name", _("Tiltak"), lambda item: of(item).name, width=36),
    ]


def _lines(record: Record, figure: Economy, citations: Citations) -> Sheet:
    kind, measure, qualifier = word(v.MoneyKind), word(v.MoneyMeasure), word(v.Qualifier)
    rows = [(each, line_shown(each, record, citations)) for each in figure.entries]
    return sheet(
        "belop",
        _("Beløp"),
        [
            *_part(lambda item: item[0].part),
            field("key", _("Nøkkel"), lambda item: text(item[0].line.key)),
            field("what", _("Hva"), lambda item: text(item[0].line.what), width=36),
            field("kind", _("Type"), lambda item: kind(item[0].line.kind)),
            field("kind_as_stated", _("Type som oppgitt"), lambda item: text(item[0].line.kind_as_stated)),
            field("measure", _("Mål"), lambda item: measure(item[0].line.measure)),
            field("qualifier", _("Sikkerhet"), lambda item: qualifier(item[0].line.qualifier)),
            field("amount", _("Beløp"), lambda item: kroner(item[0].line.amount), Kind.KRONER, unit=_("kr")),
            field("low", _("Minst"), lambda item: kroner(item[0].line.low), Kind.KRONER, unit=_("kr")),
            field("high", _("Høyst"), lambda item: kroner(item[0].line.high), Kind.KRONER, unit=_("kr")),
            field("covers_from", _("Gjelder fra"), lambda item: item[0].line.covers_from, Kind.DATE),
            field("covers_to", _("Gjelder til"), lambda item: item[0].line.covers_to, Kind.DATE),
            field("as_of", _("Oppgitt per"), lambda item: partial(item[0].line.as_of), Kind.PARTIAL_DATE),
            field("price", _("Prisnivå"), lambda item: item[0].line.price_level, Kind.INTEGER),
            field("funding", _("Finansiering"), lambda item: text(item[1].funding)),
            field("summed", _("I summen for året"), lambda item: not item[1].why, Kind.BOOLEAN),
            field("why", _("Hvorfor ikke"), lambda item: text(item[1].why), Kind.LONG_TEXT),
            field("basis", _("Grunnlag"), lambda item: text(item[1].basis)),
            field("sources", _("Kilder"), lambda item: text(_sources(item[1].sources)), Kind.LONG_TEXT),
            field("note", _("Merknad"), lambda item: text(item[0].line.note), Kind.LONG_TEXT),
        ],
        rows,
        is_example=lambda item: item[0].key.example,
    )


def _sources(found: Iterable[Any]) -> str:
    return "\n".join(f"{each.title} {each.url}".strip() for each in found)
