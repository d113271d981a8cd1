"""Which body is proposed for a conflict."""

import pytest

from initiatives.domain.facts import BodyFact
from initiatives.domain.settling import meets, settler_of
from tests.build import TODAY, state

BODIES = {
    each.uid: each
    for each in (
        BodyFact("old", "old", "E-helsestyret", "strategisk/toppleder", period="minst 2017–2021"),
        BodyFact("rad", "rad", "E-helserådet", "strategisk", period="2023–"),
        BodyFact("nuit", "nuit", "NUIT", "taktisk", period="minst 2015–"),
        BodyFact("nufa", "nufa", "NUFA", "faglig", period="minst 2015–"),
        BodyFact("eks", "eks", "Eksempelrådet", "eksempel", example=True),
    )
}


def proposed(kind, *, example=False, bodies=BODIES):
    found = settler_of(state(bodies=bodies), kind, example=example)
    return found.name if found else None


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("technical", "NUFA"),
        ("reuse", "NUFA"),
        ("delivery", "NUIT"),
        ("supplier", "NUIT"),
        ("legal", "E-helserådet"),
        ("funding", "E-helserådet"),
    ],
)
def test_what_it_is_about_decides_the_level(kind, body):
    assert proposed(kind) == body


def test_an_example_goes_to_an_example_body_and_nothing_real_does():
    assert proposed("technical", example=True) == "Eksempelrådet"
    assert proposed("delivery", bodies={"eks": BODIES["eks"]}) is None


def test_a_body_that_is_no_more_settles_nothing():
    assert proposed("legal", bodies={"old": BODIES["old"]}) is None
    assert not meets("minst 2017–2021", TODAY)
    assert all(meets(period, TODAY) for period in ("2023–", "minst 2015–", "", "2017–2026"))
