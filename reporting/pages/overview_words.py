"""The overview in words: the finding, who moved, how far the figures can be trusted."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from initiatives.domain.vocabulary import Colour, LifeState, PlanCategory
from initiatives.formatting import days, number
from reporting.choices import label
from reporting.domain.figures.overview import Overview
from reporting.domain.figures.overview_colours import ColourCount, Colours
from reporting.domain.figures.overview_exceptions import LEFT_OUT, SILENT, UNASSESSED, UNREPORTED, Resting

MONTH, YEAR = 30.44, 365.25


def in_words(count: int) -> str:
    """A small number as a word, a larger one in digits."""
    words = (
        pgettext("tallord", "null"),
        pgettext("tallord", "ett"),
        pgettext("tallord", "to"),
        pgettext("tallord", "tre"),
        pgettext("tallord", "fire"),
        pgettext("tallord", "fem"),
        pgettext("tallord", "seks"),
        pgettext("tallord", "sju"),
        pgettext("tallord", "åtte"),
        pgettext("tallord", "ni"),
        pgettext("tallord", "ti"),
        pgettext("tallord", "elleve"),
        pgettext("tallord", "tolv"),
    )
    return words[count] if count < len(words) else number(count)


def capital(text: str) -> str:
    """A sentence begins with a capital."""
    return text[:1].upper() + text[1:]


def of_which_examples(count: int) -> str:
    """What follows a count that holds examples; nothing otherwise."""
    if not count:
        return ""
    words = ngettext("herav %(count)s eksempel", "herav %(count)s eksempler", count)
    return words % {"count": number(count)}


def finding(figure: Overview) -> str:
    """The headline: what is critical, and who turned."""
    found = figure.colours
    if not found.total:
        return _("Ingen pågående tiltak er registrert.")
    if not found.known:
        words = ngettext(
            "%(count)s pågående tiltak, ikke vurdert.", "%(count)s pågående tiltak, ingen er vurdert.", found.total
        )
        return capital(words % {"count": in_words(found.total)})
    silent = _silent(len(figure.trust.unreported))
    turned = "" if silent and not found.turned else _turned(found)
    return " ".join(capital(each) for each in (_critical(found), turned, silent) if each)


def _silent(count: int) -> str:
    """How many owed a report in a locked round and gave none."""
    if not count:
        return ""
    words = ngettext("%(count)s tiltak rapporterte ikke.", "%(count)s tiltak rapporterte ikke.", count)
    return words % {"count": in_words(count)}


def _critical(found: Colours) -> str:
    row = next(each for each in found.rows if each.colour == Colour.RED)
    if not row.now and row.declared:
        words = ngettext(
            "Ingen tiltak er vurdert som kritiske, men %(count)s er meldt kritisk.",
            "Ingen tiltak er vurdert som kritiske, men %(count)s er meldt kritiske.",
            row.declared,
        )
        return words % {"count": in_words(row.declared)}
    if not row.now:
        return _("Ingen tiltak er kritiske.") if found.known == found.total else _("Ingen tiltak er meldt kritiske.")
    words = ngettext("%(count)s tiltak er kritisk", "%(count)s tiltak er kritiske", row.now)
    return _sentence(words % {"count": in_words(row.now)}, row.now, row.examples)


def _turned(found: Colours) -> str:
    if found.total_before is None:
        row = next(each for each in found.rows if each.colour == Colour.YELLOW)
        words = ngettext("%(count)s har noen utfordringer", "%(count)s har noen utfordringer", row.now)
        return _sentence(words % {"count": in_words(row.now)}, row.now, row.examples) if row.now else ""
    worse = sum(each.worse for each in found.turned)
    better = len(found.turned) - worse
    values = {"worse": in_words(worse), "better": in_words(better)}
    examples = sum(each.part.example for each in found.turned)
    if not worse and not better:
        return _("Ingen snudde siden sist.")
    if found.same_sums:
        words = _("%(count)s av %(total)s snudde, summen er den samme")
        return _sentence(
            words % {"count": in_words(worse + better), "total": number(found.total)}, worse + better, examples
        )
    if worse and better:
        return _sentence(_("%(worse)s ble verre og %(better)s bedre siden sist") % values, worse + better, examples)
    if worse:
        return _sentence(_("%(worse)s ble verre siden sist") % values, worse + better, examples)
    return _sentence(_("%(better)s ble bedre siden sist") % values, worse + better, examples)


def _sentence(words: str, count: int, examples: int) -> str:
    if not examples:
        return f"{words}."
    if examples == count:
        return f"{words} ({ngettext('et eksempel', 'eksempler', count)})."
    tail = ngettext("%(count)s er eksempel", "%(count)s er eksempler", examples) % {"count": in_words(examples)}
    return f"{words} ({tail})."


def movement(found: Colours) -> str:
    """The figure of who moved for those who do not see it."""
    now = _("Nå: %(counts)s.") % {"counts": _counts(found, before=False)}
    if found.total_before is None:
        return now
    before = _("%(period)s: %(counts)s.") % {"period": found.code_before, "counts": _counts(found, before=True)}
    worse = sum(each.worse for each in found.turned)
    turned = _("%(worse)s ble verre, %(better)s ble bedre.") % {
        "worse": number(worse),
        "better": number(len(found.turned) - worse),
    }
    return f"{before} {now} {turned}"


def _counts(found: Colours, *, before: bool) -> str:
    labels = {
        Colour.RED: _("kritisk"),
        Colour.YELLOW: _("noen utfordringer"),
        Colour.GREEN: _("under kontroll"),
        Colour.NONE: _("ikke vurdert"),
    }
    told = {each.colour: (each.before or 0) if before else each.now for each in found.rows}
    return ", ".join(f"{number(count)} {labels[Colour(colour)]}" for colour, count in told.items())


def known(found: Colours) -> str:
    """How many of the active ones are known, held against what the source of the round has published."""
    published = found.published_total
    values = {"known": number(found.known), "total": number(published or found.total)}
    if published is None:
        return ngettext("%(known)s har kjent status", "%(known)s har kjent status", found.known) % values
    return _("%(known)s av %(total)s er kjent i åpne kilder") % values


def beside(row: ColourCount) -> str:
    """What stands under a colour's word in the figure: the published count, the declared one where it is another, how
    many did not report, and examples."""
    parts, round_ = [], []
    if row.declared not in (None, row.now) and row.colour != Colour.NONE:
        round_.append(_("meldt %(count)s") % {"count": number(row.declared)})
    if row.unreported:
        words = ngettext("%(count)s ikke rapportert", "%(count)s ikke rapportert", row.unreported)
        round_.append(words % {"count": number(row.unreported)})
    if row.published is not None:
        parts.append(_("publisert %(count)s") % {"count": number(row.published)})
    if row.examples and not round_:  # there is room for one of the two; the table has both
        parts.append(of_which_examples(row.examples))
    return " · ".join([*parts, *round_])


def resting(found: Resting) -> str:
    """Why an initiative has no colour."""
    if found.why == LifeState.PAUSED:
        return label(LifeState, found.why)
    words = {
        SILENT: _("pågår, ingen status kjent"),
        UNREPORTED: _("ikke rapportert"),
        UNASSESSED: _("levert, ikke vurdert"),
        LEFT_OUT: _("ikke med i runden"),
    }
    return words.get(found.why) or label(PlanCategory, found.why)


def age(count: int) -> str:
    """An age in the unit people think in: 41 dager, 10 måneder, 3 år."""
    if count < 61:
        return days(count)
    if count < 2 * YEAR:
        months = round(count / MONTH)
        return ngettext("%(count)s måned", "%(count)s måneder", months) % {"count": number(months)}
    years = int(count / YEAR)
    return ngettext("%(count)s år", "%(count)s år", years) % {"count": number(years)}
