"""What a channel says of a person by itself: the name they show there is a hint, no introduction."""
from __future__ import annotations

import re
from datetime import datetime

from sqlalchemy.orm import Session

from hilo.memory import facts
from hilo.memory.roots import group
from hilo.memory.tables import Contact

SHOWN = 0.5
"""Confidence of a name that somebody shows as theirs: it may be a nickname, a shop, a football club."""
LONGEST = 60
_NAME = re.compile(r"[^\W\d_]{2,}(?:[ '’.-]{1,2}[^\W\d_]+){0,4}\.?")


def note_name(session: Session, contact_id: str, shown: str, source_id: str, at: datetime) -> None:
    """Keeps a shown name as a doubtful fact of somebody whose name is not known; what cannot be one is left."""
    contact = session.get(Contact, contact_id)
    name = "".join(sign if sign.isalpha() or sign in " '’.-" else " " for sign in shown)
    name = " ".join(name.split())
    if contact is None or contact.name or len(name) > LONGEST or not _NAME.fullmatch(name):
        return
    ids = group(session, contact_id)
    if not facts.held(session, ids, at, "person_name"):
        facts.learn(session, contact_id, ids, facts.Told("person_name", name, shown, SHOWN, "turn", source_id, at))
        session.flush()
