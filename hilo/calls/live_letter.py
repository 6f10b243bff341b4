"""What is written on WhatsApp after a live call: what was done in it, as it was said, figures and all."""
from __future__ import annotations

import logging
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from hilo.calls import follow_up, letter
from hilo.calls.keeping import Call
from hilo.consent import ledger
from hilo.crm.calling import CrmError, ask
from hilo.crm.crm import Crm, get_crm
from hilo.followups.reach import reach_of
from hilo.memory.roots import group
from hilo.memory.tables import Contact, Message
from hilo.outreach import letters
from hilo.personalization.register import register_of
from hilo.texts import texts

logger = logging.getLogger(__name__)
ROUND = timedelta(minutes=1)
"""The CRM's clock and the call's may differ by so much."""


def write_after(session: Session, call: Call, interaction_id: str, at: datetime) -> int | None:
    """Posts what is to be written; where nothing was done in the call, as after any other call."""
    done = _done(session, call, interaction_id)
    if not done or call.analysis.write_later:
        return follow_up.write_after(session, call, at)
    ids = group(session, call.contact_id)
    reach = reach_of(session, call.contact_id)
    refused = call.analysis.opt_out is not None and not call.analysis.write_whatsapp
    if reach.whatsapp is None or refused or not ledger.may_send(session, ids, "service", "whatsapp").yes:
        return None
    contact = session.get(Contact, call.contact_id)
    to = register_of(contact)
    about = _about(call, done, to)
    parts = [letter.hello(contact, call, to, about),
             texts.fill("utter_phone_done_in_writing", register=to, done=done[0]), *done[1:],
             texts.fill("utter_call_anything_else", register=to)]
    variables = {**letter.variables(contact, call), **({"topic": about} if about else {}),
                 "next": " ".join(" ".join(done).split())[:letter.LONGEST_VARIABLE]}
    return letters.post(session, letters.Letter(
        call.contact_id, "whatsapp", reach.whatsapp, "\n\n".join(parts), f"call:{call.provider_id}",
        action=follow_up.ACTION, template=follow_up.TEMPLATE, variables=variables,
        after_call_received_at=call.received_at), at)


def _about(call: Call, done: list[str], to: str) -> str | None:
    """The order with which something was done, in words; None: nothing was done with one."""
    try:
        orders = ask(lambda: get_crm().orders.of(call.contact_id))
    except CrmError:
        return None
    order = next((one.number for one in orders if any(one.number in text for text in done)), None)
    return texts.fill("utter_call_topic_order", register=to, order=order) if order else None


def _done(session: Session, call: Call, interaction_id: str) -> list[str]:
    """What the assistant said as it did something: the first answers with the number of a case, an order, a quotation
    or an appointment that this call has made."""
    try:
        numbers = ask(lambda: _made(get_crm(), call))
    except CrmError:
        return []
    rows = session.scalars(select(Message).where(
        Message.interaction_id == interaction_id, Message.direction == "out").order_by(Message.id)).all()
    told: dict[int, str] = {}
    for number in numbers:
        first = next((row for row in rows if number in row.text), None)
        if first is not None:
            told[first.id] = first.text.strip()
    return [told[name] for name in sorted(told)]


def _made(crm: Crm, call: Call) -> list[str]:
    """The numbers of what was made for this person while they were on the telephone."""
    since, until = call.started - ROUND, call.ended + ROUND

    def lately(moment: datetime) -> bool:
        return since <= moment <= until

    return [*(one.number for one in crm.tickets.of(call.contact_id) if lately(one.created_at)),
            *(one.number for one in crm.orders.of(call.contact_id) if lately(one.placed_at)),
            *(one.number for one in crm.quotes.of(call.contact_id) if lately(one.created_at)),
            *(one.number for one in crm.agenda.of(call.contact_id) if one.starts_at > since)]
