"""The owner's side of the rounds in words: what to report, what was delivered and what it led to, and the rounds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from initiatives import formatting
from initiatives.domain.vocabulary import Colour
from reporting.domain import rag
from reporting.domain.facts import CommentFact
from reporting.domain.figures.initiative_verdicts import computed_of
from reporting.domain.figures.my_reports import RoundCount, Sorted, deadline_of
from reporting.domain.figures.report_consequences import Consequences
from reporting.domain.figures.report_ground import ReportGround
from reporting.domain.vocabulary import PeriodState, ReportState
from reporting.pages.coordination_links import Links, mounted
from reporting.pages.overview_words import capital, in_words
from reporting.pages.report_facts import LedTo, consequence_lines
from reporting.pages.report_words import Last, last_of, left, saved_words
from reporting.source.my_reports import Begun, Own

SOON = 3  # days


@dataclass(frozen=True, slots=True)
class DueRow:
    """A report that is to be given."""

    ground: ReportGround
    url: str
    page: str
    state: str
    deadline: str
    left: str
    tone: str  # late or soon
    reason: str  # why the deadline is another
    begun: str
    reminded: str
    comments: tuple[CommentFact, ...]
    last: Last | None
    computed: str
    act: str


@dataclass(frozen=True, slots=True)
class DoneRow:
    """A report that was delivered, and what it led to."""

    ground: ReportGround
    url: str
    page: str
    colour: str
    sent: str
    state: str
    led_to: tuple[LedTo, ...]


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round with how far it has come."""

    count: RoundCount
    url: str
    when: str
    told: str

    @property
    def sent(self) -> int:
        """Per cent of what is asked that is delivered."""
        return self.count.delivered * 100 // max(1, self.count.asked)

    @property
    def approved(self) -> int:
        """Per cent of what is asked that is approved."""
        return self.count.approved * 100 // max(1, self.count.asked)


def context(
    found: Sorted, own: Mapping[str, Own], today: date, led_to: Callable[[ReportGround], Consequences | None]
) -> dict[str, Any]:
    """The reader's own reports; uid → what the tables know of it."""
    return {
        "finding": finding(found, today),
        "due": [_due(each, own[each.duty.uid], today) for each in found.due],
        "done": [_done(each, led_to(each)) for each in found.delivered],
        "missed": [_done(each, None) for each in found.missed],
        "exempt": [_done(each, None) for each in found.exempt],
    }


def finding(found: Sorted, today: date) -> str:
    """What one is to do, in a sentence."""
    count = len(found.due)
    if not count:
        return _("Du har ingen rapporter å levere nå.")
    late = sum((deadline_of(each) or date.max) < today for each in found.due)
    words = ngettext("%(count)s tiltak venter på rapport fra deg", "%(count)s tiltak venter på rapport fra deg", count)
    told = capital(words % {"count": in_words(count)})
    if late:
        over = ngettext("%(count)s er over fristen", "%(count)s er over fristen", late) % {"count": in_words(late)}
        return f"{told}, {over}."
    first = deadline_of(found.due[0])
    return (
        _("%(told)s, første frist er %(day)s.") % {"told": told, "day": formatting.long_day(first)}
        if first
        else f"{told}."
    )


def _due(ground: ReportGround, own: Own, today: date) -> DueRow:
    deadline, duty = deadline_of(ground), ground.duty
    days = (deadline - today).days if deadline else None
    returned = duty.state == ReportState.RETURNED
    return DueRow(
        ground,
        address(duty.uid),
        Links("").initiative(ground.part),
        duty.state,
        formatting.day(deadline),
        left(deadline, today) if deadline else "",
        "late" if days is not None and days < 0 else "soon" if days is not None and days <= SOON else "",
        duty.deadline_reason,
        begun_words(own.begun, today),
        _("purret %(day)s") % {"day": formatting.day(own.reminded)} if own.reminded else "",
        ground.sent.comments if returned and ground.sent else (),
        last_of(ground.before, "colour_overall"),
        rag.overall(computed_of(ground.record, ground.part)),
        _act(own, returned=returned),
    )


def _act(own: Own, *, returned: bool) -> str:
    """What the button says: the verb, which other languages tell from «reports»."""
    if returned:
        return _("Svar på merknadene")
    return _("Fortsett") if own.begun.content else pgettext("handling", "Rapporter")


def begun_words(begun: Begun, today: date) -> str:
    """«utkast lagret kl. 14.32 av Pia» among other small words, "" when nothing is written."""
    told = saved_words(begun.saved_at, begun.saved_by, today).rstrip(".") if begun.content else ""
    return told[:1].lower() + told[1:]


def _done(ground: ReportGround, led_to: Consequences | None) -> DoneRow:
    sent = ground.sent
    rating = sent.rating() if sent else None
    return DoneRow(
        ground,
        address(ground.duty.uid),
        Links("").initiative(ground.part),
        rating.declared if rating else Colour.NONE.value,
        formatting.day(sent.submitted) if sent else "",
        ground.duty.state,
        consequence_lines(led_to, ground.period.code),
    )


def address(uid: str) -> str:
    """A report's own page."""
    return mounted("reporting:report", UUID(uid))


# ── the rounds ───────────────────────────────────────────────────────────────────────────────────────────────────────


def open_rounds(counts: tuple[RoundCount, ...], today: date) -> list[RoundRow]:
    """The open rounds in which somebody is asked: what the overview tells of them."""
    return [_round(each, today) for each in counts if each.asked and each.period.state == PeriodState.OPEN]


def round_rows(counts: tuple[RoundCount, ...], today: date) -> list[RoundRow]:
    """The rounds that are open, planned and locked."""
    return [_round(each, today) for each in counts]


def rounds_finding(rows: list[RoundRow]) -> str:
    """How far the round that is open has come, in a sentence; that none is open, where it is so."""
    first = next((each for each in rows if each.count.period.state == PeriodState.OPEN), None)
    if first is None:
        return _("Ingen runde er åpen nå.")
    return _("Runde %(period)s: %(told)s.") % {"period": first.count.period.code, "told": first.told.rstrip(".")}


def _round(count: RoundCount, today: date) -> RoundRow:
    period = count.period
    return RoundRow(count, mounted("reporting:round", period.code), _when(count, today), _told(count))


def _when(count: RoundCount, today: date) -> str:
    period = count.period
    if period.state == PeriodState.PLANNED:
        return _("åpner %(day)s") % {"day": formatting.day(period.opens)} if period.opens else _("ikke åpnet")
    if period.locked:
        locked = formatting.when(period.locked_on) if period.locked_on else formatting.day(period.locked_at)
        return _("låst %(day)s") % {"day": locked}
    if period.deadline is None:
        return _("uten frist")
    return _("frist %(day)s, %(left)s") % {"day": formatting.day(period.deadline), "left": left(period.deadline, today)}


def _told(count: RoundCount) -> str:
    if not count.asked:
        if count.period.locked:
            return _("Ingen ble bedt om rapport; statusene er fra åpne kilder.")
        return _("Ingen er bedt om rapport ennå.") if count.period.state == PeriodState.OPEN else ""
    told = [
        _("%(delivered)s av %(asked)s levert")
        % {"delivered": formatting.number(count.delivered), "asked": formatting.number(count.asked)},
    ]
    if count.approved:
        told.append(_("%(count)s godkjent") % {"count": formatting.number(count.approved)})
    if count.returned:
        told.append(_("%(count)s i retur") % {"count": formatting.number(count.returned)})
    if count.exempt:
        told.append(_("%(count)s fritatt") % {"count": formatting.number(count.exempt)})
    return ", ".join(told)


def ways() -> list[tuple[str, str, str]]:
    """The pages that belong to reporting: name, address, what it answers. Those that are not mounted are left out."""
    known = (
        (_("Sammenlign"), "compare", _("hva som er endret mellom to runder eller dager")),
        (_("Status over tid"), "status_grid", _("de siste rundene side ved side, tiltak for tiltak")),
        (_("Etterprøving"), "verification", _("meldt mot beregnet, og grønt som glapp")),
        (_("Toleranser"), "tolerances", _("grensene fargene regnes etter")),
        (_("Inn og ut"), "portfolio_changes", _("forslag om å ta tiltak inn i porteføljen og ut av den")),
        (_("Rapporter"), "reports", _("styrerapporten og det som er utgitt")),
    )
    return [(name, url, words) for name, address_, words in known if (url := mounted(f"reporting:{address_}"))]
