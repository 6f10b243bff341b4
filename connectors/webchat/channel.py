"""The web chat: its page, its history and its socket (protocol: `docs/how-to/webchat.md`)."""
from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Request, Sanic, response
from sanic.response import HTTPResponse

from connectors.doors import MAX_BODY, Refused, check_ready, from_memory
from connectors.ingress import LONGEST, Incoming, receive
from connectors.rates import check_rate
from connectors.webchat.history import history
from connectors.webchat.pushing import Pusher
from hilo.business.load import get_shop
from hilo.clock import now
from hilo.memory import database
from hilo.outreach import continuing
from hilo.texts import texts

FOLDER = Path(__file__).parent
STATIC = FOLDER / "static"
PROTOCOL = "hilo."
SESSION = re.compile(r"^[A-Za-z0-9-]{16,64}$")
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
POLICY = "default-src 'self'; connect-src 'self' ws: wss:; img-src 'self' https: data:"


def session_of(value: str | None) -> str:
    """A visitor's session.

    Raises:
        Refused: 400 when it is not one that the page makes.
    """
    if not value or not SESSION.match(value):
        raise Refused(400, "the session is missing or malformed")
    return value


class Visitors:
    """The open sockets, by session; two tabs of one visitor both hear the answer."""

    def __init__(self) -> None:
        """Nobody is there yet."""
        self._sockets: dict[str, set[Any]] = {}
        self._turns: dict[str, asyncio.Lock] = {}

    def enter(self, session: str, socket: Any) -> None:
        """A socket opened."""
        self._sockets.setdefault(session, set()).add(socket)

    def leave(self, session: str, socket: Any) -> None:
        """A socket closed."""
        self._sockets.get(session, set()).discard(socket)
        if not self._sockets.get(session):
            self._sockets.pop(session, None)
            self._turns.pop(session, None)

    def present(self) -> list[str]:
        """Whose pages are open."""
        return list(self._sockets)

    def turn(self, session: str) -> asyncio.Lock:
        """One message of a visitor at a time: the same one sent twice finds its own answer."""
        return self._turns.setdefault(session, asyncio.Lock())

    async def tell(self, session: str, frame: dict[str, Any]) -> None:
        """Sends a frame to every tab that still listens."""
        data = json.dumps(frame, ensure_ascii=False)
        for socket in list(self._sockets.get(session, ())):
            try:
                await socket.send(data)
            except Exception:  # the tab has gone; its own loop notices
                self.leave(session, socket)


class WebChatInput(InputChannel):
    """The page a customer writes on."""

    @classmethod
    def name(cls) -> str:
        """(see parent class for full docstring)."""
        return "webchat"

    def __init__(self) -> None:
        """Keeps the open sockets."""
        self._visitors = Visitors()

    def blueprint(self, on_new_message: Any) -> Blueprint:
        """(see parent class for full docstring)."""
        door = Blueprint("webchat")

        @door.after_server_start
        async def begin_pushing(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
            app.ctx.pushing = loop.create_task(Pusher(self._visitors.present, self._visitors.tell).run())

        @door.before_server_stop
        async def end_pushing(app: Sanic, _: Any) -> None:
            app.ctx.pushing.cancel()

        @door.get("/")
        async def page(_: Request) -> HTTPResponse:
            return await response.file(FOLDER / "page.html", headers={
                "Content-Security-Policy": POLICY, "Cache-Control": "no-cache", "Referrer-Policy": "no-referrer",
                "X-Content-Type-Options": "nosniff"}, mime_type="text/html; charset=utf-8")

        @door.get("/embed.js")
        async def embed(_: Request) -> HTTPResponse:
            return await self._static("embed.js")

        @door.get("/static/<name:str>")
        async def static(_: Request, name: str) -> HTTPResponse:
            return await self._static(name)

        @door.get("/profile")
        async def profile(_: Request) -> HTTPResponse:
            return response.json(describe(), ensure_ascii=False)

        @door.get("/history")
        async def past(request: Request) -> HTTPResponse:
            try:
                session = session_of(request.headers.get("x-hilo-session"))
                check_rate(f"history:{session}", request)
                return response.json({"messages": await from_memory(history, session)}, ensure_ascii=False,
                                     headers={"Cache-Control": "no-store"})
            except Refused as error:
                return response.json({"error": error.message}, error.status, headers=error.headers)

        @door.post("/whatsapp")
        async def to_whatsapp(request: Request) -> HTTPResponse:
            try:
                session = session_of(request.headers.get("x-hilo-session"))
                check_rate(f"whatsapp:{session}", request)
                found = await from_memory(way_to_whatsapp, session)
                return response.json(found, ensure_ascii=False, headers={"Cache-Control": "no-store"})
            except Refused as error:
                return response.json({"error": error.message}, error.status, headers=error.headers)

        async def socket(request: Request) -> Any:
            offered = [p.strip() for p in request.headers.get("sec-websocket-protocol", "").split(",")]
            ours = next((p for p in offered if p.startswith(PROTOCOL)), "")
            try:
                session = session_of(ours[len(PROTOCOL):])
            except Refused as error:
                return response.json({"error": error.message}, error.status)
            if request.headers.get("upgrade", "").lower() != "websocket":
                return response.json({"error": "a WebSocket is needed here"}, 426, headers={"Upgrade": "websocket"})

            async def listen(request: Request, ws: Any) -> None:
                self._visitors.enter(session, ws)
                try:
                    await self._listen(request, ws, session)
                finally:
                    self._visitors.leave(session, ws)

            # Sanic's decorator takes a fixed list of subprotocols; ours carries the session.
            return await request.app._websocket_handler(listen, request, subprotocols=[ours])

        socket.is_websocket = True  # type: ignore[attr-defined]  # else Sanic misses an answer when it closes
        door.add_route(socket, "/socket")
        return door

    @staticmethod
    async def _static(name: str) -> HTTPResponse:
        file = STATIC / name
        if "/" in name or file.suffix not in TYPES or not file.is_file():
            return response.json({"error": "there is no such file"}, 404)
        return await response.file(file, mime_type=TYPES[file.suffix],
                                   headers={"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"})

    async def _listen(self, request: Request, ws: Any, session: str) -> None:
        while True:  # `async for` over a socket fails on this Sanic
            received = await ws.recv()
            if received is None:
                return
            frame = self._read(received)
            if frame is None:
                continue
            async with self._visitors.turn(session):
                try:
                    await self._answer(request, ws, session, frame)
                except Refused as error:
                    await ws.send(json.dumps({"type": "error", "reply_to": frame["id"],
                                              "text": texts.fill(f"utter_refused_{error.status}")}))

    @staticmethod
    def _read(received: Any) -> dict[str, Any] | None:
        """A message frame, or None for what this server does not know."""
        if len(received) > MAX_BODY:
            return None
        try:
            frame = json.loads(received)
        except (UnicodeDecodeError, ValueError):
            return None
        if not isinstance(frame, dict) or frame.get("type") != "message":
            return None
        if not isinstance(frame.get("text"), str) or not isinstance(frame.get("id"), str) or len(frame["id"]) > 64:
            return None
        return frame

    async def _answer(self, request: Request, ws: Any, session: str, frame: dict[str, Any]) -> None:
        check_rate(f"webchat:{session}", request)
        if len(frame["text"]) > LONGEST:
            raise Refused(413, "too long")
        check_ready(request.app)
        payload = frame.get("payload")
        is_button = isinstance(payload, str) and bool(payload)
        received = await receive(Incoming(self.name(), self.name(), session,
                                          str(payload) if is_button else frame["text"], name=frame["id"],
                                          title=frame["text"] if is_button else None), request.app.ctx.consumer)
        await ws.send(json.dumps({"type": "accepted", "id": frame["id"]}))
        if received.is_new:
            await self._visitors.tell(session, {"type": "typing"})
        if not await request.app.ctx.consumer.answered(received.id, received.is_new):
            raise Refused(503, "the answer takes too long")
        reply = [m for m in await from_memory(history, session) if m["id"].startswith(f"{frame['id']}:")]
        await self._visitors.tell(session, {"type": "messages", "reply_to": frame["id"], "messages": reply})


def way_to_whatsapp(session_name: str) -> dict[str, str]:
    """How a visitor goes on by WhatsApp, `link` and the `text` that it writes, with a code of their own (blocks).

    Raises:
        Refused: 404 where the company has no WhatsApp number.
    """
    if continuing.number() is None:
        raise Refused(404, "there is no WhatsApp number")
    with database.writing() as session:
        text = continuing.message_for(session, session_name, now())
    return {"link": str(continuing.link(text)), "text": text}


def describe() -> dict[str, Any]:
    """What the page says of the company before the first message."""
    profile = get_shop().company.profile
    return {"name": profile.name, "assistant": profile.assistant_name, "privacy": profile.privacy_notice,
            "whatsapp": continuing.number() is not None,
            "welcome": texts.fill("utter_webchat_welcome", company=profile.name, assistant=profile.assistant_name),
            "starters": texts.titles("utter_webchat_welcome")}
