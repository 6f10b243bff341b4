"""A language model behind OpenAI's protocol: answers well, badly, late or not at all, as it is told.

`POST /v1/chat/completions`, streamed too. `POST /simulator/llm {"mode": …}` says how it answers; `GET` tells how it
does,
and what it was asked last. What it knows of a prompt is what any model sees: tags around the data.
"""
from __future__ import annotations

import asyncio
import json
import re
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

from sanic import Blueprint, Request, response
from sanic.response import HTTPResponse

from simulator.llm_answers import BAD, good, obedient

MODES = {
    "well": "from the passages of the prompt",
    "badly": "one invention after the other: prices, discounts, dates, links, promises, another register or language",
    "obeys": "does what the customer's message tells it to do",
    "says": "the text given as `says`",
    "late": "well, after `seconds` (30)",
    "drips": "a byte now and then, for `seconds`, never done",
    "closed": "closes the connection", "malformed": "JSON that breaks off", "empty": "no text",
    "wrong": "JSON of another shape", "cut": "ends in the middle, at the limit of tokens",
    "500": "HTTP 500", "429": "HTTP 429", "400": "HTTP 400", "401": "HTTP 401",
}


class ModeError(ValueError):
    """No such mode."""


@dataclass
class StandIn:
    """How it answers, and what it was asked."""

    mode: str = "well"
    seconds: float = 30.0
    says: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    bad: int = 0

    def set(self, order: dict[str, Any]) -> None:
        """Another mode.

        Raises:
            ModeError
        """
        mode = str(order.get("mode") or "")
        if mode not in MODES:
            raise ModeError(f"mode: one of {', '.join(MODES)}")
        self.mode, self.says = mode, str(order.get("says") or "")
        self.seconds = float(order.get("seconds", 30.0))
        self.bad = 0

    def text(self, body: dict[str, Any]) -> str:
        """What it answers to a request."""
        messages = body.get("messages") or []
        told = "\n".join(str(m.get("content")) for m in messages if m.get("role") == "system")
        data = "\n".join(str(m.get("content")) for m in messages if m.get("role") != "system")
        if self.mode == "says":
            return self.says
        if self.mode == "obeys":
            return obedient(told, data)
        if self.mode == "badly":
            self.bad += 1
            return BAD[(self.bad - 1) % len(BAD)]
        return "" if self.mode == "empty" else good(told, data)


def completion(body: dict[str, Any], text: str, reason: str = "stop") -> dict[str, Any]:
    """An answer in OpenAI's shape."""
    asked = sum(len(str(m.get("content"))) for m in body.get("messages") or []) // 4
    return {"id": f"chatcmpl-{uuid.uuid4().hex[:24]}", "object": "chat.completion", "created": int(time.time()),
            "model": str(body.get("model")), "choices": [
                {"index": 0, "message": {"role": "assistant", "content": text, "refusal": None}, "logprobs": None,
                 "finish_reason": reason}],
            "usage": {"prompt_tokens": asked, "completion_tokens": len(text) // 4 + 1,
                      "total_tokens": asked + len(text) // 4 + 1}}


def error(status: int) -> HTTPResponse:
    """A refusal in OpenAI's shape."""
    told = {"message": f"simulated {status}", "type": "simulated", "param": None, "code": None}
    return response.json({"error": told}, status)


def blueprint() -> Blueprint:
    """The model and its knob."""
    door, stand_in = Blueprint("llm"), StandIn()

    @door.exception(ModeError)
    async def refuse(_: Request, problem: Exception) -> HTTPResponse:
        return response.json({"error": str(problem)}, 400)

    @door.get("/simulator/llm")
    async def how(_: Request) -> HTTPResponse:
        return response.json({"mode": stand_in.mode, "known": MODES, "asked": stand_in.asked[-20:]}, ensure_ascii=False)

    @door.post("/simulator/llm")
    async def change(request: Request) -> HTTPResponse:
        stand_in.set(request.json if isinstance(request.json, dict) else {})
        stand_in.asked.clear()
        return response.json({"mode": stand_in.mode})

    @door.get("/v1/models")
    async def models(_: Request) -> HTTPResponse:
        return response.json({"object": "list", "data": [{"id": "simulated", "object": "model", "owned_by": "hilo"}]})

    @door.post("/v1/chat/completions")
    async def answer(request: Request) -> Any:
        body: dict[str, Any] = request.json if isinstance(request.json, dict) else {}
        stand_in.asked.append(body)
        del stand_in.asked[:-50]
        mode = stand_in.mode
        if mode in ("late", "drips"):
            if mode == "drips":
                return await _drip(request, stand_in.seconds)
            await asyncio.sleep(stand_in.seconds)
        if mode.isdigit():
            return error(int(mode))
        if mode == "closed":
            request.transport.abort()  # type: ignore[attr-defined]
            return response.empty()
        text = stand_in.text(body)
        if mode == "malformed":
            return response.raw(json.dumps(completion(body, text))[:120].encode(), content_type="application/json")
        if mode == "wrong":
            return response.json({"answer": text})
        if body.get("stream"):
            return await _streamed(request, body, text)
        is_cut = mode == "cut"
        whole = completion(body, text[:len(text) // 2] if is_cut else text, "length" if is_cut else "stop")
        return response.json(whole, ensure_ascii=False)

    return door


async def _drip(request: Request, seconds: float) -> None:
    """The beginning of an answer, blank by blank."""
    out = await request.respond(content_type="application/json")
    end = time.monotonic() + seconds
    await out.send("{")
    while time.monotonic() < end:
        await asyncio.sleep(0.05)
        await out.send(" ")
    await out.eof()


async def _streamed(request: Request, body: dict[str, Any], text: str) -> None:
    """The answer word by word, as server-sent events."""
    out = await request.respond(content_type="text/event-stream")
    head = {"id": f"chatcmpl-{uuid.uuid4().hex[:24]}", "object": "chat.completion.chunk", "created": int(time.time()),
            "model": str(body.get("model"))}
    pieces = re.findall(r"\S+\s*", text)
    for delta, reason in [({"role": "assistant", "content": ""}, None), *(({"content": one}, None) for one in pieces),
                          ({}, "stop")]:
        chunk = {**head, "choices": [{"index": 0, "delta": delta, "finish_reason": reason}]}
        await out.send(f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n")
    await out.send("data: [DONE]\n\n")
    await out.eof()
