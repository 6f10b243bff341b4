"""What an action asks to be kept; written in the transaction of its turn, so it happens once or not at all.

An action returns the slot `remember` with a list of such requests: {"kind": …, …}.
"""
from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from hilo.agenda import reminders
from hilo.consent import ledger
from hilo.crm import later
from hilo.followups import plan as followups
from hilo.handoff import messages, queue
from hilo.memory import commitments, conversations, facts, next_actions, questions, stages
from hilo.memory.tables import Contact
from hilo.outreach import letters, mail
from hilo.sales import by_whatsapp

SLOT = "remember"
Request = dict[str, Any]


class Keeper:
    """Writes requests down for one contact."""

    def __init__(self, session: Session, contact: Contact, contact_ids: list[str], source_id: str, quote: str,
                 at: datetime) -> None:
        """`source_id` is the message that led to the requests, `quote` its words."""
        self._session, self._contact, self._ids = session, contact, contact_ids
        self._source_id, self._quote, self._at = source_id, quote, at
        self._kinds: dict[str, Callable[[Request], None]] = {
            "fact": self._fact, "no_fact": self._no_fact, "commitment": self._commitment, "kept": self._kept,
            "next_action": self._next_action, "consent": self._consent,
            "no_refusal": self._no_refusal, "question": self._question,
            "profile": self._profile, "handoff": self._handoff, "message_for_people": self._message_for_people,
            "no_call": self._no_call, "write_back": self._write_back,
            "appointment_reminder": self._appointment_reminder, "mail": self._mail,
            "crm_job": self._crm_job, "shop_event": self._shop_event,
            "order_link": self._order_link,
        }

    def keep(self, request: Request) -> None:
        """Carries out one request.

        Raises:
            KeyError: for a kind that is not known, or one that lacks a field.
        """
        self._kinds[request["kind"]](request)

    def _fact(self, r: Request) -> None:
        facts.learn(self._session, self._contact.id, self._ids, facts.Told(
            r["name"], r["value"], r.get("quote") or self._quote, r.get("confidence", 1.0), "turn", self._source_id,
            self._at))

    def _no_fact(self, r: Request) -> None:
        facts.withdraw(self._session, self._ids, r["name"], self._at)

    def _commitment(self, r: Request) -> None:
        commitments.make(self._session, self._contact.id, commitments.Promise(
            r.get("who", "business"), r["type"], r["what"], r.get("quote") or self._quote, "turn", self._source_id,
            self._at, _moment(r.get("due")), _moment(r.get("due_end"))))

    def _kept(self, r: Request) -> None:
        commitments.keep(self._session, self._ids, r.get("who", "business"), r["type"],
                         r.get("by") or f"message:{self._source_id}", self._at)

    def _next_action(self, r: Request) -> None:
        next_actions.plan(self._session, self._contact.id, r["type"], r.get("priority", "media"), self._at,
                          self._source_id, _moment(r.get("due")), r.get("data"))

    def _consent(self, r: Request) -> None:
        ledger.record(self._session, self._contact.id, r["purpose"], r["channel"], r["status"], self._at,
                      {"quote": r.get("quote") or self._quote, "message": self._source_id})

    def _no_refusal(self, r: Request) -> None:
        ledger.undo_refusal(self._session, self._ids, self._at, {"quote": self._quote, "message": self._source_id})

    def _question(self, r: Request) -> None:
        questions.ask(self._session, self._contact.id, r.get("question") or self._quote, "turn", self._source_id,
                      self._at)

    def _write_back(self, r: Request) -> None:
        """The person is to be written to at a moment, by `channel` at `address`."""
        followups.plan(self._session, self._contact.id, datetime.fromisoformat(r["due"]), r["channel"], r["address"],
                       self._source_id, self._quote, self._at)

    def _mail(self, r: Request) -> None:
        """An e-mail that belongs to the answer, once a key; `files` are addresses of `hilo.outreach.files`."""
        letters.post(self._session, mail.mail(self._contact.id, r["address"], r["subject"], r["text"], r["key"],
                                              r.get("files") or (), action=r["action"], triggered=True), self._at)

    def _appointment_reminder(self, r: Request) -> None:
        reminders.plan(self._session, self._contact.id, r["number"], datetime.fromisoformat(r["due"]), r["channel"],
                       r["address"], self._source_id, self._at)

    def _crm_job(self, r: Request) -> None:
        """What the CRM could not be asked in time."""
        later.keep(self._session, self._contact.id, r["job"], r["key"], r["data"], self._at)

    def _order_link(self, r: Request) -> None:
        """Where an order is paid that was placed on the telephone: {number, total, until, link}."""
        by_whatsapp.send_link(self._session, self._ids[0], r, f"order_link:{r['number']}", self._at)

    def _shop_event(self, r: Request) -> None:
        """Something that makes the person a customer (`hilo.memory.stages.BUYS`)."""
        self._contact.stage = stages.after(self._contact.stage, (), (), (r["event"],))

    def _handoff(self, r: Request) -> None:
        """The conversation of this turn waits for a person."""
        conversation = conversations.last_of(self._session, self._ids)
        if conversation is not None:
            queue.hand_over(self._session, conversation, self._ids, r["reason"], r.get("quote") or self._quote,
                            self._at)

    def _message_for_people(self, r: Request) -> None:
        messages.leave(self._session, self._contact.id, r["type"], r["text"], r["reason"], _moment(r.get("due")),
                       self._source_id, self._at, r.get("phone"))

    def _no_call(self, r: Request) -> None:
        messages.call_off(self._session, self._ids, self._at)

    def _profile(self, r: Request) -> None:
        for name in ("name", "communication_style", "register", "loyalty", "time_zone"):
            if r.get(name):
                setattr(self._contact, name, r[name])


def _moment(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None
