"""What the pages cost: a fixed number of queries whatever the size, at every time, cold and warm."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from initiatives import reading
from initiatives.models import Initiative, Organisation, User
from portfolio.synthetic.generate import generate
from reporting.source import forget
from tests.factories import StewardshipFactory

pytestmark = pytest.mark.django_db
QUEUE = "/samordning/mine/"
PAGES = (
    "/samordning/",
    "/samordning/?vis=alle&innen=ja&show=matrise",
    "/samordning/avtaler/?endangered=yes&sort=-need_by&page=2",
    "/samordning/avtaler/eksport/json/?state=noted",
    QUEUE,
)


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def cold_and_warm(client: Client, addresses: tuple[str, ...] = PAGES) -> dict[str, tuple[int, int]]:
    found = {}
    for address in addresses:
        reading.forget()
        forget()
        cold = queries(client, address)
        found[address] = (cold, queries(client, address))
    reading.forget()
    forget()
    past = "/samordning/?date=2026-06-01"
    return found | {past: (queries(client, past), queries(client, past))}


@pytest.fixture
def steward(programleder: User) -> User:
    """Keeps one of the synthetic organisations too, whatever its size."""
    return programleder


def test_queries_do_not_grow_with_the_portfolio(client: Client, leder: User) -> None:
    client.force_login(leder)
    generate(40)
    small = cold_and_warm(client)
    generate(40)
    large = cold_and_warm(client)
    assert small == large
    for address, (cold, warm) in large.items():
        assert cold <= 60, address
        assert warm <= (7 if "eksport" not in address and "date" not in address else 12), address


def test_a_queue_does_not_grow_either(client: Client, steward: User) -> None:
    client.force_login(steward)
    generate(40)
    keep_one_organisation(steward)
    small = cold_and_warm(client, (QUEUE,))[QUEUE]
    generate(40)
    keep_one_organisation(steward)
    large = cold_and_warm(client, (QUEUE,))[QUEUE]
    assert small == large
    assert large[1] <= 11
    assert "trenger svar" in client.get(QUEUE).content.decode()


def keep_one_organisation(user: User) -> Any:
    code = Initiative.objects.filter(code__startswith="S").order_by("-code").values_list("pk", flat=True)[0]
    organisation = Organisation.objects.get(owned__initiative=code)
    return StewardshipFactory(user=user, organisation=organisation)
