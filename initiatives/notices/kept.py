"""What a row of the outbox keeps, by its kind: of a contract between owners, or of a round of reporting."""

from initiatives.domain.vocabulary import NoticeKind
from initiatives.models import Notice
from initiatives.notices.rounds_told import ROUNDS, RoundTold, round_of
from initiatives.notices.told import Told, told_of

Kept = Told | RoundTold


def kept(notice: Notice) -> Kept:
    """The values of a notice."""
    return round_of(notice.values) if NoticeKind(notice.kind) in ROUNDS else told_of(notice.values)
