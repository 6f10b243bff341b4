"""A draft with which somebody of the team takes up a conversation; they read it, change it and send it themselves."""
from __future__ import annotations

from hilo.business.load import get_shop
from hilo.clock import now
from hilo.llm import client
from hilo.llm.about import MESSAGES, of_context
from hilo.llm.passages import passages
from hilo.llm.records import records
from hilo.llm.voice import contact, register_or_tu, today, voice
from hilo.memory import database, timeline
from hilo.memory.context import context_of
from hilo.orders.seen import Writer


def draft(contact_id: str) -> str | None:
    """A draft for a person; None without a model, without words of theirs, or where none passed the check (blocks)."""
    if not client.available():
        return None
    with database.reading() as session:
        context = context_of(session, contact_id, now())
        if context is None:
            return None
        who = of_context(session, context)
        product = context.fact("product")
        heard = next((row for row in reversed(timeline.latest(session, context.ids, MESSAGES))
                      if row.direction == "in"), None)
        writer = Writer(context.contact.id, heard.channel, heard.address or "") if heard else None
    if not who.values["thread"] and not who.values["call"]:
        return None
    about = str(product.value) if product else ""
    last = who.values["thread"].splitlines()[-1:]
    found = passages(get_shop(), " ".join([about, *last]), about)
    values = {**voice(who.register), "today": today(), "contact": contact(), "passages": "\n\n".join(found),
              "records": records(writer, who.register) if writer else "", **who.values}
    answer = client.ask(client.Request("follow_up", values, contact_id=context.contact.id, names=who.names,
                                       country=who.country, register=register_or_tu(who.register)))
    return answer.text if answer else None
