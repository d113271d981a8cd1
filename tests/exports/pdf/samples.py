"""A document that holds every element the toolkit has, in any length, with texts that try to break it."""

from datetime import date

from reporting.exports.pdf import elements as e
from reporting.exports.pdf import palette
from reporting.exports.pdf.charts import (
    Bar,
    FlowClass,
    GanttRow,
    Milestone,
    Series,
    gantt,
    horizontal_bars,
    money_bars,
    movement,
)
from reporting.exports.pdf.flow import Element

SAMI = "Dearvvašvuođadirektoráhtta, Álgu, čáhci, ŋ, đ, ŧ, ž"
HOSTILE = "Tekst med < & > </P> &amp; <b>, kontrolltegn\x07\x0b, 漢字, \ue000, \u202eomvendt og emoji 🏥"
LONG = ("Behandlings- og egenbehandlingsplanen trenger videreutvikling før den kan innføres i hele tjenesten. " * 31)[
    :3000
]
CLASSES = [FlowClass("crit", "Kritisk"), FlowClass("warn", "Noen utfordringer"), FlowClass("ok", "Under kontroll")]


def one_page() -> list[Element]:
    """A heading, text and a small table."""
    return [
        e.heading("Én side", 1),
        e.paragraph(["Se ", e.link("prosjektveiviseren", "https://example.org/?a=1&b=2"), "."]),
        e.table([e.Column("Kode", row_header=True), e.Column("Beløp", align="right")], [["T001", "1 250"]]),
    ]


def everything(rows: int = 30) -> list[Element]:
    """All elements; the register at the end has `rows` rows (30 gives a short report, 1,200 some sixty pages)."""
    return [
        e.cover(
            "Styrets rapport, januar 2024",
            issuer="Helsedirektoratet",
            kicker="Nasjonal e-helseportefølje",
            lead="Status for 32 tiltak.",
            details={"Periode": "2024-1", "Til": "NUIT"},
        ),
        e.heading("Innhold", 1, in_contents=False),
        e.contents(depth=3),
        e.page_break(),
        *_summary(),
        *_texts(),
        *_tables(),
        e.page_break("landscape"),
        e.heading("Register", 1, key="register"),
        register(rows),
    ]


def register(rows: int) -> Element:
    """A table of any length."""
    statuses: list[tuple[palette.Status, str]] = [
        ("ok", "Under kontroll"),
        ("warn", "Noen utfordringer"),
        ("crit", "Kritisk"),
        ("none", "Ikke vurdert"),
    ]
    values: list[list[e.CellValue]] = [
        [f"T{n:05}", f"Tiltak {n} for samhandling og legemidler", e.pill(*statuses[n % 4]), f"{n} 000"]
        for n in range(rows)
    ]
    columns = [e.Column("Kode"), e.Column("Tiltak", row_header=True), e.Column("Status"), e.Column("Kr", align="right")]
    return e.table(columns, values, caption="Alle tiltak", summary="Ett tiltak per rad")


def _summary() -> list[Element]:
    flows = {(0, 1): 1, (1, 0): 1, (1, 1): 16, (2, 2): 14}
    figure = e.figure(
        movement(CLASSES, flows, before="2023-3", after="2024-1"),
        alt="Ett tiltak ble kritisk, ett ble bedre.",
        caption="Pågående tiltak, forrige og denne perioden",
    )
    ask = e.text(e.strong("Gi tilslutning"), " til finansiering")
    asks = e.numbered([ask, "Drøfte tilskudd", [e.paragraph("Ta til orientering")]])
    plan = gantt(
        [GanttRow("SAFEST", date(2023, 1, 1), None, milestones=[Milestone(date(2024, 1, 1), date(2024, 8, 1))])],
        first=date(2022, 1, 1),
        last=date(2026, 12, 31),
        today=date(2024, 1, 31),
        today_label="31.1.2024",
    )
    money = money_bars(
        ["2023", "2024"], [Series("Bevilget", [120, None]), Series("Forslag", [10, 80], hollow=True)], text=str
    )
    return [
        e.heading("Ett tiltak er kritisk", 1),
        e.lead("Planen mangler penger fra mars."),
        e.columns([figure], [e.heading("Rådet bes om", 2), asks], shares=[1, 1.2]),
        e.figure(plan, alt="SAFEST er flyttet sju måneder.", caption="Plan", note="Åpen rute: opprinnelig."),
        e.figure(
            horizontal_bars([Bar("KS", 4, "4"), Bar("Helfo", None, "–")]), alt="KS har fire, Helfo er ikke oppgitt."
        ),
        e.figure(money, alt="120 bevilget i 2023; 80 foreslått i 2024.", caption="Mill. kr"),
    ]


def _texts() -> list[Element]:
    far, near = e.link(LONG[:300], "https://example.org/lang"), e.link("registeret", to="register")
    nested = [e.paragraph("to"), e.bullets(["nøstet", HOSTILE])]
    return [
        e.kicker("Unntak 1 av 1"),
        e.heading("Språk og tegn", 2),
        e.heading("Tredje nivå", 3),
        e.heading("Fjerde nivå", 4),
        e.paragraph([e.pill("crit", "Kritisk", ground=True), " ", e.muted("var Noen utfordringer")]),
        e.paragraph(["Samisk: ", e.foreign(SAMI, "se"), ", engelsk: ", e.foreign("patient summary", "en"), "."]),
        e.paragraph(HOSTILE),
        e.paragraph("A paragraph in English.", lang="en"),
        e.paragraph(e.text("Lang lenke: ", far, " og ", near)),
        e.bullets(["én", nested, e.text("med ", e.strong("trykk"))]),
        e.facts(
            {"Formål": LONG[:400], "Status": e.turn("warn", "crit", "Kritisk", spoken="fra Noen utfordringer til")}
        ),
        e.note("En merknad.", tone="warn"),
        e.note([e.paragraph("Med avsnitt."), e.bullets(["og liste"])]),
        e.rule(),
        e.spacer(12),
        e.keep_together([e.small("Sammen"), e.quiet("Kilde: ehelse.no")]),
        e.section([e.paragraph(e.struck("1. mars 2024"))]),
    ]


def _tables() -> list[Element]:
    three = [e.Column("A", row_header=True), e.Column("B"), e.Column("C", align="right")]
    head: list[list[e.CellValue]] = [
        [e.Cell("Felt", rowspan=2), e.Cell("Periode", colspan=2)],
        ["2023-3", "2024-1"],
    ]
    return [
        e.table(three, [], caption="Tom", empty="Ingen rader"),
        e.table(
            three,
            [
                [e.Cell("Helse Midt-Norge RHF", colspan=3, header="row")],
                [e.Cell("Spenn", rowspan=2), "1", "11 250"],
                [e.pill("ok", "Under kontroll"), e.Cell("English", lang="en")],
                ["Blokker", [e.paragraph("Avsnitt"), e.bullets(["én", "to"])], e.shape("none", "Ikke vurdert")],
                ["Lenke", e.link("side", "https://example.org/celle"), e.paragraph([e.strong("x", "crit")])],
            ],
            head=head,
            caption="Spenn og blokker",
        ),
        e.table(three, [["Lang", LONG, LONG], [HOSTILE, palette.ACCENT, ""]], caption="Lange celler"),
    ]
