"""Whom and what a what-if hits, as it is shown: initiatives, commitments, agreements, money, and what is asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import formatting
from reporting.domain.figures.coordination import Named
from reporting.domain.figures.what_if import CommitmentHit, InitiativeHit
from reporting.domain.figures.what_if_asks import Agenda, Ask
from reporting.domain.figures.what_if_conflicts import Conflict
from reporting.domain.figures.what_if_money import MoneyHit
from reporting.domain.money import MoneyKey, Sum
from reporting.pages import agreement_words
from reporting.pages import what_if_words as words
from reporting.pages.commitments import title
from reporting.pages.money_words import held, key_words, kind_word, price_word, sum_words, with_unit
from reporting.pages.what_if_rows import NameShown, RowShown, Shower


class HitShown(NamedTuple):
    """An initiative that is hit."""

    name: NameShown
    milestones: str
    end: RowShown | None
    after_plan: str
    farthest: str
    commitments: tuple["CommitmentShown", ...]
    money: tuple[str, ...]


class CommitmentShown(NamedTuple):
    """A commitment some of them carry."""

    document: str
    locator: str
    statement: str
    language: str
    nature: str
    contribution: str
    carriers: str
    url: str
    example: bool


class ConflictShown(NamedTuple):
    """An agreement that comes into danger, or into more."""

    giver: NameShown
    receiver: NameShown
    about: str
    language: str
    state: str
    newly: bool
    troubles: tuple[str, ...]
    body: str
    url: str
    example: bool


class MoneyRow(NamedTuple):
    """Like amounts by year."""

    kind: str
    price: str
    example: bool
    cells: tuple[tuple[str, str], ...]


class AskShown(NamedTuple):
    """What one body would be asked."""

    body: str
    asks: tuple[str, ...]


@dataclass(frozen=True)
class HitShower(Shower):
    """The same with whom and what it hits."""

    def hit(self, each: InitiativeHit, money: MoneyHit) -> HitShown:
        """One initiative."""
        count = ngettext("%(count)s milepæl", "%(count)s milepæler", len(each.rows))
        return HitShown(
            self.whole(each),
            count % {"count": formatting.number(len(each.rows))},
            self.row(each.end) if each.end else None,
            after_plan(each),
            words.moved(each.days),
            tuple(self.commitment(one) for one in each.commitments),
            tuple(amount_words(*one) for one in money.by_part.get(each.part.uid, ())),
        )

    def whole(self, each: InitiativeHit) -> NameShown:
        """The initiative as it is named."""
        part = each.part
        owner = (each.owner.short_name or each.owner.name) if each.owner else _("eier ikke oppgitt")
        return NameShown(part.name, part.language, "", "", part.code, owner, self.links.initiative(part), part.example)

    def commitment(self, each: CommitmentHit) -> CommitmentShown:
        """One commitment."""
        document = each.document
        url = reverse("reporting:commitment_document", args=[document.key]) if document else ""
        return CommitmentShown(
            title(document) if document else "",
            each.commitment.locator,
            each.commitment.statement,
            each.commitment.language,
            each.commitment.nature,
            each.carriers[0][1].contribution,
            ", ".join(part.code for part, _link in each.carriers),
            f"{url}{self.links.time}#{each.commitment.key}" if url else "",
            bool(document and document.example),
        )

    def conflict(self, each: Conflict) -> ConflictShown:
        """One agreement."""
        row, fact = each.row, each.row.agreement.fact
        return ConflictShown(
            self.name(row.giver),
            self.name(row.receiver),
            fact.description,
            fact.language,
            fact.state,
            each.newly,
            words.conflict(each),
            row.body.name if row.body else "",
            self.links.contract(fact.uid),
            row.agreement.example,
        )


def after_plan(each: InitiativeHit) -> str:
    """How long after the plan that stands the end comes, "" where it holds or nobody has planned it."""
    if not each.after_plan or each.plan is None:
        return ""
    return _("%(size)s etter vedtatt plan %(day)s") % {
        "size": formatting.slip_words(each.after_plan).lstrip("+"),
        "day": formatting.day(each.plan),
    }


# ── money ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def money_rows(found: MoneyHit) -> tuple[MoneyRow, ...]:
    """The sums by kind and year; each cell with what it holds."""
    return tuple(_money_row(key, [years.get(year) for year in found.years]) for key, years in found.rows)


def _money_row(key: MoneyKey, sums: Iterable[Sum | None]) -> MoneyRow:
    cells = tuple((sum_words(sum), held(sum)) if sum else ("", "") for sum in sums)
    return MoneyRow(kind_word(key.kind), price_word(key.price_level), key.example, cells)


def amount_words(key: MoneyKey, year: int, sum: Sum) -> str:
    """One sum of an initiative: «2027: 20 mill. kr, budsjett, 2025-kroner»."""
    return f"{year}: {with_unit(sum_words(sum))}, {key_words(key).lower()}"


def money_beside(found: MoneyHit) -> tuple[str, ...]:
    """What is in no sum, and why."""
    told = []
    if found.beside:
        told.append(
            ngettext(
                "%(count)s beløp som gjelder disse årene, dekker annet enn ett år eller kan ikke legges sammen",
                "%(count)s beløp som gjelder disse årene, dekker annet enn ett år eller kan ikke legges sammen",
                found.beside,
            )
            % {"count": formatting.number(found.beside)}
        )
    if found.inside:
        told.append(
            ngettext("%(count)s beløp inngår i programmets", "%(count)s beløp inngår i programmenes", found.inside)
            % {"count": formatting.number(found.inside)}
        )
    if found.without:
        told.append(
            ngettext(
                "%(count)s tiltak har ingen oppgitte beløp i årene det rammes",
                "%(count)s tiltak har ingen oppgitte beløp i årene de rammes",
                len(found.without),
            )
            % {"count": formatting.number(len(found.without))}
        )
    return tuple(told)


# ── what is asked ────────────────────────────────────────────────────────────────────────────────────────────────────


def agenda(each: Agenda) -> AskShown:
    """What one body would be asked, in sentences."""
    return AskShown(each.body.name if each.body else "", tuple(ask_words(one) for one in each.asks))


def ask_words(each: Ask) -> str:
    """One thing to settle, as it would be asked."""
    if each.conflict is not None:
        return _(
            "Avklare avtalen fra %(giver)s til %(receiver)s: ny dato som begge kan stå ved, eller en annen løsning."
        ) % {
            "giver": _side(each.conflict.row.giver),
            "receiver": _side(each.conflict.row.receiver),
        }
    hit = each.hit
    if hit is None or hit.end is None:
        return ""
    return _(
        "Ta stilling til ny dato for %(name)s, %(after)s i stedet for %(plan)s, eller til tiltak som henter inn"
        " %(size)s."
    ) % {
        "name": words.quoted(hit.end.name),
        "after": formatting.day(hit.end.after),
        "plan": formatting.day(hit.plan),
        "size": formatting.slip_words(hit.after_plan).lstrip("+"),
    }


def _side(each: Named) -> str:
    owner = agreement_words.owner(each)
    return f"{words.quoted(each)} ({owner})" if each.milestone else f"{each.name} ({owner})"
