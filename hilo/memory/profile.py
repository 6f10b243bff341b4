"""What a channel says of a person by itself: the name they show there is a hint, no introduction."""
from __future__ import annotations

import re
from datetime import datetime

from sqlalchemy import bindparam, exists, or_, select
from sqlalchemy.orm import Session

from hilo.memory import facts
from hilo.memory.roots import group
from hilo.memory.tables import Contact, Fact

SHOWN = 0.5
"""Confidence of a name that somebody shows as theirs: it may be a nickname, a shop, a football club."""
LONGEST = 60
_NAME = re.compile(r"[^\W\d_]{2,}(?:[ '’.-]{1,2}[^\W\d_]+){0,4}\.?")

_NAMELESS = select(Contact.id).where(
    Contact.id == bindparam("of"), or_(Contact.name.is_(None), Contact.name == ""), ~exists().where(
        Fact.contact_id == Contact.id, Fact.name == "person_name", Fact.ended_at.is_(None)))
"""Asked with every message, and nearly always enough."""


def note_name(session: Session, contact_id: str, shown: str, source_id: str, at: datetime) -> None:
    """Keeps a shown name as a doubtful fact of somebody whose name is not known; what cannot be one is left."""
    name = "".join(sign if sign.isalpha() or sign in " '’.-" else " " for sign in shown)
    name = " ".join(name.split())
    if len(name) > LONGEST or not _NAME.fullmatch(name) or session.scalar(_NAMELESS, {"of": contact_id}) is None:
        return
    ids = group(session, contact_id)
    if not facts.held(session, ids, at, "person_name"):
        facts.learn(session, contact_id, ids, facts.Told("person_name", name, shown, SHOWN, "turn", source_id, at))
        session.flush()
