"""Who somebody is: from a channel's name for a person to the one id of that person."""
from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from hilo.memory.addresses import KINDS, AddressError, add, checked, names_of, phone_of, rows
from hilo.memory.finding import SeveralContactsError, find
from hilo.memory.merging import merge
from hilo.memory.phones import Phone
from hilo.memory.roots import UnknownContactError, group, resolve
from hilo.memory.tables import Contact, Identity
from hilo.memory.telling import told

__all__ = [
    "KINDS",
    "AddressError",
    "SeveralContactsError",
    "UnknownContactError",
    "also_known_as",
    "contact_for",
    "find",
    "group",
    "known_contact",
    "resolve",
    "told",
]
ATTEMPTS = 5
"""How often an address is looked for again when another process has just added it. One is enough unless that process
then rolls back."""


def contact_for(session: Session, kind: str, address: str, at: datetime, country: str | None = None, *,
                proven: bool = True) -> str:
    """The contact whom a channel calls `address`, made if there is none: the surviving one, where some were merged.

    kind: one of KINDS. at: when the message or call came. country: ISO 3166-1, to read national numbers by (a
    new contact's own country and time zone come from its phone). proven: something came from this address, which also
    counts as a sign of life; false for imported lists and for numbers that we call first.

    A withheld number gives a new contact each time, without an identity: nobody can be found again by it, and two
    people who hide theirs are never taken for one. The same holds for texts of an exchange that are no phone. Whoever
    needs that contact later keeps the id (the call's row has it).

    Raises:
        AddressError: an unknown kind, or an address that cannot be stored.
    """
    checked(kind, address)
    phone = phone_of(kind, address, country)
    names = names_of(kind, address, phone)
    if not names:
        nobody = _new(at, None)
        session.add(nobody)
        session.flush()
        return str(nobody.id)
    for _ in range(ATTEMPTS):
        known = rows(session, names)
        new = None if known else _new(at, phone)
        owner = new.id if new else known[0].contact_id
        missing = [name for name in names if name not in {(row.kind, row.address) for row in known}]
        if not missing or add(session, [_row(name, owner, at, proven) for name in missing], new):
            return _seen(session, owner, known, at) if proven else resolve(session, owner)
    raise RuntimeError(f"the {kind} address {address} could not be stored: others keep adding and removing it")


_QUICK = select(Contact.id, Contact.country).where(
    Contact.id == select(Identity.contact_id).where(
        Identity.kind == bindparam("kind"), Identity.address == bindparam("address"), Identity.proven.is_(True)
    ).scalar_subquery(), Contact.merged_into.is_(None))
"""Not a join: PostgreSQL reads all contacts for one while it has no statistics of a database that has just begun."""


def known_contact(session: Session, kind: str, address: str) -> tuple[str, str | None] | None:
    """The contact and the country behind an address from which somebody has written before, in one query.

    None where it takes more to tell (`contact_for`): new, only told, written otherwise, or merged since.
    """
    row = session.execute(_QUICK, {"kind": kind, "address": address}).one_or_none()
    return (row.id, row.country) if row else None


def also_known_as(session: Session, contact_id: str, kind: str, address: str, at: datetime) -> str:
    """The provider names the writer by a second address: both are the same person's. Returns the surviving contact.

    Raises:
        AddressError: an unknown kind, or an address that cannot be stored.
        UnknownContactError
    """
    checked(kind, address)
    writer = resolve(session, contact_id)
    known = rows(session, [(kind, address)])
    if not known and add(session, [_row((kind, address), writer, at, True)]):
        return writer
    other = resolve(session, rows(session, [(kind, address)])[0].contact_id)
    if other != writer:  # wrote before without showing the number
        merge(session, writer, other, "provider", {"kind": kind, "address": address}, at)
    return resolve(session, writer)


def _new(at: datetime, phone: Phone | None) -> Contact:
    return Contact(id=str(uuid.uuid4()), created_at=at, seen_at=at, country=phone.country if phone else None,
                   time_zone=phone.time_zone if phone else None)


def _row(name: tuple[str, str], contact: str, at: datetime, proven: bool) -> Identity:
    kind, address = name
    return Identity(contact_id=contact, kind=kind, address=address, proven=proven, created_at=at)


def _seen(session: Session, owner: str, known: list[Identity], at: datetime) -> str:
    """Marks a sign of life; events may come out of order, so the latest stays."""
    for row in known:
        if row.contact_id == owner and not row.proven:
            row.proven = True
    root = resolve(session, owner)
    contact = session.get(Contact, root)
    if contact.seen_at < at:
        contact.seen_at = at
    session.flush()
    return root
