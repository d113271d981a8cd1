"""Vector figures for paper: plain values in, a reportlab Drawing out. Labels stand at what they name."""

from .bars import Bar, horizontal_bars
from .gantt import GanttRow, Milestone, gantt
from .money import Series, money_bars
from .movement import FlowClass, movement
from .network import legible, network
from .trend import TrendLine, milestone_trend

__all__ = [
    "Bar",
    "FlowClass",
    "GanttRow",
    "Milestone",
    "Series",
    "TrendLine",
    "gantt",
    "horizontal_bars",
    "legible",
    "milestone_trend",
    "money_bars",
    "movement",
    "network",
]
