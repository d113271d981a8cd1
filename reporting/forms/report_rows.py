"""A sheet as it is drawn: each input beside what was said last, what facts give, what the secretariat has remarked, and
which parts are ready."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField, Form
from django.utils.translation import gettext as _

from initiatives import choices, formatting
from initiatives.domain.vocabulary import Colour
from reporting.actions.reports import Saved
from reporting.domain.answers import OVERALL, PARTS, dimensions
from reporting.domain.facts import CommentFact
from reporting.forms.report import COUNCIL, MEASURE, told
from reporting.forms.report_dates import ReportLine
from reporting.forms.report_sheet import Sheet
from reporting.pages.coordination_links import mounted
from reporting.pages.overview_words import capital, in_words
from reporting.pages.report_words import Facts, Last, dimension_name, facts, last_of, missing_words, slip_words
from reporting.pages.what_if_query import WhatIfAsked, typed


@dataclass(frozen=True, slots=True)
class Row:
    """One input: what was said in it last, whether that is another now, and what the secretariat has remarked."""

    field: BoundField
    last: Last | None
    changed: bool
    comments: tuple[CommentFact, ...] = ()
    missing: str = ""

    @property
    def name(self) -> str:
        """The input's name."""
        return str(self.field.html_name)


@dataclass(frozen=True, slots=True)
class RatingRow:
    """One dimension: its status, the colour facts give, and why the owner says otherwise."""

    dimension: str
    colour: Row
    options: tuple[tuple[str, str, bool], ...]  # colour, id, whether it is chosen
    facts: Facts | None
    reason: Row
    asked: bool  # a reason is missing, or there is one
    whole: bool


@dataclass(frozen=True, slots=True)
class DateLine:
    """One milestone."""

    line: ReportLine
    slip: str
    tone: str
    hits: int
    try_url: str
    silent: str
    comments: tuple[CommentFact, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the form: where it is, what it lacks and what is to be put right (id of an input → what), and whether
    it is as last time."""

    key: str
    label: str
    gaps: tuple[tuple[str, str], ...] = ()
    wrong: tuple[tuple[str, str], ...] = ()
    changed: bool = False
    words: str = ""

    @property
    def ready(self) -> bool:
        """Whether nothing of it keeps the report from being sent."""
        return not self.gaps and not self.wrong


@dataclass(frozen=True, slots=True)
class Change:
    """Something that is another than last time: a colour's turn, or a text's."""

    label: str
    language: str = ""
    was: str = ""
    now: str = ""
    colours: bool = False


@dataclass(frozen=True, slots=True)
class Wrong:
    """An error, with where its input is; "" for the whole."""

    anchor: str
    label: str
    text: str


def anchor(name: str) -> str:
    """The id of an input, by its name."""
    return f"id_{name}_0" if name.startswith("colour_") else f"id_{name}"


class Drawn:
    """Everything the form's templates show of a sheet. `saved` is what a save answered."""

    def __init__(self, sheet: Sheet, saved: Saved | None = None) -> None:
        self.sheet, self.saved = sheet, saved
        self.form = sheet.form
        sent = sheet.ground.sent
        self._comments: dict[str, list[CommentFact]] = {}
        for each in sent.comments if sent else ():
            self._comments.setdefault(each.field, []).append(each)

    def row(self, name: str) -> Row:
        """One input."""
        return Row(
            self.form[name],
            last_of(self.sheet.ground.before, name),
            bool(self.sheet.last) and self.sheet.differs([name]),
            tuple(self._comments.get(name, ())),
            self.sheet.missing.get(name, ""),
        )

    def rows(self, names: Iterable[str]) -> list[Row]:
        """Several inputs, those the form has."""
        return [self.row(each) for each in names if each in self.form.fields]

    # ── the parts ────────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def given_by(self) -> list[Row]:
        """On whose word, where it is another's report."""
        return self.rows(["given_by"])

    @property
    def ratings(self) -> list[RatingRow]:
        """The dimensions, the whole first."""
        return [self._rating(each) for each in dimensions(self.sheet.asked)]

    def _rating(self, dimension: str) -> RatingRow:
        colour, reason = self.row(f"colour_{dimension}"), self.row(f"reason_{dimension}")
        chosen = self.sheet.inputs[colour.name]
        return RatingRow(
            dimension,
            colour,
            tuple((each.value, f"id_{colour.name}_{n}", each.value == chosen) for n, each in enumerate(Colour)),
            facts(self.sheet.ground.record, self.sheet.ground.part, self.sheet.computed, dimension),
            reason,
            bool(self.sheet.inputs[reason.name] or reason.missing or reason.field.errors or reason.comments),
            dimension == OVERALL,
        )

    @property
    def cause(self) -> Row:
        """The cause of the whole."""
        return self.row(f"cause_{OVERALL}")

    @property
    def causes(self) -> list[Row]:
        """The causes of the dimensions, where they may differ."""
        return self.rows(f"cause_{each}" for each in PARTS)

    @property
    def causes_open(self) -> bool:
        """Whether some dimension has a cause of its own."""
        return any(self.sheet.inputs[each.name] or each.comments for each in self.causes)

    @property
    def measure(self) -> list[Row]:
        """What is done, by whom, until when."""
        return self.rows(MEASURE)

    @property
    def council(self) -> list[Row]:
        """What the body is asked and told."""
        return self.rows(COUNCIL)

    @property
    def dates(self) -> list[DateLine]:
        """The milestones that are not reached."""
        sheet = self.sheet
        if sheet.dates is None:
            return []
        return [self._date(each) for each in sheet.dates.report_lines(sheet.ground.part, sheet.today)]

    def _date(self, line: ReportLine) -> DateLine:
        words, tone = slip_words(line.row)
        hits = line.row.waits if line.row and line.row.moved > 0 else 0
        tried = WhatIfAsked((typed(line.row.fact.uid, line.row.moved),)).query if line.row and hits else ""
        silent = line.row.silent if line.row else 0
        names = [line.line.forecast.html_name, line.line.actual.html_name]
        return DateLine(
            line,
            words,
            tone,
            hits,
            tried and (page := mounted("reporting:what_if")) and page + tried,
            _("passert for %(days)s siden, uten nytt") % {"days": formatting.days(silent)} if silent else "",
            tuple(one for each in names for one in self._comments.get(each, ())),
        )

    @property
    def message(self) -> tuple[CommentFact, ...]:
        """What the secretariat says of the whole."""
        return tuple(self._comments.get("", ()))

    # ── the side column ──────────────────────────────────────────────────────────────────────────────────────────────

    def names_of(self, part: str) -> list[str]:
        """The inputs of a part."""
        held = dimensions(self.sheet.asked)
        names = {
            "pa-vegne": ["given_by"],
            "status": [f"{kind}_{each}" for each in held for kind in ("colour", "reason")],
            "arsak": [*(f"cause_{each}" for each in held), *MEASURE],
            "milepaeler": self.sheet.dates.names if self.sheet.dates else [],
            "radet": list(COUNCIL),
        }
        return names.get(part, [])

    @property
    def parts(self) -> list[Part]:
        """The parts that are written here, with what each lacks."""
        calm = "" if self.sheet.form.answers().troubled else _("ingenting er gult eller rødt")
        found = [self._part("pa-vegne", _("På vegne av"))] if self.given_by else []
        found.append(self._part("status", _("Status")))
        found.append(self._part("arsak", _("Årsak og hva som gjøres"), calm))
        if self.sheet.dates is not None:
            found.append(self._dates_part())
        found.append(self._part("radet", _("Til rådet")))
        return found

    @property
    def changed(self) -> Mapping[str, str]:
        """Part → «changed» or «same» as last time; a part nobody spoke of last time, or that
        is not answered yet, is left out."""
        last = self.sheet.last
        spoken = (
            each
            for each in self.parts
            if (told := [name for name in self.names_of(each.key) if name in last]) and self.sheet.answered(told)
        )
        return {each.key: "changed" if each.changed else "same" for each in spoken}

    def _part(self, key: str, label: str, words: str = "") -> Part:
        held = self.names_of(key)
        changed = bool(self.sheet.last) and self.sheet.differs(each for each in held if each != "language")
        missing = [each for each in held if each in self.sheet.missing]
        wrong = [each for each in held if each in self.form.errors and each not in missing]
        return Part(key, label, self._links(missing), self._links(wrong), changed, words)

    def _links(self, names: Iterable[str]) -> tuple[tuple[str, str], ...]:
        labels = ((name, str(self.form[name].label)) for name in names)
        return tuple((anchor(name), label.rstrip("?").lower()) for name, label in labels)

    def _dates_part(self) -> Part:
        dates = self.sheet.dates
        found = [each for each in dates.errors if each in dates.fields] if dates else []
        wrong = tuple((anchor(each), str(dates.fields[each].label)) for each in found if dates)
        return Part("milepaeler", _("Milepæler"), wrong=wrong, changed=bool(dates and dates.retyped))

    @property
    def finding(self) -> str:
        """«Fire av fem deler er klare»."""
        parts = self.parts
        ready = sum(each.ready for each in parts)
        if ready == len(parts):
            return _("Alle delene er klare")
        if ready == 1:
            return _("Én av %(all)s deler er klar") % {"all": in_words(len(parts))}
        if not ready:
            return _("Ingen av delene er klare")
        values = {"ready": in_words(ready), "all": in_words(len(parts))}
        return capital(_("%(ready)s av %(all)s deler er klare") % values)

    @property
    def gaps(self) -> int:
        """How many things are missing or to be put right."""
        return sum(len(each.gaps) + len(each.wrong) for each in self.parts)

    @property
    def changes(self) -> list[Change]:
        """What is another than last time."""
        return [*self._turns(), *self._texts(), *self._moves()] if self.sheet.last else []

    def _turns(self) -> list[Change]:
        last, now = self.sheet.last, self.sheet.inputs
        names = ((each, f"colour_{each}") for each in dimensions(self.sheet.asked))
        return [
            Change(dimension_name(each), was=last[name], now=now[name], colours=True)
            for each, name in names
            if name in last and now[name] != last[name] and now[name]
        ]

    def _texts(self) -> list[Change]:
        names = [each for each in self.form.fields if not each.startswith(("colour_", "given_by", "language"))]
        told = [str(self.form[each].label).rstrip("?").lower() for each in names if self.sheet.differs([each])]
        return [Change(_("Skrevet om"), now=", ".join(told))] if told else []

    def _moves(self) -> list[Change]:
        dates = self.sheet.dates
        if dates is None:
            return []
        names = {f"{role}-{each.pk}": each for each in dates.shown for role in ("forecast", "actual")}
        return [
            Change(names[each].name, names[each].language, dates.standing[each] or "–", dates.inputs[each] or "–")
            for each in dates.retyped
        ]

    @property
    def keys(self) -> list[str]:
        """The parts whose headings tell whether they are as last time."""
        return [each.key for each in self.parts if each.key != "pa-vegne"]

    @property
    def missing_words(self) -> str:
        """How much is missing before it can be sent."""
        return missing_words(self.gaps)

    # ── what went wrong ──────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def errors(self) -> list[Wrong]:
        """Everything that keeps the report from being sent, in the order of the form."""
        found = [*_wrong(self.form)]
        dates = self.sheet.dates
        return [*found, *_wrong(dates)] if dates is not None else found

    @property
    def clashing(self) -> list[tuple[str, str]]:
        """Name and label of the inputs somebody else has written in too."""
        forms = [self.form, *([self.sheet.dates] if self.sheet.dates else [])]
        held = {name: str(field.label) for form in forms for name, field in form.fields.items()}
        return [(name, held.get(name, name)) for name in (self.saved.clashes if self.saved else ()) if name in held]

    # ── what a save answered ─────────────────────────────────────────────────────────────────────────────────────────

    @property
    def notes(self) -> Mapping[str, Any]:
        """Input → what a save answered about it: a problem in words, or what somebody else has written."""
        return _notes(self.saved, self.sheet) if self.saved else {}

    @property
    def unread(self) -> Mapping[str, str]:
        """Input → why what stands there cannot be sent, where a save did keep it: a date that is no date."""
        forms = [self.form, *([self.sheet.dates] if self.sheet.dates is not None else [])]
        found = {name: " ".join(map(str, texts)) for form in forms for name, texts in form.errors.items()}
        return {name: text for name, text in found.items() if name not in self.notes}


def _wrong(form: Form) -> Iterator[Wrong]:
    for text in form.non_field_errors():
        yield Wrong("", "", str(text))
    for name in form.fields:
        for text in form.errors.get(name, ()):
            yield Wrong(anchor(name), str(form.fields[name].label), str(text))


def _notes(saved: Saved, sheet: Sheet) -> dict[str, Any]:
    found: dict[str, Any] = {name: {"refused": text} for name, text in told(saved.refused.values())}
    for name, clash in saved.clashes.items():
        if name in sheet.inputs:
            # The draft knows who saved last, not who wrote in this field: that may have been this very writer.
            by = "" if clash.by == str(sheet.by) else clash.by
            found[name] = {"theirs": _shown(name, clash.theirs), "by": by}
    return found


def _shown(name: str, text: str) -> str:
    """What somebody else has written, as people read it."""
    kind = name.partition("_")[0]
    if kind == "colour":
        return choices.label(Colour, text) if text in set(Colour) else text
    return text or formatting.MISSING
