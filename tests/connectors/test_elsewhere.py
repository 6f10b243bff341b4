"""What another server's absence costs a message: time, no attempt."""
from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rasa.utils.endpoints import EndpointConfig
from sqlalchemy.exc import OperationalError

from bench.processes import free_port
from connectors import consumer


async def post(app: Any, message: str) -> Any:
    _, answer = await app.asgi_client.post("/conversation/chat", json={"user_id": "a", "message": message})
    return answer


async def test_while_the_action_server_is_away_a_message_waits(app: Any, echo: Any,
                                                              monkeypatch: pytest.MonkeyPatch) -> None:
    echo.action_endpoint = EndpointConfig(f"http://127.0.0.1:{free_port()}/webhook")
    says, failures = type(echo)._run_prediction_loop, 8

    async def silent_at_first(self: Any, output: Any, tracker: Any) -> None:
        nonlocal failures
        failures -= 1
        if failures < 0:
            await says(self, output, tracker)

    monkeypatch.setattr(type(echo), "_run_prediction_loop", silent_at_first)
    assert (await post(app, "hola")).json["response"] == "eco: hola"


async def test_an_action_server_that_answers_nothing_counts(app: Any, echo: Any) -> None:
    async with await asyncio.start_server(lambda _, writer: writer.close(), "127.0.0.1", 0) as server:
        echo.action_endpoint = EndpointConfig(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/webhook")
        assert (await post(app, "calla")).json["response"].startswith("Perdón, tuve un problema")


async def test_after_a_while_people_are_told(app: Any, echo: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(consumer, "NOBODYS_FAULT", 0.0)
    echo.action_endpoint = EndpointConfig(f"http://127.0.0.1:{free_port()}/webhook")
    assert (await post(app, "calla")).json["response"].startswith("Perdón, tuve un problema")


async def test_a_database_that_goes_away_in_a_turn_costs_no_attempt(app: Any, echo: Any,
                                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    fetch, failures = type(echo).fetch_tracker_and_update_session, 8

    async def away_at_first(self: Any, sender_id: str, output: Any) -> Any:
        nonlocal failures
        failures -= 1
        if failures >= 0:
            raise OperationalError("SELECT", {}, Exception("server closed the connection"))
        return await fetch(self, sender_id, output)

    monkeypatch.setattr(type(echo), "fetch_tracker_and_update_session", away_at_first)
    assert (await post(app, "hola")).json["response"] == "eco: hola"
