"""The project's own files, as the architecture tests read them."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("initiatives", "reporting", "portfolio")


def python_files(*rooms: str) -> list[Path]:
    """Every Python file of the rooms, migrations left out."""
    files = [file for room in rooms or ROOMS for file in sorted((ROOT / room).rglob("*.py"))]
    return [file for file in files if "migrations" not in file.parts]


def template_files() -> list[Path]:
    return [file for folder in ("templates", *ROOMS) for file in sorted((ROOT / folder).rglob("*.html"))]


def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"), filename=str(file))


def name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def imported(file: Path) -> Iterator[str]:
    """The top packages a file imports, wherever in the file it does so."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def tracked() -> list[str]:
    """Every path that Git keeps."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [path for path in listed.stdout.split("\0") if path]
