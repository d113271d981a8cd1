"""What the engine says of a record is reckoned once, kept at lock, and shown as kept."""

from dataclasses import replace
from datetime import date

from initiatives.domain.agreements import Concern
from initiatives.domain.codec import decode, encode
from initiatives.domain.facts import Withheld, WithheldField
from initiatives.domain.feasible import Notice
from reporting.domain.reckoned import SCHEDULE, reckoned, reckoned_for, results
from reporting.domain.record import Record
from reporting.domain.results import KeptConcern, Results
from tests.initiatives.domain.networks import agreement, owned, portfolio, work


def late_record(**changes):
    """T0's m0 (overdue) pushes T1's m1, which T2's m2 needs; an external party has promised nothing to T2's m3."""
    parts = (
        owned("T0", "c", work("m0", original="2026-11-01")),
        owned("T1", "a", work("m1", 10, original="2026-11-20")),
        owned("T2", "b", work("m2", 5, original="2027-03-01"), work("m3", original="2027-04-01")),
    )
    links = (
        agreement("d0", "T0/m0", "T1/m1", promised="2026-11-01"),
        agreement("d1", "T1/m1", "T2/m2", promised="2026-11-20", need_by="2027-03-01"),
        agreement("d2", "=x", "T2/m3"),
    )
    return Record(portfolio(*parts, agreements=links), {}, **changes)


def locked(record):
    """The record as it comes back out of a snapshot."""
    return decode(Record, encode(replace(record, results=results(record))))


def test_it_is_reckoned_once_per_record_also_for_an_open_period():
    record = late_record()
    assert reckoned(record) is reckoned(replace(record))


def test_one_initiative_and_what_leads_to_it_gets_the_same_answers_as_the_whole():
    record = late_record()
    whole, one = reckoned(record), reckoned_for(record, record.state.codes["T1"])
    assert one.dates["m1"] == whole.dates["m1"]
    assert dict(one.agreements) == {uid: whole.agreements[uid] for uid in ("d0", "d1")}


def test_one_initiative_gets_the_dates_also_of_agreements_that_are_not_scheduled():
    parts = owned("T0", "c", work("m0", original="2027-05-01")), owned("T1", "a", work("m1", original="2027-06-01"))
    links = (agreement("d0", "T0/m0", "T1", promised="2027-01-01"), agreement("d1", "T0/m0", "T1/m1", binding=False))
    record = Record(portfolio(*parts, agreements=links), {})
    for code in ("T0", "T1"):
        one = reckoned_for(record, record.state.codes[code])
        assert dict(one.agreements) == dict(reckoned(record).agreements)


def changed(record, part):
    """The record after a write that touched one initiative."""
    return replace(record, state=replace(record.state, slices={**record.state.slices, part.uid: part}))


def test_after_a_write_an_agreement_that_nothing_happened_to_is_the_very_same():
    record = late_record()
    before = reckoned(record).agreements
    after = reckoned(changed(record, owned("T9", "a"))).agreements
    assert all(after[uid] is before[uid] for uid in ("d0", "d1", "d2"))


def test_after_a_write_everything_it_reaches_is_reckoned_again():
    record = late_record()
    before = reckoned(record).agreements["d1"]
    slower = replace(record.state.codes["T0"], milestones=(work("m0", original="2027-06-01"),))
    after = reckoned(changed(record, slower)).agreements["d1"]
    assert before.giver_date.feasible < after.giver_date.feasible  # T1's own slice is untouched
    assert [each.days for each in after.concerns] != [each.days for each in before.concerns]
    renamed = replace(record.state.codes["T1"], owners=())
    assert reckoned(changed(record, renamed)).agreements["d1"].giver.organisation is None


def test_another_day_and_other_registers_are_another_answer():
    record = late_record()
    assert reckoned(record).agreements["d1"].concerns
    earlier = replace(record, state=replace(record.state, today=date(2026, 10, 1)))
    assert reckoned(earlier).agreements["d1"].concerns != reckoned(record).agreements["d1"].concerns
    nobody = replace(record.state, registers=replace(record.state.registers, organisations={}))
    assert reckoned(replace(record, state=nobody)).agreements["d1"].giver.organisation is None


def test_a_locked_record_gives_back_dates_causes_and_concerns_just_as_they_were():
    record = late_record()
    live, kept = reckoned(record), reckoned(locked(record))
    assert dict(kept.dates) == live.dates
    assert kept.dates["m1"].chain == live.dates["m1"].chain != ()
    assert Notice.EARLIEST in kept.dates["m1"].notices and kept.dates["m3"].missing == {"d2"}
    assert dict(kept.agreements) == dict(live.agreements)


def test_a_locked_record_shows_what_was_kept_and_not_what_todays_code_would_find():
    record = locked(late_record())
    kept = record.results
    other = replace(
        kept,
        dates={**kept.dates, "m1": replace(kept.dates["m1"], feasible=date(2030, 1, 1))},
        concerns={"d1": (KeptConcern("disputed", 7),)},
    )
    found = reckoned(replace(record, results=other))
    assert found.dates["m1"].feasible == date(2030, 1, 1)
    assert [(each.concern, each.days) for each in found.agreements["d1"].concerns] == [(Concern.DISPUTED, 7)]
    assert found.agreements["d0"].concerns == ()


def test_a_period_locked_before_there_was_an_engine_is_reckoned():
    record = late_record()
    old = replace(record, results=Results("rag 1"))
    assert reckoned(old).dates == reckoned(record).dates


def test_a_reader_shown_a_milestone_without_its_forecast_is_not_told_it_by_the_engine():
    record = locked(late_record())
    part = record.state.codes["T1"]
    bare = replace(part, milestones=(replace(part.milestones[0], original=None),))
    bare = replace(bare, withheld=(WithheldField("m1", "original", Withheld("offl. § 14")),))
    seen = replace(record, state=replace(record.state, slices={**record.state.slices, part.uid: bare}))
    assert reckoned(seen).dates["m1"].claimed is None


def test_colours_and_dates_are_kept_together_and_the_engine_is_named():
    kept = results(late_record())
    assert kept.schedule == SCHEDULE and kept.engine and set(kept.dates) == {"m0", "m1", "m2", "m3", "d2"}


def test_a_long_chain_comes_back_without_recursion():
    count = 1_200
    parts = [owned(f"T{n}", "a", work(f"m{n}", 1, original="2027-01-01")) for n in range(count)]
    links = [agreement(f"d{n}", f"T{n}/m{n}", f"T{n + 1}/m{n + 1}") for n in range(count - 1)]
    record = Record(portfolio(*parts, agreements=links), {})
    assert reckoned(locked(record)).dates[f"m{count - 1}"].feasible == reckoned(record).dates[f"m{count - 1}"].feasible
