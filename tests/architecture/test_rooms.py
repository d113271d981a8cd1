"""Who may know what. The layers themselves are import-linter's (pyproject.toml); this is what it cannot say."""

import ast
import re

import pytest
from django.apps import apps

from tests.architecture import sources

ONLY_IN = {
    "plotly": ("reporting/charts",),
    "reportlab": ("reporting/exports",),
    "pikepdf": ("reporting/exports",),
    "openpyxl": ("reporting/exports", "reporting/roundtrip"),
}
CLOCK = re.compile(r"\b(date|datetime|timezone|dt)\.(now|today|utcnow|localdate|localtime)$|\btime\.(time|time_ns)$")


@pytest.mark.parametrize("library", ONLY_IN)
def test_a_renderer_is_known_in_its_room_only(library: str) -> None:
    users = [sources.name(file) for file in sources.python_files() if library in sources.imported(file)]
    assert [user for user in users if not user.startswith(ONLY_IN[library])] == []


def test_the_domains_never_ask_the_clock() -> None:
    asked = [
        f"{sources.name(file)}:{node.lineno}"
        for file in sources.python_files("initiatives/domain", "reporting/domain")
        for node in ast.walk(sources.tree(file))
        if isinstance(node, ast.Call) and CLOCK.search(ast.unparse(node.func))
    ]
    assert asked == []


def test_no_fact_depends_on_a_report() -> None:
    """A relation from initiatives into reporting would make the facts lean on what is made from them."""
    relations = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("initiatives").get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.is_relation
        and not field.auto_created
        and field.related_model is not None
        and field.related_model._meta.app_label == "reporting"
    ]
    assert relations == []


# These write past save(), so they must write the history themselves; nobody else may.
MAY_WRITE_IN_BULK = (
    "initiatives/actions/",
    "initiatives/models/",
    "initiatives/notices/",  # an outbox, no facts: it has no history
    "reporting/actions/",
    "portfolio/demo/",
    "portfolio/synthetic/",
    "portfolio/bench/",  # measures one write, in a database of its own
)
QUERYSET = {"objects", "filter", "exclude", "all", "select_for_update", "history", "_default_manager", "get_queryset"}


def writes_in_bulk(call: ast.Call) -> bool:
    """A bulk_create or bulk_update, or an .update() of something that was fetched with a query."""
    if not isinstance(call.func, ast.Attribute):
        return False
    if call.func.attr in {"bulk_create", "bulk_update", "abulk_create", "abulk_update"}:
        return True
    names = {node.attr for node in ast.walk(call.func.value) if isinstance(node, ast.Attribute)}
    return call.func.attr in {"update", "aupdate"} and bool(names & QUERYSET)


@pytest.mark.parametrize(
    ("code", "is_one"),
    [
        ("Initiative.objects.filter(a=1).update(b=2)", True),
        ("Initiative.objects.bulk_create(rows)", True),
        ("self.model._default_manager.update(x=1)", True),
        ("context.update(x=1)", False),
        ("digest.update(data)", False),
    ],
)
def test_a_write_in_bulk_is_recognised(code: str, is_one: bool) -> None:
    call = ast.parse(code, mode="eval").body
    assert isinstance(call, ast.Call)
    assert writes_in_bulk(call) is is_one


def test_nothing_is_written_past_the_history() -> None:
    writers = [
        f"{sources.name(file)}:{node.lineno}"
        for file in sources.python_files()
        if not sources.name(file).startswith(MAY_WRITE_IN_BULK)
        for node in ast.walk(sources.tree(file))
        if isinstance(node, ast.Call) and writes_in_bulk(node)
    ]
    assert writers == []
