"""The columns of the list of initiatives: what they are called, how they look, and which one sees at first."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from initiatives import formatting
from initiatives.domain import vocabulary as v
from reporting.pages import register_cells as cells
from reporting.pages import register_words as words
from reporting.pages.register_cells import Cell


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the list. `css` is the class of its cells, `broken` its heading over two lines; `sort` is the key in
    the register's SORT_KEYS, "" for one that does not sort. The name heads its row and is always there."""

    key: str
    heading: "str | Promise"
    cell: Cell
    css: str = ""
    sort: str = ""
    shown: bool = False
    empty_on_phones: bool = True


COLUMNS: tuple[Column, ...] = (
    Column("code", _("Kode"), cells.code, "code", "code", shown=True),
    Column("name", _("Tiltak"), cells.name, "", "name", shown=True),
    Column("status", _("Status"), cells.status, "", "status", shown=True),
    Column("rounds", _("Siste meldinger"), cells.rounds, "", "", shown=True),
    Column("phase", _("Fase"), lambda row, _: words.phase_word(row), "", "phase", shown=True),
    Column("owner", _("Eier"), lambda row, _: row.owner.label if row.owner else cells.MISSING, "", "owner", shown=True),
    Column("next", _("Neste milepæl"), cells.next_name, "ms-name", "next", shown=True),
    Column("plan_dates", _("Opprinnelig, sist vedtatt"), cells.plan_dates, "num dates", "original", shown=True),
    Column("now", _("Nå"), cells.now, "num dates", "now", shown=True),
    Column("money", _("Mill. kr"), cells.money, "num", "amount", shown=True),
    Column("slip", _("Avvik fra opprinnelig"), cells.slip, "num", "slip"),
    Column("held", _("Gjennomførbar"), cells.held, "num dates", "held"),
    Column("previous", _("Forrige status"), lambda row, _: cells.colour(row.previous), "", "previous"),
    Column("computed", _("Beregnet status"), lambda row, _: cells.colour(row.computed), "", "computed"),
    Column("risk", _("Risiko"), cells.coded("risk", v.RiskLevel), "", "risk"),
    Column("kind", _("Type"), cells.coded("kind", v.InitiativeKind), "", "kind"),
    Column("life", _("Livsløp"), cells.coded("life", v.LifeState), "", "life"),
    Column("plan", _("Plan"), lambda row, _: ", ".join(each.label for each in row.plans) or cells.MISSING, "", "plan"),
    Column(
        "category",
        _("Kategori"),
        lambda row, _: ", ".join(words.code_word(v.PlanCategory, each) for each in row.categories) or cells.MISSING,
        "",
        "category",
    ),
    Column("segment", _("Segment"), lambda row, _: ", ".join(row.segments) or cells.MISSING, "", "segment"),
    Column("goal", _("Hovedmål"), lambda row, _: row.goal.label if row.goal else cells.MISSING, "", "goal"),
    Column("whole", _("Inngår i"), lambda row, _: row.whole_code or cells.MISSING, "code", ""),
    Column("start", _("Start"), cells.date("start"), "num dates", "start"),
    Column("end", _("Slutt"), cells.date("end"), "num dates", "end"),
    Column("milestones", _("Milepæler"), cells.count("milestones"), "num", "milestones"),
    Column("dependencies", _("Avhengigheter"), cells.count("dependencies"), "num", "dependencies"),
    Column("commitments", _("Føringer"), cells.count("commitments"), "num", "commitments"),
    Column("open_risks", _("Åpne risikoer"), cells.count("open_risks"), "num", "open_risks"),
    Column(
        "age",
        _("Dager siden status"),
        lambda row, _: formatting.number(row.age),
        "num",
        "as_of",
    ),
    Column("updated", _("Oppdatert i kilden"), cells.date("updated"), "num dates", "updated"),
)
BY_KEY = {each.key: each for each in COLUMNS}
BY_SORT = {each.key: each.sort for each in COLUMNS if each.sort}
USUAL = tuple(each.key for each in COLUMNS if each.shown)
ALWAYS = "name"
