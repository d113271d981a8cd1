"""The collector rests while much is read: all of it is kept, and walking it again and again is half the time."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_rests() -> Iterator[None]:
    """No garbage is looked for inside. Of two that overlap the first to end lets the collector work again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
