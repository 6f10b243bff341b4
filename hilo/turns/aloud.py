"""What is said on the telephone, with what only reading helps (a link, a document) sent to WhatsApp beside it."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from hilo.followups.reach import reach_of
from hilo.memory.tables import Contact
from hilo.memory.timeline import Entry
from hilo.outreach import letters
from hilo.personalization.register import register_of
from hilo.spanish.spoken import LINK
from hilo.texts import texts

CHANNEL = "phone"
TEMPLATE = "call_follow_up"
FOLLOWS, NOWHERE = "utter_phone_link_follows", "utter_phone_link_nowhere"


def with_written(session: Session, contact: Contact, said: Sequence[Entry]) -> list[Entry]:
    """The answer of a turn as it is said; what of it has a link is posted to WhatsApp in the same transaction, and the
    caller is told so, or that there is nowhere to send it."""
    links = [text for one in said if (text := _with_link(one))]
    plain = [replace(one, data=_without(one, "written")) for one in said]
    if not links or not said:
        return plain
    reach = reach_of(session, contact.id)
    goes = reach.whatsapp is not None and not reach.refused
    if goes:
        letters.post(session, letters.Letter(
            contact.id, "whatsapp", str(reach.whatsapp), "\n\n".join(links), f"aloud:{said[-1].provider_id}",
            action=FOLLOWS, asked_for=True, template=TEMPLATE, variables=_variables(contact, links)), said[-1].at)
    name = FOLLOWS if goes else NOWHERE
    told = Entry(source=said[-1].source, provider_id=said[-1].provider_id, ordinal=len(said), at=said[-1].at,
                 direction="out", author="bot", channel=CHANNEL, text=texts.fill(name, register=register_of(contact)),
                 address=said[-1].address, action=name, interaction_id=said[-1].interaction_id)
    return [*plain, told]


def _variables(contact: Contact, links: Sequence[str]) -> dict[str, str]:
    """The template's, which says the same to somebody who has not written lately."""
    found = LINK.search(links[0])
    values = {"topic": texts.fill("utter_phone_topic_call"),
              "next": texts.fill("utter_call_link_sent", link=found.group() if found else "")}
    return {**values, "name": contact.name.split()[0]} if contact.name else values


def _with_link(one: Entry) -> str | None:
    """What of an answer is to be read: the written text beside the spoken one, or the text itself. A text that names
    WhatsApp has its own way of sending."""
    if "whatsapp" in one.text.lower():
        return None
    text = str((one.data or {}).get("written") or one.text)
    return text if LINK.search(text) else None


def _without(one: Entry, name: str) -> dict[str, object] | None:
    return {key: value for key, value in (one.data or {}).items() if key != name} or None
