"""What the provider reports of the messages that it took: kept by the door, applied by the worker.

The door only keeps a report: three or four come for every message, and customers' messages pass through the same door.
The worker applies those of messages that it knows, many at once and with few statements, since SQLite lets one process
write at a time; the rest waits until they are known.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, exists, insert, select, update
from sqlalchemy.orm import Session

from hilo.memory import database, outbox
from hilo.memory.tables import EarlyStatus, Outbox, Send
from hilo.outreach import failures
from hilo.outreach.statuses import FAILED, REPLACED, SHOW, UNDER_WAY, moves, summed

MOST_AT_ONCE = 200
"""Reports applied in one transaction."""

# Statements of every message, built once: putting one together costs more than running it.
_early: Any = EarlyStatus.__table__
_sends: Any = Send.__table__
_outbox: Any = Outbox.__table__
_KEEP = insert(_early)
_ANY_KNOWN = select(_early.c.id).where(exists().where(_sends.c.provider_id == _early.c.provider_id)).limit(1)
_KNOWN = select(_early.c.id, _early.c.status, _early.c.error_code, _early.c.at, _sends.c.id.label("send"),
                _sends.c.status.label("before"), _sends.c.outbox_id).join(
    _sends, _sends.c.provider_id == _early.c.provider_id).order_by(_early.c.id).limit(MOST_AT_ONCE).with_for_update(
    skip_locked=True)
_KNOWN_OF = _KNOWN.where(_early.c.provider_id == bindparam("name"))
_DROP = delete(_early).where(_early.c.id.in_(bindparam("ids", expanding=True)))
_MOVE = update(_sends).where(_sends.c.id == bindparam("send")).values(
    status=bindparam("now"), error_code=bindparam("code"), at=bindparam("since"))
_LEFT = select(_outbox.c.id, _outbox.c.message_id, _outbox.c.payload, _outbox.c.reason, _sends.c.status,
               _sends.c.error_code).join(
    _sends, _sends.c.outbox_id == _outbox.c.id).where(
    _outbox.c.id.in_(bindparam("ids", expanding=True)), _outbox.c.status.not_in(UNDER_WAY), _sends.c.status != REPLACED)
_NOTE = update(_outbox).where(_outbox.c.id == bindparam("of")).values(status=bindparam("now"), reason=bindparam("why"))


@dataclass(frozen=True)
class Report:
    """What the provider says of a message by its name there; at: when it said so."""

    provider_id: str
    status: str
    error_code: int | None
    at: datetime


def keep(session: Session, reports: Sequence[Report]) -> None:
    """Keeps what was reported."""
    session.execute(_KEEP, [{"provider_id": one.provider_id, "status": one.status.lower(),
                             "error_code": one.error_code, "at": one.at} for one in reports])


def process_due(_: datetime) -> None:
    """Applies the reports of messages that are known."""
    with database.reading() as session:
        if session.execute(_ANY_KNOWN).scalar() is None:
            return
    with database.writing() as session:
        _apply(session, session.execute(_KNOWN).all())


def apply_early(session: Session, provider_id: str) -> None:
    """What had been reported of a message before we knew its name."""
    session.flush()
    found = session.execute(_KNOWN_OF, {"name": provider_id}).all()
    if found:
        _apply(session, found)
        session.expire_all()


def _apply(session: Session, found: Iterable[Any]) -> None:
    """In the order in which they came. What another worker is applying is not among them.

    A failure may make the message due again, in another way (`hilo/outreach/failures.py`).
    """
    found = list(found)
    if not found:
        return
    session.execute(_DROP, {"ids": [one.id for one in found]})
    reached: dict[int, dict[str, Any]] = {}
    touched: set[int] = set()
    for one in found:
        before = reached[one.send]["now"] if one.send in reached else one.before
        if moves(before, one.status):
            reached[one.send] = {"send": one.send, "now": one.status, "code": one.error_code, "since": one.at}
            touched.add(one.outbox_id)
    if not reached:
        return
    session.execute(_MOVE, list(reached.values()))
    failed = {one.outbox_id: reached[one.send] for one in found if one.send in reached and _matters(reached[one.send])}
    _sum_up(session, touched - {number for number, how in failed.items() if _is_due_again(session, number, how)})


def _matters(reached: dict[str, Any]) -> bool:
    return reached["now"] in FAILED and failures.matters(reached["code"])


def _is_due_again(session: Session, outbox_id: int, reached: dict[str, Any]) -> bool:
    row = session.get(Outbox, outbox_id, populate_existing=True)
    return failures.met(session, row, reached["code"], reached["since"])


def _sum_up(session: Session, outbox_ids: Iterable[int]) -> None:
    sends: dict[int, list[Any]] = defaultdict(list)
    for row in session.execute(_LEFT, {"ids": sorted(outbox_ids)}):
        sends[row.id].append(row)
    if not sends:
        return
    noted, shown = [], []
    for number, rows in sends.items():
        status, seen, why = summed([(row.status, row.error_code) for row in rows])
        noted.append({"of": number, "now": status, "why": why or rows[0].reason})
        shown += [{"of": message, "now": seen} for message in outbox.carried(rows[0].message_id, rows[0].payload)]
    session.execute(_NOTE, noted)
    session.execute(SHOW, shown)
