"""Inn og ut av porteføljen: what is asked, what was decided, what stands where; read by all."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from initiatives import access
from initiatives.access import plans
from initiatives.domain.admission import Move, moves
from reporting.domain.figures import portfolio as figures
from reporting.pages import portfolio as pages
from reporting.pages.portfolio import Act
from reporting.source import Chosen
from reporting.views.frame import page, timed

NOW = ("now", "open")


@timed
def portfolio_changes(request: HttpRequest, chosen: Chosen) -> HttpResponse:
    """GET /portefolje/: everything that is asked of the plans, and what stands in them."""
    context = pages.context(figures.portfolio(chosen.record), chosen.query)
    context["proposes"] = chosen.kind in NOW and access.may_propose(request.user)
    return page(request, chosen, "reporting/portfolio.html", context)


@timed
def portfolio_change(request: HttpRequest, chosen: Chosen, uid: UUID) -> HttpResponse:
    """GET /portefolje/<uid>/: one question as a whole."""
    asked = figures.asked(chosen.record, uid.hex)
    if asked is None:
        raise Http404(_("Forslaget finnes ikke, eller var ikke kjent på dette tidspunktet."))
    context = pages.one(asked, chosen.query)
    context["acts"] = _acts(request, chosen, asked, uid)
    return page(request, chosen, "reporting/portfolio_change.html", context)


def _acts(request: HttpRequest, chosen: Chosen, asked: figures.Asked, uid: UUID) -> list[Act]:
    """What the reader can do now: the past is only read, and what is decided stands."""
    if chosen.kind not in NOW or not asked.open:
        return []
    found, can = [], moves(asked.change.state)
    decides = Move.GRANT in can
    if plans.may_judge(request.user):
        found.append(Act(_("Vurder på nytt") if decides else _("Vurder"), _act("assess_plan_change", uid), not decides))
        if decides:
            found.append(Act(_("Før vedtak"), _act("decide_plan_change", uid), main=True))
    if decides and access.may_prepare_agendas(request.user):
        found.append(Act(_("Sett på saksliste"), _act("put_change_on_agenda", uid), main=False))
    if access.may_propose(request.user) and plans.may_take_back(request.user, plans.plan_change(request.user, uid)):
        found.append(Act(_("Trekk forslaget"), _act("withdraw_plan_change", uid)))
    return found


def _act(name: str, uid: UUID) -> str:
    return reverse(f"initiatives:{name}", args=[uid])
