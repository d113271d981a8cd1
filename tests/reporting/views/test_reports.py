"""Rapporter: who may make, issue and fetch reports, and what becomes of them."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from initiatives.models import User
from reporting.actions.issuing import NotLocked, issue_report
from reporting.models import ExportLog, IssuedReport, ReportingPeriod
from tests.cast import NAMES
from tests.demo import filled
from tests.reporting.views.overview_reading import TODAY, text

LOCKED = "?period=2024-1"
FORMATS = ("pdf", "xlsx", "csv", "json")


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The public portfolio with its locked periods and its cast."""
    with filled(django_db_blocker):
        yield


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def visitor(client, db, demo):
    """Sign in as one of the demo's cast."""

    def sign_in(name):
        client.force_login(User.objects.get(username=name))
        return client

    return sign_in


@pytest.fixture
def issued(db, demo):
    """A report that has been issued."""
    return issue_report(
        by=User.objects.get(username="sekretariat"),
        period=ReportingPeriod.objects.get(code="2024-1"),
        kind="board",
        format="pdf",
        language="nb",
        audience="board",
        title="Styrerapport",
        file_name="r.pdf",
        content=b"%PDF as it was",
        sha256="0" * 64,
        chain_head="abc",
        release="samstyr 0.1.0",
    )


# ── who may ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_strangers_are_sent_to_the_sign_in_page_from_every_address(client, db, issued):
    for address in ("", "board/pdf/", "register/xlsx/", f"utgitt/{issued.pk}/"):
        response = client.get(f"/rapporter/{address}{LOCKED}")
        assert response.status_code == 302 and "/logg-inn/" in response.url, address
    response = client.post(f"/rapporter/board/pdf/utgi/{LOCKED}")
    assert response.status_code == 302 and "/logg-inn/" in response.url
    assert IssuedReport.objects.count() == 1


@pytest.mark.parametrize("name", [each for each in NAMES if each != "sekretariat"])
def test_only_the_office_issues_also_past_the_pages(db, demo, name):
    told = {"kind": "board", "format": "pdf", "language": "nb", "audience": "board", "title": "T", "file_name": "r.pdf"}
    with pytest.raises(PermissionDenied):
        issue_report(
            by=User.objects.get(username=name),
            period=ReportingPeriod.objects.get(code="2024-1"),
            content=b"%PDF",
            sha256="0" * 64,
            chain_head="abc",
            release="samstyr 0.1.0",
            **told,
        )
    assert not IssuedReport.objects.exists()


@pytest.mark.parametrize("name", [each for each in NAMES if each != "sekretariat"])
def test_only_the_office_makes_and_issues_reports(visitor, name, issued):
    client = visitor(name)
    for report in ("board", "coordination", "register"):
        for form in FORMATS:
            assert client.get(f"/rapporter/{report}/{form}/{LOCKED}").status_code == 403
            assert client.post(f"/rapporter/{report}/{form}/utgi/{LOCKED}").status_code == 403
    assert client.post("/rapporter/board/pdf/utgi/").status_code == 403  # before what can be issued is told
    assert IssuedReport.objects.count() == 1
    assert not ExportLog.objects.exists()


@pytest.mark.parametrize("name", NAMES)
def test_everyone_who_reads_sees_the_page_and_fetches_what_is_issued(visitor, name, issued):
    client = visitor(name)
    page = client.get(f"/rapporter/{LOCKED}")
    assert page.status_code == 200
    assert ("Last ned PDF" in text(page)) == (name == "sekretariat")
    assert ("Utgi PDF" in text(page)) == (name == "sekretariat")
    response = client.get(f"/rapporter/utgitt/{issued.pk}/")
    assert response.content == b"%PDF as it was"
    assert response["Content-Disposition"] == 'attachment; filename="r.pdf"'
    assert ExportLog.objects.get().kind == "issued board"


def test_somebody_without_a_role_reads_nothing(client, db, issued):
    client.force_login(User.objects.create_user("ny", password=None, role=""))
    for address in ("", "board/pdf/", f"utgitt/{issued.pk}/"):
        assert client.get(f"/rapporter/{address}").status_code == 403


# ── what is made ─────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_report_is_made_of_the_time_and_in_the_language_asked_for(visitor):
    client = visitor("sekretariat")
    for query, name in (
        ("?period=2024-1&lang=nn", "samstyr-board-2024-1-nn.json"),
        ("?date=2024-06-01&lang=en", "samstyr-board-2024-06-01-en.json"),
        ("", "samstyr-board-2026-11-23-nb.json"),
        ("?lang=klingon", "samstyr-board-2026-11-23-nb.json"),
    ):
        response = client.get(f"/rapporter/board/json/{query}")
        assert response["Content-Disposition"] == f'attachment; filename="{name}"'
        assert response["Cache-Control"] == "private, no-store"
    logged = list(ExportLog.objects.order_by("pk").values_list("language", "period_code", "as_of"))
    assert logged == [
        ("nn", "2024-1", None),
        ("en", "", date(2024, 6, 1)),
        ("nb", "", None),
        ("nb", "", None),
    ]


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_served_as_what_it_is(visitor, form):
    response = visitor("sekretariat").get(f"/rapporter/register/{form}/{LOCKED}")
    kinds = {"pdf": "application/pdf", "csv": "application/zip", "json": "application/json"}
    assert response["Content-Type"] == kinds.get(
        form, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    assert response.content[:2] in (b"%P", b"PK", b'{"')


def test_what_does_not_exist_is_not_found_and_bad_times_are_told(visitor):
    client = visitor("sekretariat")
    for address in ("plan/pdf/", "board/docx/", "ukjent/pdf/", "utgitt/999999/"):
        assert client.get(f"/rapporter/{address}").status_code == 404
    assert client.get("/rapporter/?period=2099-9").status_code == 400
    assert client.get("/rapporter/board/pdf/?date=i+fjor").status_code == 400
    assert client.get("/rapporter/board/pdf/utgi/").status_code == 405
    assert client.post("/rapporter/board/pdf/").status_code == 405


# ── issuing ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_an_issued_report_is_served_as_it_was_and_made_once(visitor):
    client = visitor("sekretariat")
    made = client.get(f"/rapporter/board/pdf/{LOCKED}&lang=nb").content
    response = client.post(f"/rapporter/board/pdf/utgi/{LOCKED}", {"lang": "nb"}, follow=True)
    assert "Rapporten er utgitt som utgave 1." in response.content.decode()
    again = client.post(f"/rapporter/board/pdf/utgi/{LOCKED}", {"lang": "nb"}, follow=True)
    assert "utgave 1." in again.content.decode()
    (kept,) = IssuedReport.objects.all()
    assert bytes(kept.content) == made == client.get(f"/rapporter/utgitt/{kept.pk}/").content
    assert kept.chain_head and kept.actor and kept.release
    told = text(visitor("leder").get(f"/rapporter/{LOCKED}"))
    assert "Styrerapport, PDF" in told and kept.sha256[:16] in told


def test_other_bytes_are_a_new_edition_and_the_first_stays(visitor, issued):
    client = visitor("sekretariat")
    client.post(f"/rapporter/board/pdf/utgi/{LOCKED}", {"lang": "nb"})
    assert list(IssuedReport.objects.order_by("edition").values_list("edition", flat=True)) == [1, 2]
    assert client.get(f"/rapporter/utgitt/{issued.pk}/").content == b"%PDF as it was"


def test_only_a_locked_period_is_issued(visitor):
    client = visitor("sekretariat")
    for query in ("", "?date=2024-06-01", "?period=2026-3"):
        assert client.post(f"/rapporter/board/pdf/utgi/{query}").status_code == 404
    assert not IssuedReport.objects.exists()
    assert "Utgi PDF" not in text(client.get("/rapporter/"))


def test_the_act_itself_refuses_an_open_period(db, demo):
    given = dict.fromkeys(("kind", "format", "language", "audience", "title", "file_name"), "x")
    more = {"content": b"", "sha256": "", "chain_head": "", "release": ""}
    with pytest.raises(NotLocked):
        issue_report(
            by=User.objects.get(username="sekretariat"),
            period=ReportingPeriod.objects.get(code="2026-3"),
            **given,
            **more,
        )


def test_the_page_says_what_time_it_is_of(visitor):
    client = visitor("sekretariat")
    assert "Laget av den låste perioden 2024-1." in text(client.get(f"/rapporter/{LOCKED}"))
    assert "Slik det var kjent 1. juni 2024." in text(client.get("/rapporter/?date=2024-06-01"))
    assert "merkes som utkast til perioden er låst" in text(client.get("/rapporter/"))
    assert "Ingen rapporter er utgitt ennå." in text(client.get("/rapporter/"))
    assert "Ett tiltak er kritisk." in text(client.get(f"/rapporter/{LOCKED}"))
