"""What actions of a round call: who is told, in which language, how often, and what it costs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

from initiatives.domain.vocabulary import NoticeKind
from initiatives.models import Dependency, Initiative, Notice, Organisation, User, WithheldValue
from initiatives.models.base import Act
from initiatives.notices import ROUNDS, RoundTold, lines, mark_read, mine, send_due, tell_of_round, unread, written_in
from initiatives.notices.rounds_told import round_of
from tests.factories import OrganisationFactory, UserFactory
from tests.initiatives.notices.conftest import Tell
from tests.initiatives.notices.rounds import EVENTS, report, told

pytestmark = pytest.mark.django_db
OPENED = NoticeKind.ROUND_OPENED


def tell_all(people: Sequence[User], what: Any = None, *, user: User | None = None, **values: Any) -> int:
    return tell_of_round(
        kind=OPENED, recipients=people, told=told() if what is None else what, actor="Kari", user=user, **values
    )


def test_who_acted_is_never_told_and_nobody_twice(pia: User, ola: User, sekretariat: User) -> None:
    assert tell_all([pia, ola, ola, sekretariat], user=sekretariat) == 2
    assert {each.recipient for each in Notice.objects.all()} == {pia, ola}


def test_where_there_is_nobody_to_write_to_nobody_is_told(sekretariat: User) -> None:
    assert tell_all([], user=sekretariat) == 0
    assert tell_all([sekretariat], user=sekretariat) == 0
    assert not Notice.objects.exists()


def test_each_is_told_of_ones_own_reports_and_who_has_none_of_nothing(pia: User, ola: User, leder: User) -> None:
    theirs = {pia: told(report(1), report(2)), ola: told(report(3)), leder: replace(told(), reports=())}
    assert tell_all([pia, ola, leder], theirs.__getitem__) == 2
    kept = {each.recipient: round_of(each.values) for each in Notice.objects.all()}
    assert {user: [each.code for each in value.reports] for user, value in kept.items()} == {
        pia: ["T001", "T002"], ola: ["T003"]
    }  # fmt: skip


def test_who_acted_is_told_by_name_and_organisation_and_the_clock_by_neither(pia: User, ola: User) -> None:
    tell_all([pia], told(personal=False, organisation="Feil"), user=ola)
    tell_all([ola], told(personal=True, organisation="Feil"))
    by = {each.recipient: round_of(each.values) for each in Notice.objects.all()}
    assert (by[pia].personal, by[pia].organisation) == (True, "Norsk helsenett")
    assert (by[ola].personal, by[ola].organisation) == (False, "")


def test_a_contract_is_no_round(pia: User) -> None:
    with pytest.raises(ValueError, match="no round"):
        tell_of_round(kind=NoticeKind.CHANGED, recipients=[pia], told=told(), actor="Kari", user=None)


def test_nothing_is_written_outside_the_transaction_of_what_it_tells(
    pia: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transaction.get_connection(), "in_atomic_block", False)
    with pytest.raises(transaction.TransactionManagementError):
        tell_all([pia])


def test_told_twice_is_two_letters_since_the_caller_knows_what_was_told(pia: User) -> None:
    assert (tell_all([pia]), tell_all([pia]), Notice.objects.count()) == (1, 1, 2)


def test_the_notice_is_kept_with_its_initiative(pia: User, t001: Initiative) -> None:
    tell_all([pia], initiative=t001)
    assert Notice.objects.get().initiative == t001


def test_many_are_told_in_one_query_and_each_is_sent_in_three(
    sekretariat: User, django_assert_num_queries: Any
) -> None:
    people = [UserFactory(email=f"p{number}@example.org") for number in range(40)]
    reports = told(*(report(number) for number in range(1, 41)))
    with django_assert_num_queries(1):
        assert tell_all(people, lambda user: reports, user=sekretariat) == 40
    # The rows; for each: taken, what is withheld, marked; what waits.
    with django_assert_num_queries(1 + 3 * 40 + 1):
        assert send_due(timezone.now()).sent == 40
    assert all("og 15 til" in each.body for each in mail.outbox)


# ── languages ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("own", "form", "written"),
    [
        ("nb", None, "nb"),
        ("nb", "nb", "nb"),
        ("nb", "nn", "nb"),
        ("", "nn", "nn"),
        ("se", "nn", "nn"),  # the interface has it not
        ("se", "se", "nb"),
        ("nn", "nb", "nn"),
        ("en", "nn", "en"),
        ("en", None, "en"),
    ],
)
def test_a_persons_own_choice_comes_first_and_then_the_form_of_the_organisation(
    own: str, form: str | None, written: str
) -> None:
    works_at = Organisation(written_form=form) if form is not None else None
    assert written_in(User(language=own, organisation=works_at)) == written


def test_a_municipality_that_writes_nynorsk_is_written_to_in_nynorsk_of_contracts_too(tell: Tell, ola: User) -> None:
    ola.organisation = OrganisationFactory(name="Voss herad", written_form="nn")
    ola.save()
    tell()
    tell_all([ola])
    send_due(timezone.now())
    assert [each.extra_headers["Content-Language"] for each in mail.outbox] == ["nn", "nn"]


# ── on pages ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def shown(user: User) -> str:
    return render_to_string("initiatives/_notices.html", {"notices": lines(mine(user, 50))})


def test_rounds_and_contracts_stand_in_one_list_and_rounds_alone_where_asked_for(tell: Tell, ola: User) -> None:
    contract = tell()
    tell_all([ola])
    assert [each.kind for each in mine(ola, 10)] == ["round_opened", "changed"]
    assert [each.kind for each in mine(ola, 10, ROUNDS)] == ["round_opened"]
    assert (unread(ola), unread(ola, ROUNDS)) == (2, 1)
    assert mark_read(ola, kinds=ROUNDS) == 1
    assert (unread(ola), unread(ola, ROUNDS)) == (1, 0)
    assert mark_read(ola, [contract.uid], ROUNDS) == 0


def test_a_line_says_what_is_asked_of_which_reports_and_by_when(pia: User, ola: User) -> None:
    tell_all([pia], told(*(report(number) for number in range(1, 6))), user=ola)
    (line,) = lines(mine(pia, 10))
    assert line.text == "Lever rapporter for 5 tiltak i 2024-3 senest 15.1.2025"
    assert line.parties.endswith('<span lang="nb">T003 Tiltak nummer 3</span> og 2 til')
    assert line.facts == ('Legges fram for: <span lang="nb">NUFA</span> 12.2.2025',)
    assert (str(line.kind.text), line.unread, line.example) == ("rapportering åpnet", True, False)
    assert line.url.startswith("/")


def test_of_one_report_a_line_says_what_it_led_to(pia: User) -> None:
    kind, locked = EVENTS["locked"]
    tell_of_round(kind=kind, recipients=[pia], told=locked, actor="Kari", user=None)
    (line,) = lines(mine(pia, 10))
    assert line.parties == '<span lang="nb">T001 Tiltak nummer 1</span>'
    assert "Omtalt som unntak, med årsak og tiltak" in line.facts
    assert "Samlet: meldt «Under kontroll», vurdert «Noen utfordringer»" in line.facts


def test_a_line_escapes_names_marks_their_language_and_leaves_out_what_is_withheld(pia: User, t001: Initiative) -> None:
    theirs = told(report(uid=t001.uid.hex, name="<script>", language="nn"), example=True)
    tell_all([pia], theirs)
    with override("en"):
        assert '<span lang="nn">T001 &lt;script&gt;</span>' in shown(pia)
    assert "eksempel" in shown(pia)
    WithheldValue(subject=t001.uid, field="name", grade="exempt", legal_basis="offl. § 23").record(Act("test"))
    assert "script" not in shown(pia) and "T001" in shown(pia)


def test_what_is_withheld_is_asked_for_when_the_letter_is_sent(pia: User, t001: Initiative) -> None:
    tell_all([pia], told(report(uid=t001.uid.hex)))
    WithheldValue(subject=t001.uid, field="name", grade="exempt", legal_basis="offl. § 23").record(Act("test"))
    send_due(timezone.now())
    assert "Tiltak nummer 1" not in mail.outbox[0].body and "T001" in mail.outbox[0].body


def test_a_line_that_stands_for_long_counts_no_days(pia: User) -> None:
    for kind, values in EVENTS.values():
        tell_of_round(kind=kind, recipients=[pia], told=values, actor="Kari", user=None)
    page = shown(pia)
    for counted in ("om 7 dager", "i morgen", "i går", "siden"):
        assert counted not in page


def test_every_event_is_a_line_and_all_of_them_cost_no_more_than_one(
    tell: Tell, ola: User, contract: Dependency, django_assert_num_queries: Any
) -> None:
    tell()
    for kind, values in EVENTS.values():
        tell_of_round(kind=kind, recipients=[ola], told=values, actor="Kari", user=None)
    with django_assert_num_queries(2):
        assert len(lines(mine(ola, 50))) == len(EVENTS) + 1
    with django_assert_num_queries(1):
        unread(ola, ROUNDS)


def test_values_kept_are_plain(pia: User) -> None:
    tell_all([pia])
    kept: RoundTold = round_of(Notice.objects.get().values)
    assert isinstance(kept.on, type(told().on)) and not isinstance(kept.on, datetime)
    assert Notice.objects.get().values["deadline"] == "2025-01-15"
