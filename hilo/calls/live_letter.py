"""What is written on WhatsApp after a live call: what was done in it, as it was said, figures and all."""
from __future__ import annotations

import logging
import re
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from hilo.calls import follow_up, letter
from hilo.calls.keeping import Call
from hilo.consent import ledger
from hilo.crm.calling import CrmError, ask
from hilo.crm.crm import Crm, get_crm
from hilo.followups.in_writing import PROMISE as IN_WRITING
from hilo.followups.reach import reach_of
from hilo.memory.roots import group
from hilo.memory.tables import Contact, Message
from hilo.outreach import letters
from hilo.personalization.register import register_of
from hilo.texts import texts

logger = logging.getLogger(__name__)
TEMPLATE = "call_done"
EMPTY = frozenset({"action_clarify", "action_greet", "action_greet_known", "action_repeat", "action_in_writing"})
"""Actions that tell nothing that could be wanted in writing."""
_QUESTION = re.compile(r"\s*¿[^¿?]*\?\s*$")
"""What was asked at the end has been answered on the telephone."""
ROUND = timedelta(minutes=1)
"""The CRM's clock and the call's may differ by so much."""


class Made(NamedTuple):
    """What a call has made: its number, and the order's that it is about."""

    number: str
    order: str | None = None


def write_after(session: Session, call: Call, interaction_id: str, at: datetime) -> int | None:
    """Posts what is to be written; where nothing was done in the call, as after any other call."""
    made = _made_in(call)
    rows = list(session.scalars(select(Message).where(Message.interaction_id == interaction_id).order_by(Message.id)))
    wanted = _wanted_in_writing(rows)
    done = list(dict.fromkeys([*_said_of(made, rows), *wanted]))
    if not done or call.analysis.write_later:
        return follow_up.write_after(session, call, at)
    ids = group(session, call.contact_id)
    reach = reach_of(session, call.contact_id)
    refused = call.analysis.opt_out is not None and not call.analysis.write_whatsapp
    if reach.whatsapp is None or refused or not ledger.may_send(session, ids, "service", "whatsapp").yes:
        return None
    contact = session.get(Contact, call.contact_id)
    to = register_of(contact)
    about = _about(made, to)
    parts = [letter.hello(contact, call, to, about),
             texts.fill("utter_phone_done_in_writing", register=to, done=done[0]), *done[1:],
             texts.fill("utter_call_anything_else", register=to)]
    topic = _about(made, letter.TEMPLATES) or letter.variables(contact, call).get("topic")
    variables = {**({"topic": topic} if topic else {}),
                 "done": " ".join(" ".join(done).split())[:letter.LONGEST_VARIABLE].rstrip("."),
                 **({"name": letter.first_name(contact)} if contact.name else {})}
    return letters.post(session, letters.Letter(
        call.contact_id, "whatsapp", reach.whatsapp, letters.PARAGRAPH.join(parts), f"call:{call.provider_id}",
        ungreeted=letters.PARAGRAPH.join(parts[1:]),
        action=follow_up.ACTION, template=TEMPLATE, variables=variables,
        after_call_received_at=call.received_at, fulfils=IN_WRITING if wanted else None), at)


def _about(made: list[Made], to: str) -> str | None:
    """The order with which something was done, in words; None: nothing was done with one."""
    order = next((one.order for one in made if one.order), None)
    return texts.fill("utter_call_topic_order", register=to, order=order) if order else None


def _wanted_in_writing(rows: list[Message]) -> list[str]:
    """What was said right before the person asked to have it in writing, as far as it told them something."""
    said: list[str] = []
    for place, row in enumerate(rows):
        if row.action != "action_in_writing":
            continue
        before = rows[:place]
        while before and before[-1].direction == "out":
            before.pop()
        asked = next((at for at in range(len(before) - 2, -1, -1) if before[at].direction == "in"), -1)
        said += [_without_question(one.text) for one in before[asked + 1:]
                 if one.direction == "out" and one.action not in EMPTY
                 and not str(one.action).startswith("utter_phone_")]
    return [one for one in said if one]


def _without_question(text: str) -> str:
    """Both that look for what was said take it so: one sentence that both find is written once."""
    return _QUESTION.sub("", text).strip()


def _said_of(made: list[Made], rows: list[Message]) -> list[str]:
    """What the assistant said as it did something: the first answers with the number of what was made."""
    told: dict[int, str] = {}
    for one in made:
        first = next((row for row in rows if row.direction == "out" and one.number in row.text), None)
        if first is not None:
            said = _without_question(first.text)
            told[first.id] = said if one.number in said else first.text.strip()
    return [told[name] for name in sorted(told)]


def _made_in(call: Call) -> list[Made]:
    """The cases, orders, quotations and appointments that were made for this person while they were on the telephone;
    none where the CRM does not answer."""
    try:
        return ask(lambda: _made(get_crm(), call))
    except CrmError:
        return []


def _made(crm: Crm, call: Call) -> list[Made]:
    since, until = call.started - ROUND, call.ended + ROUND

    def lately(moment: datetime) -> bool:
        return since <= moment <= until

    return [*(Made(one.number, one.order_number) for one in crm.tickets.of(call.contact_id) if lately(one.created_at)),
            *(Made(one.number, one.number) for one in crm.orders.of(call.contact_id) if lately(one.placed_at)),
            *(Made(one.number) for one in crm.quotes.of(call.contact_id) if lately(one.created_at)),
            *(Made(one.number) for one in crm.agenda.of(call.contact_id) if one.starts_at > since)]
