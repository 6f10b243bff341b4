"""The conversation API: `POST /conversation/chat`, `WS /conversation/ws/<user_id>`."""
from __future__ import annotations

import json
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Request, response
from sanic.response import HTTPResponse

from connectors.doors import (
    MAX_BODY,
    Refused,
    bears_token,
    check_ready,
    check_token,
    from_memory,
    is_trusted,
    read_json,
    read_text,
)
from connectors.ingress import LONGEST, Incoming, receive
from connectors.rates import check_rate
from connectors.replies import reply_to
from hilo.analytics.overview import overview, read_range
from hilo.clock import now
from hilo.memory import database
from hilo.memory.identity import find

LONGEST_ID = 200
CONTACT = "x-hilo-contact"
"""Header with the contact's id, for whoever may use Rasa's own API."""


def person_named(user_id: str) -> str | None:
    """The contact whom a trusted client names by any identity: an id, a phone, an e-mail (blocks)."""
    with database.reading() as session:
        return find(session, user_id)


def figures(time_range: str) -> dict[str, Any]:
    """The figures of the time up to now (blocks).

    Raises:
        Refused: 400 for a time range that cannot be read.
    """
    until = now()
    try:
        since = until - read_range(time_range)
    except ValueError as error:
        raise Refused(400, str(error)) from error
    with database.reading() as session:
        return {"time_range": time_range, "from": since.isoformat(), "to": until.isoformat(),
                **overview(session, since, until)}


async def answer(request: Request, body: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """One message in, the reply with what was understood out, and whose it is.

    Raises:
        Refused: with the status that fits what is wrong.
    """
    user_id = read_text(body, "user_id", LONGEST_ID).strip()
    text = read_text(body, "message", LONGEST)
    context = body.get("context")
    if not user_id:
        raise Refused(400, "user_id: a text is needed")
    if context is not None and not isinstance(context, dict):
        raise Refused(400, "context: an object is needed")
    check_rate(f"conversation:{user_id}", request)
    check_ready(request.app)
    name, consumer = body.get("message_id"), request.app.ctx.consumer
    received = await receive(Incoming(
        "conversation", "conversation", user_id, text, name=name if isinstance(name, str) and name else None,
        data={"context": context} if context else None,
        contact_id=await from_memory(person_named, user_id) if bears_token(request) else None), consumer)
    if not await consumer.answered(received.id, received.is_new):
        raise Refused(503, "the answer takes too long; the message is kept, ask again with the same message_id",
                      retry_after=5)
    reply = consumer.reply(received.id) or await from_memory(reply_to, received.id)
    return {"response": "\n\n".join(m["text"] for m in reply.messages if m.get("text")),
            "messages": reply.messages, **reply.understanding}, received.contact_id


class ConversationInput(InputChannel):
    """For whoever builds their own client."""

    @classmethod
    def name(cls) -> str:
        """(see parent class for full docstring)."""
        return "conversation"

    def url_prefix(self) -> str:
        """Absolute, so that the paths are those of the contract."""
        return "/conversation"

    def blueprint(self, on_new_message: Any) -> Blueprint:
        """(see parent class for full docstring)."""
        door = Blueprint("conversation")

        @door.post("/chat")
        async def chat(request: Request) -> HTTPResponse:
            try:
                check_token(request)
                reply, contact_id = await answer(request, read_json(request))
                headers = {CONTACT: contact_id} if is_trusted(request) else None
                return response.json(reply, ensure_ascii=False, headers=headers)
            except Refused as error:
                return response.json({"error": error.message}, error.status, headers=error.headers)

        @door.get("/analytics")
        async def analytics(request: Request) -> HTTPResponse:
            try:
                if not is_trusted(request):
                    raise Refused(401, "the figures need the API token, or this machine")
                return response.json(await from_memory(figures, str(request.args.get("time_range") or "7d")),
                                     ensure_ascii=False)
            except Refused as error:
                return response.json({"error": error.message}, error.status, headers=error.headers)

        @door.websocket("/ws/<user_id:str>")
        async def socket(request: Request, ws: Any, user_id: str) -> None:
            try:
                check_token(request)
            except Refused as error:
                await ws.send(json.dumps({"error": error.message, "status": error.status}))
                await ws.close()
                return
            while True:  # `async for` over a socket fails on this Sanic
                received = await ws.recv()
                if received is None:
                    return
                try:
                    reply, _ = await answer(request, self._frame(received, user_id))
                except Refused as error:
                    reply = {"error": error.message, "status": error.status}
                await ws.send(json.dumps(reply, ensure_ascii=False))

        return door

    @staticmethod
    def _frame(received: Any, user_id: str) -> dict[str, Any]:
        """A frame's object, with the user of the path; a bare text is a message."""
        data = received.encode() if isinstance(received, str) else bytes(received)
        if len(data) > MAX_BODY:
            raise Refused(413, f"the frame is larger than {MAX_BODY} bytes")
        try:
            body = json.loads(data.decode("utf-8"))
        except (UnicodeDecodeError, ValueError) as error:
            raise Refused(400, "the frame is not JSON in UTF-8") from error
        if not isinstance(body, dict):
            raise Refused(400, "the frame is not a JSON object")
        return {**body, "user_id": user_id}
