"""Why something was refused, in the reader's language: one sentence that says what to write instead."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.choices import label
from initiatives.domain.dates import Refusal
from initiatives.domain.kroner import Wrong
from initiatives.domain.refusals import Problem, Why
from initiatives.domain.vocabulary import DependencyState, PlanChangeState
from initiatives.formatting import number, when

Values = Mapping[str, Any]
LONGEST_PATH = 8  # names of a circle told in full


def sentence(problem: Problem) -> str:
    """What is wrong and what to do, for the person who wrote it."""
    return _SENTENCES[problem.why](problem.values)


def not_a_date(why: Refusal) -> str:
    """Why a text was not read as a date."""
    return {
        Refusal.EMPTY: _("Skriv en dato."),
        Refusal.NOT_UNDERSTOOD: _("Skriv en dato som 9.11.2024, nov. 2024, høst 2023 eller 2024."),
        Refusal.AMBIGUOUS: _("Datoen kan leses på to måter. Skriv den som 9.11.2024, nov. 2024, høst 2023 eller 2024."),
        Refusal.APPROXIMATE: _(
            "Skriv datoen så presist som den er kjent, uten «ca.»: et år, en årstid eller en måned."
        ),
        Refusal.OPEN_ENDED: _("Datoen må ha en slutt. Skriv 31.12.2024 eller 2024 i stedet for «innen 2024»."),
        Refusal.YEAR_MISSING: _("Skriv årstallet også, for eksempel 9.11.2024."),
        Refusal.TWO_DIGIT_YEAR: _("Skriv årstallet med fire sifre, for eksempel 9.11.2024."),
        Refusal.NO_SUCH_DAY: _("Den dagen finnes ikke i kalenderen. Skriv for eksempel 28.2.2025."),
        Refusal.NO_SUCH_PERIOD: _("Den perioden finnes ikke. Et år har fire kvartaler, tre tertialer og to halvår."),
        Refusal.OUT_OF_RANGE: _("Året må ligge mellom 1900 og 2199."),
        Refusal.REVERSED: _("Perioden slutter før den begynner. Skriv den tidligste datoen først."),
    }[why]


def not_an_amount(why: Wrong) -> str:
    """Why a text was not read as an amount."""
    return {
        Wrong.LETTERS: _("Skriv beløpet med sifre: 1 250 000 eller 38,5 mill."),
        Wrong.TWO_DECIMAL_SIGNS: _("Beløpet har to desimaltegn. Skriv det med ett komma: 38,5 mill."),
        Wrong.NOT_WHOLE: _("Beløp føres i hele kroner. Skriv 1 251, eller 1 250,5 mill. hvis du mente millioner."),
        Wrong.AMBIGUOUS: _("Punktumet kan leses på to måter. Skriv 1 250 mill. eller 1,25 mill."),
        Wrong.GROUPING: _("Mellomrommene står feil. Skriv tre sifre i hver gruppe: 1 250 000."),
        Wrong.NEGATIVE: _("Beløpet kan ikke være negativt. Bruk slaget beløp til å si hva det er."),
        Wrong.TOO_LARGE: _("Beløpet er større enn 10 000 mrd. kr. Sjekk antall sifre."),
        Wrong.NOT_UNDERSTOOD: _("Skriv beløpet som 1 250 000 eller 38,5 mill."),
    }[why]


def too_long(length: int, limit: int) -> str:
    """The text is longer than there is room for."""
    return ngettext(
        "Teksten er på %(length)s tegn. Det er plass til %(limit)s tegn. Kort den ned; det du skrev, står fortsatt.",
        "Teksten er på %(length)s tegn. Det er plass til %(limit)s tegn. Kort den ned; det du skrev, står fortsatt.",
        limit,
    ) % {"length": number(length), "limit": number(limit)}


def identity_number() -> str:
    """A national identity number was written into free text."""
    return _(
        "Teksten inneholder et fødselsnummer eller D-nummer. Det skal ikke stå her: registeret leses av mange og"
        " slettes ikke. Ta det ut, og omtal personen med rolle."
    )


def _names(values: Values, name: str = "names") -> str:
    return ", ".join(str(each) for each in values.get(name, ()))


def _path(names: Sequence[object]) -> str:
    """A way through milestones; of a long one its beginning and its end."""
    shown = [str(each) for each in names]
    return " → ".join(shown if len(shown) <= LONGEST_PATH else [*shown[:4], "…", *shown[-3:]])


def _said(text: Callable[[], str]) -> Callable[[Values], str]:
    return lambda values: text()


def _withdrawn(values: Values) -> str:
    reason = str(values.get("reason") or "")
    if reason:
        return _("Dette er trukket tilbake av noen andre: «%(reason)s». Det du skrev, er ikke lagret.") % {
            "reason": reason
        }
    return _("Dette er trukket tilbake av noen andre. Det du skrev, er ikke lagret.")


def _range(values: Values) -> str:
    bounds = {"low": _plain(values["low"]), "high": _plain(values["high"])}
    return _("Skriv et tall fra %(low)s til %(high)s.") % bounds


def _plain(value: Any) -> str:
    """Years stand without a space between the digits."""
    return str(value).replace("-", "−") if abs(int(value)) < 10_000 else number(int(value))


def _ends_before(values: Values) -> str:
    if values.get("start"):
        return _("Slutten kan ikke ligge før starten, som er %(start)s.") % {"start": when(values["start"])}
    return _("Slutten kan ikke ligge før starten.")


def _passed(values: Values) -> str:
    date = {"date": when(values["date"])}
    if values.get("offered"):
        return _("%(date)s har passert og kan ikke godtas. Foreslå en ny dato i stedet.") % date
    return _("%(date)s har passert. Skriv en dato som kommer, eller la feltet stå tomt.") % date


def _not_now(values: Values) -> str:
    state = label(DependencyState, str(values.get("state", "")))
    return _("Det går ikke nå, fordi avtalen er %(state)s. Se hva som står i den, og velg på nytt.") % {"state": state}


def _change_not_now(values: Values) -> str:
    state = label(PlanChangeState, str(values.get("state", "")))
    return _("Det går ikke nå, fordi forslaget er %(state)s. Se hva som står i saken.") % {"state": state}


_SENTENCES: dict[Why, Callable[[Values], str]] = {
    Why.REQUIRED: _said(lambda: _("Feltet må fylles ut.")),
    Why.UNKNOWN_CODE: _said(lambda: _("Velg en av verdiene i lista.")),
    Why.TOO_LONG: lambda values: too_long(int(values["length"]), int(values["limit"])),
    Why.IDENTITY_NUMBER: _said(identity_number),
    Why.REASON_NEEDED: _said(lambda: _("Skriv en begrunnelse. Den blir stående i loggen.")),
    Why.REASON_WITHOUT_CHANGE: _said(
        lambda: _("Du har begrunnet en endring, men datoen er den samme. Endre datoen, eller ta bort begrunnelsen.")
    ),
    Why.WITHDRAWN: _withdrawn,
    Why.STALE: _said(lambda: _("Noen andre har endret dette feltet. Velg hvilken verdi som skal gjelde.")),
    Why.IN_USE: lambda values: (
        _("Kan ikke trekkes: %(names)s viser til det. Endre eller trekk det først.") % {"names": _names(values)}
    ),
    Why.ENDS_BEFORE_START: _ends_before,
    Why.IN_FUTURE: _said(lambda: _("Datoen ligger fram i tid. Bruk prognosen for det som ikke har skjedd ennå.")),
    Why.ORIGINAL_STANDS: lambda values: (
        _("Opprinnelig dato er %(date)s og endres ikke. Skriv ny dato under «Sist vedtatt» eller «Prognose».")
        % {"date": when(values["date"])}
    ),
    Why.OUT_OF_ORDER: _said(lambda: _("Rekkefølgen må være: raskest, mest sannsynlig, lengst.")),
    Why.INCOMPLETE: _said(lambda: _("Fyll ut alle feltene som hører sammen, eller la alle stå tomme.")),
    Why.ITSELF: _said(lambda: _("Noe kan ikke avhenge av seg selv. Velg noe annet.")),
    Why.SAME_INITIATIVE: _said(
        lambda: _("Begge sidene hører til samme tiltak. Bruk «Kommer etter» på milepælen i stedet.")
    ),
    Why.ELSEWHERE: _said(lambda: _("Velg en milepæl i samme tiltak.")),
    Why.NOT_A_PARTY: _said(lambda: _("Tiltaket er ikke part i dette.")),
    Why.CIRCLE: lambda values: (
        _("Bindende avhengigheter kan ikke gå i ring: %(path)s. Ta bort ett av leddene, eller gjør det ikke-bindende.")
        % {"path": _path(values["path"])}
    ),
    Why.DUPLICATE: _said(lambda: _("Dette er allerede registrert.")),
    Why.SENT_BEFORE: _said(
        lambda: _(
            "Dette skjemaet er lagret én gang før, med et annet innhold. Det du skrev nå, er ikke lagret. Er det noe"
            " nytt, lagre på nytt. Er det en rettelse, åpne det som er lagret."
        )
    ),
    Why.OUT_OF_RANGE: _range,
    Why.AMOUNT_OR_RANGE: _said(lambda: _("Skriv enten ett beløp eller laveste og høyeste, ikke begge deler.")),
    Why.LOW_OVER_HIGH: _said(lambda: _("Høyeste beløp må være minst så stort som det laveste.")),
    Why.PERIOD_NEEDED: _said(lambda: _("Skriv hvilken periode beløpet gjelder, for eksempel 2024 eller 2024–2026.")),
    Why.PASSED: _passed,
    Why.NOT_NOW: _not_now,
    Why.OWN_WORD: _said(
        lambda: _("Dere sa det siste selv, så nå er det den andre siden som svarer. Vil dere noe annet, foreslå det.")
    ),
    Why.CHANGED: _said(
        lambda: _(
            "Avtalen er endret siden du åpnet siden, så ingenting er lagret. Les det som står nå, og send på nytt hvis"
            " det fortsatt er riktig."
        )
    ),
    Why.RECEIVER_ONLY: _said(lambda: _("Bare mottakeren kan melde at leveransen er tatt imot.")),
    Why.NOT_RECEIVED_YET: _said(lambda: _("Den dagen har ikke vært ennå. Skriv dagen dere tok imot leveransen.")),
    Why.ASKED_TODAY: _said(
        lambda: _("Dere har spurt om dette i dag allerede, og varselet er sendt. Vent til i morgen, eller ring dem.")
    ),
    Why.GIVEN_BY_NEEDED: _said(
        lambda: _("Du svarer på vegne av andre. Skriv hvem hos dem som har sagt det, med navn og rolle.")
    ),
    Why.NOT_A_DAY: _said(lambda: _("Et møte holdes på en bestemt dag. Skriv den som 10.12.2026.")),
    Why.MEETS_ALREADY: _said(lambda: _("Rådet eller utvalget har allerede et møte den dagen. Velg det i stedet.")),
    Why.MEETING_PASSED: _said(lambda: _("Møtet må ligge fram i tid. Velg i dag eller en senere dag.")),
    Why.OTHERS_TOO: _said(
        lambda: _("Andre har også avtaler med parten. Porteføljekontoret avgjør hvem som skal følge den opp.")
    ),
    Why.MEETING_HELD: _said(
        lambda: _("Møtet er holdt, så sakslista står slik den var. Bare møtenummer, saksnummer og merknad kan endres.")
    ),
    Why.DECIDED: _said(lambda: _("Saken har fått et vedtak og blir stående på sakslista.")),
    Why.ROUND_NOT_NOW: _said(
        lambda: _(
            "Det går ikke nå, fordi tilstanden er en annen enn da du åpnet siden. Se hva som står, og velg igjen."
        )
    ),
    Why.REPORT_CHANGED: _said(
        lambda: _(
            "Rapporten er endret siden du åpnet siden, så ingenting er lagret. Les det som står nå, og velg igjen."
        )
    ),
    Why.NOT_DELIVERED: lambda values: (
        _("Rapporten for %(code)s er ikke levert, så det den ber om, kan ikke bli en sak ennå.") % dict(values)
    ),
    Why.ASKS_NOTHING: lambda values: _("Rapporten for %(code)s ber ikke lenger om noe.") % dict(values),
    Why.ROUND_UNDER_WAY: _said(lambda: _("Kan ikke endres etter at runden er åpnet.")),
    Why.REMINDED_TODAY: _said(lambda: _("Det er sendt purring i dag allerede. Vent til i morgen, eller ring eieren.")),
    Why.DEADLINE_FIRST: lambda values: (
        _("Fristen kan ikke ligge før åpningen, som er %(date)s.") % {"date": when(values["date"])}
    ),
    Why.DEADLINE_SHORTENED: lambda values: (
        _("Runden har frist %(date)s. Skriv den dagen eller en senere.") % {"date": when(values["date"])}
    ),
    Why.OWN_REPORT: _said(
        lambda: _("Du har selv ført inn denne rapporten. Noen andre på porteføljekontoret må godkjenne den.")
    ),
    Why.BETTER_THAN_FACTS: _said(
        lambda: _("Statusen er bedre enn den fakta gir. Skriv hvorfor; det vises ved siden av i rapporten.")
    ),
    Why.BETTER_THAN_PARTS: _said(
        lambda: _("Samlet status er bedre enn den dårligste delen. Skriv hvorfor; det vises ved siden av i rapporten.")
    ),
    Why.OTHER_COLOUR: _said(lambda: _("Du setter en annen farge enn eieren meldte. Skriv hvorfor; eieren får se det.")),
    Why.CAUSE_NEEDED: _said(lambda: _("Velg en årsak. Gult og rødt krever det.")),
    Why.MEASURE_NEEDED: _said(
        lambda: _("Skriv hva som gjøres, hvem som har ansvar, og en dato. Gult og rødt krever det.")
    ),
    Why.UNASSESSED_NEEDS_REASON: _said(lambda: _("Skriv hvorfor tiltaket ikke er vurdert.")),
    Why.GAPS: lambda values: (
        _("Noe mangler: %(names)s. Skriv hvorfor du låser likevel; det står i rapporten.") % {"names": _names(values)}
    ),
    Why.NOTHING_SAID: _said(lambda: _("Skriv minst én merknad, så eieren vet hva som må rettes.")),
    Why.CHANGE_OPEN: _said(
        lambda: _("Det ligger allerede et forslag om tiltaket i denne planen. Få det avgjort eller trukket først.")
    ),
    Why.IN_PLAN: _said(lambda: _("Tiltaket står allerede i planen. Foreslå å flytte det i stedet.")),
    Why.NOT_IN_PLAN: _said(lambda: _("Tiltaket står ikke i planen nå, så det kan verken flyttes eller tas ut.")),
    Why.PLAN_ENDED: _said(lambda: _("Planen er avsluttet. Velg en plan som gjelder nå.")),
    Why.SAME_CATEGORY: _said(lambda: _("Tiltaket står der allerede. Velg en annen kategori.")),
    Why.OWN_PROPOSAL: _said(
        lambda: _("Du har selv lagt inn forslaget. En annen ved porteføljekontoret må vurdere det.")
    ),
    Why.CHANGE_MOVED: _said(
        lambda: _(
            "Saken er endret siden du åpnet siden, så ingenting er lagret. Les det som står nå, og send på nytt hvis"
            " det fortsatt er riktig."
        )
    ),
    Why.CHANGE_NOT_NOW: _change_not_now,
    Why.NOT_DECIDED_YET: _said(lambda: _("Vedtaket kan ikke ligge fram i tid. Skriv dagen det ble fattet.")),
    Why.LEFT_BEFORE_ENTERED: lambda values: (
        _("Tiltaket kom inn i planen %(start)s og kan ikke gå ut før det.") % {"start": when(values["start"])}
    ),
    Why.BACK_IN_TIME: _said(
        lambda: _("Nye grenser kan ikke gjelde bakover i tid. Skriv dagens dato eller en senere dag.")
    ),
    Why.GREEN_OVER_YELLOW: _said(lambda: _("Grensen for gult må være minst så høy som grensen for grønt.")),
    Why.HOLDS_ALREADY: _said(
        lambda: _("Grensen har begynt å gjelde og blir stående. Legg inn en ny grense fra i dag eller senere.")
    ),
}
