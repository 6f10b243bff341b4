"""A message that could not be answered, whatever was tried: people take over, instead of silence."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from hilo.handoff import hours, messages, queue
from hilo.handoff.reasons import FAILURE
from hilo.memory.tables import Contact, Conversation
from hilo.outreach import letters
from hilo.personalization.register import register_of
from hilo.texts import texts
from hilo.turns.local import zone_of_person


def hand_over_failed(session: Session, conversation: Conversation, contact_ids: list[str], heard: str, channel: str,
                     address: str, inbox_id: str, at: datetime) -> None:
    """Says so, and lets the conversation wait for a person; with nobody there the message is left for them."""
    if hours.attended(at):
        name, values = "utter_handoff_trouble", {}
        queue.hand_over(session, conversation, contact_ids, FAILURE, heard, at)
    else:
        zone = zone_of_person(session.get(Contact, contact_ids[0])).key
        name, values = "utter_handoff_trouble_closed", {"back": hours.back_in_words(at, zone)}
        messages.leave(session, contact_ids[0], messages.ANSWER, heard, FAILURE, hours.back_at(at), inbox_id, at)
    text = texts.fill(name, register=register_of(session.get(Contact, contact_ids[0])), on=channel,
                      **values)
    letters.post(session, letters.Letter(contact_ids[0], channel, address, text, inbox_id, action=name,
                                         triggered=True), at)
