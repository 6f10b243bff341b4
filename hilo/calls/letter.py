"""The words of what is written after a call, and of its template."""
from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from hilo import knowledge, wording
from hilo.business import links
from hilo.business.load import get_shop
from hilo.calls.agent_words import THINGS
from hilo.calls.analysis import Analysis
from hilo.calls.keeping import NO_PROMISES, Call
from hilo.calls.shipping_asked import answer_of_zone
from hilo.calls.steps import APPOINTMENT
from hilo.handoff import hours
from hilo.knowledge.sureness import SURE
from hilo.memory import questions
from hilo.memory.identity import group
from hilo.memory.tables import Contact
from hilo.personalization.register import register_of
from hilo.spanish.forms_of_address import NOBODY
from hilo.spanish.normalize import fold
from hilo.texts import texts
from hilo.turns.local import zone_of_person
from hilo.turns.pointing import thing_in
from hilo.turns.summarise import budget_in_words

TO_WRITE = ("send", "write", "notify")
MOST_QUESTIONS, MOST_STEPS = 3, 4
LONGEST_VARIABLE = 400
TEMPLATES = NOBODY
"""WhatsApp's approved templates address nobody, since everybody reads the same; what is put into them does neither."""
SURE_ANSWER = (1.0 + SURE) / 2
"""Probability from which an approved answer is given unasked; in a chat, where one can say no, less is enough. Of 305
questions that the development calls leave open 37 are answered, none beside the point; of the 17 more from `SURE` on
three are."""
_POINTS = re.compile(
    r"\b(?:es[aeo]s?|est[aeo]s?|aquell[ao]s?|la|lo|las|los) (?:es|son|viene|vienen|tiene|tienen|hay|sirve|puedo)\b|"
    r"\bes[ae]s?\b"
)
"""A question about a certain thing, to which a general answer is none."""
_ELSE = re.compile(r"\bpag(?:o|ar)\b|cotiza|presupuesto|factura|confirma|«", re.IGNORECASE)
_LINKED = re.compile(
    r"\b(?:link|enlace|liga|cat[aá]logo|modelos|fotos|opciones|informaci[oó]n|precios)\b", re.IGNORECASE
)


def first_name(contact: Contact) -> str:
    """The first of their names; empty while none is known."""
    return str(contact.name or "").split(" ")[0]


def greeting_name(contact: Contact) -> str:
    """As it stands after «Hola»."""
    return f" {first_name(contact)}" if contact.name else ""


def paragraphs(session: Session, contact: Contact, call: Call, at: datetime) -> list[str]:
    """The message, its greeting first; whoever asked for a person reads whether people are there."""
    to = register_of(contact)
    parts = [hello(contact, call, to)]
    parts += _answers(session, contact, call, to)
    parts += _agreed(call, at, to, zone_of_person(contact).key)
    parts.append(_doubt(call.analysis, to) or texts.fill("utter_call_anything_else", register=to))
    return [part for part in parts if part]


def hello(contact: Contact, call: Call, to: str, about: str | None = None) -> str:
    """Thanks for the call, with what was talked about (about: where that is known better than from the words); to: how
    the person is addressed."""
    analysis = call.analysis
    topic = about or _topic(analysis, to)
    alone = topic == texts.fill("utter_call_topic_any", register=to)
    other = analysis.fact("alt_phone")
    if other is not None and other.confidence >= 0.7 and not alone:
        return texts.fill("utter_call_hello_other_number", register=to, name=greeting_name(contact), topic=topic)
    if analysis.busy:
        return texts.fill("utter_call_hello_busy", register=to, name=greeting_name(contact))
    if alone:
        return texts.fill("utter_call_hello_plain", register=to, name=greeting_name(contact))
    upset = analysis.sentiment["label"] == "negative"
    name = "utter_call_hello_upset" if upset else "utter_call_hello"
    return texts.fill(name, register=to, name=greeting_name(contact), topic=topic)


def _topic(analysis: Analysis, to: str) -> str:
    """What was talked about in words: the order, the need with what is sure of it, else the topics; to: how the person
    is addressed."""
    order = analysis.fact("order_number")
    if order is not None and order.confidence >= 0.7:
        return texts.fill("utter_call_topic_order", register=to, order=order.value)
    need = need_in_words(analysis)
    if need:
        return texts.fill("utter_call_topic_need", register=to, need=need)
    known = set(texts.names("utter_topic_"))
    words = [texts.fill(f"utter_topic_{topic}", register=to) for topic in analysis.topics
             if f"utter_topic_{topic}" in known]
    return wording.listing(words[:2]) if words else texts.fill("utter_call_topic_any", register=to)


def need_in_words(analysis: Analysis) -> str:
    """«campera, color negro, talla M, hasta $ 90.000»; empty without a product."""
    if analysis.fact("product") is None:
        return ""
    parts = []
    for name in ("product", "color", "size", "budget", "needed_by"):
        fact = analysis.fact(name)
        if fact is None or fact.confidence < 0.7:
            continue
        if name == "budget":
            parts.append(budget_in_words(fact.value))
        elif name == "needed_by":
            parts.append(
                texts.fill("utter_summary_needed_by", date=wording.day(date.fromisoformat(str(fact.value)[:10])))
            )
        else:
            parts.append(texts.fill(f"utter_summary_{name}", **{name: fact.value}))
    return ", ".join(parts)


def _answers(session: Session, contact: Contact, call: Call, to: str) -> list[str]:
    """Each open question with its approved answer, which then is no longer open; else that it is being looked for."""
    said = []
    rows = {row.question: row for row in questions.pending(session, group(session, call.contact_id))}
    for question in call.analysis.pending_questions[:MOST_QUESTIONS]:
        shown = question.strip(" ¿?.,")
        shown = f"¿{shown[0].upper()}{shown[1:]}?" if shown else question
        found = answer_to(question, to, contact.country)
        if found is None:
            said.append(texts.fill("utter_call_question_open", register=to, question=shown))
            continue
        said.append(texts.fill("utter_call_question_answered", register=to, question=shown, answer=found))
        if question in rows:
            questions.answer(session, rows[question].id, call.ended)
    return said


def answer_to(question: str, to: str | None = None, country: str | None = None) -> str | None:
    """What the zones tell of the town that it names, else the approved answer to a question, where one fits for sure;
    to: how the person is addressed."""
    told = answer_of_zone(question, country, to)
    if told:
        return told
    found = None if _POINTS.search(fold(question)) else knowledge.answer(question, least=SURE_ANSWER)
    return found.passage.said(to) if found and found.passage.kind == "faq" else None


def _agreed(call: Call, at: datetime, to: str, zone: str) -> list[str]:
    """What was agreed, with the link where something was to be sent; zone: the person's."""
    analysis = call.analysis
    said = []
    sent = linked(analysis)
    steps = [str(one["what"]) for one in analysis.commitments if one not in sent and _is_step(one)][:MOST_STEPS]
    said += [_at_hour("utter_call_appointment", str(one["due"]), to) for one in analysis.commitments
             if one["kind"] == APPOINTMENT]
    if steps:
        said.append(texts.fill("utter_call_steps", register=to, steps=wording.listing(steps)))
    if sent:
        said.append(texts.fill("utter_call_link", register=to, link=_links(analysis)))
    call_at = analysis.fact("callback_at")
    if call_at is not None:
        said.append(_call_back(str(call_at.value), to))
    elif analysis.asked_for_person:
        said.append(texts.fill("utter_call_person", register=to) if hours.attended(at) else
                    texts.fill("utter_call_person_closed", register=to, back=hours.back_in_words(at, zone)))
    return said


def _links(analysis: Analysis) -> str:
    """The pages of what was to be sent: of the thing that the promise names, else of the one that was talked about."""
    fact = analysis.fact("product")
    about = str(fact.value) if fact is not None and fact.confidence >= 0.7 else None
    pages = [links.page_for(get_shop(), thing_in(str(one["what"])) or about) for one in linked(analysis)]
    return wording.listing(list(dict.fromkeys(pages)))


def linked(analysis: Analysis) -> list[dict[str, Any]]:
    """What we promised to send that a link to the shop keeps."""
    return [one for one in analysis.commitments if links.site(get_shop()) and one["who"] == "business"
            and one["kind"] in TO_WRITE and _LINKED.search(one["what"]) and not _ELSE.search(one["what"])]


def _is_step(one: dict[str, Any]) -> bool:
    """What is worth telling: not that we write, which they see, nor what is told in a sentence of its own."""
    if one["who"] != "business" or one["kind"] in ("call", "find_out", *NO_PROMISES):
        return False
    if one["kind"] in ("write", "notify"):
        return " cuando " in one["what"] or (bool(THINGS.search(fold(one["what"]))) and "«" not in one["what"])
    return True


def _call_back(value: str, to: str) -> str:
    if len(value) > 10:
        return _at_hour("utter_call_callback", value, to)
    return texts.fill("utter_call_callback_day", register=to, day=wording.day(date.fromisoformat(value[:10])))


def _at_hour(name: str, value: str, to: str) -> str:
    """A text with the day and hour of a moment (ISO 8601)."""
    moment = datetime.fromisoformat(value)
    return texts.fill(name, register=to, day=wording.day(moment.date()), hour=wording.hour(moment))


def _doubt(analysis: Analysis, to: str) -> str:
    """The one thing that was not heard well, as a question."""
    for name in analysis.doubtful:
        if f"utter_call_thing_{name}" not in texts.names("utter_call_thing_"):
            continue
        thing = texts.fill(f"utter_call_thing_{name}", register=to)
        value = next(
            (fact.value for fact in analysis.doubts if fact.name == name and "..." not in str(fact.value)), None
        )
        if value is not None:
            return texts.fill("utter_call_doubt_value", register=to, thing=thing, value=value)
        return texts.fill("utter_call_doubt", register=to, thing=thing)
    return ""


def variables(contact: Contact, call: Call) -> Mapping[str, str]:
    """The template's: what was talked about, and what is open, with its answer or its link; what is not known is not
    among them, and its own default stands."""
    analysis = call.analysis
    steps = [str(one["what"]) for one in analysis.commitments if one["who"] == "business"
             and one["kind"] not in NO_PROMISES]
    following = wording.listing(steps[:2])
    if analysis.pending_questions:
        question = analysis.pending_questions[0]
        following = texts.fill("utter_call_next_question", question=question.strip())
        found = answer_to(question, country=contact.country)
        if found:
            following = texts.fill("utter_call_next_answer", next=following, answer=found.strip().rstrip("."))
    if linked(analysis):
        following = texts.fill("utter_call_next_link", next=following, link=_links(analysis))
    topic = _topic(analysis, TEMPLATES)
    is_known = topic != texts.fill("utter_call_topic_any", register=TEMPLATES)
    values = {"topic": topic if is_known else "", "next": following, "name": first_name(contact)}
    return {name: " ".join(str(value).split())[:LONGEST_VARIABLE] for name, value in values.items() if value}
