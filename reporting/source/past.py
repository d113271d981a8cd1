"""What was known by the end of a day, with what had been reported by then."""

from datetime import date

from initiatives import reading
from initiatives.reading.past import end_of
from initiatives.reading.rows import Moment
from reporting.domain.record import Record
from reporting.source.statuses import statuses, tolerances


def at(day: date) -> Record:
    """The record of a past day, in a fixed number of queries."""
    moment = Moment(known_by=end_of(day))
    return Record(reading.as_of(day), statuses(moment), tolerances=tolerances(moment))
