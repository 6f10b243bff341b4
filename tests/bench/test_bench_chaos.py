"""The storm comes from its seed, and its proof finds what it looks for."""
from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest

from bench.chaos.plan import FORGERIES, Event, plan
from bench.chaos.proof import Memory, prove
from bench.chaos.senders import Sent
from bench.load.crowd import Answer, Step


def test_a_seed_is_a_storm() -> None:
    first, again, other = (plan(seed, 3000, 100.0, True) for seed in (1, 1, 2))
    assert first == again != other
    events = [event for events in first.values() for event in events]
    assert len({event.name for event in events}) == len(events) == 3000
    assert {event.channel for event in events} == {"whatsapp", "sms", "chat", "call", "payment"}
    assert {event.forged for event in events} == {None, *FORGERIES}
    assert not [event for event in events if event.forged and event.channel == "chat"]
    assert all(one.at <= two.at for events in first.values() for one, two in pairwise(events))
    orders = [event.order for event in events]
    assert any(order.get("from_number") == "" for order in orders), "withheld"
    assert any(not str(order.get("body", "x")).strip() for order in orders), "blank"
    assert any(event.late for event in events)
    assert any(event.copies for event in events)


def test_without_a_door_for_sms_nothing_comes_by_it() -> None:
    assert "sms" not in Counter(event.channel for events in plan(1, 500, 10.0, False).values() for event in events)


def row(**values: Any) -> SimpleNamespace:
    return SimpleNamespace(**values)


def whole() -> tuple[Memory, list[Sent], list[dict[str, Any]]]:
    """One message by WhatsApp, answered, and a forged one, refused."""
    name, forged = f"{1:032x}", f"{2:032x}"
    user = {"message_id": "i1", "metadata": {"bubbles": [{"inbox_id": "i1"}]}}
    memory = Memory(
        [row(id="i1", number=1, source="whatsapp", provider_id=f"whatsapp:+1:SM{name}", kind="message",
             contact_id="c", status="done", error=None, received_at=None, done_at=None)],
        [row(id=1, contact_id="c", source="whatsapp", provider_id=f"whatsapp:+1:SM{name}", ordinal=0, direction="in",
             author="customer", channel="whatsapp", at=None),
         row(id=2, contact_id="c", source="hilo", provider_id="i1", ordinal=0, direction="out", author="bot",
             channel="whatsapp", at=None)],
        [row(id=1, message_id=2, channel="whatsapp", status="read", reason="", sent_at=None, not_before=None)],
        [row(outbox_id=1, provider_id="SM9", status="read")],
        [row(sender_id="c", seq=0, type="user", data=json.dumps(user))])
    sent = [Sent(Event(name, "whatsapp", 1, 0.0), 0.0, status=200, statuses=[503, 200]),
            Sent(Event(forged, "whatsapp", 1, 0.0, forged="wrong"), 0.0, status=403, statuses=[403])]
    return memory, sent, [{"sid": "SM9", "mine": False}, {"sid": "SM1", "mine": True}]


def wrong(memory: Memory, sent: list[Sent], provider: list[dict[str, Any]], left: dict[str, int]) -> list[str]:
    return [what for what, _, cases in prove(memory, sent, provider, left).lines if cases]


def test_what_is_whole_is_found_so() -> None:
    assert wrong(*whole(), {}) == []


@pytest.mark.parametrize(("what", "found"), [
    ("lost", "what was taken is kept once, whatever came twice"),
    ("unanswered", "a message is answered in exactly one turn"),
    ("twice", "a message is answered in exactly one turn"),
    ("said twice", "a message is answered in exactly one turn"),
    ("failed", "a message ends answered, or with the people who have the conversation"),
    ("not in the timeline", "a message stands once in the timeline"),
    ("a gap", "a conversation has no gap"),
    ("sent twice", "the provider got each letter once, and none that is not ours"),
    ("never sent", "a letter has left, or is for later, or was held back for a reason"),
    ("forged", "a forged one is refused with 403"),
    ("not taken", "a genuine event is taken"),
    ("left", "nothing is left to be done"),
])
def test_what_is_wrong_is_found(what: str, found: str) -> None:
    memory, sent, provider = whole()
    left: dict[str, int] = {}
    if what == "lost":
        memory.inbox.clear()
    elif what == "unanswered":
        memory.messages.pop()
    elif what == "twice":
        memory.events.append(row(sender_id="c", seq=1, type="user", data=memory.events[0].data))
    elif what == "said twice":
        memory.messages.append(memory.messages[1])
    elif what == "failed":
        memory.inbox[0].status = "failed"
    elif what == "not in the timeline":
        memory.messages.pop(0)
    elif what == "a gap":
        memory.events[0].seq = 1
    elif what == "sent twice":
        provider.append({"sid": "SM10", "mine": False})
    elif what == "never sent":
        memory.outbox[0].status = "failed"
    elif what == "forged":
        sent[1].status = 200
    elif what == "not taken":
        sent[0].status = 0
    else:
        left["outbox pending"] = 1
    assert found in wrong(memory, sent, provider, left)


def test_messages_out_of_order_are_found() -> None:
    memory, sent, provider = whole()
    memory.inbox.append(row(**{**vars(memory.inbox[0]), "id": "i2", "number": 2, "provider_id": "x"}))
    user = {"message_id": "i2", "metadata": {"bubbles": [{"inbox_id": "i2"}]}}
    memory.events[0].seq = 1
    memory.events.insert(0, row(sender_id="c", seq=0, type="user", data=json.dumps(user)))
    assert "a conversation is in the order of arrival" in wrong(memory, sent, provider, {})


@pytest.mark.parametrize(("answers", "held"), [
    ([0.5] * 100, True), ([0.5] * 95 + [2.5] * 5, True), ([0.5] * 94 + [2.5] * 6, False),
    ([0.5] * 99 + [None], False), ([0.5] * 80, False),
])
def test_a_rate_is_held_when_all_are_answered_and_nearly_all_soon(answers: list[float | None], held: bool) -> None:
    assert Step(10.0, 10.0, [Answer(0.0, 0.01, one) for one in answers]).is_held is held
