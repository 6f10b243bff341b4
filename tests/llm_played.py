"""A model that is played by the simulator, in a process of its own, over HTTP."""
from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from hilo.clock import now
from hilo.llm import books, client
from hilo.memory import database as db
from hilo.memory.tables import Contact, LlmCall
from hilo.settings import ROOT, get_settings
from tests.running import free_port, wait_until

CONTACT = "3f0a8b6e-0000-4000-8000-000000000001"


class Model:
    """The knob, and what the model was asked."""

    def __init__(self, http: httpx.Client) -> None:
        """`http`: the simulator."""
        self._http = http

    def answers(self, mode: str, **order: Any) -> None:
        """From now on so; what it was asked before is forgotten."""
        assert self._http.post("/simulator/llm", json={"mode": mode, **order}).status_code == 200

    def asked(self) -> list[dict[str, Any]]:
        """The bodies of the requests."""
        asked: list[dict[str, Any]] = self._http.get("/simulator/llm").json()["asked"]
        return asked

    def prompt(self) -> str:
        """All that was sent with the last request."""
        return "\n".join(message["content"] for message in self.asked()[-1]["messages"])


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, httpx.Client]]:
    port, home = free_port(), tmp_path_factory.mktemp("model")
    address = f"http://127.0.0.1:{port}"
    environment = {**os.environ, "HILO_HOME": str(home), "HILO_SIMULATOR_PORT": str(port), "PYTHONPATH": str(ROOT),
                   "OPENAI_BASE_URL": f"{address}/v1", "OPENAI_API_KEY": "k", "HILO_NOW": "",
                   "TWILIO_ACCOUNT_SID": "AC1",
                   "TWILIO_AUTH_TOKEN": "t", "ELEVENLABS_API_KEY": "k", "ELEVENLABS_WEBHOOK_SECRET": "s"}
    process = subprocess.Popen([sys.executable, "-m", "simulator"], cwd=ROOT, env=environment,
                               stdout=subprocess.DEVNULL)
    http = httpx.Client(base_url=address, timeout=10, trust_env=False)

    def is_up() -> bool:
        try:
            return http.get("/health").status_code == 200
        except httpx.HTTPError:
            return False

    try:
        assert wait_until(is_up, 30)
        yield f"{address}/v1", http
    finally:
        process.terminate()
        process.wait(20)
        http.close()


@pytest.fixture
def model(played: tuple[str, httpx.Client], monkeypatch: pytest.MonkeyPatch) -> Iterator[Model]:
    """A model is configured, and answers well."""
    monkeypatch.setenv("OPENAI_API_KEY", "k")
    monkeypatch.setenv("OPENAI_BASE_URL", played[0])
    monkeypatch.setenv("OPENAI_MODEL", "simulated")
    monkeypatch.setenv("HILO_NOW", "2026-11-24T10:00:00-03:00")
    get_settings.cache_clear()
    client.breaker.reset()
    client.load()
    one = Model(played[1])
    one.answers("well")
    yield one
    books.wait_until_written()
    client.breaker.reset()
    monkeypatch.undo()
    get_settings.cache_clear()


@pytest.fixture
def contact(database: str) -> str:
    with db.writing() as session:
        session.add(Contact(id=CONTACT, name="Rosalía Quiroga", country="AR", created_at=now(), seen_at=now()))
    return CONTACT


def calls() -> list[LlmCall]:
    """The record, oldest first."""
    books.wait_until_written()
    with db.reading() as session:
        return list(session.scalars(select(LlmCall).order_by(LlmCall.id)))
