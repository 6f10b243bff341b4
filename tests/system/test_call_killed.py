"""The server dies in the middle of a call: what was said is answered, the call goes on, and its end is told once."""
from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import websockets
from sqlalchemy import select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from hilo.memory.database import open_engine
from hilo.memory.tables import Inbox, Interaction, Message
from hilo.settings import get_settings
from tests.from_twilio_voice import MARTA, SID, line, post, ringing
from tests.quick_starts import Pair, QuickStarts
from tests.running import wait_until

SETTLING = 60.0


@pytest.fixture
def pair(quick_starts: QuickStarts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pair]:
    with Pair(quick_starts, tmp_path) as both:
        monkeypatch.setenv("HILO_HOME", str(tmp_path))
        monkeypatch.setenv("HILO_PORT", str(both.ports["rasa"]))
        get_settings.cache_clear()
        yield both
    get_settings.cache_clear()


@pytest.fixture
def engine(pair: Pair) -> Iterator[Engine]:
    one = open_engine(f"sqlite:///{pair.home / 'var' / 'hilo.db'}")
    yield one
    one.dispose()


def test_a_call_goes_on_after_the_server_was_killed_and_nothing_of_it_is_lost(pair: Pair, engine: Engine) -> None:
    port = pair.ports["rasa"]

    async def until_it_dies() -> None:
        await post(port, "voice", ringing())
        async with line(port) as call:
            await call.says("hola")
            assert await call.hears(60)
            await call.says("quiero una zapatilla negra")
            await asyncio.to_thread(wait_until, lambda: said(engine) >= 2, SETTLING, 0.01)
            pair.kill("rasa")

    with contextlib.suppress(OSError, websockets.WebSocketException):  # closing what is dead
        asyncio.run(until_it_dies())
    pair.start("rasa")
    assert wait_until(lambda: all(row.status == "done" for row in heard(engine)), SETTLING)

    async def taken_up_again() -> None:
        told = await post(port, "after", ringing(CallStatus="in-progress", SessionStatus="failed", ErrorCode="64105"))
        relay = told[0][0]
        assert relay.attrib["welcomeGreeting"].startswith("Perdón, se cortó un momento.")
        assert told[0].attrib["action"].endswith("/after?times=1")
        async with line(port) as call:
            await call.says("la busco en talle 40")
            assert await call.hears(60)
        await post(port, "after?times=1", ringing(CallStatus="completed", SessionStatus="completed"))

    time.sleep(0.5)
    asyncio.run(taken_up_again())
    assert [row.provider_id for row in heard(engine)] == [f"{MARTA}:{SID}-{place}" for place in range(3)]
    with Session(engine, future=True) as session:
        (call,) = session.scalars(select(Interaction)).all()
        answered = {row.provider_id for row in session.scalars(select(Message).where(Message.direction == "out"))}
        ends = session.scalars(select(Inbox).where(Inbox.kind == "call")).all()
    assert {row.id for row in heard(engine)} <= answered
    assert (call.status, [end.provider_id for end in ends]) == ("done", [f"ended:{SID}"])


def heard(engine: Engine) -> list[Inbox]:
    """What was said by the caller, in its order."""
    with Session(engine, future=True) as session:
        return list(session.scalars(select(Inbox).where(Inbox.kind == "message").order_by(Inbox.number)))


def said(engine: Engine) -> int:
    """How much of it."""
    return len(heard(engine))
