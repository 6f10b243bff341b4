"""What somebody writes while nobody has come yet: mostly for the person who will; some of it changes the waiting."""
from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hilo.business.load import get_shop
from hilo.handoff import hours, messages, queue
from hilo.handoff.taking import is_question
from hilo.memory.tables import Contact, Handoff, Message
from hilo.spanish.contact_data import read_phones
from hilo.spanish.normalize import fold
from hilo.spanish.reading import Reading
from hilo.texts import texts
from hilo.turns.local import zone_of_person

OFFER, ASKS_PHONE = "utter_handoff_patience", "utter_handoff_call_ask_phone"
NOTED = "utter_handoff_question_noted"
SHORT = 6
"""Words: a longer message is one for the person."""
_CALL = re.compile(r"\b(?:llam(?:en|ame|eme|enme|ar|ada|an)|telefono)")
_NO_CALL = re.compile(r"\bno (?:me |quiero )?(?:que )?(?:me )?llam")
_YES = re.compile(r"\W*(?:si|sip|dale|ok|oka?y|bueno|claro|de acuerdo|esta bien|vale|perfecto|por favor|listo)\b")
_BACK = re.compile(r"\b(?:deja(?:lo|la)?|olvid\w+|no importa|ya no|cancel\w+|sigo con(?:tigo| vos| el bot)|"
                   r"segui(?:r|mos)? (?:sin|con|contigo|vos|tu))\b")
_WAIT = re.compile(r"\b(?:espero|esperando|aguardo|no,? gracias)\b")
_SOON = re.compile(
    r"\b(?:hay|sigue[ns]?|siguis|estas?|estan?|queda|habra) (?:alguien|por )?(?:ahi|aqui|aca|alguien)\b|"
    r"\bme (?:van? a )?(?:atiend\w+|atender\w*|contest\w+|respond\w+|tom\w+)\b|\balguien me\b|"
    r"\b(?:cuanto|mucho|poco) (?:falta|tiempo|tarda\w*|demora\w*|hay que esperar|mas)\b|"
    r"\bfalta(?:ra)? (?:mucho|poco)\b|\ben cuanto\b|\bcuando (?:me|viene|llega|se libera|hay)\b|"
    r"\b(?:ya )?se libero\b|\b(?:demora\w*|tarda\w*)(?: en| mucho| aun)?\b|\bhasta que hora\b|"
    r"\ba que hora (?:atiend\w+|cierran|vuelven|se van|hay)\b|\bmi turno\b|\bhola+\W*\?")
"""«¿Ya me atienden?», «¿sigue ahí?»: how the waiting stands is asked."""


def reply(session: Session, row: Handoff, contact_ids: list[str], text: str, source_id: str,
          at: datetime) -> tuple[str, dict[str, Any]] | None:
    """What the assistant says to a message while the person waits: a text's name and its values; mostly nothing."""
    last = _last_said(session, row)
    if text == "/cancel" or (_is_short(text) and _BACK.search(fold(text))):
        queue.end(session, row, "bot", at)
        return "utter_handoff_back_to_assistant", {}
    if last == ASKS_PHONE or _wants_call(text, last):
        return _call(session, row, contact_ids, text, source_id, at, asked=last == ASKS_PHONE)
    if last == OFFER and (text == "/request_human" or (_is_short(text) and _WAIT.search(fold(text)))):
        return "utter_handoff_still_waiting", {}
    if is_question(text) and not text.startswith("/"):
        return _question(session, row, text, last, at)
    return None


def _question(session: Session, row: Handoff, text: str, last: str | None,
              at: datetime) -> tuple[str, dict[str, Any]] | None:
    """How the waiting stands, or that what is asked is left for the person; the latter is not said again and again."""
    if not (_is_short(text) and _SOON.search(fold(text))):
        return None if last == NOTED else (NOTED, {})
    zone = zone_of_person(session.get(Contact, row.contact_id)).key
    until, minutes = hours.until(at, zone), int((at - row.asked_at).total_seconds() // 60)
    if until is None:
        return "utter_handoff_stands_closed", {"back": hours.back_in_words(at, zone)}
    since = texts.fill("utter_handoff_since" if minutes > 1 else "utter_handoff_since_now", minutes=minutes)
    return "utter_handoff_stands", {"since": since, "until": until}


def _call(session: Session, row: Handoff, contact_ids: list[str], text: str, source_id: str, at: datetime,
          asked: bool) -> tuple[str, dict[str, Any]] | None:
    phone = _phone_in(text) or (None if asked else messages.phone_of(session, contact_ids[0], at))
    if phone is None:
        return None if asked else (ASKS_PHONE, {})
    messages.leave(session, contact_ids[0], messages.CALL_BACK, row.quote or text, row.reason, None, source_id, at,
                   phone)
    queue.end(session, row, "call_back", at)
    return "utter_handoff_call_noted", {"phone": phone}


def _is_short(text: str) -> bool:
    return len(text.split()) <= SHORT


def _wants_call(text: str, last: str | None) -> bool:
    folded = fold(text)
    if text == "/request_call":
        return True
    if not _is_short(text) or _NO_CALL.search(folded):
        return False
    return bool(_CALL.search(folded)) or (last == OFFER and bool(_YES.match(folded)))


def _phone_in(text: str) -> str | None:
    reading = Reading(text)
    read_phones(reading, get_shop().company.profile.country)
    return next((str(found.value) for found in reading.found if found.entity == "phone"), None)


def _last_said(session: Session, row: Handoff) -> str | None:
    """The assistant's last text of this conversation."""
    return session.scalars(select(Message.action).where(
        Message.conversation_id == row.conversation_id, Message.direction == "out")
        .order_by(Message.id.desc()).limit(1)).first()


def text_of(answer: tuple[str, dict[str, Any]], register: str | None = None) -> str:
    """The words of a reply, as the person is addressed."""
    return texts.fill(answer[0], register=register, **answer[1])
