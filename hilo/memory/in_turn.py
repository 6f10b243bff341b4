"""Who of this process writes next. SQLite lets one write at a time, and its own way of waiting is to look again."""
from __future__ import annotations

import threading
from collections import deque

MOST_AHEAD = 8
"""How many in a row may go before the others, who would otherwise wait for as long as messages come in."""


class InTurn:
    """A lock that is handed on in the order of asking, to those first for whom somebody waits at the door."""

    def __init__(self) -> None:
        """Free."""
        self._guard = threading.Lock()
        self._held = False
        self._first: deque[threading.Lock] = deque()
        self._others: deque[threading.Lock] = deque()
        self._ahead = 0

    def acquire(self, first: bool, timeout: float) -> bool:
        """Waits for its turn; False when it did not come within `timeout` seconds."""
        with self._guard:
            if not self._held:
                self._held = True
                return True
            mine = threading.Lock()
            mine.acquire()
            (self._first if first else self._others).append(mine)
        if mine.acquire(timeout=timeout):
            return True
        with self._guard:
            for line in (self._first, self._others):
                if mine in line:
                    line.remove(mine)
                    return False
        return True  # it was handed over at the last moment

    def release(self) -> None:
        """Hands it on."""
        with self._guard:
            goes_first = bool(self._first) and (not self._others or self._ahead < MOST_AHEAD)
            line = self._first if goes_first else self._others
            self._ahead = self._ahead + 1 if goes_first and self._others else 0
            if line:
                line.popleft().release()
            else:
                self._held = False
