"""After a turn: the timeline, what was learnt, and "done", in the transaction that also saves the tracker."""
from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from hilo.consent import ledger
from hilo.followups import plan as followups
from hilo.handoff import messages
from hilo.memory import commitments, conversations, facts, inbox, outbox, questions, stages, timeline
from hilo.memory.identity import group, told
from hilo.memory.tables import Contact, Conversation
from hilo.outreach import held_back
from hilo.personalization.register import note
from hilo.spanish.promises import read_promises
from hilo.spanish.refusals import Permission, read_permission
from hilo.turns import aloud
from hilo.turns.letters import letters_of, text_of
from hilo.turns.local import local_time
from hilo.turns.remember import Keeper
from hilo.turns.reply import Reply, reply
from hilo.turns.summarise import summary
from hilo.turns.told import facts_told
from hilo.turns.turn import Bubble, Heard, Turn

SURE_OF_PERMISSION = 0.95
"""From this confidence on a refusal goes into the ledger, whatever the dialogue makes of it. (From 0.85 on it is the
message's intent, unless its phrases tell clearly of something else: `components/intent_classifier.py`.)"""
UNWANTED_CALL = (("service", ledger.ALL), ("voice", ledger.ALL))
"""Purposes and channels of a refusal by which a call that people were to make is called off."""
ENDINGS = frozenset({"action_goodbye", "action_close"})
NOT_UNDERSTOOD = frozenset({"action_clarify", "action_default_fallback"})
ANSWERED = "answered_freely"
"""The slot that is set where a model answered what was not understood."""
OWN_ADDRESS = {"phone": "phone", "email": "email"}
"""Facts that are also a name by which a channel may know the person."""


ANSWERS_ONLY = "conversation"
"""The channel that reaches nobody by itself: what people of the team wrote comes with the next answer."""
STILL_TO_COME = 2**62
"""Above every number of a row."""


def keep(session: Session, turn: Turn, country: str | None = None) -> Reply | None:
    """Writes a turn into the memory.

    Returns the answer where a request waits for it, so that it need not be read again; None: read it.

    Raises:
        RuntimeError: when its messages have been answered by another consumer meanwhile.
    """
    contact = session.get(Contact, turn.contact_id)
    if contact is None:
        return None  # a tracker of Rasa's own API, of nobody we know
    known = turn.known
    ids = list(known.ids) if known else group(session, contact.id)
    contact.seen_at = max(contact.seen_at, turn.heard[-1].bubbles[-1].at if turn.heard else turn.at)
    channel = turn.heard[-1].channel if turn.heard else turn.channel
    conversation = conversations.current(session, contact.id, ids, channel or "webchat", turn.at)
    if known is None or known.templates:
        _send_rest(session, ids, turn)
    waits = channel == ANSWERS_ONLY and [len(heard.bubbles) for heard in turn.heard] == [1]
    unasked = timeline.unasked_before(session, contact.id, channel, turn.heard[0].address,
                                      STILL_TO_COME) if waits else []
    rows = _keep_messages(session, contact, conversation, turn, channel, country)
    undone = any(request["kind"] == "no_refusal" for request in turn.remember)
    for heard in turn.heard:
        _keep_heard(session, contact, ids, heard, country, known is None or known.commitments, undone)
    _keep_requests(session, contact, ids, turn)
    _keep_questions(session, contact, ids, turn, known is None or known.questions)
    if turn.stage:
        conversation.stage = turn.stage
    if ENDINGS.intersection(turn.actions):
        conversations.end(session, conversation, turn.at)
        session.flush()
        conversation.summary = summary(session, conversation)
    return reply([*unasked, *rows[1:]], rows[0], contact, conversation) if waits and not contact.merged_into else None


def _send_rest(session: Session, ids: list[str], turn: Turn) -> None:
    """What a template stood for goes before the answer to whoever has now written."""
    if turn.heard:
        last = turn.heard[-1]
        intents = {(heard.reading.get("intent") or {}).get("name") or "" for heard in turn.heard}
        cancelled = held_back.is_cancelled((heard.text for heard in turn.heard), intents)
        held_back.send_rest(session, ids, last.channel, last.address, cancelled, last.at)


def _keep_heard(session: Session, contact: Contact, ids: list[str], heard: Heard, country: str | None,
                has_commitments: bool, undone: bool) -> None:
    reading = heard.reading
    kept = [b.inbox_id for b in heard.bubbles if b.inbox_id]
    if kept:
        inbox.finish(session, kept, heard.at)
        if heard.ends_claim_of:
            inbox.release(session, contact.id, heard.ends_claim_of)
    source_id = kept[-1] if kept else heard.bubbles[-1].provider_id
    learnt = list(facts_told(heard.text, reading, "turn", source_id, heard.at))
    for fact in learnt:
        facts.learn(session, contact.id, ids, fact)
        if fact.name in OWN_ADDRESS and fact.confidence >= facts.SURE:
            told(session, contact.id, OWN_ADDRESS[fact.name], str(fact.value), heard.at)
        if fact.name == "person_name" and (fact.confidence >= facts.SURE or not contact.name):
            contact.name = str(fact.value)[:200]
    intents = [(reading.get("intent") or {}).get("name"), *(i["name"] for i in reading.get("secondary_intents") or [])]
    contact.stage = stages.after(contact.stage, [i for i in intents if i], [fact.name for fact in learnt])
    if has_commitments:
        followups.person_wrote(session, ids, [i for i in intents if i], heard.at)
    if heard.text.startswith("/"):
        return
    # «no dije que no me escriban» has the words of a refusal, and takes one back
    intent = (reading.get("intent") or {}).get("name")
    refused = None if undone else _keep_permission(session, contact, ids, heard, source_id, intent)
    if has_commitments:
        if refused is not None and refused.purpose in UNWANTED_CALL[0] and refused.channel in UNWANTED_CALL[1]:
            messages.call_off(session, ids, heard.at)
        commitments.keep(session, ids, "customer", "answer", f"message:{source_id}", heard.at)
    for promise in read_promises(heard.text, local_time(contact, heard.at), country):
        commitments.make(session, contact.id, commitments.Promise(
            "customer", promise.kind, promise.what, promise.quote, "turn", source_id, heard.at, promise.due,
            promise.due_end))


def _entry(heard: Heard, bubble: Bubble, reading: dict[str, Any]) -> timeline.Entry:
    intent, sentiment = reading.get("intent") or {}, reading.get("sentiment") or {}
    emotion, urgency = reading.get("emotion") or {}, reading.get("urgency") or {}
    return timeline.Entry(
        source=bubble.source, provider_id=bubble.provider_id, ordinal=0, at=bubble.at, direction="in",
        author="customer", channel=heard.channel, text=bubble.text, address=heard.address,
        data={**(bubble.data or {}), "emotion": emotion, "urgency": urgency},
        interaction_id=bubble.interaction, intent=intent.get("name"),
        confidence=intent.get("confidence"),
        sentiment=sentiment.get("label"), sentiment_score=sentiment.get("score"), emotion=emotion.get("label"),
        urgency=urgency.get("label"))


def _keep_messages(session: Session, contact: Contact, conversation: Conversation, turn: Turn, channel: str,
                   country: str | None) -> list[timeline.Entry]:
    """The timeline's rows of both sides, in their order; what a provider's API is to send goes into the outbox too."""
    heard = [_entry(one, bubble, one.reading) for one in turn.heard for bubble in one.bubbles]
    answered = next((b.inbox_id or b.provider_id for h in reversed(turn.heard) for b in reversed(h.bubbles)), None)
    name = answered or f"turn:{contact.id}:{turn.at.isoformat()}"
    address = turn.heard[-1].address if turn.heard else turn.address
    sent_later = channel in outbox.CHANNELS
    call = turn.heard[-1].bubbles[-1].interaction if turn.heard else None
    said = [timeline.Entry(
        source=timeline.OURS, provider_id=name, ordinal=ordinal, at=one.at, direction="out", author="bot",
        channel=channel, text=one.text, address=address, data=one.data, action=one.action,
        delivery_status="queued" if sent_later else None, interaction_id=call)
        for ordinal, one in enumerate(turn.said)]
    if channel == aloud.CHANNEL:
        said = aloud.with_written(session, contact, said)
    timeline.append_all(session, contact.id, conversation.id, heard if sent_later else heard + said, country)
    for letter in letters_of(said) if sent_later else []:
        numbers = [timeline.append(session, contact.id, conversation.id, entry) for entry in letter]
        new = [number for number in numbers if number is not None]
        if new:
            payload = {"text": text_of(letter), **(letter[-1].data or {})}
            payload |= {outbox.WITH: new[:-1]} if new[1:] else {}
            outbox.put(session, contact.id, new[-1], channel, address, payload, turn.at)
    return heard + said


def _keep_permission(session: Session, contact: Contact, ids: list[str], heard: Heard, source_id: str,
                     intent: str | None) -> Permission | None:
    """The words themselves decide; the intent only makes a doubtful reading sure. Leave needs both. Returns what was
    refused."""
    permission: Permission | None = read_permission(heard.text)
    if permission is None:
        return None
    if intent != permission.kind and (permission.kind == "opt_in" or permission.confidence < SURE_OF_PERMISSION):
        return None
    refused = permission.kind == "opt_out"
    allowed = ledger.may_send(session, ids, "marketing" if permission.purpose == ledger.ALL else permission.purpose,
                              heard.channel)
    status = ("revoked" if allowed.yes else "denied") if refused else "granted"
    ledger.record(session, contact.id, permission.purpose, permission.channel, status, heard.at,
                  {"quote": heard.text[:facts.LONGEST_QUOTE], "message": source_id})
    return permission if refused else None


def _keep_requests(session: Session, contact: Contact, ids: list[str], turn: Turn) -> None:
    note(contact, turn.slots)
    last = turn.heard[-1] if turn.heard else None
    source_id = last.bubbles[-1].inbox_id if last else "turn"
    keeper = Keeper(session, contact, ids, source_id, last.text if last else "", turn.at)
    for request in turn.remember:
        keeper.keep(request)


def _keep_questions(session: Session, contact: Contact, ids: list[str], turn: Turn, has_questions: bool) -> None:
    """A question that was not understood waits; the next turn that is understood has dealt with it."""
    if not turn.heard:
        return
    last = turn.heard[-1]
    if NOT_UNDERSTOOD.intersection(turn.actions) and not turn.slots.get(ANSWERED):
        if "?" in last.text:
            questions.ask(session, contact.id, last.text, "turn", last.bubbles[-1].inbox_id, turn.at)
        return
    for question in questions.pending(session, ids) if has_questions else []:
        if question.source == "turn":
            questions.answer(session, question.id, turn.at)
