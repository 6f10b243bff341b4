"""Who asked for a person in a call waits for one on WhatsApp, or leaves a message while nobody is there."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from hilo.consent import ledger
from hilo.handoff import hours, messages, queue
from hilo.handoff.reasons import ASKED
from hilo.memory import conversations

CHANNEL = "whatsapp"


def hand_over(session: Session, contact_id: str, contact_ids: list[str], summary: str, call_id: str,
              at: datetime) -> None:
    """Inside hours the WhatsApp conversation waits for people with the call's summary; outside them, and for somebody
    who wants no messages there, it is left for people, as the handoff flow does."""
    attended = hours.attended(at)
    if attended and ledger.may_send(session, contact_ids, "service", CHANNEL).yes:
        conversation = conversations.current(session, contact_id, contact_ids, CHANNEL, at)
        queue.hand_over(session, conversation, contact_ids, ASKED, summary, at)
    else:
        messages.leave(session, contact_id, messages.ANSWER, summary, ASKED, None if attended else hours.back_at(at),
                       call_id, at)
