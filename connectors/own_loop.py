"""An event loop in a thread of its own: what works there for long holds up no door."""
from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from threading import Thread
from typing import Any, TypeVar

Found = TypeVar("Found")


class OwnLoop:
    """Begun and ended once; in between, other threads ask it for things."""

    def __init__(self, name: str) -> None:
        """`name`: the thread's."""
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._run, name=name, daemon=True)

    def begin(self) -> None:
        """From here on it works."""
        self._thread.start()

    async def run(self, work: Coroutine[Any, Any, Found]) -> Found:
        """Lets it do something and waits for the end; whoever no longer waits cancels it."""
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, self._loop))

    def soon(self, call: Callable[..., Any], *arguments: Any) -> None:
        """Calls something there, and does not wait."""
        self._loop.call_soon_threadsafe(call, *arguments)

    async def end(self) -> None:
        """What still runs there is dropped."""
        self.soon(self._loop.stop)
        await asyncio.to_thread(self._thread.join)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_forever()
        finally:
            left = asyncio.all_tasks(self._loop)
            for task in left:
                task.cancel()
            self._loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            self._loop.close()
