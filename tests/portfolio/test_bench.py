"""The benchmarks never fill a database that holds real facts."""

import pytest
from django.core.management import CommandError, call_command

from initiatives.models import Initiative


@pytest.mark.django_db
def test_measuring_in_a_database_that_was_not_made_for_it_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAMSTYR_BENCH_DATABASE", raising=False)

    with pytest.raises(CommandError, match="--sizes"):
        call_command("bench", one=5)

    assert not Initiative.objects.exists()
