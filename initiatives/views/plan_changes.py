"""In and out of the portfolio: owners propose, the secretariat assesses, puts it before a board, and registers what was
decided."""

from typing import Any
from uuid import UUID

from django.db.models import F, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from initiatives import actions
from initiatives.access import editable_initiative, preparer
from initiatives.access.plans import judge, plan_change, proposer, proposes_for, taking_back
from initiatives.actions import Outcome
from initiatives.choices import label
from initiatives.domain import vocabulary as v
from initiatives.domain.admission import Need, needs
from initiatives.forms import plan_changes as forms
from initiatives.models import Decision, Initiative, PlanChange
from initiatives.views.agenda_choice import coming, undecided
from initiatives.views.pages import page_of as initiative_page
from initiatives.views.pages import read_or_write
from initiatives.views.people import posted, signed_in
from initiatives.views.plan_change_pages import Page, page_of, portfolio, write_page

# ── proposed ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@read_or_write
def propose_new(request: HttpRequest) -> HttpResponse:
    """Propose a new initiative."""
    user = proposer(signed_in(request))
    organisations = proposes_for(user)
    form = forms.AdmissionForm(
        posted(request), new=True, organisations=organisations, initial={"language": user.writes}
    )
    page = Page(
        title=_("Foreslå et nytt tiltak"),
        button=_("Send forslaget"),
        back=portfolio(),
        lead=_(
            "Tiltaket registreres med virksomheten som eier, og teller ikke med noe sted før et råd har vedtatt at det"
            " tas inn."
        ),
    )
    return write_page(request, page, form, lambda: _admit(request, form), saved=_sent())


@read_or_write
def propose_admission(request: HttpRequest, code: str) -> HttpResponse:
    """Propose that an initiative that is registered comes into a plan."""
    user = signed_in(request)
    initiative = editable_initiative(user, code)
    form = forms.AdmissionForm(
        posted(request),
        new=False,
        organisations=proposes_for(user, initiative),
        initial={"language": user.writes},
    )
    page = _proposal(_("Foreslå opptak"), initiative)
    return write_page(request, page, form, lambda: _admit(request, form, initiative), saved=_sent())


def _admit(request: HttpRequest, form: forms.AdmissionForm, initiative: Initiative | None = None) -> PlanChange:
    return actions.propose_admission(
        by=signed_in(request),
        plan=form.cleaned_data["plan"],
        values=form.changes(),
        answers=form.answers(),
        new=form.told(),
        initiative=initiative,
        uid=form.cleaned_data["uid"],
    )


@read_or_write
def propose_move(request: HttpRequest, code: str) -> HttpResponse:
    """Propose that an initiative is moved to another category."""
    initiative, options = _placed(request, code)
    form = forms.MoveForm(posted(request), **options)
    page = _proposal(_("Foreslå flytting"), initiative, forms.place_words(options["entries"][0]))
    return write_page(
        request,
        page,
        form,
        lambda: actions.propose_move(
            by=signed_in(request),
            entry=form.cleaned_data["entry"],
            values=form.changes(),
            uid=form.cleaned_data["uid"],
        ),
        saved=_sent(),
    )


@read_or_write
def propose_exit(request: HttpRequest, code: str) -> HttpResponse:
    """Propose that an initiative goes out."""
    initiative, options = _placed(request, code)
    form = forms.ExitForm(posted(request), **options)
    page = _proposal(_("Foreslå uttak"), initiative, forms.place_words(options["entries"][0]))
    return write_page(
        request,
        page,
        form,
        lambda: actions.propose_exit(
            by=signed_in(request),
            entry=form.cleaned_data["entry"],
            values=form.changes(),
            uid=form.cleaned_data["uid"],
        ),
        saved=_sent(),
    )


def _placed(request: HttpRequest, code: str) -> tuple[Initiative, dict[str, Any]]:
    """The initiative, and what a form about its places in plans needs. Http404 when it stands in none."""
    user = signed_in(request)
    initiative = editable_initiative(user, code)
    entries = (
        initiative.entries.standing()
        .filter(left_latest__isnull=True, plan__in=forms.running_plans())
        .select_related("plan")
        .order_by("plan__position", "pk")
    )
    if not entries:
        raise Http404(_("Tiltaket står ikke i noen plan nå."))
    return initiative, {
        "entries": entries,
        "organisations": proposes_for(user, initiative),
        "initial": {"language": user.writes, "organisation": _owner(initiative)},
    }


def _owner(initiative: Initiative) -> int | None:
    """Id of the accountable owner, who is the one that asks most often."""
    owned = initiative.owners.standing().filter(role=v.OwnershipRole.ACCOUNTABLE, valid_to_latest__isnull=True)
    found: int | None = owned.values_list("organisation_id", flat=True).first()
    return found


def _proposal(title: str, initiative: Initiative, stands: str = "") -> Page:
    lead = _("Står nå i: %(place)s") % {"place": stands} if stands else ""
    return Page(title, _("Send forslaget"), initiative_page(initiative), lead, initiative)


def _sent() -> str:
    return _("Forslaget er sendt til porteføljekontoret.")


# ── assessed ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@read_or_write
def assess(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Assess a proposal, and say what the board is asked."""
    user = judge(signed_in(request))
    change = plan_change(user, uid)
    rows = {each.criterion: each for each in change.criteria.standing()}
    wanted = [each.value for each in v.Criterion] if needs(change.kind, Need.CRITERIA) else []
    held = {"version": actions.version_of(change)}
    held |= {name: getattr(change, name) for name in forms.AssessForm.names}
    for each in wanted:
        row = rows.get(each)
        held |= {f"assessed_{each}": row.assessed, f"assessment_{each}": row.assessment} if row else {}
    form = forms.AssessForm(
        posted(request), said={each: _answer(change, rows.get(each)) for each in wanted}, initial=held
    )
    page = _of(change, _("Vurder forslaget"), _("Lagre vurderingen"))
    return write_page(
        request,
        page,
        form,
        lambda: actions.assess_plan_change(
            by=user,
            change=change,
            values={name: form.cleaned_data[name] for name in form.names},
            findings=form.findings(),
            version=form.seen_version,
        ),
        saved=_("Vurderingen er lagret."),
    )


def _answer(change: PlanChange, row: Any) -> str:
    """What the proposer answers to a criterion, and why."""
    who = change.organisation.name if change.organisation else _("Forslagsstilleren")
    if row is None or row.answer is None:
        return _("%(who)s har ikke svart.") % {"who": who}
    words = _("%(who)s svarer ja. %(reason)s") if row.answer else _("%(who)s svarer nei. %(reason)s")
    return (words % {"who": who, "reason": row.reason}).strip()


@read_or_write
def put_before_board(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Make it a case of a coming meeting."""
    user = preparer(signed_in(request))
    change = plan_change(user, uid)
    meetings = coming()
    form = forms.BoardForm(posted(request), meetings=meetings, example=change.initiative.example)
    page = _of(change, _("Sett på saksliste"), _("Sett på sakslista"), lead=change.asked)

    def act() -> object:
        meeting = next(each for each in meetings if str(each.uid) == form.cleaned_data["meeting"])
        placed = actions.put_change_on_agenda(by=user, change=change, meeting=meeting)
        return bool(placed.new)

    saved = _("Saken er satt på sakslista. Se over teksten før møtet.")
    return write_page(request, page, form, act, saved=saved, template="initiatives/plan_change_board.html")


# ── decided, and taken back ──────────────────────────────────────────────────────────────────────────────────────────


@read_or_write
def decide(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Register what was decided, and carry it out."""
    user = judge(signed_in(request))
    change = plan_change(user, uid)
    form = forms.DecideForm(
        posted(request),
        asked=change,
        decisions=_decisions(change.initiative),
        cases=_cases(change),
        initial={"version": actions.version_of(change)},
    )
    page = _of(
        change, _("Før vedtaket"), _("Lagre vedtaket"), lead=_("Det som er vedtatt, gjennomføres med det samme.")
    )
    return write_page(
        request,
        page,
        form,
        lambda: actions.decide_plan_change(
            by=user,
            change=change,
            outcome=_outcome(form),
            decision=form.cleaned_data["decision"],
            new=form.new_decision(),
            case=form.cleaned_data["case"],
            uid=form.cleaned_data["uid"],
            version=form.seen_version,
        ),
        saved=_("Vedtaket er ført: %(kind)s %(state)s.")
        % {
            "kind": label(v.PlanChangeKind, change.kind),
            "state": label(v.PlanChangeState, str(request.POST.get("outcome", ""))),
        },
    )


def _outcome(form: forms.DecideForm) -> Outcome:
    given = form.cleaned_data
    return Outcome(given["outcome"] == forms.GRANTED, given.get("category", ""), given.get("life", ""))


def _decisions(initiative: Initiative) -> Any:
    return Decision.objects.standing().filter(initiative=initiative).order_by("-date_latest", "-pk")


def _cases(change: PlanChange) -> Any:
    """The initiative's undecided cases, those about the question first; not those said to be about something else."""
    about = Q(change=change) | Q(change__isnull=True, dependency__isnull=True)
    return undecided(change.initiative).filter(about).order_by(F("change").desc(nulls_last=True), "-pk")


@read_or_write
def take_back(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take a proposal back."""
    user = signed_in(request)
    change = taking_back(user, uid)
    form = forms.TakeBackForm(posted(request))
    page = _of(change, _("Trekk forslaget"), _("Trekk forslaget"), danger=True)
    return write_page(
        request,
        page,
        form,
        lambda: actions.withdraw_plan_change(by=user, change=change, reason=form.cleaned_data["reason"]),
        saved=_("Forslaget er trukket. Det blir stående i historikken."),
        template="initiatives/plan_change_take_back.html",
    )


def _of(change: PlanChange, title: str, button: str, *, lead: str = "", danger: bool = False) -> Page:
    return Page(title, button, page_of(change), lead, change.initiative, change, danger)
