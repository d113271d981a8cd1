"""A comparison of two times as sheets: every change a row, in the words of the page. The board report has the same."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from initiatives.domain.state import Registers
from reporting.domain.diff import AmountChange, Change, DateChange, Difference, SumChange
from reporting.domain.record import Record
from reporting.exports.register_sheets import created
from reporting.exports.register_values import field, sheet, text
from reporting.exports.tabular.sheets import Kind, Sheet, Workbook
from reporting.pages.compare import count_words
from reporting.pages.compare_finding import sentence
from reporting.pages.compare_kinds import group_label
from reporting.pages.compare_lines import Line, line
from reporting.pages.times import Side


def compare_workbook(
    record: Record,
    found: Difference,
    shown: Sequence[Change],
    sides: tuple[Side, Side],
    language: str,
    chosen: Sequence[str],
) -> Workbook:
    """The changes that are asked for, of two times; `record` is the second. `chosen` says what was filtered."""
    before, after = sides
    facts = [
        (_("Før"), before.long),
        (_("Etter"), after.long),
        (_("Hovedfunn"), sentence(found)),
        (_("Utvalg"), "; ".join(chosen) or _("Alle endringer")),
        (_("Antall endringer"), count_words(len(shown), len(found.changes))),
    ]
    if any(each.example for each in shown):
        facts.append((_("Eksempeldata"), _("Rader som er merket «eksempel», er oppdiktet.")))
    if found.withheld:
        facts.append((_("Unntatt"), _("Noen opplysninger er unntatt. De er heller ikke sammenlignet.")))
    title = _("Endringer fra %(before)s til %(after)s") % {"before": before.short, "after": after.short}
    made = changes_sheet(shown, record.state.registers, (before.short, after.short))
    return Workbook(
        title,
        _("Fra %(before)s til %(after)s") % {"before": before.long, "after": after.long},
        language,
        created(record),
        tuple(facts),
        (made,),
    )


def changes_sheet(
    changes: Iterable[Change],
    registers: Registers,
    heads: tuple[str, str],
    *,
    key: str = "endringer",
    title: str = "",
    notes: tuple[str, ...] = (),
) -> Sheet:
    """A row per change; `heads` are what the two times are called."""
    return sheet(
        key,
        title or _("Endringer"),
        [
            field("group", _("Slag"), lambda each: group_label(each.change.group), width=18),
            field("what", _("Hva"), lambda each: each.what, width=22),
            field("code", _("Kode"), lambda each: each.change.part.code if each.change.part else None),
            field("name", _("Tiltak"), lambda each: each.change.part.name if each.change.part else None, width=34),
            field("owner", _("Eier"), lambda each: text(each.change.part.owner) if each.change.part else None),
            field("subject", _("Gjelder"), lambda each: text(each.subject.text), Kind.LONG_TEXT, width=34),
            field("before", heads[0], lambda each: each.before, width=22),
            field("after", heads[1], lambda each: each.after, width=22),
            field("moved", _("Endring"), lambda each: text(each.moved), width=20),
            field("days", _("Dager"), _days, Kind.INTEGER, unit=_("dager")),
            field("low", _("Minst"), lambda each: _kroner(each, "low"), Kind.KRONER),
            field("high", _("Høyst"), lambda each: _kroner(each, "high"), Kind.KRONER),
            field("why", _("Hvorfor"), lambda each: text(each.why.text), Kind.LONG_TEXT, width=34),
            field("decided", _("Vedtatt av"), lambda each: text(each.decided.text), Kind.LONG_TEXT, width=30),
            field("known", _("Kjent"), lambda each: each.change.known, Kind.DATE),
            field("within", _("Del av"), lambda each: text(each.change.within)),
        ],
        [line(each, registers) for each in changes],
        is_example=lambda each: each.change.example,
        notes=notes,
        frozen_columns=2,
    )


def _days(each: Line) -> int | None:
    return each.change.days if isinstance(each.change, DateChange) and each.moved else None


def _kroner(each: Line, name: str) -> int | None:
    """At least and at most of what changed, where both times were told."""
    change = each.change
    if not isinstance(change, SumChange | AmountChange) or change.before is None or change.after is None:
        return None
    found: int | None = getattr(change, name)
    return found
