"""What stands to choose between when an agenda is made: the conflicts of the address, and the meetings to come."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone

from initiatives import reading
from initiatives.actions.agenda import WITH_SIDES
from initiatives.actions.agenda_words import Proposal, owners_of, proposal, veils_of
from initiatives.actions.values import stored
from initiatives.choices import Word, word
from initiatives.domain.settling import settler_of
from initiatives.domain.vocabulary import DependencyState, Side
from initiatives.formatting import when
from initiatives.models import Case, Decision, Dependency, ExternalParty, GovernanceBody, Initiative, Meeting
from initiatives.models.sides import external_of, initiative_of, is_example

MOST = 100  # conflicts of one address


@dataclass(frozen=True, slots=True)
class Conflict:
    """A contract with the case that is proposed, both its sides, and the coming agendas it stands on already."""

    dependency: Dependency
    words: Proposal
    giver: Initiative | ExternalParty
    receiver: Initiative | ExternalParty
    already: tuple[str, ...]

    @property
    def uid(self) -> str:
        """The contract's, as addresses write it."""
        return str(self.dependency.uid)

    @property
    def example(self) -> bool:
        """Whether it is made up."""
        return is_example(self.dependency)

    @property
    def state(self) -> Word:
        """The contract's state with its tone."""
        return word(DependencyState(self.dependency.state))

    @property
    def kind(self) -> Word:
        """The sort of case that is proposed."""
        return word(self.words.kind)


def conflicts(uids: Sequence[str], language: str) -> list[Conflict]:
    """The contracts of these uids in their order, each once; what is no contract, or is withdrawn, is left out. Four
    queries."""
    wanted = list(dict.fromkeys(filter(None, map(_uid, uids[:MOST]))))
    if not wanted:
        return []
    found = Dependency.objects.standing().filter(uid__in=wanted).select_related(*WITH_SIDES)
    rows = sorted(found, key=lambda each: wanted.index(each.uid))
    owners = owners_of(side for each in rows for side in _initiatives(each))
    veils, cased = veils_of(rows), _cased(rows)
    return [
        Conflict(
            each,
            proposal(each, None, language, owners, veils),
            _side(each, Side.GIVER),
            _side(each, Side.RECEIVER),
            tuple(cased.get(each.pk, ())),
        )
        for each in rows
    ]


def coming() -> list[Meeting]:
    """The meetings of today and later, the nearest first."""
    rows = Meeting.objects.standing().filter(date_latest__gte=timezone.localdate()).select_related("body")
    return list(rows.order_by("date_latest", "pk"))


def undecided(initiative: Initiative, sent: str = "") -> Any:
    """The initiative's cases before a body that have no decision, but for the one that an earlier sending of the same
    form has made: `sent` is the form's uid."""
    decided = Decision.objects.standing().filter(case__isnull=False).exclude(uid=_uid(sent))
    rows = Case.objects.standing().filter(initiative=initiative, meeting__isnull=False)
    return rows.exclude(pk__in=decided.values("case")).select_related("meeting__body").order_by("-pk")


def settler(chosen: Sequence[Conflict]) -> GovernanceBody | None:
    """The body that could settle them: that of the first, the worst, for which there is one."""
    state = reading.current() if chosen else None
    for each in chosen:
        body = settler_of(state, each.dependency.kind, example=each.example) if state else None
        if body is not None:
            found: GovernanceBody | None = GovernanceBody.objects.standing().filter(uid=body.uid).first()
            return found
    return None


def _cased(rows: Iterable[Dependency]) -> dict[int, list[str]]:
    """Id of a contract → the coming meetings where it stands as a case."""
    cases = Case.objects.standing().filter(dependency__in=rows, meeting__date_latest__gte=timezone.localdate())
    found: dict[int, list[str]] = {}
    for case in cases.select_related("meeting__body").order_by("meeting__date_latest", "pk"):
        told = f"{case.meeting.body.name} {when(stored(case.meeting, 'date'))}"
        found.setdefault(case.dependency_id, []).append(told)
    return found


def _initiatives(dependency: Dependency) -> Iterator[Initiative]:
    yield from filter(None, (initiative_of(dependency, side) for side in Side))


def _side(dependency: Dependency, side: Side) -> Initiative | ExternalParty:
    whole: Initiative | ExternalParty | None = initiative_of(dependency, side) or external_of(dependency, side)
    if whole is None:
        raise ValueError("A dependency has somebody on each side.")
    return whole


def _uid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
