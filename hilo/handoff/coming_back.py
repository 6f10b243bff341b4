"""When the assistant goes on: what was said between the person and the team is read, as a call would be."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from hilo.business.lexicon import lexicon_of
from hilo.business.load import get_shop
from hilo.calls.agreed import agreed
from hilo.calls.promised import read
from hilo.calls.promises_made import Promised
from hilo.calls.transcript import AGENT, Turn
from hilo.handoff import promised, queue, speaking
from hilo.memory import commitments, conversations, facts, questions, stages
from hilo.memory.roots import group
from hilo.memory.tables import Contact, Conversation, Handoff, Message
from hilo.spanish.normalize import fold
from hilo.spanish.promises import Promise, read_promises
from hilo.spanish.values import Lexicon, read_values
from hilo.turns.local import local_time
from hilo.turns.told import facts_told

NOTE = "adviser_note"
"""The fact that holds what a person of the team wrote down at the end."""
NOTED = "handoff:"
"""The beginning of the source of what stands in such a note: the person has not read it in those words."""
MOST = 200
"""Messages that are read, the last ones."""
_UNDER_WAY = re.compile(r"(?:(?:te|le|les|se|lo|la|los|las) ){0,2}(?:(?:estoy|estamos|ando|andamos) (?:\w+ )?\w+ndo|"
                        r"(?:ve|revis|mir|cheque|chec|consult|averigu|tom|atiend|busc|gestion)(?:o|[aei]?mos))\b")
"""«Estoy viendo lo tuyo», «lo reviso»: where no later moment is named it is being done, and nothing stands open."""
_DEEDS = frozenset({"send", "ship", "refund"})
"""What is done for this person when it is written to them («te mandamos otra», «sale el jueves»), however little it
sounds like a promise in a call."""
_TO_THEM = re.compile(r"\b(?:te|les?|se|os) (?:l[oa]s? )?\w+(?:mos|o|n)\b|\b(?:te|les?|se|os) (?:vamos|voy|van?) a\b")
_WE = {"devuelve": "devolvemos", "devolvera": "devolveremos", "devolverá": "devolveremos", "reintegra": "reintegramos",
       "reintegrará": "reintegraremos", "reembolsa": "reembolsamos", "reembolsará": "reembolsaremos",
       "manda": "mandamos", "mandará": "mandaremos", "envía": "enviamos", "envia": "enviamos", "enviará": "enviaremos",
       "despacha": "despachamos", "repone": "reponemos"}
_IMPERSONAL = re.compile(rf"(?<!\bno )(?<!\bque )(?<!\bsi )\bse (?P<to>le|les|te) (?P<verb>{'|'.join(_WE)})\b",
                         re.IGNORECASE)
"""«Se le devuelve la plata»: a note says so of what we do."""


@lru_cache(maxsize=1)
def _lexicon() -> Lexicon:
    return lexicon_of(get_shop().company)


def give_back(session: Session, row: Handoff, by: str, note: str, at: datetime) -> None:
    """The assistant has the conversation again, knows what was said meanwhile, and says that it goes on."""
    _wind_up(session, row, by, note, at)
    speaking.say(session, group(session, row.contact_id), "utter_handoff_given_back", f"handoff:{row.id}:given_back",
                 at, assistant=get_shop().company.profile.assistant_name)
    queue.end(session, row, "given_back", at)


def close(session: Session, row: Handoff, by: str, note: str, at: datetime) -> None:
    """As `give_back`, but the matter is settled: the conversation has ended, and nothing more is said."""
    _wind_up(session, row, by, note, at)
    conversation = session.get(Conversation, row.conversation_id)
    conversations.end(session, conversation, at)
    queue.end(session, row, "closed", at)


def _wind_up(session: Session, row: Handoff, by: str, note: str, at: datetime) -> None:
    ids = group(session, row.contact_id)
    said = list(session.scalars(select(Message).where(
        Message.contact_id.in_(ids), Message.at >= row.asked_at, Message.author.in_(("customer", "agent")),
        Message.interaction_id.is_(None)).order_by(Message.at.desc(), Message.id.desc()).limit(MOST)))[::-1]
    for message in said:
        if message.author == "customer" and message.intent is None:  # what the dialogue answered, it has read itself
            _learn(session, ids, message, at)
            read_promise(session, ids, "customer", message.text, f"message:{message.id}", message.at)
    if note.strip():
        facts.learn(session, ids[0], ids, facts.Told(NOTE, note.strip(), by, 1.0, "agent", f"{NOTED}{row.id}", at))
        read_promise(session, ids, "business", note, f"{NOTED}{row.id}", at)
    if any(message.author == "agent" for message in said):
        for question in questions.pending(session, ids):
            if question.at <= max(m.at for m in said if m.author == "agent"):
                questions.answer(session, question.id, at)


def _learn(session: Session, ids: list[str], message: Message, at: datetime) -> None:
    """Facts with their words; learnt now, so that they are news to the dialogue."""
    country, contact = get_shop().company.profile.country, session.get(Contact, ids[0])
    entities = [{"entity": found.entity, "value": found.value, "start": found.start, "end": found.end,
                 "confidence_entity": found.confidence}
                for found in read_values(message.text, lexicon=_lexicon(), now=local_time(contact, message.at),
                                     country=country)]
    reading = {"intent": {"name": "inform"}, "entities": entities}
    for told in facts_told(message.text, reading, "agent", f"message:{message.id}", at):
        facts.learn(session, ids[0], ids, told)
        session.flush()  # the next one may be the same, or replace it
        contact.stage = stages.after(contact.stage, [], [told.name])
        if told.name == "person_name" and told.confidence >= facts.SURE:
            contact.name = str(told.value)[:200]


def read_promise(session: Session, ids: list[str], who: str, text: str, source_id: str, at: datetime) -> None:
    """Keeps what somebody promised in their own words; a note that says it again, for no other moment, leaves the words
    in which the person has read it."""
    local = local_time(session.get(Contact, ids[0]), at)
    noted = source_id.startswith(NOTED)
    told = {one.kind: one.due for one in commitments.live(session, ids)
            if noted and one.who == who and one.source == promised.SAID}
    for promise in _promised(who, text, local):
        if promise.kind in told and promise.due in (None, told[promise.kind]):
            continue
        commitments.make(session, ids[0], commitments.Promise(
            who, promise.kind, promise.what, promise.quote, promised.NOTE if noted else promised.SAID, source_id, at,
            promise.due, promise.due_end))
        session.flush()


def _promised(who: str, text: str, at: datetime) -> Sequence[Promise | Promised]:
    """A person of the team promises in an agent's words ("te lo averiguo y te aviso"), a customer in their own."""
    country = get_shop().company.profile.country
    if who != "business":
        return read_promises(text, at, country)
    said = _IMPERSONAL.sub(lambda m: f"{m['to']} {_WE[m['verb'].lower()]}", text)
    turn = Turn(0, AGENT, said, said, (), at)
    made = [one for one in agreed([turn], country) if one.kind != "stop"] or [
        one for one in read([turn], country) if one.kind in _DEEDS and (one.due or _TO_THEM.search(fold(one.quote)))]
    if made:
        return made if said == text else [replace(one, quote=text.strip()) for one in made]
    return [one for one in read_promises(text, at, country)  # a note in other words: "quedó en llamar el viernes"
            if not (_UNDER_WAY.match(fold(one.what)) and (one.due is None or one.due <= at))]
