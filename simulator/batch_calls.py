"""ElevenLabs' batch calls: taken, begun at their hour, each call with an outcome by chance from a seed, reported."""
from __future__ import annotations

import asyncio
import random
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from sanic import Blueprint, Request, response
from sanic.response import HTTPResponse

from simulator.clock import now
from simulator.control import order_of
from simulator.eleven import CallError, Calls, check_key
from simulator.webhooks import Webhooks
from simulator.world import World

SCRIPTS: dict[str, list[Any]] = yaml.safe_load((Path(__file__).parent / "calls.yml").read_text(encoding="utf-8"))
"""What is said in a call, by its outcome; several of each."""
OUTCOMES = ("completed", "opt_out", "wrong_number", "voicemail", "busy", "no-answer", "unknown")
STATUSES = {"voicemail": "voicemail", "busy": "failed", "no-answer": "failed", "unknown": "failed"}
"""How the batch calls an outcome; the others are `completed`."""
USUAL = {"completed": 0.7, "opt_out": 0.05, "voicemail": 0.05, "busy": 0.07, "no-answer": 0.1, "unknown": 0.03}
LOOK = 0.2
"""Seconds between two looks at the clock while a batch waits for its hour."""


class Batches:
    """The batches of the played world."""

    def __init__(self, world: World, webhooks: Webhooks, calls: Calls) -> None:
        """Calls by chance as in `USUAL`, from seed 1, eight at a time, each over in a twentieth of a second."""
        self.world, self._webhooks, self._calls = world, webhooks, calls
        self.seed, self.shares, self.seconds, self.at_once = 1, dict(USUAL), 0.05, 8
        self.fixed: dict[str, str] = {}
        self.submissions: list[dict[str, Any]] = []

    def submit(self, body: dict[str, Any]) -> dict[str, Any]:
        """Takes a batch, which then runs."""
        stamp, batch_id = int(now().timestamp()), f"btcal_{uuid.uuid4().hex[:24]}"
        begins = body.get("scheduled_time_unix") or stamp
        batch = {
            "id": batch_id, "phone_number_id": body["agent_phone_number_id"], "phone_provider": "twilio",
            "name": body["call_name"], "agent_id": body["agent_id"], "agent_name": "Hilo", "created_at_unix": stamp,
            "scheduled_time_unix": begins, "total_calls_dispatched": 0, "total_calls_scheduled":
                len(body["recipients"]), "last_updated_at_unix": stamp, "status": "pending",
            "recipients": [{
                "id": one.get("id") or f"rcpt_{uuid.uuid4().hex[:24]}", "phone_number": one["phone_number"],
                "status": "pending", "created_at_unix": stamp, "updated_at_unix": stamp, "conversation_id": None,
                "conversation_initiation_client_data": one.get("conversation_initiation_client_data")}
                for one in body["recipients"]]}
        self.world.batches[batch_id] = batch
        self._webhooks.later(self._run(batch, begins))
        return batch

    def cancel(self, batch: dict[str, Any]) -> None:
        """Who has not been called yet is called no more."""
        if batch["status"] in ("pending", "in_progress"):
            batch["status"] = "cancelled"
        for one in batch["recipients"]:
            if one["status"] == "pending":
                self._set(batch, one, "cancelled")

    def retry(self, batch: dict[str, Any]) -> None:
        """Who was not reached is called again."""
        for one in batch["recipients"]:
            if one["status"] == "failed":
                self._set(batch, one, "pending")
                one["conversation_id"] = None
        batch["status"] = "pending"
        self._webhooks.later(self._run(batch, 0, again=True))

    async def _run(self, batch: dict[str, Any], begins: int, again: bool = False) -> None:
        while int(now().timestamp()) < begins:
            if batch["status"] == "cancelled":
                return
            await asyncio.sleep(LOOK)
        if batch["status"] == "pending":
            batch["status"] = "in_progress"
        free = asyncio.Semaphore(self.at_once)

        async def one_call(one: dict[str, Any]) -> None:
            async with free:
                if one["status"] == "pending" and batch["status"] != "cancelled":
                    await self._call(batch, one, again)

        await asyncio.gather(*(one_call(one) for one in batch["recipients"] if one["status"] == "pending"))
        if batch["status"] == "in_progress":
            batch["status"] = "completed"
        self.world.changed()

    async def _call(self, batch: dict[str, Any], one: dict[str, Any], again: bool) -> None:
        chance = random.Random(f"{self.seed}:{one['phone_number']}:{again}")
        by_chance = chance.choices(list(self.shares), list(self.shares.values()))[0]
        outcome = self.fixed.get(one["phone_number"], by_chance)
        one["conversation_id"] = f"conv_{uuid.uuid4().hex}"
        batch["total_calls_dispatched"] += 1
        for status in ("initiated", "in_progress"):
            self._set(batch, one, status)
            await asyncio.sleep(self.seconds * chance.random())
        told = one["conversation_initiation_client_data"] or {}
        script = chance.choice(SCRIPTS.get(outcome) or [[]])
        variables = {**(told.get("dynamic_variables") or {}), "system__called_number": one["phone_number"]}
        first = ((told.get("conversation_config_override") or {}).get("agent") or {}).get("first_message")
        turns = [{"role": "agent", "message": first or "Hola."}, *script] if outcome in SCRIPTS else []
        played = outcome if outcome in ("voicemail", "busy", "no-answer", "unknown") else "done"
        self._set(batch, one, STATUSES.get(outcome, "completed"))
        await self._calls.report({
            "from_number": one["phone_number"], "direction": "outbound", "outcome": played, "audio": False,
            "transcript": turns, "conversation_id": one["conversation_id"], "user_id": told.get("user_id"),
            "variables": variables, "reported": not self.world.faults.take("call_unreported"),
            "batch_call": {"batch_call_id": batch["id"], "batch_call_recipient_id": one["id"]}})

    def _set(self, batch: dict[str, Any], one: dict[str, Any], status: str) -> None:
        one["status"], one["updated_at_unix"] = status, int(now().timestamp())
        batch["last_updated_at_unix"] = one["updated_at_unix"]

    def order(self, wanted: dict[str, Any]) -> dict[str, Any]:
        """How calls turn out: {seed, shares: {outcome: share}, fixed: {number: outcome}, seconds, at_once}.

        Raises:
            CallError
        """
        for outcome in (*(wanted.get("shares") or {}), *(wanted.get("fixed") or {}).values()):
            if outcome not in OUTCOMES:
                raise CallError(f"{outcome} is no outcome; there are {', '.join(OUTCOMES)}")
        self.seed, self.seconds = wanted.get("seed", self.seed), float(wanted.get("seconds", self.seconds))
        self.shares, self.at_once = wanted.get("shares") or self.shares, int(wanted.get("at_once", self.at_once))
        self.fixed = wanted.get("fixed", self.fixed)
        return {"seed": self.seed, "shares": self.shares, "fixed": self.fixed, "seconds": self.seconds,
                "at_once": self.at_once}


def summary(batch: dict[str, Any]) -> dict[str, Any]:
    """A batch without its recipients."""
    return {name: value for name, value in batch.items() if name != "recipients"}


def problems_of(body: Any) -> str | None:
    """What the provider would have against a submission."""
    if not isinstance(body, dict):
        return "a JSON object is needed"
    for name in ("call_name", "agent_id", "agent_phone_number_id"):
        if not isinstance(body.get(name), str):
            return f"{name}: Field required"
    if "scheduled_time_unix" not in body:
        return "scheduled_time_unix: Field required"
    people = body.get("recipients")
    if not isinstance(people, list) or not all(isinstance(one, dict) and isinstance(one.get("phone_number"), str)
                                               for one in people):
        return "recipients: a list of {phone_number}"
    return "recipients: at most 10000" if len(people) > 10_000 else None


def blueprint(batches: Batches) -> Blueprint:
    """`/v1/convai/batch-calling/…`."""
    door = Blueprint("batches", url_prefix="/v1/convai/batch-calling")
    door.middleware("request")(check_key)
    world = batches.world

    @door.post("/submit")
    async def submit(request: Request) -> HTTPResponse:
        refused = world.faults.take("batch_refuse")
        if refused:
            return response.json({"detail": {"status": "error", "message": "as asked"}}, refused.get("status", 503))
        wrong = problems_of(request.json)
        if wrong:
            return response.json({"detail": [{"loc": ["body"], "msg": wrong, "type": "value_error"}]}, 422)
        lost, unanswered = world.faults.take("batch_lost"), world.faults.take("batch_unanswered")
        batches.submissions.append(request.json)
        batch = None if lost else batches.submit(request.json)
        if lost or unanswered:
            await asyncio.sleep((lost or unanswered or {}).get("seconds", 0))
            return response.json({"detail": {"message": "gateway timeout"}}, 504)
        return response.json(summary(batch or {}))

    @door.get("/workspace")
    async def workspace(request: Request) -> HTTPResponse:
        known = list(reversed(world.batches.values()))
        after, most = request.args.get("last_doc"), int(request.args.get("limit") or 100)
        if after:
            known = known[next((place + 1 for place, one in enumerate(known) if one["id"] == after), 0):]
        shown = [summary(one) for one in known[:most]]
        more = len(known) > most
        return response.json({"batch_calls": shown, "has_more": more, "next_doc": shown[-1]["id"] if more else None})

    @door.get("/<batch_id:str>")
    async def show(_: Request, batch_id: str) -> HTTPResponse:
        found = world.batches.get(batch_id)
        return response.json(found) if found else _unknown()

    @door.post("/<batch_id:str>/cancel")
    async def cancel(_: Request, batch_id: str) -> HTTPResponse:
        return change(batch_id, batches.cancel)

    @door.post("/<batch_id:str>/retry")
    async def retry(_: Request, batch_id: str) -> HTTPResponse:
        return change(batch_id, batches.retry)

    def change(batch_id: str, how: Callable[[dict[str, Any]], None]) -> HTTPResponse:
        found = world.batches.get(batch_id)
        if found is None:
            return _unknown()
        how(found)
        return response.json(summary(found))

    return door


def control(batches: Batches) -> Blueprint:
    """`/simulator/batches`: how calls turn out, and what was submitted."""
    door = Blueprint("batches_control", url_prefix="/simulator")

    @door.post("/batches")
    async def turn_out(request: Request) -> HTTPResponse:
        try:
            return response.json(batches.order(order_of(request)))
        except CallError as error:
            return response.json({"error": str(error)}, 400)

    @door.get("/batches")
    async def known(_: Request) -> HTTPResponse:
        return response.json({"batches": list(batches.world.batches.values()), "submissions": batches.submissions})

    return door


def _unknown() -> HTTPResponse:
    return response.json({"detail": {"status": "not_found", "message": "no such batch call"}}, 404)
