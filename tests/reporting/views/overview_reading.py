"""What the tests of oversikt share: its text, and how many queries it takes."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives.formatting import NBSP
from tests.factories import UserFactory

TODAY = "2026-11-23T12:00:00+01:00"
WARM, COLD = 6, 60  # queries, with session and user


def text(response):
    """What is read on the page: tags gone, white space one."""
    main = response.content.decode().split('<main class="page"')[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)).replace(NBSP, " ")


def signed_in(client, **values):
    client.force_login(UserFactory(role="leadership", **values))
    return client


def queries(client, path="/"):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)
