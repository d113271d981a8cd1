"""manage.py export_report: every report and format without a browser, and a clear word when it cannot be made."""

import json
import zipfile
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from reporting.models import ExportLog


def export(path: Path, *more: str, report: str = "board", form: str = "pdf") -> str:
    out = StringIO()
    call_command("export_report", "--report", report, "--format", form, "--output", str(path), *more, stdout=out)
    return out.getvalue()


def test_every_format_of_both_reports_is_written_and_logged(demo: None, tmp_path: Path) -> None:
    for report in ("board", "register"):
        for form in ("pdf", "xlsx", "csv", "json"):
            path = tmp_path / f"{report}.{form}"
            told = export(path, "--language", "nb", "--period", "2024-1", report=report, form=form)
            assert str(path) in told and "sha256" in told
        assert (tmp_path / f"{report}.pdf").read_bytes().startswith(b"%PDF")
        assert load_workbook(tmp_path / f"{report}.xlsx").sheetnames
        assert zipfile.is_zipfile(tmp_path / f"{report}.csv")
        assert json.loads((tmp_path / f"{report}.json").read_text("utf-8"))["sheets"]
    logged = ExportLog.objects.filter(actor="system: export_report")
    assert logged.count() == 8
    assert set(logged.values_list("period_code", flat=True)) == {"2024-1"}


def test_now_a_day_and_the_public_can_be_asked_for(demo: None, tmp_path: Path) -> None:
    export(tmp_path / "now.json", "--period", "now", form="json")
    export(tmp_path / "then.json", "--date", "2024-06-01", form="json")
    export(tmp_path / "public.json", "--audience", "public", form="json")
    now, then, public = ((tmp_path / f"{name}.json").read_text("utf-8") for name in ("now", "then", "public"))
    assert "Eksempel: Felles innlogging" in now
    assert "Eksempel" not in public
    assert "1. juni 2024" in then


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--period", "2099-1"), "unknown_period"),
        (("--date", "i fjor"), "not_a_date"),
        (("--date", "2099-01-01"), "future"),
        (("--date", "2024-01-01", "--period", "2024-1"), "both"),
    ],
)
def test_a_time_that_cannot_be_shown_is_told_and_nothing_is_written(
    demo: None, tmp_path: Path, more: tuple[str, ...], said: str
) -> None:
    with pytest.raises(CommandError, match=said) as told:
        export(tmp_path / "r.pdf", *more)
    assert told.value.returncode == 1
    assert not (tmp_path / "r.pdf").exists()
    assert not ExportLog.objects.exists()


def test_a_place_that_cannot_be_written_is_told(demo: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Kan ikke skrive"):
        export(tmp_path / "finnes-ikke" / "r.json", "--period", "2024-1", form="json")
    assert not ExportLog.objects.exists()


def test_unknown_reports_formats_and_languages_are_refused(demo: None, tmp_path: Path) -> None:
    for more in (("--language", "se"), ("--audience", "alle")):
        with pytest.raises(CommandError):
            export(tmp_path / "r.pdf", *more)
    with pytest.raises(CommandError):
        export(tmp_path / "r.pdf", report="aarsrapport")
    with pytest.raises(CommandError):
        export(tmp_path / "r.docx", form="docx")
