"""Time a piece of work: cold once with its queries counted, then warm again and again."""

import gc
import json
import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from initiatives import reading
from reporting import source

ENOUGH_SECONDS = 2.0  # warm runs go on until this is spent …
FEWEST, MOST = 3, 40  # … but never fewer or more than these


@dataclass(frozen=True, slots=True)
class Work:
    """Something to measure: `run` does it once and gives the bytes it made, or None."""

    what: str
    run: Callable[[], bytes | None]
    sizes_up_to: int = 1_000_000


class Asked:
    """Counts the statements a connection is asked. A request clears the connection's own log when it begins."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self.count += 1
        return execute(sql, params, many, context)


def forget() -> None:
    """Start cold: no state, record or snapshot in memory, and none left behind for the collector to find."""
    reading.forget()
    source.forget()
    gc.collect()


def measure(work: Work, initiatives: int) -> dict[str, Any]:
    """One line of the bench: cold time and queries, then the warm times in milliseconds."""
    forget()
    asked = Asked()
    began = time.perf_counter()
    with connection.execute_wrapper(asked):
        work.run()
    cold = time.perf_counter() - began
    times, made = _warm(work)
    line: dict[str, Any] = {
        "what": work.what,
        "initiatives": initiatives,
        "database": connection.vendor,
        "median_ms": _ms(statistics.median(times)),
        "min_ms": _ms(min(times)),
        "max_ms": _ms(max(times)),
        "cold_ms": _ms(cold),
        "queries": asked.count,
        "per_second": round(1 / statistics.median(times), 1),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
    if made is not None:
        line["bytes"] = len(made)
    return line


def _warm(work: Work) -> tuple[list[float], bytes | None]:
    times: list[float] = []
    made: bytes | None = None
    while len(times) < MOST and (len(times) < FEWEST or sum(times) < ENOUGH_SECONDS):
        began = time.perf_counter()
        made = work.run()
        times.append(time.perf_counter() - began)
    return times, made


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 2)


def line(values: dict[str, Any]) -> str:
    """A line of output."""
    return json.dumps(values, ensure_ascii=False)
