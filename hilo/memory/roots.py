"""Which contacts are one person: the tree of `merged_into`, its root, and all that hang on it."""
from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from hilo.memory.tables import Contact


class UnknownContactError(LookupError):
    """An id under which nobody is known."""


def _upwards() -> Any:
    own = select(Contact.id, Contact.merged_into).where(Contact.id == bindparam("id")).cte(recursive=True)
    path = own.union(select(Contact.id, Contact.merged_into).join(own, Contact.id == own.c.merged_into))
    return select(path.c.id).where(path.c.merged_into.is_(None))


def _downwards() -> Any:
    own = select(Contact.id, Contact.created_at).where(Contact.merged_into == bindparam("id")).cte(recursive=True)
    tree = own.union(select(Contact.id, Contact.created_at).join(own, Contact.merged_into == own.c.id))
    return select(tree.c.id).order_by(tree.c.created_at, tree.c.id)


_ROOT, _MERGED = _upwards(), _downwards()
_NEAR = select(Contact.id, Contact.merged_into).where(
    or_(Contact.id == bindparam("id"), Contact.merged_into == bindparam("id"))).limit(2)
"""Built once: building them takes ten times as long as running them."""


def resolve(session: Session, contact_id: str) -> str:
    """The contact that goes on for this one: itself, or the end of its `merged_into`. One query.

    Raises:
        UnknownContactError
    """
    root: str | None = session.scalar(_ROOT, {"id": contact_id})
    if root is None:
        raise UnknownContactError(f"no contact has the id {contact_id}")
    return root


def group(session: Session, contact_id: str) -> list[str]:
    """Every id of the person, the root first, in the order in which they came to be: whose rows are theirs.

    One query where nobody was ever merged with them, else two more; all by index.

    Raises:
        UnknownContactError
    """
    near = session.execute(_NEAR, {"id": contact_id}).all()
    if len(near) == 1 and near[0].merged_into is None:
        return [near[0].id]
    root = resolve(session, contact_id)
    return [root, *session.scalars(_MERGED, {"id": root})]
