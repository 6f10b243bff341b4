"""`POST /webhooks/elevenlabs/v1/chat/completions`: the assistant as an ElevenLabs agent's own language model.

It speaks OpenAI's protocol, streamed or not. Behind it a caller's words go the way of any message: kept before they are
answered, answered once, however often the provider asks for the same turn.
"""
from __future__ import annotations

import asyncio
import json
import logging
import time
import uuid
from collections.abc import AsyncIterator
from typing import Any, NamedTuple

from sanic import Request, response
from sanic.response import HTTPResponse, ResponseStream

from connectors.consumer import Consumer
from connectors.doors import Refused, check_ready, from_memory, read_json
from connectors.elevenlabs_doors import LARGEST, check_secret
from connectors.ingress import Incoming, receive
from connectors.phone_line import unheard
from hilo.calling import talking
from hilo.calling.agent import END_CALL, VOICEMAIL
from hilo.calling.question import Question, QuestionError, read_question
from hilo.calls.answers import last_question
from hilo.calls.live import CHANNEL, Caller
from hilo.memory import inbox

logger = logging.getLogger(__name__)
MODEL = "hilo"
FILL = 2.5
"""Seconds after which somebody who waits for an answer hears that it is coming."""
STREAMED = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
ERRORS = {400: "invalid_request_error", 401: "authentication_error", 413: "invalid_request_error",
          503: "service_unavailable_error"}


class Kept(NamedTuple):
    """A question that is kept: who asks, its inbox row; None: nobody spoke, or a machine did."""

    asked: Question
    caller: Caller | None
    received: inbox.Received | None


async def keep(request: Request) -> Kept:
    """Checks a question and keeps it.

    Raises:
        Refused, QuestionError
    """
    check_secret(request, 401)
    body = read_json(request, LARGEST)
    asked = read_question(body, request.headers)
    check_ready(request.app)
    if talking.is_machine(asked):
        return Kept(asked, None, None)
    begun = await from_memory(talking.begun, asked, unheard)
    if not asked.text:
        return Kept(asked, begun.caller, None)
    data: dict[str, Any] = {"interaction": begun.caller.interaction_id}
    if begun.slots:
        data["context"] = begun.slots
    received = await receive(Incoming(
        CHANNEL, CHANNEL, begun.caller.number, asked.text, name=asked.name, data=data,
        contact_id=begun.caller.contact_id), request.app.ctx.consumer)
    return Kept(asked, begun.caller, received)


async def speak(kept: Kept, consumer: Consumer) -> AsyncIterator[str | dict[str, Any]]:
    """What is said, piece by piece, and at the end what the agent is to do, as a tool's call."""
    asked, caller = kept.asked, kept.caller
    if caller is None:
        yield talking.call_of(VOICEMAIL, reason="Contestó un buzón de voz.")
        return
    if kept.received is None:
        name, is_last = talking.silence_text(asked)
        yield await from_memory(_aside, caller, name, last_question(asked.before or ""))
        if is_last and END_CALL in asked.tools:
            yield talking.call_of(END_CALL, reason="Nadie habla.")
        return
    waiting = asyncio.ensure_future(consumer.answered(kept.received.id, kept.received.is_new))
    try:
        done, _ = await asyncio.wait({waiting}, timeout=FILL)
        if not done and asked.streamed:
            yield await from_memory(_aside, caller, "utter_phone_one_moment") + " "
        answered = await waiting
    finally:
        waiting.cancel()
    if not answered:
        yield await from_memory(_aside, caller, "utter_phone_trouble")
        return
    answer = await from_memory(talking.settled, kept.received.id)
    for place, piece in enumerate(answer.pieces):
        yield f" {piece.text}" if place else piece.text
    if answer.with_people and not answer.pieces:  # the team had the conversation already
        yield await from_memory(_aside, caller, "utter_phone_passing_on")
    tool, more = await from_memory(talking.tool_for, asked, caller, answer)
    if more:
        yield f" {more}"
    if tool:
        yield tool


def _aside(caller: Caller, name: str, question: str = "") -> str:
    values = {"question": question} if name in talking.SILENT else {}
    return talking.aside(caller, name, **values)


async def complete(request: Request) -> HTTPResponse | ResponseStream:
    """The answer to a question, streamed where that is asked for."""
    try:
        kept = await keep(request)
    except QuestionError as error:
        return failed(400, str(error), error.param)
    except Refused as error:
        return failed(error.status, error.message, headers=error.headers)
    words = speak(kept, request.app.ctx.consumer)
    if kept.asked.streamed:
        return ResponseStream(lambda answer: _stream(answer, words), headers=STREAMED,
                              content_type="text/event-stream; charset=utf-8")
    try:
        return response.json(_whole([one async for one in words]), ensure_ascii=False)
    except Refused as error:
        return failed(error.status, error.message, headers=error.headers)


async def _stream(answer: Any, words: AsyncIterator[str | dict[str, Any]]) -> None:
    frame, finish = _frame(), "stop"

    async def send(delta: dict[str, Any], finish_reason: str | None = None) -> None:
        chunk = {**frame, "object": "chat.completion.chunk",
                 "choices": [{"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish_reason}]}
        await answer.write(f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n")

    await send({"role": "assistant", "content": ""})
    try:
        async for one in words:
            if isinstance(one, dict):
                finish = "tool_calls"
                await send({"tool_calls": [one]})
            else:
                await send({"content": one})
    except Refused as error:  # the line must not stay silent
        logger.warning("An answer in a call could not be read: %s", error.message)
        error_body = {"error": _error(error.status, error.message)}
        await answer.write(f"data: {json.dumps(error_body, ensure_ascii=False)}\n\n")
    await send({}, finish)
    await answer.write("data: [DONE]\n\n")


def _whole(words: list[str | dict[str, Any]]) -> dict[str, Any]:
    tools = [{name: value for name, value in one.items() if name != "index"} for one in words if isinstance(one, dict)]
    text = "".join(one for one in words if isinstance(one, str))
    message: dict[str, Any] = {"role": "assistant", "content": text or None, "refusal": None}
    if tools:
        message["tool_calls"] = tools
    return {**_frame(), "object": "chat.completion", "choices": [
        {"index": 0, "message": message, "logprobs": None, "finish_reason": "tool_calls" if tools else "stop"}],
        "usage": {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}}


def _frame() -> dict[str, Any]:
    return {"id": f"chatcmpl-{uuid.uuid4().hex}", "created": int(time.time()), "model": MODEL}


def failed(status: int, message: str, param: str | None = None, headers: dict[str, str] | None = None) -> HTTPResponse:
    """An error in OpenAI's form."""
    return response.json({"error": _error(status, message, param)}, status, headers=headers)


def _error(status: int, message: str, param: str | None = None) -> dict[str, Any]:
    return {"message": message, "type": ERRORS.get(status, "api_error"), "param": param,
            "code": "invalid_api_key" if status == 401 else None}
