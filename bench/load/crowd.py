"""A thousand people who write at a given rate, whether or not they are answered in time."""
from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bench.figures import percentile
from bench.measuring import script, texts

GIVEN_UP = 30.0
"""Seconds after which nobody waits for an answer any more."""
OPENING = 16
"""People who open their conversations at the same time."""
P95 = 2.0
"""Seconds within which 19 of 20 answers are there where a rate is held."""
IN_PEACE, REST = 0.5, 180.0
"""Seconds within which somebody is answered who writes alone, and for which that is waited for after too much."""
LAGS = 0.9
"""Share of the rate that must really have been written: people who still wait for an answer write nothing."""


@dataclass(frozen=True)
class Answer:
    """When somebody wrote (seconds from the beginning), seconds until the door had taken it and until the answer."""

    at: float
    taken: float
    answered: float | None


Write = Callable[[int, str], Awaitable[tuple[float, "float | None"]]]
"""Writes a text of a person: seconds until it was taken, and until it was answered, None where it was not."""


@dataclass
class Step:
    """What came of a rate that was held for a while."""

    rate: float
    seconds: float
    answers: list[Answer] = field(default_factory=list)

    def share(self, part: float) -> float:
        """A percentile of the seconds until an answer; one that never came counts as given up."""
        return percentile([GIVEN_UP if one.answered is None else one.answered for one in self.answers], part)

    @property
    def lost(self) -> int:
        """Messages that were not answered in time."""
        return sum(one.answered is None for one in self.answers)

    @property
    def written(self) -> float:
        """Messages a second that were really written."""
        return len(self.answers) / self.seconds

    @property
    def is_held(self) -> bool:
        """Whether this rate is held."""
        return bool(self.answers) and not self.lost and self.share(0.95) < P95 and self.written > LAGS * self.rate


class Crowd:
    """People, each with their own place in what people write."""

    def __init__(self, write: Write, people: int) -> None:
        """`write` is the door they knock at."""
        self._write, self.people = write, people
        self._visits = [texts(visit) for visit in script()["visits"]]
        self._said = [0] * people
        self._free: deque[int] = deque()

    def _next(self, person: int) -> str:
        said = [text for visit in self._visits[person % len(self._visits):] + self._visits for text in visit]
        self._said[person] += 1
        return said[(self._said[person] - 1) % len(said)]

    async def open(self) -> None:
        """Everybody writes for the first time."""
        todo = deque(range(self.people))

        async def some() -> None:
            while todo:
                person = todo.popleft()
                await self._write(person, self._next(person))
                self._free.append(person)

        await asyncio.gather(*(some() for _ in range(OPENING)))

    async def hold(self, rate: float, seconds: float) -> Step:
        """Somebody who is not waiting for an answer writes, `rate` times a second; ends when the last one is answered.
        """
        step, began, tasks = Step(rate, seconds), time.monotonic(), []
        for number in range(round(rate * seconds)):
            await asyncio.sleep(max(0.0, began + number / rate - time.monotonic()))
            if time.monotonic() - began > seconds:
                break
            if self._free:
                tasks.append(asyncio.ensure_future(self._one(self._free.popleft(), step, began)))
        await asyncio.gather(*tasks)
        return step

    async def rest(self) -> None:
        """Until somebody who writes alone is answered as in peace: what an overload has left behind, also of those who
        have given up, is no part of the next rate."""
        until = time.monotonic() + REST
        while time.monotonic() < until:
            person = self._free.popleft()
            _, answered = await self._write(person, self._next(person))
            self._free.append(person)
            if answered is not None and answered < IN_PEACE:
                return
            await asyncio.sleep(1.0)

    async def _one(self, person: int, step: Step, began: float) -> None:
        at = time.monotonic() - began
        taken, answered = await self._write(person, self._next(person))
        step.answers.append(Answer(at, taken, answered))
        self._free.append(person)
