"""The dates of an agreement in words."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from initiatives import formatting
from initiatives.domain.agreements import Agreement
from initiatives.domain.dates import PartialDate
from initiatives.domain.facts import DependencyFact
from initiatives.domain.feasible import Notice
from reporting.domain.figures.coordination import AgreementRow


def term(fact: DependencyFact, name: str, withheld: Collection[str]) -> str:
    """A date of the agreement by its field; «–» where nobody has given one, and that it is withheld where it is."""
    value: PartialDate | None = getattr(fact, name)
    return _("unntatt") if name in withheld else formatting.when(value)


def expected(told: AgreementRow) -> str:
    """When the delivery can come by the engine, where that is after what was promised (needed, where nothing was
    promised): «tidligst 3.4.2027»; else "", and of what has been delivered."""
    agreement = told.agreement
    if delivered(told):
        return ""
    day = agreement.terms.feasible or agreement.terms.claimed
    held = agreement.terms.promised or agreement.terms.need_by
    if day is None or held is None or day <= held:
        return ""
    return dated(day, earliest=earliest(agreement))


def delivered(told: AgreementRow) -> PartialDate | None:
    """When the giver reached what it gives; None where it has not, or no milestone says."""
    milestone = told.giver.milestone
    return milestone.actual.date if milestone and milestone.actual else None


def earliest(agreement: Agreement) -> bool:
    """Whether the giver's date is the earliest it can be: something is overdue, and the remaining time is unknown."""
    return agreement.giver_date is not None and Notice.EARLIEST in agreement.giver_date.notices


def dated(day: date, *, earliest: bool) -> str:
    """A day the engine has found; «tidligst» where the remaining time is unknown."""
    return _("tidligst %(day)s") % {"day": formatting.day(day)} if earliest else formatting.day(day)
