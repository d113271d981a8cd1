"""How sides of agreements, dates and what is wrong are written in every chapter."""

from collections.abc import Iterable, Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from initiatives import formatting
from reporting.domain.figures.agenda import Plan
from reporting.domain.figures.coordination import AgreementRow, Named
from reporting.domain.figures.network_names import is_example
from reporting.exports import paper
from reporting.exports.coordination.ground import Ground
from reporting.exports.pdf import elements as e
from reporting.exports.pdf.inline import Inline, Run
from reporting.pages import agenda_words, agreement_words
from reporting.pages.coordination_conflicts import Wrong
from reporting.pages.coordination_terms import delivered

NAMED = 3
"""Names in a line before the rest is counted."""


def said(ground: Ground, text: str, language: str, *, strong: bool = False) -> Run | str:
    """A stored text: in another language than the paper's it says so."""
    return paper.foreign(text, language, ground.language, strong=strong)


def side(ground: Ground, named: Named) -> list[Inline]:
    """A side of an agreement with owner and code small after it; an example says so."""
    name = said(ground, agenda_words.who(named), named.language)
    return paper.named(name, agreement_words.owner(named), code(named), example=is_example(named))


def code(named: Named) -> str:
    """The code of a side's initiative, "" for somebody outside."""
    return named.part.code if named.part else ""


def milestone(ground: Ground, named: Named) -> Run | str:
    """The milestone a side is about, that it is the whole initiative where it is, or the delivery of somebody
    outside."""
    if named.milestone is not None:
        return said(ground, named.milestone.name or _("unntatt"), named.milestone.language)
    return _("tiltaket som helhet") if named.part else _("leveranse utenfra")


def wrong(found: Sequence[Wrong]) -> list[Inline]:
    """Everything that is wrong, worst first."""
    told: list[Inline] = []
    for each in found:
        told += [" · "] if told else []
        told.append(e.toned(capfirst(each.text), "crit" if each.serious else "warn"))
    return told


def cost(row: AgreementRow, plans: Sequence[Plan]) -> str:
    """When it can come, what that costs the others, and which milestones move farthest; of what is reached, that it
    is."""
    if day := delivered(row):
        return _("Giveren nådde milepælen %(day)s. Mottakeren har ikke kvittert.") % {"day": formatting.when(day)}
    reached = row.receiver.milestone.actual if row.receiver.milestone else None
    if reached:
        told = _("Mottakeren nådde milepælen %(day)s uten å kvittere for leveransen.")
        return told % {"day": formatting.when(reached.date)}
    agreement = row.agreement
    parts = (agenda_words.delivery(agreement), agenda_words.costs_of(agreement, plans), farthest(plans))
    return " ".join(each for each in parts if each)


def farthest(plans: Sequence[Plan]) -> str:
    """The milestones that move farthest, with their owners: «Fyr» (Helse Vest), 3.3.2027 til 4.5.2027; "" for none."""
    told = [
        _("«%(name)s» (%(owner)s) fra %(before)s til %(after)s")
        % {
            "name": each.milestone.name or _("unntatt"),
            "owner": plan_owner(each),
            "before": formatting.day(each.before),
            "after": formatting.day(each.after),
        }
        for each in plans[:NAMED]
    ]
    return f"{'; '.join(told)}." if told else ""


def plan_owner(plan: Plan) -> str:
    """Who owns a plan that moves."""
    return (plan.owner.short_name or plan.owner.name) if plan.owner else _("eier ikke oppgitt")


def joined(parts: Iterable[str]) -> str:
    """The parts that say anything, with dots between."""
    return " · ".join(part for part in parts if part)
