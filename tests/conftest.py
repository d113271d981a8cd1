"""What every test may ask for: quick passwords, a browser that is Debian's Chromium, axe."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import LazySettings

pytest_plugins = ["tests.cast"]  # the named cast and what they have to do with the facts

# The same examples every time, and no clock: a busy machine is no fault of the code.
hypothesis.settings.register_profile("samstyr", derandomize=True, deadline=None)
hypothesis.settings.load_profile("samstyr")

ROOT = Path(__file__).resolve().parent.parent
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(autouse=True)
def _quick_passwords(settings: LazySettings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _nothing_mailed_at_once(settings: LazySettings) -> None:
    """Whatever the machine's environment says: a test that wants it turns it on."""
    settings.NOTICES_AT_ONCE = False


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """A test's writes are rolled back, and what was read of them must go with them."""
    from initiatives import reading
    from reporting.source import forget

    reading.forget()
    forget()


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Chromium of the machine (CHROMIUM, or the first found), never one that Playwright downloads."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("CHROMIUM") or next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium: sudo apt install chromium")
    # Playwright keeps an event loop in this thread, where Django would refuse its database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    quiet = ["--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    return {"executable_path": found, "args": ["--headless", "--no-sandbox", "--disable-gpu", *quiet]}


@pytest.fixture
def axe() -> Callable[[Any], list[str]]:
    """Runs axe on a Playwright page: one line for each rule broken, with the elements that break it."""

    def violations(page: Any) -> list[str]:
        page.evaluate(AXE.read_text("utf-8"))
        found = page.evaluate("async () => (await axe.run()).violations")
        return [f"{rule['id']}: {[node['html'][:160] for node in rule['nodes']]}" for rule in found]

    return violations
