"""What the page shows of a person is never older than the page's question."""
from __future__ import annotations

import asyncio
from typing import Any

import pytest

from simulator.known import Known


async def test_a_question_after_a_turn_is_not_answered_from_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    async def ask(number: str) -> dict[str, Any]:
        asked.append(number)
        told = len(asked)
        await asyncio.sleep(0.01)
        return {"told": told}

    known = Known()
    monkeypatch.setattr(known, "_ask", ask)
    assert [await known.of("+541"), await known.of("+541")] == [{"told": 1}, {"told": 2}]
    together = await asyncio.gather(*(known.of("+541") for _ in range(4)))
    assert [one["told"] for one in together if one] == [3, 4, 4, 4]  # who came as it was being asked waits for one more
