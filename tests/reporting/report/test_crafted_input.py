"""What no page of ours sends: it is taken for nothing, and never for an error of ours."""

import pytest
from django.test import Client
from django.urls import reverse

from reporting.models import ReportDraft, StatusReport

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "base",
    [
        '{"summary":"\\ud800"}',  # half a character: no page can hold it
        '{"\\udfff":"x"}',
        "[" * 100_000,  # deeper than the reader goes
        '{"summary":' * 40_000,
        '{"summary":{"a":1}}',
        "null",
        "[1]",
    ],
)
def test_a_crafted_base_is_no_error_and_keeps_what_is_typed(base: str, report: StatusReport, owner: Client) -> None:
    address = reverse("reporting:report_draft", args=[report.uid])

    answer = owner.post(address, {"summary": "Slik går det", "base": base})

    assert answer.status_code == 200
    assert ReportDraft.objects.get(report=report).content["summary"] == "Slik går det"


def test_a_draft_holds_only_fields_of_its_form(report: StatusReport, owner: Client) -> None:
    many = {f"felt{number}": "x" * 4_000 for number in range(400)} | {"__proto__": "x", "<script>": "x"}

    owner.post(reverse("reporting:report_draft", args=[report.uid]), many | {"summary": "Slik går det"})

    assert ReportDraft.objects.get(report=report).content == {"summary": "Slik går det"}
