"""What a person of the team reads first: who, what they want, what was tried and promised, their mood, what is next.

No model: only what is stored, in the designers' words.
"""
from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from hilo import wording
from hilo.business.load import get_shop
from hilo.flows import owners
from hilo.handoff import called, messages
from hilo.handoff.problem import SEARCHES, TROUBLES, Problem, is_looked_for, problem_in
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
_ORDER = ("asked", "recommended", "informed", "asked_more", "misunderstood")
_ASKS = re.compile(r"(?:action|utter)_ask_|.*_form$")
"""Actions that put a question."""
_INTERJECTION = re.compile(r"(?:\W*[^\W\d_]+){0,3}\W*")
"""«¡Claro!», before a question."""


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


def summarise(session: Session, context: Context, handoff: Handoff | None, at: datetime,
              aloud: bool = False) -> Summary:
    """Reads the memory; writes nothing. aloud: only who, what they want and what was promised is said: what they want
    is told whole, and nobody is called by a number."""
    rows = timeline.latest(session, context.ids, LATELY)
    said = [row for row in rows if row.direction == "in" and row.author == "customer"]
    next_step, quoted = _next_step(session, context, said)
    unnamed = texts.fill("utter_about_unknown_person") if aloud else called.unnamed(session, context.ids)
    wants = _wants(session, context, said, "" if aloud else quoted)
    return Summary(_who(context, unnamed), wants, _tried(context, rows), _promised(context, at), mood_in_words(said),
                   next_step, _reason(handoff))


def _local(moment: datetime) -> datetime:
    return moment.astimezone(get_shop().calendar.zone)


def _day(moment: datetime) -> str:
    return wording.day(_local(moment).date())


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[:LONGEST - 1].rstrip() + "…"


def _who(context: Context, unnamed: str) -> str:
    contact = context.contact
    parts = [contact.name or _unsure_name(context) or unnamed,
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


def _wants(session: Session, context: Context, said: list[Message], quoted: str) -> str:
    """What it is about, the problem before anything that is looked for. quoted: a message that is told already."""
    known = set(texts.names("utter_meaning_"))
    facts = [fact for name in ("order_number", *NEED) if (fact := context.fact(name)) and fact.status == "confirmed"]
    problem = problem_in(said, facts) if said else None
    parts = [_problem(problem)] if problem else []
    wanted = [fact for fact in facts if fact.name in NEED and (not problem or is_looked_for(fact, said))]
    told_already = (*TROUBLES, *(() if wanted else SEARCHES)) if problem else ()
    names = [name for name in (topics(session, context.last.id) if context.last else [])
             if name != "request_human" and f"utter_meaning_{name}" in known and name not in told_already]
    if names:
        meanings = [texts.fill(f"utter_meaning_{name}") for name in names]
        parts.append(texts.fill("utter_about_topics", topics=wording.listing([m[0].lower() + m[1:] for m in meanings])))
    need = [part for fact in wanted for part in in_words(fact.name, fact.value)]
    if need:
        parts.append(texts.fill("utter_about_need", need=", ".join(need)))
    told = [quoted, problem.told if problem else ""]
    if problem and problem.told != quoted:
        parts.insert(1, texts.fill("utter_about_problem_told", quote=_short(problem.told)))
    if said and said[-1].text not in told:
        parts.append(texts.fill("utter_about_lately", quote=_short(said[-1].text)))
    return " ".join(parts) or texts.fill("utter_about_nothing_known" if not said else "utter_about_only_wrote")


def _problem(problem: Problem) -> str:
    """«Problema: algo dañado o que falla (campera).»"""
    things = [part for fact in problem.things for part in (
        [str(fact.value)] if fact.name == "order_number" else in_words(fact.name, fact.value))]
    text = texts.fill(f"utter_about_problem_{problem.kind}")
    if things:
        text = texts.fill("utter_about_problem_things", problem=text, things=", ".join(things))
    return texts.fill("utter_about_problem", problem=text)


def _tried(context: Context, rows: list[Message]) -> str:
    """What the assistant did in this conversation, each kind of thing once."""
    last = context.last.id if context.last else None
    done = Counter(kind for row in rows if row.author == "bot" and row.conversation_id == last and row.action
                   if (kind := _kind_of(row.action, row.text)))
    if not done:
        return texts.fill("utter_about_tried_nothing")
    parts = [texts.fill(f"utter_about_tried_{kind}", count=done[kind]) for kind in _ORDER if done[kind]]
    return texts.fill("utter_about_tried", tried=wording.listing(parts))


def _kind_of(action: str, text: str) -> str | None:
    """What a message of ours was for; one that only asks gave no information, whatever its flow."""
    if action in _TRIED:
        return _TRIED[action]
    kind = _TRIED_BY_FLOW.get(owners().get(action, ""))
    return "asked_more" if kind in ("informed", "recommended") and only_asks(action, text) else kind


def only_asks(action: str, text: str) -> bool:
    """Whether a message of ours is nothing but a question, perhaps with a word of courtesy before it."""
    if _ASKS.match(action):
        return True
    *before, last = re.split(r"(?<=[.!?])\s+", text.strip())
    return last.endswith("?") and all(one.endswith("?") or _INTERJECTION.fullmatch(one) for one in before)


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
    return texts.fill(f"utter_about_promise_{row.who}", promised=_what(row), due=due)


def _what(row: Commitment) -> str:
    """A promise to answer or to call names the message that it is about."""
    kind = next((kind for kind, promised in messages.PROMISED.items() if promised == row.kind), None)
    if kind is None or not row.quote or row.what != texts.fill(f"utter_handoff_promise_{kind}"):
        return str(row.what)
    return texts.fill(f"utter_about_promise_{kind}", quote=_short(row.quote))


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


def _next_step(session: Session, context: Context, said: list[Message]) -> tuple[str, str]:
    """What is to be done next, and the message of theirs that it quotes."""
    for row in next_actions.still_open(session, context.ids):
        data = row.data or {}
        if row.type == messages.CALL_BACK and data.get("phone"):
            return texts.fill("utter_about_next_call_back", phone=data["phone"]), ""
        if row.type in messages.KINDS:
            text = str(data.get("text") or "")
            return texts.fill("utter_about_next_answer", quote=_short(text)), text
    if context.questions:
        question = context.questions[0].question
        return texts.fill("utter_about_next_question", quote=_short(question)), question
    asked = [row for row in said if row.intent not in ("request_human", "greet", "affirm", "thank")]
    if asked:
        return texts.fill("utter_about_next_answer", quote=_short(asked[-1].text)), asked[-1].text
    return texts.fill("utter_about_next_greet"), ""


def _reason(handoff: Handoff | None) -> str:
    if handoff is None:
        return ""
    matter = get_shop().reserved_in(handoff.quote or "") if handoff.reason == "reserved" else None
    if handoff.reason == "reserved" and matter is None:
        return ""
    return texts.fill(f"utter_about_reason_{handoff.reason}", matter=matter.about[0].lower() + matter.about[1:]
                      if matter else "")
