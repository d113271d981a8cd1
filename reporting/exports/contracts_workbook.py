"""The register of agreements as a workbook: the rows that were chosen, in their order, with what the engine says."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from initiatives import formatting
from initiatives.domain import vocabulary as v
from initiatives.domain.agreements import Agreement
from reporting.domain.figures.coordination import Named
from reporting.domain.figures.coordination_contracts import ContractRow
from reporting.domain.record import Record
from reporting.exports.register_sheets import created, subtitle
from reporting.exports.register_values import Field, field, partial, sheet, text, word
from reporting.exports.tabular.sheets import Absent, CellValue, Kind, Sheet, Workbook
from reporting.pages import agreement_words as words


def contracts_workbook(
    record: Record, rows: Sequence[ContractRow], every: int, language: str, chosen: Sequence[str], order: str
) -> Workbook:
    """The rows of `every` there are; `chosen` and `order` say in words what was filtered and how it is sorted."""
    with override(language):
        count = ngettext("%(shown)s av %(total)s avtale", "%(shown)s av %(total)s avtaler", every)
        facts = [
            (_("Viser"), subtitle(record)),
            (_("Utvalg"), "; ".join(chosen) or _("Alle avtaler")),
            (_("Antall avtaler"), count % {"shown": formatting.number(len(rows)), "total": formatting.number(every)}),
            (_("Rekkefølge"), order),
        ]
        if record.chain_head:
            facts.append((_("Låsens kjennemerke"), record.chain_head))
        if any(each.example for each in rows):
            facts.append((_("Eksempeldata"), _("Rader som er merket «eksempel», er oppdiktet.")))
        if any(each.hidden for each in rows):
            facts.append((_("Unntatt"), _("Noen verdier er unntatt offentlighet. Cellene sier det.")))
        return Workbook(
            _("Avtaler mellom tiltak og eiere"),
            subtitle(record),
            language,
            created(record),
            tuple(facts),
            (agreements_sheet(rows),),
        )


def agreements_sheet(rows: Sequence[ContractRow]) -> Sheet:
    """A row per agreement with everything that is known and reckoned of it."""
    return sheet(
        "avtaler",
        _("Avtaler"),
        [
            field("key", _("Nøkkel"), lambda row: _fact(row).key),
            *_side("receiver", _("Trenger"), lambda row: row.told.receiver),
            *_side("giver", _("Fra"), lambda row: row.told.giver),
            field("what", _("Hva"), lambda row: text(_fact(row).description), Kind.LONG_TEXT),
            field("kind", _("Slag"), _coded("kind", v.DependencyKind)),
            field("state", _("Tilstand"), _coded("state", v.DependencyState)),
            field("age", _("I denne tilstanden"), lambda row: row.told.age, Kind.INTEGER, unit=_("dager")),
            field("awaits", _("Venter på svar fra"), _awaits),
            field("open", _("Åpen"), lambda row: row.open, Kind.BOOLEAN),
            field("endangered", _("I fare"), lambda row: row.endangered, Kind.BOOLEAN),
            field("concerns", _("Hva som er galt"), _concerns, Kind.LONG_TEXT),
            *_dates(),
            field("binding", _("Bindende"), lambda row: _fact(row).binding, Kind.BOOLEAN),
            field("link", _("Kobling"), _coded("type", v.LinkType)),
            field("lag", _("Tillegg"), lambda row: _fact(row).lag, Kind.INTEGER, unit=_("dager")),
            field("buffer", _("Buffer"), lambda row: _fact(row).buffer, Kind.INTEGER, unit=_("dager")),
            field("buffer_used", _("Brukt buffer"), _of("buffer_used"), Kind.INTEGER, unit=_("dager")),
            field("consequence", _("Følge om den svikter"), lambda row: text(_fact(row).consequence), Kind.LONG_TEXT),
            field("objection", _("Innsigelse"), lambda row: text(_fact(row).objection), Kind.LONG_TEXT),
            field("body", _("Kan avgjøres av"), lambda row: row.told.body.name if row.told.body else None, width=30),
            field("step", _("Neste skritt"), lambda row: text(words.next_step(row.told.agreement)), width=24),
            field("external", _("Utenfor porteføljen"), lambda row: row.external, Kind.BOOLEAN),
            field("inside", _("Inni én eier"), lambda row: row.inside, Kind.BOOLEAN),
            field("basis", _("Grunnlag"), _coded("basis", v.Basis)),
        ],
        rows,
        is_example=lambda row: row.example,
        frozen_columns=2,
    )


def _side(key: str, title: str, side: Callable[[ContractRow], Named]) -> list[Field]:
    return [
        field(key, title, lambda row: text(side(row).name), width=36),
        field(f"{key}_code", _("%(side)s, kode") % {"side": title}, lambda row: _code(side(row))),
        field(f"{key}_owner", _("%(side)s, eier") % {"side": title}, lambda row: _owner(side(row)), width=26),
        field(
            f"{key}_milestone", _("%(side)s, milepæl") % {"side": title}, lambda row: _milestone(side(row)), width=30
        ),
    ]


def _dates() -> list[Field]:
    return [
        field("need_by", _("Behov innen"), _date("need_by"), Kind.PARTIAL_DATE),
        field("promised", _("Lovet"), _date("promised"), Kind.PARTIAL_DATE),
        field("counter_date", _("Motforslag"), _date("counter_date"), Kind.PARTIAL_DATE),
        field("claimed", _("Giverens egen dato"), _term("claimed"), Kind.DATE),
        field("feasible", _("Mulig dato"), _term("feasible"), Kind.DATE),
        field("implied_need", _("Mottakerens plan trenger det"), _term("implied_need"), Kind.DATE),
        field("fulfilled", _("Oppfylt"), _date("fulfilled"), Kind.PARTIAL_DATE),
        field("confirmed_giver", _("Bekreftet av giver"), _term("giver_confirmed"), Kind.DATE),
        field("confirmed_receiver", _("Bekreftet av mottaker"), _term("receiver_confirmed"), Kind.DATE),
    ]


# ── cells ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _fact(row: ContractRow) -> Any:
    return row.told.agreement.fact


def _of(name: str) -> Callable[[ContractRow], Any]:
    def value(row: ContractRow) -> Any:
        agreement: Agreement = row.told.agreement
        return getattr(agreement, name)

    return value


def _coded(name: str, kind: Any) -> Callable[[ContractRow], CellValue]:
    look_up = word(kind)
    return lambda row: look_up(getattr(_fact(row), name))


def _date(name: str) -> Callable[[ContractRow], CellValue]:
    def value(row: ContractRow) -> CellValue:
        return _withheld(row.hidden, name) or partial(getattr(_fact(row), name))

    return value


def _term(name: str) -> Callable[[ContractRow], CellValue]:
    return lambda row: getattr(row.told.agreement.terms, name)


def _withheld(hidden: Collection[str], name: str) -> Absent | None:
    return Absent("withheld", _("unntatt")) if name in hidden else None


def _awaits(row: ContractRow) -> str | None:
    side = row.told.agreement.awaits if row.awaiting else None
    return word(v.Side)(side.value) if side else None


def _concerns(row: ContractRow) -> str | None:
    return "; ".join(words.concerns(row.told.agreement)) or None


def _code(side: Named) -> str | None:
    return side.part.code if side.part else None


def _owner(side: Named) -> str | None:
    return words.owner(side)


def _milestone(side: Named) -> str | None:
    return side.milestone.name if side.milestone else None
