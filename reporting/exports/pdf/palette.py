"""Colours of the printed reports: the light scheme of the screens, as hex strings.

Text colours hold WCAG AA (4.5:1) on white and on their own tint; tests measure it.
"""

from functools import lru_cache
from typing import Literal

Status = Literal["ok", "warn", "crit", "none"]
Tone = Literal["ink", "muted", "accent", "ok", "warn", "crit", "none"]

INK = "#292c30"
MUTED = "#5b5d60"
PAPER = "#ffffff"
WASH = "#f3f3f4"
LINE = "#d5d6d7"
LINE_STRONG = "#77797b"
ACCENT = "#0062ba"
ACCENT_WASH = "#eef4fa"
ACCENT_SOFT = "#afcee9"
ACCENT_LINE = "#2a7cc5"
WATERMARK = "#f1f1f2"

TEXT: dict[Tone, str] = {
    "ink": INK,
    "muted": MUTED,
    "accent": ACCENT,
    "ok": "#056d13",
    "warn": "#80540f",
    "crit": "#9b1616",
    "none": MUTED,
}
"""Colour of words, per tone."""

FILL: dict[Status, str] = {"ok": "#108c22", "warn": "#a56d13", "crit": "#c01b1b", "none": "#77797b"}
"""Colour of a status shape and of bars."""

TINT: dict[Status, str] = {"ok": "#ecf6ee", "warn": "#fcf2e2", "crit": "#fbf1f1", "none": PAPER}
"""Ground of a status pill."""

EDGE: dict[Status, str] = {"ok": "#8fc997", "warn": "#eeb04c", "crit": "#e8adad", "none": "#bbbcbd"}
"""Border of a status pill."""

BAND: dict[Status, str] = {"ok": "#d9eddc", "warn": "#f0e5d3", "crit": "#d35f5f", "none": "#e4e4e5"}
"""Flow bands between two columns: pale for what stands still."""


def rgb(colour: str) -> tuple[float, float, float]:
    """Red, green and blue of "#rrggbb", each 0 to 1."""
    return int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255


@lru_cache(maxsize=256)
def fill_operator(colour: str) -> str:
    """PDF operator that sets the fill colour."""
    return "{:.4g} {:.4g} {:.4g} rg".format(*rgb(colour))


@lru_cache(maxsize=256)
def stroke_operator(colour: str) -> str:
    """PDF operator that sets the stroke colour."""
    return "{:.4g} {:.4g} {:.4g} RG".format(*rgb(colour))
