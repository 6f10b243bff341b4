"""`/simulator/…`: how a person at the telephone, a test or a demonstration moves the played world."""
from __future__ import annotations

from typing import Any

from sanic import Blueprint, Request, response
from sanic.response import HTTPResponse

from hilo.settings import get_settings
from simulator import clock, sms
from simulator.eleven import ORDER as CALLED
from simulator.eleven import CallError, Calls
from simulator.faults import KINDS, RATES, TIMES, FaultError
from simulator.inbound import ORDER as WRITTEN
from simulator.inbound import OrderError, Writer
from simulator.known import Known
from simulator.twilio_api import as_json, is_sms
from simulator.world import Message, World

MOVED = frozenset({"real", "forward"})
"""Fields of an order to the clock."""


def shown(message: Message) -> dict[str, Any]:
    """A message as the telephone needs it."""
    return {"sid": message.sid, "from": message.sender, "to": message.to, "body": message.body,
            "mine": message.direction == "inbound", "status": message.status, "error_code": message.error_code,
            "at": message.at.isoformat(timespec="milliseconds"), "changes": message.changes, "arrived": message.arrived,
            "media": [{"type": one["type"], "url": one["url"]} for one in message.media],
            **({"segments": sms.segments(message.body)} if is_sms(message) else {}), **message.shown}


def order_of(request: Request, known: frozenset[str] | None = None) -> dict[str, Any]:
    """The object in a request's body. JSON must be called so: no other site's form can move the telephone. known: its
    fields; another one would be passed over in silence, and who meant `body` by it would send an empty message.

    Raises:
        OrderError: naming the field that is not known, among others.
    """
    if not request.headers.get("content-type", "").startswith("application/json") or not isinstance(request.json, dict):
        raise OrderError("a JSON object is needed, with Content-Type: application/json")
    order = dict(request.json)
    strange = [name for name in order if known is not None and name not in known]
    if strange:
        raise OrderError(f"{strange[0]}: there is no such field; there are {', '.join(sorted(known or ()))}")
    return order


def blueprint(world: World, writer: Writer, calls: Calls) -> Blueprint:
    """The control API."""
    door, known = Blueprint("control", url_prefix="/simulator"), Known()

    @door.exception(OrderError, CallError, FaultError, clock.ClockError)
    async def refuse(_: Request, error: Exception) -> HTTPResponse:
        return response.json({"error": str(error)}, 400, ensure_ascii=False)

    @door.post("/whatsapp")
    async def whatsapp(request: Request) -> HTTPResponse:
        return response.json(await writer.write(order_of(request, WRITTEN)))

    @door.post("/sms")
    async def sms(request: Request) -> HTTPResponse:
        return response.json(await writer.write(order_of(request, WRITTEN), "sms"))

    @door.post("/call")
    async def call(request: Request) -> HTTPResponse:
        return response.json(await calls.report(order_of(request, CALLED)))

    @door.get("/messages")
    async def messages(request: Request) -> HTTPResponse:
        to = request.args.get("to")
        found = [m for m in world.messages.values() if to in (None, m.to, m.to.removeprefix("whatsapp:"))]
        return response.json({"messages": [{**as_json(m), **shown(m), "content_sid": m.content_sid} for m in found]},
                             ensure_ascii=False)

    @door.get("/deliveries")
    async def deliveries(_: Request) -> HTTPResponse:
        return response.json({"deliveries": world.deliveries})

    @door.get("/thread")
    async def thread(request: Request) -> HTTPResponse:
        person = str(request.args.get("person") or "")
        bare = person.removeprefix("whatsapp:")
        other = bare if bare != person else f"whatsapp:{bare}"
        return response.json({"version": world.version, "now": clock.now().isoformat(),
                              "messages": [shown(m) for m in world.thread(person)],
                              "elsewhere": sum(m.direction != "inbound" for m in world.thread(other))},
                             ensure_ascii=False, headers={"Cache-Control": "no-store"})

    @door.get("/known")
    async def knows(request: Request) -> HTTPResponse:
        number = str(request.args.get("person") or "").removeprefix("whatsapp:")
        return response.json({"known": await known.of(number) if number else None}, ensure_ascii=False,
                             headers={"Cache-Control": "no-store"})

    @door.delete("/people/<person:str>")
    async def forget(_: Request, person: str) -> HTTPResponse:
        return response.json({"messages": sum(world.forget(one) for one in (person, f"whatsapp:{person}"))
                              + world.mails.forget(person)})

    def time() -> HTTPResponse:
        return response.json({"now": clock.now().isoformat(), "moved": clock.ahead() > 0,
                              "movable": get_settings().simulates_twilio})

    @door.get("/clock")
    async def clock_is(_: Request) -> HTTPResponse:
        return time()

    @door.post("/clock")
    async def move_clock(request: Request) -> HTTPResponse:
        order = order_of(request, MOVED)
        if order.get("real"):
            clock.real()
        elif isinstance(order.get("forward"), (int, float)) and get_settings().simulates_twilio:
            clock.forward(order["forward"])
        else:
            raise OrderError("forward: seconds, or real: true, and only while Twilio is simulated")
        return time()

    @door.get("/faults")
    async def faults(_: Request) -> HTTPResponse:
        return response.json({"in_force": world.faults.as_dict(), "known": {**KINDS, **RATES, **TIMES}})

    @door.post("/faults")
    async def set_faults(request: Request) -> HTTPResponse:
        world.faults.set(order_of(request))
        return response.json({"in_force": world.faults.as_dict()})

    @door.delete("/faults")
    async def no_faults(_: Request) -> HTTPResponse:
        world.faults.clear()
        return response.json({"in_force": world.faults.as_dict()})

    return door
