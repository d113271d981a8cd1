"""Words that synthetic initiatives are named of."""

ACTIONS = (
    "Innføring av",
    "Videreutvikling av",
    "Utprøving av",
    "Modernisering av",
    "Felles løsning for",
    "Utredning av",
)
THINGS = (
    *("digital dialog", "meldingsutveksling", "legemiddeloversikt", "laboratoriesvar", "pasientlogistikk"),
    *("hjemmeoppfølging", "innbyggerinnsyn", "tilgangsstyring", "kodeverk", "henvisning", "journaldokumenter"),
    *("måledata", "kritisk informasjon", "analyseplattform", "samtykke", "timebestilling"),
)
PLACES = ("i sykehus", "i kommunene", "hos fastlegene", "i legevakt", "på tvers av nivå", "i hjemmetjenesten")
MILESTONES = (
    *("Konsept godkjent", "Styringsdokument vedtatt", "Kontrakt inngått", "Utprøving startet"),
    *("Utprøving avsluttet", "Klar for innføring", "Første innføring", "Innført hos alle"),
)
REASONS = (
    "Leverandøren er forsinket",
    "Utprøvingen tok lengre tid",
    "Ressurser ble flyttet",
    "Finansieringen er usikker",
)
GOALS = (
    "Aktiv medvirkning",
    "Enklere arbeidshverdag",
    "Helsedata til fornying",
    "Tilgjengelig informasjon",
    "Samarbeid om gjennomføring",
)
