"""The agenda on paper: the list as the councils write it, then each case with room for the decision."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from initiatives import formatting
from initiatives.domain.facts import DecisionFact
from reporting.exports import paper
from reporting.exports.agenda.ground import Ground
from reporting.exports.pdf import elements as e
from reporting.exports.pdf.document import Meta, build
from reporting.exports.pdf.inline import Content, Inline, Run
from reporting.pages import agenda_words as words
from reporting.pages.agenda_told import CaseTold, Deal, PlanTold, Side, headings

LINES = 3  # room for a decision
LINE = 17.0  # points between them


def agenda_pdf(ground: Ground) -> bytes:
    """The agenda as an archivable, accessible PDF, in the active language."""
    return build([*_front(ground), *_cases(ground)], _meta(ground))


def _meta(ground: Ground) -> Meta:
    """A draft until the meeting's day, whatever is locked: what a meeting takes up is settled when it is held."""
    made = paper.meta(ground.record, words.title(ground.agenda), ground.language, subject=words.finding(ground.agenda))
    furniture = replace(made.furniture, watermark=_("UTKAST") if ground.agenda.draft else "")
    return replace(made, furniture=furniture)


def _front(ground: Ground) -> Iterator[e.Element]:
    yield e.kicker(_("Saksliste"))
    yield e.heading(f"{words.body_name(ground.agenda.body)}, {words.day(ground.agenda.meeting)}", 1)
    yield e.lead(words.finding(ground.agenda))
    yield e.facts(ground.about)
    yield _list(ground)
    if any(told.deal and told.deal.plans for told in ground.cases):
        yield e.quiet(words.plans_note())


def _list(ground: Ground) -> e.Element:
    heads = headings()
    columns = [
        e.Column(heads["number"], width=52),
        e.Column(heads["title"], row_header=True),
        e.Column(heads["kind"], width=84),
        e.Column(heads["owners"], width=128),
    ]
    rows = [_row(ground, told) for told in ground.cases]
    return e.table(columns, rows, caption=_("Saker"), summary=words.title(ground.agenda), empty=_("Ingen saker ennå."))


def _row(ground: Ground, told: CaseTold) -> list[e.CellValue]:
    codes = [part.code for part in told.item.parts]
    return [
        told.label,
        paper.named(_title(ground, told), *codes, example=told.item.example),
        capfirst(told.kind),
        ", ".join(told.owners) or formatting.MISSING,
    ]


def _title(ground: Ground, told: CaseTold) -> Run | str:
    return paper.foreign(told.title, told.language, ground.language)


# ── case by case ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _cases(ground: Ground) -> Iterator[e.Element]:
    for told in ground.cases:
        yield e.page_break()
        yield e.section(list(_case(ground, told)))


def _case(ground: Ground, told: CaseTold) -> Iterator[e.Element]:
    """What is asked comes first: whoever reads no more has read that."""
    kicker = _("Sak %(number)s · %(kind)s") % {"number": told.label, "kind": told.kind}
    yield e.kicker(f"{kicker} · {_('eksempel')}" if told.item.example else kicker)
    yield e.heading(told.title, 1, lang=paper.other(told.language, ground.language))
    yield from _asked(ground, told)
    if told.gone:
        yield e.small(told.gone)
    if told.deal:
        yield from _background(ground, told.deal)
        yield from _engine(ground, told.deal)
    else:
        yield e.facts([(_("Tiltak"), _parts(ground, told))])
    yield from _decision(ground, told)


def _parts(ground: Ground, told: CaseTold) -> Content:
    found: list[Inline] = []
    for part in told.item.parts:
        found += [paper.foreign(part.name, part.language, ground.language), e.muted(f" {part.code} ")]
    return found


def _background(ground: Ground, deal: Deal) -> Iterator[e.Element]:
    yield e.heading(headings()["background"], 2, in_contents=False)
    yield e.columns(*([e.small(_side(ground, side))] for side in deal.sides))
    yield _dates(deal)
    for speech in deal.speeches:
        yield e.small([e.strong(f"{speech.by}: "), paper.foreign(speech.text, speech.language, ground.language)])
    if deal.wrong:
        yield e.small(_wrong(deal))


def _side(ground: Ground, side: Side) -> Content:
    part, milestone = side.named.part, side.named.milestone
    name = paper.foreign(side.name, side.named.language, ground.language, strong=True)
    told: list[Inline] = [e.muted(f"{side.role} · {side.owner}"), "\n", *paper.named(name, part.code if part else "")]
    if milestone is not None:
        told += ["\n", paper.foreign(milestone.name, milestone.language, ground.language)]
    return told


def _dates(deal: Deal) -> e.Element:
    """The agreement's state and dates, one row."""
    labels, values = zip(*deal.dates, strict=True)
    state = f"{capfirst(deal.state)} {deal.age}".strip()
    columns = [e.Column(_("Avtalen"), row_header=True), *(e.Column(label, align="right", width=86) for label in labels)]
    return e.table(columns, [[state, *values]], summary=_("Datoene i avtalen"))


def _wrong(deal: Deal) -> Content:
    """Everything that is wrong, worst first."""
    found: list[Inline] = []
    for each in deal.wrong:
        found += [" · "] if found else []
        found.append(e.toned(capfirst(each.text), "crit" if each.serious else "warn"))
    return found


def _engine(ground: Ground, deal: Deal) -> Iterator[e.Element]:
    yield e.heading(headings()["engine"], 2, in_contents=False)
    yield e.paragraph(" ".join(deal.engine))
    if deal.plans:
        yield _plans(ground, deal)


def _plans(ground: Ground, deal: Deal) -> e.Element:
    columns = [
        e.Column(_("Milepæl"), row_header=True),
        e.Column(_("Tiltak"), width=140),
        e.Column(_("Uten"), align="right", width=64),
        e.Column(_("Med"), align="right", width=64),
        e.Column(_("Flyttes"), align="right", width=64),
    ]
    title = headings()["plans"]
    return e.table(columns, [_plan(ground, each) for each in deal.plans], caption=title, summary=title)


def _plan(ground: Ground, told: PlanTold) -> list[e.CellValue]:
    part, milestone = told.plan.part, told.plan.milestone
    return [
        paper.foreign(milestone.name, milestone.language, ground.language),
        paper.named(paper.foreign(part.name, part.language, ground.language), told.owner, part.code),
        told.before,
        told.after,
        e.toned(told.slip, "crit"),
    ]


def _asked(ground: Ground, told: CaseTold) -> Iterator[e.Element]:
    yield e.heading(headings()["asked"], 2, in_contents=False)
    if told.asked:
        yield e.note([e.lead(paper.foreign(told.asked, told.language, ground.language))])
    else:
        yield e.small(_("Ikke skrevet ennå."))


def _decision(ground: Ground, told: CaseTold) -> Iterator[e.Element]:
    """What was decided; until then room to write it."""
    yield e.heading(headings()["decision"], 2, in_contents=False)
    for each in told.decisions:
        yield e.paragraph(_decided(ground, each))
    if not told.decisions:
        yield e.keep_together([part for _line in range(LINES) for part in (e.spacer(LINE), e.rule())])


def _decided(ground: Ground, each: DecisionFact) -> Content:
    said: list[Inline] = [paper.foreign(each.title, each.language, ground.language, strong=True)]
    if each.text:
        said += [" ", paper.foreign(each.text, each.language, ground.language)]
    return [*said, e.muted(f" {formatting.when(each.date)}")]
