"""From the call to WhatsApp: what is written to whom after a call, and when nothing is.

One message: who writes, what was talked about, what was left open, what was agreed, and one question at the end. Its
sending is decided as any other's (`hilo.outreach.decide`); the template says the same where free text may not be sent.
"""
from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from hilo.business.load import get_shop
from hilo.calls import letter
from hilo.calls.keeping import Call, kind_of
from hilo.consent import ledger
from hilo.followups import plan as followups
from hilo.followups.moment import asked_moment
from hilo.memory.identity import group
from hilo.memory.tables import Contact, Identity, Message, NextAction
from hilo.memory.whatsapp import whatsapp_address
from hilo.outreach import letters
from hilo.personalization.register import register_of
from hilo.texts import texts
from hilo.turns.local import zone_of_person

ACTION, MISSED = "call_to_whatsapp", "missed_call"
TEMPLATE, NOTHING_OPEN = "call_follow_up", "call_thanks"
MISSED_AGAIN = timedelta(hours=20)
"""Nobody is told twice a day that they did not answer."""
LATE = timedelta(days=2)
"""A call reported so late is no longer written about."""


def write_after(session: Session, call: Call, at: datetime, campaign_writes: bool = False) -> int | None:
    """Posts what is to be written after a call that was kept; the row of the timeline, None where nothing is.

    campaign_writes: the campaign wants a message after a voicemail too.
    """
    analysis = call.analysis
    if at - call.ended > LATE:
        return None
    if analysis.voicemail:
        if campaign_writes or analysis.was_asked_for or _had_asked(session, call.contact_id, call.started):
            return missed(session, call.contact_id, call.number, call.provider_id, call.received_at, at)
        return None
    if not analysis.write_whatsapp or not _may(session, call.contact_id):
        return None
    address = _address(session, call)
    if address is None:
        return None
    contact = session.get(Contact, call.contact_id)
    if analysis.write_later:
        _write_then(session, contact, call, address, at)
        return None
    return _post(session, call, address, letter.paragraphs(session, contact, call, at), at)


def missed(session: Session, contact_id: str, number: str, key: str, received_at: datetime, at: datetime) -> int | None:
    """«Te llamamos y no pudimos hablar»: once in a while, and only to a number that can be written to."""
    contact = session.get(Contact, contact_id)
    ids = group(session, contact_id)
    address = _whatsapp_of(session, ids) or whatsapp_address(number, contact.country)
    if address is None or not _may(session, contact_id) or at - received_at > LATE:
        return None
    lately = session.execute(select(Message.id).where(Message.contact_id.in_(ids), Message.action == MISSED,
                                                      Message.at > at - MISSED_AGAIN).limit(1)).first()
    if lately:
        return None
    profile = get_shop().company.profile
    return letters.post(
        session,
        letters.Letter(
            contact_id,
            "whatsapp",
            address,
            texts.fill(
                "utter_missed_call", register=register_of(contact), name=letter.greeting_name(contact),
                assistant=profile.assistant_name, company=profile.name
            ),
            f"call:{key}",
            action=MISSED,
            template=MISSED,
            variables={"name": letter.first_name(contact)} if contact.name else {},
            after_call_received_at=received_at,
        ),
        at,
    )


def _write_then(session: Session, contact: Contact, call: Call, address: str, at: datetime) -> None:
    """«Escríbame mañana a las nueve»: not now, but then, unless they write first."""
    later = call.analysis.write_later or {}
    zone = zone_of_person(contact).key
    due = asked_moment(str(later["quote"]), call.started, zone, call.country) or datetime.fromisoformat(later["due"])
    followups.plan(
        session, call.contact_id, due, "whatsapp", address, call.provider_id, str(later["quote"]), at, source="call"
    )


def _post(session: Session, call: Call, address: str, said: list[str], at: datetime) -> int | None:
    contact = session.get(Contact, call.contact_id)
    kept, variables = letter.linked(call.analysis), letter.variables(contact, call)
    return letters.post(session, letters.Letter(
        call.contact_id, "whatsapp", address, letters.PARAGRAPH.join(said), f"call:{call.provider_id}", action=ACTION,
        ungreeted=letters.PARAGRAPH.join(said[1:]),
        template=TEMPLATE if "next" in variables else NOTHING_OPEN, variables=variables,
        after_call_received_at=call.received_at,
        fulfils=kind_of(kept[0]) if kept else None), at)


def _may(session: Session, contact_id: str) -> bool:
    """Whether they let us write at all; the worker asks again before it sends."""
    return ledger.may_send(session, group(session, contact_id), "service", "whatsapp").yes


def _had_asked(session: Session, contact_id: str, before: datetime) -> bool:
    """Whether the person had asked for this call."""
    rows = session.scalars(
        select(NextAction).where(
            NextAction.contact_id.in_(group(session, contact_id)),
            NextAction.type == "call_back",
            NextAction.status == "open",
            NextAction.created_at < before,
        )
    )
    return any((row.data or {}).get("reason") for row in rows)


def _address(session: Session, call: Call) -> str | None:
    """The number dictated for WhatsApp, else where they write from, else the telephone of the call."""
    other = call.analysis.fact("alt_phone")
    if other is not None and other.confidence >= 0.7:
        found = whatsapp_address(str(other.value), call.country)
        if found:
            return found
    return _whatsapp_of(session, group(session, call.contact_id)) or whatsapp_address(call.number, call.country)


def _whatsapp_of(session: Session, ids: list[str]) -> str | None:
    return session.scalars(select(Identity.address).where(
        Identity.contact_id.in_(ids), Identity.kind == "whatsapp", Identity.proven.is_(True))
        .order_by(Identity.id.desc()).limit(1)).first()
