"""One dependency contract: who waits for whom, whether it holds, how it came about, and what the reader can do."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from initiatives import access, formatting, reading
from initiatives.domain.facts import CitationFact, Slice
from initiatives.domain.vocabulary import Side
from initiatives.models import Dependency
from initiatives.models.sides import RELATED, external_of
from reporting.domain.figures.contract import Contract, contract
from reporting.domain.figures.coordination_dates import hidden_of
from reporting.pages.contract import context
from reporting.pages.contract_acts import panels
from reporting.pages.contract_course import Veil, lines
from reporting.pages.contract_words import waits_for
from reporting.pages.coordination_links import Links
from reporting.source import Chosen
from reporting.source.contract_course import course
from reporting.source.cutoff import cutoff
from reporting.source.hidden import hidden, unnamed
from reporting.views.frame import page, timed


@timed
def contract_page(request: HttpRequest, chosen: Chosen, uid: UUID) -> HttpResponse:
    """GET /samordning/avtaler/<uid>/: now, a locked period or any date; what can be done only now."""
    found = contract(chosen.record, uid.hex, chosen.own)
    if found is None:
        return _not_there(request, chosen, uid)
    links = Links(chosen.query)
    told = _citations(chosen, found)
    fields = _hidden_fields(chosen, found)
    shown = context(found, chosen.record.state.registers, links, told, fields)
    shown |= {
        "course": lines(course(uid.hex, cutoff(chosen)), _veil(chosen, found)),
        "crumbs": [(_("Samordning"), links.page), (_("Avtaler"), _contracts(links)), (_title(found), "")],
        "links": links,
    }
    return page(request, chosen, "reporting/contract.html", shown | _acts(request, chosen, found))


def _title(found: Contract) -> str:
    return f"{_short(found, Side.RECEIVER)} {waits_for(found.fact)} {_short(found, Side.GIVER)}"


def _short(found: Contract, side: Side) -> str:
    named = found.row.giver if side is Side.GIVER else found.row.receiver
    return named.part.code if named.part else named.name or _("unntatt")


def _contracts(links: Links) -> str:
    return reverse("reporting:contracts") + links.time


def _citations(chosen: Chosen, found: Contract) -> tuple[CitationFact, ...]:
    """What stands behind the contract: of a locked period what it carries, else one query."""
    uid = found.fact.uid
    if chosen.kind == "locked":
        return chosen.record.citations.get(uid, ())
    return reading.citations([uid], known_by=chosen.day).get(uid, ())


def _parts(found: Contract) -> tuple[Slice, ...]:
    return tuple(named.part for named in (found.row.giver, found.row.receiver) if named.part)


def _hidden_fields(chosen: Chosen, found: Contract) -> frozenset[str]:
    """The fields of the contract that are withheld from the reader, who sees all of what is his or her own."""
    if any(part.uid in chosen.own for part in _parts(found)):
        return frozenset()
    return hidden_of(chosen.record.state).get(found.fact.uid, frozenset())


def _veil(chosen: Chosen, found: Contract) -> Veil:
    """What the course may not tell: fields of the contract, and the names of other people's milestones."""
    named = {each.uid: each.name for part in _parts(found) for each in part.milestones}
    return Veil(hidden(chosen, *_parts(found)).get(found.fact.uid, {}), unnamed(chosen), named)


# ── what can be done ─────────────────────────────────────────────────────────────────────────────────────────────────


def _acts(request: HttpRequest, chosen: Chosen, found: Contract) -> dict[str, Any]:
    """Panels of what the reader can do, and where an external party is changed. Only what is known now can be
    changed. At most six queries."""
    if chosen.kind not in ("now", "open"):
        return {}
    dependency = Dependency.objects.standing().filter(uid=found.fact.uid).select_related(*RELATED).first()
    if dependency is None:
        return {}
    sides = [side for side in Side if access.may_speak(request.user, dependency, side)]
    borrowed = [side for side in sides if not access.keeps(request.user, dependency, side)]
    party = next((each for side in Side if (each := external_of(dependency, side)) is not None), None)
    may_change = party is not None and access.may_edit_external(request.user, party)
    return {
        "panels": panels(found, sides, borrowed),
        "owner_url": _owner_url(found, sides),
        "party_url": reverse("initiatives:edit_external_party", args=[party.uid]) if party and may_change else "",
    }


def _owner_url(found: Contract, sides: list[Side]) -> str:
    """Where who speaks for a side whose owner is dissolved gives it a new one; "" where no side needs it."""
    named = [found.row.giver if side is Side.GIVER else found.row.receiver for side in sides]
    codes = [each.part.code for each in named if each.part and each.dissolved(found.today)]
    return reverse("initiatives:change_owner", args=codes[:1]) if codes else ""


# ── what is not there ────────────────────────────────────────────────────────────────────────────────────────────────


def _not_there(request: HttpRequest, chosen: Chosen, uid: UUID) -> HttpResponse:
    """A contract that is withdrawn, or was not known at the time asked for; any other is unknown."""
    row = Dependency.objects.filter(uid=uid).first()
    if row is None:
        raise Http404(_("Avtalen finnes ikke."))
    now = chosen.kind in ("now", "open")
    if now and row.withdrawn_at is None:
        raise Http404(_("Avtalen finnes ikke."))
    day = chosen.day or chosen.record.state.today
    shown = {
        "withdrawn": row.withdrawn_at if row.withdrawn_at is not None else None,
        "reason": row.withdrawn_reason,
        "day": formatting.long_day(day),
        "now": now,
        "crumbs": [(_("Samordning"), Links(chosen.query).page), (_("Avtale"), "")],
    }
    return page(request, chosen, "reporting/contract_not_there.html", shown, status=404)
