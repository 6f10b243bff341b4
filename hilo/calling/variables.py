"""What an ElevenLabs agent is told of whom it speaks with: its dynamic variables, and its first words."""
from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from hilo import wording
from hilo.business.load import get_shop
from hilo.memory import conversations
from hilo.memory.context import Context
from hilo.memory.tables import Commitment
from hilo.personalization.register import get_registers
from hilo.spanish.spoken import spoken
from hilo.texts import texts
from hilo.turns.local import zone_of_person

NAMES = ("assistant", "company", "name", "stage", "register", "last_topic", "open_questions", "commitments",
         "campaign", "contact_id", "call_recipient")
"""All that the agent's prompt may name. ElevenLabs refuses a call that leaves one of them undefined."""
LONGEST = 400
MOST = 3
"""Questions and promises that are told."""
TOPIC_HOLDS = timedelta(days=14)
"""How long the matter of the last conversation is still worth a word."""


def of_nobody(country: str | None = None) -> dict[str, str]:
    """Of somebody of whom nothing is known, or may be told."""
    profile = get_shop().company.profile
    return {**dict.fromkeys(NAMES, ""), "assistant": profile.assistant_name, "company": profile.name,
            "stage": "prospect", "register": get_registers().until_known(country or profile.country)}


def of_person(session: Session, context: Context, at: datetime) -> dict[str, str]:
    """Of somebody whom we know."""
    contact = context.contact
    to = contact.register or get_registers().until_known(contact.country)
    told = {**of_nobody(contact.country), "name": (contact.name or "").split(" ")[0], "stage": contact.stage,
            "register": to, "last_topic": topic(session, context, at, to), "contact_id": contact.id,
            "open_questions": "; ".join(question.question for question in context.questions[-MOST:]),
            "commitments": "; ".join(_promise(row, zone_of_person(contact)) for row in context.commitments[:MOST])}
    return {name: " ".join(value.split())[:LONGEST] for name, value in told.items()}


def topic(session: Session, context: Context, at: datetime, to: str) -> str:
    """What was last talked about, in words that go on a sentence («tu pedido»); empty where it is too long ago."""
    last = context.last
    if last is None or at - last.last_at > TOPIC_HOLDS:
        return ""
    found = last.topics if last.ended_at else conversations.topics(session, last.id)
    known = set(texts.names("utter_topic_"))
    name = next((f"utter_topic_{one}" for one in found or () if f"utter_topic_{one}" in known), None)
    return texts.fill(name, register=to) if name else ""


def first_message(variables: dict[str, str]) -> str:
    """What the agent says when we call. Whoever answers is asked for by name before anything is told."""
    name = variables["name"].split(" ")[0]
    return spoken(texts.fill("utter_phone_calls_named" if name else "utter_phone_calls",
                             register=variables["register"], assistant=variables["assistant"],
                             company=variables["company"], name=name))


def _promise(row: Commitment, zone: ZoneInfo) -> str:
    who = texts.fill("utter_phone_promise_ours" if row.who == "business" else "utter_phone_promise_theirs",
                     promise=row.what)
    if row.due is None:
        return who
    local = row.due.astimezone(zone)
    return texts.fill("utter_phone_promise_due", promise=who, day=wording.day(local.date()))
