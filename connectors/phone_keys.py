"""What a caller presses: a choice by its place, a number figure by figure, 0 for a person, * to hear it again."""
from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

TOGETHER = 2.5
"""Seconds within which figures belong to one number; # ends it at once."""
PERSON, AGAIN = "/request_human", "/repeat"
MOST = 40


class Keys:
    """Puts figures together."""

    def __init__(self, pressed: Callable[[str, str | None], Awaitable[None]]) -> None:
        """pressed: takes what they mean: a text, and the words of a button."""
        self._pressed = pressed
        self._figures = ""
        self._choices: Sequence[dict[str, Any]] = ()
        self._timer: asyncio.Task[None] | None = None

    def offer(self, choices: Sequence[dict[str, Any]]) -> None:
        """What may be chosen now, by its place from 1."""
        self._choices = choices

    async def press(self, key: str) -> None:
        """One key."""
        self.clear(keep=True)
        if key == "*":
            self._figures = ""
            await self._pressed(AGAIN, key)
        elif key == "#":
            await self._send()
        elif key.isascii() and key.isdigit() and len(key) == 1:
            chosen = int(key) - 1
            if not self._figures and 0 <= chosen < len(self._choices):
                choice = self._choices[chosen]
                await self._pressed(str(choice["payload"]), str(choice["title"]))
                return
            self._figures = (self._figures + key)[:MOST]
            self._timer = asyncio.get_running_loop().create_task(self._later())

    def clear(self, keep: bool = False) -> None:
        """No key is waited for; keep: the figures so far stay."""
        if self._timer:
            self._timer.cancel()
            self._timer = None
        self._figures = self._figures if keep else ""

    async def _later(self) -> None:
        await asyncio.sleep(TOGETHER)
        self._timer = None
        await self._send()

    async def _send(self) -> None:
        figures, self._figures = self._figures, ""
        if figures == "0":
            await self._pressed(PERSON, figures)
        elif figures:
            await self._pressed(figures, None)
