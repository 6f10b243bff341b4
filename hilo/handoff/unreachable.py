"""Somebody writes where the provider takes no answer for them (STOP): nothing is done unseen, and people are told."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from hilo.handoff import hours, messages, queue
from hilo.handoff.reasons import STOPPED
from hilo.memory import next_actions
from hilo.memory.context import Context
from hilo.memory.tables import Consent, Message
from hilo.outreach import letters
from hilo.personalization.register import register_of
from hilo.texts import texts

TOLD = "utter_stopped_elsewhere"


def leave_to_people(session: Session, context: Context, stop: Consent, text: str, source_id: str,
                    at: datetime) -> None:
    """Leaves a message for people, after what is left to them already; once a stop it is also said by WhatsApp, where
    they have written from there and the send decision lets it. Nothing is promised: nobody would read it."""
    if queue.live(session, context.ids) is None:
        person, phone = context.contact.id, messages.phone_of(session, context.contact.id, at)
        before = next((row.data or {} for row in next_actions.still_open(session, [person])
                       if row.type == messages.ANSWER), {})
        whole = "\n".join(part for part in (before.get("text"), text) if part)
        next_actions.plan(session, person, messages.ANSWER, "alta", at, source_id,
                          at if hours.attended(at) else hours.back_at(at) or at,
                          {"reason": STOPPED, **({"phone": phone} if phone else {}), **before, "text": whole})
    other = session.scalars(select(Message.address).where(
        Message.contact_id.in_(context.ids), Message.channel == "whatsapp", Message.direction == "in",
        Message.address.is_not(None)).order_by(Message.at.desc(), Message.id.desc()).limit(1)).first()
    if other:
        letters.post(session, letters.Letter(
            context.contact.id, "whatsapp", other, texts.fill(TOLD, register=register_of(context.contact)),
            f"stopped:{stop.id}", action=TOLD, asked_for=True), at)
