"""The order in which the threads of one process write."""
from __future__ import annotations

import threading
import time

from hilo.memory.in_turn import MOST_AHEAD, InTurn


def line_up(lock: InTurn, asking: list[tuple[str, bool]]) -> list[str]:
    """The names in the order in which they had their turn, asked for one after the other while the lock was held."""
    went: list[str] = []
    assert lock.acquire(False, 1)

    def go(name: str, first: bool) -> None:
        assert lock.acquire(first, 10)
        went.append(name)
        lock.release()

    threads = []
    for waiting, (name, first) in enumerate(asking, 1):
        threads.append(threading.Thread(target=go, args=(name, first)))
        threads[-1].start()
        while len(lock._first) + len(lock._others) < waiting:
            time.sleep(0.001)
    lock.release()
    for thread in threads:
        thread.join()
    return went


def test_who_waits_at_the_door_goes_before_those_who_asked_earlier() -> None:
    assert line_up(InTurn(), [("turn", False), ("door", True), ("report", False), ("door too", True)]) == [
        "door", "door too", "turn", "report"]


def test_the_others_have_a_turn_while_messages_keep_coming_in() -> None:
    went = line_up(InTurn(), [("turn", False), *((f"door {n}", True) for n in range(MOST_AHEAD + 2))])
    assert went.index("turn") == MOST_AHEAD


def test_who_has_waited_too_long_leaves_the_line() -> None:
    lock = InTurn()
    assert lock.acquire(False, 1)
    assert not lock.acquire(True, 0.01)
    lock.release()
    assert lock.acquire(False, 0.01)
    lock.release()
    assert lock.acquire(True, 0.01)
