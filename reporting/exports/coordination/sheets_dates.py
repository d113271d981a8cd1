"""The sheets of dates: milestones that cannot hold theirs, how likely the ends are, and which cannot be told."""

from typing import Any

from django.utils.translation import gettext as _

from initiatives.domain import vocabulary as v
from reporting.domain.figures.coordination_report import HeldMilestone
from reporting.domain.figures.probability import Probability
from reporting.domain.figures.probability_list import told as refused_told
from reporting.exports.coordination import dates
from reporting.exports.coordination.ground import Ground
from reporting.exports.coordination.likely import decider
from reporting.exports.register_values import field, partial, sheet, text, word
from reporting.exports.tabular.sheets import Kind, Sheet
from reporting.pages import probability_words


def held(ground: Ground) -> Sheet:
    """«Datoer som ikke holder»: claimed against what can be kept, with the cause."""
    kind = word(v.MilestoneKind)

    def baseline(name: str) -> Any:
        def value(each: HeldMilestone) -> Any:
            told = getattr(each.fact, name)
            return partial(told.date) if told else None

        return value

    return sheet(
        "datoer",
        _("Datoer som ikke holder"),
        [
            field("code", _("Kode"), lambda each: each.part.code),
            field("milestone", _("Milepæl"), lambda each: text(each.fact.name), width=40),
            field("initiative", _("Tiltak"), lambda each: each.part.name, width=34),
            field("owner", _("Eier"), dates.owner),
            field("kind", _("Slag"), lambda each: kind(each.fact.kind)),
            field("end", _("Avslutter tiltaket"), lambda each: each.end, Kind.BOOLEAN),
            field("original", _("Opprinnelig plan"), baseline("original"), Kind.PARTIAL_DATE),
            field("approved", _("Sist vedtatt"), baseline("approved"), Kind.PARTIAL_DATE),
            field("claimed", _("Eieren sier"), lambda each: each.found.claimed, Kind.DATE),
            field("feasible", _("Kan nås"), lambda each: each.found.feasible, Kind.DATE),
            field("days", _("Senere"), lambda each: each.days, Kind.INTEGER, unit=_("dager")),
            field("earliest", _("Tidligst"), lambda each: each.told.earliest, Kind.BOOLEAN),
            field("why", _("Hva som holder igjen"), lambda each: text(dates.why(each)), Kind.LONG_TEXT, width=60),
        ],
        ground.held,
        is_example=lambda each: each.part.example,
        notes=tuple(dates.circles(ground)),
    )


def likely(ground: Ground) -> Sheet:
    """«Sannsynlighet»: the ends that can be reckoned."""

    def owner(each: Probability) -> str | None:
        found = ground.record.state.owner(each.part)
        return (found.short_name or found.name) if found else None

    return sheet(
        "sannsynlighet",
        _("Sannsynlighet"),
        [
            field("code", _("Kode"), lambda each: each.part.code),
            field("end", _("Sluttmilepæl"), lambda each: text(each.end.name), width=36),
            field("initiative", _("Tiltak"), lambda each: each.part.name, width=34),
            field("owner", _("Eier"), owner),
            field("original", _("Opprinnelig plan"), lambda each: each.original, Kind.DATE),
            field("approved", _("Sist vedtatt"), lambda each: each.approved, Kind.DATE),
            field("claimed", _("Eieren sier"), lambda each: each.claimed, Kind.DATE),
            field("p10", _("10 av 100 ganger innen"), lambda each: each.p10, Kind.DATE),
            field("p50", _("50 av 100 ganger innen"), lambda each: each.p50, Kind.DATE),
            field("p85", _("85 av 100 ganger innen"), lambda each: each.p85, Kind.DATE),
            field("meets_original", _("Opprinnelig plan holder"), lambda each: each.meets_original, Kind.PERCENT),
            field("meets_approved", _("Sist vedtatte plan holder"), lambda each: each.meets_approved, Kind.PERCENT),
            field("decider", _("Venter oftest på"), lambda each: text(decider(each)), width=44),
            field("rests", _("Hviler på"), lambda each: text("; ".join(probability_words.rests_on(each))), width=60),
        ],
        ground.likely,
        is_example=lambda each: each.example,
    )


def refused(ground: Ground) -> Sheet:
    """«Kan ikke beregnes»: every initiative whose end cannot be told, with the first obstacle by name."""
    items = [
        (each.reason, one)
        for each in ground.sorted.refusals
        for one in refused_told(ground.record, each, len(each.parts))
    ]
    return sheet(
        "kan-ikke-beregnes",
        _("Kan ikke beregnes"),
        [
            field("code", _("Kode"), lambda item: item[1].part.code),
            field("name", _("Tiltak"), lambda item: item[1].part.name, width=40),
            field("reason", _("Hvorfor"), lambda item: probability_words.reason_title(item[0]), width=40),
            field("obstacle", _("Første hindring"), _obstacle, Kind.LONG_TEXT, width=70),
            field("more", _("Hindringer til"), lambda item: item[1].more or None, Kind.INTEGER),
        ],
        items,
        is_example=lambda item: item[1].part.example,
    )


def _obstacle(item: Any) -> str | None:
    return probability_words.because(item[1].obstacle) if item[1].obstacle else None
