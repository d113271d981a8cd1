"""Every word about approved dates of the whole portfolio, up to a cut-off, without those withheld from the reader.

One query, whatever the size. The words stand in the tables, not in a locked record: what was known by then is read as
of then.
"""

from collections.abc import Collection, Mapping

from django.db.models import Q

from initiatives import models as im
from initiatives.domain.vocabulary import DateRole
from initiatives.reading.rows import Moment
from initiatives.reading.shape import Shape
from reporting.domain.replans import ApprovedWord
from reporting.source.cutoff import Cutoff
from reporting.source.switch import Chosen

APPROVED = Shape(
    im.MilestoneDate,
    ApprovedWord,
    renamed=(("milestone", "milestone__uid"), ("known", "known_from"), ("decision", "decision__uid")),
)


def approved_words(chosen: Chosen, until: Cutoff, hidden: Mapping[str, Collection[str]]) -> tuple[ApprovedWord, ...]:
    """Oldest first. `hidden` as in `source.hidden`: of the reader's own initiatives nothing is."""
    where = Q(role=DateRole.APPROVED)
    if until.recorded:
        where &= Q(recorded_at__lte=until.recorded)
    owner = chosen.record.state.milestone_owner
    return tuple(
        word
        for _, word in APPROVED.facts(Moment(known_by=until.known), where)
        if word.milestone in owner
        and (owner[word.milestone] in chosen.own or DateRole.APPROVED not in hidden.get(word.milestone, ()))
    )
