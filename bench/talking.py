"""People who write to a side over HTTP, one after the other or many at once, on this machine only."""
from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import aiohttp

from bench import processes
from bench.sides import Side

ANSWER_LIMIT = 60.0
"""Seconds after which an answer is given up."""
SESSION_LIMIT = 900.0
"""Seconds after which a long session is left, however many turns it has had."""


@dataclass(frozen=True)
class Turn:
    """One message and its answer."""

    ms: float
    """From the first byte sent to the last byte received."""
    said: bool
    """Whether the answer held a text."""
    failed: bool
    """No answer, or one that is an error."""


class Talk:
    """The line to one side."""

    def __init__(self, side: Side, client: aiohttp.ClientSession) -> None:
        """`client`: closed by whoever opened it."""
        self.side = side
        self._client = client

    async def write(self, person: str, text: str) -> Turn:
        """One message of a person."""
        began = time.perf_counter()
        texts: list[str] = []
        try:
            async with self._client.post(self.side.address + self.side.door.path,
                                         json={self.side.door.person: person, "message": text}) as answer:
                failed = answer.status != 200
                if not failed:
                    texts = self.side.door.texts(await answer.json())
        except (aiohttp.ClientError, asyncio.TimeoutError):
            failed = True
        return Turn((time.perf_counter() - began) * 1000, bool(texts), failed)

    @staticmethod
    def newcomer() -> str:
        """Somebody who has never written."""
        return f"bench-{uuid.uuid4()}"

    async def visit(self, texts: Iterable[str], person: str | None = None) -> list[Turn]:
        """A person's messages, one after the other; of a new person unless one is named."""
        person = person or self.newcomer()
        return [await self.write(person, text) for text in texts]

    async def intent(self, text: str) -> str:
        """What a text is taken for."""
        async with self._client.post(self.side.address + "/model/parse", json={"text": text}) as answer:
            return str((await answer.json())["intent"]["name"])

    async def long_session(self, texts: Sequence[str], turns: int) -> tuple[list[Turn], list[float]]:
        """One person who does not stop: the turns, and the server's processor time of each (ms).

        What the server still does after an answer counts to its turn; a session that takes too long is left.
        """
        person, end = self.newcomer(), time.monotonic() + SESSION_LIMIT
        done: list[Turn] = []
        readings = [processes.cpu(self.side.server)]
        while len(done) < turns and time.monotonic() < end:
            done.append(await self.write(person, texts[len(done) % len(texts)]))
            readings.append(processes.cpu(self.side.server))
        return done, [after - before for before, after in pairwise(readings)]


def line(people: int) -> aiohttp.ClientSession:
    """A client that holds so many connections open."""
    return aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=people),
                                 timeout=aiohttp.ClientTimeout(total=ANSWER_LIMIT))
