"""The auditor's command: tampering is found, also by what was handed out; and nothing is written."""

import hashlib
from dataclasses import replace
from datetime import date
from io import StringIO

import orjson
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from initiatives.models.base import Act
from reporting.actions.issuing import issue_report
from reporting.actions.locking import canonical, lock_period
from reporting.domain.results import Computed, KeptConcern
from reporting.models import ReportingPeriod, Snapshot
from reporting.source.locked import chained, read_content
from tests.factories import InitiativeFactory, MilestoneDateFactory, MilestoneFactory

pytestmark = pytest.mark.django_db
ACT = Act(actor="Siri Sekretariat")


@pytest.fixture
def snapshots():
    milestone = MilestoneFactory(initiative=InitiativeFactory(code="T1", name="Slik det var"), name="Ferdig")
    MilestoneDateFactory(milestone=milestone, role="original", date="2027-03-01")
    made = []
    for code, day in (("2023-3", date(2023, 10, 31)), ("2024-1", date(2024, 1, 31))):
        period = ReportingPeriod(code=code, cut_off=day)
        period.record(ACT)
        made.append(lock_period(period=period, act=ACT))
    return made


def tamper(snapshot, **columns):
    names = ", ".join(f"{name} = %s" for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE reporting_snapshot SET {names} WHERE id = %s", [*columns.values(), snapshot.pk])  # noqa: S608


def told(*args):
    out, err = StringIO(), StringIO()
    try:
        call_command("verify_snapshots", *args, stdout=out, stderr=err)
    except CommandError as error:
        return False, out.getvalue() + err.getvalue() + str(error)
    return True, out.getvalue() + err.getvalue()


def test_whole_snapshots_are_told_each_with_its_head(snapshots):
    sound, words = told("--expect", snapshots[0].head)
    assert sound
    assert all(each.head in words for each in snapshots)


def test_changed_bytes_are_found(snapshots):
    tamper(snapshots[0], content=bytes(snapshots[0].content).replace(b"Slik det var", b"Slik vi sier"))
    sound, words = told()
    assert not sound and "stemmer ikke med kontrollsummen" in words


def test_snapshots_that_have_changed_periods_are_found(snapshots):
    periods = [each.period_id for each in snapshots]
    tamper(snapshots[0], period_id=0)
    tamper(snapshots[1], period_id=periods[0])
    tamper(snapshots[0], period_id=periods[1])
    sound, words = told()
    assert not sound and words.count("innholdet er en annen periode") == 2


def test_a_snapshot_that_is_gone_is_found_though_the_chain_before_it_holds(snapshots):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM reporting_snapshot WHERE id = %s", [snapshots[1].pk])
    sound, words = told()
    assert not sound and "Perioden 2024-1 er låst, men øyeblikksbildet er borte" in words


def test_bytes_that_nobody_can_read_are_told_as_that_also_with_a_hash_to_match(snapshots):
    sha256 = hashlib.sha256(b"not a record").hexdigest()
    tamper(snapshots[1], content=b"not a record", sha256=sha256, head=chained(snapshots[0].head, sha256))
    sound, words = told()
    assert not sound and "kan ikke lese" in words and "2023-3" in words


def issued(by, snapshot):
    return issue_report(
        by=by,
        period=ReportingPeriod.objects.get(code="2023-3"),
        kind="board",
        format="pdf",
        language="nb",
        audience="board",
        title="Rapport",
        file_name="rapport.pdf",
        content=b"%PDF",
        sha256=hashlib.sha256(b"%PDF").hexdigest(),
        chain_head=snapshot.head,
        release="samstyr",
    )


def test_an_issued_file_that_was_changed_is_found(snapshots, sekretariat):
    row = issued(sekretariat, snapshots[0])
    assert told()[0]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE reporting_issuedreport SET content = %s WHERE id = %s", [b"%PDF other", row.pk])
    sound, words = told()
    assert not sound and "rapport.pdf er ikke slik den ble utgitt" in words


def test_a_chain_rewritten_from_end_to_end_is_found_by_a_head_known_outside(snapshots, sekretariat):
    issued(sekretariat, snapshots[0])
    known = snapshots[1].head
    before = ""
    for each in snapshots:
        content = bytes(each.content).replace(b"Slik det var", b"Slik vi sier")
        sha256 = hashlib.sha256(content).hexdigest()
        head = chained(before, sha256)
        tamper(each, content=content, sha256=sha256, previous_sha256=before, head=head)
        before = head
    sound, words = told("--expect", known)
    assert not sound
    assert known in words and snapshots[0].head in words


def test_recomputing_tells_where_todays_code_would_differ_and_changes_nothing(snapshots):
    assert "regner likt" in told("--recompute")[1]
    plain = orjson.loads(bytes(snapshots[1].content))
    (uid,) = plain["record"]["results"]["dates"]
    plain["record"]["results"]["dates"][uid]["feasible"] = "2030-01-01"
    content = orjson.dumps(plain, option=orjson.OPT_SORT_KEYS)
    sha256 = hashlib.sha256(content).hexdigest()
    tamper(snapshots[1], content=content, sha256=sha256, head=chained(snapshots[0].head, sha256))
    held = list(Snapshot.objects.values_list("head", "sha256"))
    sound, words = told("--recompute")
    assert sound and f"2024-1  dates {uid}" in words and "2030" in words and "2023-3  dates" not in words
    assert list(Snapshot.objects.values_list("head", "sha256")) == held


@pytest.mark.parametrize(
    ("what", "stored"),
    [
        ("engine", "colours of another day"),
        ("counts", {"green": 99}),
        ("colours", {"x": (Computed("time", "red"),)}),
        ("schedule", "schedule of another day"),
        ("concerns", {"x": (KeptConcern("dispute", 3),)}),
    ],
)
def test_whatever_was_stored_and_would_be_reckoned_otherwise_is_told(snapshots, what, stored):
    record = read_content(bytes(snapshots[1].content))
    name = {"colours": "computed"}.get(what, what)
    content = canonical(replace(record, results=replace(record.results, **{name: stored})))
    sha256 = hashlib.sha256(content).hexdigest()
    tamper(snapshots[1], content=content, sha256=sha256, head=chained(snapshots[0].head, sha256))

    sound, words = told("--recompute")

    assert sound and f"2024-1  {what} " in words and f"2023-3  {what} " not in words
