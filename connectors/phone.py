"""Live calls by Twilio: `POST /webhooks/phone/voice` answers with what is to be done, `WS /webhooks/phone/relay` talks
(ConversationRelay), `/after`, `/dialled` and `/whisper` carry the call to its end: never into silence."""
from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Request
from sanic.response import HTTPResponse

from connectors.doors import Refused, from_memory
from connectors.phone_answers import (
    Way,
    connect,
    dial,
    goodbye,
    hang_up,
    nothing,
    out_of_order,
    whispered,
)
from connectors.phone_call import PERSON, LiveCall
from connectors.phone_doors import is_signed_handshake
from connectors.phone_memory import ended
from connectors.phone_steps import after_dialling, hello, lost, pass_on, whisper_of
from connectors.twilio_door import needed, read_fields, refusal
from hilo.calls.live import CHANNEL

OVER = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})
"""Twilio's statuses of a call that has ended."""
MOST_RETURNS = 2
"""How often a conversation that broke off is taken up again in one call."""


class PhoneInput(InputChannel):
    """The number that customers call."""

    @classmethod
    def name(cls) -> str:
        """(see parent class for full docstring)."""
        return CHANNEL

    def blueprint(self, on_new_message: Any) -> Blueprint:
        """(see parent class for full docstring)."""
        door = Blueprint(CHANNEL)
        ends: set[asyncio.Task[None]] = set()

        @door.middleware("request")
        async def check_handshake(request: Request) -> HTTPResponse | None:
            if not request.path.endswith("/relay") or is_signed_handshake(request):
                return None
            return refusal(Refused(403, "the handshake is not signed by Twilio"))

        @door.post("/voice")
        async def voice(request: Request) -> HTTPResponse:
            return await self._answered(request, self._voice)

        @door.post("/after")
        async def after(request: Request) -> HTTPResponse:
            return await self._answered(request, self._after)

        @door.post("/dialled")
        async def dialled(request: Request) -> HTTPResponse:
            return await self._answered(request, self._dialled)

        @door.post("/whisper")
        async def whisper(request: Request) -> HTTPResponse:
            return await self._answered(request, self._whisper)

        @door.websocket("/relay")
        async def relay(request: Request, ws: Any) -> None:
            call = LiveCall(ws.send, request.app.ctx.consumer)
            try:
                while (frame := await ws.recv()) is not None:
                    await call.take(frame)
            finally:
                end = asyncio.get_running_loop().create_task(call.hang_up())
                ends.add(end)
                end.add_done_callback(ends.discard)

        return door

    @staticmethod
    async def _answered(request: Request, step: Any) -> HTTPResponse:
        """What is to be done with a call; a caller hears an apology where we cannot say it."""
        try:
            fields = read_fields(request)
            needed(fields, "CallSid")
        except Refused as error:
            return refusal(error)
        try:
            return await step(request, fields)
        except Refused as error:
            if error.status != 503:
                return refusal(error)
            return out_of_order()

    @staticmethod
    async def _voice(_: Request, fields: Mapping[str, str]) -> HTTPResponse:
        return connect(await from_memory(hello, fields))

    @staticmethod
    async def _after(request: Request, fields: Mapping[str, str]) -> HTTPResponse:
        """The conversation has ended: the caller or we ended it, or it broke off."""
        sid, why = fields["CallSid"], reason_of(fields)
        if fields.get("CallStatus") in OVER:
            await from_memory(ended, sid)
            return nothing()
        if why == PERSON:
            way: Way = await from_memory(pass_on, fields)
            return dial(way) if way.number else connect(way)
        if why:
            await from_memory(ended, sid)
            return hang_up()
        times = int(request.args.get("times") or 0) if str(request.args.get("times") or "0").isdigit() else 0
        if times >= MOST_RETURNS:
            await from_memory(ended, sid)
            return goodbye()
        return connect(await from_memory(lost, fields, times + 1))

    @staticmethod
    async def _dialled(_: Request, fields: Mapping[str, str]) -> HTTPResponse:
        """The team's telephone was answered and hung up again, or nobody came."""
        way: Way | None = await from_memory(after_dialling, fields, fields.get("CallStatus") in OVER)
        return connect(way) if way else nothing() if fields.get("CallStatus") in OVER else hang_up()

    @staticmethod
    async def _whisper(request: Request, fields: Mapping[str, str]) -> HTTPResponse:
        return whispered(await from_memory(whisper_of, str(request.args.get("call") or fields["CallSid"])))


def reason_of(fields: Mapping[str, str]) -> str:
    """Why we ended the conversation; empty where we did not."""
    try:
        data = json.loads(fields.get("HandoffData") or "{}")
    except ValueError:
        return ""
    return str(data.get("reason") or "") if isinstance(data, dict) else ""
