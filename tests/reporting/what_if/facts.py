"""Small portfolios for tests of what-ifs: T1 gives to T2, T2 to T3, each with an owner of its own."""

from dataclasses import replace

from initiatives.domain.facts import (
    BodyFact,
    CommitmentFact,
    ConfirmationFact,
    DocumentFact,
    LinkFact,
)
from reporting.domain.figures.what_if import what_if_of
from reporting.domain.figures.what_if_question import Line
from reporting.domain.record import Record
from tests.build import TODAY, line
from tests.initiatives.domain.networks import agreement, owned, portfolio, work

BOTH = (ConfirmationFact("giver", TODAY), ConfirmationFact("receiver", TODAY))
DOCUMENT = DocumentFact("doc", "st9", "white_paper", "Meld. St. 9", "2012–2013", "Én innbygger – én journal")
COMMITMENTS = {
    uid: CommitmentFact(uid, uid, "doc", f"kap. {uid}", f"Føring {uid}", "obligation") for uid in ("c1", "c2")
}
BODY = BodyFact("nuit", "nuit", "NUIT", level="taktisk", period="2020–")


def chain(*more, **changes):
    """m1 → m2 (with m2b after it) → m3; 30 days of slack before m3."""
    first = owned("T1", "a", work("m1", original="2027-01-10"), links=(LinkFact("l1", "c1", "main"),))
    last = replace(work("m2b", original="2027-04-01"), predecessor="m2")
    second = owned(
        "T2",
        "b",
        work("m2", original="2027-02-01"),
        last,
        links=(LinkFact("l2", "c1", "supporting"), LinkFact("l3", "c2", "main")),
        budget=(line("b1", amount=10_000_000, **year(2027)), line("b2", amount=5_000_000, **year(2031))),
    )
    third = owned("T3", "c", work("m3", original="2027-05-01"))
    agreements = (
        agreement("d1", "T1/m1", "T2/m2", lag=22, promised="2027-01-10", confirmations=BOTH),
        agreement("d2", "T2/m2b", "T3/m3", state="proposed", confirmations=BOTH),
        *more,
    )
    return recorded(portfolio(first, second, third, agreements=agreements, **changes))


def year(number):
    """A budget line of that calendar year."""
    from datetime import date

    return {"covers_from": date(number, 1, 1), "covers_to": date(number, 12, 31)}


def recorded(state):
    """A record of a state, with documents, commitments and a body."""
    registers = replace(state.registers, documents={"doc": DOCUMENT}, commitments=COMMITMENTS, bodies={"nuit": BODY})
    return Record(replace(state, registers=registers), {})


def tried(record, *slips):
    """What these slips (key, days) lead to."""
    return what_if_of(record, [Line(key, days) for key, days in slips])
