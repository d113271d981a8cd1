"""Initiatives, milestones and agreements made by hand, for tests of the portfolio as a network."""

from dataclasses import replace

from initiatives.domain.dates import from_edtf
from initiatives.domain.facts import DependencyFact, DurationFact, Endpoint, ExternalFact, OrganisationFact, OwnerFact
from tests.build import milestone, slice_, state

OWNERS = {key: OrganisationFact(key, key, f"Virksomhet {key.upper()}") for key in ("a", "b", "c")}


def owned(code, owner, *milestones, **changes):
    """An active initiative of an owner."""
    return slice_(code, owners=(OwnerFact(owner, "accountable"),), milestones=tuple(milestones), **changes)


def work(uid, days=None, **dates):
    """A milestone with so many days of work behind it."""
    made = milestone(uid, **dates)
    return replace(made, duration=DurationFact(days, days, days)) if days is not None else made


def agreement(uid, giver, receiver, **changes):
    """A binding, accepted agreement; ends as «T1/m1» (initiative/milestone), «T1» or «=x» (external)."""
    usual = {"kind": "delivery", "state": "accepted", "binding": True}
    stated = [name for name in ("need_by", "promised", "counter_date") if changes.get(name)]
    dates = {name: from_edtf(changes.pop(name)) for name in stated}
    return DependencyFact(uid, uid.upper(), end(giver), end(receiver), **(usual | dates | changes))


def end(text):
    if text.startswith("="):
        return Endpoint(external=text[1:])
    code, _, uid = text.partition("/")
    return Endpoint(initiative=f"uid-{code}", milestone=uid or None)


def portfolio(*parts, agreements=(), externals=("x",), **changes):
    """The initiatives with their agreements hung on both sides."""
    held = {part.uid: part for part in parts}
    for each in agreements:
        for side, name in ((each.successor, "waits"), (each.predecessor, "gives")):
            if side.initiative in held:
                part = held[side.initiative]
                held[part.uid] = replace(part, **{name: (*getattr(part, name), each)})
    outside = {key: ExternalFact(key, key, f"Ekstern {key}") for key in externals}
    return state(*held.values(), organisations=OWNERS, externals=outside, **changes)
