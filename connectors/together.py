"""What many requests bring at the same time, kept in one transaction: each costs a commit, and they come in swarms."""
from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from connectors.doors import AWAY

logger = logging.getLogger(__name__)
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
            Exception: what `keep` raises of this thing by itself, or of all that waited while the database was away.
        """
        kept = asyncio.get_running_loop().create_future()
        self._waiting.append((thing, kept))
        if self._work is None or self._work.done():
            self._work = asyncio.ensure_future(self._keep_all())
        await kept

    async def _keep_all(self) -> None:
        while self._waiting:
            some, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
            error = await self._error_of(some)
            if error is None or isinstance(error, AWAY) or len(some) == 1:
                _tell(some, error)
                continue
            for one in some:  # one that cannot be kept must not take the others with it
                if not isinstance(error, AWAY):
                    error = await self._error_of([one])
                _tell([one], error)

    async def _error_of(self, some: Sequence[tuple[Thing, asyncio.Future[None]]]) -> Exception | None:
        """Tries to keep them; what came of it."""
        try:
            await asyncio.to_thread(self._keep, [thing for thing, _ in some])
        except Exception as error:
            logger.warning("Not kept (%d at once): %s", len(some), error)
            return error
        return None


def _tell(some: Sequence[tuple[Thing, asyncio.Future[None]]], error: Exception | None) -> None:
    """Those who wait for them, unless they have given up."""
    for _, kept in some:
        if kept.done():
            continue
        if error is None:
            kept.set_result(None)
        else:
            kept.set_exception(error)
