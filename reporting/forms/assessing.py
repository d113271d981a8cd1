"""The form an assessor fills in: a colour and a word for each dimension, and a comment at each other field.

One text at each field serves both ways: with an approval it says why the colour is another, with a return it is the
comment at the field. Fields of comments are named as the owner's form names them.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _

from initiatives.choices import choices, label
from initiatives.domain.refusals import Refused
from initiatives.domain.vocabulary import Colour, Dimension
from initiatives.forms.fields import TextField
from initiatives.forms.sentences import sentence
from reporting.actions.assessing import Assessment
from reporting.domain.answers import OVERALL
from reporting.domain.figures.assessment import DimensionRow

OTHERS = ("measure", "decision_asked", "highlight", "summary")
"""Fields of the owner's form that are commented on and not coloured."""
APPROVE, RETURN = "godkjenn", "returner"


class DimensionFields(NamedTuple):
    """The controls of one dimension."""

    row: DimensionRow
    name: str
    colour: BoundField
    comment: BoundField


class AssessForm(forms.Form):
    """What an assessor says. `rows` are the dimensions the owner was asked of; only rated ones get a colour."""

    all_required = True  # a colour always stands chosen, so no mark asks for one

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, rows: Sequence[DimensionRow], seen: int) -> None:
        self.rows = tuple(each for each in rows if each.rating.declared)
        held: dict[str, Any] = {"seen": seen}
        for each in self.rows:
            held[f"assessed_{each.dimension}"] = each.rating.assessed or each.rating.declared
            held[f"comment_{each.dimension}"] = each.rating.comment
        super().__init__(data, initial=held)
        for each in self.rows:
            self._add(each)
        for name in OTHERS:
            self.fields[f"note_{name}"] = TextField(label=_("Merknad til eieren"), lines=2, help_text="")
        self.fields["message"] = TextField(
            label=_("Melding til eieren"),
            lines=3,
            help_text=_("Sendes når du sender tilbake. Ikke skriv helseopplysninger her."),
        )

    def _add(self, row: DimensionRow) -> None:
        name = dimension_name(row.dimension)
        self.fields[f"assessed_{row.dimension}"] = forms.ChoiceField(
            choices=choices(Colour), label=_("Vår vurdering: %(name)s") % {"name": name.lower()}
        )
        self.fields[f"comment_{row.dimension}"] = TextField(
            label=_("Merknad: %(name)s") % {"name": name.lower()}, lines=2, help_text=""
        )

    @property
    def approves(self) -> bool:
        """Whether the report is to be approved: the other button sends it back."""
        return self.data.get("gjor") == APPROVE

    def dimensions(self) -> Iterator[DimensionFields]:
        """The controls beside each dimension."""
        for each in self.rows:
            yield DimensionFields(
                each,
                dimension_name(each.dimension),
                self[f"assessed_{each.dimension}"],
                self[f"comment_{each.dimension}"],
            )

    def clean(self) -> dict[str, Any]:
        """What is typed where an approval has no room for it is not thrown away unseen."""
        cleaned = super().clean() or self.cleaned_data
        if self.approves:
            for name in (*(f"note_{each}" for each in OTHERS), "message"):
                if cleaned.get(name):
                    self.add_error(
                        name, _("Sendes bare når du sender tilbake. Ta det bort, eller send rapporten tilbake.")
                    )
        return cleaned

    def assessed(self) -> dict[str, Assessment]:
        """dimension → the office's colour and why."""
        given = self.cleaned_data
        return {
            each.dimension: Assessment(given[f"assessed_{each.dimension}"], given[f"comment_{each.dimension}"])
            for each in self.rows
        }

    def comments(self) -> dict[str, str]:
        """Field of the owner's form → what is said of it."""
        given = self.cleaned_data
        told = {f"colour_{each.dimension}": given[f"comment_{each.dimension}"] for each in self.rows}
        told |= {name: given[f"note_{name}"] for name in OTHERS}
        return {name: text for name, text in told.items() if text}

    def show(self, refused: Refused) -> None:
        """Say beside each field why the action refused it."""
        names = {f"colour_{each.dimension}": f"comment_{each.dimension}" for each in self.rows}
        names |= {name: f"note_{name}" for name in OTHERS}
        for problem in refused.problems:
            name = names.get(problem.field, problem.field)
            self.add_error(name if name in self.fields else None, sentence(problem))


def dimension_name(dimension: str) -> str:
    """A dimension's name; of the whole «Samlet»."""
    return _("Samlet") if dimension == OVERALL else label(Dimension, dimension)
