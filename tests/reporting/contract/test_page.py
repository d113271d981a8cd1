"""The page of a contract as answered: who can do what, what is not told, other times, and what it costs."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from initiatives import actions, reading
from initiatives.domain.dates import parse
from initiatives.domain.vocabulary import Side
from initiatives.formatting import NBSP
from initiatives.models import Dependency, User, WithheldValue
from initiatives.models.base import Act
from portfolio.synthetic.generate import generate
from reporting.actions.locking import lock_period
from reporting.models import ReportingPeriod
from reporting.source import forget
from tests.demo import fill
from tests.factories import (
    ActionPlanFactory,
    CaseFactory,
    CitationFactory,
    DependencyFactory,
    ExternalPartyFactory,
    GovernanceBodyFactory,
    InitiativeFactory,
    MeetingFactory,
    MilestoneDateFactory,
    MilestoneFactory,
    PlanEntryFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db
TODAY = "2026-11-23T12:00:00+01:00"
LONG_AGO = datetime(2019, 1, 1, tzinfo=UTC)
WARM, COLD = 13, 65  # queries, with session and user


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY, tick=False), override("nb"):  # a page in another language leaves it to nobody
        yield


@pytest.fixture
def contract(t001, t900):
    """T001 waits for T900: proposed by the giver."""
    for part in (t001, t900):
        PlanEntryFactory(initiative=part, plan=ActionPlanFactory(key=f"plan-{part.code}"), category="ongoing")
    gives = MilestoneFactory(initiative=t900, name="Innlogging klar", language="nn")
    takes = MilestoneFactory(initiative=t001, name="Innføring")
    MilestoneDateFactory(milestone=gives, role="forecast", date="15.1.2027")
    MilestoneDateFactory(milestone=takes, role="forecast", date="1.5.2027")
    return DependencyFactory(
        key="K1", predecessor_milestone=gives, successor_milestone=takes, state="proposed", last_word="giver",
        need_by="1.2.2027", promised="1.3.2027", binding=True, description="Innlogging", consequence="Alt stopper",
    )  # fmt: skip


def address(contract, query=""):
    return f"/samordning/avtaler/{contract.uid}/{query}"


def page(client, contract, query="", status=200):
    """What is read on the page: tags gone, white space one."""
    response = client.get(address(contract, query))
    assert response.status_code == status
    main = response.content.decode().split('<main class="page"')[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)).replace(NBSP, " ")


def offered(client, contract, query=""):
    """The acts the page leads to, in order."""
    found = client.get(address(contract, query)).content.decode()
    return re.findall(rf'href="/avtaler/{contract.uid}/(\w+)/\?side=(\w+)', found)


def buttons(client, contract):
    """The buttons of the acts, as they stand."""
    found = client.get(address(contract)).content.decode()
    return found.split('<section class="acts"')[1].split("</section>")[0]


# ── who ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_who_is_not_signed_in_is_sent_to_sign_in(client, contract):
    assert client.get(address(contract))["Location"] == f"/logg-inn/?next={address(contract)}"


@pytest.mark.parametrize("who", ["leder", "admin_person"])
def test_everybody_reads_and_those_on_neither_side_are_offered_nothing(client, request, contract, who):
    client.force_login(request.getfixturevalue(who))
    told = page(client, contract)
    assert "Innlogging klar" in told
    assert "Hva vil du gjøre?" not in told
    assert offered(client, contract) == []


def test_each_side_is_offered_what_it_can_do_the_most_wanted_first(client, programleder, utenforstaende, contract):
    client.force_login(programleder)
    assert [act for act, _ in offered(client, contract)][:3] == ["godta", "bestrid", "foresla"]
    assert {side for _, side in offered(client, contract)} == {"receiver"}
    assert "Dere skal svare." in page(client, contract)
    client.force_login(utenforstaende)
    assert offered(client, contract)[0] == ("spor", "giver")
    assert "godta" not in {act for act, _ in offered(client, contract)}
    assert "mottatt" not in {act for act, _ in offered(client, contract)}


def test_the_office_sees_both_panels_and_that_it_speaks_for_others(client, sekretariat, contract):
    client.force_login(sekretariat)
    assert {side for _, side in offered(client, contract)} == {"giver", "receiver"}
    assert page(client, contract).count("Du svarer på vegne av dem.") == 2


@pytest.mark.parametrize(
    ("state", "last_word", "changes", "first"),
    [
        ("noted", "", {}, "foresla"),
        ("accepted", "giver", {}, "bekreft"),
        ("disputed", "giver", {"counter_date": "15.3.2027"}, "godta"),
        ("disputed", "giver", {}, "foresla"),
        ("disputed", "receiver", {}, "spor"),
        ("fulfilled", "receiver", {}, "bestrid"),
    ],
)
def test_the_first_act_is_what_one_most_likely_came_for(
    client, programleder, contract, state, last_word, changes, first
):
    contract.state, contract.last_word = state, last_word
    for name, value in changes.items():
        setattr(contract, name, parse(value))
    contract.record(Act("test"))
    actions.revise([contract.successor_milestone.initiative_id, contract.predecessor_milestone.initiative_id])
    client.force_login(programleder)
    assert offered(client, contract)[0] == (first, "receiver")


def test_what_would_say_nothing_new_is_not_offered_and_no_button_calls(client, programleder, utenforstaende, contract):
    client.force_login(programleder)
    assert "spor" not in {act for act, _ in offered(client, contract)}, "whose answer is awaited has nothing to ask"
    actions.accept_contract(by=programleder, dependency=contract, side=Side.RECEIVER)
    assert "bekreft" not in {act for act, _ in offered(client, contract)}
    assert "ds-button" in buttons(client, contract)
    assert buttons(client, contract).count("ds-button") == buttons(client, contract).count('data-variant="secondary"')
    assert "bekreftet i dag" in page(client, contract)


def test_what_was_received_says_when_and_reckons_no_more(client, programleder, contract):
    contract.state, contract.fulfilled = "fulfilled", parse("20.11.2026")
    contract.record(Act("test"))
    actions.revise([contract.successor_milestone.initiative_id, contract.predecessor_milestone.initiative_id])
    client.force_login(programleder)
    told = page(client, contract)
    assert "Leveransen ble tatt imot 20.11.2026." in told
    assert "Tatt imot 20.11.2026 sier mottakeren" in told
    for words in ("Tidligst mulig", "Leveransen er ventet", "Mottakerens milepæl kan"):
        assert words not in told, words
    assert "Si at leveransen ikke holder" in buttons(client, contract)
    assert buttons(client, contract).count('data-variant="secondary"') == 1


def test_a_dissolved_side_is_named_and_who_speaks_for_it_can_give_it_a_new_owner(
    client, sekretariat, programleder, leder, contract, annen_eier
):
    annen_eier.valid_to = parse("31.12.2023")
    annen_eier.record(Act("test"))
    actions.revise([contract.predecessor_milestone.initiative_id])
    for user, offers in ((sekretariat, True), (programleder, False), (leder, False)):
        client.force_login(user)
        assert "Norsk helsenett avviklet 31.12.2023" in page(client, contract)
        assert page(client, contract).count("avviklet 31.12.2023") == 1
        found = client.get(address(contract)).content.decode()
        assert ('href="/tiltak/T900/eierskap/ny-eier/"' in found) is offers


def test_a_counter_date_is_offered_by_its_date(client, programleder, contract):
    contract.state, contract.counter_date = "disputed", parse("15.3.2027")
    contract.record(Act("test"))
    client.force_login(programleder)
    assert "Godta 15.3.2027 som ny lovet dato" in page(client, contract)


def test_what_was_delivered_is_to_be_received_first(client, programleder, contract):
    contract.state = "accepted"
    contract.record(Act("test"))
    MilestoneDateFactory(milestone=contract.predecessor_milestone, role="actual", date="20.11.2026")
    client.force_login(programleder)
    assert offered(client, contract)[0] == ("mottatt", "receiver")


# ── what is told ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_heading_says_who_waits_for_whom_and_the_page_why(client, leder, contract):
    client.force_login(leder)
    told = page(client, contract)
    assert "Program pasientens legemiddelliste venter på Helsenettet" in told
    for words in (
        "foreslått siden i dag", "venter på svar fra mottakeren", "Helsedirektoratet", "Norsk helsenett",
        "Lovet 28 dager etter behovet", "Leveransen er ventet 15.1.2027, etter giverens egen plan.",
        "Planene regner med avtalen, merket som foreslått til begge har godtatt den.",
        "Mottakeren begynner når giveren er ferdig.", "Hvis det svikter: Alt stopper", "ikke bekreftet",
        "Avtalen er registrert her og har ingen annen kilde enn partene.",
    ):  # fmt: skip
        assert words in told, words
    assert 'lang="nn">Innlogging klar' in client.get(address(contract)).content.decode()


def test_why_nothing_is_reckoned_is_told(client, leder, t001, t900):
    client.force_login(leder)
    whole = DependencyFactory(predecessor_initiative=t900, successor_initiative=t001, binding=True)
    told = page(client, whole)
    assert "uten milepæler i begge ender er det ingen dato" in told
    assert "giveren er ikke en milepæl" in told
    assert "Ingen dato er oppgitt, verken behov eller løfte." in told


def test_what_waits_for_something_undated_is_not_told_to_hold(client, leder, t001, t900):
    PlanEntryFactory(initiative=t001, plan=ActionPlanFactory(key="plan"), category="ongoing")
    takes = MilestoneFactory(initiative=t001, name="Innføring")
    MilestoneDateFactory(milestone=takes, role="forecast", date="1.5.2027")
    undated = DependencyFactory(
        predecessor_external=ExternalPartyFactory(name="Leverandøren"), successor_milestone=takes, state="accepted",
        binding=True,
    )  # fmt: skip
    client.force_login(leder)
    told = page(client, undated)
    assert "Det kan ikke regnes ut når leveransen kan komme: ingen har datert den." in told
    assert "Mottakerens milepæl kan tidligst nås 1.5.2027, men noe den venter på, har ingen dato." in told
    assert "rekkes som planlagt" not in told


def test_the_body_the_cases_and_the_sources_are_told(client, leder, contract):
    body = GovernanceBodyFactory(name="NUFA", level="faglig, taktisk", period="2024–")
    CaseFactory(
        meeting=MeetingFactory(body=body, date="10.12.2026"), dependency=contract, title="Når er innloggingen klar?",
        initiative=contract.successor_milestone.initiative,
    )  # fmt: skip
    source = SourceFactory(title="Tildelingsbrev 2026", url="https://example.org/brev")
    CitationFactory(subject=contract.uid, source=source, basis="stated")
    client.force_login(leder)
    told = page(client, contract)
    assert "Kan avgjøres av NUFA" in told
    assert "Når er innloggingen klar? NUFA 10.12.2026" in told
    assert 'href="https://example.org/brev"' in client.get(address(contract)).content.decode()


def test_the_picture_has_a_twin_in_words(client, leder, contract):
    client.force_login(leder)
    shown = client.get(address(contract)).content.decode()
    assert '<svg class="dates"' in shown
    assert " style=" not in shown
    told = page(client, contract)
    assert "Lovet 1.3.2027 giveren 28 dager etter behovet" in told
    assert "Tidligst mulig 15.1.2027 regnet ut av planene 17 dager før behovet" in told


def test_an_external_party_leads_to_its_page_for_those_who_may_change_it(client, programleder, leder, t001):
    party = ExternalPartyFactory(name="DIPS")
    outside = DependencyFactory(predecessor_external=party, successor_initiative=t001, state="accepted")
    client.force_login(leder)
    assert "utenfor porteføljen" in page(client, outside)
    assert f"/eksterne/{party.uid}/" not in client.get(address(outside)).content.decode()
    client.force_login(programleder)
    assert f"/eksterne/{party.uid}/" in client.get(address(outside)).content.decode()
    assert {side for _, side in offered(client, outside)} == {"giver", "receiver"}


# ── the course ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_course_tells_who_for_whom_on_whose_word_and_old_to_new(
    client, programleder, utenforstaende, sekretariat, contract
):
    with time_machine.travel("2026-11-24T09:00:00+01:00", tick=False):
        actions.dispute_contract(
            by=sekretariat,
            dependency=contract,
            side=Side.RECEIVER,
            objection="Vi må ha det før",
            counter_date=parse("1.2.2027"),
            given_by="Kari Nordmann",
        )
    with time_machine.travel("2026-11-25T09:00:00+01:00", tick=False):
        actions.propose_contract(
            by=utenforstaende, dependency=contract, side=Side.GIVER, changes={"promised": parse("15.2.2027")}
        )
    with time_machine.travel("2026-11-26T09:00:00+01:00", tick=False):
        actions.accept_contract(by=programleder, dependency=contract, side=Side.RECEIVER)
    with time_machine.travel("2026-11-27T09:00:00+01:00", tick=False):
        actions.confirm_contract(by=utenforstaende, dependency=contract, side=Side.GIVER)
        client.force_login(programleder)
        course = page(client, contract).split("Forløp")[1]
        titles = ("Bekreftet", "Godtok", "Foreslo nye vilkår", "Sa at avtalen ikke holder", "Foreslo avtalen")
        order = [course.index(words) for words in titles]
        assert order == sorted(order)
        for words in (
            "27.11.2026 Bekreftet avtalen for giveren",
            "Godtok avtalen for mottakeren Pia Programleder · bekreftet samtidig",
            "Lovet: var 1.3.2027 → ble 15.2.2027",
            "sekretariat · oppgitt av Kari Nordmann",
            "Innvending: Vi må ha det før",
        ):
            assert words in course, words


def test_a_confirmation_that_was_taken_back_says_since_when(client, programleder, utenforstaende, contract):
    actions.accept_contract(by=programleder, dependency=contract, side=Side.RECEIVER)
    with time_machine.travel("2026-11-25T09:00:00+01:00", tick=False):
        actions.confirm_contract(by=utenforstaende, dependency=contract, side=Side.GIVER)
    with time_machine.travel("2026-11-26T09:00:00+01:00", tick=False):
        actions.propose_contract(by=programleder, dependency=contract, side=Side.RECEIVER, changes={"lag": 7})
        client.force_login(programleder)
        assert "gjelder ikke lenger fra 26.11.2026: nye vilkår" in page(client, contract)


# ── what is withheld ─────────────────────────────────────────────────────────────────────────────────────────────────


def withhold(subject, field):
    WithheldValue(subject=subject.uid, field=field, grade="exempt", legal_basis="offl. § 23").record(Act("test"))
    with transaction.atomic():
        actions.revise(registers=True)


@pytest.mark.parametrize("query", ["", "?date=2026-11-23"])
def test_a_withheld_promise_is_told_to_its_sides_and_the_office_alone(
    client, programleder, utenforstaende, sekretariat, admin_person, contract, query
):
    withhold(contract, "promised")
    for user, sees in ((admin_person, False), (programleder, True), (utenforstaende, True), (sekretariat, True)):
        client.force_login(user)
        told = page(client, contract, query)
        assert ("1.3.2027" in told) is sees, user
        assert ("unntatt" in told) is not sees, user


def test_an_old_value_of_what_is_withheld_is_withheld_too(client, admin_person, utenforstaende, contract):
    actions.propose_contract(
        by=utenforstaende, dependency=contract, side=Side.GIVER, changes={"promised": parse("1.9.2027")}
    )
    withhold(contract, "promised")
    client.force_login(admin_person)
    told = page(client, contract)
    assert "1.3.2027" not in told and "1.9.2027" not in told
    assert "Lovet: var unntatt, offl. § 23" in told


def test_the_other_sides_withheld_milestone_is_not_named(client, programleder, contract):
    withhold(contract.predecessor_milestone, "name")
    client.force_login(programleder)
    assert "Innlogging klar" not in client.get(address(contract)).content.decode()


# ── other times ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_contract_nobody_knows_is_not_found(client, leder, contract):
    InitiativeFactory(known_from=LONG_AGO)
    client.force_login(leder)
    unknown = address(contract).replace(str(contract.uid)[:8], "00000000")
    assert client.get(unknown).status_code == 404
    assert client.get(f"{unknown}?date=2026-01-01").status_code == 404


def test_a_contract_not_known_then_says_so(client, leder, contract):
    InitiativeFactory(known_from=LONG_AGO)
    client.force_login(leder)
    assert "Avtalen var ikke kjent 1. oktober 2026." in page(client, contract, "?date=2026-10-01", 404)


def test_a_withdrawn_contract_says_when_and_why_and_stands_at_earlier_dates(client, programleder, contract):
    with time_machine.travel("2026-11-25T09:00:00+01:00", tick=False):
        actions.withdraw_contract(by=programleder, dependency=contract, side=Side.RECEIVER, reason="Uaktuell")
        client.force_login(programleder)
        told = page(client, contract, status=404)
        assert "Den ble trukket 25.11.2026 kl. 09.00" in told and "«Uaktuell»" in told
        assert "Lovet 1.3.2027" in page(client, contract, "?date=2026-11-24")


def test_a_date_shows_the_terms_and_the_course_of_then_and_no_acts(client, programleder, utenforstaende, contract):
    with time_machine.travel("2026-11-25T09:00:00+01:00", tick=False):
        actions.propose_contract(
            by=utenforstaende, dependency=contract, side=Side.GIVER, changes={"promised": parse("1.9.2027")}
        )
        client.force_login(programleder)
        assert "1.9.2027" in page(client, contract)
        then = page(client, contract, "?date=2026-11-24")
        assert "1.9.2027" not in then and "Lovet 1.3.2027" in then
        assert "1 hendelse" in then
        assert offered(client, contract, "?date=2026-11-24") == []
        assert "?date=2026-11-24" in client.get(address(contract, "?date=2026-11-24")).content.decode()


def test_a_locked_period_shows_what_was_reckoned_at_its_lock(client, programleder, t001, t900):
    then = {"known_from": datetime(2023, 12, 1, tzinfo=UTC)}
    for part in (t001, t900):
        part.record(Act("Kilde", **then))
        plan = ActionPlanFactory(key=f"plan-{part.code}", **then)
        PlanEntryFactory(initiative=part, plan=plan, category="ongoing", **then)
    gives, takes = (MilestoneFactory(initiative=part, **then) for part in (t900, t001))
    MilestoneDateFactory(milestone=gives, role="forecast", date="1.6.2024", **then)
    kept = DependencyFactory(
        predecessor_milestone=gives,
        successor_milestone=takes,
        state="accepted",
        need_by="1.3.2024",
        binding=True,
        **then,
    )
    period = ReportingPeriod(code="2024-1", cut_off=date(2024, 1, 31), state="open")
    period.record(Act("Kilde", **then))
    lock_period(period=period, act=Act("Siri"), known_by=date(2024, 1, 31))
    client.force_login(programleder)
    before = page(client, kept, "?period=2024-1")
    assert "Tidligst mulig 1.6.2024" in before
    actions.propose_contract(
        by=programleder, dependency=kept, side=Side.RECEIVER, changes={"need_by": parse("1.1.2028")}
    )
    gives.name = "Et nytt navn"
    gives.record(Act("Siri"))
    assert page(client, kept, "?period=2024-1") == before
    assert offered(client, kept, "?period=2024-1") == []
    assert "1.1.2028" in page(client, kept)


# ── languages, and what it costs ─────────────────────────────────────────────────────────────────────────────────────


def test_stored_names_carry_their_language_in_the_course_and_the_title_tells_two_contracts_apart(
    client, leder, contract
):
    client.force_login(leder)
    html = client.get(address(contract)).content.decode()
    assert '<span class="now" lang="nn">Innlogging klar</span>' in html
    assert f"({contract.key}) – Samstyr</title>" in html


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("state", ["noted", "proposed", "accepted", "disputed", "fulfilled"])
def test_it_answers_in_every_language_in_every_state(client, programleder, contract, language, state):
    contract.state = state
    contract.record(Act("test"))
    client.force_login(programleder)
    client.cookies["django_language"] = language
    response = client.get(address(contract))
    assert response.status_code == 200
    assert "%(" not in response.content.decode()


def test_queries_do_not_grow_with_the_portfolio(client, programleder, contract):
    client.force_login(programleder)
    generate(40)
    small = _cost(client, contract)
    generate(40)
    large = _cost(client, contract)
    assert small == large
    cold, warm, past = large
    assert warm <= WARM
    assert cold <= COLD
    assert past <= COLD


def _cost(client, contract):
    reading.forget()
    forget()
    return tuple(_queries(client, address(contract, query)) for query in ("", "", "?date=2026-11-23"))


def _queries(client, path):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_every_contract_of_the_demo_answers_now_then_and_on_any_day(client, db):
    fill()
    client.force_login(User.objects.get(username="leder"))
    for each in Dependency.objects.all():
        for query in ("", "?period=2024-1", "?date=2026-06-30"):
            assert client.get(address(each, query)).status_code in ((200,) if not query else (200, 404)), each.key
