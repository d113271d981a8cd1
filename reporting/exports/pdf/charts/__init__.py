"""Vector figures for paper: plain values in, a reportlab Drawing out. Labels stand at what they name."""

from .bars import Bar, horizontal_bars
from .gantt import GanttRow, Milestone, gantt
from .money import Series, money_bars
from .movement import FlowClass, movement
from .network import legible, network

__all__ = [
    "Bar",
    "FlowClass",
    "GanttRow",
    "Milestone",
    "Series",
    "gantt",
    "horizontal_bars",
    "legible",
    "money_bars",
    "movement",
    "network",
]
