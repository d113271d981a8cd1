"""Notices in the application: sentences with links, unread ones marked by a word, nothing withheld, few queries."""

from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from initiatives.domain.dates import parse
from initiatives.domain.vocabulary import NoticeKind
from initiatives.models import Dependency, User, WithheldValue
from initiatives.models.base import Act
from initiatives.notices import ROUNDS, lines, mark_read, mine
from tests.initiatives.notices.conftest import Tell

pytestmark = pytest.mark.django_db


def page(user: User) -> str:
    return render_to_string("initiatives/_notices.html", {"notices": lines(mine(user, 50))})


def test_who_was_told_nothing_reads_that(tell: Tell, pia: User) -> None:
    tell()
    assert lines(mine(pia, 50)) == []
    assert "Ingen varsler." in page(pia)


def test_a_line_says_what_happened_between_whom_when_and_where_it_leads(tell: Tell, ola: User) -> None:
    tell(NoticeKind.ACCEPTED)
    (line,) = lines(mine(ola, 50))
    assert "har godtatt avtalen på vegne av" in line.text
    assert "venter på" in line.parties
    assert line.facts == ("Trengs senest: 30.11.2026", "Lovet: 15.1.2027")
    assert (str(line.kind.text), line.told, line.unread) == ("avtale godtatt", "23.11.2026 kl. 09.00", True)
    assert line.url.startswith("/")


def test_unread_is_said_by_a_word_and_no_longer_when_read(tell: Tell, ola: User) -> None:
    tell()
    assert page(ola).count("Ulest") == 1
    mark_read(ola)
    assert "Ulest" not in page(ola)


def test_a_line_is_in_the_readers_language_and_its_names_in_their_own(tell: Tell, ola: User) -> None:
    tell()
    with override("en"):
        assert "15 Jan 2027" in page(ola)
        assert '<span lang="nb">T900 Helsenettet</span>' in page(ola)


def test_what_is_withheld_is_left_out(tell: Tell, ola: User, contract: Dependency) -> None:
    tell(changes={"promised": (parse("30.11.2026"), parse("15.1.2027"))})
    WithheldValue(subject=contract.uid, field="promised", grade="exempt", legal_basis="x").record(Act("test"))
    assert "15.1.2027" not in page(ola)


def test_a_name_is_escaped(tell: Tell, ola: User) -> None:
    notice = tell()
    notice.values["giver"]["whole"]["name"] = "<script>"
    notice.actor = "<i>Pia</i>"
    notice.save()
    assert "<script>" not in page(ola) and "<i>" not in page(ola)


def test_many_lines_cost_no_more_queries_than_one(tell: Tell, ola: User, django_assert_num_queries: Any) -> None:
    kinds = set(NoticeKind) - ROUNDS
    for kind in kinds:
        tell(kind)
    with django_assert_num_queries(2):
        assert len(lines(mine(ola, 50))) == len(kinds)
