"""ConversationRelay: a call's socket, as Twilio opens it, with ears and a voice that are played.

Protocol: https://www.twilio.com/docs/voice/conversationrelay/websocket-messages.
"""
from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Callable
from typing import Any

import websockets

from hilo.settings import get_settings
from simulator import signing
from simulator.twiml import Verb
from simulator.webhooks import local
from simulator.world import new_sid

OUT = {"text": {"token", "last", "lang", "interruptible", "preemptible"}, "play": {"source", "loop", "preemptible",
       "interruptible"}, "sendDigits": {"digits"}, "language": {"ttsLanguage", "transcriptionLanguage"},
       "end": {"handoffData"}}
"""Messages that an application may send, with their fields; another one is refused with error 64107."""
NEEDED = {"text": "token", "play": "source", "sendDigits": "digits"}
PER_SECOND = 15.0
"""Characters that the voice says in a second, where it takes its time."""


class Relay:
    """One session."""

    def __init__(self, noun: Verb, call: dict[str, str], note: Callable[..., None], aloud: bool) -> None:
        """noun: <ConversationRelay>. call: {sid, from, to, direction}. note: writes down what happened. aloud: the
        voice takes as long as a voice does; else everything is said at once."""
        self.session, self.ended, self.failed = new_sid("VX"), asyncio.Event(), ""
        self.handoff: str | None = None
        self.language = noun.attributes.get("language", "en-US")
        self._given, self._call, self._note, self._aloud = noun.attributes, call, note, aloud
        self._parameters = {one.attributes.get("name", ""): one.attributes.get("value", "") for one in noun.parts
                            if one.name == "Parameter"}
        self._socket: Any = None
        self._reader: asyncio.Task[None] | None = None
        self._cycle: list[str] = []
        self._began = 0.0
        self._speaking: asyncio.Task[None] | None = None
        self._asked: float | None = None
        self.latencies: list[float] = []
        self.turns = 0
        self.heard = asyncio.Condition()

    async def open(self) -> None:
        """Opens the socket, signed, tells of the call and says the greeting.

        Raises:
            OSError, websockets.WebSocketException: there is nobody, or they do not want to.
        """
        url = self._given["url"]
        headers = {"X-Twilio-Signature": signing.twilio(get_settings().twilio.token, url, {}),
                   "user-agent": "TwilioProxy/1.1"}
        where = local(url.replace("ws", "http", 1)).replace("http", "ws", 1)
        self._socket = await websockets.connect(where, extra_headers=headers, max_size=2**20,  # type: ignore[attr-defined]
                                                open_timeout=5)
        await self.send("setup", sessionId=self.session, accountSid=get_settings().twilio.sid, parentCallSid="",
                        callSid=self._call["sid"], **{"from": self._call["from"]}, to=self._call["to"],
                        forwardedFrom="", callType="PSTN", callerName="", direction=self._call["direction"],
                        callStatus="IN-PROGRESS", customParameters=self._parameters)
        self._reader = asyncio.get_running_loop().create_task(self._read())
        greeting = self._given.get("welcomeGreeting")
        if greeting:
            await self._voice(greeting, True)

    async def send(self, kind: str, **fields: Any) -> None:
        """A message to the application."""
        with contextlib.suppress(websockets.WebSocketException):  # type: ignore[attr-defined]
            await self._socket.send(json.dumps({"type": kind, **fields}, ensure_ascii=False))

    async def say(self, text: str, last: bool = True) -> None:
        """The caller says something; while the voice speaks, that cuts it short first."""
        if self._speaking and not self._speaking.done() and self._given.get("interruptible") not in ("none", "false"):
            await self.interrupt()
        if last:
            self._asked = asyncio.get_running_loop().time()
        self._note("caller", text, partial=not last)
        await self.send("prompt", voicePrompt=text, lang=self.language, last=last)

    async def interrupt(self, heard: str | None = None) -> None:
        """The voice is cut short; heard: what it had said, else as far as it has come."""
        text = "".join(self._cycle)
        if heard is None:
            seconds = asyncio.get_running_loop().time() - self._began
            words = text[:int(seconds * PER_SECOND)].rpartition(" ")[0] if self._aloud else text
            heard = words.strip()
        if self._speaking:
            self._speaking.cancel()
        self._cycle = []
        self._note("interrupt", heard)
        await self.send("interrupt", utteranceUntilInterrupt=heard,
                        durationUntilInterruptMs=int(len(heard) / PER_SECOND * 1000))

    async def press(self, digits: str) -> None:
        """The caller presses keys."""
        self._note("keys", digits)
        self._asked = asyncio.get_running_loop().time()
        for digit in digits:
            await self.send("dtmf", digit=digit)

    async def close(self) -> None:
        """The caller hangs up."""
        if self._reader:
            self._reader.cancel()
        if self._speaking:
            self._speaking.cancel()
        if self._socket:
            await self._socket.close()
        self.ended.set()

    async def next_turn(self, before: int, seconds: float) -> bool:
        """Waits until more than `before` texts were said to their end, or the session has ended."""
        async with self.heard:
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self.heard.wait_for(lambda: self.turns > before or self.ended.is_set()), seconds)
        return self.turns > before

    async def _read(self) -> None:
        try:
            async for raw in self._socket:
                await self._take(raw)
                if self.handoff is not None:
                    break
        except websockets.WebSocketException:  # type: ignore[attr-defined]
            pass
        if self.handoff is None:
            self.failed = "64105 WebSocket ended"
        with contextlib.suppress(Exception):
            await self._socket.close()
        self.ended.set()
        async with self.heard:
            self.heard.notify_all()

    async def _take(self, raw: Any) -> None:
        try:
            message = json.loads(raw)
            kind = message.pop("type")
            wrong = set(message) - OUT[kind]
            if wrong or (NEEDED.get(kind) or "") not in ("", *message):
                raise KeyError(kind)
        except (ValueError, KeyError, AttributeError, TypeError):
            self._note("error", f"64107 Invalid message received: {str(raw)[:200]}")
            await self.send("error", description=f"Invalid message received: {str(raw)[:200]}")
            return
        if kind == "text":
            await self._voice(str(message["token"]), bool(message.get("last")))
        elif kind == "end":
            self.handoff = str(message.get("handoffData") or "")
        elif kind == "language":
            self.language = str(message.get("transcriptionLanguage") or self.language)
            self._note("language", json.dumps(message))
        else:
            self._note(kind, json.dumps(message))

    async def _voice(self, token: str, last: bool) -> None:
        """Says a token; with the last one the talk cycle is whole."""
        now = asyncio.get_running_loop().time()
        if self._asked is not None:
            self.latencies.append(round((now - self._asked) * 1000, 2))
            self._asked = None
        if not self._cycle or (self._speaking and self._speaking.done()):
            self._cycle, self._began, self._speaking = [], now, None
        self._cycle.append(token)
        self._note("assistant", token, partial=not last)
        if not last:
            return
        if self._speaking and not self._speaking.done():
            self._speaking.cancel()
        self._speaking = asyncio.get_running_loop().create_task(self._speak("".join(self._cycle)))
        self.turns += 1
        async with self.heard:
            self.heard.notify_all()

    async def _speak(self, text: str) -> None:
        tells = "speaker-events" in self._given.get("events", "")
        if tells:
            await self.send("info", name="agentSpeaking", value="on")
        if self._aloud:
            left = self._began + len(text) / PER_SECOND - asyncio.get_running_loop().time()
            await asyncio.sleep(max(0.0, left))
        if tells:
            await self.send("info", name="agentSpeaking", value="off")
