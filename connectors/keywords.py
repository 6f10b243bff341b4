"""Messages that only stop or start a number: they are kept and noted, and no dialogue answers them."""
from __future__ import annotations

from collections.abc import Sequence

from connectors.with_people import as_entry
from hilo.clock import now
from hilo.consent import keywords
from hilo.memory import conversations, database, inbox, timeline
from hilo.memory.context import context_of
from hilo.memory.facts import LONGEST_QUOTE
from hilo.memory.tables import Inbox
from hilo.outreach import letters
from hilo.personalization.register import register_of
from hilo.texts import texts

CONFIRMED = {keywords.OPT_OUT: "utter_opt_out_all_by_channel", keywords.OPT_IN: "utter_opt_in_by_channel"}


def is_keyword(row: Inbox) -> bool:
    """Whether a message was taken for one at the door."""
    return bool((row.data or {}).get("keyword"))


def take_keyword(contact_id: str, rows: Sequence[Inbox], ends: str | None) -> bool:
    """Notes what stops or begins, and confirms it where the provider has not done so; false where the dialogue is to
    hear the word after all (blocks)."""
    at, row = now(), rows[-1]
    found = keywords.Keyword(**row.data["keyword"])
    with database.writing() as session:
        context = context_of(session, contact_id, at, with_facts=False)
        if context is None or not keywords.note(session, context.ids, row.channel, found, row.text[:LONGEST_QUOTE],
                                                row.id, at):
            return False
        conversation = conversations.current(session, contact_id, context.ids, row.channel, at)
        timeline.append(session, contact_id, conversation.id, as_entry(row))
        inbox.finish(session, [row.id], at)
        if not found.answered:
            text, register = CONFIRMED[found.kind], register_of(context.contact)
            where = texts.fill(f"utter_channel_{row.channel}")
            letters.post(session, letters.Letter(
                contact_id, row.channel, row.address, texts.fill(text, register=register, channel=where, note=""),
                row.id, action=text, triggered=True), at)
        if ends:
            inbox.release(session, contact_id, ends)
    return True
