"""What stands behind one initiative's facts, read on demand: citations, and every word ever said about its dates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from initiatives.domain.facts import CitationFact, DateWord

KNOWN_FROM = "known_from"  # citations of this field say why a fact counts as known from its day


@dataclass(frozen=True, slots=True)
class Told:
    """One word about a milestone's date, with the title of the decision behind it."""

    uid: str
    milestone: str
    role: str
    word: DateWord
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """`citations`: uid → what stands behind it. `told`: milestone → its words, oldest first. `behind`: a fact without a
    uid of its own, as ("owner", organisation + role) → the uids its citations are about."""

    citations: Mapping[str, tuple[CitationFact, ...]] = field(default_factory=dict)
    told: Mapping[str, tuple[Told, ...]] = field(default_factory=dict)
    behind: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def of(self, *subjects: str) -> tuple[CitationFact, ...]:
        """What stands behind some facts, each word once, in their order."""
        return tuple(dict.fromkeys(each for uid in subjects for each in self.citations.get(uid, ())))

    def of_named(self, kind: str, name: str) -> tuple[CitationFact, ...]:
        """What stands behind a fact that has no uid of its own."""
        return self.of(*self.behind.get((kind, name), ()))


def sources(citations: Iterable[CitationFact], field_name: str | None = None) -> tuple[str, ...]:
    """uids of the sources, each once; of one field only when it is named (what is about the whole fact counts too)."""
    wanted = [each for each in citations if field_name is None or each.field in ("", field_name)]
    return tuple(dict.fromkeys(each.source for each in wanted if each.source))
