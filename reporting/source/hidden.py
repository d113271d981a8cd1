"""What a reader may not see of what was ever written about some initiatives."""

from collections.abc import Mapping

from initiatives import reading
from initiatives.domain.facts import Slice, Withheld
from initiatives.domain.projection import stands
from initiatives.domain.vocabulary import Audience
from reporting.source.switch import Chosen


def unnamed(chosen: Chosen) -> frozenset[str]:
    """uids of what may not be named to the reader: those of milestones of initiatives that are not the reader's own."""
    owner = chosen.record.state.milestone_owner
    return frozenset(
        uid for uid, fields in hidden(chosen).items() if "name" in fields and owner.get(uid) not in chosen.own
    )


def hidden(chosen: Chosen, *parts: Slice) -> Mapping[str, Mapping[str, Withheld]]:
    """uid of a fact → its fields that are withheld today, whatever time the page shows, for the old value of a
    withheld field is withheld too. Nothing for a reader who may see the withheld values of one of these."""
    if chosen.audience == Audience.INTERNAL or any(part.uid in chosen.own for part in parts):
        return {}
    now = chosen.record.state if chosen.kind in ("now", "open") else reading.current()
    return {
        subject: standing
        for subject, fields in now.registers.withheld.items()
        if (standing := {name: each for name, each in fields.items() if stands(each, now.today)})
    }
