"""Which contacts are one person: the tree of `merged_into`, its root, and all that hang on it."""
from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from hilo.memory.tables import Contact


class UnknownContactError(LookupError):
    """An id under which nobody is known."""


def resolve(session: Session, contact_id: str) -> str:
    """The contact that goes on for this one: itself, or the end of its `merged_into`. One query.

    Raises:
        UnknownContactError
    """
    upwards = select(Contact.id, Contact.merged_into).where(Contact.id == contact_id).cte(recursive=True)
    upwards = upwards.union(select(Contact.id, Contact.merged_into).join(upwards, Contact.id == upwards.c.merged_into))
    root: str | None = session.scalar(select(upwards.c.id).where(upwards.c.merged_into.is_(None)))
    if root is None:
        raise UnknownContactError(f"no contact has the id {contact_id}")
    return root


def group(session: Session, contact_id: str) -> list[str]:
    """Every id of the person, the root first, in the order in which they came to be: whose rows are theirs.

    Two queries, both by index.

    Raises:
        UnknownContactError
    """
    root = resolve(session, contact_id)
    merged = select(Contact.id, Contact.created_at).where(Contact.merged_into == root).cte(recursive=True)
    merged = merged.union(select(Contact.id, Contact.created_at).join(merged, Contact.merged_into == merged.c.id))
    return [root, *session.scalars(select(merged.c.id).order_by(merged.c.created_at, merged.c.id))]
