"""A draft with which somebody of the team takes up a conversation; they read it, change it and send it themselves."""
from __future__ import annotations

from hilo.business.load import get_shop
from hilo.clock import now
from hilo.llm import client
from hilo.llm.about import of_context
from hilo.llm.passages import passages
from hilo.llm.voice import contact, register_or_tu, today, voice
from hilo.memory import database
from hilo.memory.context import context_of


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
    if not who.values["thread"] and not who.values["call"]:
        return None
    about = str(product.value) if product else ""
    last = who.values["thread"].splitlines()[-1:]
    found = passages(get_shop(), " ".join([about, *last]), about)
    answer = client.ask(client.Request(
        "follow_up", {**voice(who.register), "today": today(), "contact": contact(), "passages": "\n\n".join(found),
                      **who.values}, contact_id=context.contact.id, names=who.names, country=who.country,
        register=register_or_tu(who.register)))
    return answer.text if answer else None
