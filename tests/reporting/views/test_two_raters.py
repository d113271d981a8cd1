"""Where the secretariat gives another colour than the owner, oversikt and the board report show both, and why."""

import io
import json
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from openpyxl import load_workbook

from initiatives.models import Initiative, User
from reporting.actions.assessing import Assessment
from reporting.exports import registry
from reporting.source import choose
from tests.exports.pdf.reader import read
from tests.reporting.views.overview_reading import TODAY, text
from tests.rounds import approve, deliver, open_round, report_of

WHY = "Leveransen er ikke avtalt"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def overruled(sekretariat: User, programleder: User, t001: Initiative) -> None:
    report = report_of(open_round(sekretariat, t001), t001)
    deliver(programleder, report)
    User.objects.filter(pk=sekretariat.pk).update(language="nn")
    sekretariat.refresh_from_db()
    approve(sekretariat, report, overall=Assessment("red", WHY))


def test_oversikt_shows_what_was_declared_and_why_it_was_not_believed(
    client: Client, leder: User, overruled: None
) -> None:
    client.force_login(leder)

    answer = client.get("/")

    assert "meldt Under kontroll" in text(answer)
    assert f"Porteføljekontoret: {WHY}" in text(answer)
    assert f'<span lang="nn">{WHY}</span>' in answer.content.decode()  # in whose language it is written


def test_nothing_is_said_of_two_where_both_say_the_same(
    client: Client, leder: User, sekretariat: User, programleder: User, t001: Initiative
) -> None:
    report = report_of(open_round(sekretariat, t001), t001)
    deliver(programleder, report, "red")
    approve(sekretariat, report)
    client.force_login(leder)

    told = text(client.get("/"))

    assert "Slik er det" in told
    assert "Porteføljekontoret:" not in told


def test_the_board_report_says_the_same(overruled: None) -> None:
    def made(form: str) -> bytes:
        return registry.render_chosen("board", form, choose(), "nb").content

    paper = read(made("pdf")).tree.text.replace("\u00a0", " ")
    assert "Meldt av eieren" in paper
    assert paper.count(f"Porteføljekontoret: {WHY}") == 2  # among the exceptions of the summary, and on its own page
    assert "meldt under kontroll" in paper
    head, row = list(load_workbook(io.BytesIO(made("xlsx")))["Unntak"].values)[:2]
    told = dict(zip(head, row, strict=True))
    assert told["Meldt av eieren"] == "● Under kontroll"
    assert told["Porteføljekontorets merknad"] == WHY
    (sheet,) = [each for each in json.loads(made("json"))["sheets"] if each["key"] == "unntak"]
    assert WHY in json.dumps(sheet, ensure_ascii=False)
