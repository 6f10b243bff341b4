"""Twilio's side of a live call: it rings at our door, does what the TwiML says, and opens the conversation's socket.

`POST /simulator/telephone` calls, `POST /simulator/telephone/<sid>` speaks, presses keys, hangs up; `GET` tells what
was said and done. The team's telephone answers, or does not, as the caller's order says.
"""
from __future__ import annotations

import asyncio
import contextlib
from collections import OrderedDict
from typing import Any
from urllib.parse import urlencode

import httpx
import websockets
from sanic import Blueprint, Request, response
from sanic.response import HTTPResponse

from hilo.settings import get_settings
from simulator import signing
from simulator.clock import now
from simulator.control import order_of
from simulator.eleven import CallError
from simulator.inbound import OrderError
from simulator.relay import Relay
from simulator.twiml import TwimlError, Verb, read
from simulator.webhooks import FORM, local
from simulator.world import new_sid

MOST_CALLS = 500
MOST_STEPS = 20
"""Documents of one call: a loop of redirects ends."""
ANSWER = 20.0
"""Seconds for which an order waits for what is said to it."""
TEAM = ("answers", "no-answer", "busy")


class TelephoneCall:
    """One call, from the first ring on."""

    def __init__(self, client: httpx.AsyncClient, order: dict[str, Any]) -> None:
        """order: {from: a number, or "anonymous", to?, sid?, team?: answers, no-answer or busy, aloud?: the voice takes
        its time, fields?: others of Twilio's}.

        Raises:
            CallError
        """
        if order.get("team", "answers") not in TEAM:
            raise CallError(f"team: {', '.join(TEAM)}")
        self.sid = str(order.get("sid") or new_sid("CA"))
        self.person = str(order.get("from") or "anonymous")
        self.state, self.began = "ringing", asyncio.get_running_loop().time()
        self.log: list[dict[str, Any]] = []
        self.relay: Relay | None = None
        self.language = ""
        self.latencies: list[float] = []
        self._order, self._client = order, client
        self._with_team = asyncio.Event()
        self._over = asyncio.Event()
        self._main: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Rings."""
        self._main = asyncio.get_running_loop().create_task(self._run())

    def note(self, who: str, text: str, partial: bool = False) -> None:
        """Something happened."""
        self.log.append({"number": len(self.log), "who": who, "text": text, "partial": partial,
                         "seconds": round(asyncio.get_running_loop().time() - self.began, 3)})

    def as_dict(self, since: int = 0) -> dict[str, Any]:
        """The call as the telephone shows it; `since`: what happened from this number on."""
        return {"sid": self.sid, "state": self.state, "language": self.language, "log": self.log[since:],
                "latencies_ms": [*self.latencies, *(self.relay.latencies if self.relay else [])]}

    async def order(self, order: dict[str, Any]) -> dict[str, Any]:
        """{say | partial | keys | interrupt: what was heard, or true | error: a description | hang_up: true |
        team_hangs_up: true, wait?: false}; what happened since, once it was answered.

        Raises:
            CallError
        """
        since, relay = len(self.log), self.relay
        if order.get("hang_up"):
            await self.hang_up()
        elif order.get("team_hangs_up"):
            self._with_team.set()
            await asyncio.sleep(0.05)
        elif relay is None or relay.ended.is_set():
            raise CallError(f"the call is {self.state}: nobody listens")
        else:
            await self._speak(relay, order)
        return self.as_dict(since)

    async def _speak(self, relay: Relay, order: dict[str, Any]) -> None:
        before = relay.turns
        if "say" in order:
            await relay.say(str(order["say"]))
        elif "partial" in order:
            await relay.say(str(order["partial"]), last=False)
        elif order.get("keys"):
            await relay.press(str(order["keys"]))
        elif "interrupt" in order:
            await relay.interrupt(None if order["interrupt"] is True else str(order["interrupt"]))
        elif "error" in order:
            await relay.send("error", description=str(order["error"]))
        elif "silence" not in order:
            raise CallError("say, partial, keys, interrupt, error, silence, hang_up or team_hangs_up is needed")
        waits = not {"partial", "interrupt"} & set(order) and order.get("wait") is not False
        if waits:
            await relay.next_turn(before, float(order.get("silence") or ANSWER))
            await asyncio.sleep(0.02)  # what follows at once: the end, say

    async def hang_up(self) -> None:
        """The caller hangs up."""
        self._over.set()
        self._with_team.set()
        if self.relay:
            await self.relay.close()
        if self._main:
            await asyncio.wait({self._main}, timeout=10)

    async def ready(self) -> None:
        """Until somebody talks with the caller, or the call has ended."""
        for _ in range(400):
            if self.state not in ("ringing", "dialling"):
                return
            await asyncio.sleep(0.025)

    # --- what Twilio does ---

    async def _run(self) -> None:
        try:
            verbs = await self._post(f"{get_settings().public_address}/webhooks/phone/voice", CallStatus="ringing")
            for _ in range(MOST_STEPS):
                following = await self._play(verbs)
                if following is None:
                    break
                verbs = following
        except TwimlError as error:
            self.note("error", str(error))
        except httpx.HTTPError as error:
            self.note("error", f"11200 {type(error).__name__}")
        if not self._over.is_set():
            self.note("twilio", "Hangup")
        self.state = "ended"

    async def _play(self, verbs: list[Verb]) -> list[Verb] | None:
        """Verb by verb; the next document where one of them leads to it, None at the end of the call."""
        for verb in verbs:
            if self._over.is_set() or verb.name == "Hangup":
                return None
            if verb.name == "Say":
                self.note("voice", verb.text)
            elif verb.name == "Pause":
                await asyncio.sleep(min(1.0, float(verb.attributes.get("length", 1))))
            elif verb.name == "Redirect":
                return await self._post(verb.text)
            elif verb.name == "Dial":
                return await self._dial(verb)
            elif verb.name == "Connect":
                return await self._connect(verb)
        return None

    async def _connect(self, verb: Verb) -> list[Verb] | None:
        noun = verb.part("ConversationRelay")
        assert noun is not None
        if self.relay:
            self.latencies += self.relay.latencies
        self.language = noun.attributes.get("language", "")
        self.relay = relay = Relay(noun, {"sid": self.sid, "from": self.person, "to": self._ours(),
                                          "direction": "inbound"}, self.note, bool(self._order.get("aloud")))
        began = asyncio.get_running_loop().time()
        try:
            await relay.open()
        except (OSError, asyncio.TimeoutError, websockets.WebSocketException) as error:  # type: ignore[attr-defined]
            relay.failed = f"64102 the socket was not opened: {error}"
            relay.ended.set()
        self.state = "talking"
        await relay.ended.wait()
        if relay.failed:
            self.note("error", relay.failed)
        ended = "completed" if self._over.is_set() else "ended" if relay.handoff is not None else "failed"
        more = {"HandoffData": relay.handoff} if relay.handoff else {}
        if ended == "failed":
            more |= {"ErrorCode": relay.failed.split()[0], "ErrorMessage": relay.failed.partition(" ")[2]}
        self.state = "dialling"
        return await self._action(verb, SessionId=relay.session, SessionStatus=ended, **more,
                                  SessionDuration=str(int(asyncio.get_running_loop().time() - began)))

    async def _dial(self, verb: Verb) -> list[Verb] | None:
        number = verb.part("Number")
        rings = number.text if number else verb.text
        self.note("twilio", f"Dial {rings}")
        came = self._order.get("team", "answers")
        if came == "answers":
            if number and number.attributes.get("url"):
                for said in await self._post(number.attributes["url"], CallStatus="in-progress"):
                    self.note("to_team", said.text)
            self.state = "with_team"
            await self._with_team.wait()
            came = "completed"
        self.state = "dialling"
        return await self._action(verb, DialCallStatus=came, DialCallSid=new_sid("CA"), DialCallDuration="0")

    async def _action(self, verb: Verb, **fields: str) -> list[Verb] | None:
        """Asks the verb's address what comes next; after a hang-up its answer changes nothing."""
        if "action" not in verb.attributes:
            return None
        over = self._over.is_set()
        with contextlib.suppress(httpx.HTTPError, TwimlError) if over else contextlib.nullcontext():
            verbs = await self._post(verb.attributes["action"], CallStatus="completed" if over else "in-progress",
                                     **fields)
            return None if over else verbs
        return None

    async def _post(self, url: str, **fields: str) -> list[Verb]:
        form = {"CallSid": self.sid, "AccountSid": get_settings().twilio.sid, "From": self.person, "To": self._ours(),
                "Caller": self.person, "Called": self._ours(), "Direction": "inbound", "ApiVersion": "2010-04-01",
                "CallStatus": "in-progress", **(self._order.get("fields") or {}), **fields}
        headers = {"X-Twilio-Signature": signing.twilio(get_settings().twilio.token, url, form), "content-type": FORM}
        answer = await self._client.post(local(url), content=urlencode(form), headers=headers)
        if answer.status_code != 200:
            raise TwimlError(f"11200 HTTP {answer.status_code} from {url}")
        return read(answer.content)

    def _ours(self) -> str:
        return str(self._order.get("to") or "+543424550100")


def blueprint() -> Blueprint:
    """The control door of the telephone."""
    door = Blueprint("telephone_calls", url_prefix="/simulator/telephone")
    calls: OrderedDict[str, TelephoneCall] = OrderedDict()
    client = httpx.AsyncClient(timeout=15)

    @door.exception(CallError, OrderError)
    async def refuse(_: Request, error: Exception) -> HTTPResponse:
        return response.json({"error": str(error)}, 400, ensure_ascii=False)

    @door.after_server_stop
    async def end(*_: Any) -> None:
        await client.aclose()

    def named(sid: str) -> TelephoneCall:
        if sid not in calls:
            raise CallError("there is no such call")
        return calls[sid]

    @door.post("/", strict_slashes=False)
    async def call(request: Request) -> HTTPResponse:
        one = TelephoneCall(client, order_of(request))
        calls[one.sid] = one
        while len(calls) > MOST_CALLS:
            calls.popitem(last=False)
        one.start()
        await one.ready()
        return response.json({**one.as_dict(), "at": now().isoformat()}, ensure_ascii=False)

    @door.post("/<sid:str>")
    async def speak(request: Request, sid: str) -> HTTPResponse:
        return response.json(await named(sid).order(order_of(request)), ensure_ascii=False)

    @door.get("/<sid:str>")
    async def show(request: Request, sid: str) -> HTTPResponse:
        since = str(request.args.get("since") or "0")
        return response.json(named(sid).as_dict(int(since) if since.isdigit() else 0), ensure_ascii=False,
                             headers={"Cache-Control": "no-store"})

    return door
