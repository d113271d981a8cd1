"""Each code of the field with its label and tone, in one place. Labels are bokmål; the catalogues give the rest."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from initiatives.domain import vocabulary as v


@dataclass(frozen=True, slots=True)
class Word:
    """A code's label in the reader's language and the tone it is shown in: ok, warn, crit, none, open, accent or ''."""

    text: "Promise | str"
    tone: str = ""


def _words(**words: "Promise | str | Word") -> dict[str, Word]:
    return {key: word if isinstance(word, Word) else Word(word) for key, word in words.items()}


WORDS: dict[type[StrEnum], dict[str, Word]] = {
    v.OrganisationKind: _words(
        ministry=_("departement"),
        directorate=_("direktorat"),
        agency=_("etat"),
        state_enterprise=_("statsforetak"),
        regional_health_authority=_("regionalt helseforetak"),
        health_trust=_("helseforetak"),
        municipality=_("kommune"),
        company=_("selskap"),
        interest_organisation=_("interesseorganisasjon"),
        user_organisation=_("brukerorganisasjon"),
        hospital=_("sykehus"),
        research=_("kompetansesenter"),
        other=_("annen virksomhet"),
    ),
    v.DocumentKind: _words(
        white_paper=_("Melding til Stortinget"),
        strategy=_("Strategi"),
        plan=_("Plan"),
        mandate=_("Mandat"),
        letter=_("Tildelingsbrev"),
        bill=_("Proposisjon"),
    ),
    v.CommitmentNature: _words(
        obligation=_("forpliktelse"),
        goal=_("mål"),
        principle=_("prinsipp"),
        observation=_("konstatering"),
    ),
    v.PolicyRelation: _words(replaces=_("erstatter"), repeats=_("gjentar"), specifies=_("presiserer")),
    v.Contribution: _words(main=_("hovedbidrag"), supporting=_("støttende bidrag")),
    v.PlanCategory: _words(ongoing=_("pågående"), planned=_("planlagt"), wanted=_("ønsket")),
    v.PlanChangeKind: _words(admission=_("opptak"), move=_("flytting"), exit=_("uttak")),
    v.PlanChangeState: _words(
        proposed=Word(_("foreslått"), "open"),
        assessed=Word(_("vurdert"), "accent"),
        granted=Word(_("vedtatt"), "ok"),
        declined=Word(_("avslått"), "none"),
        withdrawn=Word(_("trukket"), "none"),
    ),
    v.Criterion: {
        "1": Word(_("Digitalisering er avgjørende for formålet, og tiltaket gjelder kjernen i helsetjenesten")),
        "2a": Word(_("Tiltaket krever samordning mellom flere aktører")),
        "2b": Word(_("Tiltaket er avgjørende for nasjonal e-helsestrategi")),
    },
    v.InitiativeKind: _words(
        programme=_("program"),
        project=_("prosjekt"),
        subproject=_("delprosjekt"),
        measure=_("tiltak"),
        study=_("utredning"),
        concept=_("konsept"),
    ),
    v.Phase: _words(
        idea=_("idé"),
        concept=_("konsept"),
        planning=_("planlegging"),
        execution=_("gjennomføring"),
        closing=_("avslutning"),
        realisation=_("realisering"),
    ),
    v.LifeState: _words(
        active=_("aktivt"),
        paused=Word(_("på pause"), "warn"),
        stopped=Word(_("stanset"), "none"),
        completed=Word(_("avsluttet"), "none"),
    ),
    v.RiskLevel: _words(
        low=_("lav"),
        medium=_("middels"),
        high=Word(_("høy"), "crit"),
        not_reported=Word(_("ikke rapportert"), "none"),
    ),
    v.OwnershipRole: _words(
        accountable=_("tiltakseier"),
        partner=_("partner"),
        supplier=_("leverandør"),
        benefit_owner=_("gevinsteier"),
    ),
    v.InitiativeRelation: _words(
        renamed=_("endret navn til"),
        merged=_("slått sammen i"),
        split=_("delt i"),
        continued=_("videreført i"),
        stopped=_("stanset"),
    ),
    v.MilestoneKind: _words(
        delivery=_("leveranse"),
        decision=_("beslutning"),
        go_live=_("i bruk"),
        contract=_("kontrakt"),
        regulation=_("regelverk"),
        report=_("rapport"),
        bp1=_("BP1"),
        bp2=_("BP2"),
        bp3=_("BP3"),
        bp4=_("BP4"),
        bp5=_("BP5"),
        other=_("annet"),
    ),
    v.DateRole: _words(
        original=_("opprinnelig"),
        approved=_("sist vedtatt"),
        forecast=_("prognose"),
        actual=_("nådd"),
    ),
    v.LinkType: _words(
        FS=_("slutt til start"),
        SS=_("start til start"),
        FF=_("slutt til slutt"),
        SF=_("start til slutt"),
    ),
    v.DependencyKind: _words(
        technical=_("teknisk"),
        delivery=_("leveranse"),
        legal=_("juridisk"),
        supplier=_("leverandør"),
        funding=_("finansiering"),
        organisational=_("organisatorisk"),
        coordination=_("koordinering"),
        reuse=_("gjenbruk"),
        solution=_("løsning"),
        experience=_("erfaring"),
        political=_("politisk"),
        continuation=_("videreføring"),
    ),
    v.DependencyState: _words(
        noted=Word(_("notert"), ""),
        proposed=Word(_("foreslått"), "open"),
        accepted=Word(_("godtatt"), "ink"),
        disputed=Word(_("omstridt"), "crit"),
        fulfilled=Word(_("oppfylt"), "ok"),
        withdrawn=Word(_("trukket"), "none"),
    ),
    v.Side: _words(giver=_("giver"), receiver=_("mottaker")),
    v.NoticeKind: _words(
        proposed=Word(_("forslag til avtale"), "open"),
        changed=Word(_("avtale endret"), "open"),
        accepted=_("avtale godtatt"),
        disputed=Word(_("avtale omstridt"), "crit"),
        confirmed=_("avtale bekreftet"),
        fulfilled=Word(_("avtale oppfylt"), "ok"),
        withdrawn=Word(_("avtale trukket"), "none"),
        asked=Word(_("spørsmål om avtale"), "open"),
        moved=Word(_("milepæl flyttet"), "warn"),
        cased=Word(_("på dagsordenen"), "accent"),
        round_opened=Word(_("rapportering åpnet"), "open"),
        round_reminded=Word(_("påminnelse"), "open"),
        round_returned=Word(_("rapport returnert"), "warn"),
        round_approved=Word(_("rapport godkjent"), "ok"),
        round_changed=_("frist eller fritak"),
        round_locked=_("periode låst"),
    ),
    v.Ask: _words(
        answer=_("svar"),
        date=_("dato"),
        confirmation=_("bekreftelse"),
        delivery=_("leveranse"),
    ),
    v.MoneyKind: _words(
        frame=_("ramme"),
        budget=_("budsjett"),
        granted=_("bevilget"),
        proposed=_("forslag"),
        decided=_("vedtatt"),
        committed=_("tilsagn"),
        forecast=_("prognose"),
        actual=_("regnskap"),
        authorised=_("fullmakt"),
        reserve=_("avsetning"),
        estimate=_("anslag"),
        funding=_("finansiering"),
    ),
    v.MoneyMeasure: _words(
        period=_("periodebeløp"),
        accumulated=_("akkumulert"),
        total=_("totalramme"),
        balance=_("beholdning"),
    ),
    v.Qualifier: _words(
        equal=_("lik"),
        about=_("ca."),
        over=_("over"),
        up_to=_("inntil"),
        range=_("mellom"),
    ),
    v.EstimateKind: _words(p50=_("P50"), p85=_("P85"), estimate=_("anslag")),
    v.QualityAssurance: _words(
        ks1=_("KS1"),
        ks2=_("KS2"),
        not_covered=_("ikke omfattet"),
        none_yet=_("ikke gjennomført"),
    ),
    v.RiskKind: _words(risk=_("risiko"), opportunity=_("mulighet")),
    v.RiskState: _words(
        open=_("åpen"),
        mitigated=_("håndtert"),
        occurred=Word(_("inntruffet"), "crit"),
        closed=_("lukket"),
    ),
    v.BenefitKind: _words(
        direct=_("direkte"),
        indirect=_("indirekte"),
        qualitative=_("kvalitativ"),
        societal=_("samfunnsgevinst"),
    ),
    v.EvidenceGrade: _words(
        standard_figures=_("prognose fra standardtall"),
        some_plans=_("noen skriftlige planer"),
        plans=_("skriftlige planer"),
        achieved=_("oppnådd"),
    ),
    v.CaseKind: _words(
        approval=_("godkjenning"),
        information=_("orientering"),
        discussion=_("drøfting"),
        endorsement=_("tilslutning"),
    ),
    v.Basis: _words(
        stated=_("oppgitt"),
        inferred=_("inferert"),
        own=_("egen"),
        example=Word(_("eksempel"), "warn"),
    ),
    v.Colour: _words(
        green=Word(_("Under kontroll"), "ok"),
        yellow=Word(_("Noen utfordringer"), "warn"),
        red=Word(_("Kritisk"), "crit"),
        none=Word(_("Ikke vurdert"), "none"),
    ),
    v.Dimension: _words(
        overall=_("Samlet"),
        time=_("Tid"),
        money=_("Økonomi"),
        scope=_("Omfang og kvalitet"),
        resources=_("Ressurser"),
        risk=_("Risiko"),
        benefit=_("Gevinst"),
    ),
    v.Cause: _words(
        internal_resources=_("interne ressurser"),
        slow_trials=_("treg utprøving"),
        supplier_delay=_("forsinket leverandør"),
        uncertain_funding=_("usikker finansiering"),
        reorganisation=_("omorganisering"),
        immature_solution=_("umoden løsning"),
        quality=_("kvalitet"),
        regulation=_("regelverk"),
        dependency=_("avhengighet"),
        schedule=_("framdrift"),
        disagreement=_("uenighet"),
        other=_("annet"),
    ),
    v.Language: _words(nb=_("bokmål"), nn=_("nynorsk"), en=_("engelsk"), se=_("nordsamisk")),
    v.Role: _words(
        programme_manager=_("tiltaksansvarlig"),
        leadership=_("ledelse"),
        secretariat=_("porteføljekontor"),
        administrator=_("administrator"),
    ),
    v.Audience: _words(internal=_("intern"), board=_("styre og råd"), public=_("offentlig")),
    v.Grade: _words(
        internal=_("internt"),
        exempt=_("unntatt offentlighet"),
        not_in_this_system=_("ikke i dette systemet"),
    ),
}


LINKS: dict[v.LinkType, "Promise"] = {
    v.LinkType.FS: _("Mottakeren begynner når giveren er ferdig. Det vanlige."),
    v.LinkType.SS: _("Mottakeren begynner når giveren har begynt."),
    v.LinkType.FF: _("Mottakeren blir ferdig når giveren er ferdig, ikke før."),
    v.LinkType.SF: _("Mottakeren blir ferdig når giveren har begynt, ikke før."),
}
"""What each link between two milestones means, in a sentence."""


def word(code: StrEnum) -> Word:
    """The label and tone of a code."""
    return WORDS[type(code)][code.value]


def label(kind: type[StrEnum], value: str) -> str:
    """The label of a stored value in the active language; '' for an empty value, the value itself when unknown."""
    found = WORDS[kind].get(value)
    return str(found.text) if found else value


def tone(kind: type[StrEnum], value: str) -> str:
    """The tone of a stored value; '' when it has none."""
    found = WORDS[kind].get(value)
    return found.tone if found else ""


def choices(kind: type[StrEnum]) -> list[tuple[str, Any]]:
    """Value and lazy label of every code, in the order of the vocabulary: for model and form fields."""
    return [(member.value, WORDS[kind][member.value].text) for member in kind]
