"""After repeated failures nothing is asked for a while; then one question tries whether it goes again."""
from __future__ import annotations

import threading
import time
from collections.abc import Callable

FAILURES = 3
"""In a row, after which it rests: as many people have waited in vain."""
REST = 60.0
"""Seconds."""


class Breaker:
    """One process's view of the provider."""

    def __init__(self, failures: int = FAILURES, rest: float = REST,
                 clock: Callable[[], float] = time.monotonic) -> None:
        """`clock`: seconds, from anywhere."""
        self._most, self._rest, self._clock = failures, rest, clock
        self._lock = threading.Lock()
        self.reset()

    def reset(self) -> None:
        """As at the start."""
        self._failures, self._until = 0, 0.0

    def may_ask(self) -> bool:
        """Whether to ask now; after a rest only the first that asks may, until its fate is known."""
        with self._lock:
            if self._failures < self._most:
                return True
            if self._clock() < self._until:
                return False
            self._until = self._clock() + self._rest
            return True

    def went_well(self) -> None:
        """An answer came."""
        with self._lock:
            self.reset()

    def failed(self) -> None:
        """None came, or too late."""
        with self._lock:
            self._failures += 1
            if self._failures >= self._most:
                self._until = self._clock() + self._rest
