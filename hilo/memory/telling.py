"""A person says "my number is …": when that makes two contacts one, and when it is only a claim."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from hilo.memory.addresses import AddressError, Name, add, checked, email, phone_of, rows
from hilo.memory.merging import merge
from hilo.memory.roots import group, resolve
from hilo.memory.tables import Contact, Identity

_PHONES = ("phone", "whatsapp", "whatsapp_user")


def told(session: Session, contact_id: str, kind: str, address: str, at: datetime, country: str | None = None) -> str:
    """Takes note that a person gave an address as theirs; returns the surviving contact of the one who told it.

    kind: phone, whatsapp or email. country: ISO 3166-1, to read a national number by; by default the contact's own.
    - Nobody's: it is theirs now, not proven.
    - Theirs already, or no address at all (unreadable, withheld): nothing.
    - Another's phone: the two become one, if the teller has no proven phone of their own (a visitor of the web chat)
      and nobody disputes the number. The one whose number is proven goes on, else the older.
    - Else it is claimed: `claimed_by` is set on the other's identity, and a person decides. An e-mail address never
      makes two contacts one, since nobody has shown that it is theirs.

    Raises:
        AddressError: another kind, or an address that cannot be stored.
        UnknownContactError
    """
    if kind not in ("phone", "whatsapp", "email"):
        raise AddressError(f"a person tells a phone or an e-mail address, not a {kind}")
    teller = resolve(session, contact_id)
    if not address.strip():
        return teller
    checked(kind, address)
    name = _name(kind, address, country or session.get(Contact, teller).country)
    if name is None:
        return teller
    row = _row(session, name, teller, at)
    owner = resolve(session, row.contact_id)
    if owner == teller:
        return teller
    if kind == "email" or row.claimed_by is not None or _has_proven_phone(session, teller):
        row.claimed_by = row.claimed_by or teller  # the first claim stays until a person has decided
        session.flush()
        return teller
    kept, merged = (owner, teller) if row.proven else _older_first(session, owner, teller)
    merge(session, kept, merged, "told", {"identity": row.id, "kind": row.kind, "address": row.address,
                                          "told_by": contact_id}, at)
    return kept


def _name(kind: str, address: str, country: str | None) -> Name | None:
    if kind == "email":
        return ("email", email(address)) if "@" in address else None
    phone = phone_of(kind, address, country)
    return ("phone", phone.key) if phone else None


def _row(session: Session, name: Name, teller: str, at: datetime) -> Identity:
    """The identity, made for the teller if it is nobody's."""
    found = rows(session, [name])
    if not found:
        add(session, [Identity(contact_id=teller, kind=name[0], address=name[1], proven=False, created_at=at)])
        found = rows(session, [name])  # mine, or another process's that was quicker
    return found[0]


def _has_proven_phone(session: Session, contact: str) -> bool:
    wanted = select(Identity.id).where(Identity.contact_id.in_(group(session, contact)), Identity.kind.in_(_PHONES),
                                       Identity.proven.is_(True)).limit(1)
    return session.scalar(wanted) is not None


def _older_first(session: Session, one: str, other: str) -> tuple[str, str]:
    wanted = select(Contact.id).where(Contact.id.in_([one, other])).order_by(Contact.created_at, Contact.id)
    first, second = session.scalars(wanted).all()
    return first, second
