"""What a mail of a round says, event by event; what it never says; and what names can do to it."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.conf import LazySettings
from django.core.mail import EmailMultiAlternatives
from django.urls import NoReverseMatch
from django.utils.translation import override

from initiatives.domain.vocabulary import NoticeKind
from initiatives.models import Initiative, Notice, User
from initiatives.notices import ROUNDS, Colours, Name, Outcome, Remark, RoundChange, rounds_links, sending
from initiatives.notices.letters import LONGEST_SUBJECT
from initiatives.notices.rounds_items import MOST, OUTCOMES
from initiatives.notices.rounds_told import round_of
from initiatives.notices.rounds_wording import _CHANGES, _KINDS
from tests.initiatives.notices.rounds import EVENTS, notice, report, uid, written

CODE = "T001 Tiltak nummer 1"
OFFICE = "Kari Kontor (Helsedirektoratet)"


@pytest.fixture(autouse=True)
def addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages of reporting, whether or not this installation has them."""
    pages = {"reporting:my_reports": "/rapportering/", "reporting:report": "/rapportering/rapport/%(uid)s/"}
    monkeypatch.setattr(rounds_links, "reverse", lambda name, kwargs=None: pages[name] % (kwargs or {}))


def test_every_kind_has_its_words() -> None:
    assert set(_KINDS) == ROUNDS == {kind for kind, _told in EVENTS.values()}
    assert set(_CHANGES) == set(RoundChange)
    assert set(OUTCOMES) == set(Outcome)


@pytest.mark.parametrize("event", EVENTS)
def test_what_the_outbox_keeps_is_what_was_told(event: str) -> None:
    assert round_of(notice(event).values) == EVENTS[event][1]


@pytest.mark.parametrize(
    ("event", "subject", "lead", "asked", "otherwise"),
    [
        (
            "opened", "T001: lever rapporten for 2024-3 senest 15.1.2025",
            f"{OFFICE} har åpnet rapporteringen for Høsten 2024 (2024-3). Du skal rapportere på {CODE}.",
            "fylt ut med forrige svar", "«ikke rapportert» når saken legges fram for NUFA",
        ),
        (
            "week before", "Påminnelse: T001 skal rapportere for 2024-3 senest 15.1.2025",
            f"Fristen for å rapportere for Høsten 2024 (2024-3) er om 7 dager. Du skal rapportere på {CODE}.",
            "Lever det du vet nå", "«ikke rapportert»",
        ),
        (
            "day before", "Påminnelse: T001 skal rapportere for 2024-3 senest 15.1.2025",
            f"Fristen for å rapportere for Høsten 2024 (2024-3) er i morgen. Du skal rapportere på {CODE}.",
            "Lever det du vet nå", "«ikke rapportert»",
        ),
        (
            "on the day", "Påminnelse: T001 skal rapportere for 2024-3 senest 15.1.2025",
            f"Fristen for å rapportere for Høsten 2024 (2024-3) er i dag. Du skal rapportere på {CODE}.",
            "Lever det du vet nå", "«ikke rapportert»",
        ),
        (
            "late", "T001: rapporten for 2024-3 er forsinket, fristen var 15.1.2025",
            f"Fristen for å rapportere for Høsten 2024 (2024-3) var i går. Det er ikke rapportert på {CODE}.",
            "Lever i dag, eller be", "«ikke rapportert»",
        ),
        (
            "week late", "T001: rapporten for 2024-3 er forsinket, fristen var 15.1.2025",
            "Fristen for å rapportere for Høsten 2024 (2024-3) var for 7 dager siden. "
            f"Det er ikke rapportert på {CODE}.",
            "Lever i dag, eller be", "«ikke rapportert»",
        ),
        (
            "by hand", "Påminnelse: T001 skal rapportere for 2024-3 senest 15.1.2025",
            f"{OFFICE} minner om rapporteringen for Høsten 2024 (2024-3). Du skal rapportere på {CODE}.",
            "Lever det du vet nå", "«ikke rapportert»",
        ),
        (
            "returned", "T001: rett og lever rapporten for 2024-3 på nytt senest 15.1.2025",
            f"{OFFICE} har sendt rapporten for {CODE} tilbake.",
            "Rett det merknadene peker på", "regnes rapporten som ikke levert",
        ),
        (
            "approved", "T001: rapporten for 2024-3 er godkjent",
            f"{OFFICE} har godkjent rapporten for {CODE}.",
            "trenger ikke gjøre noe", "med når perioden låses",
        ),
        (
            "seen otherwise", "T001: rapporten for 2024-3 er godkjent, men vurdert annerledes",
            f"{OFFICE} har godkjent rapporten for {CODE}.",
            "si fra hvis noe er feil", "Den vurderte teller",
        ),
        (
            "extended", "T001: ny frist for rapporten for 2024-3 er 30.1.2025",
            f"{OFFICE} har gitt ny frist for å rapportere på {CODE} for Høsten 2024 (2024-3).",
            "innen den nye fristen", "«ikke rapportert»",
        ),
        (
            "exempt", "T001: fritatt fra å rapportere for 2024-3",
            f"{OFFICE} har fritatt {CODE} fra å rapportere for Høsten 2024 (2024-3).",
            "skal ikke levere noe", "teller ikke med",
        ),
        (
            "included", "T001: skal likevel rapportere for 2024-3 senest 15.1.2025",
            f"{OFFICE} har opphevet fritaket. Du skal rapportere på {CODE} for Høsten 2024 (2024-3).",
            "fylt ut med forrige svar", "«ikke rapportert»",
        ),
        (
            "locked", "2024-3 er låst: se hva rapporteringen på T001 førte til",
            f"{OFFICE} har låst Høsten 2024 (2024-3). Under står det hva rapporteringen på {CODE} førte til.",
            "trenger ikke gjøre noe", "blir et datert tillegg",
        ),
    ],
)  # fmt: skip
def test_a_mail_says_what_is_asked_and_by_when_and_what_if_not(
    event: str, subject: str, lead: str, asked: str, otherwise: str
) -> None:
    found = written(notice(event))
    assert found.subject == subject and len(subject) <= LONGEST_SUBJECT
    assert str(found.lead) == lead
    assert asked in found.asked and otherwise in found.otherwise
    for words in (lead, found.asked, found.otherwise, found.url):
        assert words in found.text
    for words in (found.lead.html, found.asked, found.otherwise, f'href="{found.url}"'):
        assert words in found.html
    assert f"fordi du rapporterer på {CODE} i Samstyr" in found.text
    assert "Si fra til porteføljekontoret." in found.text


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ("opened", "Frist: 15.1.2025 (om 7 dager)"),
        ("late", "Frist: 15.1.2025 (i går)"),
        ("week late", "Frist: 15.1.2025 (for 7 dager siden)"),
        ("extended", "Frist: 30.1.2025 (om 22 dager)"),
        ("opened", "Legges fram for: NUFA 12.2.2025"),
        ("locked", "Lagt fram for: NUFA 12.2.2025"),
    ],
)
def test_days_are_counted_from_the_day_it_was_told(event: str, said: str) -> None:
    assert said in written(notice(event)).text.splitlines()


@pytest.mark.parametrize("event", ["exempt", "approved", "seen otherwise", "locked"])
def test_no_deadline_is_told_to_who_has_nothing_to_deliver(event: str) -> None:
    found = written(notice(event))
    assert "15.1.2025" not in found.text and "rist: " not in found.text


@pytest.mark.parametrize("event", sorted(set(EVENTS) - {"extended"}))  # which has a deadline of its own
def test_a_round_without_deadline_name_body_or_meeting_is_told_without_them(event: str) -> None:
    bare: dict[str, Any] = {"deadline": None, "body": None, "meeting": None, "name": ""}
    found = written(notice(event, **bare, reports=(report(organisation="", form=""),)))
    assert "2024-3" in found.subject
    for missing in ("None", "–", "()", "NUFA", "(2024-3)"):
        assert missing not in f"{found.subject}\n{found.text}"


# ── the reports ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("many", "shown", "rest"), [(1, 1, ""), (25, 25, ""), (26, 25, "og 1 til"), (40, 25, "og 15 til")]
)
def test_all_reports_stand_in_one_letter_and_a_long_list_is_cut(many: int, shown: int, rest: str) -> None:
    found = written(notice(reports=tuple(report(each) for each in range(1, many + 1))))
    assert (len(found.items), found.rest) == (shown, rest)
    assert found.text.count("\n- T0") == shown <= MOST
    assert (f"{rest}\n" in found.text and f"<p>{rest}</p>" in found.html) or not rest
    if many > 1:
        assert found.subject == f"Lever rapporter for {many} tiltak i 2024-3 senest 15.1.2025"
        assert f"Rapportene det gjelder, {many} i alt:" in found.text
        assert found.url.endswith("/rapportering/")


def test_one_report_is_led_to_and_each_of_several_in_the_page(settings: LazySettings) -> None:
    one, two = report(1), report(2)
    addresses = [f"{settings.SITE_URL}/rapportering/rapport/{UUID(each.report)}/" for each in (one, two)]
    assert written(notice()).url == addresses[0]
    found = written(notice(reports=(one, two)))
    assert found.url == f"{settings.SITE_URL}/rapportering/"
    assert all(f'href="{each}"' in found.html for each in addresses)


def test_what_is_asked_of_each_is_said_with_its_own_deadline_and_the_most_urgent_stands_first() -> None:
    later = report(1, deadline=date(2025, 1, 30), form="light")
    found = written(notice(reports=(later, report(2))))
    assert found.subject == "Lever rapporter for 2 tiltak i 2024-3, første frist 15.1.2025"
    assert "Første frist: 15.1.2025 (om 7 dager)" in found.text
    assert [str(each.text) for each in found.items] == [
        "T002 Tiltak nummer 2: Helsedirektoratet · full rapport · frist 15.1.2025 (om 7 dager)",
        "T001 Tiltak nummer 1: Helsedirektoratet · enkel rapport · frist 30.1.2025 (om 22 dager)",
    ]


def test_one_deadline_for_all_is_said_once() -> None:
    assert written(notice(reports=(report(1), report(2)))).text.count("15.1.2025") == 1


def test_where_some_are_late_the_subject_counts_them() -> None:
    some = (report(1), report(2, deadline=date(2025, 1, 30)), report(3))
    found = written(notice("week late", reports=some))
    assert found.subject == "Lever rapporter for 3 tiltak i 2024-3, 2 er forsinket"
    assert str(found.lead).endswith("Første frist: 15.1.2025.")
    all_late = written(notice("week late", reports=some[::2]))
    assert all_late.subject == "Rapporter for 2 tiltak i 2024-3 er forsinket, fristen var 15.1.2025"


def test_a_new_deadline_is_told_beside_the_old_one_and_the_reason_is_quoted() -> None:
    found = written(notice("extended"))
    assert "full rapport · ny frist 30.1.2025, var 15.1.2025" in found.text
    assert f"{OFFICE} skrev:\n> Ny leder." in found.text
    assert "- T001 Tiltak nummer 1: Helsedirektoratet\n" in written(notice("exempt")).text


def test_a_report_returned_after_its_deadline_is_not_asked_for_by_a_day_that_has_passed() -> None:
    found = written(notice("returned", on=date(2025, 1, 20)))
    assert found.subject == "T001: rett og lever rapporten for 2024-3 på nytt"
    assert "Frist: 15.1.2025 (for 5 dager siden)" in found.text


@pytest.mark.parametrize("event", ["day before", "late", "by hand"])
def test_of_a_report_that_came_and_was_sent_back_nobody_says_that_it_is_not_given(event: str) -> None:
    back = report(returned=True)
    found = written(notice(event, reports=(back,)))
    assert found.subject.startswith("T001: rett og lever rapporten for 2024-3 på nytt")
    assert f"Rapporten for {CODE} i Høsten 2024 (2024-3) er sendt tilbake, og er ikke levert på nytt." in found.text
    assert "merknadene" in found.asked

    several = written(notice("late", reports=(back, report(2))))
    assert "Det er ikke rapportert" not in several.text
    assert "full rapport · sendt tilbake" in several.text and several.text.count("sendt tilbake") == 1


@pytest.mark.parametrize(
    ("field", "label"),
    [
        ("summary", "Sammendrag"),
        ("measure_due", "Frist for tiltaket"),
        ("reason_time", "Tid, begrunnelse"),
        ("colour_overall", "Samlet, farge"),
        ("overall", "Samlet"),
        ("", "Hele rapporten"),
        ("<b>", "Hele rapporten"),
    ],
)
def test_a_remark_stands_under_its_field(field: str, label: str) -> None:
    found = written(notice("returned", reports=(report(remarks=(Remark(field, "Skriv mer.\n\nTakk.", "nn"),)),)))
    assert f"  {label}:\n  > Skriv mer.\n  >\n  > Takk." in found.text
    assert f"<p>{label}:</p>" in found.html and '<blockquote lang="nn"><p>Skriv mer.</p>' in found.html


def test_colours_are_told_as_declared_and_assessed_where_they_differ_and_overall() -> None:
    (item,) = written(notice("seen otherwise")).items
    assert list(map(str, item.details)) == [
        "Samlet: meldt «Under kontroll», vurdert «Noen utfordringer»",
        "Tid: meldt «Under kontroll», vurdert «Kritisk»",
    ]
    assert list(map(str, item.quotes)) == [
        "Samlet, porteføljekontorets kommentar:\n> Milepælen fra februar er ikke nådd."
    ]


@pytest.mark.parametrize(
    ("colours", "said"),
    [
        (Colours("overall", "green", "green"), "Samlet: meldt og vurdert «Under kontroll»"),
        (Colours("overall", "green"), "Samlet: meldt «Under kontroll»"),
        (Colours("overall", "", "red"), "Samlet: vurdert «Kritisk»"),
    ],
)
def test_a_colour_nobody_has_given_is_not_told(colours: Colours, said: str) -> None:
    (item,) = written(notice("approved", reports=(report(colours=(colours,)),))).items
    assert list(map(str, item.details)) == [said]


def test_what_a_report_led_to_is_told_report_by_report() -> None:
    found = written(
        notice("locked", reports=(report(1, outcomes=("listed",)), report(2, outcomes=("unreported", "new"))))
    )
    assert [list(map(str, each.details)) for each in found.items] == [
        ["Med i oversikten, uten egen omtale"], ["Står som «ikke rapportert»"]
    ]  # fmt: skip


def test_the_offices_own_words_are_quoted_in_their_language_and_the_clock_has_none() -> None:
    found = written(notice("opened"))
    assert f"{OFFICE} skrev:\n> Nytt skjema denne gangen." in found.text
    assert '<blockquote lang="nn"><p>Nytt skjema denne gangen.</p>' in found.html
    assert "Kari Kontor" not in written(notice("late")).text
    assert "Porteføljekontoret har låst" in written(notice("locked", personal=False)).text


def test_an_example_says_that_it_is_one() -> None:
    assert "eksempel" not in written(notice()).text
    found = written(notice(example=True))
    assert "Dette er et eksempel" in found.text and "Dette er et eksempel" in found.html


# ── links ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_installation_without_those_pages_leads_to_the_initiative(monkeypatch: pytest.MonkeyPatch) -> None:
    def reverse(name: str, kwargs: Any = None) -> str:
        if name != "reporting:initiative":
            raise NoReverseMatch
        return f"/tiltak/{kwargs['code']}/"

    monkeypatch.setattr(rounds_links, "reverse", reverse)
    row = notice()
    assert written(row).url == "https://samstyr.test/"
    assert [each.url for each in written(row).items] == [""]
    row.initiative = Initiative(code="T001")
    assert written(row).url.endswith("/tiltak/T001/")


# ── what names can do ────────────────────────────────────────────────────────────────────────────────────────────────

WICKED = "Nett\r\nBcc: alle@example.org\n<script>alert(1)</script> %(actor)s & «x»"


def message(row: Notice) -> EmailMultiAlternatives:
    row.recipient = User(email="ola@example.org")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sending, "veils", lambda rows: {})
        return sending._message(row)


@pytest.mark.parametrize("event", EVENTS)
def test_names_and_words_break_neither_headers_nor_markup_nor_our_sentences(event: str) -> None:
    wicked = report(
        code=WICKED, name=WICKED, organisation=WICKED, form=WICKED, outcomes=(WICKED,), before=date(2025, 1, 1),
        remarks=(Remark(WICKED, WICKED),),
        colours=(Colours("overall", WICKED, "red", WICKED), Colours(WICKED, "green", "red")),
    )  # fmt: skip
    row = notice(
        event, reports=(wicked, report(2)), period=WICKED, name=WICKED, words=WICKED, organisation=WICKED,
        body=Name(uid("x"), WICKED),
    )  # fmt: skip
    row.actor = WICKED
    sent = message(row)
    assert sent.message().as_bytes().count(b"\nSubject:") == 1
    assert sent.message()["Bcc"] is None
    assert "\n" not in sent.subject and "\r" not in sent.subject and len(sent.subject) <= LONGEST_SUBJECT
    assert "\n" not in str(written(row).lead)
    page = str(sent.alternatives[0][0])
    assert "<script>" not in page and "&lt;script&gt;" in page
    for fetched in ("<img", "<link", "<style", "style=", "url("):
        assert fetched not in page


def test_long_words_are_not_endless() -> None:
    found = written(notice("returned", words="x" * 9_000, reports=(report(remarks=(Remark("", "y" * 9_000),)),)))
    assert len(found.text) < 5_500


# ── what is withheld ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("event", EVENTS)
def test_a_withheld_name_is_in_no_part_of_a_mail(event: str) -> None:
    row = notice(event)
    found = written(row, {uid("T001"): frozenset({"name"}), uid("NUFA"): frozenset({"name"})})
    for part in (found.subject, found.text, found.html):
        assert "Tiltak nummer 1" not in part and "NUFA" not in part
    assert "T001" in found.text


def test_words_about_an_initiative_with_something_withheld_are_not_passed_on_but_words_to_all_are() -> None:
    hidden = {uid("T001"): frozenset({"problem"})}
    returned = written(notice("returned"), hidden)
    assert "Hvorfor grønn?" not in returned.text + returned.html
    assert "Merknadene står i rapporten, fordi noe i tiltaket er unntatt." in returned.text
    assert "Merknadene står i rapporten" in returned.html
    assert "februar" not in written(notice("seen otherwise"), hidden).text
    extended = written(notice("extended"), hidden)
    assert "Ny leder" not in extended.text and "Begrunnelsen står i rapporten" in extended.text
    assert "Nytt skjema denne gangen." in written(notice("opened"), hidden).text


def test_words_of_another_initiative_are() -> None:
    assert "Hvorfor grønn?" in written(notice("returned"), {uid("T002"): frozenset({"problem"})}).text


# ── languages ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("language", "day"), [("nb", "30.1.2025"), ("nn", "30.1.2025"), ("en", "30 Jan 2025")])
@pytest.mark.parametrize("event", EVENTS)
def test_every_event_can_be_written_in_every_language(event: str, language: str, day: str) -> None:
    (each,) = EVENTS[event][1].reports
    row = notice(event, reports=(each, report(2, deadline=date(2025, 1, 30), before=date(2025, 1, 30))))
    with override(language):
        for found in (written(notice(event)), written(row)):
            assert found.language == language and f'<html lang="{language}">' in found.html
            assert f"{found.url}\n" in found.text and found.url.startswith("http")
            assert found.asked and found.otherwise and found.subject
            assert "%(" not in found.text + found.html + found.subject
            assert "%" not in found.subject
        dated = row.kind in {NoticeKind.ROUND_OPENED, NoticeKind.ROUND_REMINDED, NoticeKind.ROUND_RETURNED}
        assert not dated or day in written(row).text


def test_names_are_marked_with_their_language() -> None:
    with override("en"):
        page = written(notice(reports=(report(language="nn"),))).html
    assert f'<span lang="nn">{CODE}</span>' in page
    assert '<span lang="nb">Høsten 2024</span>' in page
