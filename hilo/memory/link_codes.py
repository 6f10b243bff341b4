"""Codes by which a visitor of the web chat goes on by WhatsApp as the same person.

The page shows a `wa.me` link whose message contains a code; whoever sends that message is the visitor. It is as good
as a key, hence short-lived and good for once.
"""
from __future__ import annotations

import re
import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from hilo.memory.merging import merge
from hilo.memory.roots import resolve
from hilo.memory.tables import LinkCode

VALID = timedelta(minutes=30)
"""Time to scan a picture or look for the phone. A link that is passed on days later must open nobody's history."""
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Neither 0 and O nor 1 and I: somebody may type it from a screen. 32 signs, 5 bits each, 8 of them: 40 bits."""
_SIGNS = rf"[{ALPHABET}]{{4}}"
CODE = rf"(?<![A-Z0-9]){_SIGNS}[-–—]?{_SIGNS}(?![A-Z0-9])"
"""A code in a text of capitals."""
_CODE = re.compile(rf"(?<![A-Z0-9])({_SIGNS})[-–—]?({_SIGNS})(?![A-Z0-9])")
MOST = 5
"""Words of a message that are looked up; a text of many eight-letter words costs no more."""


def issue(session: Session, contact_id: str, at: datetime) -> str:
    """A new code for a visitor, such as "K7QM-3XZP"; valid for 30 minutes. The visitor's expired ones are deleted.

    Raises:
        UnknownContactError
    """
    resolve(session, contact_id)
    session.execute(delete(LinkCode).where(LinkCode.contact_id == contact_id, LinkCode.expires_at <= at,
                                           LinkCode.used_at.is_(None)))
    signs = "".join(secrets.choice(ALPHABET) for _ in range(8))
    code = f"{signs[:4]}-{signs[4:]}"
    session.add(LinkCode(code=code, contact_id=contact_id, created_at=at, expires_at=at + VALID))
    session.flush()
    return code


def redeem(session: Session, text: str, contact_id: str, at: datetime) -> str | None:
    """The writer of a message that contains a live code is the visitor who saw it: the two become one.

    Returns the survivor (the writer's contact, whose number is proven), or null, and nothing happens, where there is
    no code, or it is unknown, used or expired.

    Raises:
        UnknownContactError: the writer.
    """
    words = words_like_codes(text)
    if not words:
        return None
    live = (LinkCode.code.in_(words), LinkCode.used_at.is_(None), LinkCode.created_at <= at, LinkCode.expires_at > at)
    code = session.scalar(select(LinkCode.code).where(*live).limit(1))
    if code is None:
        return None
    used = session.execute(update(LinkCode).where(*live, LinkCode.code == code).values(used_at=at)
                           .execution_options(synchronize_session=False))
    if used.rowcount != 1:  # two webhooks at once: the other one was first
        return None
    visitor = resolve(session, session.scalar(select(LinkCode.contact_id).where(LinkCode.code == code)))
    writer = resolve(session, contact_id)
    if visitor != writer:
        merge(session, writer, visitor, "code", {"code": code, "visitor": visitor, "writer": writer}, at)
    return writer


def redeemed_by(session: Session, text: str, contact_id: str) -> bool:
    """Whether a message contains a code that was used already, and whoever wrote it is that visitor: it came twice."""
    words = words_like_codes(text)
    if not words:
        return False
    visitors = session.scalars(select(LinkCode.contact_id).where(LinkCode.code.in_(words),
                                                                 LinkCode.used_at.is_not(None))).all()
    writer = resolve(session, contact_id)
    return any(resolve(session, visitor) == writer for visitor in visitors)


def words_like_codes(text: str) -> list[str]:
    """What in a message may be a code, as codes are kept."""
    return [f"{first}-{second}" for first, second in _CODE.findall(text.upper())][:MOST]
