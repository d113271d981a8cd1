"""The registers that initiatives refer to: one query each."""

from collections import defaultdict
from typing import Any

from initiatives import models as m
from initiatives.domain.facts import Withheld
from initiatives.domain.state import Registers
from initiatives.reading import shapes
from initiatives.reading.rows import Moment, read
from initiatives.reading.shape import Shape


def registers(moment: Moment) -> Registers:
    """All registers as known at the moment."""
    return Registers(
        organisations=_by_uid(shapes.ORGANISATION, moment),
        documents=_by_uid(shapes.DOCUMENT, moment),
        commitments=_by_uid(shapes.COMMITMENT, moment),
        goals=_by_uid(shapes.GOAL, moment),
        focus_areas=_by_uid(shapes.FOCUS_AREA, moment),
        plans=_by_uid(shapes.PLAN, moment),
        bodies=_by_uid(shapes.BODY, moment),
        meetings=_by_uid(shapes.MEETING, moment),
        externals=_by_uid(shapes.EXTERNAL, moment),
        funding=_by_uid(shapes.FUNDING, moment),
        sources=_by_uid(shapes.SOURCE, moment),
        figures=_all(shapes.FIGURE, moment),
        assignments=_all(shapes.ASSIGNMENT, moment),
        organisation_successions=_all(shapes.ORGANISATION_SUCCESSION, moment),
        document_relations=_all(shapes.DOCUMENT_RELATION, moment),
        commitment_relations=_all(shapes.COMMITMENT_RELATION, moment),
        withheld=_withheld(moment),
    )


def _by_uid(shape: Shape[Any], moment: Moment) -> dict[str, Any]:
    return {fact.uid: fact for _, fact in shape.facts(moment)}


def _all(shape: Shape[Any], moment: Moment) -> tuple[Any, ...]:
    return tuple(fact for _, fact in shape.facts(moment))


def _withheld(moment: Moment) -> dict[str, dict[str, Withheld]]:
    found: dict[str, dict[str, Withheld]] = defaultdict(dict)
    columns = ("subject", "field", "legal_basis", "release", "grade")
    for subject, field, basis, release, grade in read(m.WithheldValue, moment, columns):
        found[subject.hex][field] = Withheld(basis=basis, until=release, grade=grade)
    return dict(found)
