"""One turn with the assistant: memory first, then Rasa, then one transaction (`docs/decisions/0007-inbox.md`)."""
from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import takewhile
from typing import Any

from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.core.constants import DEFAULT_INTENTS, DEFAULT_SLOT_NAMES, REQUESTED_SLOT
from rasa.shared.core.events import ActiveLoop, BotUttered, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.orm import Session

from components.tracker_store import REPLY, HiloTrackerStore
from components.turn_events import KNOWN
from components.values import COUNTRY
from connectors.keywords import is_keyword, take_keyword
from connectors.second_reading import read_again
from connectors.voice_notes import write_down_voices
from connectors.with_people import extras, keep_unheard, log_only
from hilo.clock import now
from hilo.consent import keywords, ledger
from hilo.handoff import queue
from hilo.memory import calls, conversations, database, facts
from hilo.memory.context import context_of
from hilo.memory.tables import Inbox
from hilo.memory.trackers import Window
from hilo.personalization.register import slots_after
from hilo.quoting.own_number import TOLD as TAX_ID
from hilo.spanish.register import only_asks
from hilo.turns.recall import need_to_drop, news_of_call, slots_for
from hilo.turns.reply import Reply
from hilo.turns.turn import Known

SMS = "sms"
NEED_FORM = "information_gathering_form"
_PAYLOAD = re.compile(r"^/([a-z_]+)$")
EVENT = "EXTERNAL_"
"""Begins the intents that no words express; only a channel triggers them."""
REGISTER = f"{EVENT}register"
"""That somebody only asks to be addressed otherwise."""


class NothingSaidError(RuntimeError):
    """The assistant said nothing: an action could not be run."""


class Collecting(OutputChannel):
    """Sends nothing: what is said is read from the tracker when it is saved, and leaves after the commit."""

    def __init__(self, channel: str) -> None:
        """`channel` picks the variants of a text."""
        self._channel = channel

    def name(self) -> str:  # type: ignore[override]
        """(see parent class for full docstring)."""
        return self._channel

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """(see parent class for full docstring)."""


@dataclass(frozen=True)
class Prior:
    """What the memory says before a turn; `with_people`: the assistant is silent. need_begun: in a call, just now.
    from_people: they have had the conversation since the last turn. unreachable: where the provider takes no
    text message for them. country: where they are, as far as is known."""

    slots: dict[str, Any]
    memory_version: int
    with_people: bool
    known: Known | None
    need_begun: bool = False
    from_people: bool = False
    country: str | None = None
    unreachable: bool = False


def safe_text(text: str, intents: Sequence[str]) -> str:
    """A message that cannot be mistaken for a command: only a button's own payload keeps its slash."""
    match = _PAYLOAD.match(text)
    if match and match.group(1) in intents and match.group(1) not in DEFAULT_INTENTS:
        return text
    return text.lstrip("/").strip() if text.startswith("/") else text


def read_before(contact_id: str, store: HiloTrackerStore) -> tuple[Window | None, Prior]:
    """The tracker's window and what the memory says, for one turn (blocks)."""
    at = now()
    with database.reading() as session:
        window = store.window(session, contact_id)
        return window, _prior_of(session, contact_id, window, at)


def _prior_of(session: Session, contact_id: str, window: Window | None, at: datetime) -> Prior:
    version, saved_at = (window.memory_version, window.saved_at) if window else (0, None)
    context = context_of(session, contact_id, at, with_facts=False)
    if context is None:
        return Prior({}, 0, False, None)
    if saved_at is None or version < context.contact.memory_version:
        context = replace(context, facts=facts.held(session, context.ids, at))
    is_news = saved_at is not None and version < context.contact.memory_version
    marketing = ledger.standing(session, context.ids, "marketing") if context.has_consents else ledger.UNKNOWN
    call = news_of_call(context, saved_at)
    return Prior(slots_for(context, at, version, saved_at, marketing), context.contact.memory_version,
                 context.last is not None and context.last.status in conversations.WITH_PEOPLE,
                 Known(tuple(context.ids), bool(context.commitments), bool(context.questions),
                       context.had_templates),
                 call is not None and calls.began_need(session, context.ids, call),
                 from_people=is_news and queue.ended_since(session, context.ids, saved_at),
                 country=context.contact.country,
                 unreachable=context.has_consents and keywords.stopped_at_provider(session, context.ids))


def user_message(rows: Sequence[Inbox], intents: Sequence[str], sender_id: str, output: OutputChannel,
                 ends: str | None = None) -> UserMessage:
    """The bubbles of a person as one message of Rasa's; its name is the last inbox row's."""
    last = rows[-1]
    titles = [(row.data or {}).get("title") or row.text for row in rows]
    metadata = {
        "bubbles": [{"inbox_id": row.id, "source": row.source, "provider_id": row.provider_id, "text": title,
                     "at": row.received_at.isoformat(), **extras(row)}
                    for row, title in zip(rows, titles, strict=True)],
        "address": last.address, "ends_claim_of": ends,
    }
    if len(rows) == 1 and (last.data or {}).get("title"):
        metadata["title"] = titles[0]
    metadata |= {name: value for row in rows for name, value in (row.data or {}).items() if name == TAX_ID}
    text = _event_of(rows, intents) or safe_text(_words(rows, titles), intents)
    return UserMessage(text, output, sender_id, input_channel=last.channel, message_id=last.id, metadata=metadata)


def _words(rows: Sequence[Inbox], titles: Sequence[str]) -> str:
    """What the bubbles say together; a button among other bubbles counts by its words, not by its payload, and «este»
    by the thing of the message that was quoted with it."""
    spoken = [(row, title) for row, title in zip(rows, titles, strict=True) if row.text]
    return "\n".join((row.data or {}).get("as_heard") or (row.text if len(spoken) == 1 else title)
                     for row, title in spoken)


def _event_of(rows: Sequence[Inbox], intents: Sequence[str]) -> str | None:
    """Bubbles that say nothing in words: the first photo, place … as the intent of its name. So is a message that only
    asks to be called usted, tú or vos, which is granted before the turn."""
    if any(row.text for row in rows):
        return f"/{REGISTER}" if REGISTER in intents and only_asks(_written(rows)) else None
    events = [event for row in rows if (event := (row.data or {}).get("event"))]
    return f"/{EVENT}{events[0]}" if events else None


def _written(rows: Sequence[Inbox]) -> str:
    """The words of the person's own: no button's, no command."""
    return "\n".join(row.text for row in rows if row.text and not row.text.startswith("/")
                     and not (row.data or {}).get("title"))


async def take_turn(agent: Any, contact_id: str, rows: Sequence[Inbox], ends: str | None = None) -> Reply | None:
    """Runs one turn for a contact and commits it.

    ends: the consumer whose claim of the contact ends with this turn. Returns the answer to a request; None: it
    stands in the timeline.

    Raises:
        NothingSaidError: when nothing was said; the caller tries again or apologises.
    """
    if is_keyword(rows[-1]) and await asyncio.to_thread(take_keyword, contact_id, rows, ends):
        return None
    processor: MessageProcessor = agent.processor
    output = Collecting(rows[-1].channel)
    await write_down_voices(rows)
    async with agent.lock_store.lock(contact_id):  # against Rasa's own API; among ourselves the claim keeps order
        store: HiloTrackerStore = processor.tracker_store
        window, prior = await asyncio.to_thread(read_before, contact_id, store)
        store.expect(contact_id, window)
        tracker = await processor.fetch_tracker_and_update_session(contact_id, output)
        if prior.unreachable and rows[-1].channel == SMS:
            await asyncio.to_thread(keep_unheard, contact_id, rows, ends)
            return None
        if prior.with_people:
            await asyncio.to_thread(log_only, contact_id, rows, ends)
            return None
        _apply(prior, rows, tracker, processor)
        message = user_message(rows, processor.domain.intents, contact_id, output, ends)
        message.metadata[COUNTRY] = prior.country
        said_before = sum(isinstance(event, BotUttered) for event in tracker.events)
        await read_again(processor, message, tracker)
        await processor._handle_message_with_tracker(message, tracker)
        await processor.run_action_extract_slots(output, tracker)
        await processor._run_prediction_loop(output, tracker)
        if sum(isinstance(event, BotUttered) for event in tracker.events) == said_before:
            raise NothingSaidError(f"nothing was said after {tracker.latest_action_name}")
        await processor.save_tracker(tracker)
        reply: Reply | None = tracker.__dict__.pop(REPLY, None)
        return reply


def _begins(tracker: DialogueStateTracker) -> bool:
    """Whether nobody has said anything in this session yet."""
    since = takewhile(lambda event: not isinstance(event, SessionStarted), reversed(tracker.events))
    return not any(isinstance(event, UserUttered) for event in since)


def _apply(prior: Prior, rows: Sequence[Inbox], tracker: DialogueStateTracker, processor: MessageProcessor) -> None:
    """Memory that is newer than the tracker, and what the channel told along, before the first prediction."""
    given: dict[str, Any] = {}
    for row in rows:
        given.update((row.data or {}).get("context") or {})
    ours = set(tracker.slots) - set(DEFAULT_SLOT_NAMES)
    wanted = {**prior.slots, **given}
    goes_on = prior.need_begun and tracker.active_loop_name is None and NEED_FORM in processor.domain.form_names
    if goes_on:
        dropped = need_to_drop(tracker.current_slot_values(), wanted)
        wanted = {**dict.fromkeys(dropped), **wanted, "need_from_call": True}
    held = {**tracker.current_slot_values(), **wanted}
    wanted.update(slots_after(_written(rows), held, prior.country, _begins(tracker)))
    news = {name for name, value in wanted.items() if tracker.get_slot(name) != value}
    if "register_from" in news:
        news.add("register")  # both are kept by who reads the turn's events
    events: list[Event] = [SlotSet(name, value) for name, value in wanted.items() if name in ours and name in news]
    if goes_on:  # nothing is asked yet: the form does so once it has heard the person
        events += [ActiveLoop(NEED_FORM), SlotSet(REQUESTED_SLOT, None)]
    if prior.from_people and tracker.active_loop_name:  # what was asked before people came swallows nothing now
        events += [ActiveLoop(None), SlotSet(REQUESTED_SLOT, None)]
    tracker.update_with_events(events, processor.domain)
    tracker.hilo_memory_version = prior.memory_version  # type: ignore[attr-defined]
    setattr(tracker, KNOWN, prior.known)
