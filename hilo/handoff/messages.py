"""What is left to people when nobody is there: a message to answer, a number to call; and the promise to do so."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from hilo.memory import commitments, facts, next_actions
from hilo.memory.facts import LONGEST_QUOTE
from hilo.memory.roots import group
from hilo.memory.tables import Identity
from hilo.texts import texts

ANSWER, CALL_BACK = "answer", "call_back"
KINDS = (ANSWER, CALL_BACK)
PROMISED = {ANSWER: "write", CALL_BACK: "call"}
"""The promise that goes with each."""


def leave(session: Session, contact_id: str, type_: str, text: str, reason: str, due: datetime | None, source_id: str,
          at: datetime, phone: str | None = None) -> None:
    """Notes what people have to do for a person, first of all, and that it was promised.

    type_: answer or call_back. due: when people are there; None: they are there now. A call in which a message is told
    that stands open stands for both.
    """
    if type_ == CALL_BACK:
        _stands_for(session, contact_id, text, at)
    else:
        text = _beside(session, contact_id, text)
    data = {"text": text, "reason": reason, **({"phone": phone} if phone else {})}
    next_actions.plan(session, contact_id, type_, "alta", at, source_id, due or at, data)
    commitments.make(session, contact_id, commitments.Promise(
        "business", PROMISED[type_], texts.fill(f"utter_handoff_promise_{type_}"), text[:LONGEST_QUOTE], "turn",
        source_id, at, due))


def _beside(session: Session, contact_id: str, text: str) -> str:
    """A message after those that stand unanswered already, each once: none takes another's place."""
    open_ones = (row for row in next_actions.still_open(session, [contact_id]) if row.type == ANSWER)
    before = next((str((row.data or {}).get("text") or "") for row in open_ones), "")
    lines = [*before.splitlines(), *text.splitlines()]
    return "\n".join(dict.fromkeys(line for line in lines if line.strip()))


def _stands_for(session: Session, contact_id: str, text: str, at: datetime) -> None:
    """Takes a message back that is told in a call to be made."""
    for row in next_actions.still_open(session, [contact_id]):
        told = str((row.data or {}).get("text") or "")
        if row.type == ANSWER and told and text.startswith(told):
            next_actions.close(session, [contact_id], ANSWER, at, "cancelled")
            commitments.cancel(session, [contact_id], "business", PROMISED[ANSWER], at)


def call_off(session: Session, contact_ids: list[str], at: datetime) -> None:
    """The person does not want the call that people were to make."""
    next_actions.close(session, contact_ids, CALL_BACK, at, "cancelled")
    commitments.cancel(session, contact_ids, "business", PROMISED[CALL_BACK], at)


def done(session: Session, contact_ids: list[str], type_: str, by: str, at: datetime) -> int:
    """People have done it; how many were open."""
    commitments.keep(session, contact_ids, "business", PROMISED[type_], by, at)
    return next_actions.close(session, contact_ids, type_, at)


def phone_of(session: Session, contact_id: str, at: datetime) -> str | None:
    """A number by which a person can be called: one they told lately, else one that they wrote from."""
    ids = group(session, contact_id)
    told = facts.held(session, ids, at, "alt_phone") + facts.held(session, ids, at, "phone")
    if told:
        return str(told[0].value)
    rows = session.query(Identity).filter(Identity.contact_id.in_(ids), Identity.kind.in_(("phone", "whatsapp")))
    found = sorted(rows, key=lambda row: (row.kind != "phone", row.id))
    return str(found[0].address).removeprefix("whatsapp:") if found else None
