"""What the assistant knows of a person, asked of the product's own command line; one question at a time."""
from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

from hilo.settings import ROOT

PATIENCE = 10.0
ROWS = 40


class Known:
    """Asks, and gives one answer to all who wait for it."""

    def __init__(self) -> None:
        """Nothing was asked yet."""
        self._answers: dict[str, tuple[int, dict[str, Any] | None]] = {}
        self._begun = 0
        self._one = asyncio.Lock()

    async def of(self, number: str) -> dict[str, Any] | None:
        """`python -m hilo contact show` of a number; None where nobody is known by it, or the memory is away.

        An answer is handed out again only to who waited when it was asked for: it may be older than what has just
        happened.
        """
        came = self._begun  # counted: two moments of a clock may be the same one
        async with self._one:
            kept = self._answers.get(number)
            if kept and kept[0] > came:
                return kept[1]
            self._begun += 1
            began = self._begun
            answer = await self._ask(number)
            self._answers = {number: (began, answer)}
            return answer

    @staticmethod
    async def _ask(number: str) -> dict[str, Any] | None:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "hilo", "contact", "show", "--json", "--limit", str(ROWS), "--", number, cwd=ROOT,
            stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL)
        try:
            said, _ = await asyncio.wait_for(process.communicate(), PATIENCE)
        except asyncio.TimeoutError:
            process.kill()
            await process.wait()
            return None
        if process.returncode != 0:
            return None
        try:
            found = json.loads(said)
        except ValueError:
            return None
        return found if isinstance(found, dict) else None
