"""Health, and who may use Rasa's own API."""
from __future__ import annotations

from typing import Any

import pytest
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore
from sanic.request import Request

from connectors.server import StartError, check_parts, guard


class Call:
    """As much of a request as the guard looks at."""

    def __init__(self, path: str, ip: str, **headers: str) -> None:
        self.path, self.ip, self.headers, self.args = path, ip, headers, {}


@pytest.mark.parametrize(("path", "ip", "headers", "allowed"), [
    ("/model/parse", "127.0.0.1", {}, True),
    ("/model/parse", "::1", {}, True),
    ("/model/parse", "203.0.113.9", {}, False),
    ("/model/parse", "127.0.0.1", {"x-forwarded-for": "203.0.113.9"}, False),
    ("/model/parse", "127.0.0.1", {"forwarded": "for=203.0.113.9"}, False),
    ("/conversations/x/tracker", "203.0.113.9", {}, False),
    ("/conversations/x/tracker", "203.0.113.9", {"authorization": "Bearer s3cr3t"}, True),
    ("/conversation/chat", "203.0.113.9", {}, True),
    ("/webhooks/webchat/", "203.0.113.9", {}, True),
    ("/health", "203.0.113.9", {}, True),
])
def test_rasas_api_is_for_this_machine_or_the_token(path: str, ip: str, headers: dict[str, str], allowed: bool,
                                                    set_environment: Any) -> None:
    set_environment(HILO_API_TOKEN="s3cr3t")
    refusal = guard(Call(path, ip, **headers))  # type: ignore[arg-type]
    assert (refusal is None) is allowed
    assert refusal is None or refusal.status == 403


async def test_health_names_the_part_that_is_down(app: Any, set_environment: Any) -> None:
    set_environment(HILO_ACTIONS_PORT="1")
    _, answer = await app.asgi_client.get("/health")
    assert answer.status == 503
    assert answer.json == {"status": "degraded", "model": "ok", "actions": "not reached: ConnectError",
                           "database": "ok"}


def test_a_tracker_store_that_rasa_replaced_stops_the_start(app: Any, echo: Any) -> None:
    echo.tracker_store = FailSafeTrackerStore(InMemoryTrackerStore(echo.domain))
    with pytest.raises(StartError, match="tracker store is InMemoryTrackerStore"):
        check_parts(app)


def test_locks_that_rasa_replaced_stop_the_start(app: Any, echo: Any) -> None:
    echo.lock_store, echo.ready = InMemoryLockStore(), False
    with pytest.raises(StartError, match="locks are InMemoryLockStore's"):
        check_parts(app)


def test_an_event_stream_that_rasa_left_out_stops_the_start(app: Any, echo: Any, set_environment: Any) -> None:
    echo.ready = False
    set_environment(EVENT_BROKER_URL="amqp://localhost")
    with pytest.raises(StartError, match="EVENT_BROKER_URL is set and no event would go there"):
        check_parts(app)


def test_several_workers_in_one_process_stop_the_start(app: Any, echo: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    echo.ready = False
    monkeypatch.setenv("SANIC_WORKERS", "2")
    with pytest.raises(StartError, match="make run-scaled"):
        check_parts(app)


def test_request_is_still_what_the_guard_expects() -> None:
    assert {"path", "ip", "headers", "args"} <= set(dir(Request)) | set(Request.__slots__)
