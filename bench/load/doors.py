"""Where the crowd knocks: WhatsApp's webhook, with the answer at the provider; or a request with the answer in it."""
from __future__ import annotations

import asyncio
import itertools
import time

import aiohttp

from bench.load.crowd import GIVEN_UP
from bench.sides import Door
from bench.webhooks import DOOR, form
from simulator.signing import twilio

FIRST = 1_000_000
"""Numbers of the names that messages bear, so that none is like another's."""


class ByWhatsApp:
    """Posts what Twilio posts; the answer is what the provider is sent for the person."""

    def __init__(self, client: aiohttp.ClientSession, address: str, token: str) -> None:
        """`token` signs."""
        self._client, self._address, self._token = client, address, token
        self._public = address.replace("127.0.0.1", "localhost")
        self._waiting: dict[str, asyncio.Future[float]] = {}
        self._numbers = itertools.count(FIRST)
        self.refused = 0

    def heard(self, to: str, at: float) -> None:
        """Somebody was sent a message."""
        waiting = self._waiting.get(to)
        if waiting and not waiting.done():
            waiting.set_result(at)

    async def write(self, person: int, text: str) -> tuple[float, float | None]:
        """(see Write)."""
        fields = form(person, next(self._numbers), text)
        answer = self._waiting[fields["From"]] = asyncio.get_running_loop().create_future()
        began = time.monotonic()
        try:
            async with self._client.post(self._address + DOOR, data=fields, headers={
                    "X-Twilio-Signature": twilio(self._token, self._public + DOOR, fields)}) as taken:
                await taken.read()
                self.refused += taken.status != 200
        except (aiohttp.ClientError, asyncio.TimeoutError):
            self.refused += 1
        spent = time.monotonic() - began
        try:
            return spent, await asyncio.wait_for(answer, GIVEN_UP) - began
        except asyncio.TimeoutError:
            return spent, None


class ByRequest:
    """The answer is what the request brings back."""

    def __init__(self, client: aiohttp.ClientSession, address: str, door: Door) -> None:
        """`door`: of either side."""
        self._client, self._address, self._door = client, address, door
        self.refused = 0

    async def write(self, person: int, text: str) -> tuple[float, float | None]:
        """(see Write)."""
        began = time.monotonic()
        try:
            async with self._client.post(self._address + self._door.path, json={
                    self._door.person: f"load-{person}", "message": text}) as answer:
                said = self._door.texts(await answer.json()) if answer.status == 200 else []
        except (aiohttp.ClientError, asyncio.TimeoutError, ValueError):
            said = []
        spent = time.monotonic() - began
        self.refused += not said
        return spent, spent if said else None
