"""The register's sheets of facts: a row per milestone, dependency, amount, risk, benefit, commitment and status."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from initiatives.domain import vocabulary as v
from initiatives.domain.facts import DateWord, Slice
from initiatives.domain.state import PortfolioState
from reporting.domain.figures.register_milestones import slip_days, timeliness
from reporting.domain.record import Record
from reporting.domain.standing import Standing, history
from reporting.exports.register_agreements import dependencies_sheet
from reporting.exports.register_columns import (
    basis_is_example,
    coded,
    date_of,
    organisation,
    pairs,
    part_is_example,
    plain_date,
    text_of,
    whose,
)
from reporting.exports.register_feasible import feasible_fields
from reporting.exports.register_initiatives import timeliness_words
from reporting.exports.register_money import money_of, money_sheet
from reporting.exports.register_values import field, sheet, status, text, word
from reporting.exports.tabular.sheets import Kind, Sheet


def makers(record: Record, parts: Sequence[Slice]) -> dict[str, Callable[[], Sheet]]:
    """Every sheet of facts by its key, of the initiatives given, in their order."""
    state = record.state
    return {
        "milepaeler": lambda: milestones_sheet(record, parts),
        "avhengigheter": lambda: dependencies_sheet(record, parts),
        "penger": lambda: money_sheet(state, parts),
        "risikoer": lambda: risks_sheet(parts),
        "gevinster": lambda: benefits_sheet(state, parts),
        "foringer": lambda: commitments_sheet(state, parts),
        "statushistorikk": lambda: statuses_sheet(record, parts),
    }


def milestones_sheet(record: Record, parts: Sequence[Slice]) -> Sheet:
    """«Milepæler»: the original plan always beside the latest approved one, what is expected now, and the date that can
    be kept when everybody it waits for is taken at their word."""
    state = record.state
    words, today = timeliness_words(), state.today
    return sheet(
        "milepaeler",
        _("Milepæler"),
        [
            *whose(),
            field("key", _("Nøkkel"), text_of("key")),
            field("milestone", _("Milepæl"), text_of("name"), width=44),
            field("kind", _("Type"), coded("kind", v.MilestoneKind)),
            field("original", _("Opprinnelig"), date_of("original"), Kind.PARTIAL_DATE),
            field("approved", _("Sist vedtatt"), date_of("approved"), Kind.PARTIAL_DATE),
            field("forecast", _("Prognose"), date_of("forecast"), Kind.PARTIAL_DATE),
            field("actual", _("Nådd"), date_of("actual"), Kind.PARTIAL_DATE),
            *feasible_fields(record),
            field("slip", _("Avvik"), lambda item: slip_days(item[1]), Kind.INTEGER, unit=_("dager")),
            field("state", _("Tilstand"), lambda item: words[timeliness(item[1], today)]),
            field("replans", _("Ganger flyttet"), lambda item: item[1].replans, Kind.INTEGER),
            field("approved_reason", _("Grunn til sist vedtatt"), _reason("approved"), Kind.LONG_TEXT),
            field("forecast_reason", _("Grunn til prognosen"), _reason("forecast"), Kind.LONG_TEXT),
            field("receiver", _("Mottaker"), organisation(state, "receiver")),
            field("note", _("Merknad"), text_of("note"), Kind.LONG_TEXT),
        ],
        pairs(parts, "milestones"),
        is_example=part_is_example,
        marked=_example_dates,
    )


def _example_dates(item: Any) -> Iterator[str]:
    for role in ("original", "approved", "forecast", "actual"):
        word: DateWord | None = getattr(item[1], role)
        if word is not None and word.basis == v.Basis.EXAMPLE:
            yield role


def _reason(role: str) -> Any:
    def value(item: Any) -> str | None:
        said: DateWord | None = getattr(item[1], role)
        return text(said.reason) if said else None

    return value


def risks_sheet(parts: Sequence[Slice]) -> Sheet:
    """«Risikoer» and opportunities."""
    return sheet(
        "risikoer",
        _("Risikoer"),
        [
            *whose(),
            field("title", _("Usikkerhet"), text_of("title"), width=44),
            field("kind", _("Type"), coded("kind", v.RiskKind)),
            field("state", _("Tilstand"), coded("state", v.RiskState)),
            field("likelihood", _("Sannsynlighet"), lambda item: item[1].likelihood, Kind.INTEGER, unit="1–5"),
            field("consequence", _("Konsekvens"), lambda item: item[1].consequence, Kind.INTEGER, unit="1–5"),
            field("description", _("Beskrivelse"), text_of("description"), Kind.LONG_TEXT),
            field("measure", _("Mottiltak"), text_of("measure"), Kind.LONG_TEXT),
            field("measure_owner", _("Ansvarlig for mottiltak"), text_of("measure_owner")),
            field("measure_due", _("Frist for mottiltak"), plain_date("measure_due"), Kind.PARTIAL_DATE),
            field("raised", _("Meldt"), plain_date("raised"), Kind.PARTIAL_DATE),
            field("basis", _("Grunnlag"), coded("basis", v.Basis)),
        ],
        pairs(parts, "risks"),
        is_example=basis_is_example,
    )


def benefits_sheet(state: PortfolioState, parts: Sequence[Slice]) -> Sheet:
    """«Gevinster», each with how sure it is."""
    return sheet(
        "gevinster",
        _("Gevinster"),
        [
            *whose(),
            field("benefit", _("Gevinst"), text_of("name"), width=44),
            field("kind", _("Type"), coded("kind", v.BenefitKind)),
            field("amount", _("Beløp"), money_of("amount"), Kind.KRONER),
            field("qualifier", _("Sikkerhet"), coded("qualifier", v.Qualifier)),
            field("owner", _("Gevinsteier"), organisation(state, "owner")),
            field("planned", _("Planlagt"), plain_date("planned"), Kind.PARTIAL_DATE),
            field("realised", _("Hentet ut"), plain_date("realised"), Kind.PARTIAL_DATE),
            field("evidence", _("Grunnlagets styrke"), coded("evidence", v.EvidenceGrade)),
            field("description", _("Beskrivelse"), text_of("description"), Kind.LONG_TEXT),
            field("basis", _("Grunnlag"), coded("basis", v.Basis)),
            field("note", _("Merknad"), text_of("note"), Kind.LONG_TEXT),
        ],
        pairs(parts, "benefits"),
        is_example=basis_is_example,
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
            *whose(),
            field("document", _("Dokument"), document, width=40),
            field("commitment", _("Føring"), of("key")),
            field("locator", _("Sted"), of("locator")),
            field("statement", _("Hva den sier"), of("statement"), Kind.LONG_TEXT),
            field("nature", _("Art"), nature_of),
            field("contribution", _("Bidrag"), coded("contribution", v.Contribution)),
            field("reason", _("Begrunnelse"), text_of("reason"), Kind.LONG_TEXT),
            field("basis", _("Grunnlag"), coded("basis", v.Basis)),
        ],
        pairs(parts, "links"),
        is_example=basis_is_example,
    )


def statuses_sheet(record: Record, parts: Sequence[Slice]) -> Sheet:
    """«Statushistorikk»: every word about each initiative, oldest first, and who gave it."""
    origins = {"report": _("Statusrapport"), "observation": _("Offentlig kilde")}
    return sheet(
        "statushistorikk",
        _("Statushistorikk"),
        [
            *whose(),
            field("as_of", _("Gjelder"), plain_date("as_of"), Kind.PARTIAL_DATE),
            field("status", _("Status"), lambda item: status(item[1].colour), Kind.STATUS),
            field("as_stated", _("Som oppgitt"), text_of("as_stated")),
            field("origin", _("Oppgitt av"), lambda item: origins[item[1].origin]),
            field("period", _("Periode"), text_of("period")),
            field("declared", _("Meldt av eier"), lambda item: status(item[1].declared), Kind.STATUS),
            field("assessed", _("Vurdert av porteføljekontoret"), lambda item: status(item[1].assessed), Kind.STATUS),
            field("reason", _("Begrunnelse"), text_of("reason"), Kind.LONG_TEXT),
            field("cause", _("Årsak"), coded("cause", v.Cause)),
            field("measure", _("Mottiltak"), text_of("measure"), Kind.LONG_TEXT),
            field("measure_owner", _("Ansvarlig for mottiltak"), text_of("measure_owner")),
            field("measure_due", _("Frist for mottiltak"), plain_date("measure_due"), Kind.PARTIAL_DATE),
            field("basis", _("Grunnlag"), coded("basis", v.Basis)),
        ],
        _words(record, parts),
        is_example=basis_is_example,
    )


def _words(record: Record, parts: Sequence[Slice]) -> Iterator[tuple[Slice, Standing]]:
    for part in parts:
        for said in history(record.status(part)):
            yield part, said
