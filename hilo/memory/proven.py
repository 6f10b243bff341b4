"""Whose private matters (orders, tickets) somebody may see who writes from an address.

A contact is not enough: whoever leaves somebody else's number in the web chat counts as that contact
(`docs/decisions/0008-who-is-who.md`). So what matters is what was proven about the address itself.
"""
from __future__ import annotations

import hashlib

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from hilo.memory.roots import UnknownContactError, group
from hilo.memory.tables import Fact, Identity, Merge

BY_NUMBER = frozenset({"whatsapp", "sms", "phone"})
"""Channels on which the network vouches for the number."""
CERTAIN = ("code", "provider", "adviser")
"""Reasons of merges that somebody showed, rather than only said."""
NAMED = "conversation"
"""The channel on which a client with the API token may name a contact directly; there is no address to judge then."""
PROVEN_ORDER = "proven_order"
"""Name of the fact that somebody has shown that an order is theirs: {order, by: the mark of the address}."""


def contacts_shown(session: Session, contact_id: str, channel: str, address: str) -> list[str]:
    """The contacts whose matters may be shown to this address; none where nobody knows the contact."""
    try:
        ids = group(session, contact_id)
    except UnknownContactError:
        return []
    if channel in BY_NUMBER:
        return ids
    own = session.scalar(select(Identity.contact_id).where(Identity.kind == channel, Identity.address == address))
    if own is None:
        return ids if channel == NAMED else []
    merges = session.execute(select(Merge.kept_id, Merge.merged_id).where(
        Merge.reason.in_(CERTAIN), Merge.undone_at.is_(None),
        or_(Merge.kept_id.in_(ids), Merge.merged_id.in_(ids)))).all()
    shown, before = {own}, set[str]()
    while shown != before:
        before = set(shown)
        shown |= {one for pair in merges if shown.intersection(pair) for one in pair}
    return [one for one in ids if one in shown]


def orders_proven(session: Session, contact_id: str, channel: str, address: str) -> list[str]:
    """The numbers of orders that were shown to be theirs by what was written from this address."""
    try:
        ids = group(session, contact_id)
    except UnknownContactError:
        return []
    by, known = mark(channel, address), session.scalars(
        select(Fact.value).where(Fact.contact_id.in_(ids), Fact.name == PROVEN_ORDER))
    return [str(value["order"]) for value in known if value.get("by") == by]


def mark(channel: str, address: str) -> str:
    """An address in a form that does not tell it: a web chat's is a secret of its browser."""
    return hashlib.sha256(f"{channel}:{address}".encode()).hexdigest()[:24]


def proof(number: str, channel: str, address: str) -> dict[str, str]:
    """The value of the fact `PROVEN_ORDER`."""
    return {"order": number, "by": mark(channel, address)}
