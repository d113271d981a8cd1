"""What initiatives refer to: organisations, documents, commitments, goals, plans, bodies, sources."""

from dataclasses import dataclass

from initiatives.domain.dates import PartialDate


@dataclass(frozen=True, slots=True)
class OrganisationFact:
    """A body."""

    uid: str
    key: str
    name: str
    short_name: str = ""
    kind: str = "other"
    kind_as_stated: str = ""
    written_form: str = "nb"
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None
    note: str = ""
    example: bool = False


@dataclass(frozen=True, slots=True)
class OrganisationSuccessionFact:
    """What an organisation became."""

    predecessor: str
    successor: str
    date: PartialDate | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class DocumentFact:
    """A policy document."""

    uid: str
    key: str
    kind: str
    number: str
    session: str
    title: str
    date: PartialDate | None = None
    url: str = ""
    note: str = ""
    language: str = "nb"
    example: bool = False


@dataclass(frozen=True, slots=True)
class DocumentRelationFact:
    """`document` replaces, repeats or specifies `earlier`."""

    document: str
    earlier: str
    relation: str
    date: PartialDate | None = None
    note: str = ""
    basis: str = "stated"


@dataclass(frozen=True, slots=True)
class CommitmentFact:
    """What a document commits to."""

    uid: str
    key: str
    document: str
    locator: str
    statement: str
    nature: str
    nature_basis: str = "inferred"
    theme: str = ""
    position: int = 0
    language: str = "nb"


@dataclass(frozen=True, slots=True)
class CommitmentRelationFact:
    """`commitment` replaces, repeats or specifies `earlier`."""

    commitment: str
    earlier: str
    relation: str
    note: str = ""
    basis: str = "inferred"


@dataclass(frozen=True, slots=True)
class GoalFact:
    """A goal of a framework document."""

    uid: str
    key: str
    document: str
    level: str
    code: str
    text: str
    parent: str | None = None
    note: str = ""
    position: int = 0
    language: str = "nb"


@dataclass(frozen=True, slots=True)
class FocusAreaFact:
    """A focus area, programme line or segment."""

    uid: str
    key: str
    name: str
    level: str = ""
    code: str = ""
    plan: str | None = None
    document: str | None = None
    note: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class PlanFact:
    """An action plan or portfolio."""

    uid: str
    key: str
    name: str
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None
    document: str | None = None
    note: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class BodyFact:
    """A council or board."""

    uid: str
    key: str
    name: str
    level: str = ""
    mandate: str = ""
    frequency: str = ""
    members: str = ""
    period: str = ""
    note: str = ""
    example: bool = False


@dataclass(frozen=True, slots=True)
class MeetingFact:
    """A meeting of a body."""

    uid: str
    body: str
    number: str = ""
    date: PartialDate | None = None
    note: str = ""
    example: bool = False


@dataclass(frozen=True, slots=True)
class ExternalFact:
    """Somebody or something outside the portfolio that others wait for."""

    uid: str
    key: str
    name: str
    kind: str = ""
    organisation: str | None = None
    follower: str | None = None
    note: str = ""
    example: bool = False


@dataclass(frozen=True, slots=True)
class FundingFact:
    """Who pays."""

    uid: str
    key: str
    name: str
    organisation: str | None = None
    example: bool = False


@dataclass(frozen=True, slots=True)
class SourceFact:
    """A document or page that states facts."""

    uid: str
    key: str
    title: str
    publisher: str = ""
    date: PartialDate | None = None
    url: str = ""
    language: str = "nb"


@dataclass(frozen=True, slots=True)
class FigureFact:
    """An aggregate a source publishes."""

    key: str
    period: str
    name: str
    value: int
    source: str
    as_of: PartialDate | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class AssignmentFact:
    """A task given in a letter."""

    uid: str
    number: str
    title: str
    letter: str | None = None
    orderer: str | None = None
    receiver: str | None = None
    deadline: PartialDate | None = None
    commitment: str | None = None
    initiative: str | None = None
