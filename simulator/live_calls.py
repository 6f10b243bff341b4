"""A call in which the assistant itself is the agent's language model: asked as ElevenLabs asks, its history growing."""
from __future__ import annotations

import asyncio
import json
import time
import uuid
from typing import Any

import httpx
from sanic import Blueprint, Request, response
from sanic.response import HTTPResponse

from hilo.settings import get_settings
from simulator.control import order_of
from simulator.eleven import CallError, Calls
from simulator.world import World

TOOLS = [{"type": "function", "function": {"name": "end_call", "description": "Ends the call.", "parameters": {
    "type": "object", "properties": {"reason": {"type": "string"}, "system__message_to_speak": {"type": "string"}},
    "required": ["reason"]}}}]
TRANSFER = {"type": "function", "function": {"name": "transfer_to_number", "description": "Transfers.", "parameters": {
    "type": "object", "properties": {"reason": {"type": "string"}, "transfer_number": {"type": "string"},
                                     "client_message": {"type": "string"}, "agent_message": {"type": "string"}},
    "required": ["transfer_number", "client_message", "agent_message"]}}}
PATIENCE = 20.0


class LiveCall:
    """One call, from ringing to its report."""

    def __init__(self, client: httpx.AsyncClient, order: dict[str, Any]) -> None:
        """order: {from_number, says: [text or {text, cut: words heard of what was said before}], direction?,
        transfer?: a number, variables?}."""
        self._client, self._order = client, order
        self.call = order.get("conversation_id") or f"conv_{uuid.uuid4().hex}"
        self.number = str(order.get("from_number") or "")
        self.turns: list[dict[str, Any]] = []
        self.messages: list[dict[str, Any]] = []
        self.answers: list[dict[str, Any]] = []
        self.initiation: dict[str, Any] = {}

    async def run(self) -> None:
        """Rings, talks, and ends where the assistant ends it or nothing more is said."""
        inbound = self._order.get("direction", "inbound") == "inbound"
        if inbound:
            self.initiation = await self._ask("/initiation", {
                "caller_id": self.number, "agent_id": "agent_simulated", "called_number": "+543424550100",
                "call_sid": f"CA{uuid.uuid4().hex}"})
        variables = {**self.initiation.get("dynamic_variables", {}), **self._order.get("variables", {})}
        first = self.initiation.get("conversation_config_override", {}).get("agent", {}).get("first_message", "Hola.")
        self.messages = [{"role": "system", "content": f"Eres un asistente. llamada={self.call}"},
                         {"role": "assistant", "content": first}]
        self.turns = [{"role": "agent", "message": first}]
        for said in self._order.get("says") or []:
            one = said if isinstance(said, dict) else {"text": said}
            if one.get("cut") is not None:  # the person spoke into it: only so much was heard
                self.messages[-1]["content"] = one["cut"]
                self.turns[-1] |= {"message": one["cut"], "interrupted": True}
            self.messages.append({"role": "user", "content": one["text"]})
            self.turns.append({"role": "user", "message": one["text"]})
            answer = await self._turn(variables)
            self.answers.append(answer)
            self.messages.append({"role": "assistant", "content": answer["text"]})
            self.turns.append({"role": "agent", "message": answer["text"]})
            if answer["tools"]:
                break

    async def _turn(self, variables: dict[str, Any]) -> dict[str, Any]:
        tools = [*TOOLS, TRANSFER] if self._order.get("transfer") else TOOLS
        body = {"model": "hilo", "stream": True, "temperature": 0, "max_tokens": -1, "messages": self.messages,
                "tools": tools, "user_id": variables.get("contact_id") or None,
                "elevenlabs_extra_body": {"contact_id": variables.get("contact_id", "")}}
        began, first, text, tool = time.perf_counter(), None, "", []
        headers = {**self._headers(), "X-Hilo-Call": self.call, "X-Hilo-Caller": self.number,
                   "X-Hilo-Called": "+543424550100"}
        async with self._client.stream("POST", f"{self._base()}/v1/chat/completions", json=body,
                                       headers=headers) as answer:
            if answer.status_code != 200:
                raise CallError(f"{answer.status_code}: {(await answer.aread()).decode()[:500]}")
            async for line in answer.aiter_lines():
                if not line.startswith("data: ") or line.strip() == "data: [DONE]":
                    continue
                for choice in json.loads(line[6:]).get("choices") or []:
                    if choice["delta"].get("content"):
                        first = first or time.perf_counter()
                        text += choice["delta"]["content"]
                    tool += [one["function"] for one in choice["delta"].get("tool_calls") or []]
        return {"text": text, "tools": tool, "first_ms": round(1000 * ((first or time.perf_counter()) - began), 1),
                "ms": round(1000 * (time.perf_counter() - began), 1)}

    async def _ask(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        began = time.perf_counter()
        answer = await self._client.post(self._base() + path, json=body, headers=self._headers())
        if answer.status_code != 200:
            raise CallError(f"{answer.status_code}: {answer.text[:500]}")
        return {**answer.json(), "ms": round(1000 * (time.perf_counter() - began), 1)}

    @staticmethod
    def _base() -> str:
        return f"http://127.0.0.1:{get_settings().hilo_port}/webhooks/elevenlabs"

    @staticmethod
    def _headers() -> dict[str, str]:
        return {"Authorization": f"Bearer {get_settings().elevenlabs_bearer}"}


def blueprint(world: World, calls: Calls) -> Blueprint:
    """`POST /simulator/live-call`: what was said on both sides, with the milliseconds of each answer."""
    door = Blueprint("live_calls", url_prefix="/simulator")

    @door.post("/live-call")
    async def live_call(request: Request) -> HTTPResponse:
        order = order_of(request)
        async with httpx.AsyncClient(timeout=PATIENCE) as client:
            call = LiveCall(client, order)
            try:
                await asyncio.wait_for(call.run(), 300)
            except (CallError, httpx.HTTPError, asyncio.TimeoutError) as error:
                return response.json({"error": f"{type(error).__name__}: {error}", "answers": call.answers}, 502)
        reported = None
        if order.get("report", True):
            reported = await calls.report({
                "from_number": call.number, "transcript": call.turns, "conversation_id": call.call, "audio": False,
                "direction": order.get("direction") or "inbound",
                "variables": call.initiation.get("dynamic_variables") or order.get("variables") or {}})
        return response.json({"conversation_id": call.call, "initiation": call.initiation, "answers": call.answers,
                              "transcript": call.turns, "report": reported}, ensure_ascii=False)

    return door
