"""The server's own door: health, who may use Rasa's API, and checks of what Rasa replaces silently."""
from __future__ import annotations

import asyncio
import logging
import os
import sys
from typing import Any

import httpx
from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Request, Sanic, response
from sanic.response import HTTPResponse

from components.action_line import hang_up
from components.heap import settle
from components.lock_store import HiloLockStore
from components.nlg import LiveTexts
from components.quick_rasa import make_quick, unwrapped
from components.tracker_store import HiloTrackerStore
from connectors.consumer import Consumer
from connectors.doors import is_trusted
from hilo import addresses
from hilo.memory import database
from hilo.settings import get_settings

logger = logging.getLogger(__name__)
PUBLIC = ("/webhooks/", "/conversation/", "/health")
"""Doors that check for themselves who comes in; everything else is Rasa's own API."""
SWITCH = 0.0005
"""Seconds for which a thread may keep the interpreter while another wants it. Each SQL statement gives it up and asks
for it back: at Python's 5 ms a message with its twenty statements could wait for a tenth of a second behind a turn."""
NEEDED = ("model", "actions", "database")
"""Parts without which nobody is answered; the others are told."""
ACTIONS_TIMEOUT = 2.0
"""Seconds."""


class StartError(RuntimeError):
    """The server does not run what endpoints.yml asks for."""


def guard(request: Request) -> HTTPResponse | None:
    """Rasa's API is for this machine, or for whoever bears the token."""
    if request.path == "/" or request.path.startswith(PUBLIC):
        return None
    if is_trusted(request):
        return None
    return response.json({"error": "Rasa's API answers this machine only, or with the API token"}, 403)


def check_parts(app: Sanic) -> None:
    """Compares what runs with what endpoints.yml names.

    Raises:
        StartError: naming the part that Rasa has replaced by a default.
    """
    agent = app.ctx.agent
    store = unwrapped(agent)
    if not isinstance(store, HiloTrackerStore):
        raise StartError(f"the tracker store is {type(store).__name__}: components.tracker_store could not be loaded")
    if agent.is_ready() and not isinstance(agent.processor.nlg, LiveTexts):
        raise StartError(f"the texts come from {type(agent.processor.nlg).__name__}: check endpoints.yml, nlg")
    if not isinstance(agent.lock_store, HiloLockStore):
        raise StartError(f"the locks are {type(agent.lock_store).__name__}'s: check endpoints.yml, lock_store")
    broker = store.event_broker
    if get_settings().event_broker_url and not (broker and broker.is_ready()):
        raise StartError("EVENT_BROKER_URL is set and no event would go there: check endpoints.yml, event_broker")
    if int(os.environ.get("SANIC_WORKERS") or 1) > 1:
        raise StartError("SANIC_WORKERS: a process serves with one worker; `make run-scaled` starts several")


async def state(app: Sanic) -> dict[str, str]:
    """Each part of this process and what it needs: "ok", or what is wrong."""
    agent = getattr(app.ctx, "agent", None)
    parts = {"model": "ok" if agent and agent.is_ready() else "no model is loaded"}
    try:
        async with httpx.AsyncClient(timeout=ACTIONS_TIMEOUT) as client:
            answer = await client.get(f"http://127.0.0.1:{get_settings().hilo_actions_port}/health")
        parts["actions"] = "ok" if answer.status_code == 200 else f"status {answer.status_code}"
    except httpx.HTTPError as error:
        parts["actions"] = f"not reached: {type(error).__name__}"
    try:
        await asyncio.to_thread(database.ping)
        parts["database"] = "ok"
    except Exception as error:
        parts["database"] = type(error).__name__
    return {**parts, **await _without_which_it_goes_on(agent)}


async def _without_which_it_goes_on(agent: Any) -> dict[str, str]:
    """What is named in the settings and holds up nobody while it is away."""
    parts: dict[str, str] = {}
    if agent and isinstance(agent.lock_store, HiloLockStore):
        redis = await asyncio.to_thread(agent.lock_store.state)
        parts |= {"redis": redis} if redis else {}
    if agent and (broker := agent.tracker_store.event_broker):
        parts["events"] = "ok" if broker.is_ready() else "not connected"
    return parts


class ServerInput(InputChannel):
    """No channel to write on: Rasa builds its server from channels, so this is how ours adds to it."""

    @classmethod
    def name(cls) -> str:
        """(see parent class for full docstring)."""
        return "server"

    def url_prefix(self) -> str:
        """Absolute, as the contract names it."""
        return "/health"

    def blueprint(self, on_new_message: Any) -> Blueprint:
        """(see parent class for full docstring)."""
        door = Blueprint("server")

        @door.before_server_start
        async def add_guard(app: Sanic, _: Any) -> None:
            app.register_middleware(guard, "request")
            make_quick()
            sys.setswitchinterval(SWITCH)
            app.ctx.consumer = Consumer(app)

        @door.after_server_start
        async def say_ready(app: Sanic, _: Any) -> None:
            check_parts(app)
            await app.ctx.consumer.start()
            settle(app.ctx.agent.processor)
            print(addresses.when_ready(get_settings()), flush=True)

        @door.before_server_stop
        async def let_turns_end(app: Sanic, _: Any) -> None:
            await app.ctx.consumer.stop()
            agent = app.ctx.agent
            await hang_up(agent.action_endpoint if agent else None)

        @door.get("/", strict_slashes=False)
        async def health(request: Request) -> HTTPResponse:
            parts = await state(request.app)
            well = all(value == "ok" for name, value in parts.items() if name in NEEDED)
            return response.json({"status": "ok" if well else "degraded", **parts}, 200 if well else 503)

        return door
