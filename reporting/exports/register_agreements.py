"""The register's sheet of dependencies: who waits for whom."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from initiatives.domain import vocabulary as v
from initiatives.domain.agreements import Agreement
from initiatives.domain.facts import DependencyFact, Endpoint, Slice
from initiatives.domain.state import PortfolioState
from reporting.domain.reckoned import reckoned
from reporting.domain.record import Record
from reporting.exports.register_columns import basis_is_example, coded, plain_date, text_of
from reporting.exports.register_values import Field, field, sheet, text, word
from reporting.exports.tabular.sheets import Kind, Sheet
from reporting.pages.agreement_words import concerns


def dependencies_sheet(record: Record, parts: Sequence[Slice]) -> Sheet:
    """«Avhengigheter»: who waits for whom, each agreement once, with what coordination knows of it."""
    state = record.state
    confirmed = [(v.Side.GIVER, _("Bekreftet av giver")), (v.Side.RECEIVER, _("Bekreftet av mottaker"))]
    return sheet(
        "avhengigheter",
        _("Avhengigheter"),
        [
            field("key", _("Nøkkel"), text_of("key")),
            field("waits", _("Den som venter"), lambda item: _end(item[1].successor, state), width=40),
            field("gives", _("Venter på"), lambda item: _end(item[1].predecessor, state), width=40),
            field("kind", _("Type"), coded("kind", v.DependencyKind)),
            field("state", _("Tilstand"), coded("state", v.DependencyState)),
            field("binding", _("Bindende"), lambda item: item[1].binding, Kind.BOOLEAN),
            field("link", _("Kobling"), coded("type", v.LinkType)),
            field("lag", _("Tillegg"), lambda item: item[1].lag, Kind.INTEGER, unit=_("dager")),
            field("need_by", _("Behov innen"), plain_date("need_by"), Kind.PARTIAL_DATE),
            field("promised", _("Lovet"), plain_date("promised"), Kind.PARTIAL_DATE),
            field("counter_date", _("Motforslag"), plain_date("counter_date"), Kind.PARTIAL_DATE),
            field("fulfilled", _("Oppfylt"), plain_date("fulfilled"), Kind.PARTIAL_DATE),
            *_reckoned(record),
            *(field(f"confirmed_{side}", title, _confirmed(side), Kind.DATE) for side, title in confirmed),
            field("description", _("Hva"), text_of("description"), Kind.LONG_TEXT),
            field("consequence", _("Følge om den svikter"), text_of("consequence"), Kind.LONG_TEXT),
            field("basis", _("Grunnlag"), coded("basis", v.Basis)),
        ],
        _dependencies(parts),
        is_example=basis_is_example,
        frozen_columns=1,
    )


def _reckoned(record: Record) -> list[Field]:
    """When it can come, whether plans go by it, what is wrong, and whose answer is awaited."""
    known = reckoned(record).agreements
    sides = word(v.Side)

    def of(item: Any) -> Agreement:
        return known[item[1].uid]

    return [
        field("feasible", _("Mulig levert"), lambda item: of(item).terms.feasible, Kind.DATE),
        field("scheduled", _("Regnes med i planene"), lambda item: of(item).scheduled, Kind.BOOLEAN),
        field("endangered", _("I fare"), lambda item: of(item).endangered, Kind.BOOLEAN),
        field("concerns", _("Hva som er galt"), lambda item: text("; ".join(concerns(of(item)))), Kind.LONG_TEXT),
        field("awaits", _("Venter på svar fra"), lambda item: sides(of(item).awaits or "") if of(item).open else None),
    ]


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
