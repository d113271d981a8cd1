"""The form an owner reports with. Its fields are named as the rules name them, so that a draft, a refusal and a comment
of the secretariat's all find their field. Nothing is required here: what is missing is told by the rules."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.choices import choices, label
from initiatives.domain.dates import PartialDate
from initiatives.domain.refusals import Problem, Why
from initiatives.domain.vocabulary import CaseKind, Cause, Colour, Dimension, Language
from initiatives.formatting import when
from initiatives.forms.fields import CHOSEN, CodeField, PartialDateField, TextField, capital
from initiatives.forms.sentences import sentence
from reporting.actions.reports import LIMITS, LONGEST_TEXT
from reporting.domain.answers import OVERALL, Answer, Answers, dimensions, problems
from reporting.domain.vocabulary import ReportForm as Asked

MEASURE = ("measure", "measure_owner", "measure_due")
COUNCIL = ("decision_kind", "decision_asked", "highlight", "summary", "language")
HELP = gettext_lazy("Ikke skriv helseopplysninger eller fødselsnummer.")


class ColourField(forms.ChoiceField):
    """A status, or none chosen."""

    default_error_messages = CHOSEN

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=choices(Colour), required=False, widget=forms.RadioSelect, **options)


class ReportForm(forms.Form):
    """What is said of one initiative in one round. `asked` is the full or the light form; `own` whether it is the
    writer's own to give."""

    all_required = True  # no marks: the side column tells what is missing

    def __init__(
        self, values: Mapping[str, Any], *, asked: str, own: bool, known: Iterable[PartialDate | None] = ()
    ) -> None:
        super().__init__(values)
        self.asked = asked
        if not own:
            self.fields["given_by"] = TextField(
                label=_("Hvem har sagt dette, og når?"),
                limit=LIMITS["given_by"],
                help_text=_("Navn, rolle og dag. Du rapporterer på vegne av dem."),
            )
        for dimension in dimensions(asked):
            self._add_dimension(dimension)
        self._add_measure(known)
        self._add_council()
        language = str(values.get("language", ""))
        for field in self.fields.values():
            if isinstance(field, TextField) and language in set(Language):
                field.widget.attrs["lang"] = language

    def _add_dimension(self, dimension: str) -> None:
        whole = dimension == OVERALL
        name = _("Samlet status") if whole else label(Dimension, dimension)
        self.fields[f"colour_{dimension}"] = ColourField(label=name)
        self.fields[f"reason_{dimension}"] = TextField(
            label=_("Hvorfor denne statusen?") if whole else _("Hvorfor: %(name)s") % {"name": name.lower()},
            lines=2,
            limit=LONGEST_TEXT,
            help_text=_("Kreves når du melder bedre enn beregnet. Vises ved siden av statusen i rapporten.")
            if whole
            else "",
        )
        self.fields[f"cause_{dimension}"] = _codes(
            Cause,
            _("Årsak") if whole else _("Årsak: %(name)s") % {"name": name.lower()},
            _("Ikke valgt") if whole else _("Som den samlede"),
        )

    def _add_measure(self, known: Iterable[PartialDate | None]) -> None:
        self.fields["measure"] = TextField(label=_("Hva gjøres?"), lines=2, limit=LONGEST_TEXT, help_text=HELP)
        self.fields["measure_owner"] = TextField(label=_("Hvem har ansvaret?"), limit=LIMITS["measure_owner"])
        due = PartialDateField(label=_("Når skal det være gjort?"))
        due.known = tuple(each for each in known if each)
        self.fields["measure_due"] = due

    def _add_council(self) -> None:
        self.fields["decision_kind"] = _codes(CaseKind, _("Skal rådet gjøre noe?"), _("Nei, ingen sak"))
        self.fields["decision_asked"] = TextField(
            label=_("Hva bes rådet om?"), lines=2, limit=LONGEST_TEXT, help_text=HELP
        )
        self.fields["highlight"] = TextField(
            label=_("Noe som går bra"),
            lines=2,
            limit=LONGEST_TEXT,
            help_text=_("Kan stå tomt. Kan bli rapportens lyspunkt."),
        )
        if self.asked != Asked.LIGHT:
            self.fields["summary"] = TextField(
                label=_("Kort om perioden"), lines=3, limit=LONGEST_TEXT, help_text=_("Kan stå tomt.")
            )
        self.fields["language"] = CodeField(Language, label=_("Språket tekstene er skrevet på"))

    # ── what was said ────────────────────────────────────────────────────────────────────────────────────────────────

    def answers(self, *, no_change: bool = False) -> Answers:
        """What is said; what could not be read counts as empty."""
        self.is_valid()
        said: dict[str, Any] = self.cleaned_data
        ratings = {
            each: Answer(*(str(said.get(f"{kind}_{each}") or "") for kind in ("colour", "reason", "cause")))
            for each in dimensions(self.asked)
        }
        texts = {name: str(said.get(name) or "") for name in (*MEASURE[:2], *COUNCIL[:4])}
        return Answers(
            ratings,
            measure_due=said.get("measure_due"),
            no_change=no_change,
            language=said.get("language") or Language.BOKMAL.value,
            **texts,
        )

    @property
    def given_by(self) -> str:
        """On whose word it is given, "" for one's own."""
        self.is_valid()
        return str(self.cleaned_data.get("given_by") or "")

    def missing(self, computed: Mapping[str, str], today: Any) -> dict[str, str]:
        """Field → what is missing there, by the rules; fields whose input could not be read aside."""
        found = list(problems(self.answers(), computed, self.asked, today))
        if "given_by" in self.fields and not self.given_by:
            found.insert(0, Problem("given_by", Why.GIVEN_BY_NEEDED))
        return {name: text for name, text in told(found) if name in self.fields and name not in self.errors}

    def show(self, found: Iterable[Problem]) -> None:
        """Say beside each field why the report was refused."""
        for name, text in told(found):
            self.add_error(name if name in self.fields else None, text)


def _codes(kind: type[StrEnum], name: str, none: str) -> CodeField:
    """One of the codes, or none of them in words that say what that means."""
    field = CodeField(kind, label=name, required=False)
    field.choices = [("", none), *((value, capital(text)) for value, text in choices(kind))]
    return field


def told(found: Iterable[Problem]) -> Iterator[tuple[str, str]]:
    """Field and sentence of each problem. The cause is asked for once, for the whole; the measure's three fields each
    say what they lack."""
    asked = {
        "measure": _("Skriv hva som gjøres. Gult og rødt krever det."),
        "measure_owner": _("Skriv hvem som har ansvaret. Gult og rødt krever det."),
        "measure_due": _("Skriv når det skal være gjort. Gult og rødt krever det."),
    }
    cause = False
    for each in found:
        if each.why == Why.CAUSE_NEEDED:
            if not cause:
                yield f"cause_{OVERALL}", sentence(each)
            cause = True
        elif each.why == Why.MEASURE_NEEDED and each.field in asked:
            yield each.field, asked[each.field]
        elif each.why == Why.INCOMPLETE and each.field.startswith("decision_"):
            yield (
                each.field,
                _("Velg hva rådet skal gjøre, og skriv hva det bes om. La begge stå tomme hvis det ikke er noe."),
            )
        elif each.why == Why.PASSED and each.field == "measure_due":
            yield each.field, _("%(date)s har passert. Skriv en dato som kommer.") % {"date": when(each.values["date"])}  # type: ignore[arg-type]
        else:
            yield each.field, sentence(each)


def texts(said: Answers, asked: str) -> dict[str, str]:
    """Answers as the form's inputs hold them. A dimension's cause stands only where it is another than the whole's."""
    found: dict[str, str] = {}
    for each in dimensions(asked):
        given = said.ratings.get(each, Answer())
        own = each == OVERALL or given.cause != said.overall.cause
        found |= {f"colour_{each}": given.colour, f"reason_{each}": given.reason}
        found[f"cause_{each}"] = given.cause if own else ""
    found |= {name: str(getattr(said, name)) for name in (*MEASURE[:2], *COUNCIL)}
    found["measure_due"] = when(said.measure_due) if said.measure_due else ""
    if asked == Asked.LIGHT:
        del found["summary"]
    return found
