"""When those who are to report are written to: a week and a day before the deadline, the day after, a week after."""

from collections.abc import Collection
from datetime import date, timedelta

from reporting.domain.vocabulary import Stage

REST = timedelta(days=3)
"""So long nobody is reminded of a deadline that is still far off, after a letter."""


def due_stage(deadline: date, today: date, sent: Collection[str], last: date | None = None) -> Stage | None:
    """The stage to write at on a day, None when there is none. `sent`: the stages written at of this deadline; `last`:
    the day of the last letter, whatever deadline it was of.

    A stage that was missed, because nothing ran that day, gives way to the next; none is sent twice. A new deadline
    has stages of its own.
    """
    stage = _stage((deadline - today).days)
    if stage is None or stage in sent:
        return None
    if stage is Stage.WEEK_BEFORE and last is not None and today - last < REST:
        return None
    return stage


def _stage(days_left: int) -> Stage | None:
    if days_left > 7:
        return None
    if days_left > 1:
        return Stage.WEEK_BEFORE
    if days_left >= 0:
        return Stage.DAY_BEFORE
    return Stage.LATE if days_left > -7 else Stage.WEEK_LATE
