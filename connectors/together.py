"""What many requests bring at the same time, kept in one transaction: each costs a commit, and they come in swarms."""
from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

Thing = TypeVar("Thing")
MOST = 200
"""Things of one transaction."""


class Together(Generic[Thing]):
    """While some are being kept, those that come in the meantime wait for each other."""

    def __init__(self, keep: Callable[[list[Thing]], None]) -> None:
        """`keep` blocks, and keeps all of them or none."""
        self._keep = keep
        self._waiting: list[tuple[Thing, asyncio.Future[None]]] = []
        self._work: asyncio.Task[None] | None = None

    async def keep(self, thing: Thing) -> None:
        """Returns once it is kept.

        Raises:
            Exception: what `keep` raises of this thing by itself.
        """
        kept = asyncio.get_running_loop().create_future()
        self._waiting.append((thing, kept))
        if self._work is None or self._work.done():
            self._work = asyncio.ensure_future(self._keep_all())
        await kept

    async def _keep_all(self) -> None:
        while self._waiting:
            some, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
            if len(some) == 1 or not await self._has_kept(some):
                for one in some:  # one that cannot be kept must not take the others with it
                    await self._keep_one(*one)

    async def _has_kept(self, some: list[tuple[Thing, asyncio.Future[None]]]) -> bool:
        try:
            await asyncio.to_thread(self._keep, [thing for thing, _ in some])
        except Exception:
            return False
        for _, kept in some:
            if not kept.done():
                kept.set_result(None)
        return True

    async def _keep_one(self, thing: Thing, kept: asyncio.Future[None]) -> None:
        try:
            await asyncio.to_thread(self._keep, [thing])
        except Exception as error:
            if not kept.done():
                kept.set_exception(error)
        else:
            if not kept.done():
                kept.set_result(None)
