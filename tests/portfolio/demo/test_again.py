"""The second run writes nothing, and nobody's edit is overwritten."""

from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from initiatives.models import Citation, Initiative, MilestoneDate, Ownership, Revision, User
from initiatives.models.base import Act, Assertion, Fact
from portfolio.demo.files import midnight
from portfolio.demo.loading import load
from reporting.models import ReportingPeriod, Snapshot

pytestmark = pytest.mark.usefixtures("demo")

BY = Act(actor="Ola Redaktør")


def sizes() -> dict[str, int]:
    """How many rows every table of facts, history and records has."""
    models: list[Any] = [*apps.get_app_config("initiatives").get_models()]
    models += apps.get_app_config("reporting").get_models()
    return {model._meta.label: model._default_manager.count() for model in models}


def revision() -> tuple[int, int]:
    return Revision.objects.values_list("value", "registers").get()


def test_the_second_run_makes_no_row_no_history_and_no_revision() -> None:
    before, number = sizes(), revision()
    out = StringIO()
    call_command("load_demo", stdout=out)
    assert sizes() == before
    assert revision() == number
    assert "Ingenting ble opprettet" in out.getvalue()


def test_history_is_counted_in_what_must_not_grow() -> None:
    assert sizes()["initiatives.HistoricalInitiative"] >= 54


def test_an_edit_survives_the_next_run() -> None:
    edited = Initiative.objects.get(code="T001")
    edited.name = "Legemiddellisten"
    edited.record(BY)
    load()
    assert Initiative.objects.get(code="T001").name == "Legemiddellisten"


def test_what_was_withdrawn_stays_withdrawn() -> None:
    taken_back = MilestoneDate.objects.get(milestone__key="M010", role="forecast")
    taken_back.withdraw(Act(actor="Ola Redaktør", reason="feil"))
    load()
    assert MilestoneDate.objects.filter(milestone__key="M010", role="forecast").count() == 1


def test_a_person_keeps_password_and_role() -> None:
    person = User.objects.get(username="leder")
    person.set_password("noe helt annet")
    person.role = "secretariat"
    person.save()
    load()
    person.refresh_from_db()
    assert person.check_password("noe helt annet") and person.role == "secretariat"


def test_a_missing_row_is_made_and_only_then_the_revision_rises() -> None:
    number = revision()[0]
    lost = Ownership.objects.get(initiative__code="T033")
    Citation.objects.filter(subject=lost.uid)._raw_delete("default")
    Ownership.objects.filter(pk=lost.pk)._raw_delete("default")
    made = {name: count for name, count in load().items() if count}
    assert set(made) == {"ownerships", "citations"} and made["ownerships"] == 1
    assert revision() == (number + 1, number + 1)
    assert Initiative.objects.get(code="T033").stamp == number + 1


def test_nothing_is_known_later_than_the_register_or_than_it_was_recorded() -> None:
    last = midnight(date(2026, 11, 23))
    for model in [*apps.get_app_config("initiatives").get_models(), *apps.get_app_config("reporting").get_models()]:
        if issubclass(model, Fact):
            past = model.history.values_list("history_date", "recorded_at", "actor")
        elif issubclass(model, Assertion):
            past = model.objects.values_list("known_from", "recorded_at", "actor")
        else:
            continue
        for known, recorded, actor in past:
            assert known <= last and known <= recorded, model
            assert actor == "Innlasting av åpne kilder"


def test_the_database_holds_together() -> None:
    connection.check_constraints()


def test_the_closed_periods_are_locked_with_what_was_known_then() -> None:
    locked = dict(ReportingPeriod.objects.values_list("code", "state"))
    assert locked == {"2023-3": "locked", "2024-1": "locked", "2026-3": "open"}
    assert [snapshot.period.code for snapshot in Snapshot.objects.order_by("id")] == ["2023-3", "2024-1"]
    january: Any = ReportingPeriod.objects.get(code="2024-1")
    assert (january.cut_off, january.locked_on.edtf) == (date(2024, 1, 31), "2024-01-31")
    assert "ikke oppgitt" in january.cut_off_note
    assert timezone.localtime(january.locked_at).date() == date(2024, 1, 31)


def test_the_texts_of_the_published_round_are_bokmal_with_their_source() -> None:
    texts = ReportingPeriod.objects.get(code="2024-1").texts.all()
    assert {(text.kind, text.language, text.source.key) for text in texts} == {
        ("summary", "nb", "S02"),
        ("highlight", "nb", "S02"),
        ("common_causes", "nb", "S02"),
    }
