"""Conversations that have ended, summed up for whoever goes on with them; until then the summary without a model
stands."""
from __future__ import annotations

import threading
from datetime import datetime, timedelta

from hilo.business.load import get_shop
from hilo.llm import client
from hilo.llm.about import thread
from hilo.memory import database, llm_calls, timeline
from hilo.memory.tables import Contact, Conversation

LATELY = timedelta(days=1)
AT_ONCE = 5
"""Conversations in one go of the timer."""
FEWEST = 4
"""Messages; of fewer there is nothing to sum up."""
MOST = 60
"""Messages of one conversation that are read, the last ones."""
_one = threading.Lock()


def process_due(at: datetime) -> None:
    """The worker's timer: does it on a thread of its own, since a message that is due must not wait for a model."""
    if client.available() and not _one.locked():
        threading.Thread(target=sum_up_ended, args=(at,), daemon=True, name="summaries").start()


def sum_up_ended(at: datetime) -> int:
    """Gives the conversations that ended lately a better summary; how many (blocks)."""
    if not client.available() or not _one.acquire(blocking=False):
        return 0
    try:
        with database.reading() as session:
            found = llm_calls.conversations_to_sum_up(session, at - LATELY, FEWEST, AT_ONCE)
        return sum(sum_up(conversation_id) for conversation_id in found)
    finally:
        _one.release()


def sum_up(conversation_id: str) -> bool:
    """Asks for one conversation's summary and keeps it (blocks); whether there is one."""
    with database.reading() as session:
        conversation = session.get(Conversation, conversation_id)
        if conversation is None:
            return False
        contact = session.get(Contact, conversation.contact_id)
        rows = timeline.of_conversation(session, conversation_id)
        request = client.Request(
            "summary", {"company": get_shop().company.profile.name, "thread": thread(rows[-MOST:])},
            contact_id=conversation.contact_id, subject=conversation_id, register=None,
            names=[contact.name] if contact and contact.name else [], country=contact.country if contact else None)
    answer = client.ask(request)
    if answer is None:
        return False
    with database.writing() as session:
        conversation = session.get(Conversation, conversation_id)
        if conversation is not None:  # not erased meanwhile
            conversation.summary = answer.text
    return conversation is not None
