#!/usr/bin/env python
"""Runs the project's commands: `python manage.py help`."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portfolio.settings")
    try:
        from django.core.management import execute_from_command_line  # noqa: PLC0415 (so that its absence is explained)
    except ImportError as missing:
        raise SystemExit("Django is not installed here: run «make setup» and use .venv/bin/python.") from missing
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
