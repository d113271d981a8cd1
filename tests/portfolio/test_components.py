"""The parts pages are made of: fields that speak to eye and ear, tables that sort and page without losing the query."""

import re
from typing import Any

import django_tables2 as tables
import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory


class Sample(forms.Form):
    name = forms.CharField(label="Navn", help_text="Slik det skal stå i rapporten.")
    note = forms.CharField(label="Merknad", required=False, widget=forms.Textarea(attrs={"class": "wide"}))
    status = forms.ChoiceField(label="Status", choices=[("g", "Grønn"), ("r", "Rød")], widget=forms.RadioSelect)


class AllRequired(forms.Form):
    all_required = True
    name = forms.CharField(label="Navn")


def field(form: forms.Form, name: str) -> str:
    return str(form[name].as_field_group())


def test_a_field_links_its_help_and_its_error_to_the_control() -> None:
    html = field(Sample({"name": ""}), "name")
    control = re.search(r"<input[^>]*>", html)
    assert control
    assert 'aria-describedby="id_name_helptext id_name_error"' in control[0]
    assert 'aria-invalid="true"' in control[0]
    assert re.search(r'<p data-field="description" id="id_name_helptext">Slik', html)
    assert re.search(r'<p class="ds-validation-message" data-field="validation" id="id_name_error">\S', html)
    assert '<label class="ds-label" for="id_name">' in html


def test_a_group_of_choices_is_a_fieldset_with_its_error_linked() -> None:
    html = field(Sample({}), "status")
    assert re.search(r'<fieldset[^>]*aria-describedby="id_status_error"', html)
    assert "<legend>Status" in html
    assert html.count('class="ds-input"') == 2


def test_only_required_fields_are_marked_and_none_where_all_are() -> None:
    assert "må fylles ut" in field(Sample(), "name")
    assert "må fylles ut" not in field(Sample(), "note")
    assert "må fylles ut" not in field(AllRequired(), "name")


def test_a_control_keeps_its_own_class_beside_the_house_style() -> None:
    assert 'class="ds-input wide"' in field(Sample(), "note")
    assert field(Sample(), "note").count("class=") == 3


def test_what_was_typed_is_shown_again_and_never_as_markup() -> None:
    html = field(Sample({"name": "", "note": "<b>ø</b>", "status": "x"}), "note")
    assert "&lt;b&gt;ø&lt;/b&gt;" in html


class Listing(tables.Table):
    caption = "Tiltak"
    name = tables.Column("Navn", attrs={"td": {"scope": "row"}})
    amount = tables.Column("Beløp", attrs={"th": {"class": "num"}, "td": {"class": "num"}})
    phase = tables.Column("Fase", orderable=False)


def listing(address: str, rows: int = 45) -> str:
    request = RequestFactory().get(address)
    table = Listing([{"name": f"T{n:02}", "amount": n, "phase": "<i>"} for n in range(rows)])
    tables.RequestConfig(request, paginate={"per_page": 20}).configure(table)
    return str(
        Template("{% load django_tables2 %}{% render_table table %}").render(
            Context({"table": table, "request": request})
        )
    )


def links(html: str) -> list[str]:
    return [href.replace("&amp;", "&") for href in re.findall(r'href="(\?[^"]*)"', html)]


def test_a_table_has_a_caption_column_heads_and_row_heads() -> None:
    html = listing("/")
    assert "<caption>Tiltak</caption>" in html
    assert html.count('scope="col"') == 3
    assert html.count('scope="row"') == 20
    assert 'data-l="Beløp"' in html
    assert "&lt;i&gt;" in html


@pytest.mark.parametrize(("sort", "said"), [("name", "ascending"), ("-name", "descending")])
def test_the_sorted_column_says_which_way(sort: str, said: str) -> None:
    html = listing(f"/?sort={sort}")
    assert re.findall(r'aria-sort="(\w+)"', html) == [said, "none"]


def test_sorting_keeps_the_filters_and_starts_at_page_one() -> None:
    first, second = links(listing("/?q=epj&page=2&sort=name&period=2024-1"))[:2]
    assert "q=epj" in first
    assert "period=2024-1" in first
    assert "sort=-name" in first
    assert "page=" not in first
    assert "sort=amount" in second


def test_paging_keeps_filters_and_sorting_and_marks_where_one_is() -> None:
    html = listing("/?q=epj&sort=-name&page=2")
    pages = [href for href in links(html) if "page=" in href]
    assert len(pages) == 5
    assert all("q=epj" in href and "sort=-name" in href for href in pages)
    assert re.search(r'aria-current="true"\s+aria-label="Side 2"', html)
    assert "Viser 21–40 av 45" in html


def test_one_page_needs_no_paging() -> None:
    assert "ds-pagination" not in listing("/", rows=20)


def chart(**more: Any) -> dict[str, Any]:
    figure = {"data": [{"type": "bar", "name": "</script><b>"}], "layout": {}}
    rows = [{"head": "2024", "url": "/x/", "cells": ["1 250"]}]
    table = {"columns": ["År", "Mill. kr"], "numeric": True, "rows": rows}
    return {"id": "c1", "title": "Mest i 2024", "figure": figure, "table": table, **more}


def test_a_chart_carries_its_numbers_as_a_table() -> None:
    html = render_to_string("components/chart.html", {"chart": chart()})
    assert '<figcaption id="c1-t">Mest i 2024' in html
    assert '<td class="num">1 250</td>' in html
    assert '<a href="/x/">2024</a>' in html


def test_a_text_in_a_chart_cannot_leave_its_script() -> None:
    html = render_to_string("components/chart.html", {"chart": chart()})
    assert html.count("</script>") == 1
    assert "<b>" not in html


@pytest.mark.parametrize(("kind", "sign"), [("locked", "i-lock"), ("date", "i-cal")])
def test_another_time_than_now_has_a_banner_with_a_way_back(kind: str, sign: str) -> None:
    as_of = {"kind": kind, "label": "Periode 2024-1", "detail": "låst", "now_url": "/tiltak/"}
    html = render_to_string("components/as_of.html", {"as_of": as_of})
    assert f'data-kind="{kind}"' in html
    assert f"#{sign}" in html
    assert 'href="/tiltak/"' in html


def test_now_has_no_banner() -> None:
    assert "<aside" not in render_to_string("components/as_of.html", {"as_of": {"kind": None}})


def test_status_is_shape_and_word() -> None:
    html = render_to_string("components/pill.html", {"st": "warn", "label": "Noen utfordringer"})
    assert "#g-warn" in html
    assert "Noen utfordringer" in html
