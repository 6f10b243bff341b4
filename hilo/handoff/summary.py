"""What a person of the team reads first: who, what they want, what was tried and promised, their mood, what is next.

No model: only what is stored, in the designers' words.
"""
from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from hilo import wording
from hilo.business.load import get_shop
from hilo.flows import owners
from hilo.handoff import messages
from hilo.memory import next_actions, timeline
from hilo.memory.context import Context
from hilo.memory.conversations import topics
from hilo.memory.tables import Commitment, Handoff, Message
from hilo.texts import texts
from hilo.turns.summarise import NEED, in_words

LATELY = 60
"""Rows of the timeline that are read."""
MOOD_OF, URGENT_OF = 20, 4
"""The mood is the worst of so many last messages of the conversation; what was urgent longer ago is no longer so."""
CLEARLY = -0.65
"""Score of a sentiment that is no misreading of figures, an address or a goodbye."""
LONGEST = 160
_TRIED = {"action_recommend": "recommended", "action_more_options": "recommended",
          "action_choose_option": "recommended", "action_clarify": "misunderstood",
          "information_gathering_form": "asked"}
_TRIED_BY_FLOW = {"solution": "recommended", "information_gathering": "asked", "product_info": "informed",
                  "order_help": "informed", "support": "informed", "complaints": "informed", "quotes": "informed",
                  "appointments": "informed", "follow_up": "informed", "purchase": "recommended"}
_WORST = ("anger", "sadness", "fear", "negative")
_ORDER = ("asked", "recommended", "informed", "misunderstood")


@dataclass(frozen=True)
class Summary:
    """Sentences for people."""

    who: str
    wants: str
    tried: str
    promised: tuple[str, ...]
    mood: str
    next_step: str
    reason: str


def summarise(session: Session, context: Context, handoff: Handoff | None, at: datetime) -> Summary:
    """Reads the memory; writes nothing."""
    rows = timeline.latest(session, context.ids, LATELY)
    said = [row for row in rows if row.direction == "in" and row.author == "customer"]
    return Summary(_who(context), _wants(session, context, said), _tried(context, rows), _promised(context, at),
                   mood_in_words(said), _next_step(session, context, said), _reason(handoff))


def _local(moment: datetime) -> datetime:
    return moment.astimezone(get_shop().calendar.zone)


def _day(moment: datetime) -> str:
    return wording.day(_local(moment).date())


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[:LONGEST - 1].rstrip() + "…"


def _who(context: Context) -> str:
    contact = context.contact
    parts = [contact.name or _unsure_name(context) or texts.fill("utter_about_unknown_person"),
             texts.fill(f"utter_about_stage_{contact.stage}")]
    if contact.stage != "prospect" or context.ended is not None:
        parts[1:] = [texts.fill("utter_about_stage_" + ("interested" if contact.stage == "prospect"
                                                        else contact.stage)),
                     texts.fill("utter_about_since", day=_day(contact.created_at))]
    if context.last_call:
        parts.append(texts.fill("utter_about_phoned", day=_day(context.last_call)))
    return ", ".join(parts)


def _unsure_name(context: Context) -> str | None:
    name = name_of(context)
    return texts.fill("utter_about_unsure_name", name=name) if name else None


def name_of(context: Context) -> str | None:
    """What to call them among ourselves: the name they are sure to have, else the one that their profile shows."""
    told = context.fact("person_name")
    return context.contact.name or (str(told.value) if told else None)


def _wants(session: Session, context: Context, said: list[Message]) -> str:
    known = set(texts.names("utter_meaning_"))
    names = [name for name in (topics(session, context.last.id) if context.last else [])
             if name != "request_human" and f"utter_meaning_{name}" in known]
    parts = []
    if names:
        meanings = [texts.fill(f"utter_meaning_{name}") for name in names]
        parts.append(texts.fill("utter_about_topics", topics=wording.listing([m[0].lower() + m[1:] for m in meanings])))
    facts = [(name, context.fact(name)) for name in NEED]
    need = [part for name, fact in facts if fact and fact.status == "confirmed" for part in in_words(name, fact.value)]
    if need:
        parts.append(texts.fill("utter_about_need", need=", ".join(need)))
    if said:
        parts.append(texts.fill("utter_about_lately", quote=_short(said[-1].text)))
    return " ".join(parts) or texts.fill("utter_about_nothing_known")


def _tried(context: Context, rows: list[Message]) -> str:
    """What the assistant did in this conversation, each kind of thing once."""
    last = context.last.id if context.last else None
    done = Counter(kind for row in rows if row.author == "bot" and row.conversation_id == last and row.action
                   if (kind := _TRIED.get(row.action) or _TRIED_BY_FLOW.get(owners().get(row.action, ""))))
    if not done:
        return texts.fill("utter_about_tried_nothing")
    parts = [texts.fill(f"utter_about_tried_{kind}", count=done[kind]) for kind in _ORDER if done[kind]]
    return texts.fill("utter_about_tried", tried=wording.listing(parts))


def _promised(context: Context, at: datetime) -> tuple[str, ...]:
    return tuple(promise_in_words(row, at) for row in context.commitments)


def promise_in_words(row: Commitment, at: datetime) -> str:
    """«La empresa: llamar, para el martes 24 de noviembre a las 09:00»."""
    due = ""
    if row.due and (row.due_end or row.due) < at:
        due = texts.fill("utter_about_promise_late", day=_day(row.due))
    elif row.due and row.due_end:
        due = texts.fill("utter_about_promise_day", day=_day(row.due))
    elif row.due:
        due = texts.fill("utter_about_promise_due", day=_day(row.due), hour=wording.hour(_local(row.due)))
    return texts.fill(f"utter_about_promise_{row.who}", promised=row.what, due=due)


def mood_of(said: list[Message]) -> tuple[str, bool]:
    """The mood (anger, sadness, fear, negative, positive or neutral) of the last conversation, and whether it is
    urgent: the worst one, since who is furious says «hola?» and «gracias» as well."""
    talk = [row for row in said if row.conversation_id == said[-1].conversation_id][-MOOD_OF:]
    urgent = any(row.urgency == "high" for row in talk[-URGENT_OF:])
    felt = [row.emotion if row.emotion in _WORST else "negative" for row in talk if _is_upset(row)]
    if felt:
        return min(felt, key=_WORST.index), urgent
    return ("positive" if talk and talk[-1].sentiment == "positive" else "neutral"), urgent


def _is_upset(row: Message) -> bool:
    score = row.sentiment_score
    return row.sentiment == "negative" and (score is None or score <= CLEARLY)


def mood_in_words(said: list[Message]) -> str:
    """«Enojo, con urgencia»."""
    mood, urgent = mood_of(said)
    text = texts.fill(f"utter_about_mood_{mood}")
    return texts.fill("utter_about_mood_urgent", mood=text) if urgent else text


def _next_step(session: Session, context: Context, said: list[Message]) -> str:
    for row in next_actions.still_open(session, context.ids):
        data = row.data or {}
        if row.type == messages.CALL_BACK and data.get("phone"):
            return texts.fill("utter_about_next_call_back", phone=data["phone"])
        if row.type in messages.KINDS:
            return texts.fill("utter_about_next_answer", quote=_short(str(data.get("text") or "")))
    if context.questions:
        return texts.fill("utter_about_next_question", quote=_short(context.questions[0].question))
    asked = [row for row in said if row.intent not in ("request_human", "greet", "affirm", "thank")]
    if asked:
        return texts.fill("utter_about_next_answer", quote=_short(asked[-1].text))
    return texts.fill("utter_about_next_greet")


def _reason(handoff: Handoff | None) -> str:
    if handoff is None:
        return ""
    matter = get_shop().reserved_in(handoff.quote or "") if handoff.reason == "reserved" else None
    if handoff.reason == "reserved" and matter is None:
        return ""
    return texts.fill(f"utter_about_reason_{handoff.reason}", matter=matter.about[0].lower() + matter.about[1:]
                      if matter else "")
