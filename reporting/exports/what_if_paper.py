"""A what-if on paper for the board: one or two pages that say on each that this is a reckoning and no decision."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import formatting
from reporting.domain.figures.coordination import Named
from reporting.domain.figures.network_names import is_example
from reporting.domain.figures.what_if import InitiativeHit, Row, span
from reporting.domain.figures.what_if_asks import agendas
from reporting.domain.figures.what_if_money import MoneyHit
from reporting.exports import paper
from reporting.exports.pdf import elements as e
from reporting.exports.pdf import fonts, palette
from reporting.exports.pdf.charts import GanttRow, Milestone, gantt
from reporting.exports.pdf.document import build
from reporting.exports.pdf.inline import Inline
from reporting.exports.what_if_sheets import Sheets, mark, title
from reporting.pages import agreement_words
from reporting.pages import what_if_hits as hits
from reporting.pages import what_if_words as words
from reporting.pages.commitments import title as document_title

LINES, DRAWN, FEW = 14, 14, 5
"""Rows of the chain, of the picture, and of each other list."""


def what_if_pdf(of: Sheets) -> bytes:
    """The sheet as an archivable, accessible PDF, in the active language."""
    fonts.register()  # the picture measures its words before the document is built
    meta = paper.meta(of.record, title(of), of.language, subject=mark())
    furniture = replace(meta.furniture, watermark=_("HVA OM"), header_left=f"{title(of)} · {_('en regning')}")
    return build(list(_story(of)), replace(meta, furniture=furniture))


def _story(of: Sheets) -> Iterator[e.Element]:
    found = of.found
    yield e.kicker(f"{title(of)} · {mark()}")
    first, *rest = words.sentences(found)
    yield e.heading(first, 1)
    if rest:
        yield e.lead(" ".join(rest))
    if of.note:
        yield e.paragraph(of.note)
    yield e.small(f"{paper.stand(of.record).long}. {_stats(of)}")
    yield e.heading(_("Kjeden"), 2)
    yield _chain(of)
    yield from _more(len(found.rows) - LINES)
    yield _picture(of)
    if found.stops:
        yield e.heading(_("Her stopper det"), 2)
        yield e.bullets([_stop(of, number) for number in range(min(FEW, len(found.stops)))])
        yield from _more(len(found.stops) - FEW)
    yield e.heading(_("Tiltak som rammes"), 2)
    yield _hits(of)
    yield from _more(len(found.hits) - LINES)
    yield from _money(found.money)
    yield from _agendas(of)
    yield e.heading(_("Hva det hviler på"), 2)
    yield e.bullets(words.ground(found))


def _stats(of: Sheets) -> str:
    found = of.found
    known = [each for each in found.owners if each]
    told = (
        ngettext("%(count)s milepæl følger med", "%(count)s milepæler følger med", len(found.moved)),
        ngettext("%(count)s tiltak", "%(count)s tiltak", len(found.hits)),
        ngettext("%(count)s eier", "%(count)s eiere", len(known)),
        ngettext("%(count)s føring", "%(count)s føringer", len(found.commitments)),
        ngettext("%(count)s avtale i fare", "%(count)s avtaler i fare", len(found.conflicts)),
    )
    counts = (len(found.moved), len(found.hits), len(known), len(found.commitments), len(found.conflicts))
    return ", ".join(text % {"count": formatting.number(count)} for text, count in zip(told, counts, strict=True)) + "."


def _name(of: Sheets, each: Named) -> list[Inline]:
    """A milestone with the code of its initiative, which is named further down, and its owner."""
    language = each.milestone.language if each.milestone else each.language
    beside = [each.part.code if each.part else ""] if each.milestone else []
    name = paper.foreign(words.name(each), language, of.language)
    return paper.named(name, *beside, agreement_words.owner(each), example=is_example(each))


def _chain(of: Sheets) -> e.Element:
    columns = [
        e.Column(_("Milepæl og eier"), row_header=True, width=182),
        e.Column(_("Nå → hvis"), width=118),
        e.Column(_("Hvorfor")),
    ]
    return e.table(columns, [_row(of, row) for row in of.found.rows[:LINES]], summary=_("Kjeden"))


def _row(of: Sheets, row: Row) -> list[e.CellValue]:
    standing = words.standing(row.why)
    moved = words.moved(row.days)
    why: list[Inline] = [words.why(row)]
    if standing:
        why.append(e.muted(f" {standing}"))
    if row.missing:
        names = words.listed(dict.fromkeys(map(words.name, row.missing)))
        why.append(e.muted(" " + _("regnet uten dato fra %(names)s") % {"names": names}))
    shift = [moved] if row.tried else [e.toned(moved, "crit")]
    dates: list[Inline] = [e.struck(formatting.day(row.before)), " → ", e.strong(formatting.day(row.after)), " "]
    return [_name(of, row.name), [*dates, *shift], why]


def _picture(of: Sheets) -> e.Element:
    found = of.found
    first, last = span(found)
    rows = [
        GanttRow(
            words.name(row.name),
            milestones=[Milestone(row.before, row.after, palette.INK if row.tried else palette.FILL["crit"])],
        )
        for row in found.rows[:DRAWN]
    ]
    drawn = gantt(rows, first=first, last=last, today=found.today, today_label=formatting.day(found.today))
    alt = "; ".join(
        _("%(name)s: %(before)s til %(after)s")
        % {"name": words.name(row.name), "before": formatting.day(row.before), "after": formatting.day(row.after)}
        for row in found.rows[:DRAWN]
    )
    note = _("Hul: nå. Fylt: hvis. Svart er det som prøves, rødt det som følger med.")
    return e.figure(drawn, alt=alt, caption=_("Fra gammel til ny dato"), note=note)


def _stop(of: Sheets, number: int) -> list[Inline]:
    each = of.found.stops[number]
    return [*_name(of, each.receiver), f": {words.stop(each)}"]


def _hits(of: Sheets) -> e.Element:
    columns = [
        e.Column(_("Tiltak"), row_header=True, width=190),
        e.Column(_("Slutter"), width=150),
        e.Column(_("Føringer")),
    ]
    return e.table(columns, [_hit(of, each) for each in of.found.hits[:LINES]], summary=_("Tiltak som rammes"))


def _hit(of: Sheets, each: InitiativeHit) -> list[e.CellValue]:
    owner = (each.owner.short_name or each.owner.name) if each.owner else _("eier ikke oppgitt")
    name = paper.foreign(each.part.name, each.part.language, of.language)
    end: list[Inline] = [_("holder")]
    if each.end:
        end = [e.struck(formatting.day(each.end.before)), " → ", e.strong(formatting.day(each.end.after))]
        if late := hits.after_plan(each):
            end.append(e.toned(f" {late}", "crit"))
    carried = [
        f"{document_title(one.document) if one.document else ''} {one.commitment.locator}".strip()
        for one in each.commitments
    ]
    return [
        paper.named(name, each.part.code, owner, example=each.part.example),
        end,
        "; ".join(carried) or formatting.MISSING,
    ]


def _money(found: MoneyHit) -> Iterator[e.Element]:
    """Only like is added to like; what is in no sum is told."""
    rows = hits.money_rows(found)
    if rows:
        columns = [
            e.Column(_("Type"), row_header=True),
            *(e.Column(str(year), align="right", width=70) for year in found.years),
        ]
        told: list[list[e.CellValue]] = [
            [
                paper.named(row.kind, row.price, example=row.example),
                *(words or formatting.MISSING for words, _held in row.cells),
            ]
            for row in rows
        ]
        yield e.table(columns, told, caption=_("Penger i årene som rammes, mill. kr"))
    if found.withheld:
        yield e.quiet(_("Noen beløp er unntatt offentlighet og ikke med i summene."))
    if beside := hits.money_beside(found):
        yield e.quiet(_("Utenfor summene: %(what)s.") % {"what": "; ".join(beside)})


def _agendas(of: Sheets) -> Iterator[e.Element]:
    found = agendas(of.record.state, of.found)
    if not found:
        return
    yield e.heading(_("Dette ville bli spurt om"), 2)
    for each in found:
        yield e.heading(each.body.name if each.body else _("Den som vedtok planen"), 3)
        yield e.bullets([hits.ask_words(one) for one in each.asks[:FEW]])
        yield from _more(len(each.asks) - FEW)


def _more(count: int) -> Iterator[e.Element]:
    if count > 0:
        words = ngettext("og %(count)s til, i regnearket", "og %(count)s til, i regnearket", count)
        yield e.quiet(words % {"count": formatting.number(count)})
