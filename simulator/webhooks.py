"""Webhooks to the product: signed, retried, and on demand repeated, held back, forged or lost."""
from __future__ import annotations

import asyncio
import logging
import uuid
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx

from hilo.settings import get_settings
from simulator import signing
from simulator.clock import now
from simulator.world import World

logger = logging.getLogger(__name__)
TIMEOUT = 15.0
"""Seconds that Twilio waits for a messaging webhook."""
RETRIES = 2
"""How often a webhook that failed or was late is sent again; an address says otherwise with #rc=…"""
PAUSE = 0.5
"""Seconds before a retry; doubled each time."""
MOST_DELIVERIES = 2000
FORM = "application/x-www-form-urlencoded; charset=utf-8"


def local(url: str) -> str:
    """Where an address of the product is reached on this machine: PUBLIC_URL may lead nowhere here."""
    settings = get_settings()
    if url.startswith(settings.public_address):
        return f"http://127.0.0.1:{settings.hilo_port}{url[len(settings.public_address):]}".partition("#")[0]
    return url.partition("#")[0]


class Webhooks:
    """Sends events to the product."""

    def __init__(self, world: World) -> None:
        """`world` says what is to go wrong, and hears what became of each event."""
        self._world = world
        self._client = httpx.AsyncClient(timeout=TIMEOUT, limits=httpx.Limits(max_connections=100))
        self._tasks: set[asyncio.Task[Any]] = set()

    def later(self, work: Any) -> None:
        """Runs something without being waited for."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Drops what is under way."""
        for task in list(self._tasks):
            task.cancel()
        await self._client.aclose()

    async def form(self, url: str, fields: dict[str, str], person: str = "") -> dict[str, Any]:
        """Posts a form as Twilio does; what became of it: {status, attempts, seconds}."""
        token = get_settings().twilio.token
        headers = {"X-Twilio-Signature": signing.twilio(token, url, fields), "content-type": FORM,
                   "user-agent": "TwilioProxy/1.1"}
        return await self._troubled(url, urlencode(fields).encode(), headers, person, "X-Twilio-Signature")

    async def call_event(self, body: bytes, person: str = "") -> dict[str, Any]:
        """Posts an event as ElevenLabs does."""
        url = get_settings().public_address + "/webhooks/elevenlabs/webhook"
        headers = {"ElevenLabs-Signature": signing.elevenlabs(get_settings().elevenlabs.webhook_secret, body,
                                                              now().timestamp()),
                   "content-type": "application/json"}
        return await self._troubled(url, body, headers, person, "ElevenLabs-Signature")

    async def payment_event(self, body: bytes, order: str = "") -> dict[str, Any]:
        """Posts a report of a payment, signed as calls are."""
        url = get_settings().public_address + "/webhooks/payments/webhook"
        secret = get_settings().local_secret("payments-webhook")
        headers = {"Payment-Signature": signing.elevenlabs(secret, body, now().timestamp()),
                   "content-type": "application/json"}
        return await self._troubled(url, body, headers, order, "Payment-Signature")

    async def _troubled(self, url: str, body: bytes, headers: dict[str, str], person: str,
                        signature: str) -> dict[str, Any]:
        """One event with what the faults make of it."""
        faults = self._world.faults
        if faults.times["delay"]:
            await asyncio.sleep(faults.times["delay"])
        if faults.happens("forge"):
            self.later(self._post(url, body, {**headers, signature: "Zm9yZ2Vk" + "A" * 20}, person, "forged"))
        if faults.happens("reorder"):
            await asyncio.sleep(faults.times["hold"] * faults.chance.random())
        if faults.happens("duplicate"):
            self.later(self._post(url, body, headers, person, "duplicate"))
        return await self._post(url, body, headers, person, "event")

    async def _post(self, url: str, body: bytes, headers: dict[str, str], person: str, what: str) -> dict[str, Any]:
        overrides = dict(parse_qsl(urlsplit(url).fragment))
        most = 1 + (int(overrides["rc"]) if overrides.get("rc", "").isdigit() else RETRIES)
        token, began, status = str(uuid.uuid4()), asyncio.get_running_loop().time(), 0
        for attempt in range(1, most + 1):
            more = {"I-Twilio-Idempotency-Token": token} if "X-Twilio-Signature" in headers else {}
            try:
                answer = await self._client.post(local(url), content=body, headers={**headers, **more})
                status = answer.status_code
            except httpx.HTTPError as error:
                status = 0
                logger.warning("a webhook did not arrive: %s", type(error).__name__)
            if 0 < status < 500 or attempt == most:
                break
            await asyncio.sleep(PAUSE * 2 ** (attempt - 1))
        result = {"status": status, "attempts": attempt, "what": what, "path": urlsplit(url).path, "person": person,
                  "seconds": round(asyncio.get_running_loop().time() - began, 4)}
        self._world.deliveries = [*self._world.deliveries[-MOST_DELIVERIES:], result]
        return result
