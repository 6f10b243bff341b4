"""The right to be forgotten: every row of a person goes, and what their words may have left in files."""
from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import Text, cast, delete, not_, or_, select, update
from sqlalchemy.orm import Session

from hilo.clock import now
from hilo.memory import files, recordings, residue, traces
from hilo.memory.belongings import CONTACTS, NOBODYS, owned, personal_tables
from hilo.memory.database import engine, writing
from hilo.memory.exporting import MARK
from hilo.memory.roots import group
from hilo.memory.tables import Contact, Identity, Merge
from hilo.memory.words import words_of
from hilo.settings import get_settings

TURN = timedelta(seconds=120)
"""How long a turn under way is waited for: longer than a claim's lease."""
LOOK_AGAIN = 0.1
"""Seconds."""


class BusyError(RuntimeError):
    """The assistant is talking with the person all the time; nothing was erased."""


@dataclass
class Erased:
    """rows: how many by table. files: what was found beside the database. warnings: where somebody has to help."""

    rows: dict[str, int]
    files: traces.Wiped = field(default_factory=traces.Wiped)
    warnings: list[str] = field(default_factory=list)


def erase(contact_id: str, patience: timedelta = TURN) -> Erased:
    """Erases a person with all contacts merged into them; nothing personal is kept, not even that it was done.

    Rows go in one transaction of its own, so they all go or none does. It is safe while the server runs.

    Raises:
        UnknownContactError
        BusyError: no moment without a turn under way was found within `patience`.
    """
    until = time.monotonic() + patience.total_seconds()
    while True:
        with writing() as session:
            ids = group(session, contact_id)
            if not _is_busy(session, ids):
                words, sent = words_of(session, ids), [*recordings.of(session, ids), *files.of(ids)]
                erased = Erased(erase_rows(session, ids))
                break
        if time.monotonic() > until:
            raise BusyError("the assistant is answering this person without a pause; try again in a minute")
        time.sleep(LOOK_AGAIN)
    for one in sent:
        one.unlink(missing_ok=True)
    file = residue.sqlite_file(engine())
    if file:
        erased.warnings += residue.clean(engine(), file, [*ids, *words])
    home = get_settings().hilo_home
    if home.is_dir():
        erased.files = traces.wipe(home, file, MARK, ids, words)
        erased.files.deleted[:0] = sent
        erased.warnings += [f"{left} names this person too and was left as it is" for left in erased.files.left]
    return erased


def _is_busy(session: Session, ids: list[str]) -> bool:
    """Whether a turn is under way, which would be saved after the erasure. Locks the contacts, so that none begins."""
    rows = session.execute(select(Contact.lease, Contact.leased_until).where(Contact.id.in_(ids)).with_for_update())
    return any(lease and until and until > now() for lease, until in rows)


def erase_rows(session: Session, ids: list[str]) -> dict[str, int]:
    """Deletes the rows of these contacts in every table; how many, by table."""
    _let_go(session, ids)
    _forget_mentions(session, ids)
    erased = {}
    for table in personal_tables():
        erased[table.name] = session.execute(delete(table).where(owned(table, ids))).rowcount
    return erased


def _let_go(session: Session, ids: list[str]) -> None:
    """Rows of others that point to rows of this person: a message in a conversation of both, from before an unmerge."""
    session.execute(update(CONTACTS).where(CONTACTS.c.id.in_(ids)).values(merged_into=None))
    for table in personal_tables():
        for key in table.foreign_keys:
            if key.column.table is CONTACTS or key.column.table in NOBODYS:
                continue
            gone = select(key.column).where(owned(key.column.table, ids))
            others: Any = (key.parent.in_(gone), not_(owned(table, ids)))
            change = update(table).values({key.parent: None}) if key.parent.nullable else delete(table)
            session.execute(change.where(*others))


def _forget_mentions(session: Session, ids: list[str]) -> None:
    """Claims on the addresses of others, and their merges' evidence where it names this person."""
    session.execute(update(Identity).where(Identity.claimed_by.in_(ids)).values(claimed_by=None)
                    .execution_options(synchronize_session=False))
    evidence = cast(Merge.evidence, Text)
    named = select(Merge).where(not_(owned(Merge.__table__, ids)), or_(*(evidence.contains(one) for one in ids)))
    for row in session.scalars(named):
        row.evidence = _without(row.evidence, ids)
    session.flush()


def _without(value: Any, ids: list[str]) -> Any:
    if isinstance(value, dict):
        return {name: _without(one, ids) for name, one in value.items()}
    if isinstance(value, list):
        return [_without(one, ids) for one in value]
    return None if value in ids else value
