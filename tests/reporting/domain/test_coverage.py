"""Traceability both ways: who carries a commitment, which obligations nobody carries, which initiatives carry none."""

from datetime import date

import pytest

from initiatives.domain.dates import from_edtf
from initiatives.domain.facts import CommitmentFact, DocumentFact, DocumentRelationFact, LinkFact
from reporting.domain.figures.coverage import Coverage, coverage, document_coverage
from tests.build import record, slice_

OLD = DocumentFact("old", "m9-1213", "white_paper", "Meld. St. 9", "2012–2013", "Gammel", from_edtf("2012-11-30"))
NEW = DocumentFact("new", "m9-2324", "white_paper", "Meld. St. 9", "2023–2024", "Ny", from_edtf("2024-03-01"))
UNDATED = DocumentFact("undated", "m23-2425", "white_paper", "Meld. St. 23", "2024–2025", "Uten dato")
EXAMPLE = DocumentFact("ex", "ex", "strategy", "", "", "Eksempel", example=True)


def commitment(key: str, document: str = "old", nature: str = "obligation", **more: object) -> CommitmentFact:
    return CommitmentFact(key, key, document, str(more.get("locator", "4")), f"Skal {key}", nature)


def found(*commitments: CommitmentFact, carriers: dict[str, tuple[LinkFact, ...]] | None = None) -> Coverage:
    parts = [slice_(code, links=links) for code, links in (carriers or {}).items()]
    return coverage(
        record(
            *parts,
            registers={
                "documents": {each.uid: each for each in (OLD, NEW, UNDATED, EXAMPLE)},
                "commitments": {each.uid: each for each in commitments},
                "document_relations": (DocumentRelationFact("new", "old", "replaces"),),
            },
        )
    )


def test_an_obligation_nobody_carries_is_a_gap() -> None:
    seen = found(commitment("a"), commitment("b"), carriers={"T1": (LinkFact("l1", "a", "main"),)})

    assert (seen.obligations, seen.gaps) == (2, 1)


@pytest.mark.parametrize("nature", ["goal", "principle", "observation"])
def test_only_obligations_can_lack_an_initiative(nature: str) -> None:
    seen = found(commitment("a", nature=nature))

    assert (seen.obligations, seen.gaps) == (0, 0)


def test_gaps_of_a_replaced_document_are_told_apart() -> None:
    seen = found(commitment("a", "old"), commitment("b", "new"))

    assert (seen.gaps, seen.replaced_gaps) == (2, 1)


def test_example_documents_are_shown_and_not_counted() -> None:
    seen = found(commitment("a", "ex"))

    assert seen.gaps == 0
    assert any(each.gaps for each in seen.documents)


def test_documents_come_newest_first_and_undated_ones_last() -> None:
    keys = [each.document.key for each in found().documents if not each.document.example]

    assert keys == ["m9-2324", "m9-1213", "m23-2425"]


def test_the_main_carrier_stands_before_the_supporting_one() -> None:
    seen = found(
        commitment("a"),
        carriers={"T1": (LinkFact("l1", "a", "supporting"),), "T2": (LinkFact("l2", "a", "main"),)},
    )
    (row,) = next(each for each in seen.documents if each.document is OLD).rows

    assert [each.part.code for each in row.carriers] == ["T2", "T1"]


def test_active_initiatives_without_any_commitment_are_named_and_parts_and_resting_ones_are_not() -> None:
    seen = coverage(
        record(
            slice_("T1"),
            slice_("T2", life="completed"),
            slice_("T3", whole="uid-T1"),
            slice_("T4", links=(LinkFact("l", "a", "main"),)),
        )
    )

    assert [each.code for each in seen.unattached] == ["T1"]


def test_chapters_keep_the_order_of_the_document() -> None:
    first, second = commitment("b", locator="4"), commitment("a", locator="5")
    one = CommitmentFact(first.uid, "b", "old", "4", "Først", "obligation", position=1)
    other = CommitmentFact(second.uid, "a", "old", "5", "Så", "obligation", position=2)

    document = next(each for each in found(other, one).documents if each.document is OLD)

    assert [each.locator for each in document.chapters] == ["4", "5"]


def test_an_unknown_document_is_none() -> None:
    assert document_coverage(record(today=date(2026, 1, 1)), "finnes-ikke") is None
