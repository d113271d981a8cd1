"""A meeting with two cases about agreements of a portfolio made by hand: T1's m1 gives to T2's m2, somebody outside to
T3's m4."""

from dataclasses import replace

from initiatives.domain.dates import from_edtf
from initiatives.domain.facts import BodyFact, CaseFact, DecisionFact, MeetingFact
from reporting.domain.record import Record
from tests.initiatives.domain.networks import agreement, owned, portfolio, work

BODY = BodyFact("nufa", "nufa", "NUFA (Fagutvalget)")
LATE = {"state": "disputed", "last_word": "giver", "need_by": "2027-01-15", "counter_date": "2027-03-04"}


def meeting(uid="6d" * 16, day="2026-12-10", **changes):
    return MeetingFact(uid, "nufa", date=from_edtf(day) if day else None, **changes)


def case(uid, position=1, **changes):
    """A case before the meeting of 10 December."""
    usual = {
        "title": f"Sak {uid}",
        "kind": "endorsement",
        "body": "nufa",
        "meeting": from_edtf("2026-12-10"),
        "meeting_uid": "6d" * 16,
        "position": position,
    }
    return CaseFact(f"{uid:0>32}", **(usual | changes))


def record(*held, cases=None, **deal):
    """The portfolio with these meetings (one on 10 December without any) and these cases by code (one about the
    agreement between T1 and T2 without any), which `deal` changes."""
    meetings = held or (meeting(),)
    cases = cases or [("T2", case("c1", dependency="d1", text="Rådet bes slutte seg til"))]
    m3 = replace(work("m3", 10, original="2027-03-03"), predecessor="m2")
    state = portfolio(
        owned("T1", "a", work("m1", original="2027-01-10")),
        owned("T2", "b", work("m2", original="2027-02-01"), m3),
        owned("T3", "c", work("m4", original="2027-03-10")),
        agreements=(
            agreement("d1", "T1/m1", "T2/m2", **(LATE | deal)),
            agreement("d2", "=x", "T3/m4", promised="2027-02-01"),
        ),
    )
    slices = dict(state.slices)
    for code, each in cases:
        part = slices[f"uid-{code}"]
        slices[part.uid] = replace(part, cases=(*part.cases, each))
    registers = replace(state.registers, bodies={"nufa": BODY}, meetings={each.uid: each for each in meetings})
    return Record(replace(state, slices=slices, registers=registers), {})


def decided(found, code, **decision):
    """The record with a decision about an initiative."""
    part = found.state.slices[f"uid-{code}"]
    with_it = replace(part, decisions=(DecisionFact("b1", "Vedtatt slik", **decision),))
    return replace(found, state=replace(found.state, slices={**found.state.slices, part.uid: with_it}))
