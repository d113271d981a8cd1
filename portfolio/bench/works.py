"""What is measured: the pages and files of a working day, through the whole stack, signed in; and the engine."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path, reverse

from initiatives import models as m
from initiatives.models.base import Act
from portfolio import urls
from portfolio.bench.engine import engine
from portfolio.bench.measure import Work
from portfolio.bench.rounds import MOST, rounds
from reporting.actions.locking import lock_period
from reporting.domain.diff import differ
from reporting.domain.vocabulary import PeriodState
from reporting.exports import registry
from reporting.models import ReportingPeriod
from reporting.source import choose


def works() -> Iterator[Work]:
    """All work, in the order it is printed."""
    client = _signed_in()
    _mount_empty_view()
    yield Work("empty signed-in view", partial(_get, client, "/bench-empty/"))
    code = m.Initiative.objects.order_by("code").values_list("code", flat=True)[0]
    yield Work("overview", partial(_get, client, reverse("reporting:overview")))
    yield Work("list, 50 rows", partial(_get, client, reverse("reporting:initiatives")))
    yield Work("one tiltak", partial(_get, client, reverse("reporting:initiative", kwargs={"code": code})))
    yield Work("roadmap", partial(_get, client, reverse("reporting:roadmap")))
    yield Work("economy", partial(_get, client, reverse("reporting:economy")))
    yield Work("commitments", partial(_get, client, reverse("reporting:commitments")))
    yield from engine()
    yield from _after_one_write(client)
    yield from _files()
    yield from times(client)
    if m.Initiative.objects.count() <= MOST:
        yield from rounds(client, _get)


def _signed_in() -> Client:
    user, _ = m.User.objects.get_or_create(username="bench", defaults={"role": "secretariat"})
    client = Client()
    client.force_login(user)
    return client


def _mount_empty_view() -> None:
    """The same middleware, session and user as any page, and nothing else: what a page's own work is compared with."""

    def empty(request: HttpRequest) -> HttpResponse:
        return HttpResponse(str(request.user.pk))

    urls.urlpatterns.append(path("bench-empty/", empty))


def _get(client: Client, url: str) -> bytes:
    response = client.get(url)
    if response.status_code != 200:
        raise RuntimeError(f"{url} answered {response.status_code}")
    return b"".join(response) if response.streaming else response.content


def _after_one_write(client: Client) -> Iterator[Work]:
    """The first reading after somebody wrote: only the touched slice is read again."""
    one = m.Initiative.objects.order_by("code")[0]
    list_url = reverse("reporting:initiatives")

    def write_and_read() -> bytes:
        row = m.Revision.objects.get(id=1)
        row.value += 1
        row.save()
        m.Initiative.objects.filter(pk=one.pk).update(stamp=row.value)
        return _get(client, list_url)

    yield Work("list after one write", write_and_read)


def _files() -> Iterator[Work]:
    def make(report: str, form: str) -> Callable[[], bytes]:
        return lambda: registry.render(report, form, language="nb").content

    yield Work("register xlsx", make("register", "xlsx"))
    yield Work("register csv", make("register", "csv"))
    yield Work("register json", make("register", "json"))
    yield Work("register pdf", make("register", "pdf"))
    yield Work("board pdf", make("board", "pdf"), sizes_up_to=1_000)


# ── other times: last, for a locked period gives every page something to compare with ────────────────────────────────

LOCKED = {"2023-3": date(2023, 10, 31), "2024-1": date(2024, 1, 31)}
COMPARED_UP_TO = 1_000


def times(client: Client) -> Iterator[Work]:
    """The portfolio as of a past date, and any two times compared: in the browser, and the pure comparison alone."""
    yield Work("overview as of a past date", partial(_get, client, f"{reverse('reporting:overview')}?date=2024-06-30"))
    if m.Initiative.objects.count() > COMPARED_UP_TO:
        return
    for code, day in LOCKED.items():
        period, act = ReportingPeriod(code=code, cut_off=day, state=PeriodState.OPEN.value), Act(actor="bench")
        period.record(act)
        lock_period(period=period, act=act, known_by=day)
    page = reverse("reporting:compare")
    yield Work("compare two periods", partial(_get, client, f"{page}?fra=2023-3&til=2024-1"))
    yield Work("compare a period with now", partial(_get, client, f"{page}?fra=2024-1&til=now"))
    yield Work("compare two dates", partial(_get, client, f"{page}?fra=2023-06-30&til=2024-06-30"))
    yield Work("difference, reckoned anew", _reckon)


def _reckon() -> None:
    differ(choose("2024-1").record, choose().record)
