"""Setting the limits colours are computed by: from a day on, never back in time. What has been locked keeps its own."""

from datetime import date
from uuid import UUID, uuid4

from django.utils import timezone

from initiatives.access import may_lock
from initiatives.actions import edits
from initiatives.actions.edits import Editable
from initiatives.actions.writing import needed_reason
from initiatives.actions.writing_registers import writing_registers
from initiatives.domain.refusals import Problem, Refused, Why, refuse
from initiatives.domain.vocabulary import Dimension
from initiatives.models import User
from reporting.domain.limit_text import LARGEST, LIMITED
from reporting.models import Tolerance

TOLERANCE = Editable(
    names=("dimension", "valid_from", "green_up_to", "yellow_up_to", "reason"),
    required=("dimension", "valid_from", "green_up_to", "yellow_up_to"),
    codes={"dimension": Dimension},
)


def add_tolerance(
    *,
    by: User,
    dimension: str,
    valid_from: date,
    green_up_to: int,
    yellow_up_to: int,
    reason: str,
    uid: UUID | None = None,
) -> Tolerance:
    """Let new limits hold from a day on: days for time, hundredths of a per cent for money. The same form sent twice
    adds one.

    Raises PermissionDenied for all but the secretariat, and Refused.
    """
    values = {
        "dimension": dimension,
        "valid_from": valid_from,
        "green_up_to": green_up_to,
        "yellow_up_to": yellow_up_to,
        "reason": needed_reason(reason),
    }
    with writing_registers(by=by, may=may_lock, reason=reason) as write:
        write.serialise()  # so that two at once cannot set the same day
        known = edits.already(Tolerance, uid, values)
        if known is not None:
            return known
        refuse(_problems(dimension, valid_from, green_up_to, yellow_up_to))
        tolerance = Tolerance(uid=uid or uuid4())
        edits.add(write, tolerance, TOLERANCE, values)
        write.touches_registers()
        return tolerance


def withdraw_tolerance(*, by: User, tolerance: Tolerance, reason: str) -> None:
    """Take back limits that have not begun to hold; twice is once.

    Raises PermissionDenied for all but the secretariat, and Refused where they hold already.
    """
    with writing_registers(by=by, may=may_lock, held=[tolerance], reason=needed_reason(reason)) as write:
        if tolerance.valid_from <= timezone.localdate():
            raise Refused(Problem("", Why.HOLDS_ALREADY))
        edits.withdraw(write, tolerance)
        write.touches_registers()


def _problems(dimension: str, valid_from: date, green: int, yellow: int) -> list[Problem]:
    found = []
    if dimension not in LIMITED:
        return [Problem("dimension", Why.UNKNOWN_CODE, {"value": dimension})]
    if valid_from < timezone.localdate():
        found.append(Problem("valid_from", Why.BACK_IN_TIME))
    elif Tolerance.objects.standing().filter(dimension=dimension, valid_from=valid_from).exists():
        found.append(Problem("valid_from", Why.DUPLICATE))
    highest = LARGEST[Dimension(dimension)]
    for name, value in (("green_up_to", green), ("yellow_up_to", yellow)):
        if not 0 <= value <= highest:
            found.append(Problem(name, Why.OUT_OF_RANGE, {"low": 0, "high": highest}))
    if not found and green > yellow:
        found.append(Problem("yellow_up_to", Why.GREEN_OVER_YELLOW))
    return found
