"""Proposing terms: what they put aside, what they must keep to, and that whoever waits hears of every move."""

from typing import Any

import pytest

from initiatives import access, actions
from initiatives.actions import DateGiven
from initiatives.domain.dates import parse
from initiatives.domain.refusals import Circle, Refused, Stale, Why
from initiatives.domain.vocabulary import DateRole, Side
from initiatives.models import (
    Citation,
    Dependency,
    DependencyConfirmation,
    ExternalParty,
    Initiative,
    Milestone,
    Notice,
    Revision,
    User,
    WithheldValue,
)
from initiatives.models.base import Act
from tests.factories import (
    CitationFactory,
    DependencyFactory,
    ExternalPartyFactory,
    MilestoneDateFactory,
    MilestoneFactory,
    OrganisationFactory,
)
from tests.initiatives.table import GIVER, RECEIVER, Lay, stood, told

pytestmark = pytest.mark.django_db

TERMS = {"kind": "delivery", "type": "FS", "lag": 0, "buffer": 0}


def propose(by: User, contract: Dependency, side: Side, version: int | None = None, **changes: Any) -> bool:
    return actions.propose_contract(by=by, dependency=contract, side=side, changes=changes, version=version)


def refused(act: Any) -> dict[str, Why]:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.whys


# ── a new one ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_new_contract_is_its_proposers_word(pia: User, ola: User, gives: Milestone, takes: Milestone) -> None:
    made = actions.add_dependency(
        by=pia,
        initiative=takes.initiative,
        predecessor=gives,
        successor=takes,
        values=TERMS | {"description": "Trengs"},
    )
    assert (made.state, made.last_word, stood(made)) == ("proposed", "receiver", {"receiver": "Pia Programleder"})
    assert told() == [("proposed", "utenforstaende")]
    assert Notice.objects.get().values["words"] == "Trengs"


def test_a_form_sent_twice_tells_and_confirms_once(pia: User, ola: User, gives: Milestone, takes: Milestone) -> None:
    for _ in "ab":
        actions.add_dependency(
            by=pia, initiative=takes.initiative, predecessor=gives, successor=takes, values=TERMS, uid=takes.uid
        )
    assert (len(told()), DependencyConfirmation.objects.count()) == (1, 1)


def test_the_office_registers_on_somebodys_word(sekretariat: User, gives: Milestone, takes: Milestone) -> None:
    on = {"by": sekretariat, "initiative": takes.initiative, "predecessor": gives, "successor": takes, "values": TERMS}
    assert refused(lambda: actions.add_dependency(**on)) == {"given_by": Why.GIVEN_BY_NEEDED}
    made = actions.add_dependency(**on, given_by="Kari Nordmann, prosjektleder")
    assert made.history.get().history_change_reason == "oppgitt av Kari Nordmann, prosjektleder"


@pytest.mark.parametrize(
    ("values", "whys"),
    [
        ({"promised": parse("22.11.2026")}, {"promised": Why.PASSED}),
        ({"promised": parse("2025")}, {"promised": Why.PASSED}),
        ({"lag": 10_000}, {"lag": Why.OUT_OF_RANGE}),
        ({"buffer": 10_000}, {"buffer": Why.OUT_OF_RANGE}),
        ({"need_by": parse("2025")}, {}),
        ({"promised": parse("23.11.2026")}, {}),
        ({"promised": parse("2026")}, {}),
        ({}, {}),
    ],
)
def test_what_terms_must_keep_to(
    values: dict[str, Any], whys: dict[str, Why], pia: User, gives: Milestone, takes: Milestone, revision: Any
) -> None:
    def add() -> Dependency:
        return actions.add_dependency(
            by=pia, initiative=takes.initiative, predecessor=gives, successor=takes, values=TERMS | values
        )

    assert (refused(add) if whys else add() and {}) == whys
    assert revision.moved == (0 if whys else 1)


# ── new terms ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("state", ["noted", "proposed", "accepted", "disputed"])
def test_new_terms_are_the_word_of_who_proposes_them(state: str, pia: User, ola: User, lay: Lay) -> None:
    contract = lay(state, RECEIVER, counter_date="1.5.2027", objection="For sent", objection_language="nn")
    for side in Side:
        DependencyConfirmation(dependency=contract, side=side.value).assert_(Act(f"gammel {side}"))
    assert propose(ola, contract, GIVER, promised=parse("1.4.2027"))
    contract.refresh_from_db()
    assert (contract.state, contract.last_word) == ("proposed", "giver")
    assert (contract.counter_date, contract.objection) == (None, "")
    assert stood(contract) == {"giver": "Ola Nett"}
    taken = DependencyConfirmation.objects.filter(withdrawn_at__isnull=False)
    assert {(row.withdrawn_reason, row.withdrawn_by) for row in taken} == {("nye vilkår", "Ola Nett")}
    assert told() == [("proposed" if state == "noted" else "changed", "programleder")]
    assert Notice.objects.get().values["changes"][0]["field"] == "promised"


@pytest.mark.parametrize(("state", "writes"), [("noted", 1), ("disputed", 1), ("proposed", 0), ("accepted", 0)])
def test_the_same_terms_are_proposed_only_where_nobody_has_agreed_to_them(
    state: str, writes: int, pia: User, lay: Lay, revision: Any
) -> None:
    contract = lay(state, GIVER, need_by="1.2.2027")
    assert propose(pia, contract, RECEIVER) == bool(writes)
    assert revision.moved == writes


def test_other_words_change_nothing_that_was_agreed(pia: User, ola: User, lay: Lay) -> None:
    contract = lay("accepted", RECEIVER)
    DependencyConfirmation(dependency=contract, side="giver").assert_(Act("Ola Nett"))
    assert propose(pia, contract, RECEIVER, consequence="Alt stopper")
    contract.refresh_from_db()
    assert (contract.state, stood(contract)) == ("accepted", {"giver": "Ola Nett"})
    assert told() == [("changed", "utenforstaende")]


@pytest.mark.parametrize("state", ["fulfilled", "withdrawn"])
def test_what_is_over_gets_no_new_terms(state: str, pia: User, lay: Lay, revision: Any) -> None:
    contract = lay(state)
    assert refused(lambda: propose(pia, contract, RECEIVER, lag=5)) == {"": Why.NOT_NOW}
    assert revision.moved == 0


def test_a_promise_that_has_passed_may_stand_but_not_be_given(ola: User, lay: Lay) -> None:
    contract = lay("accepted", GIVER, promised="1.10.2026")
    assert propose(ola, contract, GIVER, lag=7, promised=parse("1.10.2026"))
    assert refused(lambda: propose(ola, contract, GIVER, promised=parse("2.10.2026"))) == {"promised": Why.PASSED}


def test_a_noted_link_that_becomes_live_is_held_against_circles(
    pia: User, gives: Milestone, takes: Milestone, lay: Lay, revision: Any
) -> None:
    DependencyFactory(predecessor_milestone=takes, successor_milestone=gives, binding=True)
    with pytest.raises(Circle) as circle:
        propose(pia, lay("noted", binding=True), RECEIVER)
    assert circle.value.path == ("T900 Innlogging", "T001 Innføring", "T900 Innlogging")
    assert (revision.moved, told()) == (0, [])


def test_a_circle_over_three_owners_is_told_as_its_path(pia: User, gives: Milestone, takes: Milestone) -> None:
    from tests.cast import tiltak

    third = MilestoneFactory(initiative=tiltak("T333"), name="Lov")
    DependencyFactory(predecessor_milestone=takes, successor_milestone=third, binding=True)
    DependencyFactory(predecessor_milestone=third, successor_milestone=gives, binding=True, state="disputed")
    with pytest.raises(Circle) as circle:
        actions.add_dependency(
            by=pia, initiative=takes.initiative, predecessor=gives, successor=takes, values=TERMS | {"binding": True}
        )
    assert circle.value.path == ("T900 Innlogging", "T001 Innføring", "T333 Lov", "T900 Innlogging")


def test_a_circle_does_not_name_what_is_withheld(pia: User, gives: Milestone, takes: Milestone, lay: Lay) -> None:
    DependencyFactory(predecessor_milestone=takes, successor_milestone=gives, binding=True)
    WithheldValue(subject=gives.uid, field="name", grade="exempt", legal_basis="offl. § 23").record(Act("test"))
    with pytest.raises(Circle) as circle:
        propose(pia, lay("noted", binding=True), RECEIVER)
    assert circle.value.path == ("T900", "T001 Innføring", "T900")


@pytest.mark.parametrize("state", ["proposed", "accepted", "disputed"])
def test_nobody_alone_says_that_what_was_agreed_is_no_waiting(state: str, pia: User, ola: User, lay: Lay) -> None:
    contract = lay(state, RECEIVER)
    DependencyConfirmation(dependency=contract, side="receiver").assert_(Act("Pia"))
    assert propose(ola, contract, GIVER, kind="continuation")
    contract.refresh_from_db()
    assert (contract.state, contract.last_word, stood(contract)) == ("proposed", "giver", {"giver": str(ola)})
    assert Notice.objects.get().values["awaited"]


def test_the_office_sorts_what_is_only_noted_on_its_own(sekretariat: User, t001: Initiative, lay: Lay) -> None:
    contract = lay("noted")
    assert actions.edit_dependency(
        by=sekretariat, initiative=t001, dependency=contract, changes={"kind": "continuation"}
    )
    contract.refresh_from_db()
    assert contract.state == "noted"


def test_two_who_propose_at_once_are_told_of_each_other(pia: User, ola: User, lay: Lay) -> None:
    contract = lay("proposed", GIVER, promised="1.3.2027", need_by="1.2.2027")
    version = actions.version_of(contract)
    propose(ola, contract, GIVER, promised=parse("1.9.2027"))
    with pytest.raises(Stale) as stale:
        propose(pia, contract, RECEIVER, version, promised=parse("1.1.2027"))
    assert [each.field for each in stale.value.clashes] == ["promised"]


def test_new_terms_do_not_run_over_an_answer_that_came_first(pia: User, ola: User, lay: Lay, revision: Any) -> None:
    contract = lay("proposed", RECEIVER, need_by="1.2.2027")
    version = actions.version_of(contract)
    actions.accept_contract(by=ola, dependency=contract, side=GIVER)
    assert refused(lambda: propose(pia, contract, RECEIVER, version, lag=5)) == {"": Why.CHANGED}
    contract.refresh_from_db()
    assert (contract.state, contract.lag, revision.moved) == ("accepted", 0, 1)


def test_the_office_proposes_on_somebodys_word_but_may_mend_a_spelling(
    sekretariat: User, t001: Initiative, lay: Lay
) -> None:
    contract = lay("accepted")
    on = {"by": sekretariat, "initiative": t001, "dependency": contract}
    assert actions.edit_dependency(**on, changes={"description": "Rettet"})
    assert refused(lambda: actions.edit_dependency(**on, changes={"lag": 3})) == {"given_by": Why.GIVEN_BY_NEEDED}
    assert actions.edit_dependency(**on, changes={"lag": 3}, given_by="Kari")


def test_a_source_no_longer_stands_behind_changed_terms(pia: User, lay: Lay) -> None:
    contract = lay("noted", need_by="2026")
    CitationFactory(subject=contract.uid, field="need_by", basis="stated")
    propose(pia, contract, RECEIVER, need_by=parse("1.2.2027"))
    standing: Any = Citation.objects.standing().get(subject=contract.uid)
    assert (standing.field, standing.note) == ("need_by", "Pia Programleder")


# ── withdrawing ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_withdrawing_tells_why(pia: User, ola: User, lay: Lay) -> None:
    contract = lay("accepted")
    actions.withdraw_contract(by=pia, dependency=contract, side=RECEIVER, reason="Vi trenger det ikke")
    assert told() == [("withdrawn", "utenforstaende")]
    assert Notice.objects.get().values["words"] == "Vi trenger det ikke"


@pytest.mark.parametrize(("state", "needs"), [("noted", False), ("fulfilled", False), ("accepted", True)])
def test_the_office_tidies_what_nobody_has_agreed_on_its_own(
    state: str, needs: bool, sekretariat: User, t001: Initiative, lay: Lay
) -> None:
    def withdraw() -> Any:
        actions.withdraw_dependency(by=sekretariat, initiative=t001, dependency=lay(state), reason="Dobbelt")

    if needs:
        assert refused(withdraw) == {"given_by": Why.GIVEN_BY_NEEDED}
    else:
        withdraw()


# ── a milestone that moves ───────────────────────────────────────────────────────────────────────────────────────────


def forecast(by: User, milestone: Milestone, date: str | None, role: DateRole = DateRole.FORECAST) -> bool:
    given = DateGiven(parse(date) if date else None, reason="Forsinket leverandør")
    return actions.state_dates(by=by, milestone=milestone, dates={role: given})


def changes() -> list[dict[str, Any]]:
    return [change for notice in Notice.objects.order_by("id") for change in notice.values["changes"]]


def test_a_moved_forecast_is_told_to_who_waits_with_old_and_new(
    pia: User, ola: User, gives: Milestone, lay: Lay
) -> None:
    lay("accepted")
    MilestoneDateFactory(milestone=gives, role="forecast", date="15.1.2027")
    forecast(ola, gives, "1.6.2027")
    assert told() == [("moved", "programleder")]
    assert changes() == [
        {"field": "forecast", "before": ["2027-01-15", "15.1.2027"], "after": ["2027-06-01", "1.6.2027"]}
    ]
    assert Notice.objects.get().values["words"] == "Forsinket leverandør"


def test_the_receivers_move_is_told_to_the_giver(pia: User, ola: User, takes: Milestone, lay: Lay) -> None:
    lay("proposed", RECEIVER)
    forecast(pia, takes, "1.6.2027")
    assert told() == [("moved", "utenforstaende")]


@pytest.mark.parametrize("state", ["noted", "fulfilled", "withdrawn"])
def test_nobody_is_told_where_nothing_is_negotiated(
    state: str, pia: User, ola: User, gives: Milestone, lay: Lay
) -> None:
    lay(state)
    forecast(ola, gives, "1.6.2027")
    assert told() == []


def test_a_word_that_does_not_count_is_not_told(pia: User, ola: User, gives: Milestone, lay: Lay) -> None:
    lay("accepted")
    MilestoneDateFactory(milestone=gives, role="forecast", date="15.1.2027")
    forecast(ola, gives, "1.2.2027", DateRole.APPROVED)
    forecast(ola, gives, "1.3.2027", DateRole.ORIGINAL)
    assert told() == []


def test_a_milestone_that_is_reached_is_told_also_on_its_day(pia: User, ola: User, gives: Milestone, lay: Lay) -> None:
    lay("accepted")
    MilestoneDateFactory(milestone=gives, role="forecast", date="20.11.2026")
    forecast(ola, gives, "20.11.2026", DateRole.ACTUAL)
    assert (told(), changes()[0]["field"]) == ([("moved", "programleder")], "actual")


def test_a_forecast_that_is_taken_back_falls_back_on_the_plan(pia: User, ola: User, gives: Milestone, lay: Lay) -> None:
    lay("accepted")
    MilestoneDateFactory(milestone=gives, role="original", date="1.12.2026")
    MilestoneDateFactory(milestone=gives, role="forecast", date="15.1.2027")
    forecast(ola, gives, None)
    assert [(each["field"], each["before"][0], each["after"][0]) for each in changes()] == [
        ("original", "2027-01-15", "2026-12-01")
    ]


def test_a_refused_move_tells_nothing(pia: User, ola: User, gives: Milestone, lay: Lay) -> None:
    lay("accepted")
    with pytest.raises(Refused):
        forecast(ola, gives, "1.6.2027", DateRole.ACTUAL)
    assert told() == []


def test_many_moves_at_once_are_told_one_by_one(pia: User, ola: User, gives: Milestone, lay: Lay) -> None:
    lay("accepted")
    quiet = MilestoneFactory(initiative=gives.initiative)
    words = [
        actions.Words(each, {DateRole.FORECAST: DateGiven(parse("1.6.2027"))}, actions.seen_words(each))
        for each in (gives, quiet)
    ]
    actions.state_all(by=ola, initiative=gives.initiative, words=words)
    assert told() == [("moved", "programleder")]


def test_a_milestones_own_form_tells_too(pia: User, ola: User, gives: Milestone, lay: Lay) -> None:
    lay("accepted")
    actions.edit_milestone(by=ola, milestone=gives, changes={}, dates={DateRole.FORECAST: DateGiven(parse("1.6.2027"))})
    assert told() == [("moved", "programleder")]


# ── external parties ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_who_follows_an_external_party_is_changed_by_those_it_concerns(pia: User, ola: User, takes: Milestone) -> None:
    party: ExternalParty = ExternalPartyFactory(name="DIPS")
    DependencyFactory(predecessor_external=party, successor_milestone=takes)
    follower = OrganisationFactory()
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        actions.edit_external_party(by=ola, party=party, changes={"follower": follower})
    version = actions.version_of(party)
    assert actions.edit_external_party(by=pia, party=party, changes={"follower": follower}, version=version)
    party.refresh_from_db()
    assert party.follower == follower
    assert Revision.objects.get().registers == Revision.objects.get().value == 1
    with pytest.raises(Stale):
        actions.edit_external_party(by=pia, party=party, changes={"follower": None}, version=version)


def test_a_contract_of_ones_own_gives_no_word_in_those_of_others(
    pia: User, ola: User, sekretariat: User, takes: Milestone, t900: Initiative
) -> None:
    party: ExternalParty = ExternalPartyFactory(name="DIPS")
    theirs = DependencyFactory(predecessor_external=party, successor_milestone=takes)
    DependencyFactory(predecessor_external=party, successor_initiative=t900)
    for changes in ({"follower": ola.organisation}, {"follower": ola.organisation, "note": "Vi følger opp"}):
        with pytest.raises(Refused) as caught:
            actions.edit_external_party(by=ola, party=party, changes=changes)
        assert caught.value.whys == {"follower": Why.OTHERS_TOO}
    assert not access.may_speak(ola, Dependency.objects.get(pk=theirs.pk), GIVER)
    assert actions.edit_external_party(by=ola, party=party, changes={"note": "Ring sentralbordet"})
    assert actions.edit_external_party(by=sekretariat, party=party, changes={"follower": pia.organisation})
    with pytest.raises(Refused):
        actions.edit_external_party(by=ola, party=party, changes={"follower": None})
    assert actions.edit_external_party(by=pia, party=party, changes={"follower": ola.organisation})


def test_two_external_parties_do_not_share_a_name(sekretariat: User) -> None:
    ExternalPartyFactory(name="DIPS AS")
    other = ExternalPartyFactory(name="Sopra")
    with pytest.raises(Refused) as caught:
        actions.edit_external_party(by=sekretariat, party=other, changes={"name": " dips as "})
    assert caught.value.whys == {"name": Why.DUPLICATE}
    assert actions.edit_external_party(by=sekretariat, party=other, changes={"name": "sopra"})
