"""Agreements between owners in a database, for tests of the pages of coordination."""

import re
from html import unescape
from types import SimpleNamespace
from typing import Any

from django.test import Client

from tests.cast import tiltak
from tests.factories import (
    ActionPlanFactory,
    DependencyFactory,
    ExternalPartyFactory,
    MilestoneDateFactory,
    MilestoneFactory,
    PlanEntryFactory,
)

TODAY = "2026-11-23T10:00:00+01:00"


def under_way(*parts: Any) -> None:
    """Put initiatives into a plan that runs, so that they count."""
    plan = ActionPlanFactory(key="p1", name="Plan 1")
    for each in parts:
        PlanEntryFactory(initiative=each, plan=plan)


def dated(part: Any, name: str, **dates: Any) -> Any:
    """A milestone with its dates."""
    receiver = dates.pop("receiver", None)
    made = MilestoneFactory(initiative=part, name=name, receiver=receiver)
    for role, date in dates.items():
        MilestoneDateFactory(milestone=made, role=role, date=date)
    return made


def some(eier: Any, annen_eier: Any) -> SimpleNamespace:
    """T1 (eier) waits for T9 (annen_eier) in dispute, and for a regulation somebody noted; T9 waits for T1, proposed by
    its own side; T2 (eier) for T1."""
    t1, t2 = tiltak("T1", owner=eier, name="Felles journal"), tiltak("T2", owner=eier, name="Prøvesvar")
    t9 = tiltak("T9", owner=annen_eier, name="Felles innlogging")
    under_way(t1, t2, t9)
    need = dated(t1, "Første sykehus i bruk", forecast="2027-06-01")
    gift = dated(t9, "Innlogging klar", forecast="2027-08-01")
    rule = ExternalPartyFactory(name="Forskriften", kind="regelverk")
    disputed = DependencyFactory(
        predecessor_milestone=gift,
        successor_milestone=need,
        state="disputed",
        last_word="receiver",
        binding=True,
        need_by="2027-05-01",
        promised="2027-07-01",
        description="Innloggingen må virke",
    )
    noted = DependencyFactory(
        predecessor_external=rule, successor_initiative=t1, state="noted", kind="legal", description="Lov må endres"
    )
    proposed = DependencyFactory(
        predecessor_initiative=t1,
        successor_initiative=t9,
        state="proposed",
        last_word="receiver",
        description="Kodeverket",
    )
    inside = DependencyFactory(predecessor_initiative=t1, successor_initiative=t2, description="Felles base")
    return SimpleNamespace(
        t1=t1, t2=t2, t9=t9, rule=rule, disputed=disputed, noted=noted, proposed=proposed, inside=inside
    )


def shown(client: Client, address: str) -> str:
    """The page, as one reads it."""
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return unescape(response.content.decode()).replace("\u00a0", " ")


def words(html: str) -> str:
    """Its words alone."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def between(html: str, first: str, last: str) -> str:
    """From one text to the next."""
    start = html.index(first)
    return html[start : html.index(last, start)]
