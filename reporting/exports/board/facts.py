"""The facts on an exception's page: what changed, milestones against the first plan, what it needs, money, risks."""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import choices, formatting
from initiatives.domain import vocabulary as v
from initiatives.domain.agreements import Agreement
from initiatives.domain.facts import BudgetFact, DateWord, DependencyFact, Endpoint, MilestoneFact, Slice
from initiatives.domain.feasible import Feasible, Notice
from reporting.domain import deviation, overrun, rag
from reporting.domain.figures.deciding import Deciding, deciding, name_of
from reporting.domain.figures.feasible_dates import later
from reporting.domain.figures.overview_exceptions import Exceptional
from reporting.domain.figures.register_milestones import Timeliness, is_example, slip_days, timeliness
from reporting.domain.reckoned import reckoned as schedule
from reporting.domain.results import Reason
from reporting.domain.standing import Standing, history
from reporting.exports.board import words
from reporting.exports.board.ground import Board
from reporting.exports.board.money import covers
from reporting.exports.pdf import elements as e
from reporting.exports.pdf.inline import Content, Inline
from reporting.exports.register_initiatives import timeliness_words
from reporting.pages import agreement_words, feasible_words, money_words, probability_words
from reporting.pages.coordination_terms import dated

REASONS = 2


class Room(NamedTuple):
    """Rows of each table."""

    milestones: int
    needs: int
    amounts: int
    risks: int


ROOMS = (
    *(Room(10, 8, 8, 5), Room(8, 6, 6, 4), Room(6, 4, 4, 3), Room(5, 3, 3, 2)),
    *(Room(3, 3, 2, 1), Room(3, 3, 1, 1), Room(3, 2, 1, 1), Room(2, 1, 1, 1)),
)
OVER = ROOMS[:5]
"""Where a page has no room for the least of these."""


def changed(board: Board, part: Slice, each: Exceptional) -> e.Element | None:
    """Then and now, side by side; None where it was not known then."""
    then = board.previous.state.slices.get(part.uid) if board.previous else None
    if board.previous is None or then is None:
        return None
    was, told = board.previous.standing(then) or _told_since(board, part), each.standing
    rows: list[list[e.CellValue]] = [
        [_("Status"), [words.status(each.before)] if each.before else formatting.MISSING, [words.status(told.colour)]]
    ]
    pairs: list[tuple[str, Content, Content]] = [
        (_("Årsak"), _cause(board, was), _cause(board, told)),
        (_("Hva gjøres"), _measure(board, was), _measure(board, told)),
        (_("Risiko"), _word(v.RiskLevel, then.risk), _word(v.RiskLevel, part.risk)),
        (_("Fase"), _word(v.Phase, then.phase), _word(v.Phase, part.phase)),
        (_("Slutt"), formatting.when(then.end), formatting.when(part.end)),
    ]
    rows += [[*pair] for pair in pairs if pair[1] != formatting.MISSING or pair[2] != formatting.MISSING]
    columns = [e.Column(_("Felt"), row_header=True, width=58), e.Column(board.before), e.Column(board.now)]
    return e.table(columns, rows, caption=_("Endret siden %(code)s") % {"code": board.before})


def _told_since(board: Board, part: Slice) -> Standing | None:
    """What sources have told later about the time before, as the colour before is found."""
    since = board.ground.since
    earlier = history(board.record.status(part))[:-1]
    return next((each for each in reversed(earlier) if since and each.as_of.earliest <= since), None)


def _word(kind: type, code: str) -> str:
    return capfirst(choices.label(kind, code)) if code else formatting.MISSING


def _cause(board: Board, told: Standing | None) -> Content:
    if told is None or not (told.cause or told.reason):
        return formatting.MISSING
    return words.cause(board, told)


def _measure(board: Board, told: Standing | None) -> Content:
    return [words.said(board, told.measure, told.language)] if told and told.measure else formatting.MISSING


def computed(board: Board, part: Slice) -> Content:
    """The colour facts give, and the worst reasons."""
    found = rag.as_record_results(board.record).computed.get(part.uid, ())
    names = deciding(board.record, part)
    whole = rag.of(found, v.Dimension.OVERALL)
    told = [line for each in (whole.reasons if whole else ()) if (line := reason(each, names))]
    shown: list[Inline] = [words.status(rag.overall(found))]
    if told:
        shown += ["\n", e.muted("; ".join(told[:REASONS]))]
        left = len(told) - REASONS
        if left > 0:
            more = ngettext(" og %(count)s forhold til", " og %(count)s forhold til", left)
            shown.append(e.muted(more % {"count": formatting.number(left)}))
    return shown


def reason(each: Reason, names: Deciding) -> str:
    """A fact that decided a colour, in words; "" for one that says nothing by itself."""
    name, value = name_of(names.get(each.subject)), each.value or 0
    if each.code == deviation.LATE:
        return _("«%(name)s» %(days)s etter opprinnelig plan") % {"name": name, "days": formatting.days(value)}
    if each.code == deviation.UNCONFIRMED:
        return _("«%(name)s» passert for %(days)s siden uten nytt") % {"name": name, "days": formatting.days(value)}
    if each.code == overrun.OVER:
        percent = money_words.percent(value / 10_000)
        return _("«%(name)s» %(percent)s mot planen") % {"name": name, "percent": percent}
    if each.code == deviation.NO_BASIS:
        return _("ingen fakta å beregne av")
    return ""


def reckoned(board: Board, part: Slice) -> Iterator[tuple[Content, Content]]:
    """When it can end, where that is later than its owner says, and how likely its end is, where that can be told."""
    late = next((each for each in board.late_ends if each.part.uid == part.uid), None)
    if late:
        why = "; ".join(feasible_words.why(late.date, part))
        yield _("Slutten"), [e.toned(feasible_words.end(late.date), "crit"), e.muted(f" {capfirst(why)}.")]
    likely = next((each for each in board.chances if each.part.uid == part.uid), None)
    if likely:
        days = {"p50": formatting.day(likely.p50), "p85": formatting.day(likely.p85)}
        told = [_("P50 %(p50)s, P85 %(p85)s") % days, *probability_words.meets(likely)]
        yield _("Sannsynlig slutt"), f"{'; '.join(told)}."


def milestones(board: Board, part: Slice, most: int) -> Iterator[e.Element]:
    """Those not reached first, by date."""
    if not part.milestones:
        yield e.heading(_("Milepæler mot opprinnelig plan"), 2, in_contents=False)
        yield words.unknown(_("ingen milepæler er oppgitt."))
        return
    today, told, delayed = board.record.state.today, timeliness_words(), later(board.record).get(part.uid, {})
    ordered = sorted(part.milestones, key=lambda each: (each.actual is not None, _last(each), each.key))
    rows: list[list[e.CellValue]] = []
    for each in ordered[:most]:
        state, slip = timeliness(each, today), slip_days(each)
        now = each.actual or deviation.expected(each)
        example = is_example((each.original, each.approved, each.forecast, each.actual))
        tone = state in (Timeliness.LATE, Timeliness.UNCONFIRMED)
        rows.append(
            [
                [words.said(board, each.name, each.language), *([e.muted(f" {_('eksempel')}")] if example else [])],
                _when(each.original),
                _when(each.approved),
                _now(now, delayed.get(each.uid)),
                formatting.slip_words(slip) if slip is not None else formatting.MISSING,
                [words.gap(told[state])] if tone else told[state],
            ]
        )
    columns = [
        e.Column(_("Milepæl"), row_header=True),
        e.Column(_("Opprinnelig"), width=72),
        e.Column(_("Sist vedtatt"), width=72),
        e.Column(_("Nå"), width=80),
        e.Column(_("Avvik"), align="right", width=54),
        e.Column(_("Tilstand"), width=68),
    ]
    yield e.table(columns, rows, caption=_("Milepæler mot opprinnelig plan"))
    yield from words.more(len(ordered) - most)


def _now(word: DateWord | None, kept: Feasible | None) -> Content:
    """The date that holds now, and when it can be reached where what it waits for makes that later."""
    if kept is None or kept.feasible is None:
        return _when(word)
    day = dated(kept.feasible, earliest=Notice.EARLIEST in kept.notices)
    return [_when(word), "\n", e.toned(_("gjennomførbar %(day)s") % {"day": day}, "crit")]


def _last(milestone: MilestoneFact) -> int:
    word = milestone.actual or deviation.expected(milestone)
    return word.date.latest.toordinal() if word else 10**7


def _when(word: DateWord | None) -> str:
    return formatting.when(word.date) if word else formatting.MISSING


def needs(board: Board, part: Slice, most: int) -> Iterator[e.Element]:
    """What it waits for, and who waits for it; what is in danger first."""
    found = [(_("venter på"), each, each.predecessor) for each in part.waits]
    found += [(_("gir til"), each, each.successor) for each in part.gives]
    if not found:
        yield e.heading(_("Den trenger, og den gir"), 2, in_contents=False)
        yield words.unknown(_("ingen avhengigheter er oppgitt."))
        return
    known = schedule(board.record).agreements
    found.sort(key=lambda each: not known[each[1].uid].endangered)
    rows: list[list[e.CellValue]] = []
    for direction, fact, end in found[:most]:
        what = [words.said(board, fact.description, fact.language)] if fact.description else formatting.MISSING
        rows.append([[e.muted(f"{direction} "), *_other(board, end)], what, _terms(fact, known[fact.uid])])
    columns = [e.Column(_("Hvem"), row_header=True), e.Column(_("Hva")), e.Column(_("Avtale"), width=150)]
    yield e.table(columns, rows, caption=_("Den trenger, og den gir"))
    yield from words.more(len(found) - most, register=True)


def _other(board: Board, end: Endpoint) -> list[Inline]:
    ref = board.ground.refs.get(end.initiative or "")
    if ref:
        return words.named(board, ref)
    outside = board.record.state.registers.externals.get(end.external or "")
    name = outside.name if outside else _("ikke kjent på dette tidspunktet")
    return [e.strong(name), e.muted(f" {_('utenfor porteføljen')}")]


def _terms(fact: DependencyFact, agreement: Agreement) -> list[Inline]:
    told = [capfirst(choices.label(v.DependencyState, fact.state))]
    told.append(_("behov %(day)s") % {"day": formatting.when(fact.need_by)} if fact.need_by else _("ingen behovsdato"))
    told.append(
        _("lovet %(day)s") % {"day": formatting.when(fact.promised)} if fact.promised else _("ingen lovet dato")
    )
    wrong: list[Inline] = []
    if agreement.endangered:
        wrong = ["\n", e.toned(agreement_words.in_danger(agreement), "crit")]
    return [", ".join(told), *wrong]


def amounts(board: Board, part: Slice, most: int) -> Iterator[e.Element]:
    """Each amount as it was told; nothing is added."""
    if not part.budget:
        yield e.heading(_("Penger"), 2, in_contents=False)
        yield words.unknown(_("ingen beløp er oppgitt."))
        return
    today = board.record.state.today.year
    newest = sorted(part.budget, key=lambda line: (_far(line, today), line.key))
    rows: list[list[e.CellValue]] = [
        [
            [
                words.said(board, line.what, line.language),
                *_payer(board, line),
                *words.cited(board.sources.of(line.uid)),
            ],
            money_words.kind_word(line.kind),
            covers(line),
            money_words.line_words(line),
        ]
        for line in newest[:most]
    ]
    columns = [
        e.Column(_("Hva beløpet gjelder"), row_header=True),
        e.Column(_("Slag"), width=80),
        e.Column(_("Gjelder"), width=96),
        e.Column(_("Mill. kr"), align="right", width=70),
    ]
    yield e.table(columns, rows, caption=_("Penger"))
    yield from words.more(len(newest) - most)


def _payer(board: Board, line: BudgetFact) -> list[Inline]:
    held = board.record.state.registers.funding.get(line.funding or "")
    return [e.muted(f" {held.name}")] if held else []


def _far(line: BudgetFact, year: int) -> int:
    """Years from the one shown; what covers no year comes first, as a frame does."""
    return abs(line.covers_to.year - year) if line.covers_to else 0


def risks(board: Board, part: Slice, most: int) -> Iterator[e.Element]:
    """Open risks, the gravest first; silence where there are none is said in one line."""
    found = [each for each in part.risks if each.state == v.RiskState.OPEN]
    if not found:
        return
    found.sort(key=lambda each: (-(each.likelihood or 0) * (each.consequence or 0), each.title))
    rows: list[list[e.CellValue]] = [
        [
            [words.said(board, each.title, each.language)],
            f"{each.likelihood or formatting.MISSING} × {each.consequence or formatting.MISSING}",
            [words.said(board, each.measure, each.language)] if each.measure else formatting.MISSING,
        ]
        for each in found[:most]
    ]
    columns = [
        e.Column(_("Risiko"), row_header=True),
        e.Column(_("Sannsynlighet × konsekvens"), width=100),
        e.Column(_("Hva gjøres")),
    ]
    yield e.table(columns, rows, caption=_("Åpne risikoer"))
    yield from words.more(len(found) - most, register=True)
