"""Whose word a value is. A source that said something else no longer stands behind a field that was changed."""

from collections.abc import Iterable

from initiatives.actions.writing import Writing
from initiatives.domain.vocabulary import Basis
from initiatives.models import Citation, Initiative
from initiatives.models.base import Fact


def basis_for(initiative: Initiative, usual: Basis) -> Basis:
    """On what a value entered here stands. What belongs to an example stays an example."""
    return Basis.EXAMPLE if initiative.example else usual


def cite(write: Writing, fact: Fact, fields: Iterable[str]) -> None:
    """Let the writer stand behind these fields, where a source stood before.

    A citation of a field is taken back; one of the whole fact stays, and the field gets one of its own beside it.
    Facts that no source stands behind need none: their history says who gave them.
    """
    changed = set(fields)
    standing = list(Citation.objects.standing().filter(subject=fact.uid, field__in=["", *changed]))
    if not standing:
        return
    for citation in standing:
        if citation.field:
            write.withdraw(citation)
    basis = Basis.EXAMPLE if all(each.basis == Basis.EXAMPLE for each in standing) else Basis.STATED
    for name in sorted(changed):
        write.assert_(Citation(subject=fact.uid, field=name, basis=basis, note=str(write.by), language=write.language))
