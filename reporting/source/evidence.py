"""What stands behind one initiative's facts: every word about its dates, and the citations, in three queries.

A locked period's citations are the ones in its record; which word is whose is asked of the tables, where the words of
its time still stand.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any
from uuid import UUID

from django.db.models import CharField, Q, UUIDField, Value
from django.db.models.functions import Cast

from initiatives import models as im
from initiatives import reading
from initiatives.domain.facts import CitationFact, DateWord, Slice
from initiatives.domain.state import subjects
from initiatives.reading.rows import Moment
from initiatives.reading.shape import Shape
from reporting import models as rm
from reporting.domain.evidence import Evidence, Told
from reporting.source.cutoff import Cutoff
from reporting.source.switch import Chosen

DATE = Shape(
    im.MilestoneDate,
    DateWord,
    extra=("uid", "milestone__uid", "role", "decision__title"),
    renamed=(("known", "known_from"), ("decision", "decision__uid")),
)


def evidence(chosen: Chosen, part: Slice, until: Cutoff, hidden: Mapping[str, Collection[str]]) -> Evidence:
    """What stands behind an initiative as the chosen record shows it, without words about dates that are `hidden`: uid
    of a milestone → the roles of its dates that are withheld from the reader, earlier words too."""
    told = {
        uid: tuple(word for word in words if word.role not in hidden.get(uid, ()))
        for uid, words in _told(part, until).items()
    }
    behind = _behind(part)
    wanted = {*subjects(part), *(each.uid for benefit in part.benefits for each in benefit.indicators)}
    wanted |= {uid for uids in behind.values() for uid in uids}
    wanted |= {each.uid for words in told.values() for each in words}
    return Evidence(_citations(chosen, wanted), told, behind)


def _citations(chosen: Chosen, wanted: set[str]) -> Mapping[str, tuple[CitationFact, ...]]:
    if chosen.kind == "locked":
        kept = chosen.record.citations
        return {uid: kept[uid] for uid in wanted if uid in kept}
    return reading.citations(wanted, known_by=chosen.day)


def _told(part: Slice, until: Cutoff) -> dict[str, tuple[Told, ...]]:
    """Every word about the dates of an initiative's milestones, by milestone, oldest first."""
    where = Q(milestone__uid__in=[UUID(each.uid) for each in part.milestones])
    if until.recorded:
        where &= Q(recorded_at__lte=until.recorded)
    titles = {each.uid: each.title for each in part.decisions}  # as the record has them
    found: dict[str, list[Told]] = defaultdict(list)
    for (uid, milestone, role, decision), word in DATE.facts(Moment(known_by=until.known), where):
        title = titles.get(word.decision or "", decision or "")
        found[milestone.hex].append(Told(uid.hex, milestone.hex, role, word, title))
    return {uid: tuple(words) for uid, words in found.items()}


def _behind(part: Slice) -> dict[tuple[str, str], tuple[str, ...]]:
    """The uids of facts that the record keeps without: owners, reporters, the programme, public statuses."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    first, *others = _nameless(UUID(part.uid))
    for kind, uid, other, text in first.union(*others, all=True):
        found[kind, f"{_hex(other)}{text}"].append(_hex(uid))
    return {name: tuple(uids) for name, uids in found.items()}


def _nameless(uid: UUID) -> Iterator[Any]:
    nothing = Cast(Value(None), output_field=UUIDField())
    empty = Value("", output_field=CharField())
    owned = {"initiative__uid": uid}
    yield _rows(im.Ownership, "owner", "organisation__uid", "role", owned)
    yield _rows(im.PartOf, "whole", "whole__uid", empty, {"part__uid": uid})
    yield _rows(im.ReportingLine, "reporter", "organisation__uid", empty, owned)
    yield _rows(rm.StatusObservation, "observation", nothing, "key", owned)


def _rows(model: Any, kind: str, other: Any, text: Any, where: dict[str, UUID]) -> Any:
    label = Value(kind, output_field=CharField())
    return model.objects.order_by().filter(**where).values_list(label, "uid", other, Cast(text, CharField()))


def _hex(uid: "UUID | str | None") -> str:
    return uid.hex if isinstance(uid, UUID) else (uid or "").replace("-", "")
