"""The past as it was known: later words about an initiative are not shown before they were said."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from initiatives.models import Initiative, Organisation, PolicyDocument


def said(instance: Any) -> list[tuple[date, Any]]:
    """(day known in Norway, row as it then stood), oldest first."""
    past = instance.history.order_by("history_date", "history_id")
    return [(timezone.localtime(row.history_date).date(), row) for row in past]


@pytest.mark.usefixtures("demo")
def test_a_stopped_initiative_was_paused_before_and_known_to_be() -> None:
    lives = [(day, row.life) for day, row in said(Initiative.objects.get(code="T031"))]
    assert lives == [(date(2021, 12, 31), "paused"), (date(2023, 2, 17), "stopped")]


@pytest.mark.usefixtures("demo")
def test_what_the_page_of_april_2024_says_was_not_known_in_january() -> None:
    first, last = said(Initiative.objects.get(code="T012"))
    assert (first[0], first[1].name, first[1].risk) == (date(2015, 12, 31), "Helseplattformen", "")
    assert (last[0], last[1].risk) == (date(2024, 4, 4), "medium")


@pytest.mark.usefixtures("demo")
def test_an_organisation_does_not_end_before_it_ended() -> None:
    ends = [(day, row.valid_to_edtf) for day, row in said(Organisation.objects.get(key="O003"))]
    assert ends == [(date(2016, 1, 1), ""), (date(2024, 1, 1), "2023-12-31")]


@pytest.mark.usefixtures("demo")
def test_after_november_2012_the_documents_that_existed_then_are_known() -> None:
    existed = {
        document.key
        for document in PolicyDocument.objects.filter(kind="white_paper")
        if said(document)[0][0] <= date(2012, 11, 30)
    }
    assert existed == {"wp-m47-0809", "wp-m16-1011", "wp-m9-1213"}
