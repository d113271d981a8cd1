"""Changing an initiative: rules, audit, revision, and the second editor."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from initiatives.actions import SystemRun, edit_initiative, version_of
from initiatives.actions.values import stored
from initiatives.domain.dates import parse
from initiatives.domain.refusals import Circle, Refused, Stale, Why
from initiatives.models import Citation, Initiative, User
from initiatives.models.base import Act
from tests.cast import tiltak
from tests.factories import CitationFactory, MilestoneFactory, SourceFactory

pytestmark = pytest.mark.django_db


def edited(by: Any, initiative: Initiative, **changes: Any) -> bool:
    return edit_initiative(by=by, initiative=initiative, changes=changes)


@pytest.mark.parametrize("who", ["utenforstaende", "leder", "admin"])
def test_the_wrong_person_writes_nothing(who: str, cast: dict[str, User], t001: Initiative, revision: Any) -> None:
    with pytest.raises(PermissionDenied):
        edited(cast[who], t001, name="Kapret")
    t001.refresh_from_db()
    assert t001.name == "Program pasientens legemiddelliste"
    assert revision.moved == 0


def test_a_change_is_recorded_with_who_and_why_and_raises_the_revision_by_one(
    programleder: User, t001: Initiative, t900: Initiative, revision: Any
) -> None:
    assert edit_initiative(
        by=programleder, initiative=t001, changes={"purpose": "Én liste", "start": parse("2019")}, reason="Avklart"
    )
    t001.refresh_from_db()
    row = t001.history.latest("history_id")
    assert (t001.purpose, stored(t001, "start").edtf) == ("Én liste", "2019")
    assert (row.actor, row.history_user, row.history_change_reason) == ("Pia Programleder", programleder, "Avklart")
    assert row.recorded_at == row.history_date
    assert revision.moved == 1
    assert t001.stamp == revision.value
    t900.refresh_from_db()
    assert t900.stamp == 0


def test_a_named_system_run_may_act(t001: Initiative) -> None:
    assert edited(SystemRun("import av regneark"), t001, note="Hentet")
    assert t001.history.latest("history_id").actor == "import av regneark"


def test_saving_what_stands_writes_nothing(programleder: User, t001: Initiative, revision: Any) -> None:
    edited(programleder, t001, purpose="Én\nliste", start=parse("høst 2023"))
    rows, moved = t001.history.count(), revision.moved
    assert not edited(programleder, t001, purpose=" Én\r\nliste\u200b ", start=parse("2023-23"), name=t001.name)
    assert (t001.history.count(), revision.moved) == (rows, moved)


def test_an_initiative_does_not_end_before_it_starts(programleder: User, t001: Initiative, revision: Any) -> None:
    with pytest.raises(Refused) as refused:
        edited(programleder, t001, start=parse("2024"), end=parse("2023"))
    assert refused.value.whys == {"end": Why.ENDS_BEFORE_START}
    assert revision.moved == 0
    assert edited(programleder, t001, start=parse("2024"), end=parse("mars 2024"))


@pytest.mark.parametrize(
    ("changes", "field", "why"),
    [
        ({"name": " \u200b "}, "name", Why.REQUIRED),
        ({"name": "a" * 301}, "name", Why.TOO_LONG),
        ({"purpose": "a" * 10_001}, "purpose", Why.TOO_LONG),
        ({"note": "Pasient 010100 50053"}, "note", Why.IDENTITY_NUMBER),
        ({"phase": "limbo"}, "phase", Why.UNKNOWN_CODE),
    ],
)
def test_a_field_that_breaks_a_rule_is_named(
    changes: dict[str, str], field: str, why: Why, programleder: User, t001: Initiative
) -> None:
    with pytest.raises(Refused) as refused:
        edited(programleder, t001, **changes)
    assert refused.value.whys == {field: why}


def test_every_broken_rule_is_told_at_once(programleder: User, t001: Initiative) -> None:
    with pytest.raises(Refused) as refused:
        edited(programleder, t001, name="", start=parse("2024"), end=parse("2023"))
    assert refused.value.whys == {"name": Why.REQUIRED, "end": Why.ENDS_BEFORE_START}


def test_a_withdrawn_initiative_is_not_changed(sekretariat: User, t001: Initiative) -> None:
    t001.withdraw(Act("test", reason="dobbelt"))
    with pytest.raises(Refused) as refused:
        edited(sekretariat, t001, name="Nytt")
    assert refused.value.whys == {"": Why.WITHDRAWN}


def test_what_no_form_offers_cannot_be_changed(programleder: User, t001: Initiative) -> None:
    with pytest.raises(ValueError, match="code"):
        edited(programleder, t001, code="T002")


def test_the_sources_word_for_a_phase_goes_when_the_phase_changes(programleder: User, eier: Any) -> None:
    initiative = tiltak("T010", owner=eier, phase="planning", phase_as_stated="Forprosjekt")
    edited(programleder, initiative, note="Uendret fase")
    initiative.refresh_from_db()
    assert initiative.phase_as_stated == "Forprosjekt"
    edited(programleder, initiative, phase="execution")
    initiative.refresh_from_db()
    assert initiative.phase_as_stated == ""


# ── two editors ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_second_editor_is_told_who_changed_what_from_what(
    programleder: User, sekretariat: User, t001: Initiative, revision: Any
) -> None:
    version = version_of(t001)
    edited(sekretariat, t001, name="Legemiddellisten", note="Ny merknad")
    moved = revision.moved
    mine = {"name": "PLL", "note": "", "purpose": "Én liste"}
    with pytest.raises(Stale) as stale:
        edit_initiative(by=programleder, initiative=t001, changes=mine, version=version)
    name, note = sorted(stale.value.clashes, key=lambda each: each.field)
    assert (name.base, name.now, name.mine) == ("Program pasientens legemiddelliste", "Legemiddellisten", "PLL")
    assert (name.actor, name.touched, note.touched) == ("sekretariat", True, False)
    assert name.when == t001.history.latest("history_id").recorded_at
    t001.refresh_from_db()
    assert (t001.name, t001.purpose, revision.moved) == ("Legemiddellisten", "", moved)


def test_a_form_from_before_another_field_was_changed_and_back_is_not_stale(
    programleder: User, sekretariat: User, t001: Initiative
) -> None:
    version = version_of(t001)
    edited(sekretariat, t001, note="Ja")
    edited(sekretariat, t001, note="")
    assert edit_initiative(by=programleder, initiative=t001, changes={"note": "", "name": "PLL"}, version=version)


def test_two_who_write_the_same_do_not_clash(programleder: User, sekretariat: User, t001: Initiative) -> None:
    version = version_of(t001)
    edited(sekretariat, t001, name="PLL")
    assert not edit_initiative(by=programleder, initiative=t001, changes={"name": "PLL"}, version=version)


def test_a_version_nobody_knows_overwrites_nothing(programleder: User, t001: Initiative) -> None:
    with pytest.raises(Stale) as stale:
        edit_initiative(by=programleder, initiative=t001, changes={"name": "PLL", "note": ""}, version=999_999)
    assert [each.field for each in stale.value.clashes] == ["name"]


def test_another_facts_version_is_nobodys_version(programleder: User, t001: Initiative, t900: Initiative) -> None:
    with pytest.raises(Stale):
        edit_initiative(by=programleder, initiative=t001, changes={"name": "PLL"}, version=version_of(t900))


# ── whose word ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_source_no_longer_stands_behind_a_field_that_was_changed(programleder: User, t001: Initiative) -> None:
    source = SourceFactory()
    whole = CitationFactory(subject=t001.uid, source=source)
    purpose = CitationFactory(subject=t001.uid, field="purpose", source=source)
    edited(programleder, t001, purpose="Ny tekst")
    standing = Citation.objects.standing().filter(subject=t001.uid)
    assert whole in standing
    assert purpose not in standing
    own = standing.get(field="purpose")
    assert (own.source, own.actor, own.note) == (None, "Pia Programleder", "Pia Programleder")


def test_a_fact_without_sources_gets_no_citation(programleder: User, t001: Initiative) -> None:
    edited(programleder, t001, purpose="Ny tekst")
    assert not Citation.objects.exists()


# ── following in sequence ────────────────────────────────────────────────────────────────────────────────────────────


def test_following_in_sequence_must_not_close_a_circle(programleder: User, t001: Initiative, revision: Any) -> None:
    last = MilestoneFactory(initiative=t001, name="Sist", position=2)
    MilestoneFactory(initiative=t001, name="Først", position=1, predecessor=last)
    with pytest.raises(Circle) as circle:
        edited(programleder, t001, sequential=True)
    assert circle.value.path == ("T001 Først", "T001 Sist", "T001 Først")
    assert revision.moved == 0
