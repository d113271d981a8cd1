"""The register's first sheet: one row per initiative, every column the list has and more."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from initiatives import choices, formatting
from initiatives.domain import vocabulary as v
from initiatives.domain.facts import Slice
from reporting.domain.figures.register import RegisterRow
from reporting.domain.figures.register_milestones import Timeliness
from reporting.domain.record import Record
from reporting.domain.standing import UNREPORTED, Standing
from reporting.exports.register_values import Field, field, kroner, partial, sheet, status, text, withheld, word
from reporting.exports.tabular.sheets import CellValue, Kind, Sheet
from reporting.pages.register_words import amount_about, status_word

Item = tuple[RegisterRow, Slice]


def initiatives_sheet(record: Record, rows: Sequence[RegisterRow]) -> Sheet:
    """«Tiltak»: what each is, how it stands, what is next, and what it costs."""
    fields = [*_identity(), *_standing(), *_next(), *_rest()]
    return sheet(
        "tiltak",
        pgettext("flere", "Tiltak"),
        fields,
        [(row, record.state.slices[row.uid]) for row in rows],
        is_example=lambda item: item[0].example,
        marked=_marked,
        notes=(_("Avvik er regnet mot opprinnelig dato, eller mot sist vedtatt der ingen opprinnelig er kjent."),),
    )


def _marked(item: Item) -> Iterator[str]:
    row = item[0]
    if row.standing and row.standing.basis == v.Basis.EXAMPLE:
        yield from ("status", "status_date")
    if row.next and row.next.example:
        yield from ("next_original", "next_approved", "next_now")
    if row.held and row.held.example:
        yield from ("held", "held_claimed", "held_feasible", "held_days")
    if row.amount and row.amount.example:
        yield "amount"


def _identity() -> list[Field]:
    kind, life, category, phase = word(v.InitiativeKind), word(v.LifeState), word(v.PlanCategory), word(v.Phase)
    return [
        field("code", _("Kode"), lambda item: item[0].code),
        field("name", _("Tiltak"), lambda item: item[0].name, width=44),
        field("plan", _("Plan"), lambda item: text(", ".join(each.label for each in item[0].plans))),
        field("whole", _("Inngår i"), lambda item: text(item[0].whole_code)),
        field("kind", _("Type"), lambda item: kind(item[0].kind)),
        field("life", _("Livsløp"), lambda item: life(item[0].life)),
        field(
            "category",
            _("Kategori"),
            lambda item: text(", ".join(filter(None, (category(each) for each in item[0].categories)))),
        ),
        field("owner", _("Eier"), lambda item: text(item[0].owner_name)),
        field("phase", _("Fase"), lambda item: phase(item[0].phase)),
        field("phase_as_stated", _("Fase som oppgitt"), lambda item: text(item[0].phase_as_stated)),
        field("segment", _("Segment"), lambda item: text(", ".join(item[0].segments))),
        field("goal", _("Hovedmål"), lambda item: item[0].goal.label if item[0].goal else None),
    ]


def _standing() -> list[Field]:
    cause, risk, origin = word(v.Cause), word(v.RiskLevel), _origins()
    return [
        field("status", _("Status"), lambda item: status(item[0].colour, status_word(item[0])), Kind.STATUS),
        field("status_date", _("Status gjelder"), _said(lambda said: partial(said.as_of)), Kind.PARTIAL_DATE),
        field("status_age", _("Alder på status"), lambda item: item[0].age, Kind.INTEGER, unit=_("dager")),
        field("status_origin", _("Oppgitt av"), _said(lambda said: origin[said.origin])),
        field("declared", _("Meldt av eier"), lambda item: status(item[0].declared), Kind.STATUS),
        field("assessed", _("Vurdert av porteføljekontoret"), _said(lambda said: status(said.assessed)), Kind.STATUS),
        field("computed", _("Beregnet status"), lambda item: status(item[0].computed), Kind.STATUS),
        field("previous", _("Forrige status"), lambda item: status(item[0].previous), Kind.STATUS),
        field("reason", _("Begrunnelse"), _said(lambda said: text(said.reason)), Kind.LONG_TEXT),
        field("cause", _("Årsak"), _said(lambda said: cause(said.cause))),
        field("measure", _("Mottiltak"), _said(lambda said: text(said.measure)), Kind.LONG_TEXT),
        field("measure_owner", _("Ansvarlig for mottiltak"), _said(lambda said: text(said.measure_owner))),
        field(
            "measure_due", _("Frist for mottiltak"), _said(lambda said: partial(said.measure_due)), Kind.PARTIAL_DATE
        ),
        field("risk", _("Risiko"), lambda item: risk(item[0].risk)),
    ]


def _next() -> list[Field]:
    state = timeliness_words()
    return [
        field("next", _("Neste milepæl"), lambda item: item[0].next.name if item[0].next else None, width=40),
        field("next_original", _("Neste, opprinnelig"), _coming("original"), Kind.PARTIAL_DATE),
        field("next_approved", _("Neste, sist vedtatt"), _coming("approved"), Kind.PARTIAL_DATE),
        field("next_now", _("Neste, nå"), _coming("now"), Kind.PARTIAL_DATE),
        field(
            "next_slip",
            _("Neste, avvik"),
            lambda item: item[0].next.slip if item[0].next else None,
            Kind.INTEGER,
            unit=_("dager"),
        ),
        field("next_state", _("Neste, tilstand"), lambda item: state[item[0].next.state] if item[0].next else None),
        field("late", _("Forsinkede milepæler"), lambda item: item[0].late, Kind.INTEGER),
        field("unconfirmed", _("Ubekreftede milepæler"), lambda item: item[0].unconfirmed, Kind.INTEGER),
        field(
            "unconfirmed_since",
            _("Ubekreftet siden"),
            lambda item: partial(item[0].unconfirmed_since),
            Kind.PARTIAL_DATE,
        ),
        field("replanned", _("Nye planer siden sist"), lambda item: item[0].replanned, Kind.INTEGER),
        field("held", _("Holdes igjen av andre"), lambda item: _held(item, "name"), width=40),
        field("held_claimed", _("Holdes igjen, ventet"), lambda item: _held(item, "claimed"), Kind.DATE),
        field("held_feasible", _("Holdes igjen, gjennomførbar"), lambda item: _held(item, "feasible"), Kind.DATE),
        field("held_days", _("Holdes igjen"), lambda item: _held(item, "days"), Kind.INTEGER, unit=_("dager")),
    ]


def _rest() -> list[Field]:
    return [
        field("start", _("Start"), lambda item: partial(item[0].start), Kind.PARTIAL_DATE),
        field("end", _("Slutt"), lambda item: partial(item[0].end), Kind.PARTIAL_DATE),
        field("amount", _("Beløp"), lambda item: _amount(item[0]), Kind.KRONER),
        field("amount_about", _("Beløpet er"), lambda item: amount_about(item[0].amount) if item[0].amount else None),
        field("amount_sure", _("Beløpets sikkerhet"), lambda item: _surety(item[0])),
        field("milestones", _("Milepæler"), lambda item: item[0].milestones, Kind.INTEGER),
        field("dependencies", _("Avhengigheter"), lambda item: item[0].dependencies, Kind.INTEGER),
        field("commitments", _("Føringer"), lambda item: item[0].commitments, Kind.INTEGER),
        field("open_risks", _("Åpne risikoer"), lambda item: item[0].open_risks, Kind.INTEGER),
        field("purpose", _("Formål"), lambda item: text(item[1].purpose), Kind.LONG_TEXT),
        field("note", _("Merknad"), lambda item: text(item[1].note), Kind.LONG_TEXT),
        field("updated", _("Oppdatert i kilden"), lambda item: partial(item[0].updated), Kind.PARTIAL_DATE),
        field("language", _("Tekstenes språk"), lambda item: choices.label(v.Language, item[0].language)),
        field("withheld", _("Unntatt"), lambda item: _hidden(item[1])),
    ]


def timeliness_words() -> dict[Timeliness, str]:
    """How a milestone stands, in words."""
    return {
        Timeliness.REACHED: _("Nådd"),
        Timeliness.UNCONFIRMED: _("Ubekreftet"),
        Timeliness.LATE: _("Forsinket"),
        Timeliness.ON_PLAN: _("Etter planen"),
        Timeliness.UNDATED: _("Uten dato"),
    }


def _origins() -> dict[str, str]:
    return {"report": _("Statusrapport"), "observation": _("Offentlig kilde"), UNREPORTED: _("Ikke rapportert")}


def _said(take: Any) -> Any:
    """A field of the status that stands."""

    def value(item: Item) -> CellValue:
        said: Standing | None = item[0].standing
        found: CellValue = take(said) if said else None
        return found

    return value


def _coming(role: str) -> Any:
    """A date of the next milestone."""
    return lambda item: partial(getattr(item[0].next, role)) if item[0].next else None


def _held(item: Item, name: str) -> CellValue:
    """Of the milestone that others delay the most."""
    found: CellValue = getattr(item[0].held, name) if item[0].held else None
    return found


def _amount(row: RegisterRow) -> CellValue:
    """An exact amount; an interval stands in its words beside it."""
    return kroner(row.amount.amount) if row.amount else None


def _surety(row: RegisterRow) -> str | None:
    amount = row.amount
    if amount is None:
        return None
    if amount.amount is None:
        low, high = (each if isinstance(each, int) else None for each in (amount.low, amount.high))
        if low is None or high is None:
            return None
        return _("mellom %(low)s og %(high)s kr") % {"low": formatting.number(low), "high": formatting.number(high)}
    if amount.at_least:
        return _("minst")
    words = choices.label(v.Qualifier, amount.qualifier)
    if amount.lines > 1:
        held = ngettext("sum av %(count)s linje", "sum av %(count)s linjer", amount.lines) % {"count": amount.lines}
        return f"{words}, {held}"
    return words or None


def _hidden(part: Slice) -> CellValue:
    """That something of the initiative is withheld, and by what law."""
    if not part.withheld:
        return None
    return withheld(part.withheld[0].value)
