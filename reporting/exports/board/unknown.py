"""What is not known, plainly, and the sources behind what is."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import formatting
from initiatives.domain.facts import SourceFact
from reporting.domain.figures.board import Unknown, unknown
from reporting.domain.figures.overview_ground import Ref
from reporting.domain.figures.register_row import OLD_AFTER
from reporting.exports.board import words
from reporting.exports.board.ground import Board
from reporting.exports.board.trust import codes
from reporting.exports.pdf import elements as e
from reporting.exports.pdf.inline import Content, Inline

LISTED = 400  # sources on paper


def gaps(board: Board) -> list[e.Element]:
    """The chapter «Hva vi ikke vet»."""
    return [
        e.heading(_("Hva vi ikke vet"), 1, key="ukjent"),
        e.paragraph(_("Tomme felt er ikke fylt ut. Dette mangler i grunnlaget for rapporten:")),
        e.bullets(gap_lines(board)),
    ]


def gap_lines(board: Board) -> list[str]:
    """Every gap in a sentence."""
    found, total = unknown(board.ground), len(board.ground.active)
    year = board.record.state.today.year
    lists: tuple[tuple[str, Sequence[Ref]], ...] = (
        (_("status"), found.silent),
        (_("hovedmål"), found.no_goal),
        (_("fase"), found.no_phase),
        (_("eier"), found.no_owner),
        (_("milepæl med dato"), found.no_milestone),
        (_("beløp som gjelder %(year)s") % {"year": year}, found.no_amount),
    )
    told = [*_published(board)]
    told += [_missing(name, refs, total) for name, refs in lists if refs]
    told += _exceptions(board, found)
    if found.old:
        words_ = ngettext(
            "%(count)s status er eldre enn %(days)s",
            "%(count)s statuser er eldre enn %(days)s",
            len(found.old),
        )
        values = {"count": formatting.number(len(found.old)), "days": formatting.days(OLD_AFTER)}
        told.append(f"{words_ % values}{codes(found.old)}.")
    if found.withheld:
        words_ = ngettext("%(count)s beløp er unntatt.", "%(count)s beløp er unntatt.", found.withheld)
        told.append(words_ % {"count": formatting.number(found.withheld)})
    return told


def _exceptions(board: Board, found: Unknown) -> Iterator[str]:
    total = formatting.number(len(board.figure.exceptions))
    lists = (
        (_("%(count)s av %(total)s røde og gule mangler hva som gjøres"), found.no_measure),
        (_("%(count)s av %(total)s røde og gule mangler årsak"), found.no_cause),
    )
    for text, refs in lists:
        if refs:
            yield f"{text % {'count': formatting.number(len(refs)), 'total': total}}{codes(refs)}."


def _missing(what: str, refs: Sequence[Ref], total: int) -> str:
    words_ = ngettext(
        "%(count)s av %(total)s pågående tiltak (deler av program medregnet) mangler %(what)s",
        "%(count)s av %(total)s pågående tiltak (deler av program medregnet) mangler %(what)s",
        len(refs),
    )
    values = {"count": formatting.number(len(refs)), "total": formatting.number(total), "what": what}
    return f"{words_ % values}{codes(refs)}."


def _published(board: Board) -> Iterator[str]:
    """The published sums beside what is known, and what the round itself does not say."""
    found = board.figure.colours
    if found.published_total:
        words_ = _("Kilden oppgir %(published)s pågående tiltak; %(total)s av dem står i registeret, %(known)s med kjent status. De øvrige er ikke navngitt i åpne kilder.")  # noqa: E501  # fmt: skip
        values = {"published": found.published_total, "total": found.total - found.examples, "known": found.known}
        yield words_ % {key: formatting.number(value) for key, value in values.items()}
    before = all(each.published_before is None for each in found.rows)
    if found.published_total and board.previous is not None and before:
        yield _("Summene per status for %(code)s er ikke publisert.") % {"code": board.before}
    period = board.record.period
    if period and period.cut_off_note:
        yield period.cut_off_note
    if not board.figure.waiting:
        yield _("Ingen saker til beslutning er registrert.")


def sources(board: Board) -> list[e.Element]:
    """The numbered list that the brackets lead to."""
    return source_list(board.sources.sources)


def source_list(found: Sequence[SourceFact]) -> list[e.Element]:
    """The chapter of sources, by their numbers."""
    story: list[e.Element] = [e.heading(_("Kilder"), 1, key=words.SOURCES)]
    if not found:
        return [*story, words.unknown(_("ingen kilder er registrert."))]
    told = ngettext("%(count)s kilde ligger til grunn.", "%(count)s kilder ligger til grunn.", len(found)) % {
        "count": formatting.number(len(found))
    }
    return [
        *story,
        e.small(told),
        e.numbered([[e.small(_source(each))] for each in found[:LISTED]]),
        *words.more(len(found) - LISTED),
    ]


def _source(each: SourceFact) -> Content:
    """Title, publisher and date, as a reference is written."""
    title: Inline = e.link(each.title, each.url) if _safe(each.url) else each.title
    dated = formatting.when(each.date) if each.date else _("udatert")
    return [title, e.muted(f" {' · '.join([each.publisher] * bool(each.publisher) + [dated])}")]


def _safe(url: str) -> bool:
    return url.startswith(("https://", "http://"))
