"""What a saved form changed, in words: told on the page one lands on."""

from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.actions.values import given
from initiatives.forms.base import FactForm
from initiatives.forms.dates_table import DatesForm
from initiatives.forms.fields import TextField

MOST = 5  # changes told in full
LONGEST = 80  # characters of a value
NAMED_BY = ("name", "title", "what", "organisation")  # fields that name a new fact


def told(form: Any) -> str:
    """«Prognose: 9.11.2024 → 15.1.2027» for each change, the first ones; empty when there is nothing to tell."""
    words = dates(form) if isinstance(form, DatesForm) else of_fact(form) if isinstance(form, FactForm) else []
    more = len(words) - MOST
    if more > 0:
        words = [*words[:MOST], ngettext("og %(count)d til", "og %(count)d til", more) % {"count": more}]
    return "; ".join(words)


def dates(form: DatesForm) -> list[str]:
    """Each date that was moved, by its milestone."""
    return [_moved(str(form.fields[name].label), *form.moved(name)) for name in form.changed_data]


def of_fact(form: FactForm) -> list[str]:
    """A new fact's name, or each field that changed: with its values, unless they are longer texts."""
    if form.is_new:
        return [_short(str(form.cleaned_data[name])) for name in NAMED_BY if form.cleaned_data.get(name)][:1]
    changed = [name for name in form.changed_data if name in form.initial and not form[name].is_hidden]
    return [_change(form, name) for name in changed]


def _change(form: FactForm, name: str) -> str:
    field = form.fields[name]
    label = str(field.label)
    if isinstance(field, TextField):
        return label
    now = form.words(name, given(form.cleaned_data.get(name)))
    return _moved(label, form.words(name, form.initial.get(name)), now)


def _moved(label: str, before: str, now: str) -> str:
    return _("%(label)s: %(before)s → %(now)s") % {"label": label, "before": _short(before), "now": _short(now)}


def _short(text: str) -> str:
    return Truncator(text).chars(LONGEST)
