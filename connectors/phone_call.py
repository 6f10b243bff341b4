"""One live call: what Twilio tells over its WebSocket, and what is answered (ConversationRelay's messages).

Every word of the caller goes through the inbox like any message; what is said back stands in the timeline first.
"""
from __future__ import annotations

import asyncio
import json
import logging
from typing import Any

from connectors.consumer import Consumer
from connectors.doors import Refused, from_memory
from connectors.ingress import LONGEST, Incoming, receive
from connectors.phone_keys import Keys
from connectors.phone_line import Line, Send
from connectors.phone_memory import aside, begun, cut_short, over, settled
from hilo.calls.answers import Answer, Piece, last_question
from hilo.calls.languages import tongue_of
from hilo.calls.live import CHANNEL, Caller
from hilo.memory import inbox
from hilo.settings import get_settings
from hilo.spanish.heard import joined, understood

logger = logging.getLogger(__name__)
SILENT = ("utter_phone_are_you_there", "utter_phone_cannot_hear")
"""What is asked when nobody speaks; after the last one the call is ended."""
FILLERS = ((2.5, "utter_phone_one_moment"), (8.0, "utter_phone_still_looking"))
"""Seconds after which somebody who waits for an answer is told that it is coming."""
UNHEARD = 3
"""So often in a row not understood at all, the caller is offered another way."""
PERSON, SILENCE, GOODBYE = "person", "silence", "goodbye"
"""Why we end a conversation; comes back to the action's address."""


class LiveCall:
    """A call, from its setup to the end of the line."""

    def __init__(self, send: Send, consumer: Consumer) -> None:
        """Nothing is known of it yet."""
        self._consumer = consumer
        self._line = Line(send, self._on_silence)
        self._keys = Keys(self._pressed)
        self._caller: Caller | None = None
        self._ordinal = 0
        self._slots: dict[str, Any] = {}
        self._partial = self._asked_last = ""
        self._silences = self._misheard = self._waiting = 0
        self._order = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()
        self._ending: asyncio.Task[None] | None = None
        self._handlers = {"setup": self._setup, "prompt": self._prompt, "interrupt": self._interrupt,
                          "dtmf": self._dtmf, "error": self._error, "info": self._info}

    async def take(self, frame: str | bytes) -> None:
        """One message of Twilio's; one that cannot be read, or that we do not know, changes nothing."""
        try:
            message = json.loads(frame)
            handler = self._handlers.get(str(message.get("type")))
        except (ValueError, AttributeError, RecursionError):
            logger.warning("A message of a call could not be read.")
            return
        if handler is None or (self._caller is None and message["type"] != "setup"):
            return
        await handler(message)

    async def hang_up(self) -> None:
        """The line is dead: what is still being answered is answered for the memory, and not said."""
        self._line.close()
        self._keys.clear()
        if self._ending:
            self._ending.cancel()
        if self._caller:
            await over(self._caller.sid)

    # --- what Twilio tells ---

    async def _setup(self, message: dict[str, Any]) -> None:
        sid, outbound = str(message.get("callSid") or ""), str(message.get("direction") or "").startswith("outbound")
        if not sid or self._caller is not None:
            return
        given = message.get("customParameters") or {}
        number = str(message.get("to" if outbound else "from") or "")
        call = await from_memory(begun, sid, number, outbound, str(given.get("greeting") or ""),
                                 str(given.get("greeting_name") or ""))
        self._caller, self._ordinal, self._slots = call.caller, call.ordinal, call.slots
        if call.greeting:
            self._asked_last = last_question(call.greeting.text)
            self._line.note(call.greeting)
        if call.caller.with_people:
            self._end(PERSON)

    async def _prompt(self, message: dict[str, Any]) -> None:
        text = joined(self._partial, str(message.get("voicePrompt") or "")[:LONGEST])
        if not message.get("last", True):
            self._partial = text
            self._line.hush()
            return
        self._partial = ""
        said = understood(text)
        if not said:
            await self._not_understood()
            return
        await self._hear(said)

    async def _interrupt(self, message: dict[str, Any]) -> None:
        cut = self._line.heard_until(str(message.get("utteranceUntilInterrupt") or ""))
        if cut:
            await from_memory(cut_short, cut)

    async def _dtmf(self, message: dict[str, Any]) -> None:
        self._line.hush()
        await self._keys.press(str(message.get("digit") or ""))

    async def _error(self, message: dict[str, Any]) -> None:
        """Twilio could not do something. What was wrong with a message of ours is ours to mend, not the caller's."""
        description = str(message.get("description") or "")[:300]
        logger.warning("Twilio reports of a call: %s", description)
        if "invalid message" not in description.lower() and "64107" not in description:
            await self._not_understood()

    async def _info(self, message: dict[str, Any]) -> None:
        name, is_on = message.get("name"), str(message.get("value")).lower() in ("on", "start", "true")
        if name == "agentSpeaking":
            self._line.spoke(is_on)
            if not is_on and self._waiting:
                self._line.hush()
        elif name == "clientSpeaking" and is_on:
            self._line.hush()

    # --- what is done about it ---

    async def _hear(self, text: str, title: str | None = None) -> None:
        """Keeps what the caller said and has it answered."""
        assert self._caller is not None
        self._silences = self._misheard = 0
        if self._ending and not self._line.ended:  # they are there after all
            self._ending.cancel()
        self._line.heard()
        self._keys.offer([])
        data: dict[str, Any] = {"interaction": self._caller.interaction_id}
        if self._slots:
            data["context"], self._slots = self._slots, {}
        name = f"{self._caller.sid}-{self._ordinal}"
        self._ordinal += 1
        try:
            received = await receive(Incoming(
                CHANNEL, CHANNEL, self._caller.number, text, name=name, title=title, data=data,
                contact_id=self._caller.contact_id), self._consumer)
        except Refused:
            await self._aside("utter_phone_trouble")
            return
        self._waiting += 1
        self._run(self._answer(received))

    async def _answer(self, received: inbox.Received) -> None:
        async with self._order:
            filling = asyncio.get_running_loop().create_task(self._fill())
            try:
                answered = await self._consumer.answered(received.id, received.is_new)
                answer = await from_memory(settled, received.id) if answered else None
            except Refused:
                answer = None
            finally:
                filling.cancel()
                self._waiting -= 1
            if answer is None:
                await self._aside("utter_phone_trouble")
            else:
                await self._say(answer)

    async def _fill(self) -> None:
        """Somebody who waits is not left in silence."""
        began = asyncio.get_running_loop().time()
        for after, name in FILLERS:
            await asyncio.sleep(max(0.0, began + after - asyncio.get_running_loop().time()))
            await self._aside(name, wait=False)

    async def _say(self, answer: Answer) -> None:
        assert self._caller is not None
        if answer.country and not self._caller.country:  # they have said where they are
            self._caller = Caller(**{**self._caller.__dict__, "country": answer.country})
            settings = get_settings()
            tongue = tongue_of(answer.country, settings.phone_tts_provider, settings.phone_stt_provider)
            await self._line.speak(tongue.voice, tongue.heard)
        self._keys.offer(answer.buttons)
        self._asked_last = last_question(" ".join(piece.text for piece in answer.pieces))
        await self._line.say(answer.pieces)
        if answer.with_people:
            if not answer.pieces:  # the team had the conversation already
                await self._aside("utter_phone_passing_on")
            self._end(PERSON)
        elif answer.goodbye:
            self._end(GOODBYE)
        elif self._waiting:
            self._line.hush()

    async def _pressed(self, text: str, title: str | None) -> None:
        """Keys that mean a choice, a number or a wish."""
        await self._hear(text, title)

    async def _not_understood(self) -> None:
        if self._waiting:
            return
        self._misheard += 1
        again = self._misheard >= UNHEARD
        await self._aside("utter_phone_not_heard_again" if again else "utter_phone_not_heard")

    async def _on_silence(self) -> None:
        if self._waiting or self._ending or self._line.ended or self._caller is None:
            return
        self._silences += 1
        if self._silences <= len(SILENT):
            await self._aside(SILENT[self._silences - 1], question=self._asked_last)
        else:
            await self._aside("utter_phone_goodbye_silence")
            self._end(SILENCE)

    async def _aside(self, name: str, wait: bool = True, **values: str) -> None:
        """Says something beside the dialogue, and keeps that it was said."""
        assert self._caller is not None
        piece: Piece = await asyncio.to_thread(aside, self._caller, name, values)
        await self._line.say([piece])
        if not wait:
            self._line.hush()

    def _end(self, why: str) -> None:
        if self._ending is None or self._ending.done():
            assert self._caller is not None
            self._ending = asyncio.get_running_loop().create_task(
                self._line.end({"reason": why, "call": self._caller.sid}))

    def _run(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
