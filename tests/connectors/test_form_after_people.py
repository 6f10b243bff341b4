"""A form that was open when people took over is closed when the assistant goes on."""
from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, BotUttered, SlotSet, UserUttered

from components.tracker_store import HiloTrackerStore
from connectors.turn import _apply, read_before
from hilo.clock import now
from hilo.handoff import desk
from hilo.memory.database import writing
from hilo.memory.identity import contact_for

DOMAIN = Domain.from_dict({
    "intents": ["greet"], "actions": ["action_greet"], "forms": {"need_form": {"required_slots": ["city"]}},
    "slots": {"city": {"type": "text", "mappings": [{"type": "custom"}]}}})


class Processor:
    domain = DOMAIN


async def talk_with_an_open_form(contact: str) -> HiloTrackerStore:
    store = HiloTrackerStore(DOMAIN)
    tracker = await store.get_or_create_tracker(contact)
    message = UserMessage("hola", sender_id=contact, input_channel="webchat", metadata={"address": "s" * 24})
    tracker.update_with_events([
        UserUttered("hola", {"name": "greet", "confidence": 1.0}, [], {}, input_channel="webchat",
                    message_id=message.message_id, metadata=message.metadata),
        ActionExecuted("need_form"), ActiveLoop("need_form"), SlotSet("requested_slot", "city"),
        BotUttered("¿De qué ciudad eres?"), ActionExecuted("action_listen")], DOMAIN)
    await store.save(tracker)
    return store


async def form_before_the_next_turn(store: HiloTrackerStore, contact: str) -> tuple[str | None, Any]:
    window, prior = read_before(contact, store)
    store.expect(contact, window)
    tracker = await store.get_or_create_tracker(contact)
    _apply(prior, [], tracker, Processor())  # type: ignore[arg-type]
    return tracker.active_loop_name, tracker.get_slot("requested_slot")


async def test_a_form_open_before_people_came_swallows_nothing_afterwards(home: Any) -> None:
    with writing() as session:
        contact = contact_for(session, "webchat", "s" * 24, now())
    store = await talk_with_an_open_form(contact)
    assert await form_before_the_next_turn(store, contact) == ("need_form", "city")
    desk.take(contact, "Lucía", now())
    desk.give_back(contact, "Lucía", "", now())
    assert await form_before_the_next_turn(store, contact) == (None, None)
