"""The tree stays the tree: its top level, its lengths, its lock files."""

import ast
import json
import re

from tests.architecture import sources

TOP = {
    "README.md", "manage.py", "pyproject.toml",
    "fixtures", "initiatives", "portfolio", "reporting", "templates", "tests",
    # what tools demand at the root
    ".ci", ".gitignore", ".npmrc", "CHANGELOG.md", "LICENCE", "Makefile", "package.json", "package-lock.json",
    "requirements.txt", "requirements-dev.txt", "requirements-node.txt", "requirements-uv.txt",
}  # fmt: skip
FILE_LINES = 500
FUNCTION_LINES = 60


def test_the_top_level_is_the_fixed_one() -> None:
    assert {path.partition("/")[0] for path in sources.tracked()} <= TOP


def test_no_file_is_longer_than_one_can_hold_in_mind() -> None:
    files = [*sources.python_files(), *sources.python_files("tests")]
    long = {sources.name(file): lines for file in files if (lines := file.read_text("utf-8").count("\n")) > FILE_LINES}
    assert long == {}


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        f"{sources.name(file)}:{node.name} ({lines})"
        for file in [*sources.python_files(), *sources.python_files("tests")]
        for node in ast.walk(sources.tree(file))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    ]
    assert long == []


def test_python_lock_files_name_packages_and_hashes_never_an_address() -> None:
    locks = sorted(sources.ROOT.glob("requirements*.txt"))
    assert len(locks) == 4
    for lock in locks:
        text = lock.read_text("utf-8")
        assert "://" not in text
        assert "--index" not in text
        assert "--find-links" not in text
        pinned = re.findall(r"^([\w.\[\]-]+)==", text, re.MULTILINE)
        hashed = re.findall(r"^[\w.\[\]-]+==\S+(?: ; .*)? \\\n    --hash=sha256:", text, re.MULTILINE)
        assert len(pinned) == len(hashed) > 0


def test_the_npm_lock_file_names_no_registry_and_hashes_everything() -> None:
    text = (sources.ROOT / "package-lock.json").read_text("utf-8")
    packages = json.loads(text)["packages"]
    assert all("resolved" not in package for package in packages.values())
    assert all("integrity" in package for path, package in packages.items() if path)
    addresses = re.findall(r'"(\w+)": "\w+://', text)
    assert set(addresses) <= {"url"}  # the funding of a package
