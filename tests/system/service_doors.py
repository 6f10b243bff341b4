"""Somebody at one of the doors: the web chat as its page speaks to it, or WhatsApp by way of the provider."""
from __future__ import annotations

import asyncio
import json
import re
import time
import uuid
from collections.abc import Callable
from typing import Any

import httpx
import websockets

from tests.talking import note_own_words, readable

PATIENCE = 30.0
"""Seconds after which an answer counts as none."""
QUIET = 0.8
"""Seconds without a further message after which an answer is whole (WhatsApp sends its parts one by one)."""


class Person:
    """Writes, reads, and remembers both. `heard`: all that was read; `seconds`: how long each answer took."""

    door = ""

    def __init__(self) -> None:
        """Nothing has been said."""
        self.heard: list[str] = []
        self.buttons: list[dict[str, str]] = []
        self.files: list[str] = []
        self.seconds: list[float] = []

    def write(self, text: str, **more: Any) -> str:
        """Writes, and returns what is answered."""
        note_own_words(text)
        begun, place = time.monotonic(), len(self.heard)
        self.send(text, **more)
        assert self.take(lambda: len(self.heard) > place, PATIENCE), f"«{text}» was not answered: {self.told()}"
        self.seconds.append(time.monotonic() - begun)
        known = place
        while len(self.heard) > known:
            known = len(self.heard)
            self.take(lambda: len(self.heard) > known, QUIET)  # noqa: B023 (asked at once)
        said = "\n".join(self.heard[place:])
        print(f"[{self.door}] > {text}  ({self.seconds[-1]:.2f} s)\n[{self.door}] < {said}")
        return said

    def press(self, title: str) -> str:
        """Presses the button whose title has a pattern."""
        button = next(one for one in self.buttons if re.search(title, one["title"]))
        return self.write(button["title"], pressed=button)

    def waits_for(self, words: str, seconds: float = PATIENCE) -> str:
        """What comes without a message of theirs, once it has the words."""
        place = len(self.heard)
        assert self.take(lambda: any(words in one for one in self.heard[place:]), seconds), (
            f"«{words}» did not come: {self.told()}")
        return "\n".join(self.heard[place:])

    def told(self) -> str:
        """All that was read so far."""
        return "\n".join(self.heard)

    def found(self, pattern: str) -> str:
        """The last thing of a form that was read («CB-\\d+»)."""
        every = re.findall(pattern, self.told())
        assert every, f"no {pattern}: {self.told()}"
        return str(every[-1])

    def send(self, text: str, pressed: dict[str, str] | None = None) -> None:
        """Hands a message to the door."""
        raise NotImplementedError

    def take(self, enough: Callable[[], bool], seconds: float) -> bool:
        """Reads what comes until it is enough; whether it was, in time."""
        raise NotImplementedError

    def close(self) -> None:
        """Goes."""


class OnWhatsApp(Person):
    """A telephone of the played provider."""

    door = "whatsapp"

    def __init__(self, simulator: str, number: str) -> None:
        """`number`: E.164."""
        super().__init__()
        self.number, self._seen = number, 0
        self._http = httpx.Client(base_url=simulator, timeout=30)

    def send(self, text: str, pressed: dict[str, str] | None = None) -> None:
        """(see `Person`)."""
        kind = "item" if pressed and pressed.get("kind") == "item" else "button"
        self._http.post("/simulator/whatsapp", json={"from": self.number, "body": text, **({kind: pressed} if pressed
                                                                                           else {})}).raise_for_status()

    def take(self, enough: Callable[[], bool], seconds: float) -> bool:
        """(see `Person`)."""
        end = time.monotonic() + seconds
        while True:
            thread = self._http.get("/simulator/thread", params={"person": f"whatsapp:{self.number}"}).json()
            theirs = [one for one in thread["messages"] if not one["mine"]]
            for one in theirs[self._seen:]:
                self.heard.append(readable(one["body"]))
                items = (one.get("list") or {}).get("items") or []
                self.buttons = [*(one.get("buttons") or []), *({**item, "kind": "item"} for item in items)]
                self.files += [media["url"] for media in one["media"]]
            self._seen = len(theirs)
            if enough():
                return True
            if time.monotonic() > end:
                return False
            time.sleep(0.08)

    def close(self) -> None:
        """(see `Person`)."""
        self._http.close()


class OnTheWeb(Person):
    """A page of the web chat: its socket."""

    door = "webchat"

    def __init__(self, address: str) -> None:
        """`address`: of the Rasa server."""
        super().__init__()
        self._loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self._loop)  # the thread's own
        session = f"hilo.{uuid.uuid4()}"
        self._socket = self._loop.run_until_complete(websockets.connect(  # type: ignore[attr-defined]
            address.replace("http", "ws", 1) + "/webhooks/webchat/socket", subprotocols=[session], ping_interval=None))

    def send(self, text: str, pressed: dict[str, str] | None = None) -> None:
        """(see `Person`)."""
        frame = {"type": "message", "id": str(uuid.uuid4()), "text": text,
                 **({"payload": pressed["payload"]} if pressed else {})}
        self._loop.run_until_complete(self._socket.send(json.dumps(frame)))

    def take(self, enough: Callable[[], bool], seconds: float) -> bool:
        """(see `Person`)."""
        end = time.monotonic() + seconds
        while not enough():
            left = end - time.monotonic()
            if left <= 0:
                return False
            try:
                frame = json.loads(self._loop.run_until_complete(asyncio.wait_for(self._socket.recv(), left)))
            except asyncio.TimeoutError:
                continue
            assert frame["type"] != "error", frame
            for one in frame.get("messages") or []:
                self.heard.append(readable(one["text"]))
                self.buttons = one.get("buttons") or []
                source = ((one.get("attachment") or {}).get("payload") or {}).get("src") or one.get("image")
                self.files += [source] if source else []
        return True

    def close(self) -> None:
        """(see `Person`)."""
        self._loop.run_until_complete(self._socket.close())
        self._loop.close()
