"""From the call to WhatsApp: what is written to whom after a call, and when nothing is.

One message: who writes, what was talked about, what was left open, what was agreed, and one question at the end. Its
sending is decided as any other's (`hilo.outreach.decide`); the template says the same where free text may not be sent.
"""
from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from hilo import wording
from hilo.business.load import get_shop
from hilo.calls.agent_words import THINGS
from hilo.calls.analysis import Analysis
from hilo.calls.keeping import Call
from hilo.consent import ledger
from hilo.followups import plan as followups
from hilo.followups.moment import asked_moment
from hilo.memory import questions
from hilo.memory.identity import group
from hilo.memory.phones import canonical
from hilo.memory.tables import Contact, Identity, Message, NextAction
from hilo.outreach import letters
from hilo.spanish.normalize import fold
from hilo.texts import texts
from hilo.turns.summarise import budget_in_words

ACTION, MISSED = "call_to_whatsapp", "missed_call"
TEMPLATE = "call_follow_up"
TO_WRITE = ("send", "write", "notify")
MOST_QUESTIONS, MOST_STEPS = 3, 4
MISSED_AGAIN = timedelta(hours=20)
"""Nobody is told twice a day that they did not answer."""
LATE = timedelta(days=2)
"""A call reported so late is no longer written about."""
_MOBILE = {"AR": ("+54", "+549"), "MX": ("+52", "+521")}
"""Countries whose mobiles WhatsApp knows with a digit that the canonical number lacks."""
SURE_ANSWER = 0.6
"""Likeness from which an approved answer is given unasked; in a chat, where the person can say no, less is enough."""
_POINTS = re.compile(r"\b(?:es[aeo]s?|est[aeo]s?|aquell[ao]s?|la|lo|las|los) (?:es|son|viene|vienen|tiene|tienen|hay|"
                     r"sirve|puedo)\b|\bes[ae]s?\b")
"""A question about a certain thing, to which a general answer is none."""
_PAY = re.compile(r"\bpag(?:o|ar)\b|cotiza|presupuesto|factura|confirma", re.IGNORECASE)
_LINKED = re.compile(
    r"\b(?:link|enlace|liga|cat[aá]logo|modelos|fotos|opciones|informaci[oó]n|precios)\b", re.IGNORECASE
)


def write_after(session: Session, call: Call, at: datetime, campaign_writes: bool = False) -> int | None:
    """Posts what is to be written after a call that was kept; the row of the timeline, None where nothing is.

    campaign_writes: the campaign wants a message after a voicemail too.
    """
    analysis = call.analysis
    if at - call.ended > LATE:
        return None
    if analysis.voicemail:
        if campaign_writes or _had_asked(session, call.contact_id, call.started):
            return missed(session, call.contact_id, call.number, call.provider_id, call.received_at, at)
        return None
    if not analysis.write_whatsapp or not _may(session, call.contact_id):
        return None
    address = _address(session, call)
    if address is None:
        return None
    contact = session.get(Contact, call.contact_id)
    if analysis.write_later:
        _write_then(session, contact, call, address, at)
        return None
    return _post(session, call, address, _text(session, contact, call), at)


def missed(session: Session, contact_id: str, number: str, key: str, received_at: datetime, at: datetime) -> int | None:
    """«Te llamamos y no pudimos hablar»: once in a while, and only to a number that can be written to."""
    contact = session.get(Contact, contact_id)
    ids = group(session, contact_id)
    address = _whatsapp_of(session, ids) or whatsapp_address(number, contact.country)
    if address is None or not _may(session, contact_id) or at - received_at > LATE:
        return None
    lately = session.execute(select(Message.id).where(Message.contact_id.in_(ids), Message.action == MISSED,
                                                      Message.at > at - MISSED_AGAIN).limit(1)).first()
    if lately:
        return None
    profile = get_shop().company.profile
    return letters.post(
        session,
        letters.Letter(
            contact_id,
            "whatsapp",
            address,
            texts.fill(
                "utter_missed_call", name=_name(contact), assistant=profile.assistant_name, company=profile.name
            ),
            f"call:{key}",
            action=MISSED,
            template=MISSED,
            variables={"name": _first(contact)} if contact.name else {},
            after_call_received_at=received_at,
        ),
        at,
    )


def whatsapp_address(number: str, country: str | None) -> str | None:
    """The address by which WhatsApp knows a telephone; None where it is none."""
    phone = canonical(number, country) if number else None
    if phone is None:
        return None
    key = phone.key
    short, long = _MOBILE.get(phone.country or "", ("", ""))
    if short and key.startswith(short) and not key.startswith(long):
        key = long + key[len(short):]
    return f"whatsapp:{key}"


def _write_then(session: Session, contact: Contact, call: Call, address: str, at: datetime) -> None:
    """«Escríbame mañana a las nueve»: not now, but then, unless they write first."""
    later = call.analysis.write_later or {}
    zone = zone_of(contact)
    due = asked_moment(str(later["quote"]), call.started, zone.key, call.country) or datetime.fromisoformat(
        later["due"]
    )
    followups.plan(
        session, call.contact_id, due, "whatsapp", address, call.provider_id, str(later["quote"]), at, source="call"
    )


def _post(session: Session, call: Call, address: str, text: str, at: datetime) -> int | None:
    contact = session.get(Contact, call.contact_id)
    return letters.post(session, letters.Letter(
        call.contact_id, "whatsapp", address, text, f"call:{call.provider_id}", action=ACTION,
        template=TEMPLATE, variables=_variables(contact, call), after_call_received_at=call.received_at), at)


def _may(session: Session, contact_id: str) -> bool:
    """Whether they let us write at all; the worker asks again before it sends."""
    return ledger.may_send(session, group(session, contact_id), "service", "whatsapp").yes


def _had_asked(session: Session, contact_id: str, before: datetime) -> bool:
    """Whether the person had asked for this call."""
    rows = session.scalars(
        select(NextAction).where(
            NextAction.contact_id.in_(group(session, contact_id)),
            NextAction.type == "call_back",
            NextAction.status == "open",
            NextAction.created_at < before,
        )
    )
    return any((row.data or {}).get("reason") for row in rows)


def _address(session: Session, call: Call) -> str | None:
    """The number dictated for WhatsApp, else where they write from, else the telephone of the call."""
    other = call.analysis.fact("alt_phone")
    if other is not None and other.confidence >= 0.7:
        found = whatsapp_address(str(other.value), call.country)
        if found:
            return found
    return _whatsapp_of(session, group(session, call.contact_id)) or whatsapp_address(call.number, call.country)


def _whatsapp_of(session: Session, ids: list[str]) -> str | None:
    return session.scalars(select(Identity.address).where(
        Identity.contact_id.in_(ids), Identity.kind == "whatsapp", Identity.proven.is_(True))
        .order_by(Identity.id.desc()).limit(1)).first()


def _first(contact: Contact) -> str:
    return str(contact.name or "").split(" ")[0]


def _name(contact: Contact) -> str:
    return f" {_first(contact)}" if contact.name else ""


def _text(session: Session, contact: Contact, call: Call) -> str:
    analysis = call.analysis
    parts = [_hello(contact, call)]
    parts += _answers(session, call)
    parts += _agreed(call)
    doubt = _doubt(analysis)
    parts.append(doubt or texts.fill("utter_call_anything_else"))
    return "\n\n".join(part for part in parts if part)


def _hello(contact: Contact, call: Call) -> str:
    analysis = call.analysis
    topic = _topic(analysis)
    alone = topic == texts.fill("utter_call_topic_any")
    other = analysis.fact("alt_phone")
    if other is not None and other.confidence >= 0.7 and not alone:
        return texts.fill("utter_call_hello_other_number", name=_name(contact), topic=topic)
    if analysis.busy:
        return texts.fill("utter_call_hello_busy", name=_name(contact))
    if alone:
        return texts.fill("utter_call_hello_plain", name=_name(contact))
    upset = analysis.sentiment["label"] == "negative"
    return texts.fill("utter_call_hello_upset" if upset else "utter_call_hello", name=_name(contact), topic=topic)


def _topic(analysis: Analysis) -> str:
    """What was talked about in words: the order, the need with what is sure of it, else the topics."""
    order = analysis.fact("order_number")
    if order is not None and order.confidence >= 0.7:
        return texts.fill("utter_call_topic_order", order=order.value)
    need = need_in_words(analysis)
    if need:
        return texts.fill("utter_call_topic_need", need=need)
    known = set(texts.names("utter_topic_"))
    words = [texts.fill(f"utter_topic_{topic}") for topic in analysis.topics if f"utter_topic_{topic}" in known]
    return wording.listing(words[:2]) if words else texts.fill("utter_call_topic_any")


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


def _answers(session: Session, call: Call) -> list[str]:
    """Each open question with its approved answer, which then is no longer open; else that it is being looked for."""
    said = []
    rows = {row.question: row for row in questions.pending(session, group(session, call.contact_id))}
    for question in call.analysis.pending_questions[:MOST_QUESTIONS]:
        shown = question.strip(" ¿?.,")
        shown = f"¿{shown[0].upper()}{shown[1:]}?" if shown else question
        found = None if _POINTS.search(fold(question)) else get_shop().faqs.answer(question, sure=SURE_ANSWER)
        if found is None:
            said.append(texts.fill("utter_call_question_open", question=shown))
            continue
        said.append(texts.fill("utter_call_question_answered", question=shown, answer=found.answer))
        if question in rows:
            questions.answer(session, rows[question].id, call.ended)
    return said


def _agreed(call: Call) -> list[str]:
    """What was agreed, with the link where something was to be sent."""
    analysis = call.analysis
    said = []
    ours = [
        one
        for one in analysis.commitments
        if one["who"] == "business" and one["kind"] not in ("call", "stop", "find_out")
    ]
    to_send = [
        one for one in ours if one["kind"] in TO_WRITE and _LINKED.search(one["what"]) and not _PAY.search(one["what"])
    ]
    ours = [
        one
        for one in ours
        if one["kind"] not in ("write", "notify") or THINGS.search(fold(one["what"])) or " cuando " in one["what"]
    ]  # that we write is no news in what we write
    steps = [str(one["what"]) for one in ours if one not in to_send or not _links()][:MOST_STEPS]
    if steps:
        said.append(texts.fill("utter_call_steps", steps=wording.listing(steps)))
    if to_send and _links():
        said.append(texts.fill("utter_call_link", link=_links()))
    call_at = analysis.fact("callback_at")
    if call_at is not None:
        said.append(_call_back(str(call_at.value)))
    elif analysis.asked_for_person:
        said.append(texts.fill("utter_call_person"))
    return said


def _links() -> str:
    return get_shop().company.profile.contact.web or ""


def _call_back(value: str) -> str:
    day = wording.day(date.fromisoformat(value[:10]))
    if len(value) > 10:
        return texts.fill("utter_call_callback", day=day, hour=wording.hour(datetime.fromisoformat(value)))
    return texts.fill("utter_call_callback_day", day=day)


def _doubt(analysis: Analysis) -> str:
    """The one thing that was not heard well, as a question."""
    for name in analysis.doubtful:
        if f"utter_call_thing_{name}" not in texts.names("utter_call_thing_"):
            continue
        thing = texts.fill(f"utter_call_thing_{name}")
        value = next(
            (fact.value for fact in analysis.doubts if fact.name == name and "..." not in str(fact.value)), None
        )
        if value is not None:
            return texts.fill("utter_call_doubt_value", thing=thing, value=value)
        return texts.fill("utter_call_doubt", thing=thing)
    return ""


def _variables(contact: Contact, call: Call) -> Mapping[str, str]:
    """The template's; without a name its own default stands."""
    analysis = call.analysis
    if analysis.pending_questions:
        following = texts.fill("utter_call_next_question", question=analysis.pending_questions[0].strip())
    else:
        steps = [str(one["what"]) for one in analysis.commitments if one["who"] == "business" and one["kind"] != "stop"]
        following = texts.fill("utter_call_next_steps", steps=wording.listing(steps[:2])) if steps else ""
    values: dict[str, Any] = {"topic": _topic(analysis), "next": following, "name": _first(contact)}
    return {name: " ".join(str(value).split()) for name, value in values.items() if value}


def zone_of(contact: Contact) -> ZoneInfo:
    """The person's zone; the company's while it is not known."""
    return ZoneInfo(contact.time_zone or get_shop().company.profile.time_zone)
