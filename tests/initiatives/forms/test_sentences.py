"""What a refusal says stays readable, however much it names."""

from initiatives.domain.refusals import Problem, Why
from initiatives.forms.sentences import sentence


def test_a_long_circle_is_told_by_its_beginning_and_its_end() -> None:
    path = (*(f"T{number:03} milepæl" for number in range(500)), "T000 milepæl")
    said = sentence(Problem("binding", Why.CIRCLE, {"path": path}))
    assert "T000 milepæl → T001 milepæl → T002 milepæl → T003 milepæl → … → T498 milepæl → T499 milepæl → T000" in said
    assert len(said) < 400


def test_a_short_circle_is_told_in_full() -> None:
    said = sentence(Problem("binding", Why.CIRCLE, {"path": ("A", "B", "C", "A")}))
    assert "A → B → C → A" in said
