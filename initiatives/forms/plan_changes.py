"""The forms of what is asked of a portfolio: proposed, assessed, put before a meeting, decided, taken back."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from initiatives.actions import Answer
from initiatives.choices import choices, label
from initiatives.domain import vocabulary as v
from initiatives.domain.refusals import Refused, Why
from initiatives.forms.agenda import MeetingField, meeting_words
from initiatives.forms.base import FactForm, ReasonForm
from initiatives.forms.fields import (
    CHOSEN,
    CodeField,
    FactChoiceField,
    PartialDateField,
    TextField,
    YesNoField,
    capital,
)
from initiatives.forms.sentences import sentence
from initiatives.models import ActionPlan, Case, Decision, Goal, GovernanceBody, Meeting, Organisation, PlanEntry

LANGUAGE = _("Språket tekstene er skrevet på")
GRANTED, DECLINED = "granted", "declined"


class AskedForm(FactForm):
    """Base: a form that can tell that the question was changed since the page was opened."""

    changed = False

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.order_fields([name for _heading, names in self.sections for name in names])  # what is wrong is told so

    def show(self, refused: Refused) -> None:
        """Say beside each field why the action refused it."""
        super().show(refused)
        self.changed = Why.CHANGE_MOVED in refused.whys.values()

    def read_anew(self, version: int) -> None:
        """What is shown now is what the next sending answers."""
        self.data["version"] = str(version)


class CategoryField(forms.ChoiceField):
    """Where in the plan: the way goes from ønsket by planlagt to pågående."""

    default_error_messages = CHOSEN

    def __init__(self, **options: Any) -> None:
        known = dict(choices(v.PlanCategory))
        way = (v.PlanCategory.WANTED, v.PlanCategory.PLANNED, v.PlanCategory.ONGOING)
        offered = [(each.value, capital(known[each.value])) for each in way]
        super().__init__(choices=offered, widget=forms.RadioSelect, **options)


# ── proposed ─────────────────────────────────────────────────────────────────────────────────────────────────────────


class ProposalForm(AskedForm):
    """Base of what is proposed: in whose name, and why."""

    organisation = FactChoiceField(
        Organisation.objects.none(),
        label=_("Virksomheten som foreslår"),
        empty=_("Velg"),
    )
    reason = TextField(
        label=_("Begrunnelse"),
        lines=4,
        required=True,
        help_text=_("Hva er bakgrunnen, og hva haster? Ikke skriv helseopplysninger her."),
    )
    language = CodeField(v.Language, label=LANGUAGE)

    def __init__(self, data: Any = None, *, organisations: Any, **options: Any) -> None:
        self.organisations = organisations
        super().__init__(data, **options)

    def prepare(self) -> None:
        field: Any = self.fields["organisation"]
        field.queryset = self.organisations
        mine = list(self.organisations[:2])
        if len(mine) == 1:
            self.initial.setdefault("organisation", mine[0].pk)


class AdmissionForm(ProposalForm):
    """An initiative that is to come in: what it is, where it is to stand, and the entry criteria."""

    names = ("organisation", "category", "segment", "main_goal", "reason", "language")
    of_initiative: ClassVar[tuple[str, ...]] = ("name", "kind", "purpose")
    sections = (
        (_("Tiltaket"), of_initiative),
        (_("Hva dere foreslår"), ("organisation", "plan", "category", "segment", "main_goal", "reason")),
        (
            _("Inngangskriteriene: det første, og ett av de to andre"),
            tuple(f"{part}_{each}" for each in v.Criterion for part in ("answer", "reason")),
        ),
        (_("Annet"), ("language",)),
    )

    name = TextField(label=_("Navn"), limit=300, required=True)
    kind = CodeField(v.InitiativeKind, label=_("Slag"))
    purpose = TextField(
        label=_("Formål"),
        lines=4,
        required=True,
        help_text=_("Hva skal bli bedre, og for hvem? Ikke skriv helseopplysninger her."),
    )
    plan = FactChoiceField(ActionPlan.objects.none(), label=_("Plan eller portefølje"), required=True, empty=_("Velg"))
    category = CategoryField(label=_("Hvor skal tiltaket stå?"))
    segment = TextField(label=_("Segment"), limit=80, help_text=_("For eksempel Samstyre. Kan stå tomt."))
    main_goal = FactChoiceField(Goal.objects.none(), label=_("Hovedmål i strategien"))

    def __init__(self, data: Any = None, *, new: bool, **options: Any) -> None:
        self.new = new
        super().__init__(data, **options)

    def prepare(self) -> None:
        super().prepare()
        of_plan, of_goal = self.fields["plan"], self.fields["main_goal"]
        of_plan.queryset = running_plans()  # type: ignore[attr-defined]
        of_goal.queryset = Goal.objects.standing().filter(parent__isnull=True).order_by("position")  # type: ignore[attr-defined]
        first = of_plan.queryset.first()  # type: ignore[attr-defined]
        if first is not None:
            self.initial.setdefault("plan", first.pk)
        if self.new:
            self.fields["organisation"].required = True
            self.initial.setdefault("kind", v.InitiativeKind.PROJECT.value)
        else:
            for name in self.of_initiative:
                del self.fields[name]
        for each in v.Criterion:
            words = dict(choices(v.Criterion))[each.value]
            self.fields[f"answer_{each}"] = YesNoField(label=numbered(each.value, words))
            self.fields[f"reason_{each}"] = TextField(
                label=numbered(each.value, _("Hvorfor")),
                lines=2,
                help_text=_("Må fylles ut når svaret er ja. Ikke skriv helseopplysninger her."),
            )

    def answers(self) -> dict[v.Criterion, Answer]:
        """The answers, for the action."""
        given = self.cleaned_data
        return {each: Answer(given[f"answer_{each}"], given[f"reason_{each}"]) for each in v.Criterion}

    def told(self) -> dict[str, Any] | None:
        """What is told of a new initiative, for the action."""
        if not self.new:
            return None
        return {name: self.cleaned_data[name] for name in (*self.of_initiative, "language")}


class EntryForm(ProposalForm):
    """Base of what is asked about a place in a plan; with one place it is not asked which."""

    entry = forms.ModelChoiceField(
        PlanEntry.objects.none(), label=_("Plassen det gjelder"), empty_label=None, error_messages=CHOSEN
    )

    def __init__(self, data: Any = None, *, entries: Any, **options: Any) -> None:
        self.entries = entries
        super().__init__(data, **options)

    def prepare(self) -> None:
        super().prepare()
        field: Any = self.fields["entry"]
        field.queryset = self.entries
        field.label_from_instance = place_words
        found = list(self.entries[:2])
        if found:
            self.initial.setdefault("entry", found[0].pk)
        if len(found) == 1:
            field.widget = forms.HiddenInput()


class MoveForm(EntryForm):
    """Another category of the plan."""

    names = ("category", "reason", "organisation", "language")
    sections = (
        (_("Hva dere foreslår"), ("entry", "category", "reason", "organisation")),
        (_("Annet"), ("language",)),
    )
    category = CategoryField(label=_("Hvor skal tiltaket stå?"))


class ExitForm(EntryForm):
    """Out of the plan."""

    names = ("reason", "organisation", "language")
    sections = (
        (_("Hva dere foreslår"), ("entry", "reason", "organisation")),
        (_("Annet"), ("language",)),
    )


# ── assessed, and put before a meeting ───────────────────────────────────────────────────────────────────────────────


class AssessForm(AskedForm):
    """What the office finds, recommends and asks the board. `said` are the proposer's answers in words."""

    names = ("recommendation", "asked_kind", "asked")
    sections = (
        (_("Kriteriene"), tuple(f"{part}_{each}" for each in v.Criterion for part in ("assessed", "assessment"))),
        (_("Tilrådning"), ("recommendation",)),
        (_("Hva rådet bes om"), ("asked_kind", "asked")),
    )

    recommendation = TextField(
        label=_("Porteføljekontorets tilrådning"),
        lines=4,
        required=True,
        help_text=_("Hva dere tilrår, og hvorfor. Ikke skriv helseopplysninger her."),
    )
    asked_kind = CodeField(v.CaseKind, label=_("Sakstype"), ask=True)
    asked = TextField(
        label=_("Hva rådet bes om"),
        lines=3,
        required=True,
        help_text=_("Ett spørsmål som møtet kan svare på. Slik blir det stående på sakslista."),
    )

    def __init__(self, data: Any = None, *, said: "dict[str, str]", **options: Any) -> None:
        self.said = said
        super().__init__(data, **options)

    def prepare(self) -> None:
        for criterion, words in self.said.items():
            self.fields[f"assessed_{criterion}"] = YesNoField(
                label=numbered(criterion, dict(choices(v.Criterion))[criterion]), help_text=words
            )
            self.fields[f"assessment_{criterion}"] = TextField(
                label=numbered(criterion, _("Vår vurdering")),
                lines=2,
                help_text=_("Må fylles ut når dere kommer til noe annet enn forslagsstilleren."),
            )

    def findings(self) -> dict[v.Criterion, Answer]:
        """The findings, for the action."""
        given = self.cleaned_data
        return {v.Criterion(each): Answer(given[f"assessed_{each}"], given[f"assessment_{each}"]) for each in self.said}


class BoardForm(forms.Form):
    """Which of the coming meetings it is put before."""

    meeting = MeetingField()
    all_required = True

    def __init__(self, data: Any = None, *, meetings: Sequence[Meeting], example: bool) -> None:
        likely = next((each for each in meetings if each.example == example), None)
        super().__init__(data, initial={"meeting": str(likely.uid) if likely else ""})
        field: Any = self.fields["meeting"]
        field.choices = [(str(each.uid), meeting_words(each)) for each in meetings]

    def show(self, refused: Refused) -> None:
        """Say why the action refused."""
        for problem in refused.problems:
            self.add_error(problem.field if problem.field in self.fields else None, sentence(problem))


# ── decided, and taken back ──────────────────────────────────────────────────────────────────────────────────────────


class DecideForm(AskedForm):
    """What was decided, where it stands now, and the decision behind it: one that is registered, or a new one."""

    of_decision: ClassVar[tuple[str, ...]] = ("title", "date", "body", "decided_by", "text")
    sections = (
        (_("Utfallet"), ("outcome", "category", "life")),
        (_("Vedtaket"), ("decision", "case", *of_decision)),
    )

    outcome = forms.ChoiceField(
        label=_("Hva ble vedtatt?"), choices=[], widget=forms.RadioSelect, error_messages=CHOSEN
    )
    category = CategoryField(label=_("Hvor skal tiltaket stå?"), required=False)
    life = forms.ChoiceField(
        label=_("Hva skjer med tiltaket?"),
        required=False,
        choices=[
            ("", _("Det fortsetter utenfor planen")),
            ("completed", _("Det er avsluttet")),
            ("stopped", _("Det er stanset")),
        ],
        widget=forms.RadioSelect,
    )
    decision = FactChoiceField(
        Decision.objects.none(),
        label=_("Vedtak som er registrert"),
        empty=_("Et nytt vedtak, som føres under"),
    )
    case = FactChoiceField(Case.objects.none(), label=_("Saken det ble avgjort i"), empty=_("Ingen sak her"))
    title = TextField(label=_("Vedtak"), limit=300, help_text=_("Kort: hva ble bestemt?"))
    date = PartialDateField(label=_("Dato"))
    body = FactChoiceField(GovernanceBody.objects.none(), label=_("Råd eller utvalg"), empty=_("Et annet sted"))
    decided_by = TextField(
        label=_("Vedtatt av"), limit=200, help_text=_("For eksempel styringsgruppa, hvis det ikke var et råd i lista.")
    )
    text = TextField(label=_("Tekst"), lines=3)

    def __init__(self, data: Any = None, *, asked: Any, decisions: Any, cases: Any, **options: Any) -> None:
        self.asked, self.decisions, self.cases = asked, decisions, cases
        super().__init__(data, **options)

    def prepare(self) -> None:
        outcome, of_decision, of_case, body = (self.fields[name] for name in ("outcome", "decision", "case", "body"))
        outcome.choices = OUTCOMES[self.asked.kind]  # type: ignore[attr-defined]
        of_decision.queryset, of_case.queryset = self.decisions, self.cases  # type: ignore[attr-defined]
        body.queryset = GovernanceBody.objects.standing()  # type: ignore[attr-defined]
        if self.asked.kind == v.PlanChangeKind.EXIT:
            del self.fields["category"]
        else:
            del self.fields["life"]
            self.initial.setdefault("category", self.asked.category)
        if not self.decisions:
            self.fields["decision"].widget = forms.HiddenInput()
            for name in ("title", "date"):
                self.fields[name].required = True
        case = self.cases.first()
        if case is None:
            self.fields["case"].widget = forms.HiddenInput()
        else:
            self.initial.setdefault("case", case.pk)
            self.initial.setdefault("body", case.meeting.body_id)

    def new_decision(self) -> dict[str, Any] | None:
        """The new decision's values, for the action; None when a registered one stands behind it."""
        if self.cleaned_data.get("decision"):
            return None
        return {name: self.cleaned_data[name] for name in self.of_decision}


OUTCOMES = {
    v.PlanChangeKind.ADMISSION: [(GRANTED, _("Tiltaket tas inn")), (DECLINED, _("Tiltaket tas ikke inn"))],
    v.PlanChangeKind.MOVE: [(GRANTED, _("Tiltaket flyttes")), (DECLINED, _("Tiltaket blir stående"))],
    v.PlanChangeKind.EXIT: [(GRANTED, _("Tiltaket tas ut")), (DECLINED, _("Tiltaket blir stående"))],
}


class TakeBackForm(ReasonForm):
    """Why a proposal is taken back."""

    changed = False


# ── what is chosen between ───────────────────────────────────────────────────────────────────────────────────────────


def running_plans() -> Any:
    """The plans that have not ended."""
    today = timezone.localdate()
    return ActionPlan.objects.standing().filter(Q(valid_to_latest__isnull=True) | Q(valid_to_latest__gte=today))


def numbered(criterion: str, words: Any) -> str:
    """«2a. Tiltaket krever samordning mellom flere aktører»."""
    return f"{criterion}. {words}"


def place_words(entry: PlanEntry) -> str:
    """«Nasjonal e-helseportefølje (planlagt)»."""
    category = label(v.PlanCategory, entry.category or v.PlanCategory.ONGOING)
    return f"{entry.plan.name} ({category})"
