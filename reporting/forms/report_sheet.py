"""A report being written, whole: its inputs, what they began with, what is changed and missing, and its saving.

The values an input was opened with travel with the page (`base`), so that a save tells what this writer has changed
from what somebody else has saved meanwhile.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from initiatives.actions.milestone_dates import Words
from initiatives.domain import free_text
from initiatives.domain.refusals import Problem, Refused, Stale
from initiatives.models import User
from reporting.actions.reports import MOST_FIELDS, Saved, save_draft, submit_report
from reporting.domain.answers import dimensions
from reporting.domain.figures.initiative_verdicts import computed_of
from reporting.domain.figures.report_dates import with_dates
from reporting.domain.figures.report_ground import ReportGround
from reporting.domain.results import Computed
from reporting.domain.vocabulary import ReportForm as Asked
from reporting.forms.report import ReportForm, texts
from reporting.forms.report_dates import ReportDates
from reporting.gates import Reporting
from reporting.models import StatusReportVersion
from reporting.pages.report_words import OBSERVED
from reporting.source.my_reports import Begun

SEEN = "seen-"
LONGEST_BASE = 500_000  # characters; what is longer is no page of ours


class Sheet:
    """The report `reporting` on its `ground`. `sent` is what came in; without it the inputs hold the draft, and where
    that holds nothing, what the form begins with. `language` is the writer's."""

    def __init__(
        self, reporting: Reporting, ground: ReportGround, begun: Begun, language: str, sent: Any = None
    ) -> None:
        self.reporting, self.ground, self.begun = reporting, ground, begun
        self.asked = ground.duty.form
        self.form = self._form(sent, language)
        self.dates = (
            ReportDates(sent, initiative=self.report.initiative, draft=begun.content)
            if self.asked != Asked.LIGHT
            else None
        )
        self.base = self._base(sent)

    def _form(self, sent: Any, language: str) -> ReportForm:
        begins = self.ground.begins_with
        held = {"language": language}
        if begins is not None:
            held |= texts(begins, self.asked) | {"language": language}
        values = sent if sent is not None else held | self.begun.content
        before = self.ground.before.answers.measure_due if self.ground.before else None
        known = (begins.measure_due if begins else None, before)
        return ReportForm(values, asked=self.asked, own=self.reporting.own, known=known)

    @property
    def report(self) -> Any:
        """The report's row."""
        return self.reporting.report

    @property
    def by(self) -> User:
        """Who writes."""
        return self.reporting.by

    @property
    def today(self) -> date:
        """The day of the facts."""
        return self.ground.record.state.today

    # ── what stands in the inputs ────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def inputs(self) -> dict[str, str]:
        """Name of an input → what stands in it."""
        held = {name: _text(self.form.data.get(name)) for name in self.form.fields}
        return held | (self.dates.inputs if self.dates else {})

    def _base(self, sent: Any) -> dict[str, str]:
        if sent is None:
            return dict(self.inputs)
        text = str(sent.get("base", ""))
        try:
            found = json.loads(text) if len(text) <= LONGEST_BASE else {}
        except (ValueError, RecursionError):
            found = {}
        if not isinstance(found, dict):
            return {}
        plain = ((name, value) for name, value in found.items() if not isinstance(value, list | dict))
        return {_sendable(name): _sendable(value) for name, value in plain}

    @property
    def base_text(self) -> str:
        """The base as the page carries it."""
        return json.dumps(self.base, ensure_ascii=False)

    @cached_property
    def last(self) -> dict[str, str]:
        """Name of an input → what stood there when all is as last time; empty when nobody has spoken."""
        same = self.ground.same_as_last
        held = texts(same, self.asked) | {"language": self.inputs["language"]} if same else {}
        if self.ground.before and self.ground.before.observation:  # which speaks of the whole alone
            held = {name: text for name, text in held.items() if name in OBSERVED}
        return held | (self.dates.standing if self.dates and held else {})

    def differs(self, names: Iterable[str]) -> bool:
        """Whether any of the inputs holds something else than last time."""
        return any(
            free_text.tidy(self.inputs[each]) != self.last[each]
            for each in names
            if each in self.inputs and each in self.last and self.answered([each])
        )

    def answered(self, names: Iterable[str]) -> bool:
        """Whether any of the inputs has been answered. What only a public source has said is not filled in beforehand:
        there an empty input waits, and has changed nothing."""
        before = self.ground.before
        public = before is not None and before.observation is not None
        return not public or any(free_text.tidy(self.inputs.get(each, "")) for each in names)

    # ── what it leads to ─────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def computed(self) -> tuple[Computed, ...]:
        """The colours facts give, with the dates as they are typed here."""
        part = self.ground.part
        return computed_of(self.ground.record, with_dates(part, self.dates.typed(), self.today) if self.dates else part)

    @cached_property
    def missing(self) -> dict[str, str]:
        """Input → what is missing there."""
        return self.form.missing(self._colours, self.today)

    @property
    def _colours(self) -> dict[str, str]:
        return {each.dimension: each.colour for each in self.computed}

    @property
    def no_change(self) -> bool:
        """Whether all is as last time, in a report that has a last time."""
        before = self.ground.before
        return before is not None and before.report is not None and not self.differs(self.last)

    @property
    def is_valid(self) -> bool:
        """Whether everything that is typed could be read."""
        read = self.form.is_valid()
        return (self.dates is None or self.dates.is_valid()) and read

    # ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def changes(self) -> dict[str, tuple[str, str]]:
        """Input → what it was opened with, and what stands there: those the writer has changed."""
        found = {
            name: (self.base.get(name, ""), text)
            for name, text in self.inputs.items()
            if free_text.tidy(text) != free_text.tidy(self.base.get(name, ""))
        }
        return dict(list(found.items())[: MOST_FIELDS // 2]) | self._seen(found)

    def _seen(self, names: Iterable[str]) -> dict[str, tuple[str, str]]:
        """The words that were seen where dates are typed: who moves a date meanwhile is noticed, also tomorrow."""
        keys = {f"{SEEN}{each.partition('-')[2]}" for each in names if each.startswith(("forecast-", "actual-"))}
        data = self.dates.data if self.dates else {}
        return {key: (self.begun.content.get(key, ""), _text(data.get(key))) for key in sorted(keys)}

    def save(self) -> Saved:
        """Save what the writer has changed as a draft. Raises Refused when nothing is awaited."""
        saved = save_draft(by=self.by, report=self.report, changes=self.changes())
        kept = {name: text for name, text in self.inputs.items() if name not in (*saved.clashes, *saved.refused)}
        self.base |= kept
        return saved

    def put(self, values: Mapping[str, str]) -> Saved:
        """Save these values instead of what stands in the inputs."""
        names = {name: text for name, text in values.items() if name in self.inputs}
        changes = {name: (self.begun.content.get(name, ""), text) for name, text in names.items()}
        return save_draft(by=self.by, report=self.report, changes=changes | self._seen(names))

    def as_last(self, names: Iterable[str]) -> dict[str, str]:
        """Last time's answers in these inputs."""
        return {name: self.last[name] for name in names if name in self.last and name != "language"}

    def elsewhere(self) -> dict[str, str]:
        """Inputs this writer has left alone that somebody else has saved something in meanwhile, and what."""
        return {
            name: self.begun.content[name]
            for name, text in self.inputs.items()
            if name in self.begun.content
            and free_text.tidy(text) == free_text.tidy(self.base.get(name, ""))
            and self.begun.content[name] not in (free_text.tidy(text), text)
        }

    def tell_missing(self) -> None:
        """Say what is missing beside what could not be read: one goes over the form once."""
        for name, text in self.missing.items():
            self.form.add_error(name, text)

    def submit(self) -> StatusReportVersion | None:
        """Submit the report with its dates; None when it was refused, and the inputs say why."""
        try:
            return submit_report(
                by=self.by,
                report=self.report,
                answers=self.form.answers(no_change=self.no_change),
                computed={each: self._colours.get(each, "") for each in dimensions(self.asked)},
                dates=self._words(),
                given_by=self.form.given_by,
            )
        except Refused as refused:
            self._show(refused)
            return None

    def _words(self) -> list[Words]:
        return self.dates.words() if self.dates else []

    def _show(self, refused: Refused) -> None:
        if isinstance(refused, Stale):
            if self.dates:
                self.dates.show(refused)
            return
        of_dates = [each for each in refused.problems if ":" in each.field]
        if of_dates and self.dates:
            self.dates.show(Refused(*of_dates))
        rest: list[Problem] = [each for each in refused.problems if ":" not in each.field]
        self.form.show(rest)


def _sendable(value: Any) -> str:
    """What a page can carry: JSON can name half a character, which no page can hold."""
    return _text(value).encode(errors="replace").decode()


def _text(value: Any) -> str:
    return "" if value is None else str(value)
