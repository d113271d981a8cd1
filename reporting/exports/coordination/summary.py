"""The summary page: the finding, the worst conflicts, what is on agendas, dates that cannot hold, what is known."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import formatting
from initiatives.domain.vocabulary import DependencyState
from reporting.exports.board.fitting import fullest
from reporting.exports.board.words import more
from reporting.exports.coordination import words
from reporting.exports.coordination.ground import Ground
from reporting.exports.pdf import elements as e
from reporting.exports.pdf.inline import Content
from reporting.pages import agenda_words, probability_words
from reporting.pages import coordination_words as page_words
from reporting.pages.agreement_words import in_danger
from reporting.pages.coordination_conflicts import Told
from reporting.pages.coordination_terms import dated


class Amount(NamedTuple):
    """Rows of each list on the page; the chapters behind it have more."""

    conflicts: int
    cases: int
    dates: int


AMOUNTS = (Amount(10, 5, 5), Amount(8, 4, 4), Amount(6, 4, 4), Amount(5, 3, 3), Amount(4, 2, 2), Amount(3, 1, 1))


def summary(ground: Ground) -> list[e.Element]:
    """One page, as full as it can be."""
    return fullest(lambda amount: _page(ground, amount), AMOUNTS)


def _page(ground: Ground, amount: Amount) -> list[e.Element]:
    conflicts = ground.conflicts
    return [
        e.page_break(),
        e.kicker(_("Sammendrag")),
        e.heading(page_words.finding(ground.counts), 1, key="sammendrag"),
        *_lead(ground),
        *([_table(ground, conflicts[: amount.conflicts])] if conflicts else []),
        *more(len(conflicts) - amount.conflicts, to="konflikter"),
        e.columns(
            [e.heading(_("Til beslutning"), 2, in_contents=False), *_asked(ground, amount.cases)],
            [e.heading(_("Datoer som ikke holder"), 2, in_contents=False), *_dates(ground, amount.dates)],
        ),
        e.heading(_("Hva vi vet, og ikke vet"), 2, in_contents=False),
        e.bullets(list(known(ground))),
    ]


def _lead(ground: Ground) -> Iterator[e.Element]:
    told = [each for each in (page_words.beside(ground.counts), stakes(ground)) if each]
    if told:
        yield e.lead(" ".join(f"{each.rstrip('.')}." for each in told))


def stakes(ground: Ground) -> str:
    """How many initiatives' plans move if the endangered deliveries come when they do; "" when none."""
    count = len(ground.moved)
    if not count:
        return ""
    told = ngettext(
        "Kommer leveransene når de nå kan, flyttes planene i %(count)s tiltak.",
        "Kommer leveransene når de nå kan, flyttes planene i %(count)s tiltak.",
        count,
    )
    return told % {"count": formatting.number(count)}


def _table(ground: Ground, rows: Sequence[Told]) -> e.Element:
    columns = [
        e.Column(_("Den som trenger"), row_header=True, width=136),
        e.Column(_("Fra"), width=128),
        e.Column(_("Hva er galt")),
        e.Column(_("Kan avgjøres av"), width=112),
    ]
    made: list[list[e.CellValue]] = [
        [
            words.side(ground, each.row.receiver),
            words.side(ground, each.row.giver),
            [e.toned(capfirst(in_danger(each.agreement)), "crit")],
            each.body or formatting.MISSING,
        ]
        for each in rows
    ]
    return e.table(columns, made, caption=_("Avtaler i fare, verst først"))


def _asked(ground: Ground, most: int) -> list[e.Element]:
    """The cases of the meetings to come."""
    held = [(agenda, told) for agenda, cases in ground.agendas for told in cases]
    if not held:
        return [e.small(_("Ingen saker står på sakslister for møter som kommer."))]
    items: list[Content] = []
    for agenda, told in held[:most]:
        meeting = f"{agenda_words.body_name(agenda.body)} {formatting.when(agenda.meeting.date)}".strip()
        beside = words.joined((meeting, _("eksempel") if told.item.example else ""))
        items.append([words.said(ground, told.title, told.language, strong=True), e.muted(f" {beside}")])
    return [e.numbered(items), *more(len(held) - most, to="saksliste")]


def _dates(ground: Ground, most: int) -> list[e.Element]:
    """The milestones farthest from what their owners say."""
    if not ground.held:
        return [e.small(_("Ingen milepæl holdes igjen av noe den venter på."))]
    items: list[Content] = [
        [
            words.said(ground, each.fact.name or _("unntatt"), each.fact.language, strong=True),
            " ",
            dated(each.found.feasible, earliest=each.told.earliest) if each.found.feasible else "",
            " ",
            e.toned(formatting.slip_words(each.days), "crit"),
            e.muted(f" {words.joined((each.part.code, _('eksempel') if each.part.example else ''))}"),
        ]
        for each in ground.held[:most]
    ]
    return [e.bullets(items), *more(len(ground.held) - most, to="datoer")]


def known(ground: Ground) -> Iterator[str]:
    """How far the report can be trusted, a sentence each."""
    found = ground.counts
    if found.rows:
        noted = found.states.get(DependencyState.NOTED, 0)
        told = ngettext(
            "%(noted)s av %(all)s åpen avtale mellom eiere er bare notert i en kilde; ingen har avtalt den.",
            "%(noted)s av %(all)s åpne avtaler mellom eiere er bare notert i kilder; ingen har avtalt dem.",
            len(found.rows),
        )
        yield told % {"noted": formatting.number(noted), "all": formatting.number(len(found.rows))}
    silent = sum(not each.milestones for each in ground.active)
    told = ngettext(
        "%(silent)s av %(all)s pågående tiltak har ingen milepæler, så ingen datoer kan regnes for dem.",
        "%(silent)s av %(all)s pågående tiltak har ingen milepæler, så ingen datoer kan regnes for dem.",
        len(ground.active),
    )
    if ground.active:
        if silent:
            yield told % {"silent": formatting.number(silent), "all": formatting.number(len(ground.active))}
        yield probability_words.finding(ground.likely, len(ground.sorted.reckonable), len(ground.record.state))
    else:
        yield _("Ingen pågående tiltak er registrert.")
