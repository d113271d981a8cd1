"""The register's sheets of facts: a row per milestone, dependency, amount, risk, benefit, commitment and status."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from initiatives.domain import vocabulary as v
from initiatives.domain.facts import BudgetFact, DateWord, DependencyFact, Endpoint, Slice
from initiatives.domain.state import PortfolioState
from reporting.domain.figures.register_milestones import is_example, slip_days, timeliness
from reporting.domain.record import Record, Standing, history
from reporting.exports.register_initiatives import timeliness_words
from reporting.exports.register_values import Field, field, kroner, partial, sheet, status, text, word
from reporting.exports.tabular.sheets import CellValue, Kind, PartialDate, Sheet


def sheets(record: Record, parts: Sequence[Slice]) -> tuple[Sheet, ...]:
    """Every sheet of facts, of the initiatives given, in their order."""
    state = record.state
    return (
        milestones_sheet(state, parts),
        dependencies_sheet(state, parts),
        money_sheet(state, parts),
        risks_sheet(parts),
        benefits_sheet(state, parts),
        commitments_sheet(state, parts),
        statuses_sheet(record, parts),
    )


def _of() -> list[Field]:
    """Which initiative a row is of. The items are (initiative, fact)."""
    return [
        field("code", _("Kode"), lambda item: item[0].code),
        field("name", _("Tiltak"), lambda item: item[0].name, width=36),
    ]


def _part_is_example(item: Any) -> bool:
    example: bool = item[0].example
    return example


def _basis_is_example(item: Any) -> bool:
    return _part_is_example(item) or item[1].basis == v.Basis.EXAMPLE


def _pairs(parts: Sequence[Slice], name: str) -> Iterator[tuple[Slice, Any]]:
    for part in parts:
        for fact in getattr(part, name):
            yield part, fact


def _date(role: str) -> Any:
    def value(item: Any) -> PartialDate | None:
        word: DateWord | None = getattr(item[1], role)
        return partial(word.date) if word else None

    return value


def _plain_date(name: str) -> Any:
    return lambda item: partial(getattr(item[1], name))


def _text(name: str) -> Any:
    return lambda item: text(getattr(item[1], name))


def _coded(name: str, kind: Any) -> Any:
    look_up = word(kind)
    return lambda item: look_up(getattr(item[1], name))


def _organisation(state: PortfolioState, name: str) -> Any:
    def value(item: Any) -> str | None:
        found = state.organisation(getattr(item[1], name))
        return found.name if found else None

    return value


def milestones_sheet(state: PortfolioState, parts: Sequence[Slice]) -> Sheet:
    """«Milepæler»: the original plan always beside the latest approved one and what is expected now."""
    words, today = timeliness_words(), state.today
    return sheet(
        "milepaeler",
        _("Milepæler"),
        [
            *_of(),
            field("key", _("Nøkkel"), _text("key")),
            field("milestone", _("Milepæl"), _text("name"), width=44),
            field("kind", _("Type"), _coded("kind", v.MilestoneKind)),
            field("original", _("Opprinnelig"), _date("original"), Kind.PARTIAL_DATE),
            field("approved", _("Sist vedtatt"), _date("approved"), Kind.PARTIAL_DATE),
            field("forecast", _("Prognose"), _date("forecast"), Kind.PARTIAL_DATE),
            field("actual", _("Nådd"), _date("actual"), Kind.PARTIAL_DATE),
            field("slip", _("Avvik"), lambda item: slip_days(item[1]), Kind.INTEGER, unit=_("dager")),
            field("state", _("Tilstand"), lambda item: words[timeliness(item[1], today)]),
            field("replans", _("Ganger flyttet"), lambda item: item[1].replans, Kind.INTEGER),
            field("approved_reason", _("Grunn til sist vedtatt"), _reason("approved"), Kind.LONG_TEXT),
            field("forecast_reason", _("Grunn til prognosen"), _reason("forecast"), Kind.LONG_TEXT),
            field("receiver", _("Mottaker"), _organisation(state, "receiver")),
            field("note", _("Merknad"), _text("note"), Kind.LONG_TEXT),
        ],
        _pairs(parts, "milestones"),
        is_example=_part_is_example,
        marked=_example_dates,
    )


def _example_dates(item: Any) -> Iterator[str]:
    for role in ("original", "approved", "forecast", "actual"):
        if is_example((getattr(item[1], role),)):
            yield role


def _reason(role: str) -> Any:
    def value(item: Any) -> str | None:
        said: DateWord | None = getattr(item[1], role)
        return text(said.reason) if said else None

    return value


def dependencies_sheet(state: PortfolioState, parts: Sequence[Slice]) -> Sheet:
    """«Avhengigheter»: who waits for whom, each agreement once."""
    confirmed = [(v.Side.GIVER, _("Bekreftet av giver")), (v.Side.RECEIVER, _("Bekreftet av mottaker"))]
    return sheet(
        "avhengigheter",
        _("Avhengigheter"),
        [
            field("key", _("Nøkkel"), _text("key")),
            field("waits", _("Den som venter"), lambda item: _end(item[1].successor, state), width=40),
            field("gives", _("Venter på"), lambda item: _end(item[1].predecessor, state), width=40),
            field("kind", _("Type"), _coded("kind", v.DependencyKind)),
            field("state", _("Tilstand"), _coded("state", v.DependencyState)),
            field("binding", _("Bindende"), lambda item: item[1].binding, Kind.BOOLEAN),
            field("link", _("Kobling"), _coded("type", v.LinkType)),
            field("lag", _("Tillegg"), lambda item: item[1].lag, Kind.INTEGER, unit=_("dager")),
            field("need_by", _("Behov innen"), _plain_date("need_by"), Kind.PARTIAL_DATE),
            field("promised", _("Lovet"), _plain_date("promised"), Kind.PARTIAL_DATE),
            field("counter_date", _("Motforslag"), _plain_date("counter_date"), Kind.PARTIAL_DATE),
            field("fulfilled", _("Oppfylt"), _plain_date("fulfilled"), Kind.PARTIAL_DATE),
            *(field(f"confirmed_{side}", title, _confirmed(side), Kind.DATE) for side, title in confirmed),
            field("description", _("Hva"), _text("description"), Kind.LONG_TEXT),
            field("consequence", _("Følge om den svikter"), _text("consequence"), Kind.LONG_TEXT),
            field("basis", _("Grunnlag"), _coded("basis", v.Basis)),
        ],
        _dependencies(parts),
        is_example=_basis_is_example,
        frozen_columns=1,
    )


def _dependencies(parts: Sequence[Slice]) -> Iterator[tuple[Slice, DependencyFact]]:
    seen: set[str] = set()
    for part in parts:
        for each in (*part.waits, *part.gives):
            if each.uid not in seen:
                seen.add(each.uid)
                yield part, each


def _end(end: Endpoint, state: PortfolioState) -> str | None:
    """«T001 Program pasientens legemiddelliste: Pilot ferdig», or the name of somebody outside."""
    if end.external:
        party = state.registers.externals.get(end.external)
        return party.name if party else None
    owner = end.initiative or state.milestone_owner.get(end.milestone or "")
    part = state.slices.get(owner or "")
    if part is None:
        return None
    milestone = next((each for each in part.milestones if each.uid == end.milestone), None)
    return f"{part.code} {part.name}" + (f": {milestone.name}" if milestone else "")


def _confirmed(side: str) -> Any:
    return lambda item: max((each.known for each in item[1].confirmations if each.side == side), default=None)


def money_sheet(state: PortfolioState, parts: Sequence[Slice]) -> Sheet:
    """«Penger»: a row per amount, exactly as it was given. There is no sum: most of them must not be added."""
    return sheet(
        "penger",
        _("Penger"),
        [
            *_of(),
            field("key", _("Nøkkel"), _text("key")),
            field("what", _("Hva"), _text("what"), width=36),
            field("kind", _("Art"), _coded("kind", v.MoneyKind)),
            field("kind_as_stated", _("Art som oppgitt"), _text("kind_as_stated")),
            field("measure", _("Mål"), _coded("measure", v.MoneyMeasure)),
            field("qualifier", _("Sikkerhet"), _coded("qualifier", v.Qualifier)),
            *(field(name, title, _money(name), Kind.KRONER) for name, title in _amounts()),
            field("covers_from", _("Gjelder fra"), lambda item: item[1].covers_from, Kind.DATE),
            field("covers_to", _("Gjelder til"), lambda item: item[1].covers_to, Kind.DATE),
            field("as_of", _("Oppgitt per"), _plain_date("as_of"), Kind.PARTIAL_DATE),
            field("scope", _("Omfatter"), _text("scope")),
            field("price_level", _("Prisnivå"), lambda item: item[1].price_level, Kind.INTEGER),
            field("funding", _("Finansiering"), lambda item: _funding(item[1], state)),
            field("addable", _("Kan legges sammen"), lambda item: item[1].addable, Kind.BOOLEAN),
            field("basis", _("Grunnlag"), _coded("basis", v.Basis)),
            field("note", _("Merknad"), _text("note"), Kind.LONG_TEXT),
        ],
        _pairs(parts, "budget"),
        is_example=_basis_is_example,
        notes=(_("Beløp av ulik art, periode eller omfang skal ikke legges sammen. Derfor er det ingen sum."),),
    )


def _amounts() -> list[tuple[str, str]]:
    return [("amount", _("Beløp")), ("low", _("Fra")), ("high", _("Til"))]


def _money(name: str) -> Any:
    def value(item: Any) -> CellValue:
        return kroner(getattr(item[1], name))

    return value


def _funding(line: BudgetFact, state: PortfolioState) -> str | None:
    found = state.registers.funding.get(line.funding or "")
    return found.name if found else None


def risks_sheet(parts: Sequence[Slice]) -> Sheet:
    """«Risikoer» and opportunities."""
    return sheet(
        "risikoer",
        _("Risikoer"),
        [
            *_of(),
            field("title", _("Usikkerhet"), _text("title"), width=44),
            field("kind", _("Type"), _coded("kind", v.RiskKind)),
            field("state", _("Tilstand"), _coded("state", v.RiskState)),
            field("likelihood", _("Sannsynlighet"), lambda item: item[1].likelihood, Kind.INTEGER, unit="1–5"),
            field("consequence", _("Konsekvens"), lambda item: item[1].consequence, Kind.INTEGER, unit="1–5"),
            field("description", _("Beskrivelse"), _text("description"), Kind.LONG_TEXT),
            field("measure", _("Mottiltak"), _text("measure"), Kind.LONG_TEXT),
            field("measure_owner", _("Ansvarlig for mottiltak"), _text("measure_owner")),
            field("measure_due", _("Frist for mottiltak"), _plain_date("measure_due"), Kind.PARTIAL_DATE),
            field("raised", _("Meldt"), _plain_date("raised"), Kind.PARTIAL_DATE),
            field("basis", _("Grunnlag"), _coded("basis", v.Basis)),
        ],
        _pairs(parts, "risks"),
        is_example=_basis_is_example,
    )


def benefits_sheet(state: PortfolioState, parts: Sequence[Slice]) -> Sheet:
    """«Gevinster», each with how sure it is."""
    return sheet(
        "gevinster",
        _("Gevinster"),
        [
            *_of(),
            field("benefit", _("Gevinst"), _text("name"), width=44),
            field("kind", _("Type"), _coded("kind", v.BenefitKind)),
            field("amount", _("Beløp"), _money("amount"), Kind.KRONER),
            field("qualifier", _("Sikkerhet"), _coded("qualifier", v.Qualifier)),
            field("owner", _("Gevinsteier"), _organisation(state, "owner")),
            field("planned", _("Planlagt"), _plain_date("planned"), Kind.PARTIAL_DATE),
            field("realised", _("Hentet ut"), _plain_date("realised"), Kind.PARTIAL_DATE),
            field("evidence", _("Grunnlagets styrke"), _coded("evidence", v.EvidenceGrade)),
            field("description", _("Beskrivelse"), _text("description"), Kind.LONG_TEXT),
            field("basis", _("Grunnlag"), _coded("basis", v.Basis)),
            field("note", _("Merknad"), _text("note"), Kind.LONG_TEXT),
        ],
        _pairs(parts, "benefits"),
        is_example=_basis_is_example,
    )


def commitments_sheet(state: PortfolioState, parts: Sequence[Slice]) -> Sheet:
    """«Føringer»: which commitment each initiative carries, and how."""
    nature = word(v.CommitmentNature)
    found = state.registers.commitments
    documents = state.registers.documents

    def of(name: str) -> Any:
        return lambda item: text(getattr(found[item[1].commitment], name)) if item[1].commitment in found else None

    def document(item: Any) -> str | None:
        commitment = found.get(item[1].commitment)
        held = documents.get(commitment.document) if commitment else None
        return f"{held.number} {held.title}".strip() if held else None

    def nature_of(item: Any) -> str | None:
        commitment = found.get(item[1].commitment)
        return nature(commitment.nature) if commitment else None

    return sheet(
        "foringer",
        _("Føringer"),
        [
            *_of(),
            field("document", _("Dokument"), document, width=40),
            field("commitment", _("Føring"), of("key")),
            field("locator", _("Sted"), of("locator")),
            field("statement", _("Hva den sier"), of("statement"), Kind.LONG_TEXT),
            field("nature", _("Art"), nature_of),
            field("contribution", _("Bidrag"), _coded("contribution", v.Contribution)),
            field("reason", _("Begrunnelse"), _text("reason"), Kind.LONG_TEXT),
            field("basis", _("Grunnlag"), _coded("basis", v.Basis)),
        ],
        _pairs(parts, "links"),
        is_example=_basis_is_example,
    )


def statuses_sheet(record: Record, parts: Sequence[Slice]) -> Sheet:
    """«Statushistorikk»: every word about each initiative, oldest first, and who gave it."""
    origins = {"report": _("Statusrapport"), "observation": _("Offentlig kilde")}
    return sheet(
        "statushistorikk",
        _("Statushistorikk"),
        [
            *_of(),
            field("as_of", _("Gjelder"), _plain_date("as_of"), Kind.PARTIAL_DATE),
            field("status", _("Status"), lambda item: status(item[1].colour), Kind.STATUS),
            field("as_stated", _("Som oppgitt"), _text("as_stated")),
            field("origin", _("Oppgitt av"), lambda item: origins[item[1].origin]),
            field("period", _("Periode"), _text("period")),
            field("declared", _("Meldt av eier"), lambda item: status(item[1].declared), Kind.STATUS),
            field("assessed", _("Vurdert av porteføljekontoret"), lambda item: status(item[1].assessed), Kind.STATUS),
            field("reason", _("Begrunnelse"), _text("reason"), Kind.LONG_TEXT),
            field("cause", _("Årsak"), _coded("cause", v.Cause)),
            field("measure", _("Mottiltak"), _text("measure"), Kind.LONG_TEXT),
            field("measure_owner", _("Ansvarlig for mottiltak"), _text("measure_owner")),
            field("measure_due", _("Frist for mottiltak"), _plain_date("measure_due"), Kind.PARTIAL_DATE),
            field("basis", _("Grunnlag"), _coded("basis", v.Basis)),
        ],
        _words(record, parts),
        is_example=_basis_is_example,
    )


def _words(record: Record, parts: Sequence[Slice]) -> Iterator[tuple[Slice, Standing]]:
    for part in parts:
        for said in history(record.status(part)):
            yield part, said
