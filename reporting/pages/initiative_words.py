"""Small words of an initiative's page: what fields are called, spans of time, amounts, what is withheld."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from initiatives import choices, formatting
from initiatives.domain import vocabulary as v
from initiatives.domain.facts import Slice, Withheld
from reporting.domain.figures.initiative_money import Amount, MoneyRow

FIELDS = {
    "name": gettext_lazy("navn"),
    "code": gettext_lazy("kode"),
    "kind": gettext_lazy("slag"),
    "purpose": gettext_lazy("formål"),
    "programme_as_stated": gettext_lazy("program som oppgitt"),
    "programme": gettext_lazy("program som oppgitt"),
    "phase": gettext_lazy("fase"),
    "phase_as_stated": gettext_lazy("fase som oppgitt"),
    "life": gettext_lazy("livsløp"),
    "risk": gettext_lazy("risiko"),
    "start": gettext_lazy("start"),
    "end": gettext_lazy("slutt"),
    "last_updated_at_source": gettext_lazy("sist oppdatert hos kilden"),
    "sequential": gettext_lazy("milepælene følger hverandre"),
    "note": gettext_lazy("merknad"),
    "organisation": gettext_lazy("virksomhet"),
    "role": gettext_lazy("rolle"),
    "valid_from": gettext_lazy("fra"),
    "valid_to": gettext_lazy("til"),
    "lead": gettext_lazy("leder rapporteringen"),
    "category": gettext_lazy("kategori"),
    "segment": gettext_lazy("segment"),
    "focus_area": gettext_lazy("innsatsområde"),
    "main_goal": gettext_lazy("hovedmål"),
    "entered": gettext_lazy("kom inn i planen"),
    "left": gettext_lazy("gikk ut av planen"),
    "receiver": gettext_lazy("mottaker"),
    "predecessor": gettext_lazy("kommer etter"),
    "date": gettext_lazy("dato"),
    "low": gettext_lazy("lavest"),
    "likely": gettext_lazy("mest sannsynlig"),
    "high": gettext_lazy("høyest"),
    "state": gettext_lazy("tilstand"),
    "need_by": gettext_lazy("behov"),
    "promised": gettext_lazy("lovet"),
    "counter_date": gettext_lazy("motforslag"),
    "fulfilled": gettext_lazy("oppfylt"),
    "binding": gettext_lazy("bindende"),
    "lag": gettext_lazy("avstand i dager"),
    "buffer": gettext_lazy("buffer i dager"),
    "description": gettext_lazy("beskrivelse"),
    "consequence": gettext_lazy("konsekvens"),
    "side": gettext_lazy("side"),
    "objection": gettext_lazy("innvending"),
    "predecessor_milestone": gettext_lazy("giverens milepæl"),
    "successor_milestone": gettext_lazy("mottakerens milepæl"),
    "type": gettext_lazy("kobling"),
    "what": gettext_lazy("hva"),
    "measure": pgettext_lazy("mot risiko eller avvik", "tiltak"),
    "money_measure": gettext_lazy("mål på beløpet"),
    "qualifier": gettext_lazy("hvor sikkert"),
    "amount": gettext_lazy("beløp"),
    "covers_from": gettext_lazy("gjelder fra"),
    "covers_to": gettext_lazy("gjelder til"),
    "as_of": gettext_lazy("per"),
    "scope": gettext_lazy("omfang"),
    "price_level": gettext_lazy("prisnivå"),
    "funding": gettext_lazy("finansiering"),
    "addable": gettext_lazy("kan summeres"),
    "basis": gettext_lazy("grunnlag"),
    "estimated": gettext_lazy("anslått"),
    "assurance": gettext_lazy("kvalitetssikring"),
    "title": gettext_lazy("tittel"),
    "likelihood": gettext_lazy("sannsynlighet"),
    "measure_owner": gettext_lazy("ansvarlig"),
    "measure_due": gettext_lazy("frist"),
    "raised": gettext_lazy("meldt"),
    "owner": gettext_lazy("gevinsteier"),
    "planned": gettext_lazy("planlagt"),
    "realised": gettext_lazy("hentet ut"),
    "evidence": gettext_lazy("bygger på"),
    "unit": gettext_lazy("enhet"),
    "higher_is_better": gettext_lazy("høyere er bedre"),
    "value": gettext_lazy("verdi"),
    "due": gettext_lazy("innen"),
    "reason": gettext_lazy("grunn"),
    "measured": gettext_lazy("målt"),
    "contribution": gettext_lazy("bidrag"),
    "relation": gettext_lazy("forhold"),
    "successor": gettext_lazy("etterfølger"),
    "spent": gettext_lazy("brukt"),
    "decided_by": gettext_lazy("vedtatt av"),
    "body": gettext_lazy("råd eller utvalg"),
    "text": gettext_lazy("tekst"),
    "number": gettext_lazy("saksnummer"),
    "colour": gettext_lazy("status"),
    "status_as_stated": gettext_lazy("status som oppgitt"),
    "cause": gettext_lazy("årsak"),
    "summary": gettext_lazy("sammendrag"),
    "highlight": gettext_lazy("lyspunkt"),
    "decision_asked": gettext_lazy("ber om beslutning"),
    "nature": gettext_lazy("hva slags føring"),
    "recommendation": gettext_lazy("tilrådning"),
    "asked_kind": gettext_lazy("sakstype"),
    "asked": gettext_lazy("rådet bes om"),
    "answer": gettext_lazy("svar"),
    "assessed": gettext_lazy("vurdert"),
    "assessment": gettext_lazy("vurdering"),
    "previous": gettext_lazy("forrige status"),
    "exempt": gettext_lazy("fritatt"),
    "deadline": gettext_lazy("frist"),
}
"""What each field of a fact is called, without a capital."""

_SCALE = {
    1: pgettext_lazy("risikoskala", "svært liten"),
    2: pgettext_lazy("risikoskala", "liten"),
    3: pgettext_lazy("risikoskala", "middels"),
    4: pgettext_lazy("risikoskala", "stor"),
    5: pgettext_lazy("risikoskala", "svært stor"),
}


def field_label(name: str) -> str:
    """What a field is called; its own name when it has no word."""
    return str(FIELDS.get(name, name))


def scale(value: int | None) -> str:
    """A likelihood or consequence in words with its number: «stor (4)»."""
    if value is None:
        return _("ikke vurdert")
    return f"{_SCALE.get(value, '')} ({value})".strip()


def span(days: int) -> str:
    """A stretch of time without its sign: 9 dager, 53 uker."""
    return formatting.slip_words(abs(days)).lstrip("+")


def withheld_words(value: Withheld) -> str:
    """That a value is withheld, and by what law: «unntatt, offl. § 23, til 1.3.2027»."""
    told = [_("unntatt"), value.basis]
    if value.until:
        told.append(_("til %(day)s") % {"day": formatting.day(value.until)})
    return ", ".join(each for each in told if each)


def withheld_of(part: Slice, subject: str, name: str) -> str:
    """That a field of a fact is withheld from the reader, in words; '' when it is not."""
    return next(
        (withheld_words(each.value) for each in part.withheld if (each.subject, each.field) == (subject, name)), ""
    )


def amount_words(amount: Amount) -> str:
    """Millions as sure as they are: 276, over 4 000, inntil 350, 55–80, minst 12, unntatt."""
    if amount.withheld and amount.amount is not None:
        return withheld_words(amount.withheld)
    if amount.amount is None:
        if amount.withheld:
            return withheld_words(amount.withheld)
        ends = [each for each in (amount.low, amount.high) if each is not None]
        return "–".join(formatting.millions(each) for each in ends) or formatting.MISSING
    number = formatting.millions(amount.amount)
    if amount.at_least:
        return _("minst %(amount)s") % {"amount": number}
    if amount.qualifier in ("", v.Qualifier.EQUAL, v.Qualifier.RANGE):
        return number
    return f"{choices.label(v.Qualifier, amount.qualifier)}{formatting.NBSP}{number}"


def years_words(row: MoneyRow) -> str:
    """The year or years an amount covers or stood at, '' when no source says."""
    if row.first_year is None or row.first_year == row.last_year:
        return str(row.first_year or "")
    return f"{row.first_year}–{row.last_year}"


def code_word(kind: type, value: str) -> str:
    """A code's label with a capital, '' for an empty code."""
    return capfirst(choices.label(kind, value)) if value else ""


def phase_words(part: Slice) -> str:
    """The phase as coded, else in the source's own words; '' when nobody says."""
    return code_word(v.Phase, part.phase) or part.phase_as_stated
