"""What many requests bring at the same time is kept in one transaction; who waits learns what became of their own."""
from __future__ import annotations

import asyncio
import logging
import threading

import pytest
from sqlalchemy.exc import OperationalError

from connectors.together import MOST, Together


class Shelf:
    """Keeps numbers; the first round takes until it may go on, and an odd thing is refused."""

    def __init__(self) -> None:
        self.rounds: list[list[int]] = []
        self.may_go_on = threading.Event()

    def keep(self, things: list[int]) -> None:
        """As a transaction: all or none."""
        self.may_go_on.wait(5)
        if any(thing < 0 for thing in things):
            raise ValueError(f"no room for {min(things)}")
        self.rounds.append(things)


async def begun(together: Together[int], *things: int) -> list[asyncio.Task[None]]:
    """Requests that have asked, and wait."""
    tasks = [asyncio.ensure_future(together.keep(thing)) for thing in things]
    await asyncio.sleep(0.05)
    return tasks


async def test_those_that_come_while_one_is_kept_are_kept_together() -> None:
    shelf = Shelf()
    together = Together(shelf.keep)
    first = await begun(together, 1)
    rest = await begun(together, 2, 3, 4)
    assert not any(task.done() for task in first + rest), "nobody is told before it is kept"
    shelf.may_go_on.set()
    await asyncio.gather(*first, *rest)
    assert shelf.rounds == [[1], [2, 3, 4]]


async def test_one_that_cannot_be_kept_does_not_take_the_others_with_it() -> None:
    shelf = Shelf()
    together = Together(shelf.keep)
    tasks = await begun(together, 1, 2, -3, 4)
    shelf.may_go_on.set()
    found = await asyncio.gather(*tasks, return_exceptions=True)
    assert [type(one) for one in found] == [type(None), type(None), ValueError, type(None)]
    assert sorted(thing for some in shelf.rounds for thing in some) == [1, 2, 4]


async def test_whoever_gives_up_waiting_holds_up_nobody() -> None:
    shelf = Shelf()
    together = Together(shelf.keep)
    gone, *others = await begun(together, 1, 2, 3)
    gone.cancel()
    shelf.may_go_on.set()
    await asyncio.gather(*others)
    assert sorted(thing for some in shelf.rounds for thing in some) == [1, 2, 3]


class Away:
    """A database that cannot be reached from a certain round on; how many times it is asked."""

    def __init__(self, refused: int) -> None:
        self.rounds: list[list[int]] = []
        self._refused = refused
        self.may_go_on = threading.Event()

    def keep(self, things: list[int]) -> None:
        """The first rounds are refused for another reason."""
        self.may_go_on.wait(5)
        self.rounds.append(things)
        if len(self.rounds) <= self._refused:
            raise ValueError("one of them is odd")
        raise OperationalError("INSERT", None, OSError("no route"))


@pytest.mark.parametrize(("refused", "rounds"), [(0, [[1], [2, 3, 4]]), (2, [[1], [2, 3, 4], [2]])])
async def test_while_the_database_is_away_it_is_asked_once_for_all_that_wait(
        caplog: pytest.LogCaptureFixture, refused: int, rounds: list[list[int]]) -> None:
    away = Away(refused)
    together = Together(away.keep)
    tasks = [*await begun(together, 1), *await begun(together, 2, 3, 4)]
    with caplog.at_level(logging.WARNING):
        away.may_go_on.set()
        found = await asyncio.gather(*tasks, return_exceptions=True)
    assert [type(one) for one in found] == [ValueError if refused else OperationalError, *[OperationalError] * 3]
    assert away.rounds == rounds
    assert len([one for one in caplog.records if one.name == "connectors.together"]) == len(rounds)


@pytest.mark.parametrize("crowd", [MOST - 1, MOST, 2 * MOST + 1])
async def test_a_crowd_is_kept_whole_in_parts(crowd: int) -> None:
    shelf = Shelf()
    together = Together(shelf.keep)
    tasks = await begun(together, *range(crowd))
    shelf.may_go_on.set()
    await asyncio.gather(*tasks)
    assert sorted(thing for some in shelf.rounds for thing in some) == list(range(crowd))
    assert max(map(len, shelf.rounds)) <= MOST
