"""Everybody who knocks: people by the provider, people by the conversation API, providers, and forgers.

What is genuine is sent again until it is taken, as providers and patient clients do.
"""
from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import aiohttp

from bench.chaos.plan import Event, phone
from simulator import signing
from simulator.eleven import finished

PATIENCE = 240.0
"""Seconds for which something is sent again."""
ATTEMPT = 75.0
"""Seconds of one attempt."""
PAUSES = (0.3, 1.0, 2.0)
"""Seconds before another attempt; then the last one again and again."""
EXPIRED = 1800.0
OURS = {"whatsapp": "whatsapp:+5493424550101", "sms": "+5493424550101"}
DOORS = {"whatsapp": "/webhooks/whatsapp/webhook", "sms": "/webhooks/sms/webhook",
         "call": "/webhooks/elevenlabs/webhook", "payment": "/webhooks/payments/webhook"}


@dataclass
class Sent:
    """What became of an event: when it was first sent and when it was taken (seconds from the beginning), with which
    status, after how many attempts; answers: what the conversation API replied, once for each time it was asked."""

    event: Event
    began: float
    ended: float = 0.0
    status: int = 0
    attempts: int = 0
    statuses: list[int] = field(default_factory=list)
    answers: list[Any] = field(default_factory=list)


class Senders:
    """All of them."""

    def __init__(self, address: str, simulator: str, secrets: Path) -> None:
        """`address`: where the assistant is reached, by the name under which providers sign."""
        self._address, self._simulator, self._secrets = address, simulator, secrets
        self._public = address.replace("127.0.0.1", "localhost")
        self.sent: list[Sent] = []
        self._began = time.monotonic()

    def now(self) -> float:
        """Seconds from the beginning."""
        return time.monotonic() - self._began

    async def run(self, people: dict[int, list[Event]]) -> None:
        """Until everything is taken, refused or given up."""
        self._began = time.monotonic()
        timeout = aiohttp.ClientTimeout(total=ATTEMPT)
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), timeout=timeout) as self._client:
            await asyncio.gather(*(self._person(events) for events in people.values()))

    async def _person(self, events: list[Event]) -> None:
        """One after the other, except for what is late, and for copies, which come whenever they come."""
        beside = []
        for event in events:
            await asyncio.sleep(max(0.0, event.at - self.now()))
            if event.forged or event.late:
                beside.append(asyncio.ensure_future(self._event(event)))
            else:
                await self._event(event)
        await asyncio.gather(*beside)

    async def _event(self, event: Event) -> None:
        await asyncio.sleep(event.late)
        one = Sent(event, self.now())
        self.sent.append(one)
        copies = [asyncio.ensure_future(self._once(event, Sent(event, 0.0, answers=one.answers)))
                  for _ in range(0 if event.forged else event.copies)]
        end = time.monotonic() + PATIENCE
        while not self._is_over(one) and time.monotonic() < end:
            if one.attempts:
                await asyncio.sleep(PAUSES[min(one.attempts, len(PAUSES)) - 1])
            await self._once(event, one)
        one.ended = self.now()
        for copy in copies:
            await copy

    @staticmethod
    def _is_over(one: Sent) -> bool:
        """Taken, or refused for good: what is forged must be refused with the one status that says so."""
        return bool(one.status) and one.status < 500

    async def _once(self, event: Event, one: Sent) -> None:
        one.attempts += 1
        try:
            one.status = await self._knock(event, one)
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError, ValueError):
            one.status = 0
        one.statuses.append(one.status)

    async def _knock(self, event: Event, one: Sent) -> int:
        if event.channel == "chat":
            body = {"user_id": f"chaos-{event.person}", "message_id": event.name, **event.order}
            async with self._client.post(f"{self._address}/conversation/chat", json=body) as answer:
                if answer.status == 200:
                    one.answers.append((await answer.json())["messages"])
                return answer.status
        if event.channel in OURS and not event.forged:
            order = {"from": phone(event.person), "sid": f"SM{event.name}", **event.order}
            async with self._client.post(f"{self._simulator}/simulator/{event.channel}", json=order) as answer:
                return int((await answer.json()).get("delivery", {}).get("status", 0))  # none: it took too long itself
        signed, headers = self._signed(event)
        async with self._client.post(self._address + DOORS[event.channel], data=signed, headers=headers) as answer:
            await answer.read()
            return answer.status

    def _secret(self, name: str, event: Event) -> str:
        return "forged" if event.forged == "wrong" else (self._secrets / name).read_text()

    def _signed(self, event: Event) -> tuple[bytes, dict[str, str]]:
        """A provider's request, genuine or forged."""
        if event.channel in OURS:
            prefix = "whatsapp:" if event.channel == "whatsapp" else ""
            fields = {"MessageSid": f"SM{event.name}", "From": prefix + phone(event.person), "To": OURS[event.channel],
                      "Body": str(event.order["body"]), "NumMedia": "0"}
            url = ("https://elsewhere.example" if event.forged == "elsewhere" else self._public) + DOORS[event.channel]
            headers = {"X-Twilio-Signature": signing.twilio(self._secret("twilio", event), url, fields)}
            body, kind = urlencode(fields).encode(), "application/x-www-form-urlencoded"
            name = "X-Twilio-Signature"
        else:
            body, kind = json.dumps(self._report(event), ensure_ascii=False).encode(), "application/json"
            name = "ElevenLabs-Signature" if event.channel == "call" else "Payment-Signature"
            secret = self._secret("elevenlabs-webhook" if event.channel == "call" else "payments-webhook", event)
            at = time.time() - (EXPIRED + 60 if event.forged == "expired" else 0)
            signed = body + b" " if event.forged == "elsewhere" else body  # signed for other words
            headers = {name: signing.elevenlabs(secret, signed, at)}
        if event.forged == "missing":
            del headers[name]
        return body, {**headers, "Content-Type": kind}

    @staticmethod
    def _report(event: Event) -> dict[str, Any]:
        if event.channel == "call":
            return {"type": "post_call_transcription", "event_timestamp": int(time.time()),
                    "data": finished({**event.order, "conversation_id": f"conv_{event.name}"})}
        return {"id": f"evt_{event.name}", "type": "payment.paid", "at": time.strftime("%Y-%m-%dT%H:%M:%S+00:00",
                                                                                      time.gmtime()),
                "payment": {"id": f"pay_{event.name}", "order": event.order["order"], "status": "paid",
                            "currency": "ARS", "amount": event.order["amount"]}}
