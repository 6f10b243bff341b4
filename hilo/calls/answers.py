"""The assistant's answer in a call, as it is said: its choices read, its signs left out, its numbers in words."""
from __future__ import annotations

import re
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from hilo import wording
from hilo.memory import conversations, timeline
from hilo.memory.roots import group, resolve
from hilo.memory.tables import Contact, Inbox, Message
from hilo.personalization.register import register_of
from hilo.spanish.spoken import spoken, words_of
from hilo.texts import texts

MOST_READ = 5
"""Choices read out; nobody keeps more in mind, and what is not read may be said all the same."""
YES_NO = frozenset({"/affirm", "/deny"})
PLAIN_CHOICE = re.compile(r"\?\s*$")
GOODBYE = "action_goodbye"


class Piece(NamedTuple):
    """Something that is said: its name in the timeline, and the words."""

    name: str
    ordinal: int
    text: str


class Answer(NamedTuple):
    """pieces: in order. buttons: what may be chosen by a key. with_people: the team has the conversation now.
    goodbye: the conversation has ended. country: the person's, ISO 3166-1, as far as it is known."""

    pieces: list[Piece]
    buttons: list[dict[str, str]]
    with_people: bool
    goodbye: bool
    country: str | None


def answer_to(session: Session, inbox_id: str) -> Answer:
    """The answer to what was heard, once its turn is committed."""
    rows = timeline.replies_to(session, inbox_id)
    contact_id = resolve(session, session.scalars(select(Inbox.contact_id).where(Inbox.id == inbox_id)).one())
    contact = session.get(Contact, contact_id)
    last = conversations.last_of(session, group(session, contact_id))
    register = register_of(contact)
    pieces = [Piece(row.provider_id, row.ordinal, as_said(row, register, contact.country)) for row in rows]
    return Answer([piece for piece in pieces if piece.text], _buttons(rows[-1]) if rows else [],
                  last is not None and last.status in conversations.WITH_PEOPLE,
                  any(row.action == GOODBYE for row in rows) and "?" not in rows[-1].text, contact.country)


def as_said(row: Message, register: str, country: str | None) -> str:
    """One text. One that was worded for the telephone names its choices itself."""
    data = row.data or {}
    titles = [] if data.get("aloud") else [str(one["title"]) for one in _buttons(row)
                                           if one.get("payload") not in YES_NO]
    return spoken(with_choices(row.text, titles, register), country)


def with_choices(text: str, titles: list[str], register: str) -> str:
    """The buttons of a text within its question: «¿Qué talle necesitas: 38, 39 o 40?»."""
    heard = words_of(text)
    new = [title for title in titles if not set(words_of(title)) <= set(heard)][:MOST_READ]
    if len(new) < 2:
        return text
    options = wording.listing([_lower(title) for title in new], "or")
    if PLAIN_CHOICE.search(text):
        return PLAIN_CHOICE.sub(f": {options}?", text)
    return f"{text} {texts.fill('utter_phone_choices', register=register, options=options)}"


def last_question(text: str) -> str:
    """The last question of what was said; empty where nothing was asked."""
    found = re.findall(r"¿[^¿?]*\?", text)
    return found[-1] if found else ""


def _lower(title: str) -> str:
    return title[0].lower() + title[1:] if len(title) > 1 and title[1].islower() else title


def _buttons(row: Message) -> list[dict[str, Any]]:
    return list((row.data or {}).get("buttons") or [])
