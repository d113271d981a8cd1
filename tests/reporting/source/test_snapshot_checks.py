"""A snapshot that was changed after its lock is found before anything of it is shown."""

import hashlib
from datetime import date

import orjson
import pytest
from django.db import connection
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse

from initiatives.models import User
from initiatives.models.base import Act
from reporting.actions.locking import lock_period
from reporting.models import ReportingPeriod, Snapshot
from reporting.source import BadTime, choose
from reporting.source.locked import chained, forget_locked
from tests.factories import InitiativeFactory

pytestmark = pytest.mark.django_db
ACT = Act(actor="Siri Sekretariat")


@pytest.fixture
def snapshots() -> tuple[Snapshot, Snapshot]:
    InitiativeFactory(code="T1", name="Slik det var")
    first, second = (
        ReportingPeriod(code="2023-3", cut_off=date(2023, 10, 31)),
        ReportingPeriod(code="2024-1", cut_off=date(2024, 1, 31)),
    )
    for each in (first, second):
        each.record(ACT)
    made = lock_period(period=first, act=ACT), lock_period(period=second, act=ACT)
    forget_locked()
    return made


def falsified(snapshot: Snapshot) -> bytes:
    return bytes(snapshot.content).replace(b"Slik det var", b"Slik vi sier")


def tamper(snapshot: Snapshot, **columns: str | bytes) -> None:
    """Past the models: what somebody with the database's password could do."""
    names = ", ".join(f"{name} = %s" for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE reporting_snapshot SET {names} WHERE id = %s", [*columns.values(), snapshot.pk])  # noqa: S608


def refused(code: str) -> str:
    with pytest.raises(BadTime) as caught:
        choose(code)
    return caught.value.code


def test_the_models_refuse_to_change_or_delete_a_snapshot(snapshots: tuple[Snapshot, Snapshot]) -> None:
    row = snapshots[0]
    row.content = b"{}"
    for act in (row.save, row.delete, Snapshot.objects.all().delete, lambda: Snapshot.objects.update(actor="")):
        with pytest.raises(ProtectedError):
            act()
    with pytest.raises(ProtectedError):
        Snapshot.objects.bulk_update([row], ["content"])


def test_changed_bytes_are_refused(snapshots: tuple[Snapshot, Snapshot]) -> None:
    tamper(snapshots[0], content=falsified(snapshots[0]))

    assert refused("2023-3") == "broken_snapshot"
    assert choose("2024-1").record.state.codes["T1"].name == "Slik det var"


def test_a_snapshot_shown_as_another_period_is_refused(snapshots: tuple[Snapshot, Snapshot]) -> None:
    first, second = (each.period_id for each in snapshots)
    ReportingPeriod.objects.filter(pk=first).update(code="x")
    ReportingPeriod.objects.filter(pk=second).update(code="2023-3")
    ReportingPeriod.objects.filter(pk=first).update(code="2024-1")

    assert (refused("2023-3"), refused("2024-1")) == ("broken_snapshot", "broken_snapshot")


def test_changed_bytes_with_a_hash_to_match_are_refused_by_the_chain(snapshots: tuple[Snapshot, Snapshot]) -> None:
    content = falsified(snapshots[0])
    sha256 = hashlib.sha256(content).hexdigest()
    tamper(snapshots[0], content=content, sha256=sha256)
    assert refused("2023-3") == "broken_snapshot"

    tamper(snapshots[0], head=chained("", sha256))
    assert refused("2023-3") == "broken_snapshot"
    assert refused("2024-1") == "broken_snapshot"


def test_a_snapshot_taken_out_of_the_chain_is_missed(snapshots: tuple[Snapshot, Snapshot]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM reporting_snapshot WHERE id = %s", [snapshots[0].pk])

    assert refused("2024-1") == "broken_snapshot"
    assert refused("2023-3") == "not_locked"


def test_a_format_of_another_release_is_refused_by_name(snapshots: tuple[Snapshot, Snapshot]) -> None:
    plain = orjson.loads(bytes(snapshots[1].content)) | {"format": 99}
    content = orjson.dumps(plain)
    sha256 = hashlib.sha256(content).hexdigest()
    tamper(snapshots[1], content=content, sha256=sha256, head=chained(snapshots[0].head, sha256))

    assert refused("2024-1") == "unknown_format"


@pytest.mark.parametrize("query", ["?period=2024-1", ""], ids=["the period itself", "now, compared with it"])
def test_the_reader_is_told_on_a_page_and_sees_none_of_it(
    snapshots: tuple[Snapshot, Snapshot], client: Client, leder: User, query: str
) -> None:
    tamper(snapshots[1], content=falsified(snapshots[1]))
    client.force_login(leder)

    response = client.get(reverse("reporting:overview") + query)

    assert response.status_code == 500
    assert "«2024-1» stemmer ikke med sin kontrollsum" in response.content.decode()
    assert "Slik vi sier" not in response.content.decode()
