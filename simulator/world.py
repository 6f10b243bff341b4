"""The played world: who wrote what to whom, templates, calls. In memory, the oldest forgotten first."""
from __future__ import annotations

import uuid
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from simulator import contents, sms
from simulator.clock import now
from simulator.faults import Faults
from simulator.mail import Mailbox

MOST = 20_000
"""Messages that are kept."""
WINDOW = timedelta(hours=24)


def new_sid(prefix: str) -> str:
    """A name as Twilio gives them: two letters and 32 hexadecimal digits."""
    return prefix + uuid.uuid4().hex


def line_of(address: str) -> str:
    """The line of a WhatsApp address, whichever way it is spelt: with or without the digit that Mexico (1) and
    Argentina (9) once wanted. A letter to +521… reaches whoever writes from +52…, as in WhatsApp itself."""
    for long, short in (("whatsapp:+521", "whatsapp:+52"), ("whatsapp:+549", "whatsapp:+54")):
        if address.startswith(long) and len(address) == len(short) + 11:
            return short + address[len(long):]
    return address


@dataclass
class Message:
    """A message in either direction. shown: how the telephone shows it (buttons, list, place).
    arrived: whether the product has taken what a person wrote."""

    sid: str
    sender: str
    to: str
    body: str
    direction: str
    status: str
    at: datetime
    error_code: int | None = None
    media: list[dict[str, str]] = field(default_factory=list)
    shown: dict[str, Any] = field(default_factory=dict)
    callback: str | None = None
    content_sid: str | None = None
    sent_at: datetime | None = None
    updated_at: datetime | None = None
    changes: int = 0
    arrived: bool | None = None


class World:
    """Everything that happened since the simulator began."""

    def __init__(self, contents_file: Path) -> None:
        """An empty world, but for the contents of the last one."""
        self.messages: OrderedDict[str, Message] = OrderedDict()
        self._contents_file = contents_file
        self.contents = contents.read(contents_file)
        self.media: OrderedDict[str, tuple[str, bytes]] = OrderedDict()
        self.calls: OrderedDict[str, dict[str, Any]] = OrderedDict()
        self.batches: OrderedDict[str, dict[str, Any]] = OrderedDict()
        self.agents: OrderedDict[str, dict[str, Any]] = OrderedDict()
        self.last_inbound: dict[tuple[str, str], datetime] = {}
        self.stopped: set[tuple[str, str]] = set()
        self.deliveries: list[dict[str, Any]] = []
        self.mails = Mailbox()
        self.faults = Faults()
        self.version = 0

    def changed(self) -> None:
        """The telephone has something new to show."""
        self.version += 1

    def keep_contents(self) -> None:
        """They outlast the simulator."""
        contents.write(self._contents_file, self.contents)

    def add(self, message: Message) -> None:
        """Keeps a message; an inbound one opens the window of 24 hours, or stops and starts SMS."""
        self.messages[message.sid] = message
        while len(self.messages) > MOST:
            self.messages.popitem(last=False)
        if message.direction == "inbound":
            pair = (message.sender, message.to)
            self.last_inbound[pair] = message.at
            if not message.sender.startswith("whatsapp:"):
                self._hear_keyword(message, pair)
        self.changed()

    def _hear_keyword(self, message: Message, pair: tuple[str, str]) -> None:
        """Stops or starts SMS, and answers as Twilio does by itself; what begins nothing is not answered."""
        word = sms.keyword(message.body)
        if word is None or (word != "stop" and (pair in self.stopped) != (word == "start")):
            return
        (self.stopped.add if word == "stop" else self.stopped.discard)(pair)
        self.add(Message(new_sid("SM"), message.to, message.sender, sms.ANSWERS[word], "outbound-reply", "delivered",
                         message.at))

    def set_status(self, message: Message, status: str, error_code: int | None = None) -> None:
        """Moves a message on."""
        message.status, message.error_code, message.updated_at = status, error_code, now()
        message.changes += 1
        if status == "sent":
            message.sent_at = now()
        self.changed()

    def window_open(self, person: str, ours: str) -> bool:
        """Whether the person wrote to this number in the last 24 hours."""
        line = line_of(person)
        last = max((at for (who, to), at in self.last_inbound.items() if to == ours and line_of(who) == line),
                   default=None)
        return last is not None and now() - last < WINDOW

    def thread(self, person: str) -> list[Message]:
        """All messages of a person's address, whichever way it is spelt, oldest first."""
        line = line_of(person)
        return [m for m in self.messages.values() if line in (line_of(m.sender), line_of(m.to))]

    def forget(self, person: str) -> int:
        """Forgets a person; how many messages went."""
        gone = [m.sid for m in self.thread(person)]
        for sid in gone:
            for one in self.messages.pop(sid).media:
                self.media.pop(one["url"].rpartition("/")[2], None)
        self.last_inbound = {pair: at for pair, at in self.last_inbound.items() if person not in pair}
        self.stopped = {pair for pair in self.stopped if person not in pair}
        bare = person.removeprefix("whatsapp:")
        self.calls = OrderedDict((k, v) for k, v in self.calls.items() if bare not in str(v.get("metadata")))
        for batch in self.batches.values():
            batch["recipients"] = [one for one in batch["recipients"] if one["phone_number"] != bare]
        self.deliveries = [one for one in self.deliveries if one.get("person") != person]
        self.changed()
        return len(gone)
