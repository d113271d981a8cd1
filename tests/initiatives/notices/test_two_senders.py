"""Two schedulers at the same moment, on two connections: each mail leaves once."""

import threading
from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction
from django.utils import timezone

from initiatives.models import Notice
from initiatives.notices import sending
from tests.initiatives.notices.conftest import Tell

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgres,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="asks two connections at once"),
]


def test_rows_that_both_have_read_are_sent_by_one_of_them(tell: Tell) -> None:
    with transaction.atomic():
        for _ in range(20):
            tell()
    now, start, done = timezone.now(), threading.Barrier(2), list[Any]()

    def run() -> None:
        try:
            rows = list(Notice.objects.due(now).select_related(*sending.RELATED))
            start.wait(timeout=10)
            done.append(sending._send(rows, now))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sum(each.sent for each in done) == len(mail.outbox) == 20
    assert not Notice.objects.waiting().exists()
