"""Messages that only stop or start a number: they are kept and noted, and no dialogue answers them."""
from __future__ import annotations

from collections.abc import Sequence

from connectors.with_people import as_entry
from hilo.clock import now
from hilo.consent import keywords, ledger
from hilo.handoff import unreachable
from hilo.memory import conversations, database, inbox, timeline
from hilo.memory.context import context_of
from hilo.memory.facts import LONGEST_QUOTE
from hilo.memory.tables import Inbox
from hilo.outreach import letters
from hilo.personalization.register import register_of
from hilo.texts import texts

STOPPED, BACK, BACK_WITH_NEWS = "utter_keyword_out", "utter_keyword_in", "utter_keyword_in_with_news"


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
        purpose = context and keywords.note(session, context.ids, row.channel, found, row.text[:LONGEST_QUOTE],
                                            row.id, at)
        if context is None or purpose is None:
            return False
        conversation = conversations.current(session, contact_id, context.ids, row.channel, at)
        timeline.append(session, contact_id, conversation.id, as_entry(row))
        inbox.finish(session, [row.id], at)
        stop = None if found.answered else keywords.provider_stop(session, context.ids, row.channel)
        if stop and found.kind == keywords.OPT_IN:  # our word does not undo the provider's, and they cannot be told
            unreachable.leave_to_people(session, context, stop, row.text, row.id, at)
        elif not found.answered:
            text = (STOPPED if found.kind == keywords.OPT_OUT else BACK_WITH_NEWS if purpose == ledger.ALL else BACK)
            said = texts.fill(text, register=register_of(context.contact),
                              channel=texts.fill(f"utter_channel_{row.channel}"))
            letters.post(session, letters.Letter(
                contact_id, row.channel, row.address, said,
                row.id, action=text, triggered=True), at)
        if ends:
            inbox.release(session, contact_id, ends)
    return True
