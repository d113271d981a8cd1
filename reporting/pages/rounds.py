"""The page of a round: how far it has come, who must be followed up, what is to be assessed, and may it be locked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from initiatives import formatting
from initiatives.domain.state import Registers
from reporting.domain.facts import PeriodFact
from reporting.domain.figures.campaign import STEPS, Campaign, ReportRow, Step
from reporting.domain.readiness import Readiness
from reporting.domain.record import Record
from reporting.domain.vocabulary import PeriodState
from reporting.pages import round_links as to
from reporting.pages import round_lock, round_rows
from reporting.pages import round_words as words
from reporting.pages.coordination_links import Links, mounted
from reporting.pages.overview_words import in_words
from reporting.pages.pager import paged
from reporting.source import Periods

SIZE = 50
EARLIER = 6
FILLS = {
    Step.UNOPENED: "f-open",
    Step.BEGUN: "f-none",
    Step.RETURNED: "f-acc-2",
    Step.DELIVERED: "f-acc-3",
    Step.APPROVED: "f-acc",
}
WIDTH, GAP = 1000, 2


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks: whether he or she runs the round, and is shown only what is his or her own (uids of initiatives)."""

    runs: bool = False
    own_only: bool = False
    own: frozenset[str] = frozenset()
    username: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """One state: how many, whose, and its stretch of the bar."""

    count: int
    name: str
    detail: str
    fill: str
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks to see: a part of the list to follow up, and which page of each list."""

    view: str = ""
    chase: int = 1
    queue: int = 1

    def but(self, **changes: str) -> list[tuple[str, str]]:
        """The same with something else, as it stands in an address."""
        held = {"vis": self.view, "side": str(self.chase), "ko": str(self.queue)} | changes
        return [(name, "" if name != "vis" and each == "1" else each) for name, each in held.items()]


def context(
    record: Record, found: Campaign, ready: Readiness, periods: Periods, reader: Reader, asked: Asked
) -> dict[str, Any]:
    """What the page shows, to whom it may."""
    period, state = found.period, record.state
    shown = found.of(reader.own) if reader.own_only else found
    checks = round_lock.checks(ready, found, state)
    acts = reader.runs and period.state == PeriodState.OPEN
    return {
        "crumbs": crumbs(period),
        "round": found,
        "period": period,
        "open": period.state == PeriodState.OPEN,
        "planned": period.state == PeriodState.PLANNED,
        "kicker": words.kicker(period, state.registers),
        "finding": _finding(shown, found, ready, reader),
        "boxes": boxes(found, named=not reader.own_only),
        "bar": _bar(found),
        "exempt_words": _exempt(found),
        **_follow_up(shown, asked, acts=acts),
        **_queue(shown, asked, reader),
        **_settled(shown, acts=acts),
        "checks": checks,
        "gaps": round_lock.gaps(checks),
        "why_not": round_lock.why_not(checks),
        "unreported": _unreported(shown),
        "runs": reader.runs,
        "acts": acts,
        "own_only": reader.own_only,
        "earlier": _earlier(periods, period),
        "all_rounds": mounted("reporting:my_reports"),
        **_addresses(period, periods),
    }


def _finding(shown: Campaign, found: Campaign, ready: Readiness, reader: Reader) -> str:
    if reader.own_only:
        return words.finding_of_own(shown, found)
    return words.finding(found, ready=not ready.needs_reason)


def crumbs(period: PeriodFact | None, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """The way to a round, and to what is done with it."""
    found = [(_("Rapportering"), mounted("reporting:my_reports"))]
    if period:
        found.append((_("Runde %(code)s") % {"code": period.code}, to.of_round("", period.code) if more else ""))
    return [each for each in (*found, *more) if each[1] or each is (more or found)[-1]]


def _addresses(period: PeriodFact, periods: Periods) -> dict[str, Any]:
    code, before = period.code, periods.before(period)
    names = ("edit", "open", "take_in", "remind", "approve", "texts", "lock", "addendum", "withdraw", "agenda")
    return {
        "to": {name: to.of_round(name, code) for name in names},
        "chase_lists": [(each, to.chase_list(code, each)) for each in to.FORMATS],
        "reports_url": to.reports_of(code),
        "overview_url": to.of_time("overview", code),
        "grid_url": to.of_time("status_grid", code if period.locked else ""),
        "verification_url": to.of_time("verification", code if period.locked else ""),
        "compare_url": to.comparison(before.code, code if period.locked else "now") if before else "",
        "compare_with": before.code if before else "",
    }


# ── the states ───────────────────────────────────────────────────────────────────────────────────────────────────────


def boxes(found: Campaign, *, named: bool) -> list[Box]:
    """The five states with their counts; `named`: with the owners behind them. Of a locked round nobody asks who
    opened what."""
    steps = [each for each in STEPS if not found.period.locked or each is not Step.BEGUN]
    counts = {each: len(found.steps[each]) for each in steps}
    stretches = _stretches(counts)
    return [
        Box(counts[each], _name(each, found), _detail(each, found, named=named), FILLS[each], *stretches[each])
        for each in steps
    ]


def _name(step: Step, found: Campaign) -> str:
    return _("Ikke levert") if found.period.locked and step is Step.UNOPENED else str(words.STEPS[step])


def _detail(step: Step, found: Campaign, *, named: bool) -> str:
    rows = found.steps[step]
    if step is Step.APPROVED and rows:
        unchanged = sum(bool(each.report and each.report.no_change) for each in rows)
        told = ngettext("én uten endring", "%(count)s uten endring", unchanged) % {"count": in_words(unchanged)}
        return told if unchanged else ""
    if step is Step.DELIVERED and rows:
        return _("ikke vurdert") if found.period.locked else _("venter på vurdering")
    return words.owners(rows) if named and rows else ""


def _stretches(counts: Mapping[Step, int]) -> dict[Step, tuple[str, str]]:
    """Where each state's stretch of the bar begins, and how wide it is; a gap between two."""
    total = sum(counts.values())
    found, at = {}, 0.0
    for step, count in counts.items():
        width = WIDTH * count / total if total else 0.0
        found[step] = f"{at:.1f}", f"{max(0.0, width - GAP):.1f}"
        at += width
    return found


def _bar(found: Campaign) -> str:
    """The bar for those who do not see it: «2 ikke åpnet, 3 påbegynt …»."""
    counts = (f"{formatting.number(len(found.steps[each]))} {_name(each, found).lower()}" for each in STEPS)
    return ", ".join(counts)


def _exempt(found: Campaign) -> str:
    count = len(found.steps[Step.EXEMPT])
    words_ = ngettext("%(count)s er fritatt og telles ikke med.", "%(count)s er fritatt og telles ikke med.", count)
    return words_ % {"count": formatting.number(count)} if count else ""


# ── the lists ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _follow_up(found: Campaign, asked: Asked, *, acts: bool) -> dict[str, Any]:
    rows = round_rows.narrowed(found, asked.view)
    pager = paged(rows, asked.chase, SIZE, lambda page: to.narrowed(asked.but(side=str(page)), "oppfolging"))
    links = _links(found)
    reachable = [each for each in found.follow_up if not each.unreachable]
    late = [each for each in found.late if not each.unreachable]
    return {
        "chase": [round_rows.chased(each, links, runs=acts) for each in pager.rows],
        "chase_pager": pager,
        "chase_views": _views(found, asked),
        "follow_up": len(found.follow_up),
        "remind_all": _remind(reachable) if acts and reachable and pager.rows else "",
        "remind_late": _remind(late) if acts and late and len(late) != len(reachable) else "",
    }


def _remind(rows: Sequence[ReportRow]) -> str:
    """«fem» of «Send purring til fem»: reports."""
    return pgettext("tallord", "én") if len(rows) == 1 else in_words(len(rows))


def _views(found: Campaign, asked: Asked) -> list[tuple[str, str, int, bool]]:
    """Label, address, count and whether it is on; only those that hold something."""
    names = {
        "": _("Alle"),
        "unopened": _("Ikke åpnet"),
        "begun": _("Påbegynt"),
        "returned": _("Returnert"),
        "late": _("Over fristen"),
        "unreachable": _("Uten kontakt"),
    }
    offered = [
        (label, to.narrowed(asked.but(vis=view, side="1"), "oppfolging"), count, view == asked.view)
        for view, label in names.items()
        if (count := len(round_rows.narrowed(found, view))) or view == asked.view
    ]
    return offered if len(offered) > 2 else []


def _queue(found: Campaign, asked: Asked, reader: Reader) -> dict[str, Any]:
    pager = paged(found.queue, asked.queue, SIZE, lambda page: to.narrowed(asked.but(ko=str(page)), "vurdering"))
    links = _links(found)
    lines = [round_rows.queued(each, links, reader.username if reader.runs else "") for each in pager.rows]
    return {"queue": lines, "queue_pager": pager, "calm": sum(each.offered for each in lines)}


def _settled(found: Campaign, *, acts: bool) -> dict[str, Any]:
    links = _links(found)
    return {
        name: [round_rows.settled(each, links, runs=acts) for each in found.steps[step]]
        for name, step in (("approved", Step.APPROVED), ("exempt", Step.EXEMPT))
    }


def _unreported(found: Campaign) -> list[round_rows.SettledLine]:
    """Of a locked round those that never came, or came back and were not given again."""
    if not found.period.locked:
        return []
    links = _links(found)
    return [round_rows.settled(each, links, runs=False) for each in found.follow_up]


def _links(found: Campaign) -> Links:
    return Links(f"period={found.period.code}")


def _earlier(periods: Periods, period: PeriodFact) -> list[tuple[str, str, str]]:
    """Code, address and when it was locked, of the rounds before this one."""
    before = [each for each in periods.locked if each.cut_off < period.cut_off and each.code != period.code]
    return [
        (each.code, to.of_round("", each.code), _("låst %(day)s") % {"day": words.locked_on(each)})
        for each in before[:EARLIER]
    ]


def body_name(period: PeriodFact, registers: Registers) -> str:
    """The body the round is for, "" for none."""
    body = registers.bodies.get(period.body or "")
    return body.name if body else ""
