"""The agreements in danger, one by one: who needs what from whom, what is wrong, what it costs, and who can settle it;
and those nobody stands by."""

from collections.abc import Iterator, Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import choices, formatting
from initiatives.domain.agreements import Concern
from initiatives.domain.vocabulary import DependencyKind, DependencyState
from reporting.domain.figures.coordination import AgreementRow, Named
from reporting.domain.figures.feasible_dates import Teller
from reporting.domain.reckoned import reckoned
from reporting.exports.board.words import cited, more
from reporting.exports.coordination import words
from reporting.exports.coordination.ground import Ground
from reporting.exports.pdf import elements as e
from reporting.exports.pdf.inline import Content, Inline
from reporting.pages import agenda_words, agreement_words, feasible_words
from reporting.pages import coordination_words as page_words
from reporting.pages.agenda_told import headings, speeches
from reporting.pages.contract_words import waits_for
from reporting.pages.coordination_conflicts import Told
from reporting.pages.coordination_terms import delivered, term
from reporting.pages.register_words import code_word

TOLD, LISTED, LOOSE = 12, 40, 30
"""Conflicts told in full, in a line each after them, and agreements nobody stands by."""


def conflicts(ground: Ground) -> list[e.Element]:
    """«Avtaler i fare»."""
    found = ground.conflicts
    story: list[e.Element] = [e.page_break(), e.heading(_("Avtaler i fare"), 1, key="konflikter")]
    if not found:
        return [*story, e.paragraph(page_words.finding(ground.counts))]
    told = ngettext(
        "%(count)s avtale mellom eiere setter noens plan i fare.",
        "%(count)s avtaler mellom eiere setter noens plan i fare, de verste først. Hvem som kan avgjøre, er vårt"
        " forslag.",
        len(found),
    )
    story.append(e.paragraph(told % {"count": formatting.number(len(found))}))
    for number, each in enumerate(found[:TOLD], 1):
        story.append(e.keep_together(list(_conflict(ground, each, number, len(found)))))
    if len(found) > TOLD:
        story += [e.heading(_("De øvrige avtalene i fare"), 2), _lines(ground, found[TOLD : TOLD + LISTED])]
    return [*story, *more(len(found) - TOLD - LISTED)]


def _conflict(ground: Ground, each: Told, number: int, of: int) -> Iterator[e.Element]:
    row = each.row
    kicker = _("Avtale %(number)s av %(all)s") % {"number": formatting.number(number), "all": formatting.number(of)}
    yield e.kicker(words.joined((kicker, _("eksempel") if each.agreement.example else "")))
    receiver, giver = (words.said(ground, agenda_words.who(one), one.language) for one in (row.receiver, row.giver))
    yield e.heading([receiver, f" {waits_for(each.agreement.fact)} ", giver], 2, in_contents=False)
    yield e.columns(
        [e.small(_side(ground, _("Trenger"), row.receiver))],
        [e.small(_side(ground, _("Fra"), row.giver))],
    )
    yield _dates(each, ground)
    yield e.facts(list(_facts(ground, each)), label_width=116)


def _side(ground: Ground, role: str, side: Named) -> list[Inline]:
    """The owner, and which milestone it is about; the names stand in the heading."""
    about = e.muted(words.joined((role, agreement_words.owner(side), words.code(side))))
    return [about, "\n", words.milestone(ground, side)]


def _dates(each: Told, ground: Ground) -> e.Element:
    """The state with its age and every date on the table, in one row."""
    agreement = each.agreement
    state = capfirst(choices.label(DependencyState, agreement.fact.state))
    later = each.expected != ""
    comes = "" if delivered(each.row) else agenda_words.comes(agreement)
    cells: list[tuple[str, e.CellValue]] = [
        (_("Trengs senest"), each.need_by),
        (_("Lovet"), [e.toned(each.promised, "crit")] if each.no_promise else each.promised),
        (_("Giveren sier"), _claimed(each)),
        (_("Kan komme"), [e.toned(comes, "crit")] if later and comes else comes or formatting.MISSING),
    ]
    counter = term(agreement.fact, "counter_date", ground.hidden.get(agreement.uid, ()))
    if counter != formatting.MISSING:
        cells.insert(2, (_("Motforslag"), counter))
    titles, values = zip(*cells, strict=True)
    columns = [
        e.Column(_("Avtalen"), row_header=True),
        *(e.Column(title, align="right", width=76) for title in titles),
    ]
    return e.table(columns, [[f"{state} {each.age}".strip(), *values]], summary=_("Tilstand og datoer"))


def _claimed(each: Told) -> str:
    """The date of the giver's own plan; somebody outside has no other than the promise."""
    day = each.agreement.terms.claimed
    return formatting.day(day) if day and each.row.giver.part else formatting.MISSING


def _facts(ground: Ground, each: Told) -> Iterator[tuple[Content, Content]]:
    agreement = each.agreement
    cite = cited(ground.sources.of(agreement.uid))
    for one in speeches(each.row, ground.hidden.get(agreement.uid, ())):
        yield one.by, [words.said(ground, one.text, one.language), *cite]
        cite = []
    if cite:
        yield _("Hva det gjelder"), [code_word(DependencyKind, agreement.fact.kind), *cite]
    yield _("Hva er galt"), words.wrong(each.wrong)
    if why := cause(ground, each.row):
        yield _("Hvorfor"), why
    yield headings()["engine"], words.cost(each.row, ground.costs[agreement.uid])
    yield _("Videre"), _next(each)


def _next(each: Told) -> str:
    """What would bring it further, whose answer is awaited, and who can settle it."""
    body = _("kan avgjøres av %(body)s") % {"body": each.body} if each.body else ""
    return words.joined((each.step, each.waits, body, each.case)) or formatting.MISSING


def cause(ground: Ground, row: AgreementRow) -> str:
    """What holds the giver back, the nearest first; "" when nothing but its own plan does."""
    found, part = row.agreement.giver_date, row.giver.part
    if found is None or part is None or not found.chain:
        return ""
    teller = Teller(reckoned(ground.record))
    return capfirst(feasible_words.held(teller.chain(found), part)) + "."


def _lines(ground: Ground, rows: Sequence[Told]) -> e.Element:
    columns = [
        e.Column(_("Den som trenger"), row_header=True, width=128),
        e.Column(_("Fra"), width=128),
        e.Column(_("Hva er galt")),
        e.Column(_("Trengs senest"), align="right", width=66),
        e.Column(_("Lovet"), align="right", width=66),
    ]
    made: list[list[e.CellValue]] = [
        [
            words.side(ground, each.row.receiver),
            words.side(ground, each.row.giver),
            [e.toned(capfirst(agreement_words.in_danger(each.agreement)), "crit")],
            each.need_by,
            each.promised,
        ]
        for each in rows
    ]
    return e.table(columns, made, summary=_("De øvrige avtalene i fare"))


# ── those nobody stands by ───────────────────────────────────────────────────────────────────────────────────────────


def loose(ground: Ground) -> list[e.Element]:
    """«Avtaler ingen står ved»."""
    found = ground.counts
    story: list[e.Element] = [e.heading(_("Avtaler ingen står ved"), 1, key="uten-feste")]
    if not found.unsupported:
        calm = _("Alle åpne avtaler som ikke er i fare, står begge parter ved.")
        return [*story, e.paragraph(calm if found.rows else _("Ingen avtaler er åpne."))]
    rows = [(why, each) for why, held in found.loose.items() for each in held]
    columns = [
        e.Column(_("Den som trenger"), row_header=True, width=128),
        e.Column(_("Fra"), width=128),
        e.Column(_("Hva")),
        e.Column(_("Hvorfor"), width=104),
    ]
    return [
        *story,
        e.paragraph(f"{page_words.loose_summary(found)}."),
        e.table(columns, [_loose(ground, *each) for each in rows[:LOOSE]], caption=_("Ikke i fare, men uten feste")),
        *more(len(rows) - LOOSE),
    ]


def _loose(ground: Ground, why: Concern, each: AgreementRow) -> list[e.CellValue]:
    fact = each.agreement.fact
    unseen = "description" in ground.hidden.get(fact.uid, ())
    what = words.said(ground, fact.description, fact.language) if fact.description else ""
    told = next(one for one in each.agreement.concerns if one.concern is why)
    return [
        words.side(ground, each.receiver),
        words.side(ground, each.giver),
        [
            _("unntatt") if unseen else what or code_word(DependencyKind, fact.kind),
            *cited(ground.sources.of(fact.uid)),
        ],
        capfirst(agreement_words.concern(told)),
    ]
