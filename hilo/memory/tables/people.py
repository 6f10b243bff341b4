"""Who somebody is, and how each channel calls them."""
from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, UniqueConstraint

from hilo.memory.tables.base import Base, Data, Id, Moment, Number


class Contact(Base):
    """One person. Rasa's `sender_id` is this row's `id`.

    id: a UUID. name: as the person gave it. country: ISO 3166-1, from the phone number or told. time_zone: IANA
    name; null while unknown (then the company's counts). communication_style: formal, casual or friendly.
    register: usted, tu or vos. stage: prospect, interested or customer (`hilo/memory/stages.py`).
    preferences: likings by name; register_from: where the register comes from. loyalty: a level of the company's
    programme. merged_into: the contact that this one turned out to be; its rows stay where they are. memory_version:
    counts what others than the dialogue changed; a tracker that saw less takes it over before its next turn. due_at:
    when pending bubbles may be answered. bubble_waits: how often `due_at` was moved for them. lease: which consumer
    has claimed the contact's pending messages. leased_until: when that claim lapses. created_at, seen_at: first and
    last sign of life.
    """

    __tablename__ = "contacts"
    id = Column(Id, primary_key=True)
    name = Column(String(200))
    country = Column(String(2))
    time_zone = Column(String(64))
    communication_style = Column(String(16))
    register = Column(String(8))
    stage = Column(String(16), nullable=False, default="prospect")
    preferences = Column(Data)
    loyalty = Column(String(32))
    merged_into = Column(Id, ForeignKey("contacts.id"), index=True)
    memory_version = Column(Integer, nullable=False, default=0)
    due_at = Column(Moment)
    bubble_waits = Column(Integer, nullable=False, default=0)
    lease = Column(Id)
    leased_until = Column(Moment)
    created_at = Column(Moment, nullable=False)
    seen_at = Column(Moment, nullable=False)
    __table_args__ = (Index("ix_contacts_due_at", "due_at"),)


class Identity(Base):
    """A name by which a channel knows a person.

    kind: phone (a canonical E.164 number), whatsapp (the address as the provider writes it), whatsapp_user
    (a business-scoped id), webchat (a browser's session), conversation (the API's `user_id`) or email.
    address: unique within its kind. contact_id: whose it is. proven: a message or call came from it (else the
    person only told it). claimed_by: another contact that also gave this address as theirs; a person decides.
    created_at: when it was first seen.
    """

    __tablename__ = "identities"
    id = Column(Number, primary_key=True, autoincrement=True)
    contact_id = Column(Id, ForeignKey("contacts.id"), nullable=False, index=True)
    kind = Column(String(16), nullable=False)
    address = Column(String(255), nullable=False)
    proven = Column(Boolean, nullable=False, default=False)
    claimed_by = Column(Id)
    created_at = Column(Moment, nullable=False)
    __table_args__ = (UniqueConstraint("kind", "address"),)


class Merge(Base):
    """Two contacts found to be one person; can be undone.

    kept_id: the contact that goes on. merged_id: the one that now points to it. reason: told (a visitor left the
    other's number), code (a `wa.me` link), provider (it names one writer by both addresses) or adviser. evidence: what
    showed it, and what the kept one took over. at, undone_at: when.
    """

    __tablename__ = "merges"
    id = Column(Number, primary_key=True, autoincrement=True)
    kept_id = Column(Id, ForeignKey("contacts.id"), nullable=False, index=True)
    merged_id = Column(Id, ForeignKey("contacts.id"), nullable=False, index=True)
    reason = Column(String(16), nullable=False)
    evidence = Column(Data)
    at = Column(Moment, nullable=False)
    undone_at = Column(Moment)


class LinkCode(Base):
    """A code in a `wa.me` link by which a web-chat visitor goes on by WhatsApp as the same person.

    code: what the message begins with. contact_id: the visitor. expires_at: no longer believed afterwards.
    used_at: when a message brought it back; a code counts once.
    """

    __tablename__ = "link_codes"
    code = Column(String(16), primary_key=True)
    contact_id = Column(Id, ForeignKey("contacts.id"), nullable=False, index=True)
    created_at = Column(Moment, nullable=False)
    expires_at = Column(Moment, nullable=False)
    used_at = Column(Moment)
