"""The words of the field as closed sets of codes. Labels and tones stand in `initiatives.choices`."""

from enum import StrEnum


class OrganisationKind(StrEnum):
    """What sort of body an organisation is; `OTHER` keeps the source's own word beside it."""

    MINISTRY = "ministry"
    DIRECTORATE = "directorate"
    AGENCY = "agency"
    STATE_ENTERPRISE = "state_enterprise"
    REGIONAL_HEALTH_AUTHORITY = "regional_health_authority"
    HEALTH_TRUST = "health_trust"
    MUNICIPALITY = "municipality"
    COMPANY = "company"
    INTEREST_ORGANISATION = "interest_organisation"
    USER_ORGANISATION = "user_organisation"
    HOSPITAL = "hospital"
    RESEARCH = "research"
    OTHER = "other"


class DocumentKind(StrEnum):
    """A policy document's kind (dokumenttype)."""

    WHITE_PAPER = "white_paper"
    STRATEGY = "strategy"
    PLAN = "plan"
    MANDATE = "mandate"
    LETTER = "letter"
    BILL = "bill"


class CommitmentNature(StrEnum):
    """What a statement of a policy document is; only an obligation can lack an initiative."""

    OBLIGATION = "obligation"
    GOAL = "goal"
    PRINCIPLE = "principle"
    OBSERVATION = "observation"


class PolicyRelation(StrEnum):
    """How a document or commitment relates to an earlier one."""

    REPLACES = "replaces"
    REPEATS = "repeats"
    SPECIFIES = "specifies"


class Contribution(StrEnum):
    """How an initiative carries a commitment."""

    MAIN = "main"
    SUPPORTING = "supporting"


class PlanCategory(StrEnum):
    """Where an initiative stands in a plan: pågående, planlagt, ønsket."""

    ONGOING = "ongoing"
    PLANNED = "planned"
    WANTED = "wanted"


class PlanChangeKind(StrEnum):
    """What is asked of a plan for an initiative: opptak, flytting mellom ønsket, planlagt og pågående, uttak."""

    ADMISSION = "admission"
    MOVE = "move"
    EXIT = "exit"


class PlanChangeState(StrEnum):
    """The life of such a question; the moves between them stand in `initiatives.domain.admission`."""

    PROPOSED = "proposed"
    ASSESSED = "assessed"
    GRANTED = "granted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Criterion(StrEnum):
    """Entry criteria of the national portfolio (inngangskriterier), tried from 2024. An initiative needs (1), and (2a)
    or (2b) or both.

    Source: Helsedirektoratet, Nasjonal e-helseportefølje april 2024, «Videreutvikling av nasjonal porteføljestyring»,
    29.4.2024.
    """

    ESSENTIAL = "1"  # digitalisation is essential for the purpose, and it concerns the core of the health service
    COORDINATION = "2a"  # it needs coordination across several actors
    STRATEGY = "2b"  # it is essential for the national e-health strategy


class InitiativeKind(StrEnum):
    """What sort of initiative (tiltak) it is."""

    PROGRAMME = "programme"
    PROJECT = "project"
    SUBPROJECT = "subproject"
    MEASURE = "measure"
    STUDY = "study"
    CONCEPT = "concept"


class Phase(StrEnum):
    """Phases of Digdir's Prosjektveiviseren."""

    IDEA = "idea"
    CONCEPT = "concept"
    PLANNING = "planning"
    EXECUTION = "execution"
    CLOSING = "closing"
    REALISATION = "realisation"


class LifeState(StrEnum):
    """Whether an initiative lives; separate from its category in a plan."""

    ACTIVE = "active"
    PAUSED = "paused"
    STOPPED = "stopped"
    COMPLETED = "completed"


class RiskLevel(StrEnum):
    """The stated risk, a scale of its own: never derived from status."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    NOT_REPORTED = "not_reported"


class OwnershipRole(StrEnum):
    """An organisation's part in an initiative."""

    ACCOUNTABLE = "accountable"
    PARTNER = "partner"
    SUPPLIER = "supplier"
    BENEFIT_OWNER = "benefit_owner"


class InitiativeRelation(StrEnum):
    """What became of an initiative."""

    RENAMED = "renamed"
    MERGED = "merged"
    SPLIT = "split"
    CONTINUED = "continued"
    STOPPED = "stopped"


class MilestoneKind(StrEnum):
    """A milestone's kind; BP1–BP5 are the decision points of Prosjektveiviseren."""

    DELIVERY = "delivery"
    DECISION = "decision"
    GO_LIVE = "go_live"
    CONTRACT = "contract"
    REGULATION = "regulation"
    REPORT = "report"
    BP1 = "bp1"
    BP2 = "bp2"
    BP3 = "bp3"
    BP4 = "bp4"
    BP5 = "bp5"
    OTHER = "other"


class DateRole(StrEnum):
    """Whose word a milestone's date is."""

    ORIGINAL = "original"
    APPROVED = "approved"
    FORECAST = "forecast"
    ACTUAL = "actual"


class LinkType(StrEnum):
    """Precedence between two milestones."""

    FS = "FS"
    SS = "SS"
    FF = "FF"
    SF = "SF"


class DependencyKind(StrEnum):
    """What the receiver waits for."""

    TECHNICAL = "technical"
    DELIVERY = "delivery"
    LEGAL = "legal"
    SUPPLIER = "supplier"
    FUNDING = "funding"
    ORGANISATIONAL = "organisational"
    COORDINATION = "coordination"
    REUSE = "reuse"
    SOLUTION = "solution"
    EXPERIENCE = "experience"
    POLITICAL = "political"
    CONTINUATION = "continuation"


class DependencyState(StrEnum):
    """A dependency contract's life; `NOTED` is what a source says and nobody has agreed."""

    NOTED = "noted"
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DISPUTED = "disputed"
    FULFILLED = "fulfilled"
    WITHDRAWN = "withdrawn"


class Side(StrEnum):
    """The two sides of a dependency: who gives, who receives."""

    GIVER = "giver"
    RECEIVER = "receiver"


class NoticeKind(StrEnum):
    """What a notice (varsel) tells: what became of a dependency contract, of a milestone one side waits for, or of a
    round of reporting (`ROUND_…`)."""

    PROPOSED = "proposed"
    CHANGED = "changed"
    ACCEPTED = "accepted"
    DISPUTED = "disputed"
    CONFIRMED = "confirmed"
    FULFILLED = "fulfilled"
    WITHDRAWN = "withdrawn"
    ASKED = "asked"
    MOVED = "moved"
    CASED = "cased"
    ROUND_OPENED = "round_opened"
    ROUND_REMINDED = "round_reminded"
    ROUND_RETURNED = "round_returned"
    ROUND_APPROVED = "round_approved"
    ROUND_CHANGED = "round_changed"
    ROUND_LOCKED = "round_locked"


class Ask(StrEnum):
    """What one side of a dependency asks the other for."""

    ANSWER = "answer"
    DATE = "date"
    CONFIRMATION = "confirmation"
    DELIVERY = "delivery"


class MoneyKind(StrEnum):
    """What an amount is; amounts of different kinds are never added."""

    FRAME = "frame"
    BUDGET = "budget"
    GRANTED = "granted"
    PROPOSED = "proposed"
    DECIDED = "decided"
    COMMITTED = "committed"
    FORECAST = "forecast"
    ACTUAL = "actual"
    AUTHORISED = "authorised"
    RESERVE = "reserve"
    ESTIMATE = "estimate"
    FUNDING = "funding"


class MoneyMeasure(StrEnum):
    """How an amount relates to time."""

    PERIOD = "period"
    ACCUMULATED = "accumulated"
    TOTAL = "total"
    BALANCE = "balance"


class Qualifier(StrEnum):
    """How sure an amount is."""

    EQUAL = "equal"
    ABOUT = "about"
    OVER = "over"
    UP_TO = "up_to"
    RANGE = "range"


class EstimateKind(StrEnum):
    """A cost estimate's kind (statens prosjektmodell)."""

    P50 = "p50"
    P85 = "p85"
    ESTIMATE = "estimate"


class QualityAssurance(StrEnum):
    """External quality assurance (KS1/KS2)."""

    KS1 = "ks1"
    KS2 = "ks2"
    NOT_COVERED = "not_covered"
    NONE_YET = "none_yet"


class RiskKind(StrEnum):
    """Usikkerhet: a threat or an opportunity."""

    RISK = "risk"
    OPPORTUNITY = "opportunity"


class RiskState(StrEnum):
    """A risk's life."""

    OPEN = "open"
    MITIGATED = "mitigated"
    OCCURRED = "occurred"
    CLOSED = "closed"


class BenefitKind(StrEnum):
    """A benefit's nature (gevinsttype)."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    QUALITATIVE = "qualitative"
    SOCIETAL = "societal"


class EvidenceGrade(StrEnum):
    """What a figure for the future rests on (the ministry's mandates of 2026)."""

    STANDARD_FIGURES = "standard_figures"
    SOME_PLANS = "some_plans"
    PLANS = "plans"
    ACHIEVED = "achieved"


class CaseKind(StrEnum):
    """Case types of the councils (sakstype)."""

    APPROVAL = "approval"
    INFORMATION = "information"
    DISCUSSION = "discussion"
    ENDORSEMENT = "endorsement"


class Basis(StrEnum):
    """On what a value stands."""

    STATED = "stated"
    INFERRED = "inferred"
    OWN = "own"
    EXAMPLE = "example"


class Colour(StrEnum):
    """Status colour. `NONE` (ikke vurdert) is a class of its own, never grey-as-green."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    NONE = "none"


class Dimension(StrEnum):
    """What a rating is about."""

    OVERALL = "overall"
    TIME = "time"
    MONEY = "money"
    SCOPE = "scope"
    RESOURCES = "resources"
    RISK = "risk"
    BENEFIT = "benefit"


class Cause(StrEnum):
    """Coded causes of yellow and red; the first five are named by the January 2024 report."""

    INTERNAL_RESOURCES = "internal_resources"
    SLOW_TRIALS = "slow_trials"
    SUPPLIER_DELAY = "supplier_delay"
    UNCERTAIN_FUNDING = "uncertain_funding"
    REORGANISATION = "reorganisation"
    IMMATURE_SOLUTION = "immature_solution"
    QUALITY = "quality"
    REGULATION = "regulation"
    DEPENDENCY = "dependency"
    SCHEDULE = "schedule"
    DISAGREEMENT = "disagreement"
    OTHER = "other"


class Language(StrEnum):
    """The language a stored text is written in."""

    BOKMAL = "nb"
    NYNORSK = "nn"
    ENGLISH = "en"
    SAMI = "se"


class Role(StrEnum):
    """A user's part in the tool."""

    PROGRAMME_MANAGER = "programme_manager"
    LEADERSHIP = "leadership"
    SECRETARIAT = "secretariat"
    ADMINISTRATOR = "administrator"


class Audience(StrEnum):
    """Whom a projection of the state is made for."""

    INTERNAL = "internal"
    BOARD = "board"
    PUBLIC = "public"


class Grade(StrEnum):
    """Why a value is withheld, coarsest first; the legal basis stands beside it."""

    INTERNAL = "internal"
    EXEMPT = "exempt"
    NOT_IN_THIS_SYSTEM = "not_in_this_system"
