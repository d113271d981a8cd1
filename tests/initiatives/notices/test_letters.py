"""What a mail says, kind by kind; what it never says; and what names can do to it."""

from html.parser import HTMLParser
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives
from django.urls import NoReverseMatch
from django.utils.translation import override

from initiatives.domain import vocabulary as v
from initiatives.domain.dates import parse
from initiatives.domain.vocabulary import NoticeKind, Side
from initiatives.models import Dependency, ExternalParty, Initiative, Meeting, Milestone, Notice, User, WithheldValue
from initiatives.models.base import Act
from initiatives.notices import ROUNDS, links, sending, tell_both_sides, tell_other_side
from initiatives.notices.letters import LONGEST_SUBJECT, Letter, letter
from initiatives.notices.veils import veils
from initiatives.notices.wording import _KINDS
from tests.factories import DependencyFactory, ExternalPartyFactory, GovernanceBodyFactory, MilestoneFactory
from tests.initiatives.notices.conftest import Tell

pytestmark = pytest.mark.django_db

T001, T900 = "T001 Program pasientens legemiddelliste", "T900 Helsenettet"


def written(notice: Notice) -> Letter:
    return letter(notice, veils([notice]))


def message(notice: Notice) -> EmailMultiAlternatives:
    return sending._message(notice)


def test_every_kind_has_its_words() -> None:
    assert set(_KINDS) == set(NoticeKind) - ROUNDS


@pytest.mark.parametrize(
    ("kind", "subject", "lead", "asked", "otherwise"),
    [
        (
            NoticeKind.PROPOSED, f"T900: forslag til avtale med {T001}",
            f"Pia Programleder (Helsedirektoratet) foreslår en avtale på vegne av {T001}.",
            "Si om dere kan levere", "Etter 90 dager",
        ),
        (
            NoticeKind.CHANGED, f"T900: avtalen med {T001} er endret",
            f"Pia Programleder (Helsedirektoratet) har endret avtalen på vegne av {T001}.",
            "fortsatt står ved", "står som før",
        ),
        (
            NoticeKind.ACCEPTED, f"T900: avtalen med {T001} er godtatt",
            f"Pia Programleder (Helsedirektoratet) har godtatt avtalen på vegne av {T001}.",
            "trenger ikke gjøre noe nå", "Avtalen er bindende",
        ),
        (
            NoticeKind.DISPUTED, f"T900: {T001} godtar ikke avtalen",
            f"Pia Programleder (Helsedirektoratet) svarer på vegne av {T001} at avtalen ikke kan godtas slik den står.",
            "foreslå noe dere begge kan stå ved", "regnes avtalen ikke med",
        ),
        (
            NoticeKind.CONFIRMED, f"T900: {T001} bekrefter avtalen",
            f"Pia Programleder (Helsedirektoratet) bekrefter på vegne av {T001} at avtalen står ved lag.",
            "Bekreft for deres side", "vises blant konfliktene",
        ),
        (
            NoticeKind.FULFILLED, f"T900: avtalen med {T001} er oppfylt",
            f"Pia Programleder (Helsedirektoratet) melder på vegne av {T001} at avtalen er oppfylt.",
            "Dere trenger ikke gjøre noe", "En oppfylt avtale",
        ),
        (
            NoticeKind.WITHDRAWN, f"T900: avtalen med {T001} er trukket",
            f"Pia Programleder (Helsedirektoratet) har trukket avtalen på vegne av {T001}.",
            "Se om planene deres bygger på avtalen", "En trukket avtale",
        ),
        (
            NoticeKind.ASKED, f"T900: {T001} ber om svar",
            f"Pia Programleder (Helsedirektoratet) ber om svar på vegne av {T001}.",
            "Svar i avtalen", "Uten svar blir avtalen stående",
        ),
    ],
)  # fmt: skip
def test_a_mail_says_who_did_what_for_whom_and_what_is_asked(
    kind: NoticeKind, subject: str, lead: str, asked: str, otherwise: str, tell: Tell
) -> None:
    found = written(tell(kind))
    assert found.subject == subject
    assert str(found.lead) == lead
    assert asked in found.asked and otherwise in found.otherwise
    assert f"{T001} (milepælen «Bred innføring») venter på {T900} (milepælen «Felles innlogging»)." in found.text
    for words in (lead, found.asked, found.otherwise):
        assert words in found.text and words in plain(found.html)


def test_a_proposal_asks_the_receiver_another_question_than_the_giver(tell: Tell) -> None:
    giver, receiver = written(tell(NoticeKind.PROPOSED)), written(tell(NoticeKind.PROPOSED, side=Side.GIVER))
    assert receiver.asked.startswith("Si om det stemmer for dere") and giver.asked != receiver.asked
    assert receiver.subject.startswith("T001: ")


def test_new_terms_ask_for_an_answer_and_old_ones_do_not(contract: Dependency, tell: Tell) -> None:
    contract.state = v.DependencyState.PROPOSED
    assert "de nye vilkårene" in written(tell(NoticeKind.CHANGED)).asked
    contract.last_word = v.Side.GIVER  # it is the receiver's own answer that is awaited
    assert "fortsatt står ved" in written(tell(NoticeKind.CHANGED)).asked


@pytest.mark.parametrize(
    ("ask", "side", "subject", "asked", "otherwise"),
    [
        (v.Ask.ANSWER, Side.RECEIVER, "ber om svar", "Svar i avtalen", "Uten svar"),
        (v.Ask.DATE, Side.RECEIVER, "ber om en dato", "Si når dere kan levere", "Uten dato"),
        (v.Ask.DATE, Side.GIVER, "ber om en dato", "Si når dere må ha leveransen", "Uten dato"),
        (v.Ask.CONFIRMATION, Side.GIVER, "ber dere bekrefte", "Bekreft at avtalen gjelder", "på 90 dager"),
    ],
)
def test_what_is_asked_for_is_said(
    ask: v.Ask, side: Side, subject: str, asked: str, otherwise: str, tell: Tell
) -> None:
    found = written(tell(NoticeKind.ASKED, side=side, ask=ask))
    assert subject in found.subject and asked in found.asked and otherwise in found.otherwise


def test_what_changed_is_told_old_and_new_and_the_terms_that_stand_after_it(tell: Tell, innforing: Milestone) -> None:
    found = written(
        tell(
            changes={
                "promised": (parse("30.11.2026"), parse("15.1.2027")),
                "counter_date": (parse("2027"), None),
                "lag": (0, 14),
                "binding": (False, True),
                "type": (v.LinkType.FS, v.LinkType.SS),
                "predecessor_milestone": (None, innforing),
                "consequence": ("", "Sykehuset venter"),
                "last_word": ("giver", "receiver"),  # nothing a reader has use for
            }
        )
    )
    assert list(map(str, found.facts)) == [
        "Lovet: 15.1.2027, var 30.11.2026",
        "Motforslag: tatt bort, var 2027",
        "Opphold: 14 dager, var 0 dager",
        "Bindende: ja, var nei",
        "Kobling: start til start, var slutt til start",
        "Giverens milepæl: Bred innføring",
        "Konsekvens: Sykehuset venter",
        "Trengs senest: 30.11.2026",
    ]
    assert '<span lang="nb">Sykehuset venter</span>' in found.html


def test_a_contract_without_a_promise_says_nothing_of_one(contract: Dependency, tell: Tell) -> None:
    contract.promised = None  # type: ignore[assignment]
    assert list(map(str, written(tell(NoticeKind.ACCEPTED)).facts)) == ["Trengs senest: 30.11.2026"]


@pytest.mark.parametrize(("side", "asked"), [(Side.RECEIVER, "venter på dere"), (Side.GIVER, "Dere venter på")])
def test_a_moved_milestone_is_named_with_old_and_new_date(
    side: Side, asked: str, tell: Tell, innforing: Milestone
) -> None:
    moved = {"forecast": (parse("nov. 2026"), parse("15.1.2027"))}
    found = written(tell(NoticeKind.MOVED, side=side, changes=moved, milestone=innforing))
    assert "milepælen «Bred innføring» i" in str(found.lead)
    assert str(found.facts[0]) == "Prognose: 15.1.2027, var nov. 2026"
    assert asked in found.asked


@pytest.mark.parametrize(("side", "asked"), [(Side.RECEIVER, "fortsatt gjelder"), (Side.GIVER, "meld avtalen oppfylt")])
def test_a_milestone_that_is_reached_is_told_as_reached(
    side: Side, asked: str, tell: Tell, innforing: Milestone
) -> None:
    reached = {"actual": (parse("nov. 2026"), parse("20.11.2026"))}
    notice = tell(NoticeKind.MOVED, side=side, changes=reached, milestone=innforing)
    found = written(notice)
    assert "melder at milepælen «Bred innføring» i" in str(found.lead) and found.subject.endswith("er nådd")
    assert asked in found.asked
    withhold(innforing, "name")
    assert "melder at en milepæl i" in str(written(notice).lead)


def test_whether_the_plans_are_reckoned_again_is_said_as_the_engine_does_it(
    contract: Dependency, tell: Tell, innlogging: Milestone
) -> None:
    def said() -> str:
        return written(tell(NoticeKind.MOVED, side=Side.GIVER, milestone=innlogging)).otherwise

    assert said() == "Planene regnes om med den nye datoen, også deres."
    contract.state = v.DependencyState.DISPUTED
    assert said() == "Avtalen står som før til en av dere endrer den."
    contract.state, contract.binding = v.DependencyState.ACCEPTED, False
    assert said() == "Avtalen står som før til en av dere endrer den."


def test_a_case_names_the_body_and_the_meeting(contract: Dependency, pia: User, ola: User, sekretariat: User) -> None:
    body = GovernanceBodyFactory(name="E-helserådet")
    meeting = Meeting(body=body, date=parse("9.12.2026"))  # type: ignore[misc]
    meeting.record(Act("test"))
    assert tell_both_sides(dependency=contract, meeting=meeting, actor="Kari Kontor", user=sekretariat) == 2
    for notice in Notice.objects.select_related("dependency", "initiative"):
        found = written(notice)
        assert str(found.lead) == "Kari Kontor har satt avtalen på dagsordenen for E-helserådet, møtet 9.12.2026."
        assert found.subject.startswith(f"{notice.initiative.code}: avtalen med")  # type: ignore[union-attr]


def test_own_words_are_quoted_as_somebodys_own_line_by_line(tell: Tell) -> None:
    found = written(tell(words="Leverandøren er sen.\n\nVi kommer tilbake.", language="nn"))
    assert "Pia Programleder (Helsedirektoratet) skrev:\n> Leverandøren er sen.\n>\n> Vi kommer" in found.text
    assert '<blockquote lang="nn"><p>Leverandøren er sen.</p>' in found.html


def test_a_proposal_quotes_what_it_is_about_and_a_dispute_its_objection(contract: Dependency, tell: Tell) -> None:
    contract.objection, contract.objection_language = "Vi rekker det ikke", "nn"
    assert "> Timeboken trenger felles innlogging" in written(tell(NoticeKind.PROPOSED)).text
    assert '<blockquote lang="nn"><p>Vi rekker det ikke' in written(tell(NoticeKind.DISPUTED)).html
    assert written(tell(NoticeKind.ACCEPTED)).quote is None


def test_why_one_is_written_to_and_whom_to_ask_stands_at_the_end(
    tell: Tell, t001: Initiative, annen_eier: Any, ola: User, sekretariat: User
) -> None:
    assert f"fordi du er ansvarlig for {T900} i Samstyr" in written(tell()).text
    supplier: ExternalParty = ExternalPartyFactory(name="Leverandøren", follower=annen_eier)
    for follower, why in ((annen_eier, "virksomheten din følger opp"), (None, "ingen er registrert som ansvarlig for")):
        supplier.follower = follower
        waits = DependencyFactory(predecessor_external=supplier, successor_initiative=t001)
        tell_other_side(kind=NoticeKind.ACCEPTED, dependency=waits, side=Side.RECEIVER, actor="Pia", user=None)
        found = written(Notice.objects.filter(dependency=waits).select_related("dependency").get())
        assert f"{why} Leverandøren i Samstyr" in found.text
        assert "Si fra til porteføljekontoret." in found.text
        assert found.subject == f"Leverandøren: avtalen med {T001} er godtatt"


def test_an_example_says_that_it_is_one(tell: Tell, t900: Initiative, contract: Dependency) -> None:
    assert "eksempel" not in written(tell()).text
    milestone = contract.predecessor_milestone
    assert milestone is not None
    milestone.initiative.example = True
    found = written(tell())
    assert "Dette er et eksempel" in found.text and "Dette er et eksempel" in found.html


# ── links ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_link_is_whole_and_leads_to_the_contract_where_it_has_a_page(
    tell: Tell, contract: Dependency, monkeypatch: pytest.MonkeyPatch
) -> None:
    notice = tell()
    monkeypatch.setattr(links, "reverse", lambda name, kwargs: f"/{name}/{kwargs['uid']}/")
    assert written(notice).url == f"https://samstyr.test/reporting:contract/{contract.uid}/"


def test_the_link_leads_to_the_initiative_where_it_has_none(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    def reverse(name: str, kwargs: Any) -> str:
        if name == "reporting:contract":
            raise NoReverseMatch
        return f"/tiltak/{kwargs['code']}/"

    notice = tell()
    monkeypatch.setattr(links, "reverse", reverse)
    assert "https://samstyr.test/tiltak/T900/" in written(notice).text
    notice.initiative = None
    assert written(notice).url == "https://samstyr.test/"


# ── what names can do ────────────────────────────────────────────────────────────────────────────────────────────────

WICKED = "Nett\r\nBcc: alle@example.org\n<script>alert(1)</script> %(actor)s & «x»"


@pytest.mark.parametrize("named", [True, False])
def test_a_name_breaks_neither_headers_nor_markup_nor_our_sentences(named: bool, tell: Tell, t001: Initiative) -> None:
    notice = tell()
    for side in ("giver", "receiver"):
        notice.values[side]["whole"]["name" if named else "code"] = WICKED
    if not named:
        withhold(t001, "name")
    notice.actor = f"{WICKED} Pia"
    assert "\n" not in str(written(notice).lead)
    sent = message(notice)
    assert sent.message().as_bytes().count(b"\nSubject:") == 1
    assert sent.message()["Bcc"] is None
    assert "\n" not in sent.subject and "\r" not in sent.subject and len(sent.subject) <= LONGEST_SUBJECT
    page = str(sent.alternatives[0][0])
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_own_words_are_escaped_and_not_endless(tell: Tell) -> None:
    found = written(tell(words="<b>" + "x" * 9_000))
    assert "<b>" not in found.html
    assert len(found.text) < 4_000


def test_a_page_fetches_nothing_and_marks_each_name_with_its_language(tell: Tell, t001: Initiative) -> None:
    notice = tell()
    notice.values["receiver"]["whole"]["language"] = "nn"
    page = written(notice).html
    assert f'<span lang="nn">{T001}</span>' in page
    for fetched in ("<img", "<link", "<script", "<style", "style=", "url("):
        assert fetched not in page


@pytest.mark.parametrize(("language", "date"), [("nb", "15.1.2027"), ("nn", "15.1.2027"), ("en", "15 Jan 2027")])
def test_every_kind_can_be_written_in_every_language(
    language: str, date: str, tell: Tell, innlogging: Milestone
) -> None:
    for kind in _KINDS:
        notice = tell(kind, side=Side.GIVER, milestone=innlogging, words="Ord")
        with override(language):
            found = written(notice)
            assert (found.language, date in found.text, date in found.html) == (language, True, True)
            assert "%(" not in found.text + found.html + found.subject


# ── what is withheld ─────────────────────────────────────────────────────────────────────────────────────────────────


def withhold(subject: Any, field: str, **values: Any) -> None:
    WithheldValue(subject=subject.uid, field=field, grade="exempt", legal_basis="offl. § 23", **values).record(
        Act("test")
    )


@pytest.fixture
def secret(tell: Tell) -> Notice:
    changes = {"promised": (parse("30.11.2026"), parse("15.1.2027"))}
    return tell(changes=changes, words="Vi lover 15.1.2027 og ikke 30.11.2026")


def test_a_withheld_value_is_in_no_part_of_a_mail_nor_are_the_words_that_may_give_it_away(
    secret: Notice, contract: Dependency
) -> None:
    withhold(contract, "promised")
    sent = message(secret)
    for part in (sent.subject, sent.body, str(sent.alternatives[0][0])):
        assert "15.1.2027" not in part and "Vi lover" not in part
    assert "Lovet: unntatt" in sent.body
    assert "Begrunnelsen står i avtalen, fordi noe i den er unntatt." in sent.body
    assert "Trengs senest: 30.11.2026" in sent.body


def test_a_value_that_is_no_longer_withheld_or_of_another_contract_is_told(
    secret: Notice, contract: Dependency, t001: Initiative
) -> None:
    withhold(contract, "promised", release=parse("23.11.2026").earliest)
    withhold(contract, "need_by")
    WithheldValue.objects.get(field="need_by").withdraw(Act("test", reason="feil"))
    withhold(DependencyFactory(predecessor_external=ExternalPartyFactory(), successor_initiative=t001), "promised")
    assert "Lovet: 15.1.2027, var 30.11.2026" in written(secret).text
    assert "Trengs senest: 30.11.2026" in written(secret).text
    assert "> Vi lover" in written(secret).text


def test_a_withheld_name_and_a_withheld_date_of_a_milestone_are_left_out(
    tell: Tell, innforing: Milestone, t001: Initiative
) -> None:
    moved = {"forecast": (None, parse("3.3.2028"))}
    notice = tell(NoticeKind.MOVED, changes=moved, milestone=innforing)
    withhold(innforing, "forecast")
    withhold(innforing, "name")
    withhold(t001, "name")
    found = written(notice)
    for text in (found.subject, found.text, found.html):
        assert not any(each in text for each in ("3.3.2028", "Bred innføring", "legemiddelliste"))
    assert str(found.lead) == "Pia Programleder (Helsedirektoratet) har gitt en milepæl i T001 ny dato."
    assert "Prognose: unntatt" in found.text


def test_that_a_milestone_is_reached_is_not_told_where_the_day_is_withheld(tell: Tell, innforing: Milestone) -> None:
    notice = tell(NoticeKind.MOVED, changes={"actual": (None, parse("20.11.2026"))}, milestone=innforing)
    assert "er nådd" in written(notice).text
    withhold(innforing, "actual")
    found = written(notice)
    assert not any("nådd" in each or "20.11" in each for each in (found.subject, found.text, found.html))
    assert "har gitt milepælen «Bred innføring»" in str(found.lead)


def test_a_withheld_counter_date_is_not_hinted_at(tell: Tell, contract: Dependency) -> None:
    notice = tell(NoticeKind.DISPUTED, changes={"counter_date": (None, parse("1.5.2027"))})
    assert "godta motforslaget" in written(notice).asked
    withhold(contract, "counter_date")
    assert "motforslag" not in written(notice).asked


def test_a_withheld_milestone_is_not_named_by_a_change_of_ends_either(tell: Tell, innforing: Milestone) -> None:
    earlier = MilestoneFactory(initiative=innforing.initiative, name="Utprøving")
    notice = tell(changes={"successor_milestone": (earlier, innforing)})
    withhold(earlier, "name")
    assert "Mottakerens milepæl: Bred innføring, var unntatt" in written(notice).text


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def plain(page: str) -> str:
    """What a page says."""
    reader = _Words()
    reader.feed(page)
    return "".join(reader.words)
