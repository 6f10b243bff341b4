"""The conversation API: `POST /conversation/chat`, `WS /conversation/ws/<user_id>`."""
from __future__ import annotations

import json
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Request, Sanic, response
from sanic.response import HTTPResponse

from connectors.conversing import LONGEST, OnNewMessage, set_slots, take_turn, tracker_of, understanding
from connectors.doors import MAX_BODY, Refused, check_rate, check_token, read_json, read_text
from hilo.memory.identity import contact_id

LONGEST_ID = 200


async def answer(app: Sanic, request: Request, on_new_message: OnNewMessage, body: dict[str, Any]) -> dict[str, Any]:
    """One message in, the reply with what was understood out.

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
    sender_id = contact_id("conversation", user_id)
    if context:
        await set_slots(app, sender_id, context)
    given = body.get("message_id")
    messages = await take_turn(app, on_new_message, "conversation", sender_id, text,
                               message_id=given if isinstance(given, str) and given else None)
    return {"response": "\n\n".join(m["text"] for m in messages if m.get("text")), "messages": messages,
            **understanding(await tracker_of(app, sender_id))}


class ConversationInput(InputChannel):
    """For whoever builds their own client."""

    @classmethod
    def name(cls) -> str:
        """(see parent class for full docstring)."""
        return "conversation"

    def url_prefix(self) -> str:
        """Absolute, so that the paths are those of the contract."""
        return "/conversation"

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """(see parent class for full docstring)."""
        door = Blueprint("conversation")

        @door.post("/chat")
        async def chat(request: Request) -> HTTPResponse:
            try:
                check_token(request)
                return response.json(await answer(request.app, request, on_new_message, read_json(request)),
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
                    reply = await answer(request.app, request, on_new_message, self._frame(received, user_id))
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
