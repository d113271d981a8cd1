"""The question in an address: read without a crash whatever stands there, and written back as it was meant."""

import pytest
from django.http import QueryDict

from reporting.domain.figures.what_if_question import Line, Wrong
from reporting.pages.what_if_query import Unit, asked, of_slips, sent, typed

M = "870d35adc7d25d9a9a69124ad2391eca"


def test_days_are_told_in_weeks_where_they_are_whole_ones():
    assert [(each.number, each.unit) for each in (typed(M, 42), typed(M, 45))] == [
        ("6", Unit.WEEKS),
        ("45", Unit.DAYS),
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"{M}:42", Line(M, 42)),
        ("870d35ad-c7d2-5d9a-9a69-124ad2391eca:42", Line(M, 42)),
        (f"{M.upper()}:42", Line(M, 42)),
        (f"{M}:0", Line(M, 0, Wrong.NOT_POSITIVE)),
        (f"{M}:-42", Line(M, -42, Wrong.NOT_POSITIVE)),
        (f"{M}:−42", Line(M, -42, Wrong.NOT_POSITIVE)),
        (f"{M}:70000", Line(M, 70_000, Wrong.TOO_LONG)),
        (f"{M}:99999999999999", Line(M, None, Wrong.TOO_LONG)),
        (f"{M}:-99999999999999", Line(M, None, Wrong.NOT_POSITIVE)),
        (f"{M}:abc", Line(M, None, Wrong.NOT_A_NUMBER)),
        (f"{M}:1,5", Line(M, None, Wrong.NOT_A_NUMBER)),
        (f"{M}:٤٢", Line(M, None, Wrong.NOT_A_NUMBER)),
        (f"{M}:", Line(M, None, Wrong.NOT_A_NUMBER)),
        (M, Line(M, None, Wrong.NOT_A_NUMBER)),
        (":42", Line("", 42)),
        ("", Line("", None, Wrong.NOT_A_NUMBER)),
    ],
)
def test_a_line_of_an_address_is_read_or_told(text, line):
    data = QueryDict(mutable=True)
    data.appendlist("m", text)
    assert asked(data, "").lines == (line,)


def test_whatever_stands_there_it_is_bounded_and_clean():
    data = QueryDict(mutable=True)
    data.setlist("m", ["\x00<script>" * 1000 + ":" + "9" * 1000] * 1000)
    data["q"] = "x" * 10_000
    data["fra"] = "\x00" * 1000
    found = asked(data, "")
    assert (len(found.typed), len(found.search), found.origin) == (20, 80, "")
    assert all(len(each.key) <= 40 and len(each.number) <= 20 for each in found.typed)


def test_the_address_says_everything_again_and_keeps_the_time():
    found = asked(QueryDict(f"m={M}:42&m={M}:abc&q=time bok&fra=abc"), "period=2024-1")
    assert found.query == f"?period=2024-1&fra=abc&m={M}:42&m={M}:abc&q=time+bok"
    again = asked(QueryDict(found.query[1:]), "period=2024-1")
    assert again == found


def test_a_line_is_taken_out_and_all_are_set_to_another_length():
    found = asked(QueryDict("m=a:7&m=b:14&q=x"), "")
    assert found.without(0) == "?m=b:14"
    assert found.all_at(84) == "?m=a:84&m=b:84"
    assert asked(QueryDict("m=a:7"), "").without(0) == "?"


# ── what the form sends ──────────────────────────────────────────────────────────────────────────────────────────────


def form(query):
    found = sent(QueryDict(query), "")
    return None if found is None else found.query


def test_an_address_that_no_form_sent_is_left_alone():
    assert form(f"m={M}:42") is None
    assert form("") is None


def test_numbers_and_units_become_days_and_the_empty_line_is_left_out():
    assert form("v=a&n=6&u=uker&v=b&n=45&u=dager&v=&n=6&u=uker&regn=1") == "?m=a:42&m=b:45"
    assert form("v=a&n=6") == "?m=a:42"


def test_what_cannot_be_understood_stays_as_it_was_typed():
    assert form("v=a&n=seks&u=uker&regn=1") == "?m=a:seks"
    assert form("v=a&n=10000&u=uker&regn=1") == "?m=a:70000"


def test_nothing_chosen_is_asked_back_and_searching_keeps_the_lines():
    assert form("v=&n=6&u=uker&regn=1") == "?m=:42"
    assert form("v=a&n=6&u=uker&v=&n=6&u=uker&q=timebok&sok=1") == "?m=a:42&q=timebok"
    assert form("v=a&n=6&u=uker&q=timebok&regn=1") == "?m=a:42"


def test_a_line_is_removed_by_its_place():
    assert form("v=a&n=6&u=uker&v=b&n=1&u=uker&v=&n=6&u=uker&fjern=0") == "?m=b:7"
    assert form("v=a&n=6&u=uker&fjern=0") == ""
    assert form("v=a&n=6&u=uker&fjern=x") == "?m=a:42"


def test_a_kept_what_if_asks_what_was_kept():
    found = of_slips([["a", 42], ["b", 3]], "date=2026-01-01", "uid")
    assert found.query == "?date=2026-01-01&fra=uid&m=a:42&m=b:3"
