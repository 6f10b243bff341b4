"""Takes the events of calls out of the inbox: one at a time, read first, then kept in one transaction with its "done".

What reads a call (`hilo/calls/dealing.py`) takes seconds to be loaded and trained: the worker starts without it, and it
is made ready beside the sending. Nothing is locked while a call is read, which takes a moment: one worker takes it for
a minute. Should two read the same call, the one that comes second finds it done and leaves nothing behind.
"""
from __future__ import annotations

import logging
import threading
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from hilo.memory import database, inbox
from hilo.memory.tables import Inbox

logger = logging.getLogger(__name__)
SOURCE, TRANSCRIPTION, AUDIO = "elevenlabs", "post_call_transcription", "post_call_audio"
MOST = 20
"""Events a round."""
ALONE = timedelta(days=2)
"""After so long a recording whose call was never reported is deleted: nobody can say whose it is."""
_warming = threading.Lock()
_warm: list[threading.Thread] = []


def process_due(at: datetime) -> int:
    """Deals with the events that wait; how many (blocks)."""
    _warm_up()
    done = 0
    for _ in range(MOST):
        row = _next(at)
        if row is None:
            break
        with database.writing() as session:
            if not inbox.take(session, row.id, at):
                continue
        done += 1
        try:
            from hilo.calls.dealing import deal_with

            deal_with(row, at, is_reported)
        except Exception as error:
            logger.exception("A call could not be processed.")
            _failed(row.id, f"{type(error).__name__}: {error}", at)
    return done


def is_warm() -> bool:
    """Whether what reads and answers calls is loaded."""
    return bool(_warm) and not _warm[0].is_alive()


def _warm_up() -> None:
    """Loads beside what reads and answers calls, so that the first one does not wait for it."""
    with _warming:
        if not _warm:
            _warm.append(threading.Thread(target=_load, daemon=True, name="calls-warm-up"))
            _warm[0].start()


def _load() -> None:
    from hilo.calls import dealing, letter

    dealing.intents.warm_up()
    letter.answer_to("¿hacen envíos?")  # what is answered from is loaded now, not while a transaction waits for it


def _next(at: datetime) -> Inbox | None:
    """The oldest event of a call; a recording only where its call is known, or never will be."""
    with database.reading() as session:
        rows = session.scalars(select(Inbox).where(
            Inbox.kind == "call", Inbox.status == "pending", Inbox.source == SOURCE,
            or_(Inbox.not_before.is_(None), Inbox.not_before <= at)).order_by(Inbox.number).limit(200)).all()
        session.expunge_all()
        for row in rows:
            if (row.data or {}).get("type") != AUDIO or at - row.received_at > ALONE or is_reported(session, row):
                return row
    return None


def is_reported(session: Session, row: Inbox) -> bool:
    """Whether the call of a recording is known."""
    call = row.provider_id.partition(":")[2]
    return (
        session.execute(
            select(Inbox.id).where(Inbox.source == SOURCE, Inbox.provider_id == f"{TRANSCRIPTION}:{call}")
        ).first()
        is not None
    )


def _failed(inbox_id: str, problem: str, at: datetime) -> None:
    with database.writing() as session:
        if inbox.status_of(session, inbox_id) == "pending" and not inbox.turn_failed(session, [inbox_id], problem, at):
            inbox.finish(session, [inbox_id], at, "failed")
