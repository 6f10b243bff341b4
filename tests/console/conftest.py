"""The console's server with a database of its own, and somebody who waits."""
from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from sanic import Sanic

from console import login
from console.app import create_app
from hilo.handoff import queue
from hilo.memory import conversations, timeline
from hilo.memory.database import engine, engine_at, writing
from hilo.memory.identity import contact_for
from hilo.memory.tables import Contact
from hilo.settings import get_settings

PASSWORD = "la palabra del equipo"
NOW = datetime.fromisoformat("2026-11-24T10:00:00-03:00")
Sanic.test_mode = True


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> Iterator[Any]:
    """Settings and database of its own; a Tuesday morning."""
    for name, value in {"HILO_HOME": str(tmp_path), "HILO_CONSOLE_PASSWORD": PASSWORD, "DATABASE_URL": "",
                        "HILO_NOW": NOW.isoformat()}.items():
        monkeypatch.setenv(name, value)
    get_settings.cache_clear()
    login._counts.reset()
    yield tmp_path
    engine().dispose()
    engine_at.cache_clear()
    get_settings.cache_clear()


class Browser:
    """Sends what a browser sends: keeps the cookie, finds the tokens of the page."""

    def __init__(self) -> None:
        self.app = create_app(f"console-{uuid.uuid4().hex}")
        self.cookie = ""

    async def get(self, path: str, **headers: str) -> Any:
        _, answer = await self.app.asgi_client.get(path, headers=self._headers(headers), follow_redirects=False)
        return answer

    async def post(self, path: str, fields: dict[str, str] | None = None, **headers: str) -> Any:
        """A form; with the page's token unless the fields bring one."""
        _, answer = await self.app.asgi_client.post(path, data=fields or {}, headers=self._headers(headers),
                                                    follow_redirects=False)
        return answer

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        named = {name.replace("_", "-"): value for name, value in more.items()}
        return {**({"Cookie": f"{login.COOKIE}={self.cookie}"} if self.cookie else {}), **named}

    async def enter(self, name: str = "Lucía", password: str = PASSWORD) -> Any:
        """Logs in, keeping the cookie."""
        answer = await self.post("/entrar", {"name": name, "password": password})
        found = re.match(rf"{login.COOKIE}=([^;]*)", answer.headers.get("set-cookie") or "")
        self.cookie = found.group(1) if found else self.cookie
        return answer

    async def token(self, path: str = "/") -> dict[str, str]:
        """The hidden fields of a page's forms."""
        html = (await self.get(path)).text
        return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', html))


@pytest.fixture
def browser() -> Browser:
    """Somebody who has not logged in."""
    return Browser()


@pytest.fixture
async def adviser(browser: Browser) -> Browser:
    """Lucía, logged in."""
    await browser.enter()
    return browser


def waits(text: str = "quiero hablar con una persona", name: str | None = "Ana", address: str = "s" * 24,
          channel: str = "webchat") -> str:
    """Somebody who has waited for six minutes; their contact's id."""
    at = NOW - timedelta(minutes=6)
    with writing() as session:
        contact = contact_for(session, channel, address, at)
        session.flush()
        session.get(Contact, contact).name = name
        conversation = conversations.current(session, contact, [contact], channel, at)
        session.flush()
        timeline.append(session, contact, conversation.id, timeline.Entry(
            channel, f"{address}:1", 0, at, "in", "customer", channel, text, address, intent="request_human"))
        queue.hand_over(session, conversation, [contact], "asked", text, at)
    return contact
