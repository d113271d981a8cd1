"""Money, risks, benefits, decisions, commitments and owners: what holds for all of them, and the rules of each."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from django.core.exceptions import PermissionDenied

from initiatives import actions, models
from initiatives.actions.ownership import accountable
from initiatives.domain.dates import parse
from initiatives.domain.refusals import Refused, Stale, Why
from initiatives.models import Initiative, User
from initiatives.models.base import Fact
from tests.cast import tiltak
from tests.factories import (
    BenefitFactory,
    BudgetLineFactory,
    CaseFactory,
    CommitmentFactory,
    DecisionFactory,
    IndicatorFactory,
    MeetingFactory,
    MilestoneDateFactory,
    MilestoneFactory,
    OrganisationFactory,
)

pytestmark = pytest.mark.django_db


class Kind(NamedTuple):
    """One kind of fact: its acts, values that are in order, and one change."""

    model: type[Fact]
    name: str
    add: Callable[..., Any]
    edit: Callable[..., bool]
    withdraw: Callable[..., None]
    values: dict[str, Any]
    change: dict[str, Any]


KINDS = {
    "budget": Kind(
        models.BudgetLine, "line", actions.add_budget_line, actions.edit_budget_line, actions.withdraw_budget_line,
        {"what": "Tilskudd", "amount": 38_500_000, "covers_from": parse("2024").earliest,
         "covers_to": parse("2024").latest}, {"amount": 40_000_000},
    ),
    "estimate": Kind(
        models.CostEstimate, "estimate", actions.add_estimate, actions.edit_estimate, actions.withdraw_estimate,
        {"kind": "p85", "amount": 1_250_000_000, "price_level": 2024}, {"amount": 1_300_000_000},
    ),
    "risk": Kind(
        models.Risk, "risk", actions.add_risk, actions.edit_risk, actions.withdraw_risk,
        {"title": "Forsinket leverandør", "likelihood": 4, "consequence": 5}, {"likelihood": 2},
    ),
    "benefit": Kind(
        models.Benefit, "benefit", actions.add_benefit, actions.edit_benefit, actions.withdraw_benefit,
        {"name": "Spart tid", "planned": parse("2028")}, {"planned": parse("2029")},
    ),
    "decision": Kind(
        models.Decision, "decision", actions.add_decision, actions.edit_decision, actions.withdraw_decision,
        {"title": "Ny plan", "date": parse("9.11.2024"), "decided_by": "Styringsgruppa"}, {"text": "Enstemmig"},
    ),
}  # fmt: skip


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> Kind:
    return KINDS[request.param]


def test_the_wrong_person_writes_nothing(kind: Kind, cast: dict[str, User], t001: Initiative, revision: Any) -> None:
    fact = kind.add(by=cast["programleder"], initiative=t001, values=kind.values)
    moved = revision.moved
    for who in ("utenforstaende", "leder", "admin"):
        with pytest.raises(PermissionDenied):
            kind.add(by=cast[who], initiative=t001, values=kind.values)
        with pytest.raises(PermissionDenied):
            kind.edit(by=cast[who], changes=kind.change, **{kind.name: fact})
        with pytest.raises(PermissionDenied):
            kind.withdraw(by=cast[who], reason="Bort", **{kind.name: fact})
    assert (kind.model._default_manager.count(), fact.history.count(), revision.moved) == (1, 1, moved)


def test_a_fact_is_added_changed_and_withdrawn_on_record(
    kind: Kind, programleder: User, t001: Initiative, revision: Any
) -> None:
    fact = kind.add(by=programleder, initiative=t001, values=kind.values)
    assert {name: getattr(fact, name) for name in kind.values} == kind.values
    assert kind.edit(by=programleder, changes=kind.change, **{kind.name: fact})
    kind.withdraw(by=programleder, reason="Ført på feil tiltak", **{kind.name: fact})
    rows = list(fact.history.order_by("history_id"))
    assert [row.actor for row in rows] == ["Pia Programleder"] * 3
    assert [row.history_user for row in rows] == [programleder] * 3
    assert rows[-1].history_change_reason == "Ført på feil tiltak"
    assert kind.model._default_manager.get().withdrawn_reason == "Ført på feil tiltak"
    t001.refresh_from_db()
    assert revision.moved == 3
    assert t001.stamp == revision.value


def test_saving_what_stands_writes_nothing(kind: Kind, programleder: User, t001: Initiative, revision: Any) -> None:
    fact = kind.add(by=programleder, initiative=t001, values=kind.values)
    assert not kind.edit(by=programleder, changes=kind.values, **{kind.name: fact})
    assert (fact.history.count(), revision.moved) == (1, 1)


def test_a_form_sent_twice_adds_one(kind: Kind, programleder: User, t001: Initiative, revision: Any) -> None:
    for _ in "ab":
        kind.add(by=programleder, initiative=t001, values=kind.values, uid=t001.uid)
    assert (kind.model._default_manager.count(), revision.moved) == (1, 1)


def test_a_form_gone_back_to_and_filled_in_anew_is_not_taken_for_saved(
    kind: Kind, programleder: User, t001: Initiative, revision: Any
) -> None:
    kind.add(by=programleder, initiative=t001, values=kind.values, uid=t001.uid)
    with pytest.raises(Refused) as refused:
        kind.add(by=programleder, initiative=t001, values=kind.values | kind.change, uid=t001.uid)
    assert refused.value.whys == {"": Why.SENT_BEFORE}
    assert (kind.model._default_manager.count(), revision.moved) == (1, 1)


def test_a_form_sent_again_after_its_fact_was_withdrawn_is_not_taken_for_saved(
    kind: Kind, programleder: User, t001: Initiative
) -> None:
    fact = kind.add(by=programleder, initiative=t001, values=kind.values, uid=t001.uid)
    kind.withdraw(by=programleder, reason="Feil", **{kind.name: fact})
    with pytest.raises(Refused) as refused:
        kind.add(by=programleder, initiative=t001, values=kind.values, uid=t001.uid)
    assert refused.value.whys == {"": Why.SENT_BEFORE}


def test_the_uid_of_another_initiatives_fact_is_refused(
    kind: Kind, programleder: User, sekretariat: User, t001: Initiative
) -> None:
    theirs = kind.add(by=sekretariat, initiative=tiltak("T900"), values=kind.values)
    with pytest.raises(Refused) as refused:
        kind.add(by=programleder, initiative=t001, values=kind.values, uid=theirs.uid)
    assert refused.value.whys == {"": Why.SENT_BEFORE}


def test_the_second_editor_is_told(kind: Kind, programleder: User, sekretariat: User, t001: Initiative) -> None:
    fact = kind.add(by=programleder, initiative=t001, values=kind.values)
    version = actions.version_of(fact)
    kind.edit(by=sekretariat, changes=kind.change, **{kind.name: fact})
    with pytest.raises(Stale) as stale:
        kind.edit(by=programleder, changes=dict.fromkeys(kind.change), version=version, **{kind.name: fact})
    (clash,) = stale.value.clashes
    assert {clash.field: clash.now} == kind.change
    assert clash.actor == "sekretariat"


def test_what_is_withdrawn_is_not_changed_or_withdrawn_again(kind: Kind, programleder: User, t001: Initiative) -> None:
    fact = kind.add(by=programleder, initiative=t001, values=kind.values)
    kind.withdraw(by=programleder, reason="Feil", **{kind.name: fact})
    for again in (
        lambda: kind.edit(by=programleder, changes=kind.change, **{kind.name: fact}),
        lambda: kind.withdraw(by=programleder, reason="En annen grunn", **{kind.name: fact}),
    ):
        with pytest.raises(Refused) as refused:
            again()
        assert refused.value.whys == {"": Why.WITHDRAWN}


def test_a_withdrawal_sent_twice_is_one(kind: Kind, programleder: User, t001: Initiative, revision: Any) -> None:
    fact = kind.add(by=programleder, initiative=t001, values=kind.values)
    for _ in "ab":
        kind.withdraw(by=programleder, reason="Feil", **{kind.name: fact})
    assert (fact.history.count(), revision.moved) == (2, 2)


def test_withdrawing_needs_a_reason(kind: Kind, programleder: User, t001: Initiative) -> None:
    fact = kind.add(by=programleder, initiative=t001, values=kind.values)
    with pytest.raises(Refused) as refused:
        kind.withdraw(by=programleder, reason="\u200b ", **{kind.name: fact})
    assert refused.value.whys == {"reason": Why.REASON_NEEDED}


def test_what_is_said_about_an_example_stays_an_example(kind: Kind, sekretariat: User) -> None:
    fact = kind.add(by=sekretariat, initiative=tiltak("E001", example=True), values=kind.values)
    assert fact.basis == "example"


# ── money ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"amount": None}, ("amount", Why.REQUIRED)),
        ({"low": 1, "high": 2}, ("amount", Why.AMOUNT_OR_RANGE)),
        ({"amount": None, "low": 1}, ("high", Why.INCOMPLETE)),
        ({"amount": None, "high": 1}, ("low", Why.INCOMPLETE)),
        ({"amount": None, "low": 3, "high": 2}, ("high", Why.LOW_OVER_HIGH)),
        ({"amount": -1}, ("amount", Why.OUT_OF_RANGE)),
        ({"amount": 10**14}, ("amount", Why.OUT_OF_RANGE)),
        ({"covers_from": None, "covers_to": None}, ("covers_from", Why.PERIOD_NEEDED)),
        ({"covers_to": None}, ("covers_to", Why.INCOMPLETE)),
        ({"covers_to": parse("2023").latest}, ("covers_to", Why.ENDS_BEFORE_START)),
        ({"price_level": 24}, ("price_level", Why.OUT_OF_RANGE)),
        ({"kind": ""}, ("kind", Why.REQUIRED)),
    ],
)
def test_a_budget_line_says_exactly_what_it_is(
    values: dict[str, Any], problem: tuple[str, Why], programleder: User, t001: Initiative, revision: Any
) -> None:
    with pytest.raises(Refused) as refused:
        actions.add_budget_line(by=programleder, initiative=t001, values=KINDS["budget"].values | values)
    assert refused.value.whys == dict([problem])
    assert revision.moved == 0


def test_an_interval_and_a_frame_without_a_period_are_in_order(programleder: User, t001: Initiative) -> None:
    values = {"what": "Ramme", "kind": "frame", "measure": "total", "low": 1, "high": 1, "qualifier": "range"}
    assert actions.add_budget_line(by=programleder, initiative=t001, values=values).key == "T001-B1"
    assert actions.add_budget_line(by=programleder, initiative=t001, values=values).key == "T001-B2"


def test_an_old_line_without_a_period_can_still_be_corrected(programleder: User, t001: Initiative) -> None:
    line = BudgetLineFactory(initiative=t001, kind="proposed", kind_as_stated="forslag i Prop. 1 S")
    assert actions.edit_budget_line(by=programleder, line=line, changes={"amount": 39_000_000})
    assert actions.edit_budget_line(by=programleder, line=line, changes={"kind": "granted"})
    line.refresh_from_db()
    assert line.kind_as_stated == ""


def test_an_estimate_says_an_amount_or_that_none_is_asked_for(programleder: User, t001: Initiative) -> None:
    with pytest.raises(Refused) as refused:
        actions.add_estimate(by=programleder, initiative=t001, values={"kind": "p50"})
    assert refused.value.whys == {"amount": Why.REQUIRED}
    assert actions.add_estimate(by=programleder, initiative=t001, values={"assurance": "not_covered"}).amount is None


# ── risks, benefits, decisions ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("value", [0, 6])
def test_a_risk_is_told_on_a_scale_of_five(value: int, programleder: User, t001: Initiative) -> None:
    with pytest.raises(Refused) as refused:
        actions.add_risk(by=programleder, initiative=t001, values={"title": "R", "consequence": value})
    assert refused.value.whys == {"consequence": Why.OUT_OF_RANGE}


def test_a_benefit_that_is_measured_is_not_withdrawn(programleder: User, t001: Initiative) -> None:
    benefit = BenefitFactory(initiative=t001)
    IndicatorFactory(benefit=benefit)
    with pytest.raises(Refused) as refused:
        actions.withdraw_benefit(by=programleder, benefit=benefit, reason="Bort")
    assert refused.value.problems[0].values == {"names": ("Minutter per resept",)}


def test_somebody_decided(programleder: User, t001: Initiative) -> None:
    with pytest.raises(Refused) as refused:
        actions.add_decision(by=programleder, initiative=t001, values={"title": "Ny plan", "date": parse("2024")})
    assert refused.value.whys == {"decided_by": Why.REQUIRED}


def test_only_who_prepares_agendas_says_that_a_case_is_decided(
    programleder: User, sekretariat: User, t001: Initiative, t900: Initiative
) -> None:
    mine, other = (CaseFactory(initiative=each, meeting=MeetingFactory(date="1.2.2024")) for each in (t001, t900))
    given = {"initiative": t001, "values": {"title": "Ny plan", "date": parse("2024"), "decided_by": "Styret"}}
    with pytest.raises(PermissionDenied):
        actions.add_decision(by=programleder, case=mine, **given)
    with pytest.raises(Refused) as refused:
        actions.add_decision(by=sekretariat, case=other, **given)
    assert refused.value.whys == {"case": Why.NOT_A_PARTY}
    assert actions.add_decision(by=sekretariat, case=mine, **given).case == mine
    assert mine.decisions.count() == 1
    assert other.decisions.count() == 0


def test_no_decision_is_made_in_a_case_that_was_taken_off_meanwhile(sekretariat: User, t001: Initiative) -> None:
    case = CaseFactory(initiative=t001, meeting=MeetingFactory(date="1.2.2099"))
    actions.take_off_agenda(by=sekretariat, case=models.Case.objects.get(pk=case.pk), reason="Skal til NUIT")
    values = {"title": "Ny plan", "date": parse("2024"), "decided_by": "Styret"}
    with pytest.raises(Refused) as refused:
        actions.add_decision(by=sekretariat, initiative=t001, case=case, values=values)
    assert refused.value.whys == {"case": Why.NOT_A_PARTY}


def test_a_decision_that_a_date_rests_on_is_not_withdrawn(programleder: User, t001: Initiative) -> None:
    decision = DecisionFactory(initiative=t001)
    milestone = MilestoneFactory(initiative=t001, name="SFM i bruk")
    MilestoneDateFactory(milestone=milestone, role="approved", date="2027", decision=decision)
    with pytest.raises(Refused) as refused:
        actions.withdraw_decision(by=programleder, decision=decision, reason="Bort")
    assert refused.value.problems[0].values == {"names": ("SFM i bruk",)}


# ── commitments ──────────────────────────────────────────────────────────────────────────────────────────────────────

CARRIES = {"contribution": "main", "reason": "Tiltaket leverer dette"}


@pytest.mark.parametrize("who", ["utenforstaende", "leder", "admin"])
def test_the_wrong_person_links_nothing(who: str, cast: dict[str, User], t001: Initiative, revision: Any) -> None:
    with pytest.raises(PermissionDenied):
        actions.link_commitment(by=cast[who], initiative=t001, commitment=CommitmentFactory(), values=CARRIES)
    link = actions.link_commitment(
        by=cast["programleder"], initiative=t001, commitment=CommitmentFactory(), values=CARRIES
    )
    with pytest.raises(PermissionDenied):
        actions.edit_link(by=cast[who], link=link, changes={"contribution": "supporting"})
    with pytest.raises(PermissionDenied):
        actions.unlink_commitment(by=cast[who], link=link, reason="Bort")
    assert revision.moved == 1


def test_a_commitment_is_linked_once_changed_and_unlinked_on_record(
    programleder: User, t001: Initiative, revision: Any
) -> None:
    commitment = CommitmentFactory()
    link = actions.link_commitment(by=programleder, initiative=t001, commitment=commitment, values=CARRIES)
    with pytest.raises(Refused) as refused:
        actions.link_commitment(by=programleder, initiative=t001, commitment=commitment, values=CARRIES)
    assert refused.value.whys == {"": Why.DUPLICATE}
    assert not actions.edit_link(by=programleder, link=link, changes=CARRIES)
    assert actions.edit_link(by=programleder, link=link, changes={"contribution": "supporting"})
    actions.unlink_commitment(by=programleder, link=link, reason="Flyttet til T010")
    assert link.history.count() == 3
    assert revision.moved == 3
    assert actions.link_commitment(by=programleder, initiative=t001, commitment=commitment, values=CARRIES).pk


def test_a_link_needs_a_reason(programleder: User, t001: Initiative) -> None:
    with pytest.raises(Refused) as refused:
        actions.link_commitment(
            by=programleder, initiative=t001, commitment=CommitmentFactory(), values={"contribution": "main"}
        )
    assert refused.value.whys == {"reason": Why.REQUIRED}


# ── owners ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def hand_over(by: User, initiative: Initiative, to: Any, day: str = "1.1.2027", **values: Any) -> bool:
    return actions.change_owner(
        by=by, initiative=initiative, organisation=to, valid_from=parse(day), **{"reason": "Omorganisering"} | values
    )


@pytest.mark.parametrize("who", ["utenforstaende", "leder", "admin"])
def test_the_wrong_person_takes_no_initiative_over(
    who: str, cast: dict[str, User], t001: Initiative, annen_eier: Any, revision: Any
) -> None:
    with pytest.raises(PermissionDenied):
        hand_over(cast[who], t001, annen_eier)
    with pytest.raises(PermissionDenied):
        actions.add_partner(by=cast[who], initiative=t001, values={"organisation": annen_eier, "role": "partner"})
    assert revision.moved == 0


def test_a_new_owner_follows_the_old_one_without_a_gap(
    programleder: User, t001: Initiative, eier: Any, annen_eier: Any, revision: Any
) -> None:
    assert hand_over(programleder, t001, annen_eier)
    old, new = t001.owners.order_by("id")
    assert (old.organisation, old.valid_to.edtf) == (eier, "2026-12-31")
    assert (new.organisation, new.valid_from.edtf, new.valid_to) == (annen_eier, "2027-01-01", None)
    assert accountable(t001) == new
    assert old.history.latest("history_id").history_change_reason == "Omorganisering"
    assert revision.moved == 1


def test_handing_over_to_the_same_owner_changes_nothing(
    programleder: User, t001: Initiative, eier: Any, revision: Any
) -> None:
    assert not hand_over(programleder, t001, eier)
    assert revision.moved == 0


def test_handing_over_needs_a_reason_and_a_sane_day(
    programleder: User, sekretariat: User, t001: Initiative, annen_eier: Any, eier: Any
) -> None:
    with pytest.raises(Refused) as refused:
        hand_over(programleder, t001, annen_eier, reason="")
    assert refused.value.whys == {"reason": Why.REASON_NEEDED}
    hand_over(sekretariat, t001, annen_eier)
    with pytest.raises(Refused) as refused:
        hand_over(sekretariat, t001, eier, day="2020")
    assert refused.value.whys == {"valid_from": Why.ENDS_BEFORE_START}


def test_an_owner_somebody_else_changed_is_not_overwritten(
    programleder: User, sekretariat: User, t001: Initiative, annen_eier: Any
) -> None:
    seen = accountable(t001)
    hand_over(sekretariat, t001, annen_eier)
    with pytest.raises(Stale) as stale:
        hand_over(programleder, t001, OrganisationFactory(), version=seen.pk if seen else 0)
    assert (stale.value.clashes[0].now, stale.value.clashes[0].actor) == (annen_eier.pk, "sekretariat")


def test_a_partner_is_added_once_and_never_as_the_accountable_owner(
    programleder: User, t001: Initiative, annen_eier: Any, eier: Any
) -> None:
    def add(role: str, **values: Any) -> Any:
        return actions.add_partner(
            by=programleder, initiative=t001, values={"organisation": annen_eier, "role": role} | values
        )

    partner = add("partner", valid_from=parse("2025"))
    for role, field, why in (("partner", "organisation", Why.DUPLICATE), ("accountable", "role", Why.NOT_A_PARTY)):
        with pytest.raises(Refused) as refused:
            add(role)
        assert refused.value.whys == {field: why}
    with pytest.raises(Refused) as refused:
        actions.edit_partner(by=programleder, partner=partner, changes={"valid_to": parse("2024")})
    assert refused.value.whys == {"valid_to": Why.ENDS_BEFORE_START}
    assert actions.edit_partner(by=programleder, partner=partner, changes={"valid_to": parse("2026")})
    assert add("partner").pk
    actions.withdraw_partner(by=programleder, partner=partner, reason="Feil")
    owner = accountable(t001)
    assert owner is not None
    with pytest.raises(Refused):
        actions.withdraw_partner(by=programleder, partner=owner, reason="Feil")
